"""How are two things asked of the engine at once? One of them by another thread.

tantivy lets other threads run while it looks, so where there is a second processor one question
hides what another takes. The threads stay: a new one begins on the processor of who began it, and
has nothing of the other for the millisecond that it lives.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from searcher.processors import usable

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

_MOST: Final = 8
_PROCESSORS: Final = usable()


class _Threads:
    """The threads of this process: one fewer than processors, begun when they are needed.

    And 8 at most: one question has few parts.
    """

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._asked = False

    def begun(self, question: Callable[[], T]) -> Callable[[], T]:
        if not self._asked or _PROCESSORS == 1:
            self._asked = True
            return question
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(min(_PROCESSORS - 1, _MOST), "beside")
        try:
            begun = self._pool.submit(question)
        except RuntimeError:  # the system gives no more threads, or Python is about to end
            return question
        # In a process that was forked nobody answers what its parent had begun.
        return lambda: question() if self is not _threads or begun.cancel() else begun.result()


_threads = _Threads()


def _afresh() -> None:
    """Know of no threads: a process that was forked has none of them."""
    global _threads  # noqa: PLW0603
    _threads = _Threads()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_afresh)


def begun(question: Callable[[], T]) -> Callable[[], T]:
    """Begin to ask; what is given waits for the answer, or raises what the question raised.

    The first question of a process, which is the only one of a command, waits until then; so does
    one for which no thread is free, or the only processor. An answer that nobody waits for is
    forgotten, but Python does not end before it is there.
    """
    return _threads.begun(question)
