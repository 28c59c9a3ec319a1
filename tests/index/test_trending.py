"""Trends: every number is that of a search, nothing is hidden, and both engines agree."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory_index import remembered
from searcher import Index, UsageError, ValueNotKnown
from searcher.article import Article
from searcher.dates import DateRange
from searcher.dates.periods import UNITS, Unit, period_of
from searcher.engines.base import Engine
from searcher.errors import QueryError
from searcher.index.trending import (
    MOST_COUNTS,
    SERIES_FIELDS,
    Plan,
    base_of,
    narrowed,
    plan_of,
    trend_of,
)
from searcher.query.model import And, Between, Dated, Everything, Filter, SearchRequest, Term
from searcher.query.params import build
from searcher.testing import article, haystack
from searcher.trends import Trend
from strategies import articles, requests
from tantivy_index import built, indexed

LANGUAGES = ("en", "de")
# In which units a date of this precision has no place.
TOO_SHORT = {"year": ("day", "week", "month", "quarter"), "month": ("day", "week")}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Index the haystack."""
    with indexed(tmp_path_factory.mktemp("trend") / "ix", haystack(), languages=LANGUAGES) as made:
        yield made


def shown(trend: Trend) -> dict[str, dict[str, int]]:
    """Give the counts by series and label, without zeros."""
    return {
        one.name: {
            period.label: count
            for period, count in zip(trend.periods, one.found.counts, strict=True)
            if count
        }
        for one in trend.series
    }


def check_counts(engine: Engine, trend: Trend) -> None:
    """Every count and every base is what a search for its period finds."""
    for one in trend.series:
        assert engine.count(one.request) == one.found.total
        for place, period in enumerate(trend.periods):
            assert engine.count(narrowed(one.request, period)) == one.found.counts[place]
            if one.base is None:
                assert one.share(place) is None
                continue
            base = narrowed(base_of(one.request, within(trend, one.kind))[0], period)
            assert engine.count(base) == one.base.counts[place]
            share = one.share(place)
            assert (share is None) == (one.base.counts[place] == 0)
            assert share is None or 0 <= share <= 1
        found = one.found
        if one.request.count == "articles":
            assert found.total == sum(found.counts) + found.undated + found.rough


def within(trend: Trend, kind: str) -> SearchRequest | None:
    """Give what a series is a part of."""
    return None if kind in ("all", "query") else trend.request


@settings(max_examples=30)
@given(
    corpus=articles(),
    request=requests(),
    by=st.sampled_from(UNITS),
    share=st.booleans(),
    values=st.tuples(st.none() | st.sampled_from(SERIES_FIELDS), st.integers(1, 3)),
)
def test_random_trends(
    corpus: list[Article],
    request: SearchRequest,
    by: Unit,
    share: bool,
    values: tuple[str | None, int],
) -> None:
    """Each count is that of a search, periods have no gaps, and the engines agree."""
    oracle, (field, top) = remembered(corpus, LANGUAGES), values
    plan = plan_of([replace(request, words="drawn")], by, share=share, series=field, top=top)
    with tempfile.TemporaryDirectory() as folder:
        half = len(corpus) // 2
        engine = built(Path(folder), corpus[:half], corpus[half:], languages=LANGUAGES)
        try:
            found = trend_of(engine, plan)
        except QueryError as refused:
            assert "near phrase" in str(refused)  # noqa: PT017 - others fail
            return
        finally:
            engine.close()
    expected = trend_of(oracle, plan)
    assert expected == found
    for before, after in pairwise(found.periods):
        assert before.last + dt.timedelta(days=1) == after.first
    check_counts(oracle, found)


@pytest.mark.parametrize("by", UNITS)
@pytest.mark.parametrize("count", ["articles", "stories"])
def test_the_haystack_is_counted(index: Index, by: Unit, count: str) -> None:
    """Every article is in one period, or among the undated or the rough."""
    trend = index.trend(by=by, count=count, share=True)
    check_counts(index.asked, trend)
    naive: dict[str, int] = {}
    undated = rough = 0
    for one in haystack():
        when = one.published
        if when is None or when.date is None:
            undated += 1
        elif by in TOO_SHORT.get(when.precision or "", ()):
            rough += 1
        else:
            label = period_of(by, when.date).label
            naive[label] = naive.get(label, 0) + 1
    if count == "articles":
        (one_series,) = trend.series
        assert {"*": naive} == shown(trend)
        assert (undated, rough) == (one_series.found.undated, one_series.found.rough)
        assert 24 == one_series.found.total
    assert 0 < undated
    assert (rough > 0) == (by != "year")


def test_periods_without_articles_are_zero(index: Index) -> None:
    """From the first to the last, none is left out."""
    trend = index.trend(by="month", since="2024", until="2026")
    labels = [period.label for period in trend.periods]
    assert ["2024-01", "2024-02"] == labels[:2]
    assert "2026-12" == labels[-1]
    assert 36 == len(labels)
    assert 0 in trend.series[0].found.counts


