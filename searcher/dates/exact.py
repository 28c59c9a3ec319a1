"""Stamps that a machine printed: ISO 8601, RFC 2822, epochs, bare years; and 2026年1月30日.

One anchored expression each, over cleaned text (`published.clean`); None: not of this shape.
"""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import datetime as dt
import re
from functools import cache

from searcher.dates.stamp import Clock, Stamp

# `datetime.fromisoformat` reads the same and more: any character between day and time, weeks,
# and from 3.13 on 24:00, so that a result would depend on the Python version.
_ISO = r"""
    (?:(\d{4})-(\d\d)-(\d\d) | (\d{4})(\d\d)(\d\d)(?=T))
    (?:
        (?:T|\ (?!\d\d?$)) (\d\d|\d(?=:))
            (?: :?(\d\d) (?: :?(\d\d|(?<=:)\d(?!\d))(?:[.,]\d{1,12})? )? )?
        (?: \ ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?|(?<=\ )[+-]\d) Z? (?:\[[\w/+-]+\])?
          | \ ?\[?([a-z]+(?:/[a-z][\w+-]*){1,2})\]? )?
      | Z | [+-]\d\d:\d\d
    )?
"""
_RFC = r"""
    (?:(mon|tue|wed|thu|fri|sat|sun),\ ?)?
    (\d{1,2})\ (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\ (\d{4})
    \ (\d\d):(\d\d)(?::(\d\d))?
    \ ([+-]\d{4}|[a-z]{1,4})(?:\ \([a-z]{1,5}\))?
"""
_WEEK = r"(\d{4})-?W(\d\d)-?([1-7])"
_JSON = r"/?Date\((\d{10})\d{3}(?:[+-]\d{4})?\)/?"  # of .NET: milliseconds
_FRACTION = r"(\d{10})\.\d{1,9}"  # an epoch with parts of a second
# What a program printed of its own value: quotes, and of MongoDB's shell a call.
_QUOTED = r"""(?:ISODate|new\ Date)\(["']([^"']+)["']\) | ["']([^"']+)["']"""
_NORDIC = r"(\d{1,2})/(\d{1,2})\s?[-–]\s?(\d{4})"
_COMPACT = r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?"
_MONTHLY = r"(\d{4})[-/](\d{1,2}) | (\d{1,2})[-/](\d{4}) | (\d\d)\.(\d{4})"
_EAST_ASIAN = r"""
    (?:(\d{4})\s?[年년]\s?)?
    (?:(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日号號일])?)?
    (?:\s?[(]?\s?(?:星期|周|週)?([一二三四五六日天月火水木金土월화수목금토일])(?:曜日?|요일)?\s?[)]?)?
    (?:\s?,?\s?(午前|午後|上午|下午|오전|오후)?\s?
       (\d{1,2})(?::(\d\d)(?::(\d\d))?
         |\s?[時时点點시](?:\s?(\d{1,2})\s?[分분](?:\s?(\d{1,2})\s?[秒초])?)?)
    )?
"""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EAST_ASIAN_DAYS = {
    character: i
    for i, characters in enumerate(
        ("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")
    )
    for character in characters
}
_AFTERNOON = frozenset({"午後", "下午", "오후"})

# Ten digits: from 2001-09-09, the first second with ten, to the end of 2099.
_LAST_EPOCH = 4_102_444_800


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


def read(text: str) -> Stamp | int | None:
    """Give the stamp that the text is, or an epoch in seconds, or None."""
    if text[:4].isdigit():
        if text.isdigit():
            return _digits(text)
        if found := _compiled(_FRACTION).fullmatch(text):
            return _digits(found[1])
        for shape in (_iso, _monthly, _week):
            if stamp := shape(text):
                return stamp
    elif stamp := _rfc(text) or _monthly(text) or _nordic(text):
        return stamp
    elif found := _compiled(_JSON).fullmatch(text):
        return int(found[1])
    elif found := _compiled(_QUOTED).fullmatch(text):
        return read(found[1] or found[2])
    return None if text.isascii() else _east_asian(text)


