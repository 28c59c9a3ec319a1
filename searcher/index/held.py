"""Articles that were added since the last commit, so that they can be read back before it.

In a file without a name, since there may be a quarter of a million of them; in memory is only where
each lies.
"""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from searcher.errors import IngestError


class Held:
    """The JSON of articles by id; gone with its end, however that comes."""

    def __init__(self, folder: Path) -> None:
        """Keep the file in this folder; here and later raises `IngestError` where it cannot."""
        self._folder = folder
        with self._guarded():
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed in `close`
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0

    def add(self, article_id: bytes, stored: bytes) -> None:
        """Keep an article, in place of any with this id."""
        with self._guarded():
            self._file.write(stored)
        self._places[article_id] = self._end, len(stored)
        self._end += len(stored)

    def get(self, article_id: bytes) -> bytes | None:
        """Read an article back, if it is held."""
        place = self._places.get(article_id)
        if place is None:
            return None
        start, size = place
        with self._guarded():
            self._file.seek(start)
            stored = self._file.read(size)
            self._file.seek(self._end)
        return stored

    def drop(self, article_id: bytes) -> None:
        """Forget an article."""
        self._places.pop(article_id, None)

    def clear(self) -> None:
        """Forget all."""
        self._places.clear()
        self._end = 0
        with self._guarded():
            self._file.seek(0)
            self._file.truncate()

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(OSError):
            self._file.close()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except OSError as problem:
            raise IngestError(
                f"{self._folder}: cannot be written ({problem.strerror or problem}). What was "
                "committed before is intact; free some space and ingest again."
            ) from problem
