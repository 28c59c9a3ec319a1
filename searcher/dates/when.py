"""Which days does the user mean? One grammar for every filter, without a guess.

A day, week of ISO 8601, month, quarter, year or decade: `2026-01-30`, `30 January 2026`,
`2026-W05`, `Jan 2026`, `2025-Q1`, `2026`, `1990s`; `today`, `yesterday`, `3 days ago`; `this` or
`last` `week`, `month`, `quarter`, `year` (whole ones of the calendar; weeks begin on Monday);
`last 30 days` (ending today).

An interval: `2026-01..2026-03`, `2026-01 to 2026-03`, `..2025`, `2025-04..`. Both ends belong to
it, `since`, `from` and `>=` include what they name, `after` and `>` begin when it
is over; `until`, `through` and `<=` include it, `before` and `<` end when it begins.

English only and no dateparser: a filter must mean the same on every machine.
"""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import calendar
import datetime as dt
import re
from functools import cache

from searcher.dates.model import DateRange
from searcher.errors import DateError

Span = tuple[dt.date, dt.date]

_EXAMPLES = (
    "Try 2026, 2026-01, 2026-01-30, 2026-01..2026-03, since 2025-04, last week or yesterday."
)
_MONTHS = "january february march april may june july august september october november december"
_FIRST_YEAR = 1000  # a year below was meant to have four digits
_SHOWN = 60  # characters of the user's text in a message
_DAY = dt.timedelta(days=1)

_SINCE = {">=": 0, "since": 0, "from": 0, ">": 1, "after": 1}
_UNTIL = {"<=": 0, "until": 0, "till": 0, "through": 0, "up to": 0, "to": 0, "<": 1, "before": 1}


class _Wrong(Exception):
    """What is wrong with one date, before the text as a whole is named; and texts that work."""

    def __init__(self, message: str, *cures: str) -> None:
        super().__init__(message)
        self.cures = cures


def parse_when(text: str, *, today: dt.date | None = None) -> DateRange:
    """Give the interval of days that the text names; both ends inclusive, at most one open.

    `today` defaults to the local day; only relative words look at it. Raises `DateError`, which
    names the text and what would work.
    """
    plain = " ".join(text.translate(_DASHES).split()).lower()
    try:
        first, last = _interval(plain, today)
    except _Wrong as wrong:
        # Of an interval only one end would be cured.
        cures = () if ".." in plain else wrong.cures
        raise DateError(f"{_show(text)}{wrong}", value=text, suggestions=cures) from None
    except (OverflowError, ValueError):
        first = last = dt.date.min
    if any(day.year < _FIRST_YEAR for day in (first, last) if day):
        # `2000 years ago` is a day too, but none that can be written here again.
        raise DateError(
            f"{_show(text)}: outside the years {_FIRST_YEAR} to {dt.MAXYEAR}. {_EXAMPLES}"
        )
    if first and last and first > last:
        left, dots, right = plain.partition("..")
        turned = f"{right.strip(' .')}..{left.strip()}" if dots else f"{last}..{first}"
        raise DateError(
            f"{_show(text)} ends before it begins. Try {turned}.", value=text, suggestions=(turned,)
        )
    return DateRange(first, last, text)


def parse_reference(text: str, *, today: dt.date | None = None) -> dt.date:
    """Give the one day that the text names, as `--reference-date` wants it; else `DateError`."""
    when = parse_when(text, today=today)
    if when.first is None or when.first != when.last:
        raise DateError(f"{_show(text)}: more than one day ({when}). Try 2026-01-30.")
    return when.first


