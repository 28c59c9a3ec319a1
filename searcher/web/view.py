"""What does the search page show? Plain records for the template, made from an answer.

Texts stay as they are: the templates replace control characters and escape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from searcher.dates import DateRange
from searcher.errors import QueryError, SearcherError, StaleCursor
from searcher.index import Index
from searcher.query.model import Counted, Everything, FacetRequest, Filter, SearchRequest
from searcher.query.params import DEFAULT_LIMIT
from searcher.query.typed_values import is_on
from searcher.render.headline import headline
from searcher.render.table import byline, copies_text, date_text, outlet
from searcher.results import Facet, Hit, Note, Results
from searcher.web.advice import Advice, advice, cures, said
from searcher.web.chart import Chart, chart
from searcher.web.chips import CHIPS, chips_of, each_chip, further
from searcher.web.choices import FACETS, LONG_LIST, NAME, FacetView, date_view, facet_view
from searcher.web.kept import Kept, kept
from searcher.web.passages import Line, clip, pieces
from searcher.web.state import (
    EXPLAIN,
    FIND,
    MORE,
    MOST_HITS,
    Link,
    State,
    copies_link,
    is_of_pages,
)
from searcher.web.why import Why, why

SIZES = (10, 25, 50, 100)
_PASSAGES = (1, 3, 5)
_SORTS = (("relevance", "Best match"), ("newest", "Newest first"), ("oldest", "Oldest first"))
# What the form sends where nothing is chosen; as the script has it.
USUAL = {"sort": "relevance", "limit": str(DEFAULT_LIMIT)}
_CONFIDENCES = (
    ("", "any"),
    ("low", "if dated"),
    ("medium", "medium or high"),
    ("high", "high only"),
)
_MOVED = "The corpus has changed since the page before this one: hits may have moved between them."
_AUTHORS_SHOWN = 3
_TITLE, _AUTHORS = 240, 160  # characters shown at most
_SINGLE = 5  # filters of which each is tried to be left out, where nothing is found
_FUZZY_FROM = 4  # letters: shorter words are like too many others


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit as a page shows it."""

    rank: int
    id: str
    title: str
    untitled: bool
    authors: str
    source: str
    date: str
    teaser: bool
    language: str | None
    copies: Link | None
    snippets: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form holds, whether it was understood or not; `hidden` is sent along unseen."""

    words: str
    any: bool
    declared: bool
    since: str
    until: str
    confidences: tuple[tuple[str, str, bool], ...]
    stories: bool
    expand: bool
    half_life: str
    sorts: tuple[tuple[str, str, bool], ...]
    sizes: tuple[tuple[int, bool], ...]
    passages: tuple[tuple[int, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    chips: tuple[Link, ...]
    clear: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer; the three parts are the words around the mistake."""

    message: str
    before: str = ""
    wrong: str = ""
    after: str = ""
    cures: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; `bare` where the index holds no articles."""

    found: str
    bare: bool
    took: str
    hits: tuple[HitView, ...]
    notes: tuple[Advice, ...]
    ways: tuple[Link, ...]
    facets: tuple[FacetView, ...]
    chart: Chart | None
    dates: FacetView | None
    previous: str | None
    next: str | None
    page: str
    query: str
    lines: str
    exports: tuple[Link, ...]
    why: Why
    kept: Kept
    times: str


def ask(index: Index, asked: State) -> tuple[State, Form, Answer]:
    """Search; raises what `Index.search` raises."""
    request = asked.request()
    state = asked.tidied(request)
    limit = min(request.limit or MOST_HITS, MOST_HITS)
    # Without words all match equally well.
    aimless = isinstance(request.query, Everything)
    sort = "newest" if aimless and request.sort == "relevance" else request.sort
    more = state.last(MORE)
    wanted = [FacetRequest(f, LONG_LIST if f == more else size) for f, _, size in FACETS]
    wanted += [FacetRequest("year", None), FacetRequest("month", None)]
    paged = replace(request, limit=limit, sort=sort, facets=tuple(wanted))
    try:
        results = index.search(paged)
    except StaleCursor:
        # Somebody who reads along goes on at the same rank, and is told.
        state = state.put("offset", str(request.offset))
        results = index.search(replace(paged, after=None))
        results = replace(results, notes=(Note(_MOVED), *results.notes))
    looked = {
        field: index.facet(field, request, like=text, limit=LONG_LIST if field == more else size)
        for field, _, size in FACETS
        if (text := state.last(FIND + field).strip())
    }
    results = replace(results, facets={**results.facets, **looked})
    if is_on(EXPLAIN, state.last(EXPLAIN)):
        from searcher.index.explain import explain

        results = replace(results, explanation=explain(index.asked, results))
    form = _form(state, chips_of(state, request, results), aimless=aimless)
    return state, form, _answer(index, state, results)


def unanswered(asked: State, wrong: SearcherError) -> tuple[Form, Problem]:
    """Give the form as it was filled in, and what is wrong."""
    given = [
        (name, value)
        for name, values in asked.items()
        if name != "q" and not is_of_pages(name)
        for value in values
    ]
    chips = (
        *(
            Link(f"{name}: {clip(value, NAME)}", asked.minus(name, value).query, f"remove {name}")
            for name, value in given[:CHIPS]
        ),
        *further(asked, len(given) - CHIPS),
    )
    hidden = tuple(
        (name, value)
        for name, values in asked.items()
        if name.removeprefix("not-") in (*(field for field, _, _ in FACETS), "date")
        for value in values
    )
    form = replace(_form(asked, chips, aimless=False), hidden=hidden)
    words, links = form.words, tuple(cures(asked, wrong))
    if not isinstance(wrong, QueryError) or not wrong.column:
        return form, Problem(said(wrong), cures=links)
    start = min(wrong.column - 1, len(words))
    end = next((at for at in range(start, len(words)) if words[at].isspace()), len(words))
    return form, Problem(said(wrong), words[:start], words[start:end], words[end:], links)


def _form(state: State, chips: tuple[Link, ...], *, aimless: bool) -> Form:
    sort = state.last("sort", "relevance")
    sorts = [(name, text, name == sort) for name, text in _SORTS]
    if aimless:
        sorts = [
            ("newest" if sort == "newest" else "relevance", "Newest first", sort != "oldest"),
            ("oldest", "Oldest first", sort == "oldest"),
        ]
    size = state.last("limit", str(DEFAULT_LIMIT))
    limit = min(int(size) or MOST_HITS, MOST_HITS) if size.isdecimal() else DEFAULT_LIMIT
    sizes = sorted({*SIZES, limit})
    passages = state.last("snippets", "1")
    shown = int(passages) if passages.isdecimal() else 1
    hidden = tuple(
        (name, value)
        for name, values in state.items()
        if name.startswith("not-") or name == MORE
        for value in values
    )
    return Form(
        words=" ".join(state.values("q")),
        any=bool(state.values("any")),
        declared=bool(state.values("no-inferred")),
        since=state.last("since"),
        until=state.last("until"),
        confidences=tuple(
            (value, text, value == state.last("date-confidence")) for value, text in _CONFIDENCES
        ),
        stories=state.last("count") == "stories",
        expand=bool(state.values("expand")),
        half_life=state.last("half-life"),
        sorts=tuple(sorts),
        sizes=tuple((size, size == limit) for size in sizes),
        passages=tuple((number, number == shown) for number in sorted({*_PASSAGES, shown})),
        hidden=hidden,
        chips=chips,
        clear=state.bare().put("q", *state.values("q")).query,
    )


def _answer(index: Index, state: State, results: Results) -> Answer:
    request = results.request
    hits = tuple(hit_view(hit, state) for hit in results.hits)
    chosen = _chosen(request.filters)
    first, last = (hits[0].rank, hits[-1].rank) if hits else (0, 0)
    limit = request.limit or MOST_HITS
    back = max(request.offset - limit, 0)
    # An address may ask for what is behind the end.
    back = min(back, (results.total - 1) // limit * limit if results.total else 0)
    pages = -(-results.total // limit)
    return Answer(
        found=_found(results.total, first, last, request.count),
        bare=not results.corpus.articles,
        took=f"{results.took_ms:.1f} ms" if results.took_ms < 10 else f"{results.took_ms:.0f} ms",  # noqa: PLR2004
        hits=hits,
        notes=tuple(advice(state, results)),
        ways=() if results.total else tuple(_ways(index, state, results)),
        facets=tuple(
            view
            for field, heading, size in FACETS
            if (view := facet_view(results.facets[field], heading, size, state))
        ),
        chart=chart(
            results.facets,
            [days for days in chosen if days],
            state,
            lambda: _in_articles(index, results),
        ),
        dates=date_view(results.facets["year"], chosen, state),
        previous=state.put("offset", *([str(back)] if back else [])).query
        if request.offset
        else None,
        next=state.put("after", results.next).query if results.next else None,
        page=f"Page {request.offset // limit + 1:,} of {pages:,}" if pages > 1 and hits else "",
        query=state.query,
        lines=state.asked().query,
        exports=tuple(_exports(state, request)) if results.total else (),
        why=why(state, results),
        kept=kept(index, state),
        times=state.asked().put("count", *state.values("count")).query,
    )


def _in_articles(index: Index, results: Results) -> Mapping[str, Facet]:
    if results.request.count == "articles":
        return results.facets
    asked = replace(results.request, count="articles")
    return {field: index.asked.facet(asked, field, None) for field in ("year", "month")}


# The formats that are offered on the page, of those that can be streamed; the API has all.
_OFFERED = {
    "csv": "CSV",
    "jsonl": "JSON lines",
    "markdown": "Markdown",
    "ris": "RIS",
    "bibtex": "BibTeX",
}


def _exports(state: State, request: SearchRequest) -> Iterator[Link]:
    """Walk the links that export every hit, in the order of ids, as the command does."""
    asked = state.asked().put("strict")
    if request.notes:
        # What was repaired here is repaired there.
        asked = asked.put("lenient", "1")
    for name, title in _OFFERED.items():
        yield Link(title, asked.put("format", name).query)


def _found(total: int, first: int, last: int, what: Counted) -> str:
    if not total:
        return f"No {what}"
    if not last:
        return f"None of {total:,} {what} here: this is past the end"
    if (first, last) == (1, total):
        one = "1 article" if what == "articles" else "1 story"
        return one if total == 1 else f"{total:,} {what}"
    return f"{first:,}–{last:,} of {total:,} {what}"


def hit_view(hit: Hit, state: State) -> HitView:
    """Give a hit as a page shows it."""
    article = hit.article
    return HitView(
        rank=hit.rank,
        id=article.id,
        title=clip(headline(article), _TITLE),
        untitled=not article.title.strip(),
        authors=clip(byline(article, _AUTHORS_SHOWN), _AUTHORS),
        source=clip(outlet(article), NAME),
        date=date_text(article.published),
        teaser=article.kind == "teaser",
        language=article.language,
        copies=copies_link(copies_text(hit), article, state) if hit.copies else None,
        snippets=tuple(
            line for one in hit.snippets or (hit.snippet,) if (line := pieces(one.text, one.spans))
        ),
    )


def _ways(index: Index, state: State, results: Results) -> Iterator[Link]:
    """Where nothing was found: what would find something, with how much."""
    request, words = results.request, state.values("q")
    ways = [("With any of the words", state.put("any", "1"))] if not request.any else []
    plain = request.words.split()
    if plain and all(word.isalpha() and len(word) >= _FUZZY_FROM for word in plain):
        near = " ".join(f"{word}~" for word in plain)
        ways.append((f"Spelled alike: {near}", state.put("q", near)))
    alone = state.bare().put("q", *words).put("any", *state.values("any"))
    narrow = request.filters or request.within or request.date_confidence
    # Each filter by itself, where there are several.
    chosen = list(islice(each_chip(state, request, results), _SINGLE + 1))
    if 1 < len(chosen) <= _SINGLE:
        ways += [(f"Without {chip.text}", chip.without) for chip in chosen]
    if alone.query != state.bare().put("q", *words).query or narrow:
        ways.append(("Without any filter", alone))
    seen = set()
    for text, way in ways:
        try:
            count = index.count(way.request())
        except SearcherError:
            continue
        if count and way.query not in seen:
            seen.add(way.query)
            yield Link(f"{text} ({count:,})", way.query)


def _chosen(filters: Sequence[Filter]) -> list[DateRange | None]:
    return [
        value
        for chosen in filters
        if chosen.field == "date" and not chosen.exclude
        for value in chosen.values
        if not isinstance(value, str)
    ]
