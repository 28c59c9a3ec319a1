"""From the parts of a stamp to a date, or to the reasons why there is none."""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from searcher.dates import zones
from searcher.dates.model import Confidence, Published
from searcher.dates.stamp import FIRST_YEAR, LAST_YEAR, Stamp

Order = Literal["dmy", "mdy"]

# A capture's clock and a page's may be a day apart each way of the date line, and pages are
# stamped ahead of time.
_AHEAD = dt.timedelta(days=2)
# A date falls on the same weekday again after 5, 6 or 11 years (12 across 1900 and 2100).
_YEARS_SETTLED, _YEARS_RECURRING = 5, 12
_YEARS_SHORT = 50
_YEARS_NEAR = 1  # before and behind those of the other dates of a file

# What the clocks of Unix and of Windows files show where nothing was set.
_ZEROS = frozenset({dt.datetime(1970, 1, 1), dt.datetime(1601, 1, 1)})  # noqa: DTZ001 - UTC or local

# Languages that write a date with dots, and the day first.
_DOTTED = frozenset(
    "de da no nb nn sv fi is nl fr es pt ca el pl cs sk sl hr sr bg mk ru uk be ro et lv tr az"  # noqa: SIM905 - a row reads better
    " sq it ka hy kk bs ku".split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the surroundings of a stamp say."""

    reference: dt.date | None = None
    order: Order | None = None
    language: str | None = None
    years: tuple[int, int] | None = None  # of the other dates of the file


@dataclass(frozen=True, slots=True)
class _Day:
    """A settled day (or the first of a year or month), with what made it less sure."""

    date: dt.date
    flags: tuple[str, ...] = ()
    confidence: Confidence = "high"
    by_weekday: bool = False
    coarse: Literal["year", "month"] | None = None


def settle(stamp: Stamp, raw: str, context: Context) -> Published:
    """Give the date that the stamp and its context determine."""
    settled: _Day | tuple[str, ...]
    if not _clock_is_sane(stamp):
        settled = ("impossible",)
    elif stamp.year is None:
        settled = _without_year(stamp, context)
    elif stamp.short:
        settled = _short_year(stamp, stamp.year, context)
    else:
        settled = _full_year(stamp, stamp.year, context)
    if isinstance(settled, _Day) and not FIRST_YEAR <= settled.date.year <= LAST_YEAR:
        settled = ("year-out-of-range",)  # against a reference of the year 9999
    if isinstance(settled, tuple):
        return Published(raw, flags=(*stamp.flags, *settled))
    return _published(stamp, raw, settled, context)


def _full_year(stamp: Stamp, year: int, context: Context) -> _Day | tuple[str, ...]:
    """Check a date whose year was printed; where only the order is open, the year is kept."""
    era: tuple[str, ...] = ()
    if year > LAST_YEAR and "th" in (stamp.languages or {context.language}):
        year, era = year - 543, ("buddhist-era",)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return (*era, "year-out-of-range")
    sure: Confidence = "high" if stamp.exact else "medium"
    if stamp.unclear:
        return _Day(dt.date(year, 1, 1), (*era, "language-ambiguous"), "medium", coarse="year")
    if stamp.pair is None and stamp.month is None:
        return _Day(dt.date(year, 1, 1), era, sure, coarse="year")
    readings, remarks = _readings(stamp, context)
    flags = (*era, *remarks)
    days = [day for m, d in readings if (day := _date(year, m, 1 if d is None else d))]
    if len(days) > 1 and stamp.weekdays:
        fitting = [day for day in days if day.weekday() in stamp.weekdays]
        days = fitting if len(fitting) == 1 else days
    if not days:
        return (*flags, "impossible")
    if len(days) > 1:
        return _Day(dt.date(year, 1, 1), (*flags, "day-month-ambiguous"), "medium", coarse="year")
    if stamp.pair is None and stamp.day is None:
        return _Day(days[0], flags, sure, coarse="month")
    if stamp.weekdays and days[0].weekday() not in stamp.weekdays:
        return _Day(days[0], (*flags, "weekday-mismatch"), "medium")
    return _Day(days[0], flags, "medium" if remarks else sure)


def _short_year(stamp: Stamp, short: int, context: Context) -> _Day | tuple[str, ...]:
    """Settle a year of two digits by a weekday, or by a reference at most fifty years later.

    Without a reference by the years that the file's other dates print in full. Without an order of
    day and month the year may also stand first: `26/01/30`; beside a month's name (`14-Feb-18`)
    only where the reference, or the calendar, says that it cannot stand last.
    """
    readings, remarks = _readings(stamp, context)
    numbers = [(short, m, d or 0) for m, d in readings]
    ordered = stamp.pair is not None and _order(stamp, context) is not None
    if stamp.pair and not ordered:
        numbers.append((*stamp.pair, short))
    days = _of_centuries(numbers)
    swapped = {(stamp.day or 0, stamp.month, short)} if stamp.swappable and stamp.month else ()
    turned = _of_centuries(swapped)
    if not (days or turned):
        return (*remarks, "impossible")
    # What a file's other dates leave is no proof that the first number is the year.
    may_turn = not days or context.reference is not None
    days = _fitting(days, stamp, context)
    if stamp.weekdays or (may_turn and not days):
        days |= _fitting(turned, stamp, context)
    if len(days) != 1:
        ambiguous = ("day-month-ambiguous",) if len(readings) > 1 else ()
        lacking = () if context.reference else ("no-reference",)
        return (*remarks, "two-digit-year", *ambiguous, *lacking)
    sure: Confidence = "medium" if stamp.weekdays or ordered else "low"
    return _Day(days.pop(), (*remarks, "two-digit-year"), sure)


def _of_centuries(numbers: Iterable[tuple[int, int, int]]) -> set[dt.date]:
    """Give the days of the last century and of this one, of years of two digits."""
    return {
        day for y, m, d in numbers for century in (1900, 2000) if (day := _date(century + y, m, d))
    }


def _fitting(days: set[dt.date], stamp: Stamp, context: Context) -> set[dt.date]:
    """Leave those that weekday and reference allow, or else the other dates of the file."""
    if stamp.weekdays:
        days = {day for day in days if day.weekday() in stamp.weekdays}
    if context.reference:
        latest = _shifted(context.reference, _AHEAD)
        earliest = _years_before(context.reference, _YEARS_SHORT)
        return {day for day in days if earliest < day <= latest}
    if context.years and not stamp.weekdays:
        first, last = context.years
        return {day for day in days if first - _YEARS_NEAR <= day.year <= last + _YEARS_NEAR}
    return days


def _without_year(stamp: Stamp, context: Context) -> _Day | tuple[str, ...]:
    """Find the year by the weekday: the nearest match up to five years before the reference."""
    if stamp.unclear or len(stamp.weekdays) > 1:
        return ("no-year", "language-ambiguous")
    readings, remarks = _readings(stamp, context)
    if not any(_date(2000, m, 1 if d is None else d) for m, d in readings):  # it has every day
        return ("no-year", "impossible")
    if not stamp.weekdays:
        return ("no-year",)
    if len(readings) > 1:
        return ("no-year", "day-month-ambiguous")
    reference = context.reference
    if reference is None:
        return ("no-year", "no-reference")
    ((month, day),) = readings
    (weekday,) = stamp.weekdays
    matches = [
        found
        for year in range(reference.year + 1, reference.year - _YEARS_RECURRING - 1, -1)
        if (found := _date(year, month, day or 0))
        and found.weekday() == weekday
        and found <= _shifted(reference, _AHEAD)
    ]
    if not matches:
        return ("no-year", "weekday-mismatch")
    allowed = [m for m in matches if m > _years_before(reference, _YEARS_SETTLED)]
    if not allowed:
        return ("no-year", "too-far")
    nearest = min(allowed, key=lambda found: abs(reference - found))
    sure: Confidence = "high" if nearest >= _years_before(reference, 1) else "medium"
    if len(allowed) > 1:
        return _Day(nearest, (*remarks, "two-matches"), "medium", by_weekday=True)
    return _Day(nearest, remarks, "medium" if remarks else sure, by_weekday=True)


def _readings(
    stamp: Stamp, context: Context
) -> tuple[list[tuple[int, int | None]], tuple[str, ...]]:
    """Give (month, day) in every order that is possible, with remarks on how one was chosen."""
    if stamp.pair is None:
        return ([(stamp.month, stamp.day)] if stamp.month is not None else []), ()
    first, second = stamp.pair
    dmy, mdy = (second, first), (first, second)
    possible: list[tuple[int, int | None]] = [
        (m, d) for m, d in dict.fromkeys((dmy, mdy)) if 1 <= m <= 12 and 1 <= d <= 31
    ]
    order = _order(stamp, context)
    fits = mdy if order == "mdy" else dmy
    if order is None or first == second or not possible:
        return possible, ()
    if fits not in possible:
        return possible, ("order-contradicted",)
    return [fits], () if context.order or len(possible) == 1 else ("order-from-language",)


def _order(stamp: Stamp, context: Context) -> Order | None:
    """Give the order that the file, or else the language of a date with dots, prescribes."""
    if context.order is None and stamp.dotted:
        return "dmy" if (stamp.languages or {context.language}) <= _DOTTED else None
    return context.order


def _published(stamp: Stamp, raw: str, day: _Day, context: Context) -> Published:
    """Put the day, its time and its instant together; a time belongs to no month or year."""
    flags = [*stamp.flags, *day.flags]
    clock = None if day.coarse else stamp.clock
    instant = None
    if clock:
        local = dt.datetime.combine(day.date, dt.time(clock.hour, clock.minute, clock.second))
        if clock.zone is not None:
            instant = zones.instant_of(local, clock.zone)
            if instant is None:
                flags.append("zone-ambiguous" if clock.zone in zones.AMBIGUOUS else "zone-unknown")
        if (instant.replace(tzinfo=None) if instant else local) in _ZEROS:
            return Published(raw, flags=(*flags, "zero-time"))
    if context.reference and day.date > _shifted(context.reference, _AHEAD):
        flags.append("future")
    return Published(
        raw,
        date=day.date,
        precision=clock.precision if clock else day.coarse or "day",
        instant=instant,
        method="weekday" if day.by_weekday else stamp.method,
        confidence=day.confidence,
        flags=tuple(flags),
    )


def _clock_is_sane(stamp: Stamp) -> bool:
    clock = stamp.clock
    return clock is None or (clock.hour < 24 and clock.minute < 60 and clock.second < 60)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shifted(date: dt.date, by: dt.timedelta) -> dt.date:
    return date + by if date < dt.date.max - by else dt.date.max


def _years_before(date: dt.date, years: int) -> dt.date:
    """Give the same day years ago; 28 February for the 29th where there is none."""
    year = max(date.year - years, 1)
    return _date(year, date.month, date.day) or dt.date(year, date.month, 28)
