"""Stamps that people read: `Jan 30, 2026`, `Fr., 30. Januar 2026, 14.30 Uhr`, `7/2/2017 3 pm`.

The text must consist of the parts of one date and of words that say nothing; one part too many or
one unknown word, and it is no stamp. So no date is found in running text.
"""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import re
from dataclasses import dataclass, field, replace
from functools import cache

from searcher.dates import words, zones
from searcher.dates.exact import DAYS, EAST_ASIAN_DAYS, zone_of
from searcher.dates.stamp import Clock, Stamp

_TOKENS = r"""
    (?P<date>
      (?: \d{4} \s?(?P<s1>[-/.])\s? \d{1,2} \s?(?P=s1)\s? \d{1,2}
        | \d{1,2} \s?(?P<s2>[-/.])\s? \d{1,2} \s?(?P=s2)\s? (?:\d{4}|'?\d\d) ) (?!\d|[.:]\d) )
  | (?P<time> \d{1,2}:\d\d (?: :\d\d(?:[.,]\d{1,9})? )? (?!\d) )
  | (?P<hour> \d{1,2}\s?[hu]\s?\d\d(?!\d) | \d{1,2}\s?(?:uhr|uur|hrs?|h)(?![^\W\d_]) )
  | (?P<pair> \d{1,2}[./]\d{1,2}(?![\d/]|\.\d) )
  | th(?:an)?g\.?\s?(?P<month> \d{1,2})(?!\d)
  | (?P<number> \d{1,4})(?!\d) (?: (?:st|nd|rd|th|er|re|o|°|a|e|i|ko|eko|ی)(?![^\W\d_]) )?
  | (?P<half> [ap]\.?\s?m\b\.? | [πμ]\.?μ\b\.? | [صم](?!\w)
      | صباحا(?!\w) | مساءا?(?!\w) | এএম | পিএম )
  | (?P<name> [^\d\s,،、;:()\[\]/|·•–—+\-.'"<>]+ )
  | (?P<gap> [\s,،、;()\[\]/|·•–—.'-] )
"""
# After a time only, or the year of `10:00 Jan-30-2026` would be one; after UTC a bare hour will do.
_OFFSET = r"[+-](?:0\d|1[0-4]):?(?:00|15|30|45)(?!\d)"
_HOURS = r"[+-]\d{1,2}(?::?\d\d)?(?!\d)"
# JavaScript adds the zone's long name: `GMT+0100 (Central European Standard Time)`.
_ZONE_COMMENT = r"(?<=[+-]\d{4}) \([^()]*\)$"
_EAST_ASIAN_HALF = r"(오전|오후|上午|下午|午前|午後)\s?(\d{1,2}:\d\d(?::\d\d)?)"
# `2024.03.03 (일) 14:05`
_EAST_ASIAN_DAY = r"(?<=\d)\s?[(]([月火水木金土日월화수목금토일])(?:曜日?|요일)?[)]"
_ELISION = r"\b[dl]['’ʼ]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE if pattern is _TOKENS else 0)


@dataclass(slots=True)
class _Parts:
    """The tokens, sorted. A number keeps its printed width."""

    dates: list[str] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    numbers_before: int | None = None  # how many numbers stood before the first name or month
    clock: Clock | None = None


def read(text: str, language: str | None) -> Stamp | None:
    """Give the parts of the stamp that the whole text is, or None."""
    folded = words.fold(text)
    if "'" in folded or "’" in folded or "ʼ" in folded:
        folded = _compiled(_ELISION).sub("", folded)
    if not folded.isascii():
        folded = _compiled(_EAST_ASIAN_HALF).sub(_behind, folded)
        folded = _compiled(_EAST_ASIAN_DAY).sub(_in_english, folded)
    if folded.endswith(")"):
        folded = _compiled(_ZONE_COMMENT).sub("", folded)
    parts = _collect(folded, language)
    return _assemble(parts, language) if parts else None


def _behind(found: re.Match[str]) -> str:
    """Put the half of the day where European languages have it."""
    return f"{found[2]} {'pm' if found[1] in ('오후', '下午', '午後') else 'am'}"


