"""When did it come out? The first candidate that can be settled, held against a reference."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, Literal

from searcher.article import RawArticle, RawDate
from searcher.dates import Confidence, Published, parse_published, with_local_day
from searcher.normalise.text import scrub

Order = Literal["dmy", "mdy"] | None
_ORDERS: Final[tuple[Order, ...]] = (None, "dmy", "mdy")
_Settled = tuple[RawDate, Published]

GUESS = "guess"  # the origin of dates that a heuristic found: never more than low confidence
# The most that the origin of a date allows. `shown` is a stamp in the page's text, `url` a day in
# its address, `file` one in a text's name: right more often than a guess, and may be of something
# else. `exported:…` is how sure it was where it was settled, and whether others contradicted it.
_AT_MOST: Final[Mapping[str, Confidence]] = MappingProxyType(
    {
        GUESS: "low",
        "shown": "medium",
        "url": "medium",
        "file": "medium",
        "exported:low": "low",
        "exported:medium": "medium",
    }
)
_CONTRADICTED: Final = "+conflict"  # behind the origin of a date of an export
_ORDER: Final = ("low", "medium", "high")
_DECLARED: Final = frozenset({"json-ld", "meta"})
_CONFLICT = dt.timedelta(days=2)  # time zones and late updates explain less
# What a reference settled, or failed to settle.
_HELD = frozenset({"no-year", "too-far", "two-matches"})


def publication(
    raw: RawArticle,
    *,
    reference: tuple[dt.date, str] | None,
    order: Order,
    language: str | None,
    years: tuple[int, int] | None = None,
) -> tuple[Published | None, str | None]:
    """Give the date of publication, and the reference it was held against (`2026-02-01 (option)`).

    `reference` is the user's own with its origin; a capture date and a stamp of the record itself
    come before it. The first candidate that can be settled wins, save two that others overrule
    (`_overruled`, `_finer`), and is flagged `conflict` where another lies two days off or more;
    without any the first one's text and flags are kept. Where only UTC was declared, the local day
    is taken from another candidate or the address.
    """
    if not raw.dates:
        return None, None
    held = _reference(raw, order) or reference
    day = held[0] if held else None
    if raw.exported:
        order, years = _order(raw, day, language), None  # other dates were heeded before
    read = [
        (
            date,
            parse_published(
                scrub(date.text), reference=day, order=order, language=language, years=years
            ),
        )
        for date in (dict.fromkeys(raw.dates) if len(raw.dates) > 1 else raw.dates)
        if date.text.strip()
    ]
    if not read:
        return None, None
    settled = [one for one in read if one[1].date is not None]
    # Most records have one date, of which there is less to say.
    several = len(settled) > 1
    date, published = _finer(settled, _overruled(settled)) if several else (settled or read)[0]
    contradicted = raw.exported and date.origin.endswith(_CONTRADICTED)
    if (
        most := _AT_MOST.get(date.origin.removesuffix(_CONTRADICTED))
    ) and published.confidence is not None:
        least = min(most, published.confidence, key=_ORDER.index)
        published = replace(published, confidence=least)
    if contradicted or (
        several
        and any(_contradict(date, published, *other) for other in settled if other[0] is not date)
    ):
        published = replace(published, flags=(*published.flags, "conflict"))
    published = with_local_day(
        published, (other.text for other, _ in settled if other.origin != GUESS), raw.url
    )
    if held and (published.method == "weekday" or _HELD.intersection(published.flags)):
        return published, f"{held[0].isoformat()} ({held[1]})"
    return published, None


def _overruled(settled: list[_Settled]) -> _Settled:
    """Give the first, unless another declared day contradicts it and is the one that is shown."""
    first = settled[0]
    shown = [one for one in settled if one[0].origin == "time"]
    if first[0].origin not in _DECLARED or not shown or _agree(first, shown[0]):
        return first
    return next(
        (
            other
            for other in settled[1:]
            if other[0].origin in _DECLARED and _agree(other, shown[0])
        ),
        first,
    )


def _finer(settled: list[_Settled], chosen: _Settled) -> _Settled:
    """Give the chosen one, or where it names no day, one that names a day within it."""
    if chosen[1].precision not in {"year", "month"}:
        return chosen
    return next(
        (
            other
            for other in settled
            if other[0].origin != GUESS
            and other[1].precision not in {"year", "month"}
            and _agree(chosen, other)
        ),
        chosen,
    )


def _agree(one: _Settled, other: _Settled) -> bool:
    return not (_contradict(*one, *other) or _contradict(*other, *one))


def _reference(raw: RawArticle, order: Order) -> tuple[dt.date, str] | None:
    for text, origin in ((raw.captured, "captured"), (raw.stamp, "stamp")):
        if text and text.strip():
            found = parse_published(scrub(text), order=order)
            if found.date is not None and found.precision not in {"year", "month"}:
                return found.date, origin
    return None


def _order(raw: RawArticle, day: dt.date | None, language: str | None) -> Order:
    """Give the order by which the date that an export repeats is the day that it settled."""
    if raw.stamp:
        text = scrub(raw.dates[0].text)
        for order in _ORDERS:
            found = parse_published(text, reference=day, order=order, language=language)
            if found.text == raw.stamp:
                return order
    return None


def _contradict(date: RawDate, a: Published, other: RawDate, b: Published) -> bool:
    """Say whether the intervals lie apart; a guess contradicts nobody but another guess."""
    if (other.origin == GUESS and date.origin != GUESS) or not (a.date and a.last):
        return False
    if not (b.date and b.last):
        return False
    return max(a.date, b.date) - min(a.last, b.last) >= _CONFLICT
