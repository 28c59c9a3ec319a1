"""Who answers while others wait? A few threads, each with an index of its own.

An `Index` answers one question at a time. Those that are open and idle are kept; a question that
comes while all are busy opens another, up to the number of threads, and beyond that it waits.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TypeVar

import anyio
import anyio.to_thread

from searcher.index import Index
from searcher.web.problems import Busy

T = TypeVar("T")

# Questions that wait or are answered; what comes beyond is told to come again.
MOST_WAITING = 128


class Desk:
    """Asks indexes by name, off the event loop."""

    def __init__(self, indexes: Mapping[str, Path], *, threads: int) -> None:
        """`indexes` are folders by the names under which they are served; the first is usual."""
        self._paths = dict(indexes)
        self._idle: dict[str, LifoQueue[Index]] = {name: LifoQueue() for name in indexes}
        self._threads = threads
        self._limiter: anyio.CapacityLimiter | None = None
        self._waiting = 0

    @property
    def names(self) -> Sequence[str]:
        """The indexes that are served."""
        return tuple(self._paths)

    async def ask(self, name: str, question: Callable[[Index], T]) -> T:
        """Run a question in a thread; raises what it raises, and `Busy`."""
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self._threads)
        if self._waiting >= MOST_WAITING:
            raise Busy(f"{self._waiting} questions wait already. Ask again in a moment.")
        self._waiting += 1
        try:
            return await anyio.to_thread.run_sync(
                functools.partial(self._asked, name, question), limiter=self._limiter
            )
        finally:
            self._waiting -= 1

    def _asked(self, name: str, question: Callable[[Index], T]) -> T:
        idle = self._idle[name]
        try:
            index = idle.get_nowait()
        except Empty:
            index = Index.open(self._paths[name])
        try:
            return question(index)
        finally:
            idle.put(index)

    def close(self) -> None:
        """Let go of all files."""
        for idle in self._idle.values():
            with suppress(Empty):
                while True:
                    idle.get_nowait().close()
