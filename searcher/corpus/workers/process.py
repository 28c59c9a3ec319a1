"""One process that reads: started, told, heard, and how it ended."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, BinaryIO, Final, NamedTuple

from searcher.corpus.accounts.taken import Taker
from searcher.corpus.records import IngestOptions
from searcher.corpus.workers.jobs import Job, Message, Start, packed, receive, send
from searcher.corpus.workers.watchdog import Board, Limits, Seen
from searcher.errors import IngestError

POLL: Final = 0.25  # seconds
_PIPE: Final = 1 << 20  # bytes; as much as Linux gives to anyone
_AHEAD: Final = 16  # answers that wait, each of some 500 KiB


class End(NamedTuple):
    """How a process ended: exit code, board, its last line, and its seconds of work.

    The last is None where the system does not tell.
    """

    code: int
    seen: Seen
    said: str
    worked: float | None


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float | None]:
    """Wait for a process; give its exit code and its seconds of work."""
    if sys.platform != "win32" and process.returncode is None:
        with contextlib.suppress(ChildProcessError):
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used.ru_utime + used.ru_stime
    return process.wait(), None


class Process:
    """A reading process, or the next one in its place; `much` as in `Start`."""

    def __init__(self, limits: Limits, taker: Taker, *, much: bool = False) -> None:
        self._limits = limits
        self._taker = taker
        self._much = much
        self.start()

    def start(self) -> None:
        """Start a process; raises `IngestError`."""
        self._options: IngestOptions | None = None
        if not sys.executable or getattr(sys, "frozen", False):
            raise IngestError(
                "this program cannot start processes to read files: it has no Python of its own. "
                "--workers 0 (in Python workers=0) reads in the process that writes."
            )
        try:
            with contextlib.ExitStack() as opening:
                self._errors = opening.enter_context(tempfile.TemporaryFile())
                self.board = opening.enter_context(contextlib.closing(Board.make()))
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "searcher.corpus.workers.worker"],
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
        _widen(self._process.stdout)
        # Told and heard by threads: two that wait for each other would wait for ever.
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.inbox: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
        self._threads = [
            threading.Thread(target=_tell, args=(self._process.stdin, self._outbox), daemon=True),
            threading.Thread(target=_hear, args=(self._process.stdout, self.inbox), daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._say(Start(str(self.board.path), self._limits, self._taker, self._much))

    def give(self, job: Job, options: IngestOptions) -> None:
        """Send a job, with its options where they are new."""
        if self._options is not options:
            self._options = options
            self._say(options)
        self._say(job)

    def _say(self, message: Message) -> None:
        # Pickled here: what a thread pickles could change meanwhile.
        self._outbox.put(packed(message))

    def ended(self) -> End:
        """Say how it ended."""
        code, worked = _wait(self._process)
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        said = next((line for line in reversed(lines) if line.strip()), "")
        return End(code, self.board.read(), said, worked)

    def kill(self) -> None:
        """Let it end at once."""
        self._process.kill()

    def end(self) -> None:
        """Kill it and let go of everything."""
        self.kill()
        self._outbox.put(None)
        while self._threads[1].is_alive():
            with contextlib.suppress(queue.Empty):
                self.inbox.get(timeout=POLL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._threads[0].join()
        self._errors.close()
        self.board.close()


def _widen(stream: IO[bytes]) -> None:
    """Let an answer through at once: each part of it would wait for the thread that hears it."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(stream.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _tell(stream: BinaryIO, outbox: "queue.SimpleQueue[bytes | None]") -> None:
    # Where the process has gone the one that hears it learns so.
    with contextlib.suppress(OSError, ValueError):
        while (data := outbox.get()) is not None:
            send(stream, data)


def _hear(stream: BinaryIO, inbox: "queue.Queue[bytes | None]") -> None:
    try:
        with contextlib.suppress(OSError, ValueError):
            while (data := receive(stream)) is not None:
                inbox.put(data)
    finally:
        inbox.put(None)


def _environment() -> dict[str, str]:
    """Let the process find what this one finds, in the same order."""
    known = [os.fspath(path) for path in sys.path if path]
    known.append(str(Path(__file__).resolve().parents[3]))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(known)),
        # Threads of numerics would only be in each other's way, and each takes memory.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def cause(code: int) -> str:
    """Say why a process ended, by its exit code."""
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
