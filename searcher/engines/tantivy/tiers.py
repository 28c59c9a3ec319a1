"""Which of a pattern's matches have which score? Those in title and text twice that of the others.

A word with wildcards, a fuzzy one and an expression score 1 in each part of an article that they
stand in, whatever the words. So most of their matches tie, and those of one score are the matches
of a query, which can be had in order of id at once.
"""

import re

import tantivy

from searcher.engines.tantivy.plan import Planner
from searcher.engines.tantivy.ranking import rounded
from searcher.query.model import (
    And,
    Boosted,
    Fuzzy,
    Node,
    Not,
    Pattern,
    Regex,
    SearchRequest,
)
from searcher.record import replace


class Tiers:
    """The scores of a pattern's matches, of 6 digits, and which matches have them."""

    def __init__(
        self,
        planner: Planner,
        request: SearchRequest,
        node: Pattern | Fuzzy | Regex,
        weight: float,
    ) -> None:
        """`node` is the pattern of the request, and scores `weight` in each part."""
        self._planner, self._request = planner, request
        self._lowest = rounded(weight)
        self._tiers: dict[float, Node] = {self._lowest: node}
        if node.field is None:
            both = And((replace(node, field="title"), replace(node, field="body")))
            self._tiers = {self._lowest: And((node, Not(both))), rounded(2 * weight): both}

    def exactly(self, score: float) -> tantivy.Query | None:
        """Give the query for the matches of a score; None where it is no score of theirs."""
        found = self._tiers.get(score)
        if found is None:
            return None
        return self._planner.query(replace(self._request, query=found))

    def is_lowest(self, score: float) -> bool:
        """Say whether all matches have this score or a higher one."""
        return score == self._lowest


def tiers_of(planner: Planner, request: SearchRequest) -> Tiers | None:
    """Give the tiers of a request for a pattern, None for any other."""
    asked = request.query
    node, weight = (asked.child, asked.weight) if isinstance(asked, Boosted) else (asked, 1.0)
    if not weight or not isinstance(node, Pattern | Fuzzy | Regex) or not _is_even(planner, node):
        return None
    return Tiers(planner, request, node, weight)


def _is_even(planner: Planner, node: Pattern | Fuzzy | Regex) -> bool:
    """Say whether the words that match all weigh the same: what means only one is scored as one."""
    if isinstance(node, Fuzzy):
        tokens = planner.places.analysis.query_tokens(node.text, None)
        return tokens is not None and len(tokens) == 1
    return isinstance(node, Regex) or re.search(r"[*?]", node.text) is not None
