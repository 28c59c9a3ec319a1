"""Which days does a source lack, and which of its dates lie far before all others?

A source is daily where it has articles on four fifths of the days between its first and its last,
counted on those days of the week only on which it usually appears: a paper without a Sunday issue
lacks no Sundays.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from searcher.index.doctor.walked import DAY_BITS

if TYPE_CHECKING:
    from array import array

_DAILY = 0.8  # of its days of the week
_WEEKDAY = 0.5  # of all such days: on fewer a source does not usually appear
_SHORTEST = 14  # days between first and last: of fewer nothing can be said
# Where nearly all of a source begins: the day before which a tenth of its articles lies.
_NEARLY_ALL = 0.1
_FEWEST = 20  # articles with a day, for outliers
_FAR = 20 * 366  # days


@dataclass(frozen=True, slots=True)
class Gaps:
    """The days that a daily source lacks, of `expected` ones."""

    source: str
    missing: tuple[dt.date, ...]
    expected: int
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Outliers:
    """The last day of a source that lies far before nearly all of its articles."""

    source: str
    until: dt.date


def by_source(days: "array[int]", names: dict[str, int]) -> Iterator[tuple[str, list[int]]]:
    """Give each source's days as ordinals in order, one for each article."""
    keys = {number: key for key, number in names.items()}
    mask = (1 << DAY_BITS) - 1
    for number, group in groupby(sorted(days), key=lambda one: one >> DAY_BITS):
        yield keys[number], [one & mask for one in group]


def gaps(source: str, ordinals: list[int]) -> Gaps | None:
    """Find the days that are missing; None where the source is not daily."""
    # What lies far before the rest is no beginning of the source.
    start = outliers(source, ordinals)
    there = set(ordinals if start is None else [n for n in ordinals if n > start.until.toordinal()])
    first, last = min(there), max(there)
    if last - first < _SHORTEST or len(there) < _DAILY * (last - first + 1) / 7:
        return None
    present = [0] * 7
    for day in there:
        present[day % 7] += 1
    possible = [len(range(first + (weekday - first) % 7, last + 1, 7)) for weekday in range(7)]
    usual = {n for n in range(7) if possible[n] and present[n] >= _WEEKDAY * possible[n]}
    expected = sum(possible[n] for n in usual)
    if not usual or sum(present[n] for n in usual) < _DAILY * expected:
        return None
    # Once a week is weekly, not daily.
    if len(usual) < 3:  # noqa: PLR2004
        return None
    missing = [day for day in range(first, last + 1) if day % 7 in usual and day not in there]
    return Gaps(
        source,
        tuple(map(dt.date.fromordinal, missing)),
        expected,
        dt.date.fromordinal(first),
        dt.date.fromordinal(last),
    )


def outliers(source: str, ordinals: list[int]) -> Outliers | None:
    """Find the days far before nearly all of the source; None where there are none."""
    if len(ordinals) < _FEWEST:
        return None
    limit = ordinals[max(1, int(len(ordinals) * _NEARLY_ALL))] - _FAR
    before = [day for day in ordinals if day < limit]
    return Outliers(source, dt.date.fromordinal(before[-1])) if before else None
