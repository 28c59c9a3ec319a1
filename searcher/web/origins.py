"""Which other sites may ask? Those that are named, in the form in which browsers name them.

An origin is scheme, name and port: `http://localhost:8000`, without a path.
"""

import re
from urllib.parse import urlsplit

from searcher.errors import UsageError

_USUAL_PORTS = {"http": 80, "https": 443}
# Schemes under which a page has an origin of its own; extensions of browsers have theirs.
_SCHEME = re.compile(r"https?|app|tauri|[a-z]+-extension")
_NAME = re.compile(r"[a-z0-9._~-]+|\[[0-9a-f:.]+\]")


def origin_of(text: str) -> str:
    """Give an origin as browsers send it; raises `UsageError` for what no page can be at."""
    typed = text.strip()
    if typed in ("*", "null") or typed.lower().startswith("file:"):
        raise UsageError(
            f"origin {typed!r:.80}: any page could say so. Serve the page from an address "
            "(python -m http.server) and name that: http://localhost:8000"
        )
    lowered = typed.lower().removesuffix("/")
    try:
        parts = urlsplit(lowered)
        port = parts.port
    except ValueError as problem:
        raise _no_origin(typed, str(problem)) from problem
    name = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    if not _SCHEME.fullmatch(parts.scheme):
        raise _no_origin(typed, "it begins with http:// or https://")
    if lowered != f"{parts.scheme}://{parts.netloc}":
        raise _no_origin(typed, "it has no path, and nothing behind")
    if not name.isascii():
        raise _no_origin(typed, "names in other letters are written as browsers send them, xn--…")
    if not _NAME.fullmatch(name):
        raise _no_origin(typed, f"{name!r:.80} is no name of a machine")
    if port is None or port == _USUAL_PORTS.get(parts.scheme):
        return f"{parts.scheme}://{name}"
    return f"{parts.scheme}://{name}:{port}"


def _no_origin(typed: str, reason: str) -> UsageError:
    return UsageError(
        f"{typed!r:.80} is no origin ({reason}). Write scheme, name and port: http://localhost:8000"
    )
