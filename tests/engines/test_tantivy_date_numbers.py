"""Years, months and days by number, and what a range is made of."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates import DateRange
from searcher.engines.tantivy.date_numbers import DATES, days_of, number_of, parts_of, text_of


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-01-30", "2026-01-30", ["2026-01-30"]),
        ("2026-02-01", "2026-02-28", ["2026-02"]),
        ("2024-02-01", "2024-02-28", [f"2024-02-{day:02}" for day in range(1, 29)]),
        ("2024-02-01", "2024-02-29", ["2024-02"]),
        ("2025-01-01", "2026-12-31", ["2025", "2026"]),
        ("2025-12-30", "2027-02-01", ["2025-12-30", "2025-12-31", "2026", "2027-01", "2027-02-01"]),
        ("2026-01-02", "2026-01-01", []),
        ("9999-12-31", "9999-12-31", ["9999-12-31"]),
        ("9998-12-31", "9999-12-31", ["9998-12-31", "9999"]),
        ("0001-01-01", "0001-12-30", [f"0001-{month:02}" for month in range(1, 12)]
         + [f"0001-12-{day:02}" for day in range(1, 31)]),
    ],
)  # fmt: skip
def test_what_a_range_is_made_of(first: str, last: str, expected: list[str]) -> None:
    """Whole years, whole months of what is left, and days of what is left then."""
    parts = parts_of(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert expected == [text_of(field, number) for field, number in parts]


NEAR = st.dates(dt.date(2023, 6, 1), dt.date(2026, 6, 1))


@given(first=NEAR, last=NEAR, day=NEAR)
def test_what_lies_in_a_range_lies_in_one_of_its_parts(
    first: dt.date, last: dt.date, day: dt.date
) -> None:
    """Also years and months of which no day is known: as a whole, or not."""
    parts = {*parts_of(first, last)}
    for at, precision in enumerate(DATES):
        within = DateRange(first, last).holds(*days_of(precision, number_of(precision, day)))
        known = {(field, number_of(field, day)) for field in DATES[: at + 1]}
        assert within == bool(known & parts)
