"""What is the offset of `EST`, on that day?"""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Abbreviations of one meaning in print, in minutes east of Greenwich.
FIXED: dict[str, int] = {
    "Z": 0, "UTC": 0, "GMT": 0, "UT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120,
    "MEZ": 60, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "SAST": 120,
    "WAT": 60, "CAT": 120, "EAT": 180,
    "МСК": 180, "WIT": 540, "PKT": 300, "NPT": 345, "ICT": 420, "WIB": 420,
    "WITA": 480, "HKT": 480, "SGT": 480, "MYT": 480, "AWST": 480, "JST": 540, "KST": 540,
    "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip

# Where print says `EST` in July too, and means the time of New York: the place decides.
PLACES: dict[str, str] = {
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "CT": "America/Chicago", "CDT": "America/Chicago",
    "MT": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage", "AKDT": "America/Anchorage",
    "HST": "Pacific/Honolulu",
}  # fmt: skip

# India, Israel, Ireland; America, China, Cuba; Britain, Bangladesh; Arizona, Malaysia; …
AMBIGUOUS = frozenset({"IST", "CST", "BST", "AST", "MST", "GST", "SST", "ECT", "AMT", "ADT"})

_FURTHEST = 14 * 3600  # Line Islands; west it is 12


def is_zone(word: str) -> bool:
    """Say whether a word, in capitals, is an abbreviation of a zone that print uses."""
    return word in FIXED or word in PLACES or word in AMBIGUOUS


def instant_of(local: dt.datetime, zone: int | str) -> dt.datetime | None:
    """Give the UTC instant of a naive local time; None where the zone does not settle it."""
    if isinstance(zone, int):
        if abs(zone) > _FURTHEST:
            return None
        offset = dt.timedelta(seconds=zone)
    elif zone in FIXED:
        offset = dt.timedelta(minutes=FIXED[zone])
    elif "/" in zone or zone in PLACES:
        return _of_place(local, zone)
    else:
        return None
    return (local - offset).replace(tzinfo=dt.UTC)


def _of_place(local: dt.datetime, zone: str) -> dt.datetime | None:
    """Ask the clocks of the place; in the hour that comes twice, the abbreviation decides."""
    try:
        place = ZoneInfo(PLACES.get(zone, zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such place, or no zone database
        return None
    here = local.replace(tzinfo=place)
    later = here.replace(fold=1)
    if here.tzname() != zone == later.tzname():
        here = later
    return here.astimezone(dt.UTC)