_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
                         "\u2212": "-", "\u2026": "..", "\u00a0": " "})  # fmt: skip


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile at the first use: a plain `2026` needs none of them."""
    return re.compile(pattern, re.ASCII)


def _interval(text: str, today: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    if len(text) > 100:
        raise _Wrong(f": too long for a date. {_EXAMPLES}")
    if len(text) == 4 and text.isascii() and text.isdigit():
        return _year(text)
    if ".." in text:
        left, right = (part.strip(" .") for part in text.split("..", 1))
        if not left and not right:
            raise _Wrong(f": an interval without an end. {_EXAMPLES}")
        return (
            _span(left, today)[0] if left else None,
            _span(right, today)[1] if right else None,
        )
    if len(text) == len("2026-01-30") and (day := _iso(text)):  # as most are
        return day
    found = _compiled(
        r"(>=|>|<=|<|since\b|from\b|after\b|until\b|till\b|through\b|up to\b|to\b|before\b)\s*(.*)"
    ).fullmatch(text)
    between = _compiled(
        r"(?:between (.+) and|from (.+) (?:to|until|till|through|-)) (.+)"
    ).fullmatch(text) or _compiled(
        r"(?:(.+) (?:to|until|till|through|-) |(\d{4})-(?=\d{4}$))(.+)"
    ).fullmatch(text)
    if between:
        return _span(between[1] or between[2], today)[0], _span(between[3], today)[1]
    if found:
        word, (first, last) = found[1], _span(found[2], today)
        if word in _SINCE:
            return (last + _DAY if _SINCE[word] else first), None
        return None, (first - _DAY if _UNTIL[word] else last)
    return _span(text, today)


def _span(text: str, today: dt.date | None) -> Span:
    """Read one date, as the first and last of its days."""
    for read in (_iso, _numeric, _named):
        if span := read(text):
            return span
    if span := _relative(text, today or dt.datetime.now().astimezone().date()):
        return span
    raise _Wrong(f": no date that I know. {_EXAMPLES}")


def _iso(text: str) -> Span | None:
    """Read `2026`, `2026-01`, `2026-1-5`, `2026/01`, `2026-W05`, `2025-Q1`, `Q1 2025`, `1990s`."""
    found = _compiled(
        r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"
        r"|(\d{4})[- ]?q(\d)|q(\d)[- ]?(\d{4})|(\d{3}0)s|(\d{4})[- ]?w(\d{1,2})"
    ).fullmatch(text)
    if not found:
        return None
    year, _, month, day, quarterly, quarter, quarter_first, yearly, decade, weekly, week = (
        found.groups()
    )
    if day:
        return _day(int(year), int(month), int(day))
    if month:
        return _month(int(year), int(month))
    if year:
        return _year(year)
    if decade:
        return _year(decade)[0], dt.date(int(decade) + 9, 12, 31)
    if week:
        return _week(_year(weekly)[0].year, int(week))
    number, of = int(quarter or quarter_first), _year(quarterly or yearly)[0].year
    if not 1 <= number <= 4:
        raise _Wrong(f": no quarter {number}. Try {of}-Q4.", f"{of}-Q4")
    return dt.date(of, 3 * number - 2, 1), _month(of, 3 * number)[1]


def _week(year: int, number: int) -> Span:
    # The week that holds 28 December is a year's last.
    last = dt.date(year, 12, 28).isocalendar().week
    if not 1 <= number <= last:
        cure = f"{year}-W{min(max(number, 1), last):02}"
        raise _Wrong(f": {year} has no week {number}. Try {cure}.", cure)
    monday = dt.date.fromisocalendar(year, number, 1)
    return monday, monday + 6 * _DAY


def _numeric(text: str) -> Span | None:
    """Read `30/01/2026` and `1/30/2026` where only one order fits, and `1/2026`."""
    found = _compiled(r"(\d{1,2})([-/.])(?:(\d{1,2})\2)?(\d{4})").fullmatch(text)
    if not found:
        return None
    first, year = int(found[1]), _year(found[4])[0].year
    if found[3] is None:
        return _month(year, first)
    second = int(found[3])
    if first != second and min(first, second) >= 1 and max(first, second) <= 12:
        one, other = dt.date(year, second, first), dt.date(year, first, second)
        raise _Wrong(
            f" is {_words(one)} or {_words(other)}. Write {one} or {other}.", str(one), str(other)
        )
    return _day(year, first, second) if second > 12 else _day(year, second, first)


def _named(text: str) -> Span | None:
    """Read `Jan 2026`, `January 30, 2026`, `30 January 2026`, `2026 Jan 30`."""
    parts = _compiled(r"[a-z]+|\d+").findall(text)
    if not _compiled(r"[a-z\d\s,./-]+").fullmatch(text):
        return None
    parts = [part for part in parts if part not in ("of", "the", "st", "nd", "rd", "th")]
    months = [number for part in parts if (number := _month_number(part))]
    numbers = [part for part in parts if part.isdigit()]
    if len(months) != 1 or len(months) + len(numbers) != len(parts):
        return None
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if len(years) + len(days) != len(numbers) or len(years) > 1 or len(days) > 1:
        return None
    if not years:
        name = _MONTHS.split()[months[0] - 1].capitalize()
        cure = f"{' '.join([*days, name])} 2026"
        raise _Wrong(f": which year? Try {cure}.", cure)
    year = _year(years[0])[0].year
    return _day(year, months[0], int(days[0])) if days else _month(year, months[0])


def _month_number(word: str) -> int:
    """Give 1..12 for a month's name, its first three letters or `sept`; 0 for other words."""
    for number, name in enumerate(_MONTHS.split(), 1):
        if word in (name, name[:3]) or (word == "sept" and number == 9):
            return number
    return 0


