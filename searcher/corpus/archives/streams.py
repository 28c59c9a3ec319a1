"""What comes out of compressed bytes, as a stream that breaks off where they break?

A stream here never raises for bad content: at a break it ends, as a file would, and its `Meter`
says what happened, so that readers keep what came before. Only the system's own errors (OSError)
are raised.
"""

import io
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Final, Literal, cast

from searcher.corpus.archives.compression import (
    FILE_CODECS,
    MAGIC_BYTES,
    Broken,
    Decoder,
    codec_of,
    decoder,
)

Open = Callable[[], BinaryIO]

MAX_RATIO: Final = 200  # bytes out for one byte in; news text compresses 3 to 12 times
FREE_BYTES: Final = 64 << 20  # this much may come out at any ratio
MAX_UNPACKED: Final = 256 << 30  # bytes from one file of the corpus, all its members together
SPOOL_MEMORY: Final = 8 << 20  # a member larger than this is kept on disk while it is read
_BLOCK: Final = 256 << 10  # bytes that come out at a time
_INPUT: Final = 64 << 10


@dataclass(slots=True)
class Budget:
    """How much may come out of one file of the corpus of `packed` bytes; shared by its layers."""

    packed: int
    limit: int = MAX_UNPACKED
    unpacked: int = 0
    spent: str | None = None  # the reason code, once it is

    def charge(self, size: int) -> None:
        """Count bytes that came out."""
        self.unpacked += size
        if self.unpacked > self.limit:
            self.spent = "too-large"
        elif self.unpacked > max(FREE_BYTES, MAX_RATIO * self.packed):
            self.spent = "bomb"


@dataclass(slots=True)
class Meter:
    """What was seen of one compressed stream, however often it is opened.

    `reason` and `detail` say why it broke off, if it did.
    """

    budget: Budget
    seen: int = 0
    reason: str | None = None
    detail: str = ""

    def allows(self, packed: int, unpacked: int) -> bool:
        """Weigh the stream so far; what an earlier opening has counted costs nothing."""
        if unpacked > self.seen:
            self.budget.charge(unpacked - self.seen)
            self.seen = unpacked
        # Opened again, a stream ends where it ended before.
        spent = self.budget.spent if unpacked >= self.seen else None
        if spent == "too-large":
            limit = self.budget.limit
            self.stop("too-large", f"more than {limit:,} bytes unpacked; see --max-unpacked")
        elif spent or unpacked > max(FREE_BYTES, MAX_RATIO * packed):
            self.stop("bomb", f"{unpacked:,} bytes and more from {packed:,}: broken off there")
        else:
            return True
        return False

    def stop(self, reason: str, detail: str) -> None:
        """Note the first break."""
        if self.reason is None:
            self.reason, self.detail = reason, detail


