"""Were `and`, `or` and `not` words, or meant to join words? In capitals they do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from searcher.errors import QueryError
from searcher.query.lexer import lex
from searcher.query.model import And, Not, SearchRequest, Word
from searcher.query.parser import parse
from searcher.record import replace
from searcher.results import FacetCount, Note

if TYPE_CHECKING:
    from searcher.engines.base import Engine

_SMALL = frozenset({"and", "or", "not"})
# Words of a query up to which it is one that somebody may have joined so; a longer one is prose.
_MOST = 6


def operator_notes(engine: "Engine", request: SearchRequest) -> Iterator[Note]:
    """Offer the query with operators, where small ones stand among its words and miss articles."""
    if not _has_small(request):
        return
    text = request.words
    for token in lex(text, _unheard):
        at = token.column - 1
        if token.kind == "word" and token.text in _SMALL and text[:at][-1:].isspace():
            text = text[:at] + token.text.upper() + text[at + len(token.text) :]
    try:
        meant = parse(text, strict=True).query
    except QueryError:
        return
    missed = And((meant, Not(request.query)))
    if engine.count(replace(request, query=missed, count="articles")):
        count = engine.count(replace(request, query=meant))
        yield Note(
            f"did you mean {text} ({count:,})?",
            "spelling",
            value=request.words,
            proposals=(FacetCount(text, text, count),),
        )


def _has_small(request: SearchRequest) -> bool:
    query = request.query
    if not isinstance(query, And) or request.any or len(query.children) > _MOST:
        return False
    return any(
        isinstance(word, Word) and not word.exact and word.field is None and word.text in _SMALL
        for word in query.children[1:-1]
    )


def _unheard(message: str, column: int) -> None:
    """What was repaired has been said already."""