def _relative(text: str, today: dt.date) -> Span | None:
    """Read what is counted from today."""
    if text in ("today", "yesterday"):
        day = today if text == "today" else today - _DAY
        return day, day
    found = _compiled(
        r"(?:(this|last|previous) )(week|month|quarter|year)"
        r"|(?:(?:the )?(?:last|past) )(\d{1,4}) (day|week|month|year)s?"
        r"|(\d{1,4}) (day|week|month|year)s? ago"
    ).fullmatch(text)
    if not found:
        return None
    which, unit, count, counted, ago, unit_ago = found.groups()
    if which:
        return _calendar(unit, today if which == "this" else _calendar(unit, today)[0] - _DAY)
    if ago:
        day = _back(today, int(ago), unit_ago)
        return day, day
    if int(count) == 0:
        raise _Wrong(f": no days at all. Try last 1 {counted}.", f"last 1 {counted}")
    return _back(today, int(count), counted) + _DAY, today


def _calendar(unit: str, day: dt.date) -> Span:
    """Give the whole week, month, quarter or year around a day."""
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if unit == "year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    if unit == "month":
        return _month(day.year, day.month)
    first = 3 * ((day.month - 1) // 3) + 1
    return dt.date(day.year, first, 1), _month(day.year, first + 2)[1]


def _back(day: dt.date, count: int, unit: str) -> dt.date:
    """Go back; a month ago on the 31st is the last day of a shorter month."""
    if unit in ("day", "week"):
        return day - dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = 12 * day.year + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _year(text: str) -> Span:
    year = int(text)
    if year < _FIRST_YEAR:
        cure = f"{2000 + year % 100}"
        raise _Wrong(f": no year {text}. Try {cure}.", cure)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        cure = f"{_year(str(year))[0].year}-{'01' if month < 1 else 12}"
        raise _Wrong(f": no month {month}. Try {cure}.", cure)
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> Span:
    _year(f"{year:04}")
    last = _month(year, month)[1]
    if not 1 <= day <= last.day:
        month_name = f"{_MONTHS.split()[month - 1].capitalize()} {year}"
        nearest = last if day else last.replace(day=1)
        raise _Wrong(
            f": {month_name} has {last.day} days, no day {day}. Try {nearest}.", str(nearest)
        )
    return (found := dt.date(year, month, day)), found


def _words(day: dt.date) -> str:
    return f"{day.day} {_MONTHS.split()[day.month - 1].capitalize()}"


def _show(text: str) -> str:
    """Give the text for a message: on one line, without control characters, not too long."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text.strip())
    return (shown[:_SHOWN] + "…" if len(shown) > _SHOWN else shown) or "An empty date"
