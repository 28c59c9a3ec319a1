"""Which day was it where the article came out? A time in UTC does not say, but its twin may.

Systems that declare `2024-05-07T03:28:35Z` often print the same moment elsewhere by the clock of
their readers, or file the page under their day.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from searcher.dates import exact, zones
from searcher.dates.clean import clean
from searcher.dates.model import Published
from searcher.dates.stamp import Clock

FLAG = "local-day"
_UTC = frozenset({0, "Z", "UTC", "GMT", "UT"})
_LONGEST = 100  # characters of a stamp
_LONGEST_ADDRESS = 2_000  # characters
_STEP, _HALF_HOUR = 15 * 60, 30 * 60  # seconds: offsets of zones are multiples
_FURTHEST = 14 * 3600  # seconds from Greenwich
_NUMBERS = re.compile(
    r"(?<![^/_.-])((?:19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![^/_.T-])"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - a row reads better
_NAMED = re.compile(
    rf"/((?:19|20)\d\d)/({'|'.join(_MONTHS)})[a-z]*/(\d{{1,2}})(?=/)", re.IGNORECASE
)


def day_of_address(url: str | None, *, folders: bool = False) -> dt.date | None:
    """Give the day that the path of an address names: `/2024/05/07/`, `-20240507`, `/2024/may/7/`.

    None where it names none, or several. With `folders` only those under which a site files its
    pages count: a number in a page's own name may be an editor's.
    """
    if not url or len(url) > _LONGEST_ADDRESS:
        return None
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    found = {
        (int(y), int(m), int(d))
        for y, mark, m, d in _NUMBERS.findall(path)
        if mark == "/" or not folders
    }
    found |= {
        (int(y), _MONTHS.index(name.lower()) + 1, int(d)) for y, name, d in _NAMED.findall(path)
    }
    if len(found) != 1:
        return None
    try:
        return dt.date(*found.pop())
    except ValueError:
        return None


def with_local_day(published: Published, twins: Iterable[str], url: str | None) -> Published:
    """Give the date with the local day, flagged, where only UTC was printed and a twin knows it.

    `twins` are other stamps of the same page. The instant stays what it is.
    """
    if published.instant is None or published.date is None:
        return published
    own = _clocked(published.raw)
    if own is None or own[1].zone not in _UTC:
        return published
    instant = own[0]
    for text in twins:
        twin = _clocked(text)
        if twin is not None and (day := _same_moment(instant, own[1], *twin)):
            return _moved(published, day)
    day = day_of_address(url, folders=True)
    if day is not None and _may_be_local(instant, day):
        return _moved(published, day)
    return published


def _moved(published: Published, day: dt.date) -> Published:
    if day == published.date:
        return published
    return replace(published, date=day, flags=(*published.flags, FLAG))


def _clocked(text: str) -> tuple[dt.datetime, Clock] | None:
    """Give the wall clock that a machine printed, and the clock with its zone."""
    stamp = exact.read(clean(text)) if len(text) <= _LONGEST else None
    if stamp is None or isinstance(stamp, int) or stamp.clock is None:
        return None
    clock = stamp.clock
    try:
        day = dt.date(stamp.year or 0, stamp.month or 0, stamp.day or 0)
        wall = dt.datetime.combine(day, dt.time(clock.hour, clock.minute, clock.second))
    except ValueError:
        return None
    return wall, clock


def _same_moment(
    instant: dt.datetime, own: Clock, wall: dt.datetime, clock: Clock
) -> dt.date | None:
    """Give the day on the other clock, if it shows the same moment in a zone of its own."""
    if "hour" in (own.precision, clock.precision):
        return None
    whole = own.precision == clock.precision == "second"
    one = instant if whole else instant.replace(second=0)
    if not whole:
        wall = wall.replace(second=0)
    if clock.zone is not None:
        if clock.zone in _UTC:
            return None
        there = zones.instant_of(wall, clock.zone)
        return wall.date() if there and there.replace(tzinfo=None) == one else None
    apart = abs((wall - one).total_seconds())
    fits = apart % (_STEP if whole else _HALF_HOUR) == 0
    return wall.date() if fits and 0 < apart <= _FURTHEST else None


def _may_be_local(instant: dt.datetime, day: dt.date) -> bool:
    """Say whether some zone on earth had that day at the instant."""
    furthest = dt.timedelta(seconds=_FURTHEST)
    return (instant - furthest).date() <= day <= (instant + furthest).date()
