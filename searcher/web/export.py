"""How does an export go through a connection? Made by a thread, a few chunks ahead."""

import io
import queue
import threading
from collections.abc import AsyncIterator
from typing import Any, BinaryIO, cast

import anyio.to_thread

from searcher.exports.export import export
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.web.desk import Desk
from searcher.web.problems import Busy

# Exports at one time, and chunks that wait for a reader; a chunk is a megabyte at most.
_AT_ONCE = 2
_WAITING = 4
_running = threading.BoundedSemaphore(_AT_ONCE)


class _Pipe(io.RawIOBase):
    """What is written here is read as chunks; the end is None, or the error that ended it."""

    def __init__(self) -> None:
        super().__init__()
        self.chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(_WAITING)
        self.abandoned = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        chunk = bytes(memoryview(data))  # type: ignore[arg-type]
        self.put(chunk)
        return len(chunk)

    def put(self, chunk: bytes | BaseException | None) -> None:
        while not self.abandoned.is_set():
            try:
                self.chunks.put(chunk, timeout=0.2)
            except queue.Full:
                continue
            return
        raise BrokenPipeError("the reader has gone")


async def exported(
    desk: Desk, name: str, asked: SearchRequest, **options: Any
) -> AsyncIterator[bytes]:
    """Give the chunks of an export; raises what is wrong with it before the first."""
    if not _running.acquire(blocking=False):
        raise Busy(f"{_AT_ONCE} exports are running. Wait for the end of one.")
    pipe = _Pipe()

    def make(index: Index) -> None:
        path = index.path
        thread = threading.Thread(target=_made, args=(pipe, path, asked, options), daemon=True)
        thread.start()

    try:
        await desk.ask(name, make)
    except BaseException:
        _running.release()
        raise
    first = await anyio.to_thread.run_sync(pipe.chunks.get)
    if isinstance(first, BaseException):
        raise first
    return _chunks(pipe, first)


def _made(pipe: _Pipe, path: Any, asked: SearchRequest, options: dict[str, Any]) -> None:
    end: BaseException | None = None
    try:
        export(path, asked, cast(BinaryIO, pipe), **options)
    except BaseException as problem:  # noqa: BLE001 - it is raised where the chunks are read
        end = problem
    finally:
        _running.release()
    try:
        pipe.put(end)
    except BrokenPipeError:
        return


async def _chunks(pipe: _Pipe, first: bytes | None) -> AsyncIterator[bytes]:
    chunk: bytes | BaseException | None = first
    try:
        while chunk is not None:
            if isinstance(chunk, BaseException):
                # The status is sent: what breaks off now must not look whole.
                raise chunk
            yield chunk
            chunk = await anyio.to_thread.run_sync(pipe.chunks.get)
    finally:
        pipe.abandoned.set()
