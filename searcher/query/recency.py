"""How much sooner do new articles come? `30d`: the reward for being new halves every 30 days."""

import datetime as dt
import re
from typing import TypeVar

from searcher.errors import UsageError
from searcher.query.lexer import clean
from searcher.query.model import Recency

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
# A century: all articles then have much the same reward.
LONGEST = 36_500
T = TypeVar("T")
_FORM = r"([0-9]{1,5})\s*([dwmy])(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?"


def recency(given: object, today: dt.date | None) -> Recency | None:
    """Read `30d`, `6w`, `3m` (of 30 days) or `1y`, counted from today, or from the day behind `@`.

    Raises `UsageError`.
    """
    if given is None:
        return None
    found = re.fullmatch(_FORM, given.strip(), re.IGNORECASE) if isinstance(given, str) else None
    days = int(found[1]) * _DAYS[found[2].lower()] if found else 0
    if not found or not 1 <= days <= LONGEST:
        shown = clean(given) if isinstance(given, str) else repr(given)
        raise UsageError(
            f"--half-life needs a time of 1 to {LONGEST:,} days, as in 30d, 6w, 3m or 1y, "
            f"not “{shown:.40}”."
        )
    if not found[3]:
        return Recency(days, today or dt.datetime.now().astimezone().date())
    try:
        return Recency(days, dt.date.fromisoformat(found[3]))
    except ValueError:
        raise UsageError(f"--half-life: there is no day {found[3]}.") from None


def rewarded(score: float, asked: Recency, day: float | None) -> float:
    """Give the score of an article that came out on this day at the earliest; None is undated.

    `day` is an ordinal. Rounded to 6 digits, as scores are compared.
    """
    gain = 0.0 if day is None else 2.0 ** (-max(asked.at.toordinal() - day, 0) / asked.days)
    return float(f"{score * (1 + gain):.6g}")


def typed_recency(asked: Recency) -> str:
    """Write it as it is read: the same reward whenever it is asked again."""
    return f"{asked.days}d@{asked.at.isoformat()}"


def by_relevance(flag: str, given: T, sort: str) -> T:
    """Give what was given; raises `UsageError` where another order leaves it no meaning."""
    if given and sort != "relevance":
        raise UsageError(f"--{flag} is about the order by relevance, and --sort {sort} is another.")
    return given
