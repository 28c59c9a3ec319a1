"""What is chosen beside the words? Each filter by itself, and how to be without it."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from searcher.query.model import SearchRequest
from searcher.query.typed_values import ONE_VALUED
from searcher.render.facets import MISSING
from searcher.results import Results
from searcher.web.choices import NAME
from searcher.web.passages import clip
from searcher.web.state import Link, State, typed

# Each link holds all the others: an address of thousands would be a page of 90 MB.
CHIPS = 100


class Chip(NamedTuple):
    """One choice as it is shown; `without` is the question that lacks it, `about` says so."""

    text: str
    without: State
    about: str


def chips_of(state: State, request: SearchRequest, results: Results) -> tuple[Link, ...]:
    """Give links that take the choices back; what has no room is one."""
    count = sum(len(chosen.values) for chosen in request.filters) + request.any
    count += not request.inferred
    count += sum(bool(state.values(name)) for name in ONE_VALUED)
    shown = islice(each_chip(state, request, results), CHIPS)
    chips = (Link(one.text, one.without.query, one.about) for one in shown)
    return (*chips, *further(state, count - CHIPS))


def further(state: State, count: int) -> Iterator[Link]:
    """Give one chip for all filters that have no room, which takes them all."""
    if count > 0:
        cleared = state.bare().put("q", *state.values("q")).query
        yield Link(f"{count:,} more", cleared, "remove all filters")


def each_chip(state: State, request: SearchRequest, results: Results) -> Iterator[Chip]:
    """Walk the choices."""
    if request.any:
        yield Chip("any word", state.put("any"), "remove any word")
    if not request.inferred:
        only = "declared topics only"
        yield Chip(only, state.put("no-inferred"), f"remove {only}")
    for chosen in request.filters:
        name = f"not-{chosen.field}" if chosen.exclude else chosen.field
        facet = results.facets.get(chosen.field)
        names = {count.key: count.value for count in facet.counts} if facet else {}
        for value in chosen.values:
            shown = names.get(value) if isinstance(value, str) else None
            text = shown or _missing(chosen.field, value) or typed(chosen.field, value)
            text = f"{name.replace('-', ' ')}: {clip(text, NAME)}"
            yield Chip(text, state.minus(name, typed(chosen.field, value)), f"remove {text}")
    for name in ONE_VALUED:
        if state.last(name):
            said = name.replace("-", " ")
            yield Chip(f"{said} {state.last(name)}", state.put(name), f"remove {said}")


def _missing(field: str, value: object) -> str:
    return MISSING.get("year" if field == "date" else field, "none") if value is None else ""
