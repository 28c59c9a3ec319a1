"""Which of a pattern's matches have which score? Those in title and text twice that of the others.

A word with wildcards, a fuzzy one and an expression score 1 in each part of an article that they
stand in, whatever the words. So most of their matches tie, and those of one score are the matches
of a query, which can be had in order of id at once.
"""

import re

import tantivy
from tantivy import Occur

from searcher.engines.beside import begun
from searcher.engines.tantivy.plan import Planner, all_of
from searcher.engines.tantivy.ranking import Scored, by_key, first_by_id, rounded
from searcher.engines.tantivy.walk import total
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

# Added to a score of 1 in one part and of 2 in both; and what then lies between them.
_BELOW, _BETWEEN = -2.001, -0.5


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
        self._node = node
        self._lowest, self._highest = rounded(weight), rounded(2 * weight)

    def _parts(self) -> tuple[Node, Node]:
        """Give what is looked for in each part."""
        return replace(self._node, field="title"), replace(self._node, field="body")

    def exactly(self, score: float) -> tantivy.Query | None:
        """Give the query for the matches of a score; None where it is no score of theirs."""
        tiers: dict[float, Node] = {self._lowest: self._node}
        if self._node.field is None:
            both = And(self._parts())
            tiers = {self._lowest: And((self._node, Not(both))), self._highest: both}
        found = tiers.get(score)
        if found is None:
            return None
        return self._planner.query(replace(self._request, query=found))

    def page(self, searcher: tantivy.Searcher, limit: int, offset: int) -> tuple[int, list[Scored]]:
        """Give the total and the page, of which no more than `ranking.CROWD` hits lie before."""
        if self._node.field is not None:
            query = self._planner.query(replace(self._request, query=self._node))
            found = first_by_id(searcher, query, limit, offset=offset, count=True)
            return total(found), [(self._lowest, address) for _, address in found.hits]
        if _is_prefix(self._node):
            return self._by_parts(searcher, limit, offset)
        return self._at_once(searcher, limit, offset)

    def _at_once(
        self, searcher: tantivy.Searcher, limit: int, offset: int
    ) -> tuple[int, list[Scored]]:
        """Look once: to find which words fit takes longer than to order all that have them.

        tantivy can multiply a score by the logarithm of a number, and gives the highest first. With
        `_BELOW` added, scores are negative: close to 0 in both parts, times a logarithm of 1 to 64
        still above those in one part, and of equal ones the lowest id comes first.
        """
        found = self._planner.query(replace(self._request, query=self._node), scored=True)
        below = tantivy.Query.const_score_query(tantivy.Query.all_query(), _BELOW)
        query = tantivy.Query.boolean_query([(Occur.Must, found), (Occur.Must, below)])
        count, hits = by_key(searcher, query, limit, offset, weight_by_field="id64")
        return count, [
            (self._highest if key > _BETWEEN else self._lowest, address) for key, address in hits
        ]

    def _by_parts(
        self, searcher: tantivy.Searcher, limit: int, offset: int
    ) -> tuple[int, list[Scored]]:
        """Look for the first of each part by id, and beside them for those of both.

        To score all matches, and then look for the first of those that tie, takes as long without a
        second processor and twice as long with it.
        """
        room = offset + limit
        each = [self._planner.query(replace(self._request, query=part)) for part in self._parts()]
        two = all_of(each)
        waited = begun(lambda: first_by_id(searcher, two, room, count=True))
        several = [first_by_id(searcher, one, room, count=True) for one in each]
        both = waited()
        hits: list[Scored] = [(self._highest, address) for _, address in both.hits]
        if len(hits) < room:
            # These are all that stand in both.
            places = {(address.segment_ord, address.doc) for _, address in hits}
            others = [
                (number, address)
                for found in several
                for number, address in found.hits
                if (address.segment_ord, address.doc) not in places
            ]
            others.sort(key=lambda hit: hit[0])
            hits += [(self._lowest, address) for _, address in others[: room - len(hits)]]
        return sum(map(total, several)) - total(both), hits[offset:]


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


def _is_prefix(node: Pattern | Fuzzy | Regex) -> bool:
    """Say whether all words that begin so are meant: quickly found, and often many."""
    return isinstance(node, Pattern) and re.fullmatch(r"[^*?]+\*", node.text) is not None
