"""Which words do the best hits have in common, that the query did not think of?

Rocchio's feedback without a judge: the first hits are taken to be right, the words that stand out
in them are weighed by BM25's own saturation and rarity, and articles that have them too move up.
Only the order changes, never what is found. What the numbers below were chosen by stands in
docs/ranking.md.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import tantivy
from tantivy import DocAddress, Occur

from searcher.article import Article
from searcher.engines.tantivy.analysis import primary, stem_field
from searcher.engines.tantivy.letters import is_kurdish, joined, smooth
from searcher.engines.tantivy.places import Places
from searcher.engines.tantivy.schema import PADDING, PADDING_WORD, UNSTEMMED, WHOLE
from searcher.query.model import Node

# Hits that are read, and words taken from them. The hit of rank r counts 1 / log2(r + 1), as it
# does for whoever reads them (nDCG).
HITS = 8
WORDS = 20
# Characters that are read of each: news says early what it is about.
READ = 2_000
# Candidates whose rarity is looked up.
_CANDIDATES = 100
# Of BM25, as tantivy has them.
_K1, _B = 1.2, 0.75

Scored = tuple[float, DocAddress]
Term = tuple[str, str]  # field, token


class Expansion(NamedTuple):
    """A word of the best hits, and what it weighs."""

    field: str
    token: str
    weight: float


class Feedback:
    """Reads hits of one searcher; `read` gives the article at (segment, document)."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        places: Places,
        read: Callable[[int, int], Article],
    ) -> None:
        """Keep what every query needs."""
        self._searcher = searcher
        self._schema = places.schema
        self._analysis = places.analysis
        self._places = places
        self._read = read

    def expansions(self, node: Node, hits: Sequence[Scored]) -> list[Expansion]:
        """Give the words to add to a query whose first hits these are, the weightiest first."""
        found: Counter[Term] = Counter()
        chosen = self._distinct(hits)
        texts = [self._counted(self._read(one.segment_ord, one.doc)) for one in chosen]
        mean = sum(sum(counts.values()) + PADDING for counts in texts) / max(len(texts), 1)
        for rank, counts in enumerate(texts, 1):
            length = sum(counts.values()) + PADDING
            room = _K1 * (1 - _B + _B * length / mean)
            for term, count in counts.items():
                found[term] += count / (count + room) / math.log2(rank + 1)  # type: ignore[assignment]
        ordered = sorted(found, key=lambda term: (-found[term], term))[:_CANDIDATES]
        worth = {term: found[term] * self._rarity(term) for term in ordered}
        best = sorted(ordered, key=lambda term: (-worth[term], term))[:WORDS]
        whole = sum(found[term] for term in best)
        if not whole:
            return []
        asked = self._places.weights.feedback * self._places.asked(node)
        return [Expansion(*term, asked * found[term] / whole) for term in best]

    def clauses(self, expansions: Sequence[Expansion]) -> list[tuple[Occur, tantivy.Query]]:
        """Give what adds to a score, and asks for nothing."""
        return [
            (
                Occur.Should,
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(self._schema, one.field, one.token, "freq"),
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
        these = tantivy.Query.term_set_query(self._schema, "id64", ids)
        query = tantivy.Query.boolean_query(
            [(Occur.Must, tantivy.Query.const_score_query(these, 0.0)), *added]
        )
        # A few more may begin with the same 8 bytes.
        found = self._searcher.search(query, 2 * len(hits), count=False).hits
        gain = {(one.segment_ord, one.doc): score for score, one in found}
        scored = [
            (float(f"{score + gain.get((one.segment_ord, one.doc), 0.0):.6g}"), one, number)
            for number, (score, one) in enumerate(hits)
        ]
        order = {one: ids[one] or 0 for one in range(len(ids))}
        scored.sort(key=lambda hit: (-hit[0], order[hit[2]]))
        return [(score, one) for score, one, _ in scored]

    def _distinct(self, hits: Sequence[Scored]) -> list[DocAddress]:
        """Give the first hits, of copies the first: what is printed often is not truer."""
        addresses = [address for _, address in hits]
        stories = self._searcher.fast_field_values("story", addresses)
        first: dict[object, DocAddress] = {}
        for number, address in zip(stories, addresses, strict=True):
            first.setdefault(number, address)
        return [*first.values()][:HITS]

    def _counted(self, article: Article) -> Counter[Term]:
        """Count the tokens of an article's beginning, function words left out."""
        tag = primary(article.language)
        language = tag if tag in self._analysis.languages else None
        field = UNSTEMMED if language is None else stem_field(WHOLE, language)
        counts: Counter[Term] = Counter()
        texts = (article.title, article.title, article.summary, article.body)
        text = "\n".join(one[:READ] for one in texts if one)[: 2 * READ]
        if is_kurdish(tag):
            text = joined(text)
        text = smooth(text, language)
        for token in self._analysis.telling(text, language):
            if token != PADDING_WORD:
                counts[field, token] += 1
        return counts

    def _rarity(self, term: Term) -> float:
        """Give the inverse document frequency, as tantivy's BM25 has it."""
        having, size = self._searcher.doc_freq(*term), self._searcher.num_docs
        return math.log(1 + max(size - having + 0.5, 0.5) / (having + 0.5))
