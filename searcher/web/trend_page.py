"""What does the page of trends show? A drawing whose bars are links, a table, and a form."""

from collections.abc import Iterator
from dataclasses import dataclass

from searcher.dates.periods import UNITS, Period, Unit, coarser_than
from searcher.errors import QueryError, SearcherError, UsageError
from searcher.index import Index
from searcher.index.trending import SERIES_FIELDS, USUAL_SERIES, narrowed
from searcher.query.describe import describe
from searcher.query.model import SearchRequest
from searcher.query.params import to_params
from searcher.render.plot import drawing
from searcher.render.trend import ROUGH, UNDATED, heading, percent
from searcher.trends import Series, Trend, share
from searcher.web.advice import Mistake, mistake, said
from searcher.web.passages import clip
from searcher.web.state import INDEX, Link, State
from searcher.web.times import TREND_OWN, trend_options

# Counts on one page; the table has a cell for each. Files have more.
MOST_COUNTS = 5_000
# Periods beyond which years are shown, where nobody said which.
_MANY = 120
# Inputs for further words that stand ready.
_SPARE = 2
_NAME = 60  # characters of a series' name


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose."""

    value: str
    text: str
    on: bool


@dataclass(frozen=True, slots=True)
class TrendForm:
    """What the form holds, whether it was understood or not; `hidden` is sent along unseen."""

    words: str
    queries: tuple[str, ...]
    units: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    top: str
    share: bool
    stories: bool
    hidden: tuple[tuple[str, str], ...]
    back: str
    timeline: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, what it is of and its share, and the query that finds what was counted."""

    count: str
    base: str
    share: str
    query: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A period, or what lies in none."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TrendView:
    """What was counted; `bare` where the index holds no articles."""

    heading: str
    by: Unit
    asked: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row
    empty: bool
    bare: bool
    shares: bool
    drawing: str
    notes: tuple[str, ...]
    downloads: tuple[Link, ...]


def trend_form(state: State, by: str = "") -> TrendForm:
    """Give the form as it was filled in; `by` is shown where nothing was chosen."""
    question = question_of(state, TREND_OWN)
    chosen, field = state.last("by") or by or "month", state.last("series")
    queries = tuple(words for words in state.values("query") if words.strip())
    hidden = tuple(
        (name, value)
        for name, values in question.items()
        if name not in ("q", "count")
        for value in values
    )
    return TrendForm(
        words=" ".join(state.values("q")),
        queries=(*queries, *("" for _ in range(_SPARE))),
        units=tuple(Choice(unit, unit, unit == chosen) for unit in UNITS),
        fields=(
            Choice("", "none", not field),
            *(Choice(name, name, name == field) for name in SERIES_FIELDS),
        ),
        top=state.last("top") or str(USUAL_SERIES),
        share=bool(state.last("share").strip(" 0")),
        stories=state.last("count") == "stories",
        hidden=hidden,
        back=question.query,
        timeline=question.put("count").query,
    )


def question_of(state: State, own: tuple[str, ...]) -> State:
    """Keep what is asked, with its index and what is counted, and nothing of a page."""
    count = state.values("count")
    question = State({n: v for n, v in state.asked().items() if n not in own})
    return question.put("count", *count)


def tidied(state: State, own: tuple[str, ...]) -> State:
    """Keep the question and what the page is told, but for inputs that were left empty."""
    told = {name: [one for one in state.values(name) if one.strip()] for name in own}
    return State({**dict(question_of(state, own).items()), **told})


def ask_trend(index: Index, state: State) -> TrendView:
    """Count; raises as `Index.trend` does, and where it is too much for a page."""
    question = question_of(state, TREND_OWN)
    request = question.request()
    queries = [
        question.put("q", words).request() for words in state.values("query") if words.strip()
    ]
    given = {name: state.last(name) for name in TREND_OWN if name != "query"}
    options = trend_options(given)
    trend = index.trend(request, queries=queries, **options)
    if "by" not in options and len(trend.periods) > _MANY:
        trend = index.trend(request, queries=queries, **options | {"by": "year"})
    counts = len(trend.periods) * len(trend.series)
    if counts > MOST_COUNTS:
        longer = coarser_than(trend.by)
        raise UsageError(
            f"{counts:,} counts are too many for a page"
            + (f": count by {longer[0]}, or choose a shorter time." if longer else ".")
            + " The API and the command have all of them.",
            suggestions=longer,
        )
    return _view(trend, state)