class Unpacked(io.RawIOBase):
    """The decompressed bytes; of several streams one after the other, as the tools take them.

    `checksum` is the CRC-32 of the whole, where an archive states it.
    """

    def __init__(
        self, packed: BinaryIO, codec: str, meter: Meter, *, checksum: int | None = None
    ) -> None:
        """Read from `packed`, which is closed with this."""
        self._packed = packed
        self._codec = codec
        self._meter = meter
        self._checksum = checksum
        self._crc = 0
        self._decoder: Decoder | None = None
        self._fed = self._given = 0
        self._over = False

    @property
    def consumed(self) -> int:
        """How many bytes of input the stream took, once it is at its end."""
        return self._fed - (len(self._decoder.unused) if self._decoder else 0)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end or at a break."""
        if self._over:
            return 0
        try:
            block = self._next(min(len(buffer), _BLOCK))
        except Broken as problem:
            self._meter.stop(problem.reason, f"{problem}, at byte {self._fed:,}")
            block = b""
        size = len(block)
        buffer[:size] = block
        self._given += size
        self._over = not size or not self._meter.allows(self._fed, self._given)
        return size

    def close(self) -> None:
        """Close what is read from, too."""
        if not self.closed:
            self._packed.close()
        super().close()

    def _next(self, size: int) -> bytes:
        current = self._decoder = self._decoder or decoder(self._codec)
        data = b""
        while True:
            if current.finished:
                data = self._follows(current.unused)
                if not data:
                    return self._end()
                current = self._decoder = decoder(self._codec)
            elif current.hungry:
                data = self._feed(min(size, _INPUT))
                if not data:
                    block = current.decode(b"", size)  # what zlib holds back
                    if not block and self._codec != "stored":
                        raise Broken("the compressed data ends too early")
                    return self._checked(block) if block else self._end()
            block = current.decode(data, size)
            if block:
                return self._checked(block)
            data = b""

    def _feed(self, size: int = _INPUT) -> bytes:
        data = self._packed.read(size)
        self._fed += len(data)
        return data

    def _follows(self, rest: bytes) -> bytes:
        """Give the begin of the next stream, or nothing; padding with NULs is skipped."""
        if self._codec not in FILE_CODECS:
            return b""  # within an archive each stream is alone
        while len(rest := rest.lstrip(b"\0")) < MAGIC_BYTES and (more := self._feed()):
            rest += more
        if rest and codec_of(rest) != self._codec:
            raise Broken("what follows the end is not compressed")
        return rest

    def _checked(self, block: bytes) -> bytes:
        if self._checksum is not None:
            self._crc = zlib.crc32(block, self._crc)
        return block

    def _end(self) -> bytes:
        if self._checksum is not None and self._crc != self._checksum:
            raise Broken("the checksum is wrong")
        return b""


class Window(io.RawIOBase):
    """A part of a seekable stream, as a stream of its own; shorter where the whole is cut off."""

    def __init__(self, whole: BinaryIO, start: int, size: int, *, close: bool = True) -> None:
        """Show `size` bytes from `start`; close the whole with this, unless it is shared."""
        self._whole = whole
        self._start = self._position = start
        self._end = start + size
        self._close = close

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place, counted from the begin of the window."""
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._position, io.SEEK_END: self._end}
        self._position = max(self._start, base[whence] + offset)
        return self._position - self._start

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from here on; others may have moved the whole in between."""
        wanted = min(len(buffer), self._end - self._position)
        if wanted <= 0:
            return 0
        self._whole.seek(self._position)
        block = self._whole.read(wanted)
        buffer[: len(block)] = block
        self._position += len(block)
        return len(block)

    def close(self) -> None:
        """Close the whole, where it is this window's own."""
        if self._close and not self.closed:
            self._whole.close()
        super().close()


class Spool:
    """The bytes of a stream that can be read once, kept so that they can be read again.

    In memory up to `SPOOL_MEMORY`, beyond it in a temporary file without a name. They are kept as
    far as they are wanted: whoever looks at the first does not pay for all.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        """Remember how to read the bytes; nothing is read until they are wanted."""
        self._read = read
        self._file: BinaryIO | None = None
        self._size = 0

    def open(self) -> BinaryIO:
        """Give a reader with a position of its own."""
        if self._file is None:
            spooled = SpooledTemporaryFile(max_size=SPOOL_MEMORY)  # noqa: SIM115 - see close
            self._file = cast(BinaryIO, spooled)
        return buffered(_Kept(self._file, self._fill))

    def _fill(self, end: int) -> int:
        """Keep the bytes before `end`, if there are so many; say how many are kept."""
        while self._file is not None and self._size < end and (block := self._read(_BLOCK)):
            self._file.seek(self._size)
            self._size += self._file.write(block)
        return self._size

    def close(self) -> None:
        """Forget the bytes."""
        if self._file is not None:
            self._file.close()


class _Kept(Window):
    """The bytes of a spool, which are fetched when they are asked for."""

    def __init__(self, kept: BinaryIO, fill: Callable[[int], int]) -> None:
        super().__init__(kept, 0, 0, close=False)
        self._fill = fill

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_END:
            self._end = self._fill(sys.maxsize)
        return super().seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        self._end = self._fill(self._position + len(buffer))
        return super().readinto(buffer)


EntryKind = Literal["file", "folder", "link", "special"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of an archive, under the name that the archive states.

    `open` holds until the next entry is asked for; `in_place` says that its bytes can be sought
    in. `meter` knows what broke off in it. `refused` is the reason code and detail for which it
    cannot be read.
    """

    name: str
    kind: EntryKind
    mtime_ns: int
    open: Open
    in_place: bool
    meter: Meter
    refused: tuple[str, str] | None = None


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """Give a raw stream lines and a buffer."""
    return cast(BinaryIO, io.BufferedReader(raw, _BLOCK))
