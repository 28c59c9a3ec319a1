"""Which hits stand on a page, and how many are there in all?"""

from typing import TYPE_CHECKING, Any, Protocol

import tantivy

from searcher.engines.tantivy import ranking
from searcher.engines.tantivy.late import Articles
from searcher.engines.tantivy.plan import Planner, is_constant
from searcher.engines.tantivy.walk import total
from searcher.query.model import (
    And,
    Boosted,
    Cursor,
    Everything,
    Fuzzy,
    Pattern,
    Regex,
    SearchRequest,
)
from searcher.record import replace

if TYPE_CHECKING:
    from searcher.engines.tantivy.tiers import Tiers

# How many hits are ordered by the words of the best.
WINDOW = 30

Found = list[tuple[Any, tantivy.DocAddress]]


class Ranked(Protocol):
    """Gives the total and the hits from `offset` on, `limit` at most and at least 1."""

    def __call__(self, limit: int, offset: int = 0) -> tuple[int, Found]:
        """Look."""


def count(searcher: tantivy.Searcher, planner: Planner, request: SearchRequest) -> int:
    """Count the articles that match, or their stories; page, sort and facets are ignored."""
    query = planner.query(request)  # a mistake is one in an empty index too
    if searcher.num_docs == 0:
        return 0
    if request.count == "stories":
        from searcher.engines.tantivy.stories import StoryCounter

        return StoryCounter(searcher, planner).count(query)
    limited = request.filters or request.within or request.date_confidence
    if isinstance(request.query, Everything) and not limited:
        return searcher.num_docs  # to count them one by one takes 5 ms a million
    if limited or isinstance(request.query, And):
        # In order of time none is scored, which takes a third less where several must hold; to look
        # up the time of all that have a word takes as long as to score them.
        return total(searcher.search(query, limit=1, count=True, order_by_field="newest"))
    return total(searcher.search(query, limit=1, count=True))


def page(
    searcher: tantivy.Searcher,
    planner: Planner,
    request: SearchRequest,
    articles: Articles,
) -> tuple[int, Found]:
    """Give the total, and the (sort key, address) of the hits on the page.

    `articles` are those of the searcher.
    """
    size = searcher.num_docs
    limit = size if request.limit is None else min(max(request.limit, 0), size)
    offset = max(request.offset, 0)
    # tantivy makes room for offset + limit hits before it looks, and panics at no limit.
    if limit == 0 or offset >= size:
        return count(searcher, planner, request), []
    if request.cursor and _is_by_number(request):
        found = _behind(searcher, planner, replace(request, limit=limit), request.cursor)
        if found is not None:
            return found
    if request.count == "stories":
        from searcher.engines.tantivy.stories import StoryCounter, first_of_each

        single = replace(request, count="articles", offset=0)
        return count(searcher, planner, request), first_of_each(
            StoryCounter(searcher, planner),
            lambda most: page(searcher, planner, replace(single, limit=most), articles),
            offset,
            limit,
        )
    if request.sort == "relevance":
        if (request.limit, request.offset) != (limit, offset):
            request = replace(request, limit=limit, offset=offset)
        return _by_relevance(searcher, planner, request, articles)
    return ranking.by_time(searcher, planner.query(request), request.sort, limit, offset)


def _behind(
    searcher: tantivy.Searcher, planner: Planner, request: SearchRequest, cursor: Cursor
) -> tuple[int, Found] | None:
    """Give the total and the page behind a cursor; None where it must be found by its offset."""
    from searcher.engines.tantivy.following import Following

    following = Following(searcher, planner, request)
    place = following.place(cursor)
    if place is None:
        return None
    limit = request.limit or 0
    if request.count == "stories":
        return count(searcher, planner, request), following.stories(place, limit)
    left, found = following.page(place, limit)
    return cursor.rank + left, found


def _by_relevance(
    searcher: tantivy.Searcher, planner: Planner, request: SearchRequest, articles: Articles
) -> tuple[int, Found]:
    """Give the total and the page by how well the words match, and by age where that is asked."""
    limit, offset = request.limit or 0, request.offset
    if is_constant(request.query):
        query = planner.query(request)

        def ranked(limit: int, offset: int = 0) -> tuple[int, Found]:
            return ranking.by_id(searcher, query, limit, offset)
    else:
        ranked = _by_words(searcher, planner, request, articles)
    if request.recency is None:
        return ranked(limit, offset)
    from searcher.engines.tantivy.recency import by_recency

    return by_recency(searcher, request.recency, ranked, limit, offset)


def _by_words(
    searcher: tantivy.Searcher, planner: Planner, request: SearchRequest, articles: Articles
) -> Ranked:
    """Give what gives the total and a page by the words.

    Where one of several words suffices, the first hits of all are ordered anew by what the best of
    them have in common. None of them loses by it, so all others follow. To expand is to score all
    hits by that.
    """
    cursor = request.cursor

    def behind(offset: int) -> int | None:
        # Hits up to WINDOW may be ordered otherwise than by this query.
        return cursor.id64 if cursor and cursor.rank == offset > WINDOW else None

    if not request.expand and (tiers := _tiers(planner, request)):

        def in_tiers(limit: int, offset: int = 0) -> tuple[int, Found]:
            last = behind(offset)
            if last is None and offset + limit <= ranking.CROWD:
                return tiers.page(searcher, limit, offset)
            query = planner.query(request, scored=True)
            return ranking.by_score(
                searcher, planner, query, limit, offset, tiers=tiers, behind=last
            )

        return in_tiers
    query = planner.query(request, scored=True)

    def found(limit: int, offset: int = 0) -> tuple[int, Found]:
        return ranking.by_score(searcher, planner, query, limit, offset, behind=behind(offset))

    if not request.expand and not (request.any and planner.places.telling(request.query)):
        return found
    from searcher.engines.tantivy.feedback import Feedback  # most searches need none

    feedback = Feedback(searcher, planner.places, articles)
    if request.expand:
        _, first = found(min(WINDOW, searcher.num_docs))
        added = feedback.clauses(feedback.expansions(request.query, first))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *added])
        return found

    def anew(limit: int, offset: int = 0) -> tuple[int, Found]:
        if offset >= WINDOW:
            return found(limit, offset)
        size, first = found(min(WINDOW, searcher.num_docs))
        hits: Found = [*feedback.rescored(request.query, first)]
        rest = offset + limit - WINDOW
        if rest > 0 and size > WINDOW:
            hits += found(rest, WINDOW)[1]
        return size, hits[offset : offset + limit]

    return anew


def _is_by_number(request: SearchRequest) -> bool:
    """Say whether hits come by time, or by id alone."""
    return request.sort != "relevance" or (is_constant(request.query) and not request.recency)


def _tiers(planner: Planner, request: SearchRequest) -> "Tiers | None":
    """Give the tiers of a request for a pattern: most matches have one of two scores."""
    node = request.query
    if not isinstance(node.child if isinstance(node, Boosted) else node, Pattern | Fuzzy | Regex):
        return None
    from searcher.engines.tantivy.tiers import tiers_of  # most requests are for words

    return tiers_of(planner, request)
