"""Which hits stand on a page, and how many are there in all?"""

from dataclasses import replace
from typing import Any

import tantivy

from searcher.engines.tantivy import ranking
from searcher.engines.tantivy.plan import Planner, is_constant
from searcher.engines.tantivy.walk import total
from searcher.query.model import Boosted, Fuzzy, Node, Pattern, Regex, SearchRequest

Found = list[tuple[Any, tantivy.DocAddress]]


def count(searcher: tantivy.Searcher, planner: Planner, request: SearchRequest) -> int:
    """Count the articles that match, or their stories; page, sort and facets are ignored."""
    query = planner.query(request)  # a mistake is one in an empty index too
    if searcher.num_docs == 0:
        return 0
    if request.count == "stories":
        from searcher.engines.tantivy.stories import StoryCounter

        return StoryCounter(searcher, planner).count(query)
    return total(searcher.search(query, limit=1, count=True))


def page(searcher: tantivy.Searcher, planner: Planner, request: SearchRequest) -> tuple[int, Found]:
    """Give the total, and the (sort key, address) of the hits on the page."""
    size = searcher.num_docs
    limit = size if request.limit is None else min(max(request.limit, 0), size)
    offset = max(request.offset, 0)
    # tantivy makes room for offset + limit hits before it looks, and panics at no limit.
    if limit == 0 or offset >= size:
        return count(searcher, planner, request), []
    if request.count == "stories":
        from searcher.engines.tantivy.stories import StoryCounter, first_of_each

        articles = replace(request, count="articles", offset=0)
        return count(searcher, planner, request), first_of_each(
            StoryCounter(searcher, planner),
            lambda most: page(searcher, planner, replace(articles, limit=most)),
            offset,
            limit,
        )
    if request.sort == "relevance":
        if is_constant(request.query):
            return ranking.by_id(searcher, planner.query(request), limit, offset)
        query = planner.query(request, scored=True)
        alike = _is_alike(request.query)
        return ranking.by_score(searcher, planner, query, limit, offset, alike=alike)
    return ranking.by_time(searcher, planner.query(request), request.sort, limit, offset)


def _is_alike(node: Node) -> bool:
    """Say whether all matches will have one of a few scores."""
    if isinstance(node, Boosted):
        node = node.child
    return isinstance(node, Pattern | Fuzzy | Regex)