def test_an_open_end_is_what_was_found(index: Index) -> None:
    """The time that is shown begins where it was chosen, and ends with the last article."""
    trend = index.trend("willows", by="month", since="2025-01")
    assert "2025-01" == trend.periods[0].label
    assert "2025-06" == trend.periods[-1].label


def test_nothing_found_has_no_periods(index: Index) -> None:
    """But its series stands there, with zeros."""
    trend = index.trend("nosuchword", by="day")
    assert () == trend.periods
    assert [0] == [one.found.total for one in trend.series]


def test_a_day_chosen_among_the_words_bounds_the_time(index: Index) -> None:
    """As a filter does."""
    trend = index.trend("date:2025-12..2026-02 -nosuchword", by="month")
    assert ["2025-12", "2026-01", "2026-02"] == [period.label for period in trend.periods]


def test_centuries_by_day_are_refused(index: Index) -> None:
    """The message names the next longer unit that has room."""
    with pytest.raises(UsageError, match=r"Count by week \(--by week\)"):
        index.trend(by="day", since="1800", until="2026")
    with pytest.raises(UsageError, match=r"Count by month \(--by month\)"):
        index.trend(by="day", since="1000", until="2026")
    with pytest.raises(UsageError, match=r"for each of \d+ series"):
        index.trend(by="day", series="author", top=20, since="1990", until="2026")
    weeks = index.trend(by="week", since="1500", until="2026")
    assert 27_000 < len(weeks.periods) < MOST_COUNTS
    years = index.trend(SearchRequest(within=DateRange(dt.date.min, dt.date.max)), by="year")
    assert 9_999 == len(years.periods)
    assert "9999" == years.periods[-1].label


def test_queries_are_series(index: Index) -> None:
    """They share the options; the words are one of them where there are any."""
    trend = index.trend("river", by="year", queries=["treasury", "bank"], source="Evening Quay")
    assert ["river", "treasury", "bank"] == [one.name for one in trend.series]
    assert ["query"] * 3 == [one.kind for one in trend.series]
    for one in trend.series:
        assert index.count(one.name, source="Evening Quay") == one.found.total
    alone = index.trend(by="year", queries=["treasury"])
    assert [("treasury", "all")] == [(one.name, one.kind) for one in alone.series]


def test_series_of_a_field_have_an_other_and_a_missing(index: Index) -> None:
    """Nothing is cut silently: what is in no series shown is in *other*."""
    trend = index.trend(by="year", series="source", top=1)
    kinds = [one.kind for one in trend.series]
    assert ["value", "missing", "other"] == kinds
    assert 24 == sum(one.found.total for one in trend.series)
    every = index.trend(by="year", series="kind")
    assert ["article", "teaser"] == [one.name for one in every.series]


def test_a_filter_on_the_field_of_the_series_holds(index: Index) -> None:
    """A facet ignores its own selection; a trend does not."""
    trend = index.trend(by="year", series="source", source=["Evening Quay", "The Reed"])
    assert {"Evening Quay", "The Reed"} == {one.name for one in trend.series}
    without = index.trend(by="year", series="source", not_source="Evening Quay", top=20)
    assert "Evening Quay" not in {one.name for one in without.series}


def test_authors_overlap(index: Index) -> None:
    """Of an article with two authors both count it, and a note says so."""
    trend = index.trend(by="year", series="author", top=20)
    assert any("count in several series" in note for note in trend.notes)


def test_what_shares_are_of() -> None:
    """Words are held against the filters, values against what matches, filters against all."""
    words = build("treasury", source="Quay", since="2020")
    base, of = base_of(words)
    assert ("filters", Everything()) == (of, base.query)
    assert words.filters == base.filters
    assert words.within == base.within
    value = replace(words, query=Everything(), words="")
    assert (value, "matches") == base_of(replace(value, filters=()), value)
    every, of = base_of(value)
    assert ("all", ()) == (of, every.filters)
    assert value.within == every.within


def test_a_value_among_the_words_is_a_filter() -> None:
    """`source:quay treasury` is held against `source:quay`; days stay in any case."""
    base, of = base_of(build("source:quay treasury date:2025"))
    assert "filters" == of
    assert isinstance(base.query, And)
    kinds = [type(clause) for clause in base.query.children]
    assert [Everything, Term, Dated] == kinds
    for words in ("words:>80 /tid.*/", "words:>80 tide^2", "words:>80 -tide"):
        base, of = base_of(build(words))
        assert "filters" == of
        assert isinstance(base.query, And)
        assert [Everything, Between] == [type(clause) for clause in base.query.children]
    alone, of = base_of(build("source:quay date:2025"))
    assert "all" == of
    assert isinstance(alone.query, And)
    assert [Everything, Dated] == [type(clause) for clause in alone.query.children]


