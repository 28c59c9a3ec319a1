"""Where in an article does each thing stand that a query asks for?

Unlike marks, which show a reader words, occurrences are counted: a phrase is one, what two clauses
find at the same place is one, and a word within a phrase that is asked for too is another.
"""

from collections.abc import Sequence

from searcher.article import Article
from searcher.engines.tantivy.analysis import Analysis, primary
from searcher.engines.tantivy.clauses import Clause, clauses
from searcher.engines.tantivy.letters import is_kurdish, is_plain, joined
from searcher.engines.tantivy.marking import KnownWords, Token, matching
from searcher.engines.tantivy.plain import PlainText, phrase_places
from searcher.query.model import Node
from searcher.results import Marks

Spans = tuple[tuple[int, int], ...]


class Occurrences:
    """Finds the occurrences of one query."""

    def __init__(self, analysis: Analysis, known: KnownWords, query: Node) -> None:
        """Prepare what is to be found."""
        self._languages = analysis.languages
        self._known = known
        found = clauses(query, analysis)
        self._title, self._summary, self._body = (
            [clause for clause in found if part in clause.parts]
            for part in ("title", "summary", "body")
        )

    def of(self, article: Article) -> Marks:
        """Give the occurrences in title, summary and body; they may overlap."""
        language = primary(article.language)
        kurdish = is_kurdish(language)
        language = language if language in self._languages else None
        title, summary, body = (
            self._in(joined(text) if kurdish else text, wanted, language) if text and wanted else ()
            for text, wanted in (
                (article.title, self._title),
                (article.summary, self._summary),
                (article.body, self._body),
            )
        )
        return Marks(title, summary, body)

    def _in(self, text: str, wanted: Sequence[Clause], language: str | None) -> Spans:
        found: set[tuple[int, int]] = set()
        if is_plain(text):
            plain = PlainText(self._known, text, language)
            for clause in wanted:
                found.update(plain.occurrences(clause))
        else:
            tokens = self._known.tokens(text, language)
            for clause in wanted:
                found.update(_spans(tokens, clause, language))
        return tuple(sorted(found))


def _spans(tokens: Sequence[Token], clause: Clause, language: str | None) -> list[tuple[int, int]]:
    if clause.is_single:
        found = matching(tokens, clause, language)
        return [(tokens[at].start, tokens[at].end) for at in found]
    stems = clause.forms.get(language) if language else None
    exact = [token.exact for token in tokens]
    places = phrase_places(clause, exact, stems, [token.stem for token in tokens])
    return [(tokens[first].start, tokens[last].end) for first, last in places]
