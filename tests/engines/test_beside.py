"""What is asked by another thread meanwhile comes to the same."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import orjson
import pytest

from searcher.engines import beside
from searcher.index import Index


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have two processors and no threads, whatever was asked before."""
    monkeypatch.setattr(beside, "_PROCESSORS", 2)
    fresh = beside._Threads()
    monkeypatch.setattr(beside, "_threads", fresh)
    yield
    if fresh._pool is not None:
        fresh._pool.shutdown()


def here() -> int:
    """Say which thread asks."""
    return threading.get_ident()


def test_only_the_first_question_is_asked_in_place() -> None:
    """A command has one, which is worth no thread; a program has more."""
    first, second = beside.begun(here), beside.begun(here)
    assert first() == here()
    done = threading.Event()
    third = beside.begun(done.set)
    assert done.wait(10)
    third()
    assert second() != here()


def test_what_no_thread_has_begun_is_asked_by_who_waits() -> None:
    """Others keep all threads busy: then nobody waits for them."""
    beside.begun(here)
    release = threading.Event()
    busy = beside.begun(lambda: release.wait(10))
    assert beside.begun(here)() == here()
    release.set()
    assert busy()


def test_with_one_processor_there_are_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """They would only take turns."""
    monkeypatch.setattr(beside, "_PROCESSORS", 1)
    assert {beside.begun(here)() for _ in range(3)} == {here()}


def test_without_a_thread_to_be_had_it_is_asked_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system gives no more, or Python is about to end."""
    beside.begun(here)

    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(ThreadPoolExecutor, "submit", refuse)
    assert beside.begun(here)() == here()


def test_an_error_is_raised_where_the_answer_is_wanted() -> None:
    """Whichever thread met it."""

    def fail() -> None:
        raise KeyError("lost")

    for _ in range(3):
        answer = beside.begun(fail)
        with pytest.raises(KeyError, match="lost"):
            answer()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own() -> None:
    """Those of its parent are not in it: to wait for them would be to wait for ever."""
    beside.begun(here)
    beside.begun(here)()
    child = os.fork()
    if not child:
        beside.begun(here)
        os._exit(0 if beside.begun(lambda: 7)() == 7 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_asks_what_its_parent_had_begun() -> None:
    """As the notes of an answer that is handed on to it."""
    beside.begun(here)
    begun, release = threading.Event(), threading.Event()
    parent = os.getpid()

    def ask() -> int:
        begun.set()
        return 7 if os.getpid() != parent or release.wait(10) else 0

    answer = beside.begun(ask)
    assert begun.wait(10)
    child = os.fork()
    if not child:
        signal.alarm(10)
        os._exit(0 if answer() == 7 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    release.set()
    assert answer() == 7


def test_answers_are_the_same_with_and_without_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facets, each with its own filter or none, and what a choice of days leaves out."""
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(b"\n".join(orjson.dumps(_record(number)) for number in range(40)))
    with Index.create(tmp_path / "index") as index:
        index.ingest(lines)

        def ask() -> list[tuple[object, object, tuple[str, ...]]]:
            found: list[tuple[object, object, tuple[str, ...]]] = []
            for count in ("articles", "stories"):
                answer = index.search(
                    "",
                    facet=["author", "topic", "year", "source"],
                    author="Ann Lee 1",
                    since="2020-02",
                    count=count,
                    limit=50,
                )
                found.append((answer.total, answer.facets, answer.notes))
            return found

        beside.begun(here)
        with_threads = [ask() for _ in range(5)]
        monkeypatch.setattr(beside, "_PROCESSORS", 1)
        assert with_threads == [ask()] * 5
        assert with_threads[0][0][2] == ("7 undated articles were left out.",)


def _record(number: int) -> dict[str, str]:
    record = {
        "title": f"Title {number}",
        "text": f"Some words of article {number}, and not many of them.",
        "author": f"Ann Lee {number % 2}",
        "source": f"Source {number % 3}",
        "topic": f"Topic {number % 5}",
    }
    return record | ({"date": f"2020-0{1 + number % 4}-11"} if number % 3 else {})
