"""All systems take turns, and what they count is held against each other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from compare.measure import asked, differing, exported, turns
from compare.system import Answer, Corpus, Query, System

QUERIES = {"word": [Query("word", "all", ("harbour",)), Query("word", "all", ("ferry",))]}


class Fake(System):
    """Counts as it is told."""

    def __init__(self, name: str, totals: dict[str, int | None], *, stemmed: bool = False) -> None:
        super().__init__(Path("nowhere"))
        self.name = name  # type: ignore[misc]
        self.analysis = "stemmed" if stemmed else "exact"  # type: ignore[misc]
        self.totals = totals
        self.asked: list[str] = []

    def version(self) -> str:
        return "1"

    def build(self, corpus: Corpus) -> None:
        raise AssertionError(f"nobody asks for {corpus}")

    def open(self) -> None:
        raise AssertionError("not asked here")

    def close(self) -> None:
        raise AssertionError("not asked here")

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        word = query.words[0]
        if word not in self.totals:
            return None

        def ask() -> Answer:
            self.asked.append(word)
            return Answer(self.totals[word], (), 0.25 if self.name == "slow" else None)

        return ask

    def total(self, query: Query) -> int | None:
        return 100 + len(query.words[0])

    def export(self) -> int:
        return 7


def test_turns() -> None:
    """Each time the next begins, and all have their turn; then each follows who it preceded."""
    systems = [Fake(name, {}) for name in "abc"]
    assert ["abc", "bca", "cab", "cba", "acb", "bac", "abc"] == [
        "".join(one.name for one in turns(systems, number)) for number in range(7)
    ]


def test_every_query_is_asked_in_every_round() -> None:
    """Once to warm up, then as often as there are rounds; the time that a system takes is kept."""
    fast, slow = (Fake(name, {"harbour": 1, "ferry": 2}) for name in ("fast", "slow"))
    times, between, totals = asked(
        [fast, slow], QUERIES, repetitions=3, clock="wall", say=lambda _: None
    )
    assert ["harbour", "ferry"] * 7 == fast.asked
    assert {"word": {"fast": [1, 2], "slow": [1, 2]}} == totals
    assert ["fast", "slow"] == list(times["word"])
    assert [250.0] * 6 == times["word"]["slow"] == between["word"]["slow"]


def test_a_row_is_answered_at_a_stretch_and_then_in_between() -> None:
    """Who else shares the processor's memory is what the two ways differ in."""
    order: list[str] = []
    one, other = (Fake(name, {"harbour": 1, "ferry": 2}) for name in "ab")
    one.asked = other.asked = order
    asked([one, other], QUERIES, repetitions=1, clock="wall", say=lambda _: None)
    warming, timed = order[:4], order[4:]
    assert ["harbour", "ferry"] * 2 == warming
    assert ["harbour", "ferry"] * 2 == timed[:4]
    assert ["harbour", "harbour", "ferry", "ferry"] == timed[4:]


def test_who_cannot_answer_a_query_is_not_asked_the_row() -> None:
    """A row is compared as a whole or not at all."""
    half = Fake("half", {"harbour": 1})
    times, between, totals = asked(
        [half], QUERIES, repetitions=1, clock="processor", say=lambda _: None
    )
    assert {"word": {}} == times == between == totals


def test_who_does_not_count_is_counted_for() -> None:
    """Such totals are taken outside of what is timed."""
    silent = Fake("silent", {"harbour": None, "ferry": None})
    *_, totals = asked([silent], QUERIES, repetitions=1, clock="wall", say=lambda _: None)
    assert {"word": {"silent": [107, 105]}} == totals


def test_differences_are_counted_and_shown() -> None:
    """Against the first of the same analysis only."""
    systems = [
        Fake("ours", {}, stemmed=True),
        Fake("base", {}),
        Fake("same", {}),
        Fake("other", {}),
        Fake("twin", {}, stemmed=True),
    ]
    totals: dict[str, dict[str, list[int | None]]] = {
        "word": {
            "ours": [9, 9],
            "base": [5, 6],
            "same": [5, 6],
            "other": [5, 7],
            "twin": [9, 8],
        }
    }
    found = differing(systems, QUERIES, totals)["word"]
    assert ["same", "other", "twin"] == list(found)
    assert 0 == found["same"]["differ"]
    assert ("base", 1, "ferry: 7 instead of 6") == (
        found["other"]["against"],
        found["other"]["differ"],
        found["other"]["example"],
    )
    assert "ours" == found["twin"]["against"]


def test_an_export_that_is_not_whole_is_no_measurement() -> None:
    """It is refused, with the system's name."""
    assert ["x"] == list(exported([Fake("x", {})], 7, repetitions=2))
    with pytest.raises(AssertionError, match="x"):
        exported([Fake("x", {})], 8, repetitions=1)
