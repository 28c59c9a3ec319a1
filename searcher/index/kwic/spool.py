"""How are more lines sorted than fit in memory? In runs on disk that are merged when read.

An entry is a key and what goes with it, as bytes; keys are unique, and neither has a line feed or a
zero byte. At most `_ROOM` bytes of entries are held, whatever their number.
"""

import errno
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO

from searcher.errors import IndexProblem

# Bytes of entries held at once, and what Python adds to each.
_ROOM = 48 << 20
_OVERHEAD = 41
# Runs that are read at once, each an open file.
_RUNS = 32
_PARTED = b"\0"


class Spool:
    """Takes entries in any order and gives what goes with them by key, as often as wanted."""

    def __init__(self, keep: int | None = None, *, room: int = _ROOM) -> None:
        """`keep` is how many of the first are kept, None for all."""
        self._keep = keep
        self._room = room
        self._held: list[bytes] = []
        self._bytes = 0
        self._runs: list[IO[bytes]] = []
        self.added = 0

    def add(self, key: bytes, value: bytes) -> None:
        """Take an entry; raises `IndexProblem` where the disk has no room for what is held."""
        self.added += 1
        if self._keep == 0:
            return
        self._held.append(key + _PARTED + value + b"\n")
        self._bytes += len(self._held[-1]) + _OVERHEAD
        if self._bytes > self._room:
            self._settle()

    def __len__(self) -> int:
        """Count the entries kept."""
        return self.added if self._keep is None else min(self.added, self._keep)

    def __iter__(self) -> Iterator[bytes]:
        """Walk what goes with the keys, in their order."""
        self._held.sort()
        merged = self._merged(self._held)
        for entry in islice(merged, self._keep):
            yield entry[entry.index(_PARTED) + 1 : -1]

    def _merged(self, *held: Iterable[bytes]) -> Iterator[bytes]:
        """Walk the runs and what is held, by key."""
        for run in self._runs:
            run.seek(0)
        # Each in a generator: a merge that is broken off closes what it reads from.
        return heapq.merge(*((entry for entry in run) for run in self._runs), *held)

    def __del__(self) -> None:
        """Let go of the runs: their files go with them."""
        for run in self._runs:
            run.close()

    def _settle(self) -> None:
        """Make room: forget what is not kept anyway, or write a run."""
        self._held.sort()
        if self._keep is not None:
            del self._held[self._keep :]
            self._bytes = sum(map(len, self._held)) + _OVERHEAD * len(self._held)
            if self._bytes <= self._room // 2:
                return
        with _disk():
            self._runs.append(_written(self._held))
            self._held, self._bytes = [], 0
            if len(self._runs) >= _RUNS:
                merged = _written(islice(self._merged(), self._keep))
                for run in self._runs:
                    run.close()
                self._runs = [merged]


def _written(entries: Iterable[bytes]) -> IO[bytes]:
    file = tempfile.TemporaryFile(prefix="searcher-kwic-")  # noqa: SIM115 - it lives on
    file.writelines(entries)
    file.flush()
    return file


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = "the disk is full" if problem.errno == errno.ENOSPC else problem.strerror
        raise IndexProblem(
            f"{tempfile.gettempdir()}: no place for the lines ({reason}). Ask for fewer with "
            "--sample or filters, or name another folder in TMPDIR."
        ) from problem
