"""How many stories are among the hits? Exactly: every story lies in one window of numbers."""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import tantivy
from tantivy import DocAddress, Occur

from searcher.article import Article, fold, story_of
from searcher.engines.tantivy.chosen import is_within
from searcher.engines.tantivy.date_numbers import DATES
from searcher.engines.tantivy.facets import FacetCounter
from searcher.engines.tantivy.plan import Planner, own_filter, unscored
from searcher.engines.tantivy.source import keyword
from searcher.engines.tantivy.walk import total, windows
from searcher.query.model import SearchRequest
from searcher.results import Facet, FacetCount

# Values asked for in the first round, for each that is wanted: of those with the most articles
# some have fewer stories than others.
_MORE = 4
_FIRST = 50


class StoryCounter:
    """Counts stories on one snapshot of the index."""

    def __init__(self, searcher: tantivy.Searcher, planner: Planner) -> None:
        """Count on `searcher` what `planner` builds."""
        self._searcher = searcher
        self._planner = planner
        self._facets = FacetCounter(searcher, planner)
        self._sources: dict[int, tuple[int, dict[str, int]]] = {}

    def count(self, query: tantivy.Query) -> int:
        """Count the stories that have an article among the matches."""
        lists = windows(self._searcher, self._planner, query, field="story")
        return sum(len({number for number, _ in hits}) for hits in lists)

    def numbers(self, addresses: Sequence[DocAddress]) -> list[int]:
        """Give the stories of articles."""
        return [int(n or 0) for n in self._searcher.fast_field_values("story", list(addresses))]

    def copies(self, article: Article) -> tuple[int, int]:
        """Count the other articles of its story, and the outlets that they are from.

        A story is counted once, however many of its articles are asked about.
        """
        number = story_of(article)
        if number not in self._sources:
            every = unscored(self._planner.story(number))
            count = total(self._searcher.search(every, limit=1, count=True))
            listed = self._searcher.terms_with_prefix("source", "", every) if count > 1 else ()
            self._sources[number] = count, dict(listed)
        count, sources = self._sources[number]
        own = None if article.source is None else sources.get(keyword(fold(article.source)))
        return count - 1, len(sources) - (own == 1)

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count the stories of each value, the facet's own selection ignored."""
        query = self._planner.query(request, without=own_filter(field))
        column = self._planner.of(request).column(field)
        if field in DATES:
            found = self._facets.facet(request, field, limit, like=like)
            dates = tuple(self._recounted(query, field, one) for one in found.counts)
            return replace(found, counts=dates)
        size = None if limit is None else max(_MORE * limit, _FIRST)
        counted: dict[str | None, FacetCount] = {}
        while True:
            found = self._facets.facet(request, field, size, like=like)
            settled = self._recount(query, column, found.counts, counted, limit)
            if settled or not found.more or size is None:
                break
            size *= 8
        counts = sorted(
            counted.values(), key=lambda one: (-one.count, one.key is None, one.key or "")
        )
        shown = [one for at, one in enumerate(counts) if one.selected or is_within(at, limit)]
        return Facet(field, tuple(shown), more=found.more or len(shown) < len(found.counts))

    def _recount(
        self,
        query: tantivy.Query,
        field: str,
        found: Iterable[FacetCount],
        counted: dict[str | None, FacetCount],
        limit: int | None,
    ) -> bool:
        """Count values, those with the most articles first, until no other can come before.

        A value has no more stories than articles. Says whether that point was reached. A chosen
        value does not say so: it stands there however few articles it has, and others between.
        """
        best = sorted(-one.count for one in counted.values())
        settled = limit == 0
        for one in found:
            if limit and len(best) >= limit and one.count < -best[limit - 1] and not one.selected:
                settled = True
            if one.key not in counted and (one.selected or not settled):
                counted[one.key] = self._recounted(query, field, one)
                insort(best, -counted[one.key].count)
        return settled

    def _recounted(self, query: tantivy.Query, field: str, one: FacetCount) -> FacetCount:
        if one.count <= 1:
            return one
        value = unscored(self._facets.value(field, one.key))
        both = tantivy.Query.boolean_query([(Occur.Must, unscored(query)), (Occur.Must, value)])
        return replace(one, count=self.count(both))


Found = list[tuple[Any, DocAddress]]


def first_of_each(
    counter: StoryCounter, page: Callable[[int], tuple[int, Found]], offset: int, limit: int
) -> Found:
    """Give the first hit of each story, in the order of hits, from the one at `offset` on.

    `page` gives the number of all hits and the first so many of them.
    """
    wanted = offset + limit
    size = 2 * wanted + _FIRST
    while True:
        total, hits = page(size)
        seen: dict[int, tuple[Any, DocAddress]] = {}
        for number, hit in zip(counter.numbers([at for _, at in hits]), hits, strict=True):
            seen.setdefault(number, hit)
        if len(seen) >= wanted or size >= total:
            return [*seen.values()][offset:wanted]
        size *= 4
