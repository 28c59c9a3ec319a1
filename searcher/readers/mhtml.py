"""MHTML (RFC 2557): a page with its pictures in one file, as Chrome, Edge and IE save it.

It is written as a mail. The page is the part that the head names, else the first that is HTML;
the other parts are passed over and not held.
"""

import email.errors
import hashlib
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from typing import BinaryIO, Final, NamedTuple

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source
from searcher.readers.page import too_large
from searcher.readers.pages.saved import taken

NAME: Final = "mhtml"
SUFFIXES: Final = (".mht", ".mhtml")
_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]{0,8}[A-Za-z][A-Za-z0-9-]{1,40}+:")
_LOOKED_AT: Final = 4 << 10  # bytes of a file in which its head is looked for
_END: Final = re.compile(rb"\r?\n\r?\n")
# Who saves pages says so in place of a sender; of newsletters with pictures nobody does.
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from:[ \t]*[\"<]{0,2}saved by [^@\r\n]{1,200}\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
_MULTIPART = re.compile(
    rb"^content-type:\s{0,8}(?:multipart/|text/html\b)", re.IGNORECASE | re.MULTILINE
)
_CUT: Final = "the file ends in the page"
_MAX_HEAD: Final = 64 << 10  # bytes of the head of a file or a part
_MAX_MARKS: Final = 20  # boundaries of parts within parts
_LINE: Final = 64 << 10  # bytes that are read at a time
# Of an encoded page: each byte of the largest may be written as three, on lines with ends.
_MAX_ENCODED: Final = 4 * MAX_PAGE_BYTES


def begins(suffix: str, head: bytes) -> bool:
    """Say whether a file is a saved page, from its first bytes."""
    if _HEADER.match(head) is None:
        return False
    end = _END.search(head, 8, _LOOKED_AT)
    start = head[: end.start() if end else _LOOKED_AT]
    if _MULTIPART.search(start) is None:
        return False
    return suffix in SUFFIXES or _SAVED.search(start) is not None


class _Part(NamedTuple):
    """A part that is HTML, with its head; `data` is None where it is more than may be held."""

    message: Message
    data: bytes | None
    cut: bool


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give what the page of the file is, as an HTML file is read."""
    del options  # a page has no fields
    with source.open() as stream:
        tape = _Tape(stream)
        head = tape.head(first=True)
        part = _page(tape, head)
        tape.finish()
    where = Provenance(source.file, NAME, 1, 0, tape.size, digest=tape.digest.hexdigest())
    if part is None:
        kind = head.get_content_type()
        yield Skipped(where, "not-html", f"no page in it: {kind[:80]}")
        return
    data = part.data
    if data is None or len(data) > MAX_PAGE_BYTES:
        yield too_large(source, NAME)
        return
    if not data.strip():
        yield Rejection(where, "truncated", _CUT) if part.cut else Skipped(where, "empty")
        return
    url = _said(head, "snapshot-content-location") or _said(part.message, "content-location")
    url = url if url.lower().startswith(("http://", "https://")) else ""
    charset = part.message.get_content_charset()
    for record in html.numbered(html.page(data, where, charset, found_at=url or None)):
        if part.cut and not isinstance(record, RawArticle):
            # What would tell of an article may be in the part that is missing.
            yield Rejection(where, "truncated", _CUT)
        else:
            yield taken(record, url or None, _said(head, "date") or None)


class _Tape:
    """A file that is read line by line, and counted."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._back = b""  # a line that was read too far
        self.size = 0
        self.digest = hashlib.sha256()

    def line(self) -> bytes:
        """Give the next line, or a piece of a long one; nothing at the end."""
        if self._back:
            line, self._back = self._back, b""
            return line
        line = self._stream.readline(_LINE)
        self.size += len(line)
        self.digest.update(line)
        return line

    def head(self, *, first: bool = False) -> Message:
        """Read headers up to an empty line, or one that is no header; the first may be empty."""
        found = bytearray()
        while line := self.line():
            blank = not line.strip(b"\r\n\xef\xbb\xbf")
            if blank and (found or not first):
                break
            if not blank and not _HEADER.match(line) and line[:1] not in {b" ", b"\t"}:
                self._back = line
                break
            if not blank and len(found) < _MAX_HEAD:
                found += line
        return _message(bytes(found).removeprefix(b"\xef\xbb\xbf") + b"\n")

    def finish(self) -> None:
        """Read to the end, so that the file is known by its bytes."""
        while block := self._stream.read(1 << 20):
            self.size += len(block)
            self.digest.update(block)


def _page(tape: _Tape, head: Message) -> _Part | None:
    """Find the part that is the page."""
    start = str(head.get_param("start") or "").strip("<> ")
    place = _said(head, "snapshot-content-location")
    first: _Part | None = None
    for part in _parts(tape, head):
        identity = _said(part.message, "content-id").strip("<> ")
        at = _said(part.message, "content-location")
        if (start and start == identity) or (place and place == at):
            return part
        first = first or part
        if not (start or place):
            break
    return first


def _parts(tape: _Tape, head: Message) -> Iterator[_Part]:
    """Walk the parts that are HTML; those within parts are among them."""
    marks: set[bytes] = set()
    message: Message | None = head
    while message is not None:
        boundary = message.get_boundary()
        if boundary and len(marks) < _MAX_MARKS:
            marks.add(b"--" + boundary.encode("utf-8", "surrogateescape"))
        wanted = not boundary and message.get_content_type() in _HTML
        held, ended = _body(tape, marks, wanted=wanted)
        if wanted:
            data = None if held is None else _decoded(message, held)
            yield _Part(message, data, bool(marks) and not ended)
        while ended and ended.endswith(b"--") and ended not in marks:
            _, ended = _body(tape, marks, wanted=False)
        message = tape.head() if ended else None


def _body(tape: _Tape, marks: set[bytes], *, wanted: bool) -> tuple[bytes | None, bytes]:
    """Read up to the next boundary and give it, with what stands before: None if too much."""
    held = bytearray()
    large = False
    while line := tape.line():
        if line.startswith(b"--"):
            found = line.rstrip()
            if found in marks or (found.endswith(b"--") and found[:-2] in marks):
                return (None if large else bytes(held)), found
        if wanted and not large:
            held += line
            large = len(held) > _MAX_ENCODED
    return (None if large else bytes(held)), b""


def _decoded(message: Message, body: bytes) -> bytes:
    message.set_payload(body.decode("ascii", "surrogateescape"))
    try:
        data = message.get_payload(decode=True)
    except (email.errors.MessageError, ValueError, LookupError):
        return body
    return data if isinstance(data, bytes) else body


def _message(head: bytes) -> Message:
    try:
        return BytesParser().parsebytes(head, headersonly=True)
    except (email.errors.MessageError, ValueError, LookupError, RecursionError):
        return Message()


def _said(message: Message, name: str) -> str:
    """Give a header, on one line."""
    try:
        return "".join(str(message.get(name) or "").split("\n")).replace("\r", "").strip()
    except (email.errors.MessageError, ValueError, LookupError):
        return ""
