"""What is a web address's canonical form? One address names one article, however it was copied."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

_DEFAULT_PORT = {"http": "80", "https": "443"}
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


def canonical_url(url: str | None, base_url: str | None = None) -> str | None:
    """Give the absolute http(s) URL without fragment, `utm_*` and default port; None if it is none.

    Scheme and host are lowercased; path and query stay as found, in their order, since both may
    name the article. A relative URL is resolved against `base_url`.
    """
    found = _join(url, base_url)
    if found is None:
        return None
    try:
        parts = urlsplit(found)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:  # a bad port, brackets without an address
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not host:
        return None
    login, at, _ = parts.netloc.rpartition("@")
    place = f"[{host}]" if ":" in host else host
    if port is not None and str(port) != _DEFAULT_PORT[scheme]:
        place = f"{place}:{port}"
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith("utm_"))
    return urlunsplit((scheme, login + at + place, parts.path or "/", query, ""))


def host_of(url: str | None) -> str | None:
    """Give the host of an absolute http(s) URL, None if it is none."""
    found = canonical_url(url)
    return urlsplit(found).hostname if found else None


def _join(url: str | None, base_url: str | None) -> str | None:
    text = _tidy(url) if url else ""
    if not text:
        return None
    if text[:8].lower().startswith(("http://", "https://")):
        return text
    if not base_url:
        return None
    try:
        return urljoin(_tidy(base_url), text)
    except ValueError:
        return None


def _tidy(url: str) -> str:
    """Escape white space; lone surrogates, which no UTF-8 holds, become U+FFFD."""
    whole = url.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _SPACE.sub("%20", whole.strip())
