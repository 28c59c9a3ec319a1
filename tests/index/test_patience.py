"""Whoever waits for an answer can stop waiting, at once, whatever the engine is busy with."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher.errors import QueryError, SearchCancelled, SearchTimeout, UsageError
from searcher.index import Index
from searcher.index.patience import AT_ONCE, MOST_WAITING, Patience

pytest_plugins = ("export_fixtures",)


@pytest.fixture
def opened() -> list[Index]:
    """Collect the copies that were opened."""
    return []


@pytest.fixture
def patience(hay_path: Path, opened: list[Index]) -> Iterator[Patience]:
    """Put questions to the haystack."""

    def copy() -> Index:
        opened.append(Index.open(hay_path))
        return opened[-1]

    patience = Patience(str(hay_path), copy)
    yield patience
    patience.close()


def test_the_answer_is_the_same(patience: Patience, hay_index: Index, opened: list[Index]) -> None:
    """Of searches and of every other question; a copy is opened once and used again."""
    for words in ("wall", "harbour", "*"):
        found = patience.begin(lambda index, words=words: index.search(words)).result(60)  # type: ignore[misc]
        assert hay_index.search(words).hits == found.hits
    assert hay_index.count("wall") == patience.begin(lambda index: index.count("wall")).result()
    assert 1 == len(opened)


def test_an_error_is_raised_where_the_result_is(patience: Patience) -> None:
    """Not in a thread that nobody sees."""
    pending = patience.begin(lambda index: index.search("autor:x"))
    with pytest.raises(QueryError, match="author:x"):
        pending.result(60)
    assert pending.done


def test_nobody_waits_longer_than_he_wants(patience: Patience) -> None:
    """The answer may still come, and can be waited for again."""
    go = threading.Event()

    def slow(index: Index) -> int:
        go.wait(60)
        return index.count("*")

    pending = patience.begin(slow)
    began = time.monotonic()
    with pytest.raises(SearchTimeout, match=r"no answer within 0\.05 s"):
        pending.result(0.05)
    assert time.monotonic() - began < 5
    assert not pending.done
    go.set()
    assert pending.result(60) > 0
    with pytest.raises(UsageError, match="negative"):
        pending.result(-1)


def test_a_cancelled_question_is_answered_to_nobody(patience: Patience) -> None:
    """Who waits learns it at once; what comes later is dropped, and the next question is put."""
    go = threading.Event()
    pending = patience.begin(lambda index: go.wait(60) and index.count("*"))
    waited: list[BaseException] = []

    def wait() -> None:
        try:
            pending.result(60)
        except SearchCancelled as raised:
            waited.append(raised)

    waiting = threading.Thread(target=wait)
    waiting.start()
    pending.cancel()
    waiting.join(5)
    assert 1 == len(waited)
    go.set()
    assert patience.begin(lambda index: index.count("*")).result(60) > 0
    with pytest.raises(SearchCancelled):
        pending.result()


def test_a_question_that_has_not_begun_is_never_put(patience: Patience) -> None:
    """So that abandoned questions do not pile up; those that are put are few at a time."""
    go = threading.Event()
    begun: list[int] = []

    def slow(_: Index, number: int) -> int:
        begun.append(number)
        go.wait(60)
        return number

    every = [
        patience.begin(lambda index, number=number: slow(index, number))  # type: ignore[misc]
        for number in range(MOST_WAITING)
    ]
    with pytest.raises(UsageError, match="questions wait for answers"):
        patience.begin(lambda index: index.count("*"))
    while len(begun) < AT_ONCE:
        time.sleep(0.01)
    for pending in every:
        pending.cancel()
    go.set()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            assert patience.begin(lambda index: index.count("*")).result(60) > 0
            break
        except UsageError:
            time.sleep(0.01)
    assert AT_ONCE == len(begun)


def test_copies_are_let_go(patience: Patience, opened: list[Index]) -> None:
    """Idle ones at once, busy ones at their end."""
    go, begun = threading.Event(), threading.Event()

    def slow(index: Index) -> int:
        begun.set()
        go.wait(60)
        return index.count("*")

    pending = patience.begin(slow)
    assert patience.begin(lambda index: index.count("*")).result(60) > 0
    begun.wait(60)
    patience.close()
    go.set()
    assert pending.result(60) > 0
    assert 2 == len(opened)
    for index in opened:
        with pytest.raises(UsageError, match="closed"):
            index.count("*")


def test_an_index_answers_beside_itself(hay_path: Path) -> None:
    """The newest commit, with the file of authors that it was opened with; closed with it."""
    with Index.open(hay_path, authors="none") as index:
        pending = index.begin(lambda other: (other is index, other.authors.given, other.count("*")))
        assert (False, "none", index.count("*")) == pending.result(60)
        index.begin(lambda other: other.trend("wall")).result(60)
        assert index.count("*") > 0
    with pytest.raises(UsageError, match="closed"):
        index.count("*")
    with Index.open(hay_path, snapshot=True) as index, pytest.raises(UsageError, match="snapshot"):
        index.begin(lambda other: other.count("*")).result(60)
