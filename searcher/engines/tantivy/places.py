"""In which fields is a word without a field looked for, and what does it weigh in each?

In the title and in the running text, in the stems of each language that articles have; exact tokens
are looked at only where they find what stems do not (`FOLDED_FIRST`). The best of these places
gives the score, the others add a part of theirs. The weights were chosen on three public test
collections; the evidence stands in docs/ranking.md.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product

import tantivy
from tantivy import Occur

from searcher.engines.tantivy.analysis import FOLDED_FIRST, Analysis, primary, stem_field
from searcher.engines.tantivy.function_words import is_function_word
from searcher.engines.tantivy.letters import readings
from searcher.engines.tantivy.schema import UNSTEMMED
from searcher.query.model import (
    And,
    Boosted,
    Fuzzy,
    Node,
    Or,
    Pattern,
    Phrase,
    Regex,
    TextField,
    Word,
)
from searcher.record import Record, record

Query = tantivy.Query
# The fields of exact tokens; `body` is summary and body.
PARTS: dict[TextField | None, tuple[str, ...]] = {
    None: ("title", "body"),
    "title": ("title",),
    "summary": ("summary",),
    "body": ("body",),
}
# Words whose queries are kept, some 300 bytes each; and tokens whose rarity is, some 150.
_KEPT = 1_000
_RARITIES_KEPT = 10_000


@record
class Weights(Record):
    """What each step of the ranking weighs; 1 is a word in the stems of an article's language.

    `title` is what it weighs in the title, `exact` as the form that was typed, beside stems;
    `others` is the part that is added of all places but the best. `function_word` is what such a
    word weighs, `feedback` what the words of the best hits weigh beside those of the query (0: not
    looked at).
    """

    title: float = 0.7
    exact: float = 0.3
    others: float = 0.3
    function_word: float = 0.1
    feedback: float = 0.6


WEIGHTS = Weights()


class Places:
    """The fields of one index; `stems` are the languages that have articles.

    `unstemmed` says that there are articles in other languages too.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        analysis: Analysis,
        stems: Sequence[str],
        *,
        unstemmed: bool = True,
        weights: Weights = WEIGHTS,
    ) -> None:
        """Keep what every word needs."""
        self.schema = schema
        self.analysis = analysis
        self.stems = tuple(stems)
        self.weights = weights
        self._unstemmed = unstemmed
        # Whether stems of some language may differ where exact tokens are equal; and whether there
        # are articles that are found by exact tokens alone.
        self._accented = not FOLDED_FIRST.issuperset(stems)
        self.needs_exact = unstemmed or self._accented or not stems
        self._words: dict[tuple[str, bool, bool], tantivy.Query | None] = {}
        self._rarities: dict[tuple[str, str], float] = {}

    @classmethod
    def seen(
        cls,
        searcher: tantivy.Searcher,
        schema: tantivy.Schema,
        analysis: Analysis,
        weights: Weights = WEIGHTS,
    ) -> "Places":
        """Look which languages the articles have."""
        tags = {primary(tag) for tag, _ in searcher.terms_with_prefix("language", "")}
        stems = [language for language in analysis.languages if language in tags]
        others = len(tags) > len(stems) or searcher.doc_freq("absent", "language") > 0
        return cls(schema, analysis, stems, unstemmed=others, weights=weights)

    def of(self, text: str, *, exact: bool, scored: bool) -> tantivy.Query | None:
        """Look for a word in any text; None where it takes a phrase.

        The last words are kept: facets, notes and further pages look for the same ones.
        """
        key = text, exact, scored
        try:
            return self._words[key]
        except KeyError:
            found = self._looked_for(text, exact=exact, scored=scored)
        if len(self._words) >= _KEPT:
            self._words.clear()
        self._words[key] = found
        return found

    def _looked_for(self, text: str, *, exact: bool, scored: bool) -> tantivy.Query | None:
        found: list[tantivy.Query] = []
        for language, read in product(self.languages(exact=exact), readings(text)):
            tokens = self.analysis.query_tokens(read, language)
            if not tokens:
                return Query.empty_query()
            if len(tokens) > 1:
                return None
            for field, weight in self._weighed(language, read, exact=exact):
                query = Query.term_query(self.schema, field, tokens[0], "freq")
                plain = not scored or weight == 1.0
                found.append(query if plain else Query.boost_query(query, weight))
        return self.best(found, scored=scored)

    def languages(self, *, exact: bool) -> Sequence[str | None]:
        """Say whose stems words are looked for in; None stands for exact tokens."""
        stems = () if exact else self.stems
        return stems if stems and not self.needs_exact else (None, *stems)

    def best(self, places: Sequence[tantivy.Query], *, scored: bool) -> tantivy.Query:
        """Give what matches in any of the places and is scored by the best of them."""
        if len(places) == 1:
            return places[0]
        if scored:
            return Query.disjunction_max_query(places, self.weights.others)
        return Query.boolean_query([(Occur.Should, query) for query in places])

    def _weighed(
        self, language: str | None, word: str, *, exact: bool
    ) -> Iterator[tuple[str, float]]:
        title = self.weights.title
        if language is not None:
            weight = self.weights.function_word if is_function_word(word, language) else 1.0
            yield stem_field("body", language), weight
            yield stem_field("title", language), weight * title
        elif exact or not self.stems:
            yield "body", 1.0
            yield "title", title
        else:
            if self._unstemmed:
                yield UNSTEMMED, 1.0
            if self._accented:
                yield "body", self.weights.exact
                yield "title", self.weights.exact * title

    def telling(self, node: Node) -> bool:
        """Say whether the words tell enough for their hits to be taken as right: two do."""
        words = {leaf.text.casefold() for leaf, weight in _leaves(node) if weight}
        return self.weights.feedback > 0 and sum(self._weight(word) >= 1.0 for word in words) > 1

    def asked(self, node: Node) -> float:
        """Give what all words of a query weigh together, each as often as it stands there."""
        return sum(weight * self._weight(leaf.text) for leaf, weight in _leaves(node))

    def rarity(self, searcher: tantivy.Searcher, field: str, token: str) -> float:
        """Give the inverse document frequency, as tantivy's BM25 has it, in these very places.

        To ask each segment takes 4 µs; the tokens asked for last are kept.
        """
        key = field, token
        if (found := self._rarities.get(key)) is not None:
            return found
        having, size = searcher.doc_freq(field, token), searcher.num_docs
        found = math.log(1 + max(size - having + 0.5, 0.5) / (having + 0.5))
        if len(self._rarities) >= _RARITIES_KEPT:
            self._rarities.clear()
        self._rarities[key] = found
        return found

    def _weight(self, word: str) -> float:
        """Give what a word weighs in the language where it weighs most."""
        weights = [
            self.weights.function_word if is_function_word(word, language) else 1.0
            for language in self.stems
        ]
        return max(weights, default=1.0)


def _leaves(node: Node) -> Iterator[tuple[Word | Phrase | Pattern | Fuzzy | Regex, float]]:
    """Walk the words that are asked for, with their weights; negated ones are left out."""
    pending = [(node, 1.0)]
    while pending:
        inner, weight = pending.pop()
        if isinstance(inner, And | Or):
            pending.extend((child, weight) for child in inner.children)
        elif isinstance(inner, Boosted):
            pending.append((inner.child, weight * inner.weight))
        elif isinstance(inner, Word | Phrase | Pattern | Fuzzy | Regex):
            yield inner, weight
