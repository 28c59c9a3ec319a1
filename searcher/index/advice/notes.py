"""What a user should know about an answer: what was left out, and what would help."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self

from searcher.dates import DateRange
from searcher.errors import QueryError
from searcher.query.model import (
    CONFIDENCES,
    And,
    Boosted,
    Dated,
    Everything,
    Missing,
    Node,
    Not,
    Or,
    SearchRequest,
    Term,
)
from searcher.record import Late, Record, record, replace
from searcher.results import FacetCount, Note, Results

if TYPE_CHECKING:
    from searcher.engines.base import Engine

# Facets whose values a user types, and may mistype.
_NAMED = ("author", "source", "topic", "subject", "language")

# Hits up to which it is asked whether the words were meant otherwise.
FEW = 20
# How much more frequent than a rare word another must be to be what was meant, and how much more a
# corrected query must find.
TIMES = 20

# Articles from which to count takes longer than to have a thread do it beside: a millisecond.
_LARGE = 500_000

# What may have been meant to join words, and is read as words.
_JOINTS = (" and ", " or ", " not ")

# Near misses offered at most.
_OFFERED = 3
_COMPARED = 50  # names as near as one another, of which the most frequent are meant


@record
class Dateless(Record):
    """How many articles of a corpus have no date, how many one that names no day; and all."""

    undated: int
    coarse: int
    articles: int

    @classmethod
    def of(cls, engine: "Engine") -> Self:
        """Count them."""
        undated = engine.count(SearchRequest(query=Missing("date")))
        coarse = engine.count(SearchRequest(query=Missing("day"))) - undated
        return cls(undated, coarse, engine.count(SearchRequest()))


class DatelessOf:
    """Counts the articles without a day, once for each commit."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._known: tuple[str | None, Dateless] | None = None

    def __call__(self, engine: "Engine") -> Dateless:
        """Give them; two threads may both count, and find the same."""
        stamp, known = engine.commit_stamp(), self._known
        if known is None or stamp is None or stamp != known[0]:
            known = self._known = stamp, Dateless.of(engine)
        return known[1]


def choice_of(
    engine: "Engine", request: SearchRequest, dateless: Callable[["Engine"], Dateless]
) -> Callable[[], list[Note]] | None:
    """Give what tells what a choice of days, or of sure dates, leaves out; None where none is made.

    It asks the engine, which is one commit's, when it is asked itself. In a large corpus that has
    begun by then, while hits are found. `dateless` is asked only where there is a choice.
    """
    if request.date_confidence is None and not without_dates(request)[0]:
        return None
    corpus = dateless(engine)

    def choice() -> list[Note]:
        return [*_choice(engine, request, corpus)]

    if corpus.articles < _LARGE:
        return choice
    from searcher.engines.beside import begun

    return begun(choice)


class LateResults(Late, Results):
    """An answer of whose notes some are counted when they are looked at."""

    stands_for: ClassVar[type[Record]] = Results
    __slots__ = ("_noted",)
    _noted: Callable[[], tuple[Note, ...]] | None

    @classmethod
    def of(cls, known: Results, noted: Callable[[], tuple[Note, ...]]) -> "LateResults":
        """Give an answer, whose notes `noted` makes."""
        made: LateResults = object.__new__(cls)
        names: tuple[str, ...] = Results.__slots__
        for name in names:
            if name != "notes":
                object.__setattr__(made, name, getattr(known, name))
        object.__setattr__(made, "_noted", noted)
        return made

    def __getattr__(self, name: str) -> Any:
        """Make the notes; two threads may both do so, and find the same."""
        if name != "notes":
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if (noted := self._noted) is not None:
            object.__setattr__(self, "notes", noted())
            object.__setattr__(self, "_noted", None)
        return object.__getattribute__(self, name)


