"""The engine's answers about words and values: which there are, and how often."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from searcher.article import Article
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.marking import KnownWords
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.seen import Seen
from searcher.query.model import Worded
from searcher.results import FacetCount, Usage

if TYPE_CHECKING:
    from searcher.engines.tantivy.facets import FacetCounter


class InWords:
    """The part of the engine that loads what counts and lists values when it is asked."""

    _seam: Seam
    _now: Seen
    _analysis: Analysis
    _known: KnownWords

    def _counter(self) -> "FacetCounter":
        from searcher.engines.tantivy.facets import FacetCounter

        now = self._now
        if now.facets is None:
            now.facets = FacetCounter(now.searcher, now.plan())
        return now.facets

    def vocabulary(self, article: Article) -> Mapping[str, Usage]:
        """Give the words of an article by a key that all forms of a word have in its language."""
        from searcher.engines.tantivy.vocabulary import words_of

        return words_of(self._known, self._analysis.languages, article)

    def spread(self, key: str) -> int:
        """Say in about how many articles a word of some vocabulary stands."""
        from searcher.engines.tantivy.vocabulary import spread

        with self._seam:
            return spread(self._now.searcher, key)

    def completions(self, prefix: str, *, limit: int, field: str | None = None) -> Sequence[str]:
        """List words that begin so, the most frequent first."""
        from searcher.engines.tantivy.dictionary import words

        with self._seam:
            return words(self._now.searcher, self._analysis.fold(prefix), limit, field)

    def candidates(self, node: Worded) -> tuple[Sequence[str], bool]:
        """List the words that a node may find, the most frequent first, and whether all are."""
        from searcher.engines.tantivy.forms import candidates

        with self._seam:
            now = self._now
            return candidates(now.searcher, self._analysis, now.plan().places.stems, node)

    def names(self, field: str, start: str, *, limit: int) -> Sequence[FacetCount]:
        """List values in which a word begins with this folded text, the most frequent first."""
        from searcher.engines.tantivy.dictionary import Names

        with self._seam:
            now = self._now
            listed = now.listed.get(field)
            if listed is None:
                listed = now.listed[field] = Names(now.searcher, field)
            found = dict(listed.beginning(start, limit))
            counter = self._counter()
            shown = counter.named(field, list(found))
            return [FacetCount(shown.get(key, key), key, found[key]) for key in found]

    def values(self, field: str) -> Sequence[FacetCount]:
        """List every value of a keyword facet in the whole corpus with its count, by key."""
        with self._seam:
            return self._counter().values(field)
