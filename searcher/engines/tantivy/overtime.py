"""How many of the matches came out in each period, and which story came first?

Articles are counted by tantivy; a story lies in every period of an article of its own, so its
articles are looked at together, in windows of its number.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise

import tantivy
from tantivy import DocAddress

from searcher.dates.periods import Unit, period_of
from searcher.engines.tantivy.date_numbers import days_of
from searcher.engines.tantivy.facets import FacetCounter
from searcher.engines.tantivy.plan import Planner, all_of, unscored
from searcher.engines.tantivy.walk import total, windows
from searcher.trends import OverTime, TimelineSort

# Which numbers tell the periods: those of days also tell weeks, those of months quarters.
_COLUMN: Mapping[Unit, str] = {
    "day": "day",
    "week": "day",
    "month": "month",
    "quarter": "month",
    "year": "year",
}

# Days whose period is remembered: some 90 years, and 300 bytes each. They are asked for in order,
# so that fewer places than days would be none.
_KNOWN_DAYS = 1 << 15


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
    """Count the stories that have an article in each period, exactly, in constant memory.

    Most stories have one article that matches: they are counted as articles are, and only the
    others looked at.
    """
    column = _COLUMN[unit]
    whole = articles_over_time(searcher, planner, query, unit)
    counts: Counter[dt.date | str] = Counter({_UNDATED: whole.undated, _ROUGH: whole.rough})
    for day, count in whole.counts.items():
        counts[day] = count
    stories = whole.total
    for hits in windows(searcher, planner, query, field="story"):
        numbers = [number for number, _ in hits]
        several = {one for one, following in pairwise(numbers) if one == following}
        if not several:
            continue
        found = [hit for hit in hits if hit[0] in several]
        addresses = [address for _, address in found]
        values = searcher.fast_field_values(column, addresses)
        years = searcher.fast_field_values("year", addresses)
        places = [
            (number, _place(unit, column, value, year))
            for (number, _), value, year in zip(found, values, years, strict=True)
        ]
        counts.subtract(place for _, place in places)
        counts.update(place for _, place in set(places))
        stories += len(several) - len(found)
    undated, rough = counts.pop(_UNDATED), counts.pop(_ROUGH)
    days = {day: count for day, count in counts.items() if isinstance(day, dt.date)}
    return OverTime(days, undated, rough, stories)


# Where an article lies that is in no period.
_UNDATED, _ROUGH = "undated", "rough"


def _place(unit: Unit, column: str, value: float | None, year: float | None) -> dt.date | str:
    if value is not None:
        return _begin(unit, column, int(value))
    return _UNDATED if year is None else _ROUGH


@lru_cache(maxsize=_KNOWN_DAYS)
def _begin(unit: Unit, column: str, number: int) -> dt.date:
    return period_of(unit, days_of(column, number)[0]).first


# A story's oldest match: what comes before time in its order, its time, the story's number, how
# many of its articles match, and where it stands. No two have one number, so that places are never
# compared.
_Story = tuple[int, int, int, int, DocAddress]


class Stories:
    """The stories of a query in the order of time, or of their articles that match."""

    def __init__(self, searcher: tantivy.Searcher, planner: Planner, query: tantivy.Query) -> None:
        """Look on `searcher` for what `planner` made."""
        self._searcher = searcher
        self._planner = planner
        self._query = query
        self.total = 0

    def first(
        self, size: int | None, *, least: int, sort: TimelineSort = "time"
    ) -> list[tuple[DocAddress, int]]:
        """Give the oldest matches of the first stories (None: of all), with their numbers.

        Only of stories with so many matches at least, which `total` counts. All stories are looked
        at, and those wanted are held: some 200 bytes each.
        """
        found = self._walk(least, by_articles=sort == "copies")
        # Of none `nsmallest` would not even look at the stories, which are to be counted.
        listed = sorted(found) if size is None else nsmallest(max(size, 1), found)[:size]
        return [(address, articles) for *_, articles, address in listed]

    def _walk(self, least: int, *, by_articles: bool) -> Iterator[_Story]:
        self.total = 0
        for hits in windows(self._searcher, self._planner, self._query, field="story"):
            addresses = [address for _, address in hits]
            times = self._searcher.fast_field_values("oldest", addresses)
            at, size = 0, len(hits)
            while at < size:
                number, start = hits[at][0], at
                oldest, best = int(times[at] or 0), at
                at += 1
                while at < size and hits[at][0] == number:
                    if (time := int(times[at] or 0)) < oldest:
                        oldest, best = time, at
                    at += 1
                if at - start >= least:
                    self.total += 1
                    articles = at - start
                    yield -articles if by_articles else 0, oldest, number, articles, addresses[best]
