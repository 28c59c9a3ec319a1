"""When did this come out, says the page? Layers, the surest first; else it stays undated."""

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from searcher.dates import calendars, exact, fallback, grammar, labels
from searcher.dates.clean import clean
from searcher.dates.model import Published
from searcher.dates.settle import Context, Order, settle
from searcher.dates.stamp import Stamp

# Longer strings are no stamps; the longest that is, JavaScript's with its zone's name, has 70.
_LONGEST = 100
Kind = Literal["date", "updated"]
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PERSIAN_DIGIT = re.compile("[\u06f0-\u06f9]")

FLAGS = MappingProxyType(
    {
        "unparsed": "No date was recognised.",
        "relative": "The date is relative to a now that is gone, as in `2 hours ago`.",
        "impossible": "There is no such day or time: `2024-13-01`, `30 Feb 2026`, `25:00`.",
        "year-out-of-range": "The year lies outside 1600 to 2261.",
        "zero-time": "A computer's clock shows so where it knows no time: `1970-01-01T00:00:00Z`.",
        "no-year": "No year was printed, and none was settled.",
        "no-reference": "A reference date would help to settle the year.",
        "too-far": "No day in the five years before the reference has this weekday.",
        "weekday-mismatch": "The weekday is not that day's, in the year printed or any near.",
        "two-matches": "Two years fit weekday and reference; the nearer one was taken.",
        "day-month-ambiguous": "Day and month may be either way round.",
        "order-contradicted": "The date fits only the other order of day and month.",
        "order-from-language": "The article's language settled day before month.",
        "two-digit-year": "Two digits of a year: weekday, reference or other dates tell which.",
        "language-ambiguous": "The month or weekday means different things in two languages.",
        "buddhist-era": "The year was printed in the Buddhist era, 543 ahead.",
        "persian-calendar": "The day was printed in the Persian (solar Hijri) calendar.",
        "era-year": "The year was counted from an era: of an emperor of Japan, of a republic.",
        "zone-ambiguous": "The zone's abbreviation has several meanings, so there is no instant.",
        "zone-unknown": "The zone does not exist or its rules are missing: there is no instant.",
        "future": "The date lies more than two days after the reference.",
        "updated": "The page calls it the date of an update.",
    }
)


def parse_published(
    raw: str,
    *,
    reference: dt.date | dt.datetime | None = None,
    order: Order | None = None,
    language: str | None = None,
    years: tuple[int, int] | None = None,
) -> Published:
    """Read a date as a page or data set printed it; never raises, never invents.

    `reference` is a day on which the text is known to have existed: it settles the year of a stamp
    with a weekday, or a year of two digits. `order` says how the file writes `02/03/2024`,
    `language` (BCP 47) which language the article is in, `years` the first and the last year that
    its other dates print in full: without a reference they settle two digits. What could not be
    settled has no date, and `flags` (see `FLAGS`) says why. An epoch or a time in UTC has no local
    day but that of UTC.
    """
    if len(raw) > 3 * _LONGEST:
        return Published(raw, flags=("unparsed",))
    day = reference.date() if isinstance(reference, dt.datetime) else reference
    return _parse(raw, day, order, _code(language), years)


@lru_cache(maxsize=16_384)
def _parse(
    raw: str,
    reference: dt.date | None,
    order: Order | None,
    language: str | None,
    years: tuple[int, int] | None,
) -> Published:
    """Run the layers; a feed, page or column repeats its dates, so the answer is kept."""
    text = clean(raw)
    flags: tuple[str, ...] = ()
    found: Stamp | int | None = None
    if len(text) <= _LONGEST and (any(c.isdigit() for c in text) or "年" in text):
        persian = not raw.isascii() and _PERSIAN_DIGIT.search(raw) is not None
        found = _surely(text, language, persian=persian)
        if found is None:
            stamp, updated = labels.without_label(text)
            flags = ("updated",) if updated else ()
            found = _surely(stamp, language, persian=persian) if stamp != text else None
            found = found or _read(stamp, language) or _beside(text, stamp, language)
            text = stamp
    if found is None:
        return Published(
            raw, flags=(*flags, "relative" if labels.is_relative(text) else "unparsed")
        )
    if isinstance(found, int):
        return _of_epoch(found, raw, flags)
    context = Context(reference, order, language, years)
    return settle(replace(found, flags=(*flags, *found.flags)) if flags else found, raw, context)


