"""`Jan 30, Fri` against a reference: one answer, or none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates import parse_published

# The next match comes after 1,827 days at the earliest, and counts two days before it is due.
_SINGLE = 1824
_SHAPES = ["%b %d, %a", "%a, %b %d", "%A %d %B", "%a %d %b, 14:05"]


@given(
    day=st.dates(min_value=dt.date(2012, 1, 1), max_value=dt.date(2025, 12, 31)),
    lag=st.integers(min_value=0, max_value=_SINGLE),
    shape=st.sampled_from(_SHAPES),
)
def test_no_wrong_year(day: dt.date, lag: int, shape: str) -> None:
    """Fourteen years of stamps, read up to five years later: never another year."""
    found = parse_published(day.strftime(shape), reference=day + dt.timedelta(days=lag))
    assert (day, "weekday", ()) == (found.date, found.method, found.flags)


@given(
    day=st.dates(min_value=dt.date(2012, 1, 1), max_value=dt.date(2025, 12, 31)),
    lag=st.integers(min_value=_SINGLE + 1, max_value=_SINGLE + 2),
)
def test_where_two_years_fit_it_is_flagged(day: dt.date, lag: int) -> None:
    """In the last two days of the five years the next match may be ahead: nearer, and flagged."""
    found = parse_published(day.strftime("%b %d, %a"), reference=day + dt.timedelta(days=lag))
    assert found.date in (day, None) or found.flags == ("two-matches",)


def test_every_stamp_of_fourteen_years() -> None:
    """The same, all of them, at lags spread over the five years."""
    days = [dt.date(2012, 1, 1) + dt.timedelta(days=offset) for offset in range(14 * 365)]
    found = [
        parse_published(
            day.strftime("%b %d, %a"), reference=day + dt.timedelta(days=offset * 37 % 1825)
        ).date
        for offset, day in enumerate(days)
    ]
    assert days == found


@pytest.mark.parametrize(
    ("reference", "date", "confidence", "flags"),
    [
        (dt.date(2026, 2, 1), dt.date(2026, 1, 30), "high", ()),
        (dt.date(2026, 1, 28), dt.date(2026, 1, 30), "high", ()),
        (dt.date(2027, 1, 30), dt.date(2026, 1, 30), "high", ()),
        (dt.date(2027, 1, 31), dt.date(2026, 1, 30), "medium", ()),
        (dt.date(2031, 1, 29), dt.date(2026, 1, 30), "medium", ()),
        (dt.date(2031, 1, 30), None, None, ("no-year", "too-far")),
        (dt.date(2026, 1, 27), None, None, ("no-year", "too-far")),
        (None, None, None, ("no-year", "no-reference")),
    ],
)
def test_the_allowed_range(
    reference: dt.date | None,
    date: dt.date | None,
    confidence: str | None,
    flags: tuple[str, ...],
) -> None:
    """From five years before the reference (exclusive) to two days after it; the nearest wins."""
    found = parse_published("Jan 30, Fri", reference=reference)
    assert (date, confidence, flags) == (found.date, found.confidence, found.flags)


def test_two_matches_are_flagged() -> None:
    """Sunday 28 February is in 2016 and 2021: a day before the later, both lie in the range."""
    found = parse_published("Feb 28, Sun", reference=dt.date(2021, 2, 27))
    assert (dt.date(2021, 2, 28), "medium", ("two-matches",)) == (
        found.date,
        found.confidence,
        found.flags,
    )


@pytest.mark.parametrize(
    "raw",
    [
        "Fri, Jan 30",
        "Fr., 30. Jan.",
        "Fr. 30.01.",
        "Freitag, 30.01 14:30 Uhr",
        "vendredi 30 janvier",
        "viernes, 30 de enero",
        "пт, 30 января",
        "1月30日(金)",
        "1월 30일 (금)",
        "Friday 1/30",
    ],
)
def test_shapes_and_languages(raw: str) -> None:
    """The weekday may stand first or last, in any language, and the month may be a number."""
    found = parse_published(raw, reference=dt.date(2026, 2, 1))
    assert (dt.date(2026, 1, 30), "weekday", ()) == (found.date, found.method, found.flags)


def test_time_and_zone_are_kept() -> None:
    """Once the year is settled, the instant is."""
    found = parse_published("Fri, Jan 30, 9:05 AM ET", reference=dt.date(2026, 2, 1))
    assert ("minute", dt.datetime(2026, 1, 30, 14, 5, tzinfo=dt.UTC)) == (
        found.precision,
        found.instant,
    )


@pytest.mark.parametrize(
    ("raw", "flags"),
    [
        ("Feb 30, Fri", ("no-year", "impossible")),
        ("Feb 29, Wed", ("no-year", "weekday-mismatch")),
        ("Mon 02/03", ("no-year", "day-month-ambiguous")),
        ("so 30 jan", ("no-year", "language-ambiguous")),
    ],
)
def test_what_no_reference_settles(raw: str, flags: tuple[str, ...]) -> None:
    """An impossible day, a leap day of another year, an open order, a word of two languages."""
    assert flags == parse_published(raw, reference=dt.date(2026, 2, 1)).flags
