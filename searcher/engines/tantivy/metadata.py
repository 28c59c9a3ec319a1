"""How is metadata read without its article's text? From a file beside the engine's own.

tantivy keeps all that is stored of an article in one record, so that a title costs as much as the
text. The writer appends an entry for each article to `metadata.bin`, and two numbers of the
document say where it lies.

- The file is on the disk before the commit that refers to it. To what lies behind, after a kill,
  nobody refers, nor to the entries of articles that were replaced or deleted: holes, which
  `searcher reindex` leaves out.
- An entry ends with its checksum and must begin with its article's id, so that damage, or the file
  of another index, is refused and not believed.
- Phrases that most entries share are single bytes in it, which makes it a third as long; that is
  a third of the time of a general compression, and as small.
"""

import contextlib
import os
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, Final

import tantivy
from tantivy import DocAddress

from searcher.engines.depth import ID
from searcher.errors import IndexDamaged
from searcher.own_files import append_to

METADATA_FILE: Final = "metadata.bin"
_BUFFER: Final = 1 << 20  # bytes that wait to be written
_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would end lines in its own way
_CHECKSUM: Final = 4  # bytes, the lowest first
# The CRC-32 of any bytes that end with their own.
_RIGHT: Final = 0x2144DF1C
_BETWEEN: Final = b"\n"
_BEGINNING: Final = slice(ID.start, ID.start + 16)
# JSON holds no control characters: each of these may stand for a phrase. One that another begins
# with comes behind it. Their order is part of the schema, as are the phrases.
_PHRASES: Final = (
    b'{"id":"',
    b'","kind":"article","title":"',
    b'","words":',
    b',"authors":[{"name":"',
    b'","key":"',
    b'","role":"person"}',
    b',{"name":"',
    b'],"source":"',
    b'","published":{"date":"',
    b',"instant":null,"precision":"day","method":"',
    b',"instant":null,"precision":"',
    b',"instant":"',
    b'","precision":"second","method":"',
    b'","confidence":"high","flags":[],"raw":"',
    b'","confidence":"',
    b'","flags":[',
    b'],"raw":"',
    b'"},"topics":[',
    b'{"path":"',
    b'","inferred":false,"score":null,"origin":null,"code":null}',
    b'","inferred":false,"score":null,"origin":"',
    b'","inferred":true,"score":0.',
    b',"origin":"inferred","code":"medtop:',
    b'","code":"medtop:',
    b'","code":null}',
    b'],"language":"en","url":',
    b'],"language":"',
    b'"https://www.',
    b'"https://',
    b'null,"story":',
    b'","story":',
)
_BYTES: Final = tuple(bytes([n]) for n in range(32) if n != _BETWEEN[0])
_MARKS: Final = tuple(zip(_BYTES, _PHRASES, strict=True))


def packed(metadata: bytes) -> bytes:
    """Give an article's metadata as it lies in the file."""
    import zlib  # a search reads whole records: it does without

    for mark, phrase in _MARKS:
        metadata = metadata.replace(phrase, mark)
    return metadata + zlib.crc32(metadata).to_bytes(_CHECKSUM, "little")


def _unpacked(entries: Iterable[bytes]) -> list[bytes]:
    """Give entries back as JSON, all at once: for each phrase one look at all of them."""
    text = _BETWEEN.join([entry[:-_CHECKSUM] for entry in entries])
    for mark, phrase in _MARKS:
        text = text.replace(mark, phrase)
    return text.split(_BETWEEN)


class MetadataWriter:
    """Appends entries; made by who holds the engine's lock."""

    def __init__(self, folder: Path) -> None:
        """Open the file behind all that is in it, or make it."""
        self._file: int | None = None
        self._file = append_to(folder / METADATA_FILE)
        self._end = os.fstat(self._file).st_size
        self._waiting = bytearray()
        self._synced = True

    def __del__(self) -> None:
        """Let go of the file."""
        self.close()

    def append(self, entry: bytes) -> tuple[int, int]:
        """Take what `packed` gave; says where it begins and how long it is."""
        place = self._end, len(entry)
        self._waiting += entry
        self._end += len(entry)
        self._synced = False
        if len(self._waiting) >= _BUFFER:
            self._write()
        return place

    def sync(self) -> None:
        """Wait until all entries are on the disk."""
        if not self._synced and self._file is not None:
            self._write()
            os.fsync(self._file)
            self._synced = True

    def close(self) -> None:
        """Let go of the file; what waits was not committed, and is forgotten."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self) -> None:
        while self._waiting and self._file is not None:
            # On a full disk only a part is written.
            del self._waiting[: os.write(self._file, self._waiting)]


class MetadataFile:
    """The metadata of one snapshot: the file as it was then, which later only grows."""

    def __init__(self, folder: Path) -> None:
        """Open the file; it is looked into where metadata is asked for."""
        self._path = folder / METADATA_FILE
        self._held: Any = None
        self._file: int | None = None
        with contextlib.suppress(OSError):
            self._file = os.open(self._path, os.O_RDONLY | _BINARY)

    def __del__(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)

    def read(
        self, searcher: tantivy.Searcher, addresses: list[DocAddress], room: int | None
    ) -> list[bytes] | None:
        """Read metadata by the articles' places; None where they exceed the room (bytes).

        Raises `IndexDamaged` where the file holds others.
        """
        from zlib import crc32

        starts, sizes = (
            _numbers(searcher, name, addresses) for name in ("metadata_at", "metadata_size")
        )
        if room is not None and sum(sizes) > room:
            return None
        held = self._mapped()
        found = [held[at : at + size] for at, size in zip(starts, sizes, strict=True)]
        if any(crc32(entry) != _RIGHT for entry in found):
            raise self._damaged("an entry is cut off, or not as it was written")
        read = _unpacked(found)
        # Of so many digits no two are alike by chance.
        if [one[_BEGINNING] for one in read] != _hex([_numbers(searcher, "id64", addresses)]):
            raise self._damaged("an entry is another article's")
        return read

    def _mapped(self) -> Any:
        """Map the file, once: a search, which has no use for that, starts without."""
        if self._held is None:
            import mmap

            if self._file is None:
                raise self._damaged("missing, or no permission to read it")
            empty = os.fstat(self._file).st_size == 0
            self._held = b"" if empty else mmap.mmap(self._file, 0, access=mmap.ACCESS_READ)
        return self._held

    def _damaged(self, what: str) -> IndexDamaged:
        return IndexDamaged(f"{self._path}: {what}. Build the index anew: searcher reindex.")


def ids(searcher: tantivy.Searcher, addresses: list[DocAddress]) -> list[bytes]:
    """Give articles' ids, read from two numbers each."""
    return _hex([_numbers(searcher, name, addresses) for name in ("id64", "id_rest")])


def _hex(columns: list[list[int]]) -> list[bytes]:
    """Give the hex digits of numbers of 8 bytes, those of one row together."""
    values = [*chain.from_iterable(zip(*columns, strict=True))]
    if not values:
        return []
    import struct

    digits = struct.pack(f">{len(values)}Q", *values).hex("\n", 8 * len(columns))
    return digits.encode().split(_BETWEEN)


def _numbers(searcher: tantivy.Searcher, name: str, addresses: list[DocAddress]) -> list[int]:
    # Its types allow floats, and None for what has no value.
    values: list[Any] = searcher.fast_field_values(name, addresses)
    return [value or 0 for value in values] if None in values else values
