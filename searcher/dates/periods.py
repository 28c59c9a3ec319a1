"""Into which day, week, month, quarter or year does a date fall? Civil periods, one after another.

Weeks are those of ISO 8601: they begin on Monday, and the week of a year's first Thursday is its
first, so that `2026-W01` begins in December 2025.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Literal

from searcher.record import Record, record

Unit = Literal["day", "week", "month", "quarter", "year"]
# The finest first.
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")

_MONTHS = 3  # of a quarter
_WEEK = dt.timedelta(days=6)
# About so many days has each: to say beforehand how many there are.
_DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.2}


@record
class Period(Record):
    """A day, week, month, quarter or year: its first and last day, both in it."""

    unit: Unit
    first: dt.date
    last: dt.date

    @property
    def label(self) -> str:
        """Give `2026-01-30`, `2026-W05`, `2026-01`, `2026-Q1` or `2026`; such texts sort in time.

        But for weeks, whose year is that of their Thursday.
        """
        year = f"{self.first.year:04}"
        match self.unit:
            case "year":
                return year
            case "quarter":
                return f"{year}-Q{(self.first.month - 1) // _MONTHS + 1}"
            case "month":
                return f"{year}-{self.first.month:02}"
            case "week":
                named = self.first.isocalendar()
                return f"{named.year:04}-W{named.week:02}"
            case "day":
                return self.first.isoformat()


def period_of(unit: Unit, day: dt.date) -> Period:
    """Give the period that holds a day."""
    match unit:
        case "day":
            return Period(unit, day, day)
        case "week":
            # The first day that there is, 0001-01-01, is a Monday; the last is a Friday.
            first = day - dt.timedelta(days=day.weekday())
            last = first + _WEEK if dt.date.max - first >= _WEEK else dt.date.max
            return Period(unit, first, last)
        case "month":
            first = day.replace(day=1)
            return Period(unit, first, day.replace(day=_length(day)))
        case "quarter":
            start = (day.month - 1) // _MONTHS * _MONTHS + 1
            first, ending = day.replace(month=start, day=1), dt.date(day.year, start + 2, 1)
            return Period(unit, first, ending.replace(day=_length(ending)))
        case "year":
            return Period(unit, dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))


def periods(unit: Unit, first: dt.date, last: dt.date) -> Iterator[Period]:
    """Walk all periods from the one that holds a day to the one that holds another."""
    period = period_of(unit, first)
    while period.first <= last:
        yield period
        if period.last == dt.date.max:
            return
        period = period_of(unit, period.last + dt.timedelta(days=1))


def about(unit: Unit, first: dt.date, last: dt.date) -> int:
    """Say about how many periods lie between two days, without walking them."""
    return int(((last - first).days + 1) / _DAYS[unit]) + 1


def coarser_than(unit: Unit) -> tuple[Unit, ...]:
    """Give the units that are longer, the next first."""
    return UNITS[UNITS.index(unit) + 1 :]


def _length(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
