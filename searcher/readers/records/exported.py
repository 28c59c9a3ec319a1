"""What do objects say that an export of ours wrote? As much as strings can say again."""

import datetime as dt
from typing import Any, Final, get_args

from searcher.article import RawTopic, TopicOrigin
from searcher.dates import parse_published

_ORIGINS: Final = frozenset(get_args(TopicOrigin)) - {"inferred"}
_DAY: Final = len("2026-01-30")
# What programs print means the same wherever it stands: with zone and moment.
_EXACT: Final = ("iso", "rfc2822", "epoch")
# How much of an instant is known, in characters of `2026-01-30T10:00:00+00:00`.
_KNOWN: Final = {"minute": len("2026-01-30T10:00"), "second": len("2026-01-30T10:00:00")}


def is_topic(value: dict[str, Any]) -> bool:
    """Say whether an object is a topic of ours."""
    return "path" in value and "inferred" in value


def path(topic: dict[str, Any]) -> str:
    """Give the path of a topic of ours, or nothing where it was inferred.

    What was inferred is no declaration; whoever reads it infers it again.
    """
    declared = topic["path"]
    return declared if topic["inferred"] is False and isinstance(declared, str) else ""


def topics(value: Any) -> list[RawTopic]:
    """Give the declared topics of a list of ours as they were found; of any other list none."""
    if not isinstance(value, list):
        return []
    return [
        RawTopic(path(item), origin(item.get("origin")), code if isinstance(code, str) else None)
        for item in value
        if isinstance(item, dict) and is_topic(item) and path(item)
        for code in (item.get("code"),)
    ]


def origin(found: object) -> TopicOrigin | None:
    """Give what a record calls a topic; None for anything else, and for what was inferred."""
    return next((known for known in _ORIGINS if known == found), None)


def is_date(value: dict[str, Any]) -> bool:
    """Say whether an object is a date of ours."""
    return "instant" in value and "precision" in value


def date(value: dict[str, Any]) -> str:
    """Give a date of ours as text: what was settled, else what was printed.

    What a program printed stands for itself, if it is what was settled: nobody has corrected it.
    Else the moment too, where its day in UTC is the local day: of another zone only the day is
    known.
    """
    day, instant, printed = value.get("date"), value["instant"], value.get("raw")
    if not isinstance(day, str) or not day:
        return printed if isinstance(printed, str) else ""
    if value.get("method") in _EXACT and isinstance(printed, str) and _says(printed, day, instant):
        return printed
    stated = moment(value)
    return stated if stated and stated[:_DAY] == day else day


def moment(value: dict[str, Any]) -> str | None:
    """Give the moment of a date in UTC, as far as it is known."""
    precision, instant = value["precision"], value["instant"]
    known = _KNOWN.get(precision) if isinstance(precision, str) else None
    return f"{instant[:known]}Z" if known and isinstance(instant, str) else None


def _says(printed: str, day: str, instant: object) -> bool:
    found = parse_published(printed)
    if found.text != day or found.method not in _EXACT:
        return False
    if not isinstance(instant, str):
        return found.instant is None and instant is None
    try:
        return found.instant == dt.datetime.fromisoformat(instant)
    except ValueError:
        return False
