"""Timelines: each story once, by its oldest article that matches, in the order of time."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index, UsageError, ValueNotKnown
from searcher.article import Article
from searcher.index import telling
from searcher.testing import article
from tantivy_index import indexed


def copy(n: int, when: str | None, story: int, source: str | None = "Quay") -> Article:
    """Make one article of a story."""
    return article(
        title=f"copy {n}",
        body="One ferry",
        published=when,
        story=story,
        source=source,
        id=f"{n:032x}",
    )


CORPUS = (
    copy(1, "2026-01-05", 50, "Ledger"),
    copy(2, "2026-01-03", 50, "Quay"),
    copy(3, "2026-01-04T08:00:00+00:00", 50, "Quay"),
    copy(4, "2026-02", 50, None),
    copy(5, None, 50, "Reed"),
    copy(6, "2026-01-02", 60, "Reed"),
    copy(7, None, 70),
    copy(8, "2025", 80, None),
    copy(9, "2026-03-01", 90),
    copy(10, "2026-06-01", 90, "Ledger"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Index five stories."""
    folder: Path = tmp_path_factory.mktemp("timeline")
    with indexed(folder / "ix", CORPUS, languages=("en",)) as made:
        yield made


def test_each_story_stands_once_where_its_oldest_article_does(index: Index) -> None:
    """Undated ones come last."""
    timeline = index.timeline("ferry", limit=None)
    titles = [one.article.title for one in timeline.stories]
    assert ["copy 8", "copy 6", "copy 2", "copy 9", "copy 7"] == titles
    assert [1, 2, 3, 4, 5] == [one.rank for one in timeline.stories]
    assert 5 == timeline.total
    assert [1, 1, 5, 2, 1] == [one.articles for one in timeline.stories]


def test_a_story_says_what_came_of_it(index: Index) -> None:
    """Its outlets, its days, and how soon its copies came; what has no day is in none."""
    (first,) = index.timeline("ferry", min_copies=3).stories
    assert [("Quay", 2), ("Ledger", 1), ("Reed", 1)] == [(s.value, s.count) for s in first.sources]
    days = [(day.isoformat(), count) for day, count in first.days]
    assert [("2026-01-03", 1), ("2026-01-04", 1), ("2026-01-05", 1)] == days
    assert (4, 1, 3) == (first.copies, first.within(1), first.within(7))
    assert (dt.date(2026, 1, 3), dt.date(2026, 1, 5)) == (first.first, first.last)


def test_what_has_no_day_has_no_growth(index: Index) -> None:
    """No day is invented for it."""
    rough, *_, undated = index.timeline(limit=None).stories
    for one in (rough, undated):
        assert (None, None, None, ()) == (one.first, one.last, one.within(7), one.days)
    assert ("2025", None) == (rough.period("day"), undated.period("day"))


def test_only_articles_that_match_are_told_of(index: Index) -> None:
    """The oldest that matches leads, and copies elsewhere are not counted."""
    timeline = index.timeline("ferry", source="Ledger")
    assert [("copy 1", 1), ("copy 10", 1)] == [
        (one.article.title, one.articles) for one in timeline.stories
    ]
    (both, _) = index.timeline(source=["Ledger", "Quay"], min_copies=1).stories
    assert {"Quay": 2, "Ledger": 1} == {one.value: one.count for one in both.sources}


def test_pages_of_a_timeline_follow_one_another(index: Index) -> None:
    """No story is shown twice, none is left out, and the total stays."""
    every = [one.article.id for one in index.timeline(limit=None).stories]
    paged: list[str] = []
    for offset in range(0, 6, 2):
        page = index.timeline(limit=2, offset=offset)
        assert 5 == page.total
        assert [*range(offset + 1, offset + 1 + len(page.stories))] == [
            one.rank for one in page.stories
        ]
        paged += [one.article.id for one in page.stories]
    assert every == paged
    assert () == index.timeline(limit=3, offset=9).stories


def test_more_than_can_be_held_are_told_page_by_page(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says how; a page that fits is told."""
    monkeypatch.setattr(telling, "MOST_TOLD", 3)
    with pytest.raises(UsageError, match=r"--limit 3, and the next with --offset 4"):
        index.timeline(limit=None, offset=1)
    with pytest.raises(UsageError, match="5 stories are more than can be told"):
        index.timeline(limit=4)
    assert [3, 4, 5] == [one.rank for one in index.timeline(limit=None, offset=2).stories]
    assert 3 == len(index.timeline(limit=3).stories)


def test_stories_with_few_copies_can_be_left_out(index: Index) -> None:
    """`min_copies` counts the others."""
    assert [5, 2, 1, 0] == [index.timeline(min_copies=n).total for n in (0, 1, 4, 5)]


def test_stories_stand_under_days_or_months(index: Index) -> None:
    """No more exactly than is known."""
    by_month = index.timeline(by="month", limit=None).stories
    assert ["2025", "2026-01", "2026-01", "2026-03", None] == [
        one.period("month") for one in by_month
    ]
    assert "2026-01-02" == by_month[1].period("day")


def test_what_cannot_be_told_is_refused(index: Index) -> None:
    """By errors that say what can."""
    with pytest.raises(ValueNotKnown):
        index.timeline(by="year")
    with pytest.raises(UsageError):
        index.timeline(min_copies=-1)


def test_the_most_copied_stories_come_first_where_asked(index: Index) -> None:
    """Of as many articles the oldest does; all are counted, pages follow one another."""
    timeline = index.timeline("ferry", sort="copies", limit=None)
    titles = [one.article.title for one in timeline.stories]
    assert ["copy 2", "copy 9", "copy 8", "copy 6", "copy 7"] == titles
    assert [4, 1, 0, 0, 0] == [one.copies for one in timeline.stories]
    assert (5, "copies") == (timeline.total, timeline.sort)
    paged = [index.timeline("ferry", sort="copies", limit=1, offset=n) for n in range(6)]
    assert titles == [one.article.title for page in paged for one in page.stories]
    (other, first) = index.timeline(source=["Ledger", "Quay"], sort="copies", min_copies=1).stories
    assert ("copy 2", 3, "copy 9", 2) == (
        *(other.article.title, other.articles),
        *(first.article.title, first.articles),
    )


def test_another_order_is_refused(index: Index) -> None:
    """Those of hits are none of stories."""
    with pytest.raises(ValueNotKnown, match=r"newest.*time, copies"):
        index.timeline("ferry", sort="newest")


def test_an_empty_index_has_an_empty_timeline(tmp_path: Path) -> None:
    """And an empty trend."""
    with Index.create(tmp_path / "ix") as empty:
        assert (0, ()) == (empty.timeline().total, empty.timeline().stories)
        assert () == empty.trend(share=True, series="source").periods
        assert 0 == empty.trend(count="stories").series[0].found.total
