"""How many of the matches came out in each period, and which story came first?

Articles are counted by tantivy; a story lies in every period of an article of its own, so its
articles are looked at together, in windows of its number.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import nsmallest
from typing import NamedTuple

import tantivy
from tantivy import DocAddress

from searcher.dates.periods import Unit, period_of
from searcher.engines.tantivy.date_numbers import days_of
from searcher.engines.tantivy.facets import FacetCounter
from searcher.engines.tantivy.plan import Planner, all_of, unscored
from searcher.engines.tantivy.walk import total, windows
from searcher.trends import OverTime

# Which numbers tell the periods: those of days also tell weeks, those of months quarters.
_COLUMN: Mapping[Unit, str] = {
    "day": "day",
    "week": "day",
    "month": "month",
    "quarter": "month",
    "year": "year",
}


def articles_over_time(
    searcher: tantivy.Searcher, planner: Planner, query: tantivy.Query, unit: Unit
) -> OverTime:
    """Count the articles of each period."""
    column = _COLUMN[unit]
    numbers = dict(FacetCounter(searcher, planner).numbers(query, column))
    outside = numbers.pop(None, 0)
    counts: Counter[dt.date] = Counter()
    inside = 0
    for number, count in numbers.items():
        if number is not None and count:
            counts[_begin(unit, column, number)] += count
            inside += count
    undated = 0
    if outside:
        without = all_of([unscored(query), unscored(planner.absent("date"))])
        undated = total(searcher.search(without, limit=1, count=True))
    return OverTime(dict(counts), undated, outside - undated, inside + outside)


def stories_over_time(
    searcher: tantivy.Searcher, planner: Planner, query: tantivy.Query, unit: Unit
) -> OverTime:
    """Count the stories that have an article in each period, exactly, in constant memory."""
    column = _COLUMN[unit]
    counts: Counter[dt.date] = Counter()
    begins: dict[float, dt.date] = {}
    undated = rough = stories = 0
    for hits in windows(searcher, planner, query, field="story"):
        addresses = [address for _, address in hits]
        values = searcher.fast_field_values(column, addresses)
        pairs = {(story, value) for (story, _), value in zip(hits, values, strict=True)}
        for _, value in pairs:
            if value is not None and value not in begins:
                begins[value] = _begin(unit, column, int(value))
        stories += len({story for story, _ in pairs})
        inside = {(story, begins[value]) for story, value in pairs if value is not None}
        counts.update(begin for _, begin in inside)
        outside = [hit for hit, value in zip(hits, values, strict=True) if value is None]
        if outside:
            years = searcher.fast_field_values("year", [address for _, address in outside])
            told = zip(outside, years, strict=True)
            dated = {(story, year is not None) for (story, _), year in told}
            rough += sum(known for _, known in dated)
            undated += sum(not known for _, known in dated)
    return OverTime(dict(counts), undated, rough, stories)


def _begin(unit: Unit, column: str, number: int) -> dt.date:
    return period_of(unit, days_of(column, number)[0]).first


class _Story(NamedTuple):
    """A story's oldest match, ordered by its time; and how many match."""

    oldest: int
    number: int
    articles: int
    segment: int
    document: int


class Stories:
    """The stories of a query in the order of time."""

    def __init__(self, searcher: tantivy.Searcher, planner: Planner, query: tantivy.Query) -> None:
        """Look on `searcher` for what `planner` made."""
        self._searcher = searcher
        self._planner = planner
        self._query = query
        self.total = 0

    def first(self, size: int | None, *, least: int) -> list[tuple[DocAddress, int]]:
        """Give the oldest matches of the first stories (None: of all), with their numbers.

        Only of stories with so many matches at least, which `total` counts. All stories are looked
        at, and those wanted are held: some 200 bytes each.
        """
        found = self._walk(least)
        listed = sorted(found) if size is None else nsmallest(size, found)
        return [(DocAddress(one.segment, one.document), one.articles) for one in listed]

    def _walk(self, least: int) -> Iterator[_Story]:
        self.total = 0
        for hits in windows(self._searcher, self._planner, self._query, field="story"):
            addresses = [address for _, address in hits]
            times = self._searcher.fast_field_values("oldest", addresses)
            at = 0
            while at < len(hits):
                number, start = hits[at][0], at
                while at < len(hits) and hits[at][0] == number:
                    at += 1
                if at - start < least:
                    continue
                self.total += 1
                oldest, best = min((int(times[n] or 0), n) for n in range(start, at))
                place = addresses[best]
                yield _Story(oldest, number, at - start, place.segment_ord, place.doc)