def notes_for(
    engine: "Engine", results: Results, choice: Callable[[], list[Note]] | None
) -> Iterator[Note]:
    """Walk the notes on an answer; `choice` is what `choice_of` gave for its request."""
    request = results.request
    yield from _unknown_values(engine, request, found=results.total)
    # Most answers have hits enough, or there are no articles for more, and load nothing of this.
    few = results.total <= FEW and results.total * TIMES <= results.corpus.articles
    if few and not isinstance(request.query, Everything):
        from searcher.index.advice.spelling import spelling_notes

        yield from spelling_notes(engine, results)
    if not request.words.isascii():
        from searcher.index.advice.particles import particle_notes

        yield from particle_notes(engine, request, results.total)
    yield from _joined(engine, request)
    if not results.total:
        yield from _any_instead(engine, request)
    if choice is not None:
        yield from choice()
    limits = {facet.field: facet.limit for facet in request.facets}
    for name, facet in results.facets.items():
        if facet.more:
            # Those that are chosen stand there too, however rare they are.
            count = min(limits.get(name) or len(facet.counts), len(facet.counts))
            these = "this is the most frequent value"
            if count > 1:
                these = f"these are the {count} most frequent values"
            yield Note(f"facet {name}: {these}; there are more.", "more", field=name)


def notes_of_view(
    engine: "Engine",
    request: SearchRequest,
    dateless: Callable[["Engine"], Dateless],
    *,
    ignoring: str | None = None,
) -> list[Note]:
    """Give the notes that hold however the articles that match are shown.

    A facet counts as if there were no filter on its own field: `ignoring` it, nothing is left out.
    """
    others = tuple(chosen for chosen in request.filters if chosen.field != ignoring)
    choice = choice_of(engine, replace(request, filters=others), dateless)
    meant = (*_unknown_values(engine, request), *_joined(engine, request))
    return [*meant, *(choice() if choice else ())]


def _joined(engine: "Engine", request: SearchRequest) -> Iterator[Note]:
    if any(joint in request.words for joint in _JOINTS):
        from searcher.index.advice.operators import operator_notes

        yield from operator_notes(engine, request)


def _choice(engine: "Engine", request: SearchRequest, corpus: Dateless) -> Iterator[Note]:
    """Say what a choice of days, or of sure dates, leaves out."""
    yield from _left_out(engine, request, corpus)
    yield from _unsure(engine, request)


def _unknown_values(engine: "Engine", request: SearchRequest, *, found: int = 0) -> Iterator[Note]:
    """Name filter values that no article has, with near misses; `found` articles fit the request.

    What was found has the value of a filter that has only one.
    """
    asked = {
        (chosen.field, value): None
        for chosen in request.filters
        if chosen.field in _NAMED and not (found and len(chosen.values) == 1 and not chosen.exclude)
        for value in chosen.values
        if isinstance(value, str)
    }
    asked.update({(term.field, term.key): None for term in _terms(request.query)})
    for field, key in asked:
        if not engine.count(SearchRequest(query=Term(field, key))):
            near = _near(engine, field, key)
            names = " or ".join(f"{one.value} ({one.count})" for one in near)
            also = f"; did you mean {names}?" if near else "."
            yield Note(
                f"no {field} {key!r}{also}", "unknown", field=field, value=key, proposals=near
            )


def _terms(node: Node) -> Iterator[Term]:
    if isinstance(node, Term) and node.field in _NAMED:
        yield node
    elif isinstance(node, Not | Boosted):
        yield from _terms(node.child)
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _terms(child)


def _near(engine: "Engine", field: str, key: str) -> tuple[FacetCount, ...]:
    """Offer values that hold all the words typed, then those that are spelled alike."""
    values = _by_name(engine, field)
    words = key.split()
    longest = max(words, key=len, default="")
    holding = [
        name for name in values if longest in name and all(word in name.split() for word in words)
    ]
    holding.sort(key=lambda name: -values[name].count)
    # An author may be found by several names, and is offered once.
    offered = list(dict.fromkeys(values[name] for name in holding))[:_OFFERED]
    if len(offered) < _OFFERED:
        from searcher.query.alike import allowed, edits, nearest

        near = nearest(key, [*values], _COMPARED)
        near.sort(key=lambda name: (edits(key, name, allowed(key)), -values[name].count))
        offered = list(dict.fromkeys([*offered, *(values[name] for name in near)]))[:_OFFERED]
    return tuple(offered)


