"""Which parts does a request have, what is it without each, and how could a part ask for less?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from searcher.explanation import Part, PartKind
from searcher.query.describe import clause_text, filter_text
from searcher.query.model import (
    And,
    Everything,
    Fuzzy,
    Node,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Word,
)
from searcher.query.unparse import unparse

# Characters of a part's text.
_LONGEST = 200
_NEAR = 10  # moves by which the words of a phrase may be apart


class Piece(NamedTuple):
    """A part of a request: asked `alone`, and the `rest` without it.

    `instead` gives the request with another clause in place of `node`; filters have neither.
    """

    text: str
    kind: PartKind
    alone: SearchRequest
    rest: SearchRequest
    node: Node | None = None
    instead: Callable[[Node], SearchRequest] | None = None


def pieces(request: SearchRequest) -> list[Piece]:
    """List the clauses of the words, then the filters: what can be left out by itself."""
    return [*_clauses(request), *_filters(request)]


def _clauses(request: SearchRequest) -> Iterator[Piece]:
    query = request.query
    if isinstance(query, Everything):
        return
    children = query.children if isinstance(query, And | Or) else (query,)
    for at, child in enumerate(children):
        others = (*children[:at], *children[at + 1 :])

        def instead(node: Node, at: int = at) -> SearchRequest:
            changed = (*children[:at], node, *children[at + 1 :])
            return with_query(request, _joined(query, changed))

        yield Piece(
            _clipped(clause_text(child)),
            "words",
            SearchRequest(query=child),
            with_query(request, _joined(query, others)),
            child,
            instead,
        )


def _joined(query: Node, children: tuple[Node, ...]) -> Node:
    if not children:
        return Everything()
    if len(children) == 1:
        return children[0]
    return Or(children) if isinstance(query, Or) else And(children)


def with_query(request: SearchRequest, query: Node) -> SearchRequest:
    """Give the request with another tree; its words are those of the old until it is `spoken`."""
    return replace(request, query=query, any=False, notes=())


def spoken(request: SearchRequest) -> SearchRequest:
    """Give the request with the words that say what its tree says."""
    nothing = isinstance(request.query, Everything)
    return replace(request, words="" if nothing else unparse(request.query))


def _filters(request: SearchRequest) -> Iterator[Piece]:
    for at, chosen in enumerate(request.filters):
        rest = replace(request, filters=(*request.filters[:at], *request.filters[at + 1 :]))
        alone = SearchRequest(filters=(chosen,))
        yield Piece(_clipped(filter_text(chosen)), "filter", alone, rest)
    if request.within is not None:
        text = f"since and until: {request.within}"
        alone = SearchRequest(within=request.within)
        yield Piece(text, "filter", alone, replace(request, within=None))
    if request.date_confidence is not None:
        sure = request.date_confidence
        alone = SearchRequest(date_confidence=sure)
        rest = replace(request, date_confidence=None)
        yield Piece(f"date confidence: {sure}", "filter", alone, rest)


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def relaxed(
    request: SearchRequest,
    counted: Sequence[tuple[Piece, Part]],
    count: Callable[[SearchRequest], int],
) -> Iterator[tuple[str, SearchRequest]]:
    """Walk requests that may find something, each with what is different.

    Without one part; with a clause that asks for less; and where no one part is to blame, without
    the fewest that a walk through them in order leaves over.
    """
    blamed = [piece for piece, part in counted if part.without]
    for piece in blamed:
        yield f"without {piece.text}", piece.rest
        if piece.node is not None and piece.instead is not None:
            for looser in _looser(piece.node):
                yield f"{clause_text(looser)} for {piece.text}", piece.instead(looser)
    if not blamed and len(counted) == len(pieces(request)):
        yield from _largest(request, count)


def _looser(node: Node) -> Iterator[Node]:
    """Walk what finds all that a clause finds, and more."""
    if isinstance(node, Word | Phrase) and node.exact:
        yield replace(node, exact=False)
    if isinstance(node, Phrase):
        if not node.slop:
            yield replace(node, slop=_NEAR)
        words = node.text.split()
        if len(words) > 1:
            yield And(tuple(Word(word, node.field, node.exact) for word in words))
    if isinstance(node, Word | Phrase | Pattern | Fuzzy | Regex) and node.field is not None:
        yield replace(node, field=None)


def _largest(
    request: SearchRequest, count: Callable[[SearchRequest], int]
) -> Iterator[tuple[str, SearchRequest]]:
    """Give the parts that find something together, each kept if those before it leave it any."""
    kept: list[Piece] = []
    dropped: list[Piece] = []
    asked = SearchRequest(inferred=request.inferred)
    for piece in _required(request):
        tried = narrowed(asked, piece.alone)
        if count(tried):
            kept.append(piece)
            asked = tried
        else:
            dropped.append(piece)
    if kept and dropped:
        yield (
            "without " + " and ".join(piece.text for piece in dropped),
            replace(
                asked,
                words="" if isinstance(asked.query, Everything) else unparse(asked.query),
                sort=request.sort,
                limit=request.limit,
            ),
        )


def _required(request: SearchRequest) -> Iterator[Piece]:
    """Walk the parts that must all hold: alternatives are one."""
    if isinstance(request.query, Or):
        rest = with_query(request, Everything())
        alone = SearchRequest(query=request.query)
        yield Piece(_clipped(clause_text(request.query)), "words", alone, rest, request.query)
    else:
        yield from _clauses(request)
    yield from _filters(request)


def narrowed(asked: SearchRequest, part: SearchRequest) -> SearchRequest:
    """Give a request for what both ask for, where they have no part in common."""
    query: Node = part.query if isinstance(asked.query, Everything) else asked.query
    if not isinstance(part.query, Everything) and query is not part.query:
        clauses = query.children if isinstance(query, And) else (query,)
        query = And((*clauses, part.query))
    return replace(
        asked,
        query=query,
        filters=(*asked.filters, *part.filters),
        within=asked.within or part.within,
        date_confidence=asked.date_confidence or part.date_confidence,
    )
