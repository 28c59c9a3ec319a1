"""Articles that were added since the last commit, so that they can be read back before it.

In a file without a name, since there may be a quarter of a million of them; in memory is only where
each lies, and the last megabyte.
"""

import contextlib
import tempfile
from pathlib import Path
from typing import Final

from searcher.index.folder.durable import written
from searcher.index.folder.home import HELD_PREFIX

_WAITING: Final = 1 << 20  # bytes that are written at a time


class Held:
    """The JSON of articles by id; gone with its end, however that comes."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in this folder; here and later raises `IngestError` where it cannot."""
        self._folder = folder
        with written(self._folder):
            self._file = tempfile.TemporaryFile(  # noqa: SIM115 - `close`
                dir=folder, prefix=HELD_PREFIX, buffering=0
            )
        self._places: dict[bytes, tuple[int, int]] = {}
        self._written = 0
        self._waiting = bytearray()

    def add(self, article_id: bytes, stored: bytes) -> None:
        """Keep an article, in place of any with this id."""
        waiting = self._waiting
        self._places[article_id] = self._written + len(waiting), len(stored)
        waiting += stored
        if len(waiting) >= _WAITING:
            self._write()

    def get(self, article_id: bytes) -> bytes | None:
        """Read an article back, if it is held."""
        place = self._places.get(article_id)
        if place is None:
            return None
        start, size = place
        if start >= self._written:
            start -= self._written
            return bytes(self._waiting[start : start + size])
        with written(self._folder):
            self._file.seek(start)
            return self._file.read(size)

    def drop(self, article_id: bytes) -> None:
        """Forget an article."""
        self._places.pop(article_id, None)

    def clear(self) -> None:
        """Forget all."""
        self._places.clear()
        self._waiting.clear()
        self._written = 0
        with written(self._folder):
            self._file.truncate(0)

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(OSError):
            self._file.close()

    def _write(self) -> None:
        waiting = memoryview(self._waiting)
        with written(self._folder), waiting:
            self._file.seek(self._written)
            done = 0
            while done < len(waiting):
                done += self._file.write(waiting[done:])
        self._written += len(self._waiting)
        self._waiting.clear()
