"""Several processes that read: who gets which job, and what is done where one of them ends."""

import contextlib
import heapq
import queue
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from searcher.article import Rejection
from searcher.corpus.accounts.taken import Taker
from searcher.corpus.records import IngestOptions
from searcher.corpus.workers.crew import Files
from searcher.corpus.workers.jobs import Chunk, Job, Record, Reply, opened
from searcher.corpus.workers.process import POLL, End, Process, cause
from searcher.corpus.workers.steps import NOTHING, Trouble
from searcher.corpus.workers.watchdog import Limits, Step
from searcher.corpus.workers.worker import FAILED, NO_MEMORY
from searcher.errors import IngestError
from searcher.readers.plugins import say

TOO_SLOW: Final = "too-slow"
TOO_MUCH_MEMORY: Final = "too-much-memory"
CRASHED: Final = "crashed"
INTERNAL: Final = "internal-error"
# Other limits may have another end.
LIMITED: Final = frozenset({TOO_SLOW, TOO_MUCH_MEMORY, CRASHED, INTERNAL})

_TIMED_OUT: Final = 1  # the watchdog's exit code
_FAILURES: Final = 3  # ends of a process in a row to which nobody's document can be blamed
_SECOND_CHANCES: Final = 5  # ends in a row after which a document is blamed at once
# A process whose time ran out but that worked no more than this share of it had stood still, or
# shared the machine with too many: then its document is tried again, so often, and is given twice
# the time that it had.
_WORKED: Final = 1 / 2
_IDLE_CHANCES: Final = 3


class _Worker(Process):
    """A reading process, or the next one in its place, with what it has to do."""

    def __init__(self, limits: Limits, taker: Taker, *, much: bool) -> None:
        self.parts: deque[_Part] = deque()
        super().__init__(limits, taker, much=much)


@dataclass(slots=True)
class _Part:
    """A job, or one process's share of it, and how far its answers have come."""

    job: Job
    worker: _Worker
    options: IngestOptions
    ends: Counter[Step] = field(default_factory=Counter)  # of processes, by the step they were in


