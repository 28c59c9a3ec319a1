"""How does an export go through a connection? Made by a thread, a few chunks ahead of the reader.

A format that is one stream leaves as it is made. What has to be whole first (a file, a folder, all
of it with the manifest beside) is made in a temporary folder, which goes whatever happens: at the
end, at a failure, and when the reader has gone.
"""

import io
import os
import queue
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, Self, cast

import anyio.to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from searcher.errors import ExportError, SearcherError
from searcher.exports.export import export
from searcher.exports.sidecars import DIGESTS, MANIFEST
from searcher.exports.streams import packed
from searcher.index import Index, index_home
from searcher.web.desk import Desk
from searcher.web.problems import Busy
from searcher.web.room import room
from searcher.web.wanted import Wanted
from searcher.web.zipping import zip_files

# Exports at one time, and chunks that wait for a reader; a chunk is a megabyte at most.
_AT_ONCE = 2
STALLED = 300.0  # seconds after which one that nobody reads is given up
_WAITING = 4
_CHUNK = 1 << 20
# Seconds after which a reader looks whether it is still wanted.
_LOOK = 0.5
_running = threading.BoundedSemaphore(_AT_ONCE)

_Item = bytes | BaseException | None


class _Pipe(io.RawIOBase):
    """What is written here is read as chunks; the end is None, or the error that ended it."""

    NOTHING_YET: Final = object()

    def __init__(self) -> None:
        super().__init__()
        self._chunks: queue.Queue[_Item] = queue.Queue(_WAITING)
        self._begun = False
        self.abandoned = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        chunk = bytes(memoryview(data))  # type: ignore[arg-type]
        self.put(chunk)
        return len(chunk)

    def put(self, chunk: _Item) -> None:
        end = time.monotonic() + STALLED
        while not self.abandoned.is_set():
            try:
                self._chunks.put(chunk, timeout=0.2)
            except queue.Full:
                # Others wait for the place of one who has stopped reading.
                if time.monotonic() > end:
                    self.abandoned.set()
                continue
            return
        raise BrokenPipeError("the reader has gone")

    def goes_on(self, _: object) -> None:
        """Say that all is well, before there is a chunk; raises where nobody wants it any more."""
        if self.abandoned.is_set():
            raise BrokenPipeError("the reader has gone")
        if not self._begun:
            self._begun = True
            self.put(b"")

    def take(self) -> object:
        try:
            return self._chunks.get(timeout=_LOOK)
        except queue.Empty:
            if self.abandoned.is_set():
                # What comes late must not look whole.
                return ExportError("the export was given up: nobody read it")
            return self.NOTHING_YET


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


class Chunks:
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
        found: object = self._pipe.NOTHING_YET
        try:
            while found is self._pipe.NOTHING_YET:
                # Not waited for in one go: whoever is cancelled meanwhile gets to know of it.
                found = await anyio.to_thread.run_sync(self._pipe.take)
        except BaseException:
            self.close()
            raise
        self._ended = found is None
        if isinstance(found, BaseException):
            # After the first chunk the status is sent: what breaks off must not look whole.
            raise found
        return cast("bytes | None", found)

    def __aiter__(self) -> Self:
        """Give them one by one."""
        return self

    async def __anext__(self) -> bytes:
        """Give the next."""
        chunk, self._first = self._first, None
        if chunk is None and not self._ended:
            chunk = await self._get()
        if chunk is None:
            raise StopAsyncIteration
        return chunk

    def close(self) -> None:
        """Stop the export."""
        self._pipe.abandoned.set()

    def __del__(self) -> None:
        """Stop it also where nobody ever began to read."""
        self.close()


class Download(StreamingResponse):
    """An export on its way; who makes it is told at once when nobody reads it any more."""

    def __init__(self, chunks: Chunks, headers: dict[str, str]) -> None:
        """Send what has begun."""
        super().__init__(chunks, media_type="application/octet-stream", headers=headers)
        self._chunks = chunks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._chunks.close()


async def exported(desk: Desk, name: str, wanted: Wanted) -> Chunks:
    """Begin an export; raises what is wrong with it before the first chunk."""
    place, pipe = _Place(), _Pipe()

    def begin(index: Index) -> None:
        wanted.check(index)
        path, named = index.path, index_named(index, name)
        way = _packaged if wanted.staged else _streamed
        make = partial(way, wanted, path, named, index.authors.given)
        # Its turn may have come when nobody waited any more.
        if not pipe.abandoned.is_set():
            given = (pipe, place, make, path, named)
            threading.Thread(target=_made, args=given, daemon=True).start()

    try:
        await desk.ask(name, begin)
    except BaseException:
        pipe.abandoned.set()
        place.give_back()
        raise
    chunks = Chunks(pipe)
    await chunks.begin()
    return chunks


def index_named(index: Index, served: str) -> str:
    """Name an index in a manifest: as commands know it, or by the name under which it is served.

    Its folder is no one's business.
    """
    return index.path.name if index.path == index_home() / index.path.name else served


def _made(
    pipe: _Pipe, place: _Place, make: Callable[[_Pipe], None], path: Path, named: str
) -> None:
    end: BaseException | None = None
    try:
        make(pipe)
    except SearcherError as problem:
        # Where the index lies is no one's business.
        problem.args = (str(problem).replace(str(path), named), *problem.args[1:])
        end = problem
    except BaseException as problem:  # noqa: BLE001 - it is raised where the chunks are read
        end = problem
    finally:
        place.give_back()
    try:
        pipe.put(end)
    except BrokenPipeError:
        return


def _streamed(
    wanted: Wanted, index: Path, named: str, authors: str | Path | None, pipe: _Pipe
) -> None:
    target = cast(BinaryIO, pipe)
    export(index, wanted.request, target, named=named, authors=authors, **wanted.options)


def _packaged(
    wanted: Wanted, index: Path, named: str, authors: str | Path | None, pipe: _Pipe
) -> None:
    """Make it in a folder, as the command does, and send it from there."""
    with room() as folder:
        target = folder / wanted.file
        try:
            export(
                index,
                wanted.request,
                target,
                named=named,
                authors=authors,
                on_progress=pipe.goes_on,
                **wanted.options,
            )
        except ExportError as problem:
            # Where the folder lies on this machine is no one's business.
            raise ExportError(str(problem).replace(f"{folder}{os.sep}", "")) from problem
        with packed(cast(BinaryIO, pipe), "") as (out, _):
            if wanted.zip:
                beside = [target.with_name(f"{target.name}.{name}") for name in (DIGESTS, MANIFEST)]
                zip_files([target, *beside], out)
            else:
                with target.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        out.write(chunk)