def _digits(text: str) -> Stamp | int | None:
    if len(text) == 4:
        return Stamp("pattern", year=int(text), exact=False)
    if len(text) in (8, 12, 14) and (found := _compiled(_COMPACT).fullmatch(text)):
        # Most numbers of this width are no dates; a date says so by its month and hour.
        year, month, day, *time = found.groups()
        if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and int(time[0] or 0) < 24):
            return None
        return Stamp(
            "iso",
            year=int(year),
            month=int(month),
            day=int(day),
            clock=_clock(*time) if time[0] else None,
            exact=False,
        )
    # In seconds, or thousandths, millionths and thousand millionths of one.
    if len(text) in (10, 13, 16, 19) and text[0] != "0":
        seconds = int(text[:10])
        # `2030013112` could be an hour as well as a second.
        hourly = 1 <= int(text[4:6]) <= 12 and 1 <= int(text[6:8]) <= 31 and int(text[8:10]) < 24
        if seconds < _LAST_EPOCH and not (
            len(text) in (10, 16) and int(text[:4]) >= 2000 and hourly
        ):
            return seconds
    return None


def _iso(text: str) -> Stamp | None:
    if not (found := _compiled(_ISO).fullmatch(text)):
        return None
    *days, hour, minute, second, zone, place = found.groups()
    year, month, day = days[:3] if days[0] else days[3:]
    clock = _clock(hour, minute, second, zone or place) if hour else None
    return Stamp("iso", year=int(year), month=int(month), day=int(day), clock=clock)


def _rfc(text: str) -> Stamp | None:
    if not (found := _compiled(_RFC).fullmatch(text)):
        return None
    weekday, day, month, year, hour, minute, second, zone = found.groups()
    return Stamp(
        "rfc2822",
        year=int(year),
        month=_MONTHS.index(month.lower()) // 4 + 1,
        day=int(day),
        weekdays=frozenset({DAYS.index(weekday.lower())}) if weekday else frozenset(),
        clock=_clock(hour, minute, second, zone),
    )


def _week(text: str) -> Stamp | None:
    if not (found := _compiled(_WEEK).fullmatch(text)):
        return None
    year, week, weekday = map(int, found.groups())
    try:
        day = dt.date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Stamp("iso", year=year, month=0)  # there is no such day
    return Stamp("iso", year=day.year, month=day.month, day=day.day)


def _nordic(text: str) -> Stamp | None:
    """Read `30/1-2026`, as Danes, Norwegians and Swedes write."""
    if not (found := _compiled(_NORDIC).fullmatch(text)):
        return None
    first, second, year = map(int, found.groups())
    return Stamp("pattern", year=year, pair=(first, second))


def _monthly(text: str) -> Stamp | None:
    if len(text) > 7 or not (found := _compiled(_MONTHLY).fullmatch(text)):
        return None
    groups = found.groups()
    year, month = groups[0] or groups[3] or groups[5], groups[1] or groups[2] or groups[4]
    return Stamp("pattern", year=int(year), month=int(month))


def _east_asian(text: str) -> Stamp | None:
    if not (found := _compiled(_EAST_ASIAN).fullmatch(text)):
        return None
    year, month, day, weekday, half, hour, *rest = found.groups()
    if not (year or month) or ((weekday or hour) and not day):
        return None
    clock = None
    if hour:
        minute, second = (rest[0], rest[1]) if rest[0] else (rest[2], rest[3])
        clock = _clock(hour, minute, second)
        if half and 1 <= clock.hour <= 12:
            shift = 12 if half in _AFTERNOON else 0
            clock = Clock(clock.hour % 12 + shift, clock.minute, clock.second, clock.precision)
    return Stamp(
        "pattern",
        year=int(year) if year else None,
        month=int(month) if month else None,
        day=int(day) if day else None,
        weekdays=frozenset({EAST_ASIAN_DAYS[weekday]}) if weekday else frozenset(),
        clock=clock,
    )


def _clock(
    hour: str, minute: str | None = None, second: str | None = None, zone: str | None = None
) -> Clock:
    return Clock(
        int(hour),
        int(minute or 0),
        int(second or 0),
        "second" if second else "minute" if minute else "hour",
        zone_of(zone) if zone else None,
    )


def zone_of(text: str) -> int | str:
    """Give seconds for `+0530`, `+05:30` or `-05`, capitals for a name but that of a place."""
    if "/" in text:
        return text
    if text[0] not in "+-":
        return text.upper()
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    if int(minutes) > 59:
        return 99 * 3600  # beyond any zone: `instant_of` refuses it
    seconds = int(hours) * 3600 + int(minutes) * 60
    return -seconds if text[0] == "-" else seconds
