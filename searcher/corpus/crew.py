"""Who reads the files? Processes of our own, or this one where none are wanted.

A document that never ends costs one of them, and not the run. Jobs are answered in the order in
which they were given, whoever does them: a report, and the list of what was rejected, do not hang
on who was quicker.
"""

import contextlib
import heapq
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from searcher.corpus.chunks import chunks
from searcher.corpus.jobs import Chunk, Job, Message, Reply, Start, opened, receive, send
from searcher.corpus.records import IngestOptions
from searcher.corpus.steps import WHOLE, Place, Trouble, Unwatched
from searcher.corpus.taken import Taker
from searcher.corpus.walk import CorpusFile
from searcher.corpus.watchdog import Board, Limits, Step
from searcher.corpus.worker import FAILED, NO_MEMORY
from searcher.errors import IngestError, UsageError

Files = Sequence[tuple[CorpusFile, str | None]]

TOO_SLOW: Final = "too-slow"
TOO_MUCH_MEMORY: Final = "too-much-memory"
CRASHED: Final = "crashed"
INTERNAL: Final = "internal-error"
# Another limit, or another day, may have another end.
LIMITED: Final = frozenset({TOO_SLOW, TOO_MUCH_MEMORY, CRASHED, INTERNAL})

_TIMED_OUT: Final = 1  # the watchdog's exit code
_AHEAD: Final = 64  # answers of a process that wait, each of some 300 KiB: enough for a commit
_POLL: Final = 0.25  # seconds between looks at whether to stop
_FAILURES: Final = 3  # ends of a process without work, after which there must be something wrong
_BY_ITSELF: Final = 16  # each takes some 100 MiB
MOST_WORKERS: Final = 256
VARIABLE: Final = "SEARCHER_WORKERS"


def workers_of(asked: int | None) -> int:
    """Say how many processes read: as asked, else as the environment says, else by processors.

    One processor is left to the process that writes. Raises `UsageError`.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if asked is None and said:
        if not said.isdecimal():
            raise UsageError(f"{VARIABLE}={said}: no number of processes.")
        asked = int(said)
    if asked is not None:
        if not 0 <= asked <= MOST_WORKERS:
            raise UsageError(f"--workers {asked}: from 0 (this process reads) to {MOST_WORKERS}.")
        return asked
    try:
        processors = len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux tells
        processors = os.cpu_count() or 2
    return min(max(1, processors - 1), _BY_ITSELF)


class Crew(Protocol):
    """Reads files; use it in a `with` statement."""

    size: int

    def submit(self, files: Files, options: IngestOptions, *, parts: int = 1) -> int:
        """Give a job, and get its number; one file may be shared out in `parts`."""

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

    def submit(self, files: Files, options: IngestOptions, *, parts: int = 1) -> int:
        """Note a job."""
        del parts
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


@dataclass(slots=True)
class _Part:
    """A job, or one process's share of it, and how far its answers have come."""

    job: Job
    worker: "_Worker"
    options: IngestOptions
    crashes: set[Step] = field(default_factory=set)


