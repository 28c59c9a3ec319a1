"""Who asks a million queries, and who sees that one of them never ends?

Processes ask in blocks; each writes the number of its query, and when it began, to a board that
the parent watches. One that takes too long, or takes its process with it, is named by its number.
"""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from query_fuzz.check import Checker, Failure
from query_fuzz.progress import Block, Progress
from query_fuzz.texts import Case, case

# Seconds that a query may take, of its process's own time: a machine that does other things takes
# longer than the query does. By the clock on the wall it may take so many times that, and where
# nobody says what time a process has had, it is asked once more before it is called a hang.
LIMIT = 2.0
_PATIENCE = 15
_BLOCK = 250
_LOOK = 0.2
_NOTHING = -1.0


def _spent(pid: int | None) -> float | None:
    """Give the seconds that a process has had of a processor, where the system tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


class Asking(Protocol):
    """Asks cases, as `check.Checker` does."""

    refused: int

    def check(self, case: Case) -> Failure | None:
        """Give what is wrong."""

    def smaller(self, failure: Failure) -> Failure:
        """Give a smaller case that fails so."""


class Told(NamedTuple):
    """What a process says at the end of a block, or where a query failed."""

    block: Block | None
    number: int = 0
    failure: Failure | None = None
    refused: int = 0


def ask(
    pipe: Connection, board: Any, seed: int, limit: float, make: Callable[[Path], Asking]
) -> None:
    """Ask blocks of numbers until there are no more; the target of a process."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asking = make(Path(folder) / "corpus")
        pipe.send(Told(None))
        while (block := pipe.recv()) is not None:
            before = asking.refused
            for number in range(*block):
                asked = case(seed, number)
                began = time.process_time()
                board[1], board[2] = time.monotonic(), began
                board[0] = number
                failure = asking.check(asked)
                took = time.process_time() - began
                board[0] = _NOTHING
                if failure is not None:
                    pipe.send(Told(None, number, asking.smaller(failure)))
                elif took > limit:
                    pipe.send(Told(None, number, Failure("slow", f"{took:.1f} s", asked)))
            pipe.send(Told(block, refused=asking.refused - before))


class Worker:
    """One process, with the block that it asks."""

    def __init__(
        self, context: SpawnContext, seed: int, limit: float, make: Callable[[Path], Asking]
    ) -> None:
        """Start it."""
        self.pipe, theirs = context.Pipe()
        self.board = context.RawArray("d", [_NOTHING, 0.0, 0.0])
        self.block: Block | None = None
        self.ready = False
        self.process = context.Process(
            target=ask, args=(theirs, self.board, seed, limit, make), daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, block: Block | None) -> None:
        """Give it a block to ask, or None to end."""
        self.block = block
        with suppress(OSError):
            self.pipe.send(block)

    def number(self) -> int | None:
        """Give the number of the query that it asks just now."""
        number = int(self.board[0])
        return None if number < 0 else number

    def overdue(self, limit: float) -> bool:
        """Say whether its query has taken longer than that by the clock."""
        return self.number() is not None and time.monotonic() - self.board[1] > limit

    def is_slow(self, limit: float) -> bool:
        """Say whether its query has taken more of its process's time, where that is known."""
        if not self.overdue(limit):
            return False
        began = self.board[2]
        spent = _spent(self.process.pid)
        return spent is not None and spent - began > limit and self.overdue(limit)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Run:
    """One run: the processes, and the blocks that are left."""

    def __init__(
        self,
        progress: Progress,
        count: int,
        *,
        jobs: int,
        limit: float = LIMIT,
        make: Callable[[Path], Asking] = Checker,
        report: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        """Prepare to ask all numbers below `count` that are not done; nothing is started.

        What is found stands in `progress`; `make` builds what asks, in each process.
        """
        self.progress, self.limit, self.report = progress, limit, report
        self.left: Iterator[Block] = progress.left(count, _BLOCK)
        # Queries that were too slow, to be asked once more.
        self.again: list[int] = []
        self.waiting: list[Block] = []
        self.jobs, self.make = jobs, make
        self.workers: list[Worker] = []

    def _start(self) -> Worker:
        context = multiprocessing.get_context("spawn")
        return Worker(context, self.progress.seed, self.limit, self.make)

    def go(self) -> None:
        """Run to the end, or until something stops it."""
        self.workers = [self._start() for _ in range(self.jobs)]
        began = time.monotonic()
        try:
            while self.workers:
                pipes = {worker.pipe: worker for worker in self.workers}
                for pipe in wait(list(pipes), timeout=_LOOK):
                    self._hear(pipes[pipe])  # type: ignore[index]
                for worker in list(self.workers):
                    self._look(worker)
                now = time.monotonic()
                self.progress.seconds += now - began
                began = now
                self.report(self.progress)
        finally:
            for worker in self.workers:
                worker.end()

    def _hear(self, worker: Worker) -> None:
        """Take what a process says; one that ended without a word was ended by its query."""
        try:
            told: Told = worker.pipe.recv()
        except (EOFError, OSError):
            number = worker.number()
            if number is None:
                self.workers.remove(worker)
                if worker.block is not None or not worker.ready:
                    raise RuntimeError("A process ended before it could ask") from None
                return
            self._lost(worker, number, "died", f"exit code {worker.process.exitcode}")
            return
        if told.failure is not None:
            self.progress.fail(told.number, told.failure)
            return
        worker.ready = True
        if told.block is not None:
            self.progress.finish(told.block, told.refused)
        self._next(worker)

    def _next(self, worker: Worker) -> None:
        block = self.waiting.pop() if self.waiting else next(self.left, None)
        worker.give(block)
        if block is None:
            self.workers.remove(worker)
            worker.process.join(timeout=10)
            worker.end()

    def _look(self, worker: Worker) -> None:
        """End a process whose query takes too long."""
        number = worker.number()
        if number is None:
            return
        if worker.is_slow(self.limit):
            self._lost(worker, number, "hang", f"no end after {self.limit:.1f} s of its own time")
        elif worker.overdue(self.limit * _PATIENCE):
            if number in self.again:
                wall = self.limit * _PATIENCE
                self._lost(worker, number, "hang", f"twice no end after {wall:.0f} s")
            else:
                self.again.append(number)
                self._replace(worker, number, number)

    def _lost(self, worker: Worker, number: int, kind: str, message: str) -> None:
        self.progress.fail(number, Failure(kind, message, case(self.progress.seed, number)))
        self._replace(worker, number, number + 1)

    def _replace(self, worker: Worker, number: int, onward: int) -> None:
        """Start another process in place of this one, for what is left of its block."""
        block = worker.block or (number, number + 1)
        worker.process.join(timeout=0)
        worker.end()
        self.workers.remove(worker)
        if block[0] < onward:
            self.progress.finish((block[0], onward), 0)
        if onward < block[1]:
            self.waiting.append((onward, block[1]))
        self.workers.append(self._start())
