"""The zip around a document: its parts as streams that end at a limit, whatever is wrong with it.

A document that may lie within an archive comes as a stream and is kept while it is read. Python's
`zipfile` holds the whole list of members, so how long that is must be known before.
"""

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from searcher.readers import xml
from searcher.readers.base import Source
from searcher.readers.documents.problems import Refused

MAX_FILE: Final = 512 << 20  # bytes of a document, with its pictures
MAX_PART: Final = 256 << 20  # bytes of markup that may come out of all its parts together
MAX_ELEMENTS: Final = 4_000_000  # of these; 100 articles have about 50,000
_SPOOL: Final = 8 << 20  # bytes beyond which a document is kept on disk
_BLOCK: Final = 256 << 10
_MAX_LIST: Final = 4 << 20  # bytes of the list of members: some 50,000
_END: Final = struct.Struct("<4s4H2LH")
_MAX_COMMENT: Final = 0xFFFF
_DOCTYPE: Final = b"<!DOCTYPE"
_DETAIL: Final = 200  # characters of a message
_PROLOG: Final = 4 << 10  # bytes in which such a declaration begins
# What `zipfile` raises for damage, passwords and methods that it does not know.
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    struct.error,
    OverflowError,
)


@dataclass(slots=True)
class Package:
    """An open document: its parts by name, and what may still come out of it."""

    size: int
    digest: str
    archive: zipfile.ZipFile
    names: frozenset[str]
    left: int
    elements: int

    def parse(self, name: str, target: Any) -> None:
        """Walk a part of XML; raises `Refused`, and what the target raises.

        `target` has `start(tag, attributes)`, `end(tag)` and `data(text)`; nothing else is held.
        """
        self.elements = _walk(self._blocks(name), target, name, self.elements)

    def read(self, name: str) -> bytes:
        """Give a part as a whole; nothing where there is none."""
        return b"".join(self._blocks(name)) if name in self.names else b""

    def _blocks(self, name: str) -> Iterator[bytes]:
        if name not in self.names:
            raise Refused("bad-document", f"no {name} in it")
        try:
            if self.archive.getinfo(name).flag_bits & 1:
                raise Refused("encrypted", "a password would be needed")
            with self.archive.open(name) as stream:
                while block := stream.read(_BLOCK):
                    self.left -= len(block)
                    if self.left < 0:
                        limit = MAX_PART >> 20
                        raise Refused("too-large", f"more than {limit} MiB of markup in it")
                    yield block
        except _BROKEN as problem:
            raise Refused("bad-document", f"{name} is damaged: {problem}"[:_DETAIL]) from problem


def walk(file: IO[bytes], target: Any) -> None:
    """Walk a document that is XML itself; raises `Refused`, and what the target raises."""
    _walk(_limited(file), target, "the document", MAX_ELEMENTS)


def _limited(file: IO[bytes]) -> Iterator[bytes]:
    left = MAX_PART
    while block := file.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise Refused("too-large", f"more than {MAX_PART >> 20} MiB of markup in it")
        yield block


def _walk(found: Iterator[bytes], target: Any, name: str, elements: int) -> int:
    """Give how many elements are left."""
    from lxml import etree

    counted = _Counted(target, elements)
    parser = etree.XMLParser(target=counted, **xml.STRICT)
    first = True
    try:
        for block in found:
            if first and _DOCTYPE in block[:_PROLOG].upper():
                raise Refused("bad-document", f"{name} declares a type of its own")
            first = False
            parser.feed(block)
        parser.close()
    except etree.LxmlError as problem:
        raise Refused("bad-document", f"{name}: {problem}"[:_DETAIL]) from problem
    return counted.left


class _Counted:
    """What is told of a part, as long as it has not too many elements."""

    def __init__(self, target: Any, left: int) -> None:
        self.left = left
        self._start = target.start
        self.end = target.end
        self.data = target.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise Refused("too-large", f"more than {MAX_ELEMENTS:,} elements in it")
        self._start(tag, attributes)

    def close(self) -> None:
        """Do nothing; a parser asks for it."""


@contextmanager
def kept(source: Source) -> Iterator[tuple[IO[bytes], int, str]]:
    """Give a file that can be sought in, its size and its SHA-256; raises `Refused` if too large.

    What cannot be sought in is copied.
    """
    digest, size = hashlib.sha256(), 0
    with source.open() as stream, SpooledTemporaryFile(max_size=_SPOOL) as spool:
        copied = not stream.seekable()
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > MAX_FILE:
                raise Refused("too-large", f"a document may hold {MAX_FILE >> 20} MiB")
            digest.update(block)
            if copied:
                spool.write(block)
        file: IO[bytes] = spool if copied else stream
        file.seek(0)
        yield file, size, digest.hexdigest()


def opened(file: IO[bytes], size: int, digest: str) -> Package:
    """Open the zip; raises `Refused`."""
    _check_list(file, size)
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN as problem:
        raise Refused("bad-document", f"no whole zip: {problem}"[:_DETAIL]) from problem
    names = frozenset(archive.namelist())
    return Package(size, digest, archive, names, MAX_PART, MAX_ELEMENTS)


def _check_list(file: IO[bytes], size: int) -> None:
    """Refuse a list of members that is long, by what the end says where `zipfile` looks for it."""
    file.seek(max(0, size - _END.size - _MAX_COMMENT))
    tail = file.read()
    begin = len(tail) - _END.size
    if tail[begin : begin + 4] != b"PK\5\6" or tail[-2:] != b"\0\0":
        begin = tail.rfind(b"PK\5\6")
    if begin < 0 or len(tail) - begin < _END.size:
        raise Refused("truncated", "the list of its parts, which stands at the end, is missing")
    length = _END.unpack_from(tail, begin)[5]
    # A zip of more than 4 GB says elsewhere how long it is; no document is one.
    if length > _MAX_LIST or b"PK\6\7" in tail[max(0, begin - 20) : begin]:
        raise Refused("bad-document", "more parts than any document has")
