"""When did it come out? The first candidate that can be settled, held against a reference."""

import datetime as dt
from dataclasses import replace
from typing import Literal

from searcher.article import RawArticle, RawDate
from searcher.dates import Published, parse_published
from searcher.normalise.text import scrub

Order = Literal["dmy", "mdy"] | None

GUESS = "guess"  # the origin of dates that a heuristic found: never more than low confidence
_CONFLICT = dt.timedelta(days=2)  # time zones and late updates explain less
# What a reference settled, or failed to settle.
_HELD = frozenset({"no-year", "too-far", "two-matches"})


def publication(
    raw: RawArticle,
    *,
    reference: tuple[dt.date, str] | None,
    order: Order,
    language: str | None,
) -> tuple[Published | None, str | None]:
    """Give the date of publication, and the reference it was held against (`2026-02-01 (option)`).

    `reference` is the user's own with its origin; a capture date and a stamp of the record itself
    come before it. The first candidate that can be settled wins, and is flagged `conflict` where
    another lies two days off or more; without any the first one's text and flags are kept.
    """
    if not raw.dates:
        return None, None
    held = _reference(raw, order) or reference
    day = held[0] if held else None
    read = [
        (date, parse_published(scrub(date.text), reference=day, order=order, language=language))
        for date in dict.fromkeys(raw.dates)
        if date.text.strip()
    ]
    if not read:
        return None, None
    settled = [(date, published) for date, published in read if published.date is not None]
    date, published = settled[0] if settled else read[0]
    if date.origin == GUESS and published.confidence is not None:
        published = replace(published, confidence="low")
    if any(_contradict(date, published, *other) for other in settled[1:]):
        published = replace(published, flags=(*published.flags, "conflict"))
    if held and (published.method == "weekday" or _HELD.intersection(published.flags)):
        return published, f"{held[0].isoformat()} ({held[1]})"
    return published, None


def _reference(raw: RawArticle, order: Order) -> tuple[dt.date, str] | None:
    for text, origin in ((raw.captured, "captured"), (raw.stamp, "stamp")):
        if text and text.strip():
            found = parse_published(scrub(text), order=order)
            if found.date is not None and found.precision not in {"year", "month"}:
                return found.date, origin
    return None


def _contradict(date: RawDate, a: Published, other: RawDate, b: Published) -> bool:
    """Say whether the intervals lie apart; a guess contradicts nobody but another guess."""
    if (other.origin == GUESS and date.origin != GUESS) or not (a.date and a.last):
        return False
    if not (b.date and b.last):
        return False
    return max(a.date, b.date) - min(a.last, b.last) >= _CONFLICT
