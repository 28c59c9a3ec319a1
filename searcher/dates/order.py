"""Day or month first, and of which century? Evidence from a file's own strings, never a locale."""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from searcher.dates.clean import clean

_LONGEST = 100
_FULL = re.compile(r"\d{4}")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|2[01])\d\d(?!\d)")


@cache
def _pattern() -> re.Pattern[str]:
    """Two short numbers and a year between equal separators, not inside a longer number."""
    return re.compile(
        r"(?<![\d/.-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?'?(\d{4}|\d\d)(?![\d]|[/.-]\d)"
    )


def _numbers(raw: str) -> tuple[int, int, str] | None:
    """Give the first such pair, and the year as printed."""
    return _first_pair(raw) if len(raw) <= _LONGEST else None


@lru_cache(maxsize=16_384)  # a column repeats its dates
def _first_pair(raw: str) -> tuple[int, int, str] | None:
    if sum(c.isdigit() for c in raw) < 4:
        return None
    found = _pattern().search(clean(raw))
    return (int(found[1]), int(found[3]), found[4]) if found else None


def needs_order(raw: str) -> bool:
    """Say whether the date means two days until the order of day and month is known."""
    numbers = _numbers(raw)
    return (
        numbers is not None
        and min(numbers[:2]) >= 1
        and max(numbers[:2]) <= 12
        and (numbers[0] != numbers[1])
    )


def needs_century(raw: str) -> bool:
    """Say whether the date has a year of two digits."""
    if len(raw) > _LONGEST or _FULL.search(raw) or not any(map(str.isdigit, raw)):
        return False  # as nearly all
    from searcher.dates.published import parse_published

    return "two-digit-year" in parse_published(raw).flags


@lru_cache(maxsize=16_384)
def needs_evidence(raw: str) -> bool:
    """Say whether the file's other dates must tell order or century. It is asked of each record."""
    return needs_order(raw) or needs_century(raw)


@dataclass(slots=True)
class DayMonthOrder:
    """Evidence gathered from one file or column: how many strings only fit one order.

    `first` and `last` are the years that are printed in full.
    """

    dmy: int = 0
    mdy: int = 0
    first: int = 0
    last: int = 0

    def see(self, raw: str) -> None:
        """Count what a string proves; most prove nothing.

        `26/01/30` may have its year in front, so with a year of two digits a first number above 12
        proves nothing unless the last one is no day.
        """
        if len(raw) <= _LONGEST and (printed := _YEAR.search(raw)):
            year_printed = int(printed[0])
            self.first = min(self.first or year_printed, year_printed)
            self.last = max(self.last, year_printed)
        numbers = _numbers(raw)
        if numbers is None:
            return
        first, second, year = numbers
        if 12 < second <= 31 and 1 <= first <= 12:
            self.mdy += 1
        elif 12 < first <= 31 and 1 <= second <= 12 and (len(year) == 4 or int(year) > 31):
            self.dmy += 1

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year that is printed in full; None without any."""
        return (self.first, self.last) if self.first else None

    @property
    def order(self) -> Literal["dmy", "mdy"] | None:
        """The order that every telling string agrees on; None without evidence or with both."""
        if bool(self.dmy) == bool(self.mdy):
            return None
        return "dmy" if self.dmy else "mdy"
