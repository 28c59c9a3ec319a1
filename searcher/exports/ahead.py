"""What is read while the rest is written? The next batches: tantivy lets other threads run."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

T = TypeVar("T")

# Batches that wait; each is some megabytes.
_WAITING = 2
# Seconds after which a thread whose batches nobody wants any more looks whether that is so.
_PATIENCE = 0.1


class _End(NamedTuple):
    """The source's end, or the error that ended it."""

    problem: BaseException | None


@contextmanager
def ahead(source: Iterator[T]) -> Iterator[Iterator[T]]:
    """Give what the source gives, read by another thread; leaving the block ends that thread."""
    waiting: queue.Queue[T | _End] = queue.Queue(_WAITING)
    unwanted = threading.Event()

    def put(item: T | _End) -> None:
        while not unwanted.is_set():
            try:
                waiting.put(item, timeout=_PATIENCE)
            except queue.Full:
                continue
            return

    def read() -> None:
        problem = None
        try:
            for item in source:
                put(item)
                if unwanted.is_set():
                    return
        except BaseException as found:  # noqa: BLE001 - it is raised where the batches are wanted
            problem = found
        put(_End(problem))

    def items() -> Iterator[T]:
        while True:
            item = waiting.get()
            if isinstance(item, _End):
                if item.problem is not None:
                    raise item.problem
                return
            yield item

    reader = threading.Thread(target=read, name="export reads ahead", daemon=True)
    reader.start()
    try:
        yield items()
    finally:
        unwanted.set()
        reader.join()
