"""Where in an article does each thing stand that a query asks for?

Unlike marks, which show a reader words, occurrences are counted: a phrase is one, what two clauses
find at the same place is one, and a word within a phrase that is asked for too is another.
"""

from collections.abc import Iterator, Sequence

from searcher.article import Article
from searcher.engines.tantivy.analysis import Analysis, primary
from searcher.engines.tantivy.letters import is_kurdish, is_plain, joined
from searcher.engines.tantivy.marking import (
    WORD,
    Clause,
    KnownWords,
    Token,
    clauses,
    matching,
    places_of,
)
from searcher.engines.tantivy.stretches import Stretch, innermost, stretches
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
        # Most texts are plain, and hold most phrases nowhere: places are looked for late.
        plain = _Plain(self._known, text, language) if is_plain(text) else None
        tokens: list[Token] | None = None
        for clause in wanted:
            if plain is not None:
                found.update(plain.spans(clause))
                continue
            if tokens is None:
                tokens = self._known.tokens(text, language)
            found.update(_spans(tokens, clause, language))
        return tuple(sorted(found))


class _Plain:
    """A text whose words are found by a pattern."""

    def __init__(self, known: KnownWords, text: str, language: str | None) -> None:
        self._known, self._text, self._language = known, text, language
        self._words = WORD.findall(text)
        self._exact: list[str] | None = None
        self._stems: list[str] | None = None

    def spans(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """Walk the places of a clause."""
        if clause.is_single:
            for word in self._known.fits(set(self._words), clause, self._language):
                for start in places_of(word, self._text):
                    yield start, start + len(word)
            return
        if self._exact is None:
            self._exact = self._known.forms(self._words, None)
        stems = clause.forms.get(self._language) if self._language else None
        if stems and self._stems is None:
            self._stems = self._known.forms(self._words, self._language)
        places = _stretches(clause, self._exact, stems, self._stems or ())
        if places:
            whole = [word.span() for word in WORD.finditer(self._text)]
            yield from ((whole[first][0], whole[last][1]) for first, last in places)


def _spans(tokens: Sequence[Token], clause: Clause, language: str | None) -> list[tuple[int, int]]:
    if clause.is_single:
        found = matching(tokens, clause, language)
        return [(tokens[at].start, tokens[at].end) for at in found]
    stems = clause.forms.get(language) if language else None
    exact = [token.exact for token in tokens]
    places = _stretches(clause, exact, stems, [token.stem for token in tokens])
    return [(tokens[first].start, tokens[last].end) for first, last in places]


def _stretches(
    clause: Clause, exact: Sequence[str], stems: list[str] | None, stemmed: Sequence[str | None]
) -> list[Stretch]:
    """Give the places of a phrase, in exact forms or in stems."""
    places = stretches(exact, clause.forms[None], clause.slop)
    if stems:
        places += stretches(stemmed, stems, clause.slop)
        if clause.slop:
            places = innermost(places)
    return places