def _by_name(engine: "Engine", field: str) -> dict[str, FacetCount]:
    """Give the values of a field by their keys, and an author by each of the names."""
    from searcher.engines.authority import AUTHOR, AuthorityEngine

    values = {value.key: value for value in engine.values(field) if value.key}
    if field == AUTHOR and isinstance(engine, AuthorityEngine):
        for name, group in engine.authority.by_key.items():
            if group.key in values:
                values[name] = values[group.key]
    return values


def _any_instead(engine: "Engine", request: SearchRequest) -> Iterator[Note]:
    """Zero hits with several words: say what `--any` would give."""
    if request.any or not isinstance(request.query, And):
        return
    from searcher.query.parser import parse

    try:
        loose = parse(request.words, any_word=True).query
    except QueryError:
        return
    if loose != request.query and (count := engine.count(replace(request, query=loose))):
        yield Note(f"no article has all of these; --any would give {count:,}.", "any")


def _left_out(engine: "Engine", request: SearchRequest, corpus: Dateless) -> Iterator[Note]:
    """Count what a choice of days leaves out because the date is unknown or too rough.

    A choice of sure dates leaves out the undated, too.
    """
    choices, rest = without_dates(request)
    if not choices and request.date_confidence is None:
        return
    rest = replace(rest, date_confidence=None, count="articles")
    undated = replace(rest, query=And((rest.query, Missing("date"))))
    if corpus.undated and (left_out := engine.count(undated)):
        yield Note(f"{left_out} undated {_articles(left_out)} left out.", "undated")
    # A day lies inside or outside: only a month or year can lie partly inside.
    if not corpus.coarse or not choices:
        return
    inside = And(tuple(Or(tuple(Dated(one) for one in choice)) for choice in choices))
    touching = (Or(tuple(Dated(one, overlap=True) for one in choice)) for choice in choices)
    rough = And((rest.query, Missing("day"), *touching, Not(inside)))
    if left_out := engine.count(replace(rest, query=rough)):
        yield Note(
            f"{left_out} {_articles(left_out)} left out: the date is known only to the month or "
            "year, and not all of that lies inside.",
            "rough",
        )


def _unsure(engine: "Engine", request: SearchRequest) -> Iterator[Note]:
    """Count the dated articles whose date is less sure than was asked for."""
    if request.date_confidence in (None, CONFIDENCES[-1]):
        return
    sure = replace(request, count="articles")
    dated = replace(sure, query=And((sure.query, Not(Missing("date")))), date_confidence=None)
    if left_out := engine.count(dated) - engine.count(sure):
        yield Note(
            f"{left_out} {_articles(left_out)} left out: the confidence of the date is less than "
            f"{request.date_confidence}.",
            "unsure",
        )


def _articles(count: int) -> str:
    return "article was" if count == 1 else "articles were"


def without_dates(request: SearchRequest) -> tuple[list[list[DateRange]], SearchRequest]:
    """Take the choices of days out of a request: filters, bounds, and `date:` beside other words.

    A choice is met by any of its ranges; all choices must be met. Where undated articles are
    wanted too there is nothing to tell.
    """
    choices: list[list[DateRange]] = []
    kept = []
    for chosen in request.filters:
        days = [value for value in chosen.values if isinstance(value, DateRange)]
        if chosen.field != "date" or chosen.exclude or not days:
            kept.append(chosen)
        elif None in chosen.values:
            return [], request
        else:
            choices.append(days)
    if request.within is not None:
        choices.append([request.within])
    query: Node = request.query
    clauses = query.children if isinstance(query, And) else (query,)
    dated = [one for one in clauses if isinstance(one, Dated) and not one.overlap]
    if dated:
        choices.extend([one.range] for one in dated)
        query = And((Everything(), *(one for one in clauses if one not in dated)))
    if not choices:
        return [], request
    return choices, replace(request, query=query, filters=tuple(kept), within=None)
