"""What does a page's address ask for, and how does each link change it?

Names and values are the flags' own. A page adds four: `index`, which of the served indexes, `more`,
the facet that is shown at length, `find-author`, what the facet's values must hold, and `explain`,
whether it says why it finds what it finds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from searcher.article import Article, story_of
from searcher.dates import DateRange
from searcher.query.fields import lookup
from searcher.query.model import Filter, FilterValue, SearchRequest
from searcher.query.params import from_params, to_params
from searcher.query.typed_values import SWITCHES

INDEX, MORE, FIND, EXPLAIN = "index", "more", "find-", "explain"
# Where a page begins, in one of two ways.
PLACES = ("offset", "after")
# Only a page of hits is ever shown: a link that asks for all gets the longest.
MOST_HITS = 100
# Empty inputs of the form are sent too, and mean nothing.
_MAY_BE_EMPTY = (
    *("q", "saved", *SWITCHES, "since", "until", "date", "date-confidence"),
    *("count", "sort", "expand", "half-life", "limit", "offset", "after", "snippets"),
    *(INDEX, MORE, EXPLAIN),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A text and the query that its link leads to."""

    text: str
    query: str
    label: str = ""


class State:
    """The names and values of an address; never changed, each change gives another."""

    def __init__(self, params: Mapping[str, Sequence[str]]) -> None:
        """Take names and values as they are to stand in links."""
        self._params = {name: tuple(values) for name, values in params.items() if values}

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Read what a browser sent: synonyms get their field's name, empty inputs are nothing."""
        params: dict[str, list[str]] = {}
        for given, value in pairs:
            name = _name(given)
            if name != "facet" and (value.strip() or not may_be_empty(name)):
                params.setdefault(name, []).append(value)
        if params.get("sort", ["relevance"])[-1] != "relevance":
            # The form sends both; another order leaves these no meaning.
            params.pop("expand", None)
            params.pop("half-life", None)
        return cls(params)

    def request(self) -> SearchRequest:
        """Understand it; raises as `from_params` does."""
        return from_params({n: v for n, v in self._params.items() if not is_of_pages(n)})

    def tidied(self, request: SearchRequest) -> Self:
        """Give the shortest form that asks the same; times stay as they were typed."""
        params = to_params(request)
        for chosen in request.filters:
            if chosen.field == "date":
                name = "not-date" if chosen.exclude else "date"
                params[name] = [_typed_date(value) for value in chosen.values]
        for name, values in self._params.items():
            if name in ("since", "until") or is_of_pages(name):
                params[name] = [values[-1]]
        params.pop("facet", None)
        return type(self)(params)

    def values(self, name: str) -> tuple[str, ...]:
        """Give the values of a name."""
        return self._params.get(name, ())

    def last(self, name: str, default: str = "") -> str:
        """Give the one value of a name that takes one."""
        return self._params.get(name, (default,))[-1]

    def items(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Walk names and values."""
        return self._params.items()

    def put(self, name: str, *values: str) -> Self:
        """Set a name's values, or take it out; whatever else than the page changes, begin anew."""
        params = {**self._params, name: values}
        if name in PLACES or name == INDEX or not is_of_pages(name):
            for place in PLACES:
                if place != name:
                    params.pop(place, None)
        return type(self)(params)

    def plus(self, name: str, value: str) -> Self:
        """Add a value."""
        return self.put(name, *self.values(name), value)

    def minus(self, name: str, value: str) -> Self:
        """Take a value out."""
        return self.put(name, *(kept for kept in self.values(name) if kept != value))

    def asked(self) -> Self:
        """Keep the question and its index: without how a page shows it, and without a place."""
        gone = ("count", "sort", "limit", *PLACES, "snippets")
        return type(self)(
            {
                name: values
                for name, values in self._params.items()
                if name == INDEX or not (is_of_pages(name) or name in gone)
            }
        )

    def bare(self) -> Self:
        """Keep which index it is, and nothing else."""
        return type(self)({INDEX: self.values(INDEX)})

    @property
    def query(self) -> str:
        """What stands behind the path of a link: empty, or from the question mark on."""
        pairs = [(name, value) for name, values in self._params.items() for value in values]
        return "?" + urlencode(pairs, errors="replace") if pairs else ""


def may_be_empty(given: str) -> bool:
    """Say whether an input that is left empty means nothing: of a filter it is a mistake."""
    name = _name(given)
    return name in _MAY_BE_EMPTY or name.startswith(FIND)


def copies_link(text: str, article: Article, state: State) -> Link:
    """Give the link that lists an article with its copies, the oldest first."""
    listed = state.bare().put("q", f"story:{story_of(article)}").put("sort", "oldest")
    return Link(text, listed.query)


def is_of_pages(name: str) -> bool:
    """Say whether only pages know this name."""
    return name in (INDEX, MORE, EXPLAIN) or name.startswith(FIND)


def typed(field: str, value: FilterValue) -> str:
    """Give a filter's value as it stands in an address: quoted where it would mean another."""
    if field == "date" and isinstance(value, DateRange):
        return _typed_date(value)
    return to_params(SearchRequest(filters=(Filter(field, (value,)),)))[field][0]


def _typed_date(value: FilterValue) -> str:
    if isinstance(value, DateRange):
        return value.text or str(value)
    return value or "none"


def _name(given: str) -> str:
    name = given.replace("_", "-").lower()
    prefix = "not-" if name.startswith("not-") else ""
    entry = lookup(name.removeprefix(prefix))
    return prefix + entry.name if entry and entry.filter else given
