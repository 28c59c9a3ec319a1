"""What do two requests ask for together? One request, which words and parameters can say too."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from searcher.dates import DateRange
from searcher.query.model import (
    CONFIDENCES,
    FACET_FILTER,
    And,
    Dated,
    Everything,
    Filter,
    FilterValue,
    Missing,
    Node,
    Not,
    Or,
    SearchRequest,
    Term,
)
from searcher.query.unparse import unparse


def narrowed(
    first: SearchRequest, further: SearchRequest, *, counted: Iterable[str] = ()
) -> SearchRequest:
    """Give the further request, for what the first finds.

    Order, page and facets are the further's. Of two filters on one field both must hold, so the
    first's becomes a clause of the words: as parameters their values would be alternatives. So does
    what the first has on the field of a facet, of the further request or `counted` beside it: a
    facet ignores its own filter, and would count what the first does not find. Where one of them
    heeds declared topics only, that holds for both.
    """
    both = {chosen.field for chosen in further.filters if not chosen.exclude}
    facets = {FACET_FILTER[field] for field in (*(f.field for f in further.facets), *counted)}
    moved = [
        one
        for one in first.filters
        if one.field in facets or (not one.exclude and one.field in both)
    ]
    kept = [one for one in first.filters if one not in moved]
    clauses = [_spoken(chosen) for chosen in moved]
    within = further.within or first.within
    if first.within is not None and further.within is not None:
        clauses.append(Dated(first.within))
    asked = [*_clauses(first.query), *clauses, *_clauses(further.query)]
    spoken = further if isinstance(first.query, Everything) else first
    words, any_word = spoken.words, spoken.any
    query = spoken.query
    if asked != [*_clauses(query)]:
        query = asked[0] if len(asked) == 1 else And(tuple(asked))
        words, any_word = unparse(query), False
    return replace(
        further,
        words=words,
        any=any_word,
        query=query,
        filters=tuple(_joined([*kept, *further.filters])),
        within=within,
        date_confidence=min(
            (one for one in (first.date_confidence, further.date_confidence) if one),
            key=CONFIDENCES.index,
            default=None,
        ),
        inferred=first.inferred and further.inferred,
        notes=(*first.notes, *further.notes),
    )


def spoken_out(request: SearchRequest) -> SearchRequest:
    """Give a request for the same articles, whose filters are clauses: no facet ignores these."""
    if not request.filters:
        return request
    query = And((*_clauses(request.query), *map(_spoken, request.filters)))
    return replace(request, words=unparse(query), any=False, query=query, filters=())


def _clauses(query: Node) -> tuple[Node, ...]:
    if isinstance(query, Everything):
        return ()
    return query.children if isinstance(query, And) else (query,)


def _spoken(chosen: Filter) -> Node:
    values = tuple(_value(chosen.field, value) for value in chosen.values)
    clause = values[0] if len(values) == 1 else Or(values)
    return Not(clause) if chosen.exclude else clause


def _value(field: str, value: FilterValue) -> Node:
    if value is None:
        return Missing(field)
    return Dated(value) if isinstance(value, DateRange) else Term(field, value)


def _joined(filters: list[Filter]) -> Iterator[Filter]:
    """Walk the filters, what is left out of one field put together: none of it may be."""
    left_out: dict[str, list[FilterValue]] = {}
    for chosen in filters:
        if chosen.exclude:
            left_out.setdefault(chosen.field, []).extend(chosen.values)
        else:
            yield chosen
    for field, values in left_out.items():
        yield Filter(field, tuple(dict.fromkeys(values)), exclude=True)
