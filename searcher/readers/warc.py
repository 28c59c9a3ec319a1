"""WARC and ARC: the crawls of web archives. Pages that a server gave are read, as HTML files are.

What is no page of a response is skipped, and said why. When a page was fetched is the first
reference for its dates, and its address stands where the page names none.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source, Unread
from searcher.readers.crawl import Frame, frames
from searcher.readers.encoding import decode
from searcher.readers.http_message import Response, media_type, response, unpacked
from searcher.readers.page import BLANK
from searcher.readers.pages import conversion
from searcher.readers.pages.saved import stamped, taken

NAME: Final = "warc"

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_PAGE = re.compile(
    rb"[\xef\xbb\xbf\s]*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:!doctype\s++html|html|head)\b",
    re.IGNORECASE,
)
# What a record is that holds no response; those of other types hold none either.
_OTHER: Final = {
    "request": ("request", "what the crawler asked"),
    "revisit": ("revisit", "the same page as at another time"),
    "warcinfo": ("metadata", "about the crawl"),
    "metadata": ("metadata", "about another record"),
    "conversion": ("not-html", "another form of a record"),
    "continuation": ("not-html", "a part of a record"),
}
_FULL: Final = frozenset({200, 201, 202, 203})
_MOVED: Final = frozenset({300, 301, 302, 303, 305, 307, 308})
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?Z?)?)?)?")


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give what came of each record of the crawl; `record` counts them all."""
    del options  # a page has no fields
    number = 0
    for frame in frames(source.open):
        number += 1
        where = Provenance(source.file, NAME, number, frame.start, frame.end)
        yield Unread(where, partial(_records, frame, where))
    if not number:
        yield Skipped(Provenance(source.file, NAME, start=0), "empty")


def _records(frame: Frame, where: Provenance) -> list[Record]:
    read = _record(frame, where)
    return read if isinstance(read, list) else [read]


def _record(frame: Frame, where: Provenance) -> Record | list[Record]:
    broken_off = Rejection(where, "truncated", "the crawl ends in this record")
    if frame.problem:
        if frame.cut:
            return broken_off
        detail = f"{frame.problem}; {frame.end - frame.start:,} bytes are passed over"
        return Rejection(where, "bad-warc", detail)
    kind, url, stated = _stated(frame)
    if kind == "conversion" and media_type(stated) == "text/plain":
        return broken_off if frame.cut else _lines(frame, where, url)
    if kind in _OTHER:
        return broken_off if frame.cut else Skipped(where, *_OTHER[kind])
    if kind not in {"response", "resource"}:
        return Rejection(
            where, "bad-warc", f"a record of type {kind[:40]!r}" if kind else "no type"
        )
    answer = _answer(frame.block, kind, stated)
    if frame.cut and not (answer and answer.whole):
        return broken_off
    if answer is None:
        if url.lower().startswith(("http:", "https:")):
            return Rejection(where, "bad-warc", "no HTTP response")
        return Skipped(where, "not-html", _typed(stated))
    if answer.status not in _FULL:
        reason = "redirect" if answer.status in _MOVED else "http-status"
        return Skipped(where, reason, f"HTTP {answer.status}")
    if answer.kind and answer.kind not in _HTML:
        return Skipped(where, "not-html", _typed(answer.kind))
    if frame.size > len(frame.block):
        return _too_large(where)
    digest = hashlib.sha256(frame.head + frame.block).hexdigest()
    return _page(frame, answer, replace(where, digest=digest), url)


def _stated(frame: Frame) -> tuple[str, str, str]:
    """Give type, address and media type of a record."""
    fields = frame.fields
    if frame.kind == "warc":
        url = fields.get("warc-target-uri", "")
        if url.startswith("<"):  # as wget writes them
            url = url.strip("<>")
        kind, stated = fields.get("warc-type", ""), fields.get("content-type", "")
        return kind.lower(), url.replace(" ", "%20"), stated
    url = fields["url"].replace(" ", "%20")
    kind = "warcinfo" if url.lower().startswith("filedesc:") else "response"
    return kind, url, fields["type"]


def _answer(block: bytes, kind: str, stated: str) -> Response | None:
    """Give the response in a record, also where only its body was kept."""
    if kind == "response" and (answer := response(block)):
        return answer
    bare = kind == "resource" or (media_type(stated) in _HTML and block.lstrip()[:1] == b"<")
    return Response(200, {"content-type": stated}, block) if bare else None


def _page(frame: Frame, answer: Response, where: Provenance, url: str) -> Record | list[Record]:
    body = unpacked(answer, MAX_PAGE_BYTES)
    if body.too_large:
        return _too_large(where)
    if not answer.kind and not _PAGE.match(body.data):
        return Skipped(where, "not-html", "no media type")
    cut = body.problem
    if reason := frame.fields.get("warc-truncated", ""):
        cut = f"the crawler broke the page off ({_typed(reason)})"
    elif "warc-segment-number" in frame.fields:
        cut = "the page goes on in another record"
    if not body.data.strip(BLANK):
        return Rejection(where, "truncated", cut) if cut else Skipped(where, "empty")
    found: list[Record] = []
    for record in html.page(body.data, where, answer.charset, found_at=url or None):
        if isinstance(record, RawArticle):
            found.append(taken(record, url, _captured(frame)))
        else:
            # What would tell of an article may be in the part that is missing.
            found.append(Rejection(where, "truncated", cut) if cut else record)
    return found


def _lines(frame: Frame, where: Provenance, url: str) -> Record:
    """Read the visible text of a page, all that `.wet` files keep of one."""
    if frame.size > min(len(frame.block), MAX_PAGE_BYTES):
        return _too_large(where)
    digest = hashlib.sha256(frame.head + frame.block).hexdigest()
    languages = frame.fields.get("warc-identified-content-language", "").split(",")
    return conversion.page(
        decode(frame.block).replace("\r", "\n"),
        replace(where, digest=digest),
        url=url,
        when=_captured(frame),
        language=languages[0].strip() or None if len(languages) == 1 else None,
    )


def _captured(frame: Frame) -> str | None:
    """Give the time of the capture; None where it is no time."""
    if frame.kind == "warc":
        stated = frame.fields.get("warc-date", "")
        return stated if _ISO.fullmatch(stated) else None
    return stamped(frame.fields["date"])


def _typed(stated: str) -> str:
    return " ".join(stated.split())[:80]


def _too_large(where: Provenance) -> Rejection:
    return Rejection(where, "too-large", f"a page may hold {MAX_PAGE_BYTES >> 20} MiB")
