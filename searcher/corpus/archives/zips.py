"""What members does a zip have? By its list at the end; without one, by walking its members.

Both are read here, one entry at a time: `zipfile` holds every entry in memory, refuses archives
that were cut off, and knows no zstd.
"""

import datetime as dt
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from searcher.corpus.archives.compression import Broken
from searcher.corpus.archives.streams import (
    Budget,
    Entry,
    EntryKind,
    Meter,
    Open,
    Unpacked,
    Window,
    buffered,
)

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s4B4HL2L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_END64_PLACE: Final = struct.Struct("<4sLQL")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_ABSENT: Final = 0xFFFFFFFF  # the value stands in the zip64 field
_ZIP64: Final = 1
_ENCRYPTED: Final = 0x41  # bit 0, and bit 6 for strong encryption
_UTF8: Final = 0x800
_DESCRIPTOR: Final = 8  # sizes follow the data
_MAX_COMMENT: Final = 0xFFFF
_UNIX: Final = 3  # the upper half of a member's attributes is its mode there
_FAR: Final = 1 << 62  # beyond the end of any file, and still a place that can be sought
_CODECS: Final = {0: "stored", 8: "deflate", 12: "bzip2", 93: "zstd", 95: "xz"}
# Books and office documents are zips of markup that belongs together.
_DOCUMENTS: Final = frozenset(
    {
        "mimetype",
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/numbering.xml",  # as Google Docs begins
    }
)
# Whatever its first member is: programs write these in any order.
_NAMED: Final = frozenset(
    {".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ott", ".ods", ".odp", ".epub"}
)


@dataclass(frozen=True, slots=True)
class _Data:
    """Where a member's bytes are: its own header's place and the length of what follows.

    `packed` is None where only the data itself can tell (in a zip that was cut off).
    """

    header: int
    packed: int | None
    codec: str
    checksum: int | None

    def open(self, whole: Open, meter: Meter) -> Unpacked:
        """Open the member's bytes; damage is noted in the meter."""
        stream = whole()
        stream.seek(self.header)
        fixed = stream.read(_LOCAL.size)
        if len(fixed) < _LOCAL.size or not fixed.startswith(b"PK\3\4"):
            meter.stop("truncated", f"no member begins at byte {self.header:,}")
            return Unpacked(buffered(Window(stream, 0, 0)), "stored", meter)
        start = self.header + _LOCAL.size + sum(_LOCAL.unpack(fixed)[-2:])
        size = _FAR if self.packed is None else self.packed
        codec = self.codec if size else "stored"
        window = buffered(Window(stream, start, size))
        return Unpacked(window, codec, meter, checksum=self.checksum)


def is_zip(file: str, head: bytes) -> bool:
    """Tell a zip of files by its first bytes; documents and books are none, by name or content."""
    if PurePosixPath(file).suffix.lower() in _NAMED:
        return False
    if head.startswith(b"PK\5\6"):
        return True  # empty
    if not head.startswith(b"PK\3\4") or len(head) < _LOCAL.size:
        return False
    length = _LOCAL.unpack_from(head)[-2]
    name = head[_LOCAL.size : _LOCAL.size + length].decode("latin-1")
    return name not in _DOCUMENTS


def entries(whole: Open, budget: Budget) -> Iterator[Entry]:
    """Give the members by the list at the end; raises `Broken` after those before a break."""
    with whole() as stream:
        size = stream.seek(0, 2)
        found = _directory(stream, size)
        if found is None:
            yield from _walked(stream, whole, budget)
            return
        position, end, shift = found
        while position < end:
            stream.seek(position)
            fixed = stream.read(_CENTRAL.size)
            if len(fixed) < _CENTRAL.size or not fixed.startswith(b"PK\1\2"):
                raise Broken(f"the list of members is damaged at byte {position:,}")
            (_, _, system, _, _, flags, method, time, date, checksum, packed, unpacked, *rest) = (
                _CENTRAL.unpack(fixed)
            )
            names, extras, comments, _, _, attributes, header = rest
            name, extra = stream.read(names), stream.read(extras)
            packed, header = _wide(extra, packed, unpacked, header)
            position += _CENTRAL.size + names + extras + comments
            data = _Data(min(header + shift, size), packed, _CODECS.get(method, ""), checksum)
            kind = _kind(name, system, attributes)
            yield _entry(
                data,
                whole,
                budget,
                name=name,
                kind=kind,
                flags=flags,
                method=method,
                mtime_ns=_time(date, time),
            )


def _entry(
    data: _Data,
    whole: Open,
    budget: Budget,
    *,
    name: bytes,
    kind: EntryKind,
    flags: int,
    method: int,
    mtime_ns: int,
) -> Entry:
    refused = None
    if flags & _ENCRYPTED:
        refused = ("encrypted", "a password would be needed")
    elif method not in _CODECS:
        refused = ("unsupported", f"compression method {method} of zip")
    meter = Meter(budget)
    return Entry(
        name=_name(name, flags),
        kind=kind,
        mtime_ns=mtime_ns,
        open=lambda: buffered(data.open(whole, meter)),
        in_place=False,
        meter=meter,
        refused=refused,
    )


