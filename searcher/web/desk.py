"""Who answers while others wait? A few threads, each with an index of its own.

An `Index` answers one question at a time. Those that are open and idle are kept; a question that
comes while all are busy opens another, up to the number of threads, and beyond that it waits.

No question takes longer than a given time to its asker. What the engine is busy with cannot be
broken off, so the thread goes on; it is free for others only when it has ended. So slow questions
can take all threads for a while, but never more than those.
"""

import asyncio
import os
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, Generic, TypeVar, cast

import anyio
import anyio.from_thread
import anyio.lowlevel

from searcher.errors import SearcherError
from searcher.index import Index
from searcher.web.problems import Busy, Slow

T = TypeVar("T")

# Questions that wait or are answered; what comes beyond is told to come again.
MOST_WAITING = 128
# Seconds to an answer; a search takes milliseconds, of ten million articles a tenth of a second.
MAX_SECONDS = 20.0
# A thread ends when nothing was asked for so many seconds.
_IDLE = 30


class _Asked(Generic[T]):
    """A question on its way; all but the loop's own event is guarded by the desk's lock."""

    def __init__(self, name: str, question: Callable[[Index], T]) -> None:
        """Begin on the event loop that waits for the answer."""
        self.name = name
        self.question = question
        self.begun = False
        self.answer: T | None = None
        self.problem: BaseException | None = None
        self.answered = anyio.Event()
        self._wake = _waking(self.answered.set)

    def tell(self) -> None:
        """Wake whoever waits, from another thread, which goes on at once."""
        # The loop may have ended meanwhile.
        with suppress(RuntimeError):
            self._wake()


def _waking(call: Callable[[], object]) -> Callable[[], object]:
    """Give what has the running event loop call, from any thread."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        # Another kind of loop: there is no way but to wait until it has called.
        token = anyio.lowlevel.current_token()
        return lambda: anyio.from_thread.run_sync(call, token=token)
    return lambda: loop.call_soon_threadsafe(call)


class Desk:
    """Asks indexes by name, off the event loop."""

    def __init__(
        self,
        indexes: Mapping[str, Path],
        *,
        threads: int,
        max_seconds: float | None = MAX_SECONDS,
        authors: str | Path | None = None,
    ) -> None:
        """`indexes` are folders by the names under which they are served; the first is usual.

        `authors` is as in `Index.open`.
        """
        self._paths = dict(indexes)
        self._authors = authors or os.environ.get("SEARCHER_AUTHORS")
        self._idle: dict[str, LifoQueue[Index]] = {name: LifoQueue() for name in indexes}
        self._closed = False
        self._most = threads
        self._max_seconds = max_seconds
        self._work = threading.Condition()
        self._queue: deque[_Asked[Any]] = deque()
        self._threads = self._resting = self._running = 0

    @property
    def names(self) -> Sequence[str]:
        """The indexes that are served."""
        return tuple(self._paths)

    @property
    def max_seconds(self) -> float | None:
        """How long an asker waits at most; None: any time."""
        return self._max_seconds

    async def ask(self, name: str, question: Callable[[Index], T]) -> T:
        """Run a question in a thread; raises what it raises, `Busy` and `Slow`."""
        asked = _Asked(name, question)
        self._hand_in(asked)
        try:
            with anyio.move_on_after(self._max_seconds):
                await asked.answered.wait()
        finally:
            self._take_back(asked)
        if asked.problem is not None:
            raise asked.problem
        if not asked.answered.is_set():
            seconds = f"{self._max_seconds:g} seconds"
            if asked.begun:
                raise Slow(f"this takes longer than {seconds}. Ask for less, or more exactly.")
            raise Busy(f"nobody was free for {seconds}. Ask again in a moment.")
        return cast(T, asked.answer)

    def _hand_in(self, asked: _Asked[Any]) -> None:
        with self._work:
            if (there := len(self._queue) + self._running) >= MOST_WAITING:
                raise Busy(f"{there} questions wait already. Ask again in a moment.")
            self._queue.append(asked)
            if self._resting < len(self._queue) and self._threads < self._most:
                self._threads += 1
                # Ctrl-C need not wait for what the engine is busy with.
                threading.Thread(target=self._answer_all, name="desk", daemon=True).start()
            self._work.notify()

    def _take_back(self, asked: _Asked[Any]) -> None:
        """Forget a question that nobody waits for any more, unless it is being answered."""
        with self._work, suppress(ValueError):
            self._queue.remove(asked)

    def _answer_all(self) -> None:
        """Be one of the threads."""
        while True:
            with self._work:
                self._resting += 1
                came = self._work.wait_for(lambda: self._queue, _IDLE)
                self._resting -= 1
                if not came:
                    self._threads -= 1
                    return
                asked = self._queue.popleft()
                asked.begun = True
                self._running += 1
            try:
                asked.answer = self._asked(asked.name, asked.question)
            except BaseException as problem:  # noqa: BLE001 - it is raised where it was asked
                asked.problem = problem
            finally:
                with self._work:
                    self._running -= 1
            asked.tell()
            del asked

    def _asked(self, name: str, question: Callable[[Index], T]) -> T:
        idle, path = self._idle[name], self._paths[name]
        try:
            try:
                index = idle.get_nowait()
            except Empty:
                index = Index.open(path, authors=self._authors)
            try:
                return question(index)
            finally:
                if self._closed:
                    index.close()
                else:
                    idle.put(index)
        except SearcherError as problem:
            # Where an index lies on this machine is no business of who asks.
            message = str(problem).replace(str(path), name)
            if self._authors is not None:
                message = message.replace(str(self._authors), Path(self._authors).name)
            problem.args = (message, *problem.args[1:])
            raise

    def close(self) -> None:
        """Let go of all files; what is being answered lets go of its own at its end."""
        self._closed = True
        for idle in self._idle.values():
            with suppress(Empty):
                while True:
                    idle.get_nowait().close()
