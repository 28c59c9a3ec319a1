"""What is counted in a trend: which series, over which periods, and what shares are of?

Each series is a request of its own, counted by the engine. So every number is that of a search,
which `narrowed` gives.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from searcher.dates import DateRange
from searcher.dates.periods import UNITS, Period, Unit, about, coarser_than, periods
from searcher.engines.base import Engine
from searcher.errors import UsageError
from searcher.index.advice.trend_notes import chosen_span, notes_of_trend
from searcher.query.fields import facet_name, not_known
from searcher.query.kinds import whole
from searcher.query.model import (
    FACET_FILTER,
    And,
    Between,
    Boosted,
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
from searcher.record import Record, record
from searcher.render.facets import MISSING
from searcher.trends import OverTime, Series, SeriesKind, ShareOf, Tally, Trend

# Counts of one trend: periods times series. A century by day is 36,525.
MOST_COUNTS = 50_000
# More series than this nobody tells apart.
MOST_SERIES = 20
USUAL_SERIES = 5
# Fields whose values are series: their top values, so that no date is among them.
SERIES_FIELDS = ("author", "source", "topic", "subject", "language", "kind")
OTHER = "other"


@record
class Plan(Record):
    """What is asked, checked."""

    requests: tuple[SearchRequest, ...]
    by: Unit
    shares: bool
    field: str | None
    top: int


def plan_of(
    requests: Sequence[SearchRequest], by: str, *, share: bool, series: str | None, top: int
) -> Plan:
    """Check what is asked; raises `ValueNotKnown`, `UsageError`."""
    unit = unit_named(by)
    field = None
    if series is not None:
        field = facet_name(series)
        if field not in SERIES_FIELDS:
            raise not_known("field of series", series, SERIES_FIELDS)
        if len(requests) > 1:
            raise UsageError("--series and several queries exclude each other: leave one out.")
    if not 1 <= whole("top", top) <= MOST_SERIES:
        raise UsageError(f"--top is 1 to {MOST_SERIES}, not {top}.")
    if len(requests) > MOST_SERIES:
        raise UsageError(f"{len(requests)} queries are too many: {MOST_SERIES} series at most.")
    if len({request.count for request in requests}) > 1:
        raise UsageError("all queries of a trend count the same: articles, or stories.")
    kept = [replace(one, limit=None, offset=0, facets=(), sort="relevance") for one in requests]
    return Plan(tuple(kept), unit, share, field, top)


def unit_named(by: str) -> Unit:
    """Find a unit of time; raises `ValueNotKnown`."""
    for unit in UNITS:
        if by == unit:
            return unit
    raise not_known("unit of time", by, UNITS)


@record
class _Line(Record):
    """A series that is not counted yet; `within` is the request without the series' own value."""

    name: str
    kind: SeriesKind
    key: str | None
    request: SearchRequest
    within: SearchRequest | None = None


def trend_of(engine: Engine, plan: Plan) -> Trend:
    """Count, and say what should be known of it.

    Raises `UsageError` where there would be too many periods.
    """
    counted: dict[SearchRequest, OverTime] = {}

    def count(request: SearchRequest) -> OverTime:
        if request not in counted:
            counted[request] = engine.over_time(request, plan.by)
        return counted[request]

    lines = list(_lines(engine, plan))
    bases = [base_of(line.request, line.within) if plan.shares else None for line in lines]
    found = [count(line.request) for line in lines]
    kept = [
        (line, base, of)
        for line, base, of in zip(lines, bases, found, strict=True)
        if of.total or line.kind in ("all", "query")
    ]
    whole = [count(request) for request in plan.requests]
    shown = [*whole, *(count(base[0]) for _, base, _ in kept if base)]
    span = _span(plan, shown)
    walked = tuple(periods(plan.by, *_bounded(plan.by, *span, series=len(kept)))) if span else ()
    series = tuple(
        Series(
            line.name,
            line.kind,
            line.key,
            line.request,
            _tally(of, walked),
            _tally(count(base[0]), walked) if base else None,
            base[1] if base else None,
        )
        for line, base, of in kept
    )
    trend = Trend(
        request=plan.requests[0],
        by=plan.by,
        periods=walked,
        series=series,
        corpus=engine.state(),
        field=plan.field,
        shares=plan.shares,
    )
    return replace(trend, notes=tuple(notes_of_trend(trend, plan.requests, whole)))


def _lines(engine: Engine, plan: Plan) -> Iterator[_Line]:
    if len(plan.requests) > 1:
        for request in plan.requests:
            yield _Line(request.words or "*", "query", None, request)
        return
    (request,) = plan.requests
    if plan.field is None:
        yield _Line(request.words or "*", "all", None, request)
        return
    field = plan.field
    # One more than wanted: the missing bucket may be among them.
    facet = engine.facet(unchosen(request, field), field, plan.top + 1)
    values = [one for one in facet.counts if one.key is not None and one.count][: plan.top]
    for one in values:
        asked = _with(request, Filter(field, (one.key,)))
        yield _Line(one.value or "", "value", one.key, asked, request)
    if field in MISSING:
        asked = _with(request, Filter(field, (None,)))
        yield _Line(MISSING[field], "missing", None, asked, request)
    named: tuple[FilterValue, ...] = tuple(one.key for one in values)
    shown = (*named, None) if field in MISSING else named
    asked = _with(request, Filter(field, shown, exclude=True)) if shown else request
    yield _Line(OTHER, "other", None, asked, request)


