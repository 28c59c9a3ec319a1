"""Civil periods: which day lies in which, what they are called, and that none is missing."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates.periods import UNITS, Unit, about, coarser_than, period_of, periods

units = st.sampled_from(UNITS)


@pytest.mark.parametrize(
    ("unit", "label", "first", "last"),
    [
        ("day", "2026-01-30", "2026-01-30", "2026-01-30"),
        ("week", "2026-W05", "2026-01-26", "2026-02-01"),
        ("month", "2026-01", "2026-01-01", "2026-01-31"),
        ("quarter", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("year", "2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_day_lies_in_each_unit(unit: Unit, label: str, first: str, last: str) -> None:
    """Each period has its label and its two ends."""
    found = period_of(unit, dt.date(2026, 1, 30))
    assert (label, first, last) == (found.label, found.first.isoformat(), found.last.isoformat())


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("0001-01-01", "0001-W01"),
        ("9999-12-31", "9999-W52"),
    ],
)
def test_weeks_are_those_of_iso_8601(day: str, label: str) -> None:
    """A week belongs to the year of its Thursday."""
    assert label == period_of("week", dt.date.fromisoformat(day)).label


@given(units, st.dates(), st.integers(0, 900))
def test_periods_follow_one_another_without_gap(unit: Unit, first: dt.date, days: int) -> None:
    """Every day of a span lies in exactly one of its periods, and these are walked in order."""
    last = dt.date.fromordinal(min(first.toordinal() + days, dt.date.max.toordinal()))
    walked = list(periods(unit, first, last))
    assert walked[0].first <= first <= walked[0].last
    assert walked[-1].first <= last <= walked[-1].last
    for before, after in pairwise(walked):
        assert before.last + dt.timedelta(days=1) == after.first
    assert len({period.label for period in walked}) == len(walked)
    assert all(period == period_of(unit, period.last) for period in walked)


@given(units, st.dates(), st.dates())
def test_the_number_of_periods_is_known_beforehand(unit: Unit, one: dt.date, two: dt.date) -> None:
    """The estimate is right to a hundredth, and two."""
    first, last = sorted((one, two))
    exact = {
        "day": (last - first).days + 1,
        "week": (last - first).days // 7 + 1,
        "month": (last.year - first.year) * 12 + last.month - first.month + 1,
        "quarter": (last.year - first.year) * 4
        + (last.month - 1) // 3
        - (first.month - 1) // 3
        + 1,
        "year": last.year - first.year + 1,
    }[unit]
    assert abs(about(unit, first, last) - exact) <= 2 + exact / 100


def test_walking_ends_with_the_last_day_there_is() -> None:
    """Nothing comes after 9999-12-31."""
    for unit in UNITS:
        walked = list(periods(unit, dt.date(9999, 12, 1), dt.date.max))
        assert dt.date.max == walked[-1].last


def test_each_unit_knows_the_next_longer_one() -> None:
    """So that an error can name it."""
    assert ("quarter", "year") == coarser_than("month")
    assert [4, 3, 2, 1, 0] == [len(coarser_than(unit)) for unit in UNITS]
