"""An export that nobody reads any more, or ever, ends and gives its place back."""

import asyncio
import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from searcher import ExportError, Index
from searcher.web import export as export_module
from searcher.web.desk import Desk
from searcher.web.export import exported
from searcher.web.problems import Busy, Slow
from searcher.web.wanted import wanted_of

pytest_plugins = ["export_fixtures"]

PLACES = 2


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    """Give the places for exports, all free."""
    made = threading.BoundedSemaphore(PLACES)
    monkeypatch.setattr(export_module, "_running", made)
    return made


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Give what holds questions up; it is opened in any case."""
    event = threading.Event()
    yield event
    event.set()


def endless(_path: Path, _asked: Any, out: Any, **_: Any) -> None:
    """Write as long as anybody reads."""
    while True:
        out.write(b"row\n" * 100)


def all_free(places: threading.BoundedSemaphore) -> bool:
    """Wait until each place can be taken, and give them back."""
    end = time.monotonic() + 10
    taken = 0
    while taken < PLACES and time.monotonic() < end:
        gc.collect()
        taken += places.acquire(timeout=0.05)
    for _ in range(taken):
        places.release()
    return taken == PLACES


@pytest.mark.parametrize("chunks_read", [0, 1, 7])
def test_who_stops_reading_stops_the_export(
    hay_path: Path,
    places: threading.BoundedSemaphore,
    monkeypatch: pytest.MonkeyPatch,
    chunks_read: int,
) -> None:
    """After some chunks, and before the first: then nothing of the answer was ever begun."""
    monkeypatch.setattr(export_module, "export", endless)
    desk = Desk({"hay": hay_path}, threads=1)

    async def run() -> int:
        chunks = await exported(desk, "hay", wanted_of([("format", "ids")]))
        return sum([len(await anext(chunks)) for _ in range(chunks_read)])

    assert 400 * chunks_read == asyncio.run(run())
    assert all_free(places)


def test_an_export_is_read_to_its_end_and_no_further(
    hay_path: Path, places: threading.BoundedSemaphore
) -> None:
    """Asking again for what is behind the end does not wait for ever."""
    desk = Desk({"hay": hay_path}, threads=1)

    async def run() -> list[bytes]:
        chunks = await exported(desk, "hay", wanted_of([("format", "ids")]))
        found = [chunk async for chunk in chunks]
        return [*found, *[chunk async for chunk in chunks]]

    assert 24 == len(b"".join(asyncio.run(run())).splitlines())
    assert all_free(places)


@pytest.mark.parametrize(("busy", "problem"), [(True, Busy), (False, Slow)])
def test_an_export_that_never_began_holds_no_place(  # noqa: PLR0917
    hay_path: Path,
    places: threading.BoundedSemaphore,
    monkeypatch: pytest.MonkeyPatch,
    gate: threading.Event,
    busy: bool,
    problem: type[Exception],
) -> None:
    """Whether its turn never came, or came when nobody waited any more; nor does it begin late."""
    begun = []
    monkeypatch.setattr(export_module, "export", lambda *_, **__: begun.append(1))
    opened = Index.open
    if not busy:
        monkeypatch.setattr(Index, "open", lambda path, **_: gate.wait(20) and opened(path))
    desk = Desk({"hay": hay_path}, threads=1, max_seconds=0.1)

    async def run() -> None:
        if busy:
            with pytest.raises(Slow):
                await desk.ask("hay", lambda _: gate.wait(20))
        with pytest.raises(problem):
            await exported(desk, "hay", wanted_of([("format", "ids")]))

    asyncio.run(run())
    gate.set()
    while desk._running:
        time.sleep(0.005)
    assert all_free(places)
    assert [] == begun


def test_one_that_nobody_reads_is_given_up(
    hay_path: Path, places: threading.BoundedSemaphore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others get its place, and what is read of it later does not look whole."""
    monkeypatch.setattr(export_module, "export", endless)
    monkeypatch.setattr(export_module, "STALLED", 0.1)
    desk = Desk({"hay": hay_path}, threads=1)

    async def run() -> None:
        chunks = await exported(desk, "hay", wanted_of([("format", "ids")]))
        await anext(chunks)
        assert await asyncio.to_thread(all_free, places)
        with pytest.raises(ExportError, match="given up"):
            async for _ in chunks:
                pass

    asyncio.run(run())
