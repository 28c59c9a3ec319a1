"""What happens to a document that never ends, or wants all memory? Its process ends itself.

A process that reads says at each step where it is, on a *board* that the one who started it sees
after its end. The stopping is left to a thread in C: no Python code would run while a regular
expression or a parser holds the interpreter.
"""

import contextlib
import faulthandler
import io
import mmap
import os
import struct
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Self

from searcher.corpus.archives.streams import buffered
from searcher.corpus.walk import CorpusFile
from searcher.corpus.workers.steps import BEGIN, Patience, Phase, Place, Watch
from searcher.errors import UsageError

# A document that begins within this time of the last one has its time counted from that.
_SLACK: Final = 1.0  # seconds; setting the watch anew costs 70 µs
_LONGEST: Final = 1_000_000  # seconds; the system's timers end somewhere
_LEAST_MEMORY: Final = 256 << 20
_BOARD: Final = struct.Struct("<6qd")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds of time, and bytes of memory of the reading process.

    Memory is limited by the system, which only Linux does well; elsewhere only the limits of size
    hold.
    """

    seconds: float = 10.0
    memory: int = 1 << 30

    @property
    def said(self) -> tuple[float, int]:
        """Name them, for the ledger."""
        return self.seconds, self.memory

    def obey(self) -> None:
        """Let the system hold this process to the limit of memory, where it can."""
        if sys.platform != "linux":
            return
        import resource

        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_DATA)
            allowed = self.memory if most < 0 else min(self.memory, most)
            resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


def limits_of(seconds: float | None, memory: int | None) -> Limits:
    """Understand what was asked for; raises `UsageError` for what no document could keep to."""
    limits = Limits()
    if seconds is not None and not 0 < seconds < _LONGEST:
        raise UsageError(f"--max-seconds {seconds:g}: a document needs a second or so, as in 10.")
    if memory is not None and memory < _LEAST_MEMORY:
        raise UsageError(f"--max-memory {memory}: reading needs 256M or more.")
    return Limits(seconds or limits.seconds, memory or limits.memory)


class Step(NamedTuple):
    """Where a process was: its job, the number of the file in it, and the step."""

    job: int
    file: int
    place: Place
    phase: Phase


class Seen(NamedTuple):
    """A board as it was left: the step, whether its time was running, and since when.

    `began` counts the process's own seconds of work, which stand still where it does. Of those that
    passed between what set the watch and the step itself, all count as worked.
    """

    step: Step
    watched: bool
    began: float


class Board:
    """A few bytes of memory that two processes share, by way of a file."""

    def __init__(self, path: Path, memory: mmap.mmap) -> None:
        """Use `make` or `join`."""
        self.path = path
        self._memory = memory

    @classmethod
    def make(cls) -> Self:
        """Make a board; raises OSError."""
        descriptor, name = tempfile.mkstemp(prefix="searcher-board-")
        try:
            os.write(descriptor, bytes(_BOARD.size))
            return cls(Path(name), mmap.mmap(descriptor, _BOARD.size))
        finally:
            os.close(descriptor)

    @classmethod
    def join(cls, path: Path) -> Self:
        """Open the other's board."""
        with path.open("r+b") as file:
            board = cls(path, mmap.mmap(file.fileno(), _BOARD.size))
        # Both have it now, and it ends with them, however they end. Windows keeps it until `close`.
        with contextlib.suppress(OSError):
            path.unlink()
        return board

    def write(
        self, job: int, file: int, place: Place, phase: Phase, began: float, *, watched: bool
    ) -> None:
        """Say where this process is, as `Step` has it."""
        _BOARD.pack_into(self._memory, 0, job, file, *place, phase, watched, began)

    def read(self) -> Seen:
        """See where the other was."""
        job, file, member, record, phase, watched, began = _BOARD.unpack_from(self._memory)
        return Seen(Step(job, file, Place(member, record), Phase(phase)), bool(watched), began)

    def close(self) -> None:
        """Let go of it, and delete it where it was made."""
        self._memory.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


class Watchdog:
    """Ends this process where one step takes too long; tells the board each step.

    As long as the file's own bytes keep coming, time begins anew: a long line of a slow file is no
    document that never ends.
    """

    def __init__(self, board: Board, limits: Limits) -> None:
        """Prepare; nothing is watched yet."""
        self._board = board
        self._seconds = limits.seconds
        self._nowhere = Path(os.devnull).open("w")  # noqa: SIM115 - the watching thread's
        self._since = 0.0
        self._began = 0.0
        self._watching = False
        self._file = 0, 0  # number of the job, and of the file in it
        self._last = BEGIN, Phase.BETWEEN
        self._patience: Patience = {}
        self._times = 1  # how many times as long this step may take

    def at(self, job: int, file: int, patience: Patience) -> None:
        """Say which file is read next, and which of its steps may take longer."""
        self._file = job, file
        self._patience = patience
        self.step(Phase.BETWEEN, BEGIN)

    def step(self, phase: Phase, place: Place) -> None:
        """Begin a step."""
        now = time.monotonic()
        times = self._patience.get((self._file[1], place, phase), 1) if self._patience else 1
        if not self._watching or times != self._times or now - self._since > _SLACK:
            self._times = times
            self._restart(now)
        self._last = place, phase
        # What was done before this step, since the watch was set, is not this document's.
        began = self._began + (now - self._since)
        self._board.write(*self._file, place, phase, began, watched=True)

    def alive(self) -> None:
        """Tell that bytes came."""
        if self._watching and (now := time.monotonic()) - self._since > _SLACK:
            self._restart(now)
            self._board.write(*self._file, *self._last, self._began, watched=True)

    def rest(self) -> None:
        """Watch nothing: this process waits for another."""
        if self._watching:
            faulthandler.cancel_dump_traceback_later()
            self._watching = False
            self._board.write(*self._file, *self._last, self._began, watched=False)

    def _restart(self, now: float) -> None:
        seconds = self._times * self._seconds + _SLACK
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._nowhere)
        self._since, self._began, self._watching = now, time.process_time(), True


class Reached:
    """How far into a file anybody has read, in bytes; reading on keeps the watchdog quiet."""

    def __init__(self, watch: Watch) -> None:
        """Begin at 0."""
        self._watch = watch
        self.bytes = 0

    def note(self, position: int) -> None:
        """Note how far a reading is."""
        self._watch.alive()
        self.bytes = max(self.bytes, position)


@dataclass(frozen=True, slots=True)
class WatchedFile(CorpusFile):
    """A file whose bytes are counted as they are read."""

    reached: Reached | None = None

    @classmethod
    def of(cls, file: CorpusFile, reached: Reached) -> Self:
        """Watch a file."""
        return cls(file.root, file.file, file.path, file.size, file.mtime_ns, reached=reached)

    @property
    def position(self) -> int:
        """How far into the file anybody has read, in bytes."""
        return self.reached.bytes if self.reached else 0

    def open(self) -> BinaryIO:
        """Open the bytes; raises OSError."""
        raw = self.path.open("rb", buffering=0)
        return buffered(_Watched(raw, self.reached) if self.reached else raw)


class _Watched(io.RawIOBase):
    """An unbuffered file that says how far it was read."""

    def __init__(self, raw: io.FileIO, reached: Reached) -> None:
        self._raw = raw
        self._reached = reached

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = self._raw.readinto(buffer)
        self._reached.note(self._raw.tell())
        return size or 0

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
