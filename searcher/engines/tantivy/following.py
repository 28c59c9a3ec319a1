"""Which hits come behind one? Where their order is that of a number, any page costs as the first.

Numbers are newest, oldest (each with some bits of the id) and id64, all of them fast: what lies
behind a hit is a range, and not a place that is found by counting all before it. Scores are no
field, so the hits of words are counted; see `ranking`.
"""

from itertools import takewhile
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Occur

from searcher.engines.tantivy.plan import Planner, unscored
from searcher.engines.tantivy.ranking import IDS, by_id, by_time
from searcher.query.model import Cursor, SearchRequest

Found = list[tuple[Any, DocAddress]]


class Place(NamedTuple):
    """Where a hit stands in an order: by the number of its field, then by id."""

    number: int
    id64: int


class Following:
    """Gives the hits of one request behind any of them, where they come by a number."""

    def __init__(
        self, searcher: tantivy.Searcher, planner: Planner, request: SearchRequest
    ) -> None:
        """Keep what is asked."""
        self._searcher, self._planner = searcher, planner
        self._query = planner.query(request)
        self._sort = request.sort
        self._first: dict[int, tuple[int, int]] = {}

    def place(self, cursor: Cursor) -> Place | None:
        """Find the place of a cursor; None where there is no such article."""
        if self._sort == "relevance":
            return Place(cursor.id64, cursor.id64)
        article = self._planner.article(cursor.id)
        found = self._searcher.search(article, 1, count=False, order_by_field=self._sort)
        return Place(int(found.hits[0][0]), cursor.id64) if found.hits else None

    def page(self, place: Place, limit: int) -> tuple[int, Found]:
        """Count all hits behind a place, and give the next, `limit` at most and at least 1."""
        if self._sort == "relevance":
            behind = self._planner.ids(place.id64 + 1, IDS - 1)
            return self._ordered(self._within(behind), limit)
        bounds = (None, place.number) if self._sort == "newest" else (place.number, None)
        query = self._within(self._planner.numbers(self._sort, *bounds))
        # The hit of the place itself is found too, and those before it that have its number.
        ties = 1
        while True:
            count, hits = self._ordered(query, limit + ties)
            passed = self._passed(hits, place)
            if passed <= ties or len(hits) == count:
                return count - passed, hits[passed : passed + limit]
            ties *= 8

    def stories(self, place: Place, limit: int) -> Found:
        """Give the next hits that are the first of their story, `limit` at most."""
        found: Found = []
        left, hits = 1, Found()
        while len(found) < limit and left > len(hits):
            left, hits = self.page(place, 2 * limit)
            addresses = [address for _, address in hits]
            stories = self._searcher.fast_field_values("story", addresses)
            found += [
                hit for hit, story in zip(hits, stories, strict=True) if self._is_first(hit, story)
            ]
            if hits:
                place = self._place_of(hits[-1])
        return found[:limit]

    def _is_first(self, hit: tuple[Any, DocAddress], story: Any) -> bool:
        if self._searcher.doc_freq("story", story) == 1:
            return True
        if story not in self._first:
            _, first = self._ordered(self._within(self._planner.story(story)), 1)
            self._first[story] = first[0][1].segment_ord, first[0][1].doc
        return (hit[1].segment_ord, hit[1].doc) == self._first[story]

    def _place_of(self, hit: tuple[Any, DocAddress]) -> Place:
        id64 = self._ids([hit])[0]
        return Place(id64 if self._sort == "relevance" else int(hit[0]), id64)

    def _passed(self, hits: Found, place: Place) -> int:
        """Count the first hits that have the number of the place, and no later id."""
        tied = [*takewhile(lambda hit: hit[0] == place.number, hits)]
        return sum(number <= place.id64 for number in self._ids(tied))

    def _ids(self, hits: Found) -> list[int]:
        addresses = [address for _, address in hits]
        return [int(n or 0) for n in self._searcher.fast_field_values("id64", addresses)]

    def _ordered(self, query: tantivy.Query, limit: int) -> tuple[int, Found]:
        if self._sort == "relevance":
            return by_id(self._searcher, query, limit, 0)
        return by_time(self._searcher, query, self._sort, limit, 0)

    def _within(self, other: tantivy.Query) -> tantivy.Query:
        both = (self._query, other)
        return tantivy.Query.boolean_query([(Occur.Must, unscored(one)) for one in both])
