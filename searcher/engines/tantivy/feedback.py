"""Which words do the best hits have in common, that the query did not think of?

Rocchio's feedback without a judge: the first hits are taken to be right, the words that stand out
in them are weighed by BM25's own saturation and rarity, and articles that have them too move up.
Only the order changes, never what is found. What the numbers below were chosen by stands in
docs/ranking.md.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import tantivy
from tantivy import DocAddress, Occur

from searcher.article import Article
from searcher.engines.tantivy.analysis import primary, stem_field
from searcher.engines.tantivy.late import Articles
from searcher.engines.tantivy.letters import is_kurdish, joined, smooth
from searcher.engines.tantivy.places import Places
from searcher.engines.tantivy.ranking import rounded
from searcher.engines.tantivy.schema import UNSTEMMED
from searcher.query.model import Node

# Hits that are read, and words taken from them. The hit of rank r counts 1 / log2(r + 1), as it
# does for whoever reads them (nDCG).
HITS = 4
WORDS = 15
# Characters that are read of each: news says early what it is about.
READ = 400
# Candidates whose rarity is looked up.
_CANDIDATES = 40
# Of BM25, as tantivy has them.
_K1, _B = 1.2, 0.75

Scored = tuple[float, DocAddress]


class Expansion(NamedTuple):
    """A word of the best hits, and what it weighs."""

    field: str
    token: str
    weight: float


class Feedback:
    """Reads hits of one searcher; `articles` are its own."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        places: Places,
        articles: Articles,
    ) -> None:
        """Keep what every query needs."""
        self._searcher = searcher
        self._places = places
        self._articles = articles

    def expansions(self, node: Node, hits: Sequence[Scored]) -> list[Expansion]:
        """Give the words to add to a query whose first hits these are, the weightiest first."""
        chosen = self._articles.at(self._chosen(hits), whole=True)
        read = [self._counted(article) for article in chosen]
        mean = sum(counted.length for counted in read) / max(len(read), 1) or 1.0
        found: dict[str, dict[str, float]] = {}
        for rank, (field, counts, length) in enumerate(read, 1):
            discount = 1 / math.log2(rank + 1)
            room = _K1 * (1 - _B + _B * length / mean)
            most = max(counts.values(), default=0)
            worths = [discount * count / (count + room) for count in range(most + 1)]
            sums = found.setdefault(field, {})
            for token, count in counts.items():
                worth = worths[count]
                sums[token] = sums[token] + worth if token in sums else worth
        listed = [
            (-worth, field, token) for field, sums in found.items() for token, worth in sums.items()
        ]
        rarity = self._places.rarity
        rare = [
            (worth * rarity(self._searcher, field, token), worth, field, token)
            for worth, field, token in sorted(listed)[:_CANDIDATES]
        ]
        best = sorted(rare)[:WORDS]
        whole = -sum(worth for _, worth, _, _ in best)
        if not whole:
            return []
        asked = self._places.weights.feedback * self._places.asked(node)
        return [Expansion(field, token, -asked * worth / whole) for _, worth, field, token in best]

    def clauses(self, expansions: Sequence[Expansion]) -> list[tuple[Occur, tantivy.Query]]:
        """Give what adds to a score, and asks for nothing."""
        return [
            (
                Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._places.schema, one.field, one.token, "freq"),
                    one.weight,
                ),
            )
            for one in expansions
        ]

    def rescored(self, node: Node, hits: Sequence[Scored]) -> list[Scored]:
        """Add to the scores of hits what the words of the first of them are worth there."""
        added = self.clauses(self.expansions(node, hits))
        if not added:
            return list(hits)
        ids = self._searcher.fast_field_values("id64", [address for _, address in hits])
        # Each by a term of its own: a set of terms walks the dictionary, which takes 1.5 ms more.
        these = [
            (Occur.Should, tantivy.Query.term_query(self._places.schema, "id64", one, "basic"))
            for one in ids
        ]
        among = tantivy.Query.const_score_query(tantivy.Query.boolean_query(these), 0.0)
        query = tantivy.Query.boolean_query([(Occur.Must, among), *added])
        # A few more may begin with the same 8 bytes.
        found = self._searcher.search(query, 2 * len(hits), count=False).hits
        gain = {(one.segment_ord, one.doc): score for score, one in found}
        scored = [
            (rounded(score + gain.get((one.segment_ord, one.doc), 0.0)), one, number)
            for number, (score, one) in enumerate(hits)
        ]
        scored.sort(key=lambda hit: (-hit[0], ids[hit[2]] or 0))
        return [(score, one) for score, one, _ in scored]

    def _chosen(self, hits: Sequence[Scored]) -> list[DocAddress]:
        """Give the first hits, of copies the first: what is printed often is not truer."""
        addresses = [address for _, address in hits[: 4 * HITS]]
        stories = self._searcher.fast_field_values("story", addresses)
        first: dict[object, DocAddress] = {}
        for number, address in zip(stories, addresses, strict=True):
            first.setdefault(number, address)
        return [*first.values()][:HITS]

    def _counted(self, article: Article) -> "_Counted":
        """Count the tokens of an article's beginning, function words left out."""
        tag = primary(article.language)
        language = tag if tag in self._places.analysis.languages else None
        texts = (article.title, article.summary, article.body)
        text = "\n".join(one[:READ] for one in texts if one)[:READ]
        if is_kurdish(tag):
            text = joined(text)
        tokens = self._places.analysis.telling(smooth(text, language), language)
        field = UNSTEMMED if language is None else stem_field("body", language)
        return _Counted(field, Counter(tokens), len(tokens))


class _Counted(NamedTuple):
    field: str
    counts: Counter[str]
    length: int
