"""Safari's web archives: a page with its pictures as a binary property list."""

import hashlib
import plistlib
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source
from searcher.readers.page import too_large
from searcher.readers.pages.saved import MAX_WEIGHT, taken

NAME: Final = "webarchive"
_BEGIN: Final = b"bplist00"
_SIGN: Final = b"WebMainResource"
_HTML: Final = frozenset({"text/html", "application/xhtml+xml", ""})
_NAMES: Final = ("Data", "MIMEType", "URL", "TextEncodingName")


def begins(suffix: str, head: bytes) -> bool:
    """Say whether a file is such an archive, from its first bytes."""
    return head.startswith(_BEGIN) and (suffix == ".webarchive" or _SIGN in head)


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give what the page is, as an HTML file is read; when it was saved is not said."""
    del options  # a page has no fields
    with source.open() as stream:
        data = stream.read(MAX_WEIGHT + 1)
    if len(data) > MAX_WEIGHT:
        detail = f"a web archive may hold {MAX_WEIGHT >> 20} MiB"
        yield Rejection(Provenance(source.file, NAME, start=0), "too-large", detail)
        return
    where = Provenance(source.file, NAME, 1, 0, len(data), digest=hashlib.sha256(data).hexdigest())
    if not data:
        yield Skipped(where, "empty")
        return
    try:
        main = plistlib.loads(data, fmt=plistlib.FMT_BINARY)["WebMainResource"]
        page, kind, url, charset = (main.get(f"WebResource{name}") for name in _NAMES)
    except Exception:  # noqa: BLE001 - a property list of a stranger raises anything
        yield Rejection(where, "bad-webarchive", "a damaged property list, or one without a page")
        return
    if not isinstance(page, bytes) or _text(kind) not in _HTML:
        yield Skipped(where, "not-html", _text(kind)[:80])
        return
    if len(page) > MAX_PAGE_BYTES:
        yield too_large(source, NAME)
        return
    address = _text(url) or None
    found = html.page(page, where, _text(charset) or None, found_at=address)
    for record in html.numbered(found):
        yield taken(record, address, None)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
