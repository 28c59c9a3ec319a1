"""How many hits are fetched for a page, where scores tie."""

from types import SimpleNamespace
from typing import Any

import pytest

from searcher.engines.tantivy import ranking


class Scores:
    """A searcher whose hits have these scores, each with its place as address and id."""

    def __init__(self, *scores: float) -> None:
        self.scores = scores
        self.fetched: list[int] = []

    def search(self, _: Any, limit: int, *, offset: int = 0, **_how: Any) -> Any:
        """Give hits; `limit` counts from the offset."""
        self.fetched.append(limit)
        found = list(enumerate(self.scores))[offset : offset + limit]
        return SimpleNamespace(hits=[(score, at) for at, score in found], count=len(self.scores))

    def fast_field_values(self, _: str, addresses: list[int]) -> list[int]:
        """Give ids."""
        return addresses


def page(planner: Any, scores: Scores, offset: int = 0, tiers: Any = None) -> list[int]:
    """Ask for ten hits, and say how many were fetched to know them, search by search."""
    scores.fetched.clear()
    searcher: Any = scores
    places: list[Any] = [
        at for _, at in ranking.by_score(searcher, planner, searcher, 10, offset, tiers=tiers)[1]
    ]
    assert list(range(offset, offset + 10)) == places
    return list(scores.fetched)


def falling(count: int, *, tied: range = range(0)) -> Scores:
    """Give scores that fall, but for those that are tied."""
    return Scores(*[float(count - (tied.start if at in tied else at)) for at in range(count)])


@pytest.fixture
def planner() -> Any:
    """Stand for a planner, which remembers ties."""
    return SimpleNamespace(ties_met=0, ties_are_large=False)


def test_two_ties_make_more_be_fetched_at_once(planner: Any) -> None:
    """And only as long as there are more of them."""
    usual, tied = falling(1000), falling(1000, tied=range(5, 60))
    assert [18] == page(planner, usual)
    assert [18, 110] == page(planner, tied)
    assert [18] == page(planner, usual)
    assert [18, 110] == page(planner, tied)
    assert [110] == page(planner, tied)
    before = [page(planner, usual) for _ in range(30)]
    assert [110] == before[0]
    assert [18] == before[-1]


def test_a_tie_here_and_there_costs_its_own_search_only(planner: Any) -> None:
    """One of ten: to fetch more each time would take longer."""
    for _ in range(20):
        assert [18, 110] == page(planner, falling(1000, tied=range(5, 60)))
        assert all([18] == page(planner, falling(1000)) for _ in range(9))


def test_of_ties_that_more_would_not_hold_only_the_first_is_read_three_times(
    planner: Any,
) -> None:
    """The next are read as a crowd at once, until one is smaller."""
    small, large = (falling(1000, tied=range(5, end)) for end in (60, 300))
    assert [18, 110, 510] == page(planner, large)
    assert all([18, 510] == page(planner, large) for _ in range(5))
    assert [18] == page(planner, falling(1000))
    assert [18, 510] == page(planner, small)
    assert all([18] == page(planner, falling(1000)) for _ in range(9))
    assert [18, 110] == page(planner, small)


def test_ties_before_a_page_count_too(planner: Any) -> None:
    """Its first hit may be one of many alike; far down more are fetched at once."""
    for _ in range(5):
        assert [138] == page(planner, falling(1000, tied=range(140, 270)), 200)
    tied = falling(1000, tied=range(120, 205))
    fetched = [page(planner, tied, 200) for _ in range(3)]
    assert [[138, 210], [138, 210], [210]] == fetched


def test_a_pattern_whose_matches_tie_changes_nothing(planner: Any) -> None:
    """Nearly all of them do, and another search for words knows nothing of it."""
    for _ in range(5):
        assert [30] == page(planner, falling(1000, tied=range(5, 25)), tiers=object())
    assert [18] == page(planner, falling(1000))
