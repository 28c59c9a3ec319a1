"""Other calendars: the Persian one, and years of an era."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates import parse_published
from searcher.dates.calendars import of_persian


@pytest.mark.parametrize(
    ("day", "date"),
    [
        ((1300, 1, 1), dt.date(1921, 3, 21)),
        ((1357, 11, 22), dt.date(1979, 2, 11)),
        ((1399, 12, 30), dt.date(2021, 3, 20)),  # a leap year
        ((1403, 12, 30), dt.date(2025, 3, 20)),  # and the next
        ((1404, 11, 10), dt.date(2026, 1, 30)),
    ],
)
def test_days_that_are_known(day: tuple[int, int, int], date: dt.date) -> None:
    """The calendar's arithmetic gives the days that history books give."""
    assert date == of_persian(*day)


def test_every_day_has_a_next_one() -> None:
    """For two centuries no day is left out and none comes twice."""
    days = [
        found
        for year in range(1250, 1450)
        for month in range(1, 13)
        for day in range(1, 32)
        if (found := of_persian(year, month, day))
    ]
    assert [day + dt.timedelta(1) for day in days[:-1]] == days[1:]


@pytest.mark.parametrize(
    ("raw", "language", "text", "precision", "confidence"),
    [
        ("۱۰ بهمن ۱۴۰۴", None, "2026-01-30", "day", "high"),
        ("جمعه ۱۰ بهمن ۱۴۰۴", None, "2026-01-30", "day", "high"),
        ("جمعه، ۱۰ بهمن ماه ۱۴۰۴ ساعت ۱۴:۰۵", "fa", "2026-01-30", "minute", "high"),
        ("۱۴:۰۵ - ۱۰ بهمن ۱۴۰۴", None, "2026-01-30", "minute", "high"),
        ("تاریخ انتشار: ۱۰ بهمن ۱۴۰۴ - ۱۴:۰۵:۱۵", None, "2026-01-30", "second", "high"),
        ("10 بهمن 1404", None, "2026-01-30", "day", "high"),
        ("سه‌شنبه ۱۲ اسفند ۱۳۹۹", None, "2021-03-02", "day", "high"),
        ("۱۰ دلو ۱۴۰۴", "prs", "2026-01-30", "day", "high"),
        ("۱۴۰۴/۱۱/۱۰", None, "2026-01-30", "day", "medium"),
        ("۱۰/۱۱/۱۴۰۴ ۱۴:۰۵", None, "2026-01-30", "minute", "medium"),
        ("1404-11-10", "fa", "2026-01-30", "day", "medium"),
    ],
)
def test_persian_days(
    raw: str, language: str | None, text: str, precision: str, confidence: str
) -> None:
    """Months by name are certain; numbers count where language or digits are Persian."""
    found = parse_published(raw, language=language)
    assert (text, precision, confidence) == (found.text, found.precision, found.confidence)
    assert "persian-calendar" in found.flags


@pytest.mark.parametrize(
    ("raw", "language", "flag"),
    [
        ("1404/11/10", None, "year-out-of-range"),
        ("1404/11/10", "ar", "year-out-of-range"),
        ("۱۴۲۹/۱۱/۱۰", "ur", "year-out-of-range"),
        ("۳۰ اسفند ۱۴۰۴", None, "impossible"),
        ("۱۴۰۴/۱۳/۱۰", None, "impossible"),
        ("۳۱ مهر ۱۴۰۴", None, "impossible"),
        ("۱۱ شعبان ۱۴۴۷", "fa", "unparsed"),  # the lunar calendar
        ("۱۰ بهمن", None, "unparsed"),
        ("مهر ۱۴۰۴", "fa", "unparsed"),
        ("قیمت ۱۰ بهمن ۱۴۰۴", None, "unparsed"),
        ("令和8年13月30日", None, "impossible"),
    ],
)
def test_what_is_no_persian_day(raw: str, language: str | None, flag: str) -> None:
    """Without a sign of the calendar a year of it is out of range; nothing is invented."""
    found = parse_published(raw, language=language)
    assert found.date is None
    assert flag in found.flags


def test_a_weekday_is_held_against_the_day() -> None:
    """A weekday that is not that day's makes the date less sure."""
    found = parse_published("شنبه ۱۰ بهمن ۱۴۰۴")
    assert ("2026-01-30", "medium") == (found.text, found.confidence)
    assert "weekday-mismatch" in found.flags


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("令和8年1月30日", "2026-01-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日(火)", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("2026年(令和8年)1月30日", "2026-01-30"),
        ("民國115年1月30日", "2026-01-30"),
    ],
)
def test_years_of_an_era(raw: str, text: str) -> None:
    """The year is counted from the era's first, and that is said."""
    found = parse_published(raw)
    assert text == found.text
    assert "era-year" in found.flags


@given(st.dates(dt.date(1921, 3, 21), dt.date(2051, 3, 20)))
def test_what_is_written_is_read(date: dt.date) -> None:
    """Each day of 130 years, written in the calendar, is read as itself."""
    year = date.year - 621 - (date < (of_persian(date.year - 621, 1, 1) or date))
    day = next(
        (month, number)
        for month in range(1, 13)
        for number in range(1, 32)
        if of_persian(year, month, number) == date
    )
    digits = f"{year}/{day[0]}/{day[1]}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert date == parse_published(digits).date