def _in_english(found: re.Match[str]) -> str:
    """Give the day of the week as the tables know it, whichever the language."""
    return f" {DAYS[EAST_ASIAN_DAYS[found[1]]]} "


def _collect(text: str, language: str | None) -> _Parts | None:
    """Sort the tokens; None at the first that belongs to no date."""
    parts, last, at = _Parts(), "", 0
    while at < len(text):
        if text[at] in "+-" and parts.clock and last in ("time", "half", "zone"):
            zone = parts.clock.zone
            offset = _compiled(_HOURS if zone in ("UTC", "GMT") else _OFFSET).match(text, at)
            if offset and (zone is None or last == "zone"):
                if offset[0][0] == "-" and ":" in offset[0] and _is_span(parts.clock, text, at):
                    return None
                parts.clock = replace(parts.clock, zone=zone_of(offset[0]))
                last, at = "offset", offset.end()
                continue
        found = _compiled(_TOKENS).match(text, at)
        if not found:
            return None
        at = found.end()
        kind = found.lastgroup or ""  # the outer one: it closes last
        token = found[kind]
        if kind == "gap":
            continue
        if kind == "name":
            kind = _name(token, parts, language, last)
        elif kind == "half":
            kind = _half(token, parts, last)
        elif kind in ("time", "hour"):
            if parts.clock:
                return None
            parts.clock = _clock(token)
            kind = "time"
        elif kind == "number":
            parts.numbers.append(token)
        elif kind == "month":
            parts.months.append(int(token))
            parts.numbers_before = len(parts.numbers)
        elif kind == "date":
            parts.dates.append(token)
        else:
            parts.pairs.append(token)
        if not kind:
            return None
        last = kind
    return parts


def _is_span(clock: Clock, text: str, at: int) -> bool:
    """Tell `10:00-11:00`, from ten to eleven, from an offset behind seconds or a space."""
    return clock.precision == "minute" and text[at - 1].isdigit()


def _name(token: str, parts: _Parts, language: str | None, last: str) -> str:
    """Keep a word for later, but a zone behind a time belongs to the time."""
    word = words.key(token)
    if not parts.clock and last in ("date", "number") and word in ("gmt", "utc", "cet", "cest"):
        return "zone"  # without a time it says nothing
    is_zone = zones.is_zone(word.upper())
    if is_zone and last == "pair" and not parts.clock and _is_clock(parts.pairs[-1]):
        parts.clock = _clock(parts.pairs.pop())  # `14.05 WIB`
    if parts.clock and is_zone:
        mine = any(role.language == language for role in words.table().roles.get(word, ()))
        if not mine or language == "en":
            if parts.clock.zone is None:
                parts.clock = replace(parts.clock, zone=word.upper())
            return "zone"
    if parts.numbers_before is None and word in words.table().roles:
        parts.numbers_before = len(parts.numbers)
    parts.names.append(word)
    return "name"


def _half(token: str, parts: _Parts, last: str) -> str:
    """Apply a.m. or p.m. to the time or number before it; a German `am` elsewhere says nothing."""
    if last == "number" and not parts.clock and int(parts.numbers[-1]) <= 12:
        parts.clock = Clock(int(parts.numbers.pop()), precision="hour")
    elif last == "pair" and not parts.clock and _is_clock(parts.pairs[-1]):
        parts.clock = _clock(parts.pairs.pop())
    elif last != "time" or not parts.clock:
        return "name" if token[0] in "aصم" else ""
    hour = parts.clock.hour
    afternoon = token[0] in "pμمপ"  # π.μ. is before noon
    if 1 <= hour <= 12:
        hour = hour % 12 + (12 if afternoon else 0)
    elif not afternoon and hour != 0:
        return ""
    parts.clock = replace(parts.clock, hour=hour)
    return "half"


def _clock(token: str) -> Clock:
    """Read `7:30`, `07:30:15.25`, `14h30`, `14 Uhr`, `14.30`."""
    numbers = [int(n) for n in re.findall(r"\d+", token)][:3]
    if len(numbers) == 1:
        return Clock(numbers[0], precision="hour")
    if len(numbers) == 2:
        return Clock(numbers[0], numbers[1])
    return Clock(numbers[0], numbers[1], numbers[2], "second")


