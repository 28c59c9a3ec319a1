"""Who reads the files? Processes of our own, or this one where none are wanted.

A document that never ends costs one of them, and not the run. Jobs are answered in the order in
which they were given, whoever does them: a report, and the list of what was rejected, do not hang
on who was quicker.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from searcher.corpus.accounts.taken import Taker
from searcher.corpus.records import IngestOptions
from searcher.corpus.walk import CorpusFile
from searcher.corpus.workers.chunks import chunks
from searcher.corpus.workers.jobs import Chunk
from searcher.corpus.workers.steps import WHOLE, Unwatched
from searcher.errors import UsageError
from searcher.processors import usable

Files = Sequence[tuple[CorpusFile, str | None]]

_BY_ITSELF: Final = 16  # each takes some 100 MiB
MOST_WORKERS: Final = 256
VARIABLE: Final = "SEARCHER_WORKERS"


def workers_of(asked: int | None) -> int:
    """Say how many processes read: as asked, else as the environment says, else by processors.

    One processor is left to the process that writes, but for machines that have two: there it waits
    for those that read, if one does. Raises `UsageError`.
    """
    wanted = _wanted(asked)
    if wanted is not None:
        return wanted
    processors = usable()
    return min(max(min(processors, 2), processors - 1), _BY_ITSELF)


def quick_of(asked: int | None) -> int:
    """Say how many of them are given what is read more quickly than it is indexed.

    As asked, else one for every two processors: indexing takes the others, and each process more
    takes 0.7 s to start and reads over what is another's. Raises `UsageError`.
    """
    wanted = _wanted(asked)
    return min(max(usable() // 2, 1), _BY_ITSELF) if wanted is None else wanted


def _wanted(asked: int | None) -> int | None:
    said = os.environ.get(VARIABLE, "").strip()
    if asked is None and said:
        if not said.isdecimal():
            raise UsageError(f"{VARIABLE}={said}: no number of processes.")
        asked = int(said)
    if asked is not None and not 0 <= asked <= MOST_WORKERS:
        raise UsageError(f"--workers {asked}: from 0 (this process reads) to {MOST_WORKERS}.")
    return asked


class Crew(Protocol):
    """Reads files; use it in a `with` statement."""

    size: int

    def expect(self, parts: int, *, among: int | None = None) -> None:
        """Learn that a job of so many parts may come: what that takes can begin."""

    def submit(
        self, files: Files, options: IngestOptions, *, parts: int = 1, among: int | None = None
    ) -> int:
        """Give a job, and get its number; one file may be shared out in `parts`.

        `among` is the number of those that may get it, where that is not all.
        """

    def chunks(self, job: int) -> Iterator[Chunk]:
        """Wait for what comes of the oldest job, in the order of its files."""

    def close(self) -> None:
        """End at once."""


class Alone:
    """This process reads, when the records are asked for. No document is stopped."""

    size = 0

    def __init__(self, taker: Taker, check: Callable[[], None]) -> None:
        """`check` is called often, and may raise."""
        self._taker = taker
        self._check = check
        self._jobs: dict[int, tuple[Files, IngestOptions]] = {}
        self._number = 0

    def expect(self, parts: int, *, among: int | None = None) -> None:
        """Do nothing."""

    def submit(
        self, files: Files, options: IngestOptions, *, parts: int = 1, among: int | None = None
    ) -> int:
        """Note a job."""
        del parts, among
        self._number += 1
        self._jobs[self._number] = files, options
        return self._number

    def chunks(self, job: int) -> Iterator[Chunk]:
        """Read now."""
        files, options = self._jobs.pop(job)
        for number, (file, reader) in enumerate(files):
            for chunk in chunks(
                number, file, reader, options, self._taker, share=WHOLE, watch=Unwatched()
            ):
                self._check()
                yield chunk

    def close(self) -> None:
        """Do nothing."""