def _with(request: SearchRequest, chosen: Filter) -> SearchRequest:
    return replace(request, filters=(*request.filters, chosen))


def unchosen(request: SearchRequest, field: str) -> SearchRequest:
    """Ask the same with the selection in a field among the words: a facet ignores its own."""
    own = [chosen for chosen in request.filters if chosen.field == FACET_FILTER[field]]
    if not own:
        return request
    kept = tuple(chosen for chosen in request.filters if chosen not in own)
    return replace(request, filters=kept, query=And((request.query, *map(_node, own))))


def _node(chosen: Filter) -> Node:
    any_of = Or(
        tuple(
            Missing(chosen.field) if value is None else Term(chosen.field, str(value))
            for value in chosen.values
        )
    )
    return Not(any_of) if chosen.exclude else any_of


def base_of(
    request: SearchRequest, within: SearchRequest | None = None
) -> tuple[SearchRequest, ShareOf]:
    """Give what the shares of a series are of.

    The same without its words, if it has any; else without the series' own value; else all
    articles, as far as dates are not chosen. A `field:value` that must hold is no word.
    """
    clauses = request.query.children if isinstance(request.query, And) else (request.query,)
    held = [clause for clause in clauses if _chooses(clause)]
    if len(held) < len(clauses):
        query = And((Everything(), *held)) if held else Everything()
        return replace(request, words="", any=False, query=query, notes=()), "filters"
    if within is not None:
        return within, "matches"
    dated = [clause for clause in held if isinstance(clause, Dated)]
    query = And((Everything(), *dated)) if dated else Everything()
    filters = tuple(chosen for chosen in request.filters if chosen.field == "date")
    every = replace(request, words="", any=False, query=query, filters=filters, notes=())
    return every, "all"


def _chooses(node: Node) -> bool:
    """Say whether a clause looks at values and not at texts."""
    match node:
        case Not(child) | Boosted(child):
            return _chooses(child)
        case And(children) | Or(children):
            return all(map(_chooses, children))
        case _:
            return isinstance(node, Term | Dated | Between | Missing | Everything)


_Span = tuple[dt.date, dt.date]


def _span(plan: Plan, counted: Sequence[OverTime]) -> _Span | None:
    """Give the days to show: those that were chosen, and at an open end what was counted."""
    first, last = chosen_span(plan.requests)
    days = [day for found in counted for day in found.counts]
    if first is None and days:
        first = min(*days, last or dt.date.max)
    if last is None and days:
        last = max(*days, first or dt.date.min)
    return (first, last) if first and last and first <= last else None


def _bounded(unit: Unit, first: dt.date, last: dt.date, *, series: int) -> _Span:
    """Refuse a span of so many periods that nobody could look at them."""
    count, most = about(unit, first, last), MOST_COUNTS // max(series, 1)
    if count <= most:
        return first, last
    longer = next((one for one in coarser_than(unit) if about(one, first, last) <= most), None)
    by = f"Count by {longer} (--by {longer}), or choose" if longer else "Choose"
    of = f" for each of {series} series" if series > 1 else ""
    raise UsageError(
        f"{first} to {last} are some {count:,} {unit}s, and {most:,} can be shown{of}. "
        f"{by} a shorter time with --since and --until.",
        suggestions=coarser_than(unit),
    )


def _tally(found: OverTime, walked: Sequence[Period]) -> Tally:
    counts = tuple(found.counts.get(period.first, 0) for period in walked)
    return Tally(counts, found.undated, found.rough, found.total)


def narrowed(request: SearchRequest, period: Period) -> SearchRequest:
    """Ask for what a request finds in a period: exactly the articles that were counted there."""
    days = DateRange(period.first, period.last)
    filters = []
    met = False
    for chosen in request.filters:
        ranges = [value for value in chosen.values if isinstance(value, DateRange)]
        if chosen.field != "date" or chosen.exclude or met:
            filters.append(chosen)
            continue
        both = tuple(shared for value in ranges if (shared := _shared(value, days)))
        met = bool(both)
        filters.append(Filter("date", both) if both else chosen)
    if not met:
        filters.append(Filter("date", (days,)))
    return replace(request, filters=tuple(filters))


def _shared(one: DateRange, other: DateRange) -> DateRange | None:
    first = max(filter(None, (one.first, other.first)))
    last = min(filter(None, (one.last, other.last)))
    return DateRange(first, last) if first <= last else None
