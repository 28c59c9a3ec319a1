"""What is said between the process that writes and those that read.

Both ends are this program, on one machine: messages are pickled, each behind its length.
"""

import os
import pickle
import select
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, NamedTuple

from searcher.article import Rejection, Skipped
from searcher.corpus.accounts.taken import Taken, Taker
from searcher.corpus.records import IngestOptions
from searcher.corpus.walk import CorpusFile
from searcher.corpus.workers.steps import NOTHING, Patience, Place, Trouble
from searcher.corpus.workers.watchdog import Limits

Record = Taken | Skipped | Rejection

_LENGTH: Final = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Start:
    """The first message to a reading process; `much` says that it is likely to be given much."""

    board: str
    limits: Limits
    taker: Taker
    much: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Files to read, each with the name of its reader or container.

    `after` is how far an earlier process came: the number of the file, and the last place in it.
    `troubles` are steps to be left out, each with the number of its file; `patience` is for those
    that may take longer. Of a file that several processes share this one takes `part` of `parts`.
    """

    number: int
    files: tuple[tuple[CorpusFile, str | None], ...]
    part: int = 0
    parts: int = 1
    after: tuple[int, Place] = (0, NOTHING)
    troubles: tuple[tuple[int, Trouble], ...] = ()
    patience: Patience = field(default_factory=dict)


class Chunk(NamedTuple):
    """Records of one file, in its order.

    `first` and `last` are the places of the first and last of them; `ended` says that no more will
    come of this file, `unreadable` why it could not be read (to its end), `reached` how far into
    its bytes the reading is, `size` about how many bytes the records take.
    """

    file: int
    first: Place
    last: Place
    records: list[Record]
    ended: bool
    unreadable: str | None
    reached: int
    size: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A part of what came of a job; `done` with the last one.

    `matched` are names of `ReadOptions.fields` that some record answered; `said` is what readers of
    other packages did wrong.
    """

    job: int
    chunks: list[Chunk]
    done: bool = False
    matched: frozenset[str] = field(default_factory=frozenset)
    said: tuple[str, ...] = ()


Message = Start | Job | IngestOptions


def packed(message: Message | Reply) -> bytes:
    """Pickle a message."""
    return pickle.dumps(message, pickle.HIGHEST_PROTOCOL)


def send(stream: BinaryIO, data: bytes) -> None:
    """Write a pickled message; raises OSError where nobody listens any more."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


class Outlet:
    """Writes messages into a pipe, and says when it begins to wait for whoever reads them."""

    def __init__(self, descriptor: int, waits: Callable[[], None]) -> None:
        """Take the writing end; `waits` is called before each wait."""
        self._descriptor = descriptor
        self._waits = waits
        # Windows does not tell of a pipe how much it takes.
        self._knows = os.name == "posix"
        if self._knows:
            os.set_blocking(descriptor, False)

    def send(self, data: bytes) -> None:
        """Write a pickled message; raises OSError where nobody listens any more."""
        if not self._knows:
            self._waits()
        for part in (_LENGTH.pack(len(data)), data):
            left = memoryview(part)
            while left:
                try:
                    left = left[os.write(self._descriptor, left) :]
                except BlockingIOError:
                    self._waits()
                    select.select((), (self._descriptor,), ())


def receive(stream: BinaryIO) -> bytes | None:
    """Wait for a message, still pickled; None where the other has gone."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(start)
    data = stream.read(size)
    return data if len(data) == size else None


def opened(data: bytes) -> Any:
    """Unpickle a message."""
    return pickle.loads(data)  # noqa: S301 - of a process that this program started