def _assemble(parts: _Parts, language: str | None) -> Stamp | None:
    """Fit the parts together; None where one is left over or missing."""
    names = _names(parts.names)
    if names is None or len(parts.dates) > 1 or len(parts.months) > 1:
        return None
    spoken = words.languages(names)
    named = words.readings(names, language, month=False)
    with_month = words.readings(names, language, month=True)
    if len(names) > 1 and not with_month:
        with_month = words.readings(words.once(names), language, month=True)
    if parts.dates or (parts.pairs and not with_month and not parts.months):
        if names and not named:
            return None
        return _of_numbers(parts, named, spoken)
    if parts.months:
        readings = frozenset(words.Reading(parts.months[0], r.weekday) for r in named)
        readings = readings or frozenset({words.Reading(parts.months[0], None)})
        if names and not named:
            return None
    else:
        readings = with_month
    return _of_names(parts, readings, spoken) if readings else None


def _names(found: list[str]) -> tuple[str, ...] | None:
    """Join names of two words, drop what says nothing; None if a word is unknown."""
    table, names, at = words.table(), [], 0
    while at < len(found):
        word, both = found[at], "".join(found[at : at + 2])
        if len(both) > len(word) and (both in table.roles or both in table.fillers):
            word = both
            at += 1
        at += 1
        if word in table.roles:
            names.append(word)
        elif word not in table.fillers:
            return None
    return tuple(names)


def _of_numbers(
    parts: _Parts, readings: frozenset[words.Reading], spoken: frozenset[str]
) -> Stamp | None:
    """Build `30.01.2026`, `2017/2/7`, `1/30/26`, and `Fr 30.01.`, whose weekday tells the year."""
    if parts.numbers or parts.months:
        return None
    pairs = list(parts.pairs)
    token = parts.dates[0] if parts.dates else pairs.pop(0)
    clock = parts.clock
    if pairs and not clock and _is_clock(pairs[0]):
        clock = _clock(pairs.pop(0))
    numbers = re.findall(r"\d+", token)
    dotted = "." in token
    weekdays = frozenset(r.weekday for r in readings if r.weekday is not None)
    if pairs or (len(numbers) == 2 and dotted and not weekdays):
        return None  # a bare `3.14` is a number
    if len(numbers[0]) == 4:
        year, month, day = map(int, numbers)
        return Stamp("pattern", year=year, month=month, day=day, weekdays=weekdays, clock=clock)
    return Stamp(
        "pattern",
        year=int(numbers[2]) if len(numbers) == 3 else None,
        short=len(numbers) == 3 and len(numbers[2]) == 2,
        pair=(int(numbers[0]), int(numbers[1])),
        dotted=dotted,
        languages=spoken,
        weekdays=weekdays,
        clock=clock,
    )


def _of_names(
    parts: _Parts, readings: frozenset[words.Reading], spoken: frozenset[str]
) -> Stamp | None:
    """Build a stamp whose month is a name, from one or two numbers."""
    clock = parts.clock
    if parts.pairs:
        if clock or len(parts.pairs) > 1 or not _is_clock(parts.pairs[0]):
            return None
        clock = _clock(parts.pairs[0])
    years = [n for n in parts.numbers if len(n) == 4]
    days = [n for n in parts.numbers if len(n) < 3]
    if len(years) + len(days) != len(parts.numbers) or len(years) > 1:
        return None
    short = swappable = False
    if not years and len(days) == 2:
        if parts.numbers_before == 2:
            return None
        short, swappable = True, parts.numbers_before == 1
        years = [days.pop()]
    if len(days) > 1 or not (years or days) or (clock and not days):
        return None
    months = {r.month for r in readings if r.month is not None}
    return Stamp(
        "pattern",
        year=int(years[0]) if years else None,
        month=min(months) if len(months) == 1 else None,
        unclear=len(months) > 1,
        day=int(days[0]) if days else None,
        short=short,
        swappable=swappable,
        languages=spoken,
        weekdays=frozenset(r.weekday for r in readings if r.weekday is not None),
        clock=clock,
    )


def _is_clock(token: str) -> bool:
    """Say whether a pair can be a time as `14.30`, as many languages print it."""
    return re.fullmatch(r"\d{1,2}\.\d\d", token) is not None
