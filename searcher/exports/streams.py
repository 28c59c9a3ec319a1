"""How do bytes leave? Counted and digested on their way, compressed where the suffix says so."""

import errno
import hashlib
import io
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from searcher.index.compressors import COMPRESSORS

_BUFFER = 1 << 20


class Writable(Protocol):
    """What takes bytes: a binary file, a pipe, a `gzip.GzipFile`, or any object with this method.

    It says how many it took. None is all of them, as of many an object of one's own; but of an
    unbuffered stream (`io.RawIOBase`) it is none.
    """

    def write(self, data: bytes, /) -> int | None:
        """Take bytes."""


class Digested(io.RawIOBase):
    """Passes bytes on to a stream that it does not close, and keeps their number and digest."""

    def __init__(self, stream: Writable) -> None:
        """Begin with none."""
        super().__init__()
        self._stream = stream
        self._counts = isinstance(stream, io.RawIOBase)
        self._sha = hashlib.sha256()
        self.bytes = 0
        self.abandoned = False

    @property
    def digest(self) -> str:
        """SHA-256 of all bytes until now, in hex."""
        return self._sha.hexdigest()

    def writable(self) -> bool:
        """Say that it takes bytes."""
        return True

    def tell(self) -> int:
        """Give the number of bytes until now."""
        return self.bytes

    def write(self, data: object) -> int:
        """Pass bytes on."""
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        if self.abandoned:
            return len(view)
        left = view
        while left:
            # An unbuffered stream may take less than it is given: where a disk is nearly full, a
            # file's size is limited, or a pipe is slow.
            taken = self._stream.write(bytes(left))
            if taken is None and not self._counts:
                break
            if not taken:
                raise OSError(errno.EIO, "it takes no more bytes now")
            left = left[taken:]
        self._sha.update(view)
        self.bytes += len(view)
        return len(view)


@contextmanager
def packed(stream: Writable, compression: str) -> Iterator[tuple[BinaryIO, Digested]]:
    """Give a buffered stream whose bytes arrive compressed, and what counts those that arrive.

    `compression` is a suffix such as `.gz`, or empty.
    """
    counted = Digested(stream)
    buffered = io.BufferedWriter(counted, _BUFFER)
    packer = COMPRESSORS[compression](buffered) if compression else buffered
    try:
        yield cast(BinaryIO, packer), counted
        if packer is not buffered:
            packer.close()
        buffered.flush()
    except BaseException:
        # What buffers still hold is thrown away with the file: they shall not write it when freed.
        counted.abandoned = True
        raise


def digest_of(path: Path) -> tuple[int, str]:
    """Give the number of bytes and the SHA-256 of a file; of a folder, those of all its files.

    A folder's digest is that of the sorted lines `SHA-256  relative/name`. Links are not followed,
    and pipes and devices not read: they raise `OSError`.
    """
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        with path.open("rb") as file:
            return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    if not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "no file", str(path))
    total, lines = 0, hashlib.sha256()
    for name in sorted(_names(path, "")):
        size, digest = digest_of(path / name)
        total += size
        lines.update(f"{digest}  {name}\n".encode("utf-8", "surrogateescape"))
    return total, lines.hexdigest()


def _names(folder: Path, above: str) -> Iterator[str]:
    for found in folder.iterdir():
        if found.is_dir() and not found.is_symlink():
            yield from _names(found, f"{above}{found.name}/")
        else:
            yield above + found.name
