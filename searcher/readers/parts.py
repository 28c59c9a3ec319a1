"""Where does one document of a text end and the next begin? At lines that a format has for that.

The file is read in blocks, so that it may be of any size; a document is held as a whole.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from searcher.article import Provenance, Rejection
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions, Record, Source, Unread
from searcher.readers.encoding import charset, decode
from searcher.readers.records.fields import Fields

_HEAD: Final = 64 << 10  # bytes by which the encoding is judged
_BLOCK: Final = 256 << 10
_LINE: Final = 4 << 10  # bytes of the longest line that may be a boundary
_BLANK: Final = b" \t\r\n\x0b\x0c\x00\x1a"

# What makes a document's text an article.
Understand = Callable[[str, Provenance, Fields], Record]


class Part(NamedTuple):
    """What stands between two such lines; `data` is None where it is more than may be held.

    `start` and `size` are in bytes; `start` is None where the bytes are not those of the file.
    """

    start: int | None
    size: int
    data: bytes | None
    digest: str


def read_parts(
    source: Source,
    options: ReadOptions,
    name: str,
    boundary: re.Pattern[bytes],
    understand: Understand,
    *,
    around: re.Pattern[bytes] | None = None,
) -> Iterator[Record | Unread]:
    """Give a record for each document of a file; `record` counts them from 1.

    `around` matches the whole of what may stand around documents and is none.
    """

    def text_of(data: bytes, where: Provenance, fields: Fields) -> Record:
        text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
        return understand(text, where, fields)

    return read_messages(source, options, name, boundary, text_of, around=around)


def read_messages(
    source: Source,
    options: ReadOptions,
    name: str,
    boundary: re.Pattern[bytes],
    understand: Callable[[bytes, Provenance, Fields], Record],
    *,
    around: re.Pattern[bytes] | None = None,
) -> Iterator[Record | Unread]:
    """Do the same where each document states its own encodings, and is understood from bytes."""
    fields = Fields(options)
    found = parts(source, boundary)
    if around:
        found = (one for one in found if one.data is None or not around.fullmatch(one.data))
    for number, part in enumerate(found, 1):
        end = None if part.start is None else part.start + part.size
        where = Provenance(source.file, name, number, part.start, end, part.digest)
        if part.data is None:
            limit = MAX_LINE_BYTES >> 20
            detail = f"a document may hold {limit} MiB; this one has {part.size:,} bytes"
            yield Rejection(where, "too-large", detail)
        else:
            yield Unread(where, partial(_one, part.data, where, fields, understand), quick=True)


def _one(
    data: bytes,
    where: Provenance,
    fields: Fields,
    understand: Callable[[bytes, Provenance, Fields], Record],
) -> tuple[Record, ...]:
    return (understand(data, where, fields),)


def parts(source: Source, boundary: re.Pattern[bytes]) -> Iterator[Part]:
    """Part a file at lines; blank space between documents belongs to none.

    `boundary` matches within one line of 4 KiB, with MULTILINE, and more than nothing: it begins
    a document, or ends one where its group `end` takes part. UTF-16, and lines that end as on old
    Macs, are recoded.
    """
    with source.open() as stream:
        head = stream.read(_HEAD)
    chosen = charset(head)
    recode = chosen.codec.startswith(("utf-16", "utf-32")) or (b"\r" in head and b"\n" not in head)
    with source.open() as stream:
        stream.read(chosen.bom)
        if recode:
            text = io.TextIOWrapper(stream, chosen.codec, errors="replace", newline=None)
            yield from _Cutter(lambda size: text.read(size).encode("utf-8", "replace")).cut(
                boundary, None
            )
        else:
            yield from _Cutter(stream.read).cut(boundary, chosen.bom)


class _Cutter:
    """A stream of bytes, of which those from the begin of a document on are held."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._held = bytearray()
        self._seen = 0  # bytes from the begin of those held in which no boundary begins
        self._ended = False
        self._large = 0  # bytes of the document that are not held any more
        self._digest = hashlib.sha256()

    def cut(self, boundary: re.Pattern[bytes], offset: int | None) -> Iterator[Part]:
        while True:
            place = self._next(boundary)
            size = self._large + (len(self._held) if place is None else place)
            data = bytes(self._held[: size - self._large])
            part = self._part(data, offset)
            if part:
                yield part
            if place is None:
                return
            del self._held[:place]
            if offset is not None:
                offset += size
            self._large = 0
            self._seen -= place

    def _next(self, boundary: re.Pattern[bytes]) -> int | None:
        """Find where the document ends; None where the stream does."""
        while True:
            found = boundary.search(self._held, self._seen)
            # A line that is not held whole may go on in another way.
            if found and (self._ended or found.end() < len(self._held)):
                place = found.end() if found.lastgroup == "end" else found.start()
                self._seen = found.end()
                if place:
                    return place
                continue
            if self._ended:
                return None
            if not found:
                whole = self._held.rfind(b"\n") + 1
                self._seen = max(self._seen, whole, len(self._held) - _LINE)
            self._let_go()
            block = self._read(_BLOCK)
            self._held += block
            self._ended = not block

    def _let_go(self) -> None:
        """Hold no longer what is too much for a document; a line that long is no boundary."""
        if len(self._held) <= MAX_LINE_BYTES:
            return
        gone = max(self._seen - 1, 0)  # the byte before says whether a line begins
        if not self._large:
            self._digest = hashlib.sha256()
        self._digest.update(self._held[:gone])
        self._large += gone
        del self._held[:gone]
        self._seen -= gone

    def _part(self, data: bytes, offset: int | None) -> Part | None:
        if self._large:
            self._digest.update(data)
            return Part(offset, self._large + len(data), None, self._digest.hexdigest())
        own = data.lstrip(_BLANK)
        start = None if offset is None else offset + len(data) - len(own)
        own = own.rstrip(_BLANK)
        return Part(start, len(own), own, hashlib.sha256(own).hexdigest()) if own else None
