"""How was the request understood? As lines for people, and as a JSON record."""

from searcher.dates import DateRange
from searcher.query.facets import facet_text
from searcher.query.model import (
    And,
    AuthorityRef,
    Boosted,
    Everything,
    Filter,
    FilterValue,
    Missing,
    Node,
    Not,
    Or,
    SearchRequest,
    at_least,
)
from searcher.query.recency import typed_recency
from searcher.query.unparse import unparse, written_weight


def describe(request: SearchRequest) -> list[str]:
    """Give the request as understood, one line for each part; intervals are resolved."""
    everything = isinstance(request.query, Everything)
    lines = ["words: all articles" if everything else f"words: {clause_text(request.query)}"]
    lines += [filter_text(chosen) for chosen in request.filters]
    if request.within:
        lines.append(f"since and until: {request.within}")
    if request.date_confidence:
        lines.append(f"date confidence: {' or '.join(at_least(request.date_confidence))}")
    if not request.inferred:
        lines.append("topics and subjects: declared ones only")
    page = "all hits" if request.limit is None else f"{request.limit} hits"
    page = "1 hit" if request.limit == 1 else page
    after = f" after the first {request.offset}" if request.offset else ""
    if request.count != "articles":
        lines.append(f"counted: {request.count}")
    lines.append(f"order: {request.sort}, {page}{after}")
    if request.expand:
        lines.append("ranked by the words of the best hits too")
    if request.recency:
        lines.append(
            f"new articles sooner: half the reward every {request.recency.days} days before "
            f"{request.recency.at}"
        )
    if request.facets:
        lines.append("facets: " + ", ".join(map(facet_text, request.facets)))
    return lines


def clause_text(node: Node) -> str:
    """Write the tree with parentheses wherever AND and OR meet: nobody need know which binds more.

    `unparse` leaves out those that the parser, which is limited in depth, does not need.
    """
    match node:
        case And(children):
            return " AND ".join(map(_clause, children))
        case Or(children):
            return " OR ".join(map(_clause, children))
        case Not(child) if not isinstance(child, Missing):
            return f"-{_clause(child)}"
        case Boosted(child, weight):
            return f"{_clause(child)}^{written_weight(weight)}"
        case _:
            return unparse(node)


def _clause(node: Node) -> str:
    return f"({clause_text(node)})" if isinstance(node, And | Or) else clause_text(node)


def filter_text(chosen: Filter) -> str:
    """Give a filter as a line."""
    name = f"not {chosen.field}" if chosen.exclude else chosen.field
    return f"{name}: " + " or ".join(_shown(value) for value in chosen.values)


def _shown(value: FilterValue) -> str:
    if value is None:
        return "none"
    if isinstance(value, DateRange):
        typed = f" ({value.text})" if value.text not in ("", str(value)) else ""
        return f"{value}{typed}"
    return f"“{value}”"


def _authority(found: AuthorityRef | None) -> dict[str, str] | None:
    return None if found is None else {"name": found.name, "digest": found.digest}


def request_record(request: SearchRequest) -> dict[str, object]:
    """Give the request as plain JSON types.

    `query` is the tree as text; a filter's value is a key, an interval of days such as
    `2026-01-01..2026-01-31`, or null for articles without a value. `limit` null is all.
    `half_life` is written `30d@2026-01-31`, with the day that it counts from; `authority` names
    the file by which names of one author were joined.
    """
    within = request.within or DateRange(None, None)
    return {
        "words": request.words,
        "any": request.any,
        "query": unparse(request.query),
        "filters": [
            {
                "field": chosen.field,
                "values": [None if v is None else str(v) for v in chosen.values],
                "exclude": chosen.exclude,
            }
            for chosen in request.filters
        ],
        "since": within.first.isoformat() if within.first else None,
        "until": within.last.isoformat() if within.last else None,
        "count": request.count,
        "date_confidence": request.date_confidence,
        "inferred": request.inferred,
        "sort": request.sort,
        "expand": request.expand,
        "half_life": typed_recency(request.recency) if request.recency else None,
        "limit": request.limit,
        "offset": request.offset,
        "snippets": request.snippets,
        "facets": [facet_text(facet) for facet in request.facets],
        "authority": _authority(request.authority),
    }