def _directory(stream: BinaryIO, size: int) -> tuple[int, int, int] | None:
    """Find the list of members: its begin and end, and how many bytes stand before the zip."""
    start = max(0, size - _END.size - _MAX_COMMENT)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        return None
    *_, length, offset, _ = _END.unpack_from(tail, at)
    end = start + at
    place = at - _END64_PLACE.size
    if place >= 0 and tail.startswith(b"PK\6\7", place):
        _, _, wide_at, _ = _END64_PLACE.unpack_from(tail, place)
        stream.seek(min(wide_at, size))
        wide = stream.read(_END64.size)
        if len(wide) == _END64.size and wide.startswith(b"PK\6\6"):
            *_, length, offset = _END64.unpack(wide)
            end = wide_at
    begin = end - length
    shift = begin - offset
    if begin < 0 or shift < 0:
        return None
    stream.seek(begin)
    if length and stream.read(4) != b"PK\1\2":
        return None
    return begin, end, shift


def _wide(extra: bytes, packed: int, unpacked: int, header: int) -> tuple[int, int]:
    """Take sizes and places beyond 4 GiB from the zip64 field."""
    while len(extra) >= 4:  # noqa: PLR2004 - kind and size of a field
        kind, size = struct.unpack_from("<2H", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind != _ZIP64:
            continue
        numbers = iter(n for (n,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8]))
        if unpacked == _ABSENT:
            next(numbers, 0)
        if packed == _ABSENT:
            packed = next(numbers, packed)
        if header == _ABSENT:
            header = next(numbers, header)
    # No file is that long, and seeking there would be an error of the system.
    return min(packed, _FAR), min(header, _FAR)


def _walked(stream: BinaryIO, whole: Open, budget: Budget) -> Iterator[Entry]:
    """Walk from member to member; always ends in `Broken`, since the list is missing."""
    position, size = 0, stream.seek(0, 2)
    while True:
        stream.seek(min(position, size))
        fixed = stream.read(_LOCAL.size)
        if len(fixed) < _LOCAL.size or not fixed.startswith(b"PK\3\4"):
            raise Broken(f"the zip is cut off or damaged: no list of members, at byte {position:,}")
        _, _, flags, method, time, date, checksum, packed, unpacked, names, extras = _LOCAL.unpack(
            fixed
        )
        name, extra = stream.read(names), stream.read(extras)
        if len(name) < names or len(extra) < extras:
            raise Broken(f"the zip is cut off in the name of a member, at byte {position:,}")
        packed, _ = _wide(extra, packed, unpacked, 0)
        described = bool(flags & _DESCRIPTOR)
        codec = _CODECS.get(method, "")
        if described and (flags & _ENCRYPTED or codec in {"", "stored"}):
            raise Broken(f"the zip is cut off, and the member at byte {position:,} has no length")
        data = (
            _Data(position, None, codec, None)
            if described
            else _Data(position, packed, codec, checksum)
        )
        kind: EntryKind = "folder" if name.endswith(b"/") else "file"
        yield _entry(
            data,
            whole,
            budget,
            name=name,
            kind=kind,
            flags=flags,
            method=method,
            mtime_ns=_time(date, time),
        )
        position += _LOCAL.size + names + extras
        if described:
            position += _length(data, whole, budget)
            position += _descriptor(stream, position)
        else:
            position += packed


def _length(data: _Data, whole: Open, budget: Budget) -> int:
    """Measure data whose length is not stated, by unpacking it once more."""
    with data.open(whole, Meter(budget, seen=_FAR)) as stream:
        while stream.read(1 << 20):
            pass
        return stream.consumed


def _descriptor(stream: BinaryIO, position: int) -> int:
    """Give the size of the sizes that follow the data: of 4 or 8 bytes each, signed or not."""
    stream.seek(position)
    after = stream.read(28)
    begin = 4 if after.startswith(b"PK\7\x08") else 0
    for size in (12, 20):
        if after[begin + size : begin + size + 2] == b"PK":
            return begin + size
    return begin + 12


def _name(name: bytes, flags: int) -> str:
    text = name.partition(b"\0")[0]
    if flags & _UTF8:
        return text.decode("utf-8", "surrogateescape")
    try:
        return text.decode("utf-8")  # many tools write it without saying so
    except UnicodeDecodeError:
        return text.decode("cp437")


def _kind(name: bytes, system: int, attributes: int) -> EntryKind:
    if name.endswith((b"/", b"\\")):
        return "folder"
    mode = attributes >> 16 if system == _UNIX else 0
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "special" if stat.S_IFMT(mode) not in {0, stat.S_IFREG} else "file"


def _time(date: int, time: int) -> int:
    """Give nanoseconds since 1970; 0 for the first day of 1980, which means that none is known."""
    try:
        moment = dt.datetime(
            1980 + (date >> 9),
            date >> 5 & 15,
            date & 31,
            time >> 11,
            time >> 5 & 63,
            min(59, 2 * (time & 31)),
            tzinfo=dt.UTC,
        )
    except ValueError:
        return 0
    none_known = (moment.year, moment.month, moment.day) == (1980, 1, 1)
    return 0 if none_known else int(moment.timestamp()) * 1_000_000_000
