"""Articles that leave the index with the next commit, until the ledger holds them.

The engine commits first, then the ledger. Where a run is killed between the two, an article that
gave way to another is no longer in the one and not yet kept by the other; and if its file does not
hold it any more, nobody could bring it back. So it is written here before.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from searcher.index.folder.durable import sync_folder, written
from searcher.index.folder.home import LEAVING_FILE
from searcher.own_files import append_to, read_from

_WAITING: Final = 1 << 20  # bytes that are written at a time
_LONGEST: Final = (
    64 << 20
)  # bytes of a line: far more than an article; an index may come from anyone


class Leaving:
    """JSON lines of articles in a file of the index; here and later raises `IngestError`."""

    def __init__(self, folder: Path) -> None:
        """Write nothing yet; what an interrupted run left stays until `clear`."""
        self._path = folder / LEAVING_FILE
        self._waiting = bytearray()
        self._file: int | None = None

    def add(self, stored: bytes) -> None:
        """Note an article's JSON."""
        self._waiting += stored + b"\n"
        if len(self._waiting) >= _WAITING:
            self._write()

    def sync(self) -> None:
        """Wait until all is on the disk; to be done before the engine's commit."""
        if not self._waiting and self._file is None:
            return
        file = self._write()
        with written(self._path):
            os.fsync(file)
        sync_folder(self._path.parent)

    def read(self) -> Iterator[bytes]:
        """Walk what was noted before an interruption.

        A line that breaks off or never ends is none.
        """
        with contextlib.suppress(OSError), read_from(self._path) as file:
            while line := file.readline(_LONGEST):
                if line.endswith(b"\n"):
                    yield line

    def clear(self) -> None:
        """Forget all, after the ledger's commit."""
        self._waiting.clear()
        self.close()
        with written(self._path):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _write(self) -> int:
        with written(self._path):
            if self._file is None:
                self._file = append_to(self._path)
                if os.fstat(self._file).st_size:
                    self._waiting[:0] = b"\n"  # behind a line that may have broken off
            while self._waiting:
                # On a full disk only a part is written.
                del self._waiting[: os.write(self._file, self._waiting)]
            return self._file