def problem_of(state: State, wrong: SearcherError) -> Mistake:
    """Say what is wrong, with links that ask the same with it mended.

    Of too many periods they count by longer ones; of several queries they mend the wrong one.
    """
    if isinstance(wrong, UsageError):
        units = (Link(f"by {unit}", state.put("by", unit).query) for unit in wrong.suggestions)
        return Mistake(said(wrong), tuple(units))
    question = question_of(state, TREND_OWN)
    if not isinstance(wrong, QueryError) or not _is_right(question):
        return mistake(state, wrong)
    queries = state.values("query")
    at = next((at for at, q in enumerate(queries) if not _is_right(question.put("q", q))), 0)
    mended = (
        Link(right, state.put("query", *queries[:at], right, *queries[at + 1 :]).query)
        for right in (wrong.suggestions if wrong.column else ())
    )
    return Mistake(said(wrong), tuple(mended))


def _is_right(question: State) -> bool:
    try:
        question.request()
    except QueryError:
        return False
    return True


def _view(trend: Trend, state: State) -> TrendView:
    index = state.values(INDEX)

    def link(number: int, place: int) -> str | None:
        one, period = trend.series[number], trend.periods[place]
        return f"./{_found(one.request, period, index)}" if one.found.counts[place] else None

    rows = [
        Row(
            period.label,
            tuple(
                _cell(
                    one.found.counts[place],
                    one.base.counts[place] if one.base else None,
                    _found(one.request, period, index),
                )
                for one in trend.series
            ),
        )
        for place, period in enumerate(trend.periods)
    ]
    return TrendView(
        heading=clip(heading(trend), 2 * _NAME),
        by=trend.by,
        asked=tuple(_asked(trend)),
        names=tuple(_named(one) for one in trend.series),
        rows=(*rows, *_outside(trend, index)),
        total=Row("all", tuple(_total(one, index) for one in trend.series)),
        empty=not any(one.found.total for one in trend.series),
        bare=not trend.corpus.articles,
        shares=trend.shares,
        drawing="\n".join(drawing(trend, links=link, alone=False)) if trend.periods else "",
        notes=tuple(map(str, trend.notes)),
        downloads=tuple(
            Link(name.upper(), state.put("by", trend.by).put("format", name).query)
            for name in ("svg", "csv", "tsv", "json")
        ),
    )


def _named(one: Series) -> str:
    return "all articles" if one.name == "*" else clip(one.name, _NAME)


def _asked(trend: Trend) -> Iterator[str]:
    """Say how the question was understood; of several the words stand at their series."""
    several = any(one.kind == "query" for one in trend.series)
    for line in describe(trend.request):
        if not line.startswith(("order: ", "words: ") if several else "order: "):
            yield line


def _outside(trend: Trend, index: tuple[str, ...]) -> Iterator[Row]:
    """Give a row for the undated and one for the rough, where there are any."""
    if any(one.found.undated for one in trend.series):
        cells = tuple(
            _cell(
                one.found.undated,
                one.base.undated if one.base else None,
                _undated(one.request, index),
            )
            for one in trend.series
        )
        yield Row(UNDATED, cells)
    if any(one.found.rough for one in trend.series):
        cells = tuple(
            _cell(one.found.rough, one.base.rough if one.base else None, None)
            for one in trend.series
        )
        yield Row(ROUGH[trend.by], cells)


def _total(one: Series, index: tuple[str, ...]) -> Cell:
    base = one.base.total if one.base else None
    return _cell(one.found.total, base, _query(one.request, index))


def _cell(count: int, base: int | None, query: str | None) -> Cell:
    of = "" if base is None else f"{base:,}"
    part = "" if base is None else percent(share(count, base))
    return Cell(f"{count:,}", of, part, query if count else None)


def _found(request: SearchRequest, period: Period, index: tuple[str, ...]) -> str:
    return _query(narrowed(request, period), index)


def _undated(request: SearchRequest, index: tuple[str, ...]) -> str | None:
    """Give the query of the undated ones; where days are chosen there are none."""
    if any(chosen.field == "date" for chosen in request.filters):
        return None
    return State(to_params(request)).put("limit").put("date", "none").put(INDEX, *index).query


def _query(request: SearchRequest, index: tuple[str, ...]) -> str:
    return State(to_params(request)).put("limit").put(INDEX, *index).query
