"""How is a request put to the engine? The tree of a request becomes a tree of engine queries.

No query is ever handed over as text. What cannot change the score (filters, negations, dates) is
wrapped so that it costs no scoring.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, product
from types import MappingProxyType

import tantivy
from tantivy import FieldType, Occur

from searcher.dates import DateRange
from searcher.engines.tantivy.analysis import stem_field
from searcher.engines.tantivy.letters import readings
from searcher.engines.tantivy.nearness import side_by_side
from searcher.engines.tantivy.places import PARTS, Places
from searcher.engines.tantivy.source import keyword
from searcher.errors import QueryError, ValueNotKnown
from searcher.query.model import (
    FACET_FILTER,
    And,
    Between,
    Boosted,
    Dated,
    Everything,
    Filter,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Term,
    TextField,
    Word,
    at_least,
)

Query = tantivy.Query
Clause = tuple[Occur, tantivy.Query]

_KEYWORDS = (*("author", "source", "topic", "subject", "language", "kind", "id", "url", "story"),)
# Where values are looked for that were not inferred.
_DECLARED = MappingProxyType({"topic": "declared_topic", "subject": "declared_subject"})
_MISSING = (
    *("author", "source", "topic", "subject", "language", "url", "date", "month", "day"),
    *("title", "summary", "body"),
)
# Scoring, and even dropping, a query nested deeper recurses in Rust, where a full stack kills the
# process.
_DEEPEST = 200
# Years, months and days up to which a range is looked for by them.
_MOST_PARTS = 40


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """At least one of them; nothing if there are none."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """All of them; everything if there are none."""
    if not queries:
        return Query.all_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def unscored(query: tantivy.Query) -> tantivy.Query:
    """The same matches, adding nothing to the score."""
    return Query.const_score_query(query, 0.0)


def is_constant(node: Node) -> bool:
    """Say whether all matches are alike, because no words are asked for."""
    pending = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, Word | Phrase | Pattern | Fuzzy | Regex):
            return False
        if isinstance(inner, And | Or):
            pending.extend(inner.children)
        elif isinstance(inner, Boosted):
            if inner.weight:
                pending.append(inner.child)
        elif isinstance(inner, Not) and isinstance(inner.child, Not):
            pending.append(inner.child.child)
    return True


def _depth_checked(node: Node) -> Node:
    pending: list[tuple[Node, int]] = [(node, 1)]
    while pending:
        inner, depth = pending.pop()
        if depth > _DEEPEST:
            raise QueryError(f"The query is nested more than {_DEEPEST} levels deep")
        if isinstance(inner, And | Or):
            pending.extend((child, depth + 1) for child in inner.children)
        elif isinstance(inner, Not | Boosted):
            pending.append((inner.child, depth + 1))
    return node


class Planner:
    """Builds queries for the fields of one index."""

    def __init__(self, places: Places, *, inferred: bool = True) -> None:
        """Keep what every clause needs; without `inferred` only declared topics count."""
        self.places = places
        self.schema = places.schema
        self._analysis = places.analysis
        self._inferred = inferred
        # Searches for which `ranking` looks further at once, since it met ties.
        self.ties_met = 0
        self.ties_are_large = False  # the last one did not end there either

    def of(self, request: SearchRequest) -> "Planner":
        """Give the planner for what the request says of inferred topics."""
        if request.inferred == self._inferred:
            return self
        return Planner(self.places, inferred=request.inferred)

    def column(self, field: str) -> str:
        """Name the field of the index that holds the values of a field."""
        return field if self._inferred else _DECLARED.get(field, field)

    def query(
        self, request: SearchRequest, *, without: str | None = None, scored: bool = False
    ) -> tantivy.Query:
        """Build the query of a request; `without` leaves out the filters on that field."""
        if request.inferred != self._inferred:
            return self.of(request).query(request, without=without, scored=scored)
        clauses: list[Clause] = []
        if not isinstance(request.query, Everything):
            query = self._node(_depth_checked(request.query), scored=scored)
            clauses.append((Occur.Must, query))
        for chosen in request.filters:
            if chosen.field == without:
                continue
            query = any_of([self._value(chosen, value) for value in chosen.values])
            clauses.append(
                (Occur.MustNot, query) if chosen.exclude else (Occur.Must, unscored(query))
            )
        if request.within is not None:
            clauses.append((Occur.Must, unscored(self.dated(request.within))))
        if request.date_confidence is not None:
            sure = [
                Query.term_query(self.schema, "confidence", one, "basic")
                for one in at_least(request.date_confidence)
            ]
            clauses.append((Occur.Must, unscored(any_of(sure))))
        return self._boolean(clauses)

    def _boolean(self, clauses: list[Clause]) -> tantivy.Query:
        """Join clauses; negations alone need something to be taken from."""
        if all(occur == Occur.MustNot for occur, _ in clauses):
            everything = Query.all_query()
            if not clauses:
                return everything
            clauses = [(Occur.Must, unscored(everything)), *clauses]
        if len(clauses) == 1:
            return clauses[0][1]
        return Query.boolean_query(clauses)

    def _value(self, chosen: Filter, value: str | DateRange | None) -> tantivy.Query:
        if value is None:
            return self._missing(chosen.field)
        if isinstance(value, DateRange):
            return self.dated(value)
        return self._term(chosen.field, value)

    def _node(self, node: Node, *, scored: bool) -> tantivy.Query:
        match node:
            case Everything():
                return Query.all_query()
            case Word(text, field, exact):
                return self._words(text, field, exact=exact, slop=0, scored=scored)
            case Phrase(text, slop, field, exact):
                return self._words(text, field, exact=exact, slop=slop, scored=scored)
            case Pattern(text, field):
                return self._pattern(text, field)
            case Fuzzy():
                return self._fuzzy(node, scored=scored)
            case Regex(text, field):
                return self._regex(text, field)
            case Boosted(child, weight):
                query = self._node(child, scored=scored and weight > 0)
                if not scored:
                    return query
                return Query.boost_query(query, weight) if weight else unscored(query)
            case Term(field, key):
                return self._term(field, key)
            case Between(field, first, last):
                return self.numbers(field, first, last)
            case Dated(days, overlap):
                # Beside words that would suffice, too, all days weigh the same.
                return Query.const_score_query(self.dated(days, overlap=overlap), 1.0)
            case Missing(field):
                return self._missing(field)
            case And():
                return self._and(node, scored=scored)
            case Or():
                return any_of([self._node(child, scored=scored) for child in _flat(node, Or)])
            case Not():
                return self._and(And((node,)), scored=scored)

    def _and(self, node: And, *, scored: bool) -> tantivy.Query:
        clauses: list[Clause] = []
        for child in _flat(node, And):
            match child:
                case Everything():
                    continue
                case Not(inner):
                    clauses.append((Occur.MustNot, self._node(inner, scored=False)))
                case Term() | Dated() | Between() | Missing():
                    clauses.append((Occur.Must, unscored(self._node(child, scored=False))))
                case Or() if is_constant(child):
                    clauses.append((Occur.Must, unscored(self._node(child, scored=False))))
                case _:
                    clauses.append((Occur.Must, self._node(child, scored=scored)))
        return self._boolean(clauses)

    def _words(
        self, text: str, field: TextField | None, *, exact: bool, slop: int, scored: bool
    ) -> tantivy.Query:
        """Look for a word or phrase: all its tokens as typed, or all as stems of one language."""
        if field is None:
            found = self.places.of(text, exact=exact, scored=scored)
            if found is not None:
                return found
        beside_stems = bool(self.places.stems) and not exact
        places: list[tantivy.Query] = []
        for language, read in product(self.places.languages(exact=exact), readings(text)):
            tokens = self._analysis.query_tokens(read, language)
            if not tokens:
                return Query.empty_query()
            weight = self.places.weights.exact if language is None and beside_stems else 1.0
            for part in PARTS[field]:
                name = part if language is None else stem_field(part, language)
                query = side_by_side(self.schema, name, tokens, slop, text)
                boost = weight * (self.places.weights.title if part == "title" else 1.0)
                places.append(Query.boost_query(query, boost) if scored and boost != 1.0 else query)
        return self.places.best(places, scored=scored)

    def _pattern(self, text: str, field: TextField | None) -> tantivy.Query:
        pieces = re.split(r"([*?])", text)
        if len(pieces) == 1:
            folded = self._analysis.fold(text)
            return any_of(
                [Query.term_query(self.schema, part, folded, "freq") for part in PARTS[field]]
            )
        if len(pieces) == 3 and pieces[0] and pieces[1:] == ["*", ""]:  # noqa: PLR2004
            # A prefix: the same terms as by regular expression, which takes 0.3 ms to build.
            folded = self._analysis.fold(pieces[0])
            return any_of(
                [
                    Query.fuzzy_term_query(self.schema, part, folded, 0, prefix=True)
                    for part in PARTS[field]
                ]
            )
        from searcher.engines.tantivy.automata import of_pattern

        pattern = of_pattern(pieces, self._analysis.fold)
        return any_of([Query.regex_query(self.schema, part, pattern) for part in PARTS[field]])

    def _regex(self, text: str, field: TextField | None) -> tantivy.Query:
        from searcher.engines.tantivy.automata import of_expression

        pattern = of_expression(text, self._analysis.fold)
        return any_of([Query.regex_query(self.schema, part, pattern) for part in PARTS[field]])

    def _fuzzy(self, node: Fuzzy, *, scored: bool) -> tantivy.Query:
        tokens = self._analysis.query_tokens(node.text, None)
        if not tokens:
            return Query.empty_query()
        if len(tokens) > 1:
            return self._words(node.text, node.field, exact=True, slop=0, scored=scored)
        return any_of(
            [
                Query.fuzzy_term_query(
                    self.schema, part, tokens[0], node.distance, transposition_cost_one=True
                )
                for part in PARTS[node.field]
            ]
        )

    def _term(self, field: str, key: str) -> tantivy.Query:
        if field not in _KEYWORDS:
            raise ValueNotKnown(f"No keyword field {field!r}. Choose from: {', '.join(_KEYWORDS)}.")
        if field == "story":
            return self.story(int(key))
        exact = Query.term_query(self.schema, self.column(field), keyword(key), "basic")
        if field != "language":
            return exact
        # `en` finds `en-GB`; the facet counts whole tags, so they are indexed as they are.
        variants = Query.fuzzy_term_query(self.schema, field, f"{key}-", 0, prefix=True)
        return any_of([exact, variants])

    def _missing(self, field: str) -> tantivy.Query:
        if field not in _MISSING:
            return Query.empty_query()
        return self.absent(self.column(field))

    def absent(self, name: str) -> tantivy.Query:
        """Articles with this name in the field `absent`."""
        return Query.term_query(self.schema, "absent", name, "basic")

    def dated(self, days: DateRange, *, overlap: bool = False) -> tantivy.Query:
        """Articles whose interval lies in the range, or touches it.

        What a few years, months and days hold is listed in the index: to look for these takes a
        half to a fifth of the time in which a million articles are asked for their days.
        """
        if days.first and days.last and not overlap:
            from searcher.engines.tantivy.date_numbers import parts_of  # most searches name no days

            parts = [*islice(parts_of(days.first, days.last), _MOST_PARTS + 1)]
            if 0 < len(parts) <= _MOST_PARTS:
                return any_of([self.of_period(field, number) for field, number in parts])
        first = days.first.toordinal() if days.first else None
        last = days.last.toordinal() if days.last else None
        lower, upper = ("last_day", "first_day") if overlap else ("first_day", "last_day")
        bounds = []
        if first is not None:
            bounds.append(self.integers(lower, first, None))
        if last is not None:
            bounds.append(self.integers(upper, None, last))
        return all_of(bounds) if bounds else Query.exists_query("first_day")

    def integers(self, field: str, first: int | None, last: int | None) -> tantivy.Query:
        """Articles whose number lies between the bounds, which are inclusive."""
        return Query.range_query(self.schema, field, FieldType.Integer, first, last)

    def of_period(self, field: str, number: int) -> tantivy.Query:
        """Articles of a year, month or day, by its number."""
        return Query.term_query(self.schema, field, number, "basic")

    def ids(self, first: int, last: int) -> tantivy.Query:
        """Articles whose id's first 8 bytes lie between the bounds, which are inclusive.

        None lies behind the last number, which a cursor may name.
        """
        return self.numbers("id64", first, last) if first <= last else Query.empty_query()

    def numbers(self, field: str, first: int | None, last: int | None) -> tantivy.Query:
        """Articles whose number in an unsigned field lies between the bounds, inclusive."""
        if first is None and last is None:
            return Query.exists_query(field)
        return Query.range_query(self.schema, field, FieldType.Unsigned, first, last)

    def story(self, number: int) -> tantivy.Query:
        """The articles of a story."""
        return Query.term_query(self.schema, "story", number, "basic")

    def article(self, article_id: str) -> tantivy.Query:
        """The article with this id."""
        return Query.term_query(self.schema, "id", article_id, "basic")


def own_filter(facet: str) -> str:
    """Name the filter that is a facet's own selection; raises `ValueNotKnown`."""
    if facet not in FACET_FILTER:
        raise ValueNotKnown(f"No facet {facet!r}. Choose from: {', '.join(FACET_FILTER)}.")
    return FACET_FILTER[facet]


def _flat(node: And | Or, kind: type[And] | type[Or]) -> Iterable[Node]:
    """Walk the children, those of directly nested nodes of the same kind included, in order."""
    pending: list[Node] = list(reversed(node.children))
    while pending:
        child = pending.pop()
        while isinstance(child, Not) and isinstance(child.child, Not):
            child = child.child.child
        if isinstance(child, kind):
            pending.extend(reversed(child.children))
        else:
            yield child
