"""What a user types to say when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates import DateRange, parse_reference, parse_when
from searcher.errors import DateError

TODAY = dt.date(2026, 2, 1)  # a Sunday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", "2026-01-01..2026-12-31"),
        ("2026-01", "2026-01-01..2026-01-31"),
        ("2024/02", "2024-02-01..2024-02-29"),
        ("2026-01-30", "2026-01-30"),
        ("2026-1-5", "2026-01-05"),
        ("2025-Q1", "2025-01-01..2025-03-31"),
        ("2026-W01", "2025-12-29..2026-01-04"),
        ("2020w53", "2020-12-28..2021-01-03"),
        ("2026-W05..2026-W06", "2026-01-26..2026-02-08"),
        ("since 2026-W05", "2026-01-26.."),
        ("q4 2025", "2025-10-01..2025-12-31"),
        ("1990s", "1990-01-01..1999-12-31"),
        ("Jan 2026", "2026-01-01..2026-01-31"),
        ("30 January 2026", "2026-01-30"),
        ("January 30th, 2026", "2026-01-30"),
        ("30.01.2026", "2026-01-30"),
        ("1/30/2026", "2026-01-30"),
        ("02/02/2026", "2026-02-02"),
        ("1/2026", "2026-01-01..2026-01-31"),
        ("2026-01..2026-03", "2026-01-01..2026-03-31"),
        ("2026-01…2026-03", "2026-01-01..2026-03-31"),
        ("2024–2026", "2024-01-01..2026-12-31"),
        ("Jan 2025 to March 2025", "2025-01-01..2025-03-31"),
        ("between 2025-01 and 2025-03", "2025-01-01..2025-03-31"),
        ("from 2025-01 until 2025-03", "2025-01-01..2025-03-31"),
        ("..2025", "..2025-12-31"),
        ("2025-04..", "2025-04-01.."),
        ("since 2025-04", "2025-04-01.."),
        (">=2025-04", "2025-04-01.."),
        ("from 2025-04", "2025-04-01.."),
        ("after 2025-04", "2025-05-01.."),
        (">2025", "2026-01-01.."),
        ("until 2025", "..2025-12-31"),
        ("<= 2025-06", "..2025-06-30"),
        ("before 2025-06", "..2025-05-31"),
        ("<2025", "..2024-12-31"),
        ("today", "2026-02-01"),
        ("Yesterday", "2026-01-31"),
        ("3 days ago", "2026-01-29"),
        ("this week", "2026-01-26..2026-02-01"),
        ("last week", "2026-01-19..2026-01-25"),
        ("this month", "2026-02-01..2026-02-28"),
        ("last month", "2026-01-01..2026-01-31"),
        ("last quarter", "2025-10-01..2025-12-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("last 30 days", "2026-01-03..2026-02-01"),
        ("past 2 weeks", "2026-01-19..2026-02-01"),
        ("the last 6 months", "2025-08-02..2026-02-01"),
        ("since last week", "2026-01-19.."),
    ],
)
def test_what_is_understood(text: str, expected: str) -> None:
    """Each form gives its whole days, both ends inclusive."""
    assert expected == str(parse_when(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-13", "2025-13: no month 13. Try 2025-12."),
        ("2025-00", "2025-00: no month 0. Try 2025-01."),
        ("2025-02-30", "2025-02-30: February 2025 has 28 days, no day 30. Try 2025-02-28."),
        ("2025-Q5", "2025-Q5: no quarter 5. Try 2025-Q4."),
        ("2026-W54", "2026-W54: 2026 has no week 54. Try 2026-W53."),
        ("2025-W53", "2025-W53: 2025 has no week 53. Try 2025-W52."),
        ("2025-W0", "2025-W0: 2025 has no week 0. Try 2025-W01."),
        (
            "03/02/2026",
            "03/02/2026 is 3 February or 2 March. Write 2026-02-03 or 2026-03-02.",
        ),
        (
            "since 3.2.2026",
            "since 3.2.2026 is 3 February or 2 March. Write 2026-02-03 or 2026-03-02.",
        ),
        (
            "2026-03..2026-01",
            "2026-03..2026-01 ends before it begins. Try 2026-01..2026-03.",
        ),
        ("January", "January: which year? Try January 2026."),
        ("0026", "0026: no year 0026. Try 2026."),
        ("last 0 days", "last 0 days: no days at all. Try last 1 day."),
    ],
)
def test_messages_teach(text: str, message: str) -> None:
    """A mistake is named with what would work."""
    with pytest.raises(DateError) as caught:
        parse_when(text, today=TODAY)
    assert message == str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "..",
        "foo",
        "since",
        "12",
        "2026-01-30T10:00",
        ">9999",
        "2000 years ago",
        "2" * 500,
        "2 hours ago",
        "monday",
        "٢٠٢٦",
        "2026-01-30-01",
        "<>2025",
        "\x1b[31m",
    ],
)
def test_anything_else_is_an_error_with_examples(text: str) -> None:
    """No guess: the message shows what can be written, on one line and without controls."""
    with pytest.raises(DateError, match=r"Try 2026, 2026-01, ") as caught:
        parse_when(text, today=TODAY)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


_DAYS = st.dates(min_value=dt.date(1000, 1, 1))


@given(first=st.none() | _DAYS, last=st.none() | _DAYS)
def test_round_trip(first: dt.date | None, last: dt.date | None) -> None:
    """What a range prints is read as the same range."""
    if first is None and last is None:
        first = TODAY
    if first and last and first > last:
        first, last = last, first
    found = parse_when(str(DateRange(first, last)))
    assert (first, last) == (found.first, found.last)


_WORDS = "last|since|before|2026|2025-13|30|days|week|..|to|q1|01/02/2026|jan|ago|0|>|,|9999"


@given(
    text=st.text(max_size=40)
    | st.lists(st.sampled_from(_WORDS.split("|")), max_size=5).map(" ".join)
)
def test_any_text_is_a_range_or_a_date_error(text: str) -> None:
    """Nothing else comes out, the ends are in order, and what was typed is kept."""
    try:
        found = parse_when(text, today=TODAY)
    except DateError:
        return
    assert text == found.text
    assert found.first is None or found.last is None or found.first <= found.last
    again = parse_when(str(found))
    assert (found.first, found.last) == (again.first, again.last)


def test_today_is_the_local_day() -> None:
    """Without `today` the clock is asked."""
    before = dt.datetime.now().astimezone().date()
    found = parse_when("today")
    assert found.first in (before, before + dt.timedelta(days=1))


def test_a_reference_is_one_day() -> None:
    """`--reference-date` takes any form that names a single day, and no other."""
    assert dt.date(2026, 1, 30) == parse_reference("30 January 2026")
    assert dt.date(2026, 1, 31) == parse_reference("yesterday", today=TODAY)
    for text in ("2026-01", "since 2026", "..2026", "2026"):
        with pytest.raises(DateError, match="more than one day"):
            parse_reference(text)
