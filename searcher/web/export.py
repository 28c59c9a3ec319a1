"""How does an export go through a connection? Made by a thread, a few chunks ahead."""

import io
import queue
import threading
from collections.abc import AsyncIterator
from typing import Any, BinaryIO, Self, cast

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


class _Place:
    """One of the places for exports; given back once, by whoever is last to need it."""

    def __init__(self) -> None:
        """Take it; raises `Busy`."""
        self._places, self._lock, self._held = _running, threading.Lock(), True
        if not self._places.acquire(blocking=False):
            raise Busy(f"{_AT_ONCE} exports are running. Wait for the end of one.")

    def give_back(self) -> None:
        with self._lock:
            held, self._held = self._held, False
        if held:
            self._places.release()


async def exported(
    desk: Desk, name: str, asked: SearchRequest, **options: Any
) -> AsyncIterator[bytes]:
    """Give the chunks of an export; raises what is wrong with it before the first."""
    place, pipe = _Place(), _Pipe()

    def make(index: Index) -> None:
        if not pipe.abandoned.is_set():
            given = (pipe, place, index.path, asked, options)
            threading.Thread(target=_made, args=given, daemon=True).start()

    try:
        await desk.ask(name, make)
    except BaseException:
        pipe.abandoned.set()
        place.give_back()
        raise
    chunks = _Chunks(pipe)
    await chunks.begin()
    return chunks


def _made(
    pipe: _Pipe, place: _Place, path: Any, asked: SearchRequest, options: dict[str, Any]
) -> None:
    end: BaseException | None = None
    try:
        export(path, asked, cast(BinaryIO, pipe), **options)
    except BaseException as problem:  # noqa: BLE001 - it is raised where the chunks are read
        end = problem
    finally:
        place.give_back()
    try:
        pipe.put(end)
    except BrokenPipeError:
        return


class _Chunks:
    """What an export wrote, as it comes; who stops reading stops the export."""

    def __init__(self, pipe: _Pipe) -> None:
        """Read from the pipe."""
        self._pipe = pipe
        self._first: bytes | None = None
        self._ended = False

    async def begin(self) -> None:
        """Wait for the first chunk, since with it the status is sent; raises what is wrong."""
        self._first = await self._get()

    async def _get(self) -> bytes | None:
        try:
            chunk = await anyio.to_thread.run_sync(self._pipe.chunks.get)
        except BaseException:
            self._pipe.abandoned.set()
            raise
        self._ended = chunk is None
        if isinstance(chunk, BaseException):
            # After the first chunk the status is sent: what breaks off must not look whole.
            raise chunk
        return chunk

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        chunk, self._first = self._first, None
        if chunk is None and not self._ended:
            chunk = await self._get()
        if chunk is None:
            raise StopAsyncIteration
        return chunk

    def __del__(self) -> None:
        """Stop the export also where nobody ever began to read."""
        self._pipe.abandoned.set()
