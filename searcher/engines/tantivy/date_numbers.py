"""Which number stands for a year, a month or a day in the index? 2026, 202601, 20260130."""

import calendar
import datetime as dt
from collections.abc import Iterator

DATES = ("year", "month", "day")
_DIGITS = {"year": 4, "month": 6, "day": 8}


def days_of(field: str, number: int) -> tuple[dt.date, dt.date]:
    """Give the first and last day of a year, month or day by its number."""
    if field == "year":
        return dt.date(number, 1, 1), dt.date(number, 12, 31)
    if field == "month":
        year, month = divmod(number, 100)
        last = calendar.monthrange(year, month)[1]
        return dt.date(year, month, 1), dt.date(year, month, last)
    year, rest = divmod(number, 10_000)
    day = dt.date(year, *divmod(rest, 100))
    return day, day


def number_of(field: str, day: dt.date) -> int:
    """Give the number of the year, month or day that holds a day."""
    return {
        "year": day.year,
        "month": day.year * 100 + day.month,
        "day": day.year * 10_000 + day.month * 100 + day.day,
    }[field]


def parts_of(first: dt.date, last: dt.date) -> Iterator[tuple[str, int]]:
    """Walk the whole years, months and single days that a range is made of, field and number.

    A year, month or day lies within the range if and only if one of them holds it.
    """
    year, month, start = first.year, first.month, first.day
    while (year, month) <= (last.year, last.month):
        if (month, start) == (1, 1) and last >= dt.date(year, 12, 31):
            yield "year", year
            year += 1
            continue
        length = calendar.monthrange(year, month)[1]
        end = last.day if (year, month) == (last.year, last.month) else length
        number = year * 100 + month
        if (start, end) == (1, length):
            yield "month", number
        else:
            yield from (("day", number * 100 + day) for day in range(start, end + 1))
        year, month, start = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)  # noqa: PLR2004


def text_of(field: str, number: int) -> str:
    """Give `2026`, `2026-01` or `2026-01-30`."""
    digits = f"{number:0{_DIGITS[field]}}"
    return "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))
