"""Which moment is meant, where a record says it by two clocks, the place's and that of UTC?"""

import datetime as dt
from typing import Any, Final

_DAY: Final = len("2026-01-30")  # a day's name is no longer, nor 2026-W05-5
_QUARTER: Final = dt.timedelta(minutes=15)  # what zones differ by
_EAST: Final = dt.timedelta(hours=14)
_WEST: Final = dt.timedelta(hours=-12)


def moment(local: Any, utc: Any) -> str | None:
    """Give the local time with its distance from UTC; None where the two are not of one moment.

    Nor where one is a day, of which no clock was read.
    """
    try:
        if min(len(local), len(utc)) <= _DAY:
            return None
        here, there = dt.datetime.fromisoformat(local), dt.datetime.fromisoformat(utc)
        if here.tzinfo or there.tzinfo:
            return None
        apart = here - there
    except (ValueError, TypeError, OverflowError):
        return None
    if apart % _QUARTER or not _WEST <= apart <= _EAST:
        return None
    return here.replace(tzinfo=dt.timezone(apart)).isoformat()


def epoch(seconds: Any) -> str | None:
    """Give a number of seconds, as digits, as the time in UTC."""
    text = str(seconds)
    if not (text.isascii() and text.isdecimal()):
        return None
    try:
        return dt.datetime.fromtimestamp(int(text), dt.UTC).replace(tzinfo=None).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
