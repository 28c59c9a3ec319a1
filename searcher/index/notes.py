"""What a user should know about an answer: what was left out, and what would help."""

from collections.abc import Iterator
from dataclasses import replace

from searcher.dates import DateRange
from searcher.engines.base import Engine
from searcher.query.model import And, Dated, Missing, Node, Not, Or, SearchRequest, Term
from searcher.results import Results

# Facets whose values a user types, and may mistype.
_NAMED = ("author", "source", "topic", "language")

# Near misses offered at most.
_OFFERED = 3


def notes_for(engine: Engine, request: SearchRequest, results: Results) -> list[str]:
    """Give the notes, most useful first."""
    notes = list(_unknown_values(engine, request))
    if not results.total:
        notes.extend(_any_instead(engine, request))
    notes.extend(_left_out(engine, request))
    notes.extend(
        f"facet {name}: these are the {len(facet.counts)} most frequent values; there are more."
        for name, facet in results.facets.items()
        if facet.more
    )
    return notes


def _unknown_values(engine: Engine, request: SearchRequest) -> Iterator[str]:
    """Name filter values that no article has, with near misses."""
    asked = {
        (chosen.field, value): None
        for chosen in request.filters
        for value in chosen.values
        if isinstance(value, str) and chosen.field in _NAMED
    }
    asked.update({(term.field, term.key): None for term in _terms(request.query)})
    for field, key in asked:
        if not engine.count(SearchRequest(query=Term(field, key))):
            near = _near(engine, field, key)
            also = f"; did you mean {near}?" if near else "."
            yield f"no {field} {key!r}{also}"


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term) and node.field in _NAMED:
        yield node
    elif isinstance(node, Not):
        yield from _terms(node.child)
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _terms(child)


def _near(engine: Engine, field: str, key: str) -> str:
    """Offer values that hold all the words typed, then those that are spelled alike."""
    import difflib

    values = {value.key: value for value in engine.values(field) if value.key}
    words = key.split()
    holding = [
        value for name, value in values.items() if all(word in name.split() for word in words)
    ]
    holding.sort(key=lambda value: -value.count)
    names = [name for value in holding[:_OFFERED] if (name := value.key)]
    if len(names) < _OFFERED:
        alike = difflib.get_close_matches(key, values, n=_OFFERED, cutoff=0.75)
        names.extend(name for name in alike if name not in names)
    return " or ".join(f"{values[name].value} ({values[name].count})" for name in names[:_OFFERED])


def _any_instead(engine: Engine, request: SearchRequest) -> Iterator[str]:
    """Zero hits with several words: say what one of them would give."""
    if request.any or not isinstance(request.query, And):
        return
    positive = tuple(child for child in request.query.children if not isinstance(child, Not))
    negative = tuple(child for child in request.query.children if isinstance(child, Not))
    if len(positive) > 1:
        loose = replace(request, query=And((Or(positive), *negative)))
        if count := engine.count(loose):
            yield f"no article has all of these; --any would give {count}."


def _left_out(engine: Engine, request: SearchRequest) -> Iterator[str]:
    """Count what a choice of dates leaves out because the date is unknown or too rough."""
    ranges, rest = _without_dates(request)
    # A day lies inside or outside: only where no day is known can something be left out.
    if ranges is None or not engine.count(SearchRequest(query=Missing("day"))):
        return
    if count := engine.count(replace(rest, query=And((rest.query, Missing("date"))))):
        yield f"{count} undated {_articles(count)} left out."
    inside = tuple(Dated(one) for one in ranges)
    touching = tuple(Dated(one, overlap=True) for one in ranges)
    rough = And((rest.query, Missing("day"), Or(touching), Not(Or(inside))))
    if count := engine.count(replace(rest, query=rough)):
        yield (
            f"{count} {_articles(count)} left out: the date is known only to the month or year, "
            "and not all of that lies inside."
        )


def _articles(count: int) -> str:
    return "article was" if count == 1 else "articles were"


def _without_dates(request: SearchRequest) -> tuple[list[DateRange] | None, SearchRequest]:
    """Take the chosen days out of a request; None where none were chosen.

    Where several choices apply at once (a filter within bounds), the bounds are kept as a choice
    of their own: what lies inside both is what remains.
    """
    ranges: list[DateRange] = []
    kept = []
    undated_wanted = False
    for chosen in request.filters:
        days = [value for value in chosen.values if isinstance(value, DateRange)]
        if chosen.field == "date" and not chosen.exclude and days:
            ranges.extend(days)
            undated_wanted = undated_wanted or None in chosen.values
        else:
            kept.append(chosen)
    if request.within is not None:
        ranges = [_cut(one, request.within) for one in ranges] or [request.within]
    if not ranges or undated_wanted:
        return None, request
    return ranges, replace(request, filters=tuple(kept), within=None)


def _cut(one: DateRange, bounds: DateRange) -> DateRange:
    first = max((day for day in (one.first, bounds.first) if day), default=None)
    last = min((day for day in (one.last, bounds.last) if day), default=None)
    return DateRange(first, last, one.text)
