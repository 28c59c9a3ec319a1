"""Which article is this? Canonical URLs, and the id that follows from them."""

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from searcher.article import RawArticle, article_id
from searcher.normalise.text import scrub

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


def names_article(url: str) -> bool:
    """Say whether a canonical URL can name one article: a site's root cannot."""
    parts = urlsplit(url)
    return bool(parts.query) or parts.path.strip("/") != ""


def identify(raw: RawArticle, url: str | None) -> str:
    """Give the article's id; `url` is its canonical URL, if it has one.

    The texts are those that were found: a teaser has no body, its summary stands for it.
    """
    return article_id(
        raw.kind,
        url=url if url and names_article(url) else None,
        source=raw.source,
        title=raw.title,
        body=raw.body if raw.body is not None else raw.summary,
    )


def _join(url: str | None, base_url: str | None) -> str | None:
    text = _SPACE.sub("%20", scrub(url).strip()) if url else ""
    if not text:
        return None
    if text[:8].lower().startswith(("http://", "https://")):
        return text
    if not base_url:
        return None
    try:
        return urljoin(_SPACE.sub("%20", scrub(base_url).strip()), text)
    except ValueError:
        return None
