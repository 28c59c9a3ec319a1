"""Does this file write day or month first? Evidence from its own strings, never from a locale."""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from searcher.dates.clean import clean

_LONGEST = 100


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


@dataclass(slots=True)
class DayMonthOrder:
    """Evidence gathered from one file or column: how many strings only fit one order."""

    dmy: int = 0
    mdy: int = 0

    def see(self, raw: str) -> None:
        """Count what a string proves; most prove nothing.

        `26/01/30` may have its year in front, so with a year of two digits a first number above 12
        proves nothing unless the last one is no day.
        """
        numbers = _numbers(raw)
        if numbers is None:
            return
        first, second, year = numbers
        if 12 < second <= 31 and 1 <= first <= 12:
            self.mdy += 1
        elif 12 < first <= 31 and 1 <= second <= 12 and (len(year) == 4 or int(year) > 31):
            self.dmy += 1

    @property
    def order(self) -> Literal["dmy", "mdy"] | None:
        """The order that every telling string agrees on; None without evidence or with both."""
        if bool(self.dmy) == bool(self.mdy):
            return None
        return "dmy" if self.dmy else "mdy"
