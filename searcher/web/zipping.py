"""How do many files leave as one zip? One after the other, and nothing is held but a chunk.

The list that ends a zip is written aside meanwhile, so that a million files need no memory. A zip
that broke off has no such list: nobody can take it for whole. There are no times in it, so that
equal files give equal zips.
"""

import struct
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import IO, BinaryIO, Final

# What 32 and 16 bits hold; what is larger stands in the records of zip64 (APPNOTE 4.5.3).
_LARGE = _ELSEWHERE = 0xFFFF_FFFF
_MANY = 0xFFFF
_PLAIN, _ZIP64 = 20, 45  # versions needed to read it
_UNIX = 3 << 8
_FLAGS = 0x0008 | 0x0800  # sizes follow the content; names are UTF-8
_DEFLATED = 8
_LEVEL = 1  # the quickest: text shrinks to a third
_DAY = 0x0021  # 1980-01-01, the first that there is
_FILE, _FOLDER = 0o100644 << 16, 0o040755 << 16 | 0x10
_CHUNK = 1 << 20
_SPOOLED: Final = 1 << 20  # bytes of the list that are held in memory


def zip_files(paths: Sequence[Path], out: BinaryIO) -> None:
    """Write files, and folders with all that is in them, in this order, into a stream."""
    made = Zip(out)
    with closing(made):
        for path in paths:
            _add(made, path, path.name)
        made.finish()


def _add(made: "Zip", path: Path, name: str) -> None:
    if path.is_dir():
        made.add_folder(name)
        for inner in sorted(path.iterdir()):
            _add(made, inner, f"{name}/{inner.name}")
        return
    with path.open("rb") as file:
        made.add(name, file, path.stat().st_size)


class Zip:
    """A zip on its way into a stream that need not be seekable; `finish` makes it whole."""

    def __init__(self, out: BinaryIO) -> None:
        """Begin; the stream stays open."""
        self._out = out
        self._at = 0
        self._entries = 0
        self._list: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115 - closed below

    def add_folder(self, name: str) -> None:
        """Add a folder; without one an empty folder would be lost."""
        path = f"{name}/".encode()
        at = self._at
        head = struct.pack(
            "<IHHHHHIIIHH", 0x04034B50, _PLAIN, 0x0800, 0, 0, _DAY, 0, 0, 0, len(path), 0
        )
        self._write(head + path)
        self._note(path, _FOLDER, at, flags=0x0800, method=0)

    def add(self, name: str, file: BinaryIO, size: int) -> None:
        """Add a file of `size` bytes; `name` has `/` between its parts."""
        path, at = name.encode(), self._at
        # Deflated, it may grow a little.
        large = size + size // 20 >= _LARGE
        extra = struct.pack("<HHQQ", 1, 16, 0, 0) if large else b""
        version, sizes = (_ZIP64, _ELSEWHERE) if large else (_PLAIN, 0)
        head = struct.pack(
            "<IHHHHHIIIHH", 0x04034B50, version, _FLAGS, _DEFLATED, 0, _DAY, 0, sizes, sizes,
            len(path), len(extra),
        )  # fmt: skip
        self._write(head + path + extra)
        begin, read, crc = self._at, 0, 0
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            crc = zlib.crc32(chunk, crc)
            self._write(packer.compress(chunk))
        self._write(packer.flush())
        packed = self._at - begin
        form = "<IIQQ" if large else "<IIII"
        self._write(struct.pack(form, 0x08074B50, crc, packed, read))
        self._note(path, _FILE, at, crc=crc, packed=packed, size=read)

    def _note(
        self,
        path: bytes,
        kind: int,
        at: int,
        *,
        flags: int = _FLAGS,
        method: int = _DEFLATED,
        crc: int = 0,
        packed: int = 0,
        size: int = 0,
    ) -> None:
        """Write an entry of the list."""
        numbers = [size, packed, at]
        wide = [number for number in numbers if number >= _LARGE]
        size, packed, at = (_ELSEWHERE if number in wide else number for number in numbers)
        extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
        version = _ZIP64 if wide else _PLAIN
        entry = struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, version | _UNIX, version, flags, method, 0, _DAY, crc,
            packed, size, len(path), len(extra), 0, 0, 0, kind, at,
        )  # fmt: skip
        self._list.write(entry + path + extra)
        self._entries += 1

    def finish(self) -> None:
        """Write the list and its end."""
        begin, length = self._at, self._list.tell()
        self._list.seek(0)
        while chunk := self._list.read(_CHUNK):
            self._write(chunk)
        count = self._entries
        if count >= _MANY or begin >= _LARGE or length >= _LARGE:
            end = struct.pack(
                "<IQHHIIQQQQ", 0x06064B50, 44, _ZIP64 | _UNIX, _ZIP64, 0, 0, count, count, length,
                begin,
            )  # fmt: skip
            self._write(end + struct.pack("<IIQI", 0x07064B50, 0, begin + length, 1))
            count, length, begin = min(count, 0xFFFF), _ELSEWHERE, _ELSEWHERE
        self._write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, length, begin, 0))

    def close(self) -> None:
        """Let go of what is written aside; without `finish` the zip stays cut off."""
        self._list.close()

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)
