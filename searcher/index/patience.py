"""What if an answer takes too long? Whoever asked goes on, at once.

The engine cannot be interrupted. So a question is put by a thread with an index of its own, which
is left to itself when nobody waits any more; it ends with its answer, or with the program.
"""

import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from searcher.errors import SearchCancelled, SearchTimeout, UsageError
from searcher.query.kinds import seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from searcher.index.facade import Index

T = TypeVar("T")

# Questions of one index that are answered at a time, those included that nobody waits for; what
# comes beyond waits. And how many may wait.
AT_ONCE: Final = 8
MOST_WAITING: Final = 256


class Pending(Generic[T]):
    """A question that is being answered; made by `Index.begin`."""

    def __init__(self, path: str) -> None:
        """Wait for `told`, of the index at this path."""
        self._path = path
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._cancelled = False
        self._answer: T | None = None
        self._problem: BaseException | None = None

    @property
    def done(self) -> bool:
        """Whether there is an answer, or an error, or nobody waits for one."""
        return self._ended.is_set()

    def result(self, seconds: float | None = None) -> T:
        """Wait for the answer, at most so long.

        Raises `SearchTimeout` where there is none by then (ask again, or `cancel`),
        `SearchCancelled`, and whatever the question raised.
        """
        if seconds is not None and not seconds_of("seconds", seconds) >= 0:
            raise UsageError(f"seconds cannot be negative, as {seconds:g} is.")
        if not self._ended.wait(seconds):
            raise SearchTimeout(
                f"{self._path}: no answer within {seconds:g} s. Wait longer, or ask for less: "
                "a longer beginning of a word, fewer days, no facets."
            )
        if self._cancelled:
            raise SearchCancelled(f"{self._path}: the search was cancelled.")
        if self._problem is not None:
            raise self._problem
        return cast(T, self._answer)

    def cancel(self) -> None:
        """Wait no more: a question that has not begun is never put. Harmless after the answer."""
        with self._lock:
            if not self._ended.is_set():
                self._cancelled = True
                self._ended.set()

    def told(self, answer: T | None, problem: BaseException | None) -> None:
        """Take the answer, unless nobody waits for it any more."""
        with self._lock:
            if not self._ended.is_set():
                self._answer, self._problem = answer, problem
                self._ended.set()


class Patient(ABC):
    """What can be asked without waiting for ever: an `Index`."""

    path: Path
    _patience: "Patience | None" = None

    @abstractmethod
    def again(self) -> "Index":
        """Open the same index once more, to ask it beside this one."""

    def begin(self, question: "Callable[[Index], T]") -> Pending[T]:
        """Put a question, in a thread of its own, and go on: `begin(lambda index: …)`.

        The question is put to a copy of this index, at its newest commit. `result(seconds)` of what
        is given waits for the answer, and `cancel()` for it no more. What the engine has begun
        cannot be broken off, but nobody has to wait for it; eight questions of one index are
        answered at a time. Raises `UsageError` where too many wait.
        """
        if self._patience is None:
            self._patience = Patience(str(self.path), self.again)
        return self._patience.begin(question)

    def _wait_no_more(self) -> None:
        """Let go of the copies."""
        if self._patience is not None:
            self._patience.close()
            self._patience = None


class Patience:
    """Puts the questions of one index; idle copies of it are kept for the next."""

    def __init__(self, path: str, copy: "Callable[[], Index]") -> None:
        """`copy` opens the index once more."""
        self._path = path
        self._copy = copy
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[Index] = []
        self._asked = 0
        self._closed = False

    def begin(self, question: "Callable[[Index], T]") -> Pending[T]:
        """Put a question; raises `UsageError` where too many wait already."""
        with self._lock:
            if self._asked >= MOST_WAITING:
                raise UsageError(
                    f"{self._path}: {MOST_WAITING} questions wait for answers. Ask fewer at a time."
                )
            self._asked += 1
        pending: Pending[T] = Pending(self._path)
        threading.Thread(target=self._put, args=(question, pending), daemon=True).start()
        return pending

    def _put(self, question: "Callable[[Index], T]", pending: Pending[T]) -> None:
        answer: T | None = None
        problem: BaseException | None = None
        with self._places:
            if not pending.done:
                try:
                    index = self._taken()
                    try:
                        answer = question(index)
                    finally:
                        self._given_back(index)
                except BaseException as raised:  # noqa: BLE001 - it is raised where the result is
                    problem = raised
        with self._lock:
            self._asked -= 1
        pending.told(answer, problem)

    def _taken(self) -> "Index":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._copy()

    def _given_back(self, index: "Index") -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(index)
                return
        index.close()

    def close(self) -> None:
        """Let go of all copies; those that are busy, at their end."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for index in idle:
            index.close()