def test_shares_have_numerator_and_denominator(index: Index) -> None:
    """Where there is nothing to be a share of, there is no share."""
    trend = index.trend("treasury", by="month", share=True, since="2024", until="2026")
    (one,) = trend.series
    assert one.base is not None
    at = [period.label for period in trend.periods].index("2026-01")
    assert one.share(at) == one.found.counts[at] / one.base.counts[at]
    assert 0 < one.found.counts[at] < one.base.counts[at]
    empty = one.base.counts.index(0)
    assert one.share(empty) is None
    assert any("There is no share in" in note for note in trend.notes)


def test_a_period_that_is_cut_is_said(index: Index) -> None:
    """A month that was chosen in part is counted in part."""
    notes = index.trend(by="month", since="2025-12-15", until="2026-01-30").notes
    assert "2025-12 is counted from 2025-12-15 on." in notes
    assert "2026-01 is counted up to 2026-01-30." in notes


@pytest.mark.parametrize(
    ("words", "chosen", "by", "said"),
    [
        ("", {"date": ["2025-12", "2026-02"]}, "month", "2026-01 is"),
        ("", {"date": ["2025-11", "2026-01", "undated"]}, "month", "2025-12 is"),
        ("", {"date": "2025-10..2026-03", "not_date": "2025-Q4"}, "quarter", "2025-Q4 is"),
        ("", {"since": "2025", "until": "2026", "not_date": "2025-12-31"}, "year", "2025 is"),
        ("date:2025-11 OR date:2026-01", {}, "month", "2025-12 is"),
        (
            "-date:2025-12-20..2026-01-10",
            {"date": "2025-11..2026-02"},
            "month",
            "2025-12, 2026-01 are",
        ),
        ("", {"date": ["2025-07", "2026-02"]}, "month", "2025-08, 2025-09, 2025-10 and 3 more are"),
        ("", {"date": ["2025-12", "2025-12-15..2026-01"]}, "month", None),
        ("", {"date": ["2025", "2025-12"], "not_date": "2024"}, "month", None),
        ("", {"since": "2025-12-15", "not_date": "..2025-12-14"}, "month", None),
        ("", {"not_date": "undated"}, "month", None),
    ],
)
def test_days_that_were_not_chosen_are_said(
    index: Index, words: str, chosen: dict[str, str], by: str, said: str | None
) -> None:
    """Between those that were: a 0 there says nothing of the corpus."""
    notes = index.trend(words, by=by, **chosen).notes  # type: ignore[arg-type]
    whose = "its" if said and said.endswith("is") else "their"
    expected = [f"{said} counted only as far as {whose} days were chosen."] if said else []
    assert expected == [note for note in notes if note.endswith("days were chosen.")]


def test_what_lies_in_no_period_is_said(index: Index) -> None:
    """Undated articles, and those known to the month or year."""
    (first, second) = index.trend(by="week").notes
    assert "undated" in first
    assert second.endswith("lie in no week: the date is known only to the month or year.")


def test_a_period_narrows_what_was_chosen() -> None:
    """Days that were chosen hold within the period; outside of them there is nothing."""
    month = period_of("month", dt.date(2026, 1, 5))
    chosen = build(date=["2025-12-20..2026-01-10", "2026-03"])
    (kept,) = narrowed(chosen, month).filters
    assert (DateRange(dt.date(2026, 1, 1), dt.date(2026, 1, 10)),) == kept.values
    outside = narrowed(build(date="2026-03"), month)
    assert 2 == len(outside.filters)
    undated = narrowed(build(date=["undated"]), month)
    assert Filter("date", (None,)) == undated.filters[0]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"by": "decade"}, ValueNotKnown),
        ({"series": "year"}, ValueNotKnown),
        ({"series": "nothing"}, ValueNotKnown),
        ({"top": 0}, UsageError),
        ({"top": 21}, UsageError),
        ({"queries": ["a", "b"], "series": "author"}, UsageError),
        ({"queries": [f"w{n}" for n in range(21)]}, UsageError),
        ({"queries": [SearchRequest(words="a"), SearchRequest(count="stories")]}, UsageError),
    ],
)
def test_what_cannot_be_counted_is_refused(
    index: Index, options: dict[str, object], error: type[Exception]
) -> None:
    """By an error that says what can."""
    with pytest.raises(error):
        index.trend(**options)  # type: ignore[arg-type]


def test_stories_count_once_a_period() -> None:
    """A story of several months is in each of them, and once in all."""
    copies = [
        article(title=f"n{n}", published=day, story=7)
        for n, day in enumerate(("2026-01-01", "2026-01-09", "2026-02-03", "2026"))
    ]
    plan = Plan((SearchRequest(count="stories"),), "month", False, None, 5)
    trend = trend_of(remembered(copies, LANGUAGES), plan)
    (one,) = trend.series
    assert ((1, 1), 0, 1, 1) == (
        one.found.counts,
        one.found.undated,
        one.found.rough,
        one.found.total,
    )
    assert any("A story counts in each month" in note for note in trend.notes)
