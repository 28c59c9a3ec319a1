"""Questions have a time to be answered in; slow ones keep their threads, and never more."""

import asyncio
import inspect
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from searcher import Index
from searcher.cli.serve import serve
from searcher.web import desk as desk_module
from searcher.web.app import create_app
from searcher.web.desk import MAX_SECONDS, Desk
from searcher.web.problems import Busy, Slow

pytest_plugins = ["export_fixtures"]


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Give what holds questions up; it is opened in any case."""
    event = threading.Event()
    yield event
    event.set()


def held(gate: threading.Event) -> Callable[[Index], int]:
    """Make a question that is answered when the gate opens."""

    def question(index: Index) -> int:
        assert gate.wait(20)
        return index.count()

    return question


def count(index: Index) -> int:
    """Ask at once."""
    return index.count()


async def outcome(answer: Awaitable[Any]) -> Any:
    """Give an answer, or the kind of error."""
    try:
        return await answer
    except Exception as problem:  # noqa: BLE001 - what is tested
        return type(problem)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that happens in a thread."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


def test_a_slow_question_keeps_its_thread_until_it_ends(
    hay_path: Path, gate: threading.Event
) -> None:
    """Its asker is told; others wait no longer than they may; then all is as it was."""
    desk = Desk({"hay": hay_path}, threads=1, max_seconds=0.1)

    async def run() -> list[Any]:
        slow = await outcome(desk.ask("hay", held(gate)))
        waited = await outcome(desk.ask("hay", count))
        there = (desk._running, len(desk._queue))
        gate.set()
        await until(lambda: not desk._running)
        return [slow, waited, there, await desk.ask("hay", count)]

    assert [Slow, Busy, (1, 0), 24] == asyncio.run(run())


def test_slow_questions_never_take_more_threads_than_there_are(
    hay_path: Path, gate: threading.Event
) -> None:
    """However often they are asked, and though nobody waits for them."""
    desk = Desk({"hay": hay_path}, threads=2, max_seconds=0.1)
    begun = []

    def question(index: Index) -> int:
        begun.append(1)
        return held(gate)(index)

    async def run() -> list[Any]:
        return await asyncio.gather(*(outcome(desk.ask("hay", question)) for _ in range(10)))

    found = asyncio.run(run()) + asyncio.run(run())
    assert (2, 18) == (found.count(Slow), found.count(Busy))
    assert 2 == len(begun)


def test_an_asker_that_leaves_takes_its_question_along(
    hay_path: Path, gate: threading.Event
) -> None:
    """While it waits; once it is being answered, its place is free when the thread ends."""
    desk = Desk({"hay": hay_path}, threads=1)
    asked = []

    async def run() -> tuple[int, int]:
        first = asyncio.create_task(desk.ask("hay", held(gate)))
        await until(lambda: desk._running == 1)
        second = asyncio.create_task(desk.ask("hay", lambda _: asked.append(1)))
        await until(lambda: len(desk._queue) == 1)
        for task in (second, first):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        left = len(desk._queue) + desk._running
        gate.set()
        await until(lambda: not desk._running)
        return left, await desk.ask("hay", count)

    assert (1, 24) == asyncio.run(run())
    assert [] == asked


def test_only_so_many_wait(
    hay_path: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are answered count, waited for or not."""
    monkeypatch.setattr(desk_module, "MOST_WAITING", 2)
    desk = Desk({"hay": hay_path}, threads=1)

    async def run() -> list[Any]:
        tasks = [asyncio.create_task(desk.ask("hay", held(gate))) for _ in range(2)]
        await until(lambda: desk._running == 1)
        third = await outcome(desk.ask("hay", count))
        gate.set()
        return [third, *await asyncio.gather(*tasks)]

    assert [Busy, 24, 24] == asyncio.run(run())


def test_what_a_question_raises_is_raised_where_it_was_asked(hay_path: Path) -> None:
    """And the thread answers on."""
    desk = Desk({"hay": hay_path}, threads=1)

    def wrong(_: Index) -> int:
        raise ZeroDivisionError

    async def run() -> list[Any]:
        return [await outcome(desk.ask("hay", wrong)), await desk.ask("hay", count)]

    assert [ZeroDivisionError, 24] == asyncio.run(run())


def test_threads_end_when_nothing_is_asked(hay_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And begin again."""
    monkeypatch.setattr(desk_module, "_IDLE", 0.01)
    desk = Desk({"hay": hay_path}, threads=3)

    async def run() -> list[int]:
        found = []
        for _ in range(2):
            found += await asyncio.gather(*(desk.ask("hay", count) for _ in range(9)))
            await until(lambda: desk._threads == 0)
        return found

    assert [24] * 18 == asyncio.run(run())


def test_files_are_let_go_at_the_end_of_what_is_being_answered(
    hay_path: Path, gate: threading.Event
) -> None:
    """Closing does not wait, and closes nothing that is in use."""
    desk = Desk({"hay": hay_path}, threads=1)
    used = []

    def question(index: Index) -> int:
        used.append(index)
        return held(gate)(index)

    async def run() -> int:
        task = asyncio.create_task(desk.ask("hay", question))
        await until(lambda: bool(used))
        desk.close()
        gate.set()
        return await task

    assert 24 == asyncio.run(run())
    assert used[0]._opened is None


@pytest.mark.parametrize(
    ("accept", "kind"), [("*/*", "application/problem+json"), ("text/html", "text/html")]
)
def test_over_http_a_slow_question_is_a_problem(
    hay_path: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch, accept: str, kind: str
) -> None:
    """Status 503: for programs with its type, in a browser as a page."""
    monkeypatch.setattr(Index, "search", lambda *_, **__: gate.wait(20))
    app = create_app(hay_path, max_seconds=0.1)
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        for path in ("/", "/feed.atom") if kind == "text/html" else ("/api/search", "/feed.atom"):
            answer = client.get(path, headers={"accept": accept})
            assert 503 == answer.status_code
            assert answer.headers["content-type"].startswith(kind)
            assert "longer than 0.1 seconds" in answer.text


def test_the_commands_time_is_the_apps() -> None:
    """Said in two places, since the command line loads nothing that serves."""
    assert MAX_SECONDS == inspect.signature(serve).parameters["max_seconds"].default
