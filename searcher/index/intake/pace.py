"""How far is an ingest, and how long will it take?"""

import time
from collections.abc import Callable, Iterable
from typing import Final

from searcher.corpus.accounts.report import Progress, Tally
from searcher.corpus.walk import STDIN, CorpusFile

_EARLY: Final = 1.0  # seconds before which nothing can be said of the rest


class Pace:
    """Follows a run, file by file and byte by byte, where somebody wants to know."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        """Tell `on_progress`, if there is anybody."""
        self.tally = Tally()
        self._tell = on_progress
        self._files = self._files_total = 0
        self._bytes = self._bytes_total = 0  # of files that are done
        self._passed = 0  # bytes of files that did not have to be read
        self._begun = 0.0

    def begin(self, files: Iterable[CorpusFile]) -> None:
        """Count files and bytes first, so that it can be said how much is left."""
        if self._tell is not None:
            for file in files:
                self._files_total += 1
                self._bytes_total += file.size
        self._begun = time.monotonic()

    def passed(self, file: CorpusFile) -> None:
        """Note a file that was not read."""
        self._passed += file.size
        self.reached(file, file.size)

    def reached(self, file: CorpusFile, position: int, *, ended: bool = True) -> None:
        """Note how far into a file the reading is, in bytes."""
        if self._tell is None:
            return
        within = position
        if ended:
            self._files += 1
            self._bytes += file.size
            within = 0
        done = self._bytes + within
        known = file.root != STDIN
        self._tell(
            Progress(
                files=self._files,
                files_total=self._files_total if known else None,
                articles=sum(
                    self.tally.outcomes[one] for one in ("added", "replaced", "unchanged")
                ),
                records=sum(self.tally.outcomes.values()),
                bytes=done,
                bytes_total=self._bytes_total if known else None,
                file=file.file,
                seconds_left=self._left(done) if known else None,
            )
        )

    def _left(self, done: int) -> float | None:
        """Go by the bytes that had to be read; those that are known go by at once."""
        spent, read = time.monotonic() - self._begun, done - self._passed
        if spent < _EARLY or read <= 0:
            return None
        return spent * max(0, self._bytes_total - done) / read
