"""An index that is built anew just while it is opened or asked is no damaged one."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Index, IndexDamaged, IndexProblem, SearcherError
from searcher.engines.tantivy import TantivyEngine
from searcher.index.folder.opening import opened
from searcher.index.folder.settings import Settings
from searcher.testing import article
from tantivy_index import indexed

ARTICLES = [article(title=f"Reed {number}", body="The quay is wet.") for number in range(20)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give an index of 20 articles."""
    indexed(tmp_path / "index", ARTICLES, languages=("en",)).close()
    return tmp_path / "index"


def first(act: Callable[[], object], then: Callable[..., Any]) -> Callable[..., Any]:
    """Give what does as `then` does, and the first time something before."""
    left = [act]

    def call(*given: Any, **named: Any) -> Any:
        if left:
            left.pop()()
        return then(*given, **named)

    return call


def test_it_is_built_anew_while_it_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = first(lambda: searcher.reindex(path), TantivyEngine.open)
    monkeypatch.setattr(TantivyEngine, "open", opening)
    with Index.open(path) as index:
        assert index.settings.folder == "tantivy-2"
        assert index.search("quay").total == 20


def test_it_is_built_anew_right_after_it_was_opened(path: Path) -> None:
    settings, engine, seen = opened(path)
    searcher.reindex(path)
    with Index(path, settings, engine, seen=seen) as index:
        assert index.search("quay").total == 20
        assert index.settings.folder == "tantivy-2"


def test_it_is_built_anew_while_it_looks_for_the_newest_commit(path: Path) -> None:
    with Index.open(path) as index:
        engine: Any = index._engine
        engine.refresh = first(lambda: searcher.reindex(path), engine.refresh)
        assert index.search("quay").total == 20
        assert index.settings.folder == "tantivy-2"


def test_another_thread_opens_the_one_that_was_built_anew(path: Path) -> None:
    with Index.open(path) as index:
        engine: Any = index._engine
        searcher.reindex(path)

        def another() -> None:
            asking = threading.Thread(target=index.count, args=("quay",))
            asking.start()
            asking.join()

        engine.frozen = first(another, engine.frozen)
        assert index.asked is not engine
        assert index.search("quay").total == 20


def test_what_is_missing_without_that_is_damage(path: Path) -> None:
    with Index.open(path) as index:
        (path / Settings.read(path).folder / "meta.json").unlink()
        with pytest.raises(IndexDamaged):
            index.search("quay")
    with pytest.raises(IndexDamaged):
        Index.open(path)


def test_one_thread_opens_what_was_built_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others wait for it: two would open it twice, and one close what the other asks."""
    openings: list[Path] = []
    both = threading.Barrier(2)

    def slowly(*given: Any, **named: Any) -> Any:
        openings.append(path)
        time.sleep(0.1)  # in which the other looks at the settings, too
        return opened(*given, **named)

    with Index.open(path) as index:
        searcher.reindex(path)
        monkeypatch.setattr("searcher.index.folder.opening.opened", slowly)
        totals: list[int] = []

        def ask() -> None:
            both.wait()
            totals.append(index.search("quay").total)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ([path], [20, 20]) == (openings, totals)


def test_an_engine_that_is_closed_says_so(path: Path) -> None:
    _, engine, _ = opened(path)
    engine.close()
    with pytest.raises(IndexProblem, match="closed"):
        engine.frozen()


@pytest.mark.slow
def test_many_ask_while_it_is_built_anew(path: Path) -> None:
    problems: list[SearcherError] = []
    going = True

    def ask(index: Index) -> None:
        while going:
            try:
                assert index.search("quay", facet="year").total == 20
                with Index.open(path) as own:
                    assert own.count("quay") == 20
            except SearcherError as problem:
                problems.append(problem)

    with Index.open(path) as index:
        threads = [threading.Thread(target=ask, args=(index,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(12):
                searcher.reindex(path)
        finally:
            going = False
            for thread in threads:
                thread.join()
    assert problems == []
