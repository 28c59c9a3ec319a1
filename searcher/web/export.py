"""How does an export go through a connection? Made by a thread, a few chunks ahead of the reader.

A format that is one stream leaves as it is made. What has to be whole first (a file, a folder, all
of it with the manifest beside) is made in a temporary folder, which goes whatever happens: at the
end, at a failure, and when the reader has gone.
"""

import io
import os
import queue
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, cast

import anyio.to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from searcher.errors import ExportError
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
        while not self.abandoned.is_set():
            try:
                self._chunks.put(chunk, timeout=0.2)
            except queue.Full:
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
            return self.NOTHING_YET


class Download(StreamingResponse):
    """An export on its way; who makes it is told when nobody reads it any more."""

    def __init__(self, pipe: _Pipe, first: bytes | None, headers: dict[str, str]) -> None:
        """`first` was waited for: what is wrong from the beginning is an answer of its own."""
        super().__init__(
            _chunks(pipe, first), media_type="application/octet-stream", headers=headers
        )
        self._pipe = pipe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._pipe.abandoned.set()


async def exported(desk: Desk, name: str, wanted: Wanted, headers: dict[str, str]) -> Download:
    """Begin an export; raises what is wrong with it before the first chunk."""
    if not _running.acquire(blocking=False):
        raise Busy(f"{_AT_ONCE} exports are running. Wait for the end of one.")
    pipe = _Pipe()

    def begin(index: Index) -> None:
        wanted.check(index)
        make = partial(_packaged if wanted.staged else _streamed, wanted, index.path)
        make = partial(make, index_named(index, name))
        threading.Thread(target=_made, args=(pipe, make), daemon=True).start()

    try:
        await desk.ask(name, begin)
    except BaseException:
        _running.release()
        raise
    try:
        first = await _next(pipe)
    except BaseException:
        pipe.abandoned.set()
        raise
    return Download(pipe, first, headers)


def index_named(index: Index, served: str) -> str:
    """Name an index in a manifest: as commands know it, or by the name under which it is served.

    Its folder is no one's business.
    """
    return index.path.name if index.path == index_home() / index.path.name else served


def _made(pipe: _Pipe, make: Callable[[_Pipe], None]) -> None:
    end: BaseException | None = None
    try:
        make(pipe)
    except BaseException as problem:  # noqa: BLE001 - it is raised where the chunks are read
        end = problem
    finally:
        _running.release()
    try:
        pipe.put(end)
    except BrokenPipeError:
        return


def _streamed(wanted: Wanted, index: Path, named: str, pipe: _Pipe) -> None:
    export(index, wanted.request, cast(BinaryIO, pipe), named=named, **wanted.options)


def _packaged(wanted: Wanted, index: Path, named: str, pipe: _Pipe) -> None:
    """Make it in a folder, as the command does, and send it from there."""
    with room() as folder:
        target = folder / wanted.file
        try:
            export(
                index,
                wanted.request,
                target,
                named=named,
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


async def _next(pipe: _Pipe) -> bytes | None:
    """Wait for what comes next; raises what ended it."""
    while True:
        # Not waited for in one go: whoever is cancelled meanwhile gets to know of it.
        found = await anyio.to_thread.run_sync(pipe.take)
        if found is pipe.NOTHING_YET:
            continue
        if isinstance(found, BaseException):
            raise found
        return cast("bytes | None", found)


async def _chunks(pipe: _Pipe, first: bytes | None) -> AsyncIterator[bytes]:
    chunk = first
    while chunk is not None:
        yield chunk
        # The status is sent: what breaks off now must not look whole, so that it is raised.
        chunk = await _next(pipe)