class Processes:
    """Reads in as many processes as are needed, up to `size`."""

    def __init__(self, size: int, limits: Limits, taker: Taker, check: Callable[[], None]) -> None:
        """Start nothing yet; `check` is called often while waiting, and may raise."""
        self.size = size
        self._limits = limits
        self._taker = taker
        self._check = check
        self._workers: list[_Worker] = []
        self._jobs: dict[int, list[_Part]] = {}
        self._number = 0
        self._ends = 0  # of processes since one answered

    def expect(self, parts: int, *, among: int | None = None) -> None:
        """Start the processes of a job that may come, so that they are there when it does."""
        self._least_busy(parts, among, much=True)

    def submit(
        self, files: Files, options: IngestOptions, *, parts: int = 1, among: int | None = None
    ) -> int:
        """Give a job; its parts go to those that have least to do."""
        self._number += 1
        given = []
        workers = self._least_busy(parts, among)
        for number, worker in enumerate(workers):
            part = _Part(Job(self._number, tuple(files), number, len(workers)), worker, options)
            worker.parts.append(part)
            worker.give(part.job, part.options)
            given.append(part)
        self._jobs[self._number] = given
        return self._number

    def _least_busy(self, parts: int, among: int | None, *, much: bool = False) -> list[_Worker]:
        among = self.size if among is None else min(among, self.size)
        count = min(parts, among)
        idle = sum(not worker.parts for worker in self._workers[:among])
        for _ in range(min(count - idle, among - len(self._workers))):
            self._workers.append(_Worker(self._limits, self._taker, much=much))
        return sorted(self._workers[:among], key=lambda worker: len(worker.parts))[:count]

    def chunks(self, job: int) -> Iterator[Chunk]:
        """Wait for what comes of the oldest job."""
        parts = self._jobs.pop(job)
        if len(parts) == 1:
            yield from self._answers(parts[0])
            return
        ended, unreadable = 0, None
        told: set[Rejection] = set()
        for chunk in heapq.merge(*map(self._answers, parts), key=lambda chunk: chunk.first):
            if chunk.ended:
                # The file has ended with its last part, and is unreadable with any of them.
                ended, unreadable = ended + 1, unreadable or chunk.unreadable
                last = ended == len(parts)
                chunk = chunk._replace(  # noqa: PLW2901 - as seen from the whole
                    ended=last, unreadable=unreadable if last else None
                )
            yield chunk._replace(records=[*_once(chunk.records, told)])

    def _answers(self, part: _Part) -> Iterator[Chunk]:
        while True:
            data = self._wait(part.worker)
            if data is None:
                self._replace(part.worker)
                continue
            self._ends = 0
            reply: Reply = opened(data)
            say(reply.said)
            for chunk in reply.chunks:
                after = (chunk.file + 1, NOTHING) if chunk.ended else (chunk.file, chunk.last)
                part.job = replace(part.job, after=after)
                yield chunk
            if reply.done:
                part.worker.parts.popleft()
                part.options.read.matched.update(reply.matched)
                return

    def _wait(self, worker: _Worker) -> bytes | None:
        while True:
            self._check()
            with contextlib.suppress(queue.Empty):
                return worker.inbox.get(timeout=POLL)

    def _replace(self, worker: _Worker) -> None:
        """Start another process in place of one that ended, and give it what is left to do."""
        end = worker.ended()
        current = worker.parts[0]
        self._ends += 1
        if end.seen.watched and end.seen.step.job == current.job.number:
            self._blame(current, end)
        elif self._ends > _FAILURES:
            raise IngestError(
                f"the process that reads files ends by itself ({cause(end.code)}"
                f"{end.said and ': '}{end.said}). What was committed before is intact. "
                "--workers 0 reads in the process that writes."
            )
        worker.end()
        worker.start()
        for part in worker.parts:
            worker.give(part.job, part.options)

    def _blame(self, part: _Part, end: End) -> None:
        """Have the step left out that a process ended in, unless it may have done nothing."""
        step, limits = end.seen.step, self._limits
        again = not part.ends[step] and self._ends <= _SECOND_CHANCES
        if end.code == _TIMED_OUT:
            reason = TOO_SLOW
            detail = f"took more than {limits.seconds:g} s; see --max-seconds"
            # Stopped by Ctrl-Z, the machine asleep or crowded: nobody's fault, as far as that goes.
            idle = end.worked is not None and end.worked - end.seen.began < limits.seconds * _WORKED
            again = idle and part.ends[step] < _IDLE_CHANCES and self._ends <= _SECOND_CHANCES
        elif end.code == FAILED:
            reason, detail, again = INTERNAL, end.said, False
        elif end.code == NO_MEMORY:
            reason, again = TOO_MUCH_MEMORY, False
            detail = f"needs more than {limits.memory >> 20} MiB; see --max-memory"
        else:
            # Where memory ends some libraries crash. How much a process had cannot be told: the
            # system counts what the one had that started it.
            reason = CRASHED
            detail = f"the process that read it ended, {cause(end.code)}; perhaps for want of "
            detail += "memory: see --max-memory"
        if again:
            part.ends[step] += 1
            if end.code == _TIMED_OUT:
                longer = {(step.file, step.place, step.phase): 2 ** part.ends[step]}
                part.job = replace(part.job, patience={**part.job.patience, **longer})
            return
        trouble = step.file, Trouble(step.place, step.phase, reason, detail)
        if trouble in part.job.troubles:
            raise IngestError(f"{part.job.files[step.file][0].file}: {detail}, again and again.")
        part.job = replace(part.job, troubles=(*part.job.troubles, trouble))

    def close(self) -> None:
        """Kill all of them."""
        for worker in self._workers:
            worker.kill()
        with contextlib.ExitStack() as ends:
            for worker in self._workers:
                ends.callback(worker.end)


def _once(records: list[Record], told: set[Rejection]) -> Iterator[Record]:
    """Leave out what another part has said already: that a file, or the rest of it, is unread."""
    for record in records:
        if isinstance(record, Rejection) and record.reason in LIMITED:
            if record in told:
                continue
            told.add(record)
        yield record