def _surely(text: str, language: str | None, *, persian: bool) -> Stamp | int | None:
    """Ask the layers of one anchored expression each; `persian` are the text's digits."""
    found = calendars.read(text, language, persian=persian)
    if found is None and not text.isascii() and (counted := calendars.without_era(text)):
        stamp = exact.read(counted)
        found = stamp if isinstance(stamp, Stamp) else None
        if found and text[0] not in calendars.SPELLED_DIGITS:
            found = replace(found, flags=("era-year",))
    return exact.read(text) if found is None else found


def _read(text: str, language: str | None) -> Stamp | None:
    """Ask the slower layers; dateparser never sees what is relative."""
    if not text.isascii():
        text = calendars.without_other(text)
    found = None if labels.is_ago(text) else grammar.read(text, language)
    if found is None and not labels.is_relative(text):
        found = fallback.read(text, language)
    return found


def _beside(text: str, stamp: str, language: str | None) -> Stamp | None:
    """Give the day behind the name of a place, or that which two calendars agree on."""
    if not text.isascii() and text.endswith(")") and (found := _twice(text, language)):
        return found
    if (rest := labels.without_place(stamp, signed=stamp != text and text.endswith(stamp))) is None:
        return None
    sure = exact.read(rest)
    found = sure if isinstance(sure, Stamp) else grammar.read(rest, language)
    if found is None or found.short or found.year is None:
        return None
    return replace(found, exact=False) if found.day or found.pair else None


def _twice(text: str, language: str | None) -> Stamp | None:
    """Give the day that stands in the Persian calendar and in ours, one of them in brackets."""
    first, bracket, second = text[:-1].partition("(")
    for persian, ours in ((first, second), (second, first)) if bracket else ():
        found = calendars.read(persian.strip(), language, persian=False)
        other = grammar.read(ours, language) if found else None
        if found and other and found.day and _day(found) == _day(other):
            return found
    return None


def _day(stamp: Stamp) -> tuple[int | None, int | None, int | None]:
    return stamp.year, stamp.month, stamp.day


def is_day(line: str) -> bool:
    """Say whether a whole line is a day with its year, in any language, and nothing beside it."""
    return _may_be_day(line) and _is_day(clean(line), line)


def day_of_line(line: str) -> Kind | None:
    """Say whether a whole line is a day, and of what its label says so, in any language.

    Nothing is settled, and whoever signs beside it makes the line more than a day.
    """
    return _day_of_line(line) if _may_be_day(line) else None


def _may_be_day(line: str) -> bool:
    return len(line) <= _LONGEST and (_YEAR.search(line) is not None or "年" in line)


@lru_cache(maxsize=4096)
def _day_of_line(line: str) -> Kind | None:
    text = clean(line)
    if _is_day(text, line):
        return "date"
    if labels.is_signed(text):
        return None
    stamp, updated = labels.without_label(text)
    if stamp == text or not _is_day(stamp, line):
        return None
    return "updated" if updated else "date"


@lru_cache(maxsize=4096)
def _is_day(text: str, raw: str) -> bool:
    if text.isdigit():
        return False
    persian = not raw.isascii() and _PERSIAN_DIGIT.search(raw) is not None
    found = _surely(text, None, persian=persian)
    if found is None and not text.isascii():
        text = calendars.without_other(text)
    found = found or grammar.read(text, None)
    return isinstance(found, Stamp) and found.year is not None and bool(found.day or found.pair)


def _of_epoch(seconds: int, raw: str, flags: tuple[str, ...]) -> Published:
    instant = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return Published(
        raw,
        date=instant.date(),
        precision="second",
        instant=instant,
        method="epoch",
        confidence="high",
        flags=flags,
    )


@lru_cache(maxsize=1024)
def _code(language: str | None) -> str | None:
    """Give the language of a BCP 47 tag as the tables name it: `pt` for `pt-BR`."""
    code = (language or "").replace("_", "-").partition("-")[0].lower()
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return None
    return {"nb": "no", "nn": "no", "iw": "he", "in": "id"}.get(code, code)


def forget() -> None:
    """Empty the caches, for tests and measurements of the layers themselves."""
    _parse.cache_clear()
    fallback.read.cache_clear()