class _Worker:
    """A reading process, or the next one in its place."""

    def __init__(self, limits: Limits, taker: Taker) -> None:
        self._limits = limits
        self._taker = taker
        self.parts: deque[_Part] = deque()
        self.start()

    def start(self) -> None:
        """Start a process; raises `IngestError`."""
        self._options: IngestOptions | None = None
        try:
            with contextlib.ExitStack() as opening:
                self._errors = opening.enter_context(tempfile.TemporaryFile())
                self.board = opening.enter_context(contextlib.closing(Board.make()))
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "searcher.corpus.worker"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    env=_environment(),
                )
                opening.pop_all()  # closed in `end`
        except OSError as problem:
            raise IngestError(
                f"no process to read files could be started ({problem.strerror or problem}). "
                "--workers 0 reads in the process that writes."
            ) from problem
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        assert self._process.stdout is not None  # noqa: S101
        # Told and heard by threads: two that wait for each other would wait for ever.
        self._outbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self.inbox: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._threads = [
            threading.Thread(target=_tell, args=(self._process.stdin, self._outbox), daemon=True),
            threading.Thread(target=_hear, args=(self._process.stdout, self.inbox), daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._outbox.put(Start(str(self.board.path), self._limits, self._taker))

    def give(self, part: _Part) -> None:
        """Send a part of a job, with its options where they are new."""
        if self._options is not part.options:
            self._options = part.options
            self._outbox.put(part.options)
        self._outbox.put(part.job)

    def ended(self) -> tuple[int, Step, str]:
        """After its end: the exit code, where it was, and the last line that it wrote."""
        code = self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        return code, self.board.read(), next((line for line in reversed(lines) if line.strip()), "")

    def end(self) -> None:
        """Kill it and let go of everything."""
        self._process.kill()
        self._outbox.put(None)
        while self._threads[1].is_alive():
            with contextlib.suppress(queue.Empty):
                self.inbox.get(timeout=_POLL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._threads[0].join()
        self._errors.close()
        self.board.close()


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
        self._failures = 0

    def submit(self, files: Files, options: IngestOptions, *, parts: int = 1) -> int:
        """Give a job; its parts go to those that have least to do."""
        self._number += 1
        parts = min(parts, self.size)
        given = []
        for number, worker in enumerate(self._least_busy(parts)):
            part = _Part(Job(self._number, tuple(files), number, parts), worker, options)
            worker.parts.append(part)
            worker.give(part)
            given.append(part)
        self._jobs[self._number] = given
        return self._number

    def _least_busy(self, count: int) -> list[_Worker]:
        idle = sum(not worker.parts for worker in self._workers)
        for _ in range(min(count - idle, self.size - len(self._workers))):
            self._workers.append(_Worker(self._limits, self._taker))
        return sorted(self._workers, key=lambda worker: len(worker.parts))[:count]

    def chunks(self, job: int) -> Iterator[Chunk]:
        """Wait for what comes of the oldest job."""
        parts = self._jobs.pop(job)
        if len(parts) == 1:
            yield from self._answers(parts[0])
            return
        ended = 0
        for chunk in heapq.merge(*map(self._answers, parts), key=lambda chunk: chunk.first):
            ended += chunk.ended
            yield chunk._replace(ended=ended == len(parts)) if chunk.ended else chunk

    def _answers(self, part: _Part) -> Iterator[Chunk]:
        while True:
            data = self._wait(part.worker)
            if data is None:
                self._replace(part.worker)
                continue
            self._failures = 0
            reply: Reply = opened(data)
            for chunk in reply.chunks:
                after = (chunk.file + 1, Place()) if chunk.ended else (chunk.file, chunk.last)
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
                return worker.inbox.get(timeout=_POLL)

    def _replace(self, worker: _Worker) -> None:
        """Start another process in place of one that ended, and give it what is left to do."""
        code, step, said = worker.ended()
        current = worker.parts[0]
        if step.watched and step.job == current.job.number:
            self._blame(current, step, code, said)
        else:
            self._failures += 1
            if self._failures > _FAILURES:
                raise IngestError(
                    f"the process that reads files ends by itself ({_cause(code)}{said and ': '}"
                    f"{said}). What was committed before is intact. --workers 0 reads in the "
                    "process that writes."
                )
        worker.end()
        worker.start()
        for part in worker.parts:
            worker.give(part)

    def _blame(self, part: _Part, step: Step, code: int, said: str) -> None:
        """Have the step left out that a process ended in."""
        if code == _TIMED_OUT:
            reason = TOO_SLOW
            detail = f"took more than {self._limits.seconds:g} s; see --max-seconds"
        elif code == NO_MEMORY:
            reason = TOO_MUCH_MEMORY
            detail = f"needs more than {self._limits.memory >> 20} MiB; see --max-memory"
        elif code == FAILED:
            reason, detail = INTERNAL, said
        elif step in part.crashes:
            reason, detail = CRASHED, f"the process that read it ended: {_cause(code)}"
        else:
            # Somebody may have killed it who meant nothing by it: once more.
            part.crashes.add(step)
            return
        trouble = step.file, Trouble(step.place, step.phase, reason, detail)
        if trouble in part.job.troubles:
            raise IngestError(f"{part.job.files[step.file][0].file}: {detail}, again and again.")
        part.job = replace(part.job, troubles=(*part.job.troubles, trouble))

    def close(self) -> None:
        """Kill all of them."""
        for worker in self._workers:
            worker.end()


def _tell(stream: BinaryIO, outbox: "queue.SimpleQueue[Message | None]") -> None:
    # Where the process has gone the one that hears it learns so.
    with contextlib.suppress(OSError, ValueError):
        while (message := outbox.get()) is not None:
            send(stream, message)


def _hear(stream: BinaryIO, inbox: "queue.Queue[bytes | None]") -> None:
    with contextlib.suppress(OSError, ValueError):
        while (data := receive(stream)) is not None:
            inbox.put(data)
    inbox.put(None)


def _environment() -> dict[str, str]:
    """Let the process find what this one found, and nothing in the folder where it is started."""
    here = Path(__file__).resolve().parents[2]
    known = [str(here), *(path for path in sys.path if path)]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(known)),
        # Threads of numerics would only be in each other's way, and each takes memory.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _cause(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
