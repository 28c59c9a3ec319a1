"""In which fields is a word without a field looked for, and what does it weigh in each?

Title, summary and body are one text here, the title twice. That ranks as well as scores of the
fields that are summed, and takes half the time. The weights were chosen on three public test
collections; the evidence stands in docs/ranking.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import tantivy

from searcher.engines.tantivy.analysis import Analysis, primary, stem_field
from searcher.engines.tantivy.function_words import is_function_word
from searcher.engines.tantivy.letters import readings
from searcher.engines.tantivy.schema import UNSTEMMED, WHOLE
from searcher.query.model import And, Boosted, Fuzzy, Node, Or, Pattern, Phrase, Regex, Word
from searcher.record import Record

Query = tantivy.Query


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Weights(Record):
    """What each step of the ranking weighs; 1 is a word in the stems of an article's language.

    `exact` is added for the form as typed, `function_word` is what such a word weighs,
    `feedback` what the words of the best hits weigh beside those of the query (0: not looked at).
    """

    exact: float = 0.1
    function_word: float = 0.1
    feedback: float = 1.0


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

    def of(self, text: str, *, exact: bool, scored: bool) -> list[tantivy.Query] | None:
        """Give the alternatives for a word in any text; None where it takes a phrase."""
        found: list[tantivy.Query] = []
        stems = () if exact else self.stems
        for language, read in product((None, *stems), readings(text)):
            tokens = self.analysis.query_tokens(read, language)
            if not tokens:
                return []
            if len(tokens) > 1:
                return None
            for field, weight in self._weighed(language, read, bool(stems)):
                query = Query.term_query(self.schema, field, tokens[0], "freq")
                plain = not scored or weight == 1.0
                found.append(query if plain else Query.boost_query(query, weight))
        return found

    def _weighed(
        self, language: str | None, word: str, stemmed: bool
    ) -> Iterator[tuple[str, float]]:
        if language is not None:
            weight = self.weights.function_word if is_function_word(word, language) else 1.0
            yield stem_field(WHOLE, language), weight
        elif not stemmed:
            yield WHOLE, 1.0
        else:
            yield WHOLE, self.weights.exact
            if self._unstemmed:
                yield UNSTEMMED, 1.0

    def telling(self, node: Node) -> bool:
        """Say whether the words tell enough for their hits to be taken as right: two do."""
        words = {leaf.text.casefold() for leaf, weight in _leaves(node) if weight}
        return self.weights.feedback > 0 and sum(self._weight(word) >= 1.0 for word in words) > 1

    def asked(self, node: Node) -> float:
        """Give what all words of a query weigh together, each as often as it stands there."""
        return sum(weight * self._weight(leaf.text) for leaf, weight in _leaves(node))

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
