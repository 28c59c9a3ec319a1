"""How does a browser see a concordance? The lines as a table, and for programs as JSON."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.errors import ArticleNotFound, DateError, QueryError, UsageError, ValueNotKnown
from searcher.index import Index
from searcher.index.kwic.concordance import LIMIT, WIDTH, KwicOptions, options_of
from searcher.query.model import SearchRequest
from searcher.query.typed_values import whole
from searcher.render.contract import concordance_record
from searcher.render.kwic import footer
from searcher.results import PARTS, Concordance, KwicLine
from searcher.web.advice import mistake
from searcher.web.api import answered, asked_within, name_of
from searcher.web.choices import NAME
from searcher.web.desk import Desk
from searcher.web.openapi import FARTHEST, MOST_LINES
from searcher.web.page import Renderer
from searcher.web.passages import clip
from searcher.web.saved import opening
from searcher.web.shortened import shortened
from searcher.web.state import INDEX, State

# Parameters beside those of the question.
OWN = ("width", "sort", "sample", "seed", "in", "limit", "offset")
_NUMBERS = ("width", "sample", "seed", "limit", "offset")
_DIGITS = 15
# Seconds for which reading goes on when nobody waits any more.
_AFTER = 1.0
# What a search says of its page, and a concordance has otherwise.
_OF_SEARCHES = ("count", "after", "snippets", "facet")
_MISTAKES = (QueryError, DateError, ValueNotKnown, UsageError)
# Letters that are written in one direction.
_DIRECTED = frozenset({"L", "R", "AL"})
_WIDTHS = (20, 40, 60, 100)
_SORTS = (
    ("right", "the words after"),
    ("left", "the words before"),
    ("date", "date"),
    ("id", "article"),
)


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as the page shows it; `turned` if the words found are written from the right."""

    id: str
    date: str
    source: str
    left: str
    node: str
    right: str
    turned: bool


@dataclass(frozen=True, slots=True)
class KwicForm:
    """What the form holds; `hidden` is sent along unseen.

    Lines that are `long` have no room beside each other on paper.
    """

    words: str
    any: bool
    sorts: tuple[tuple[str, str, bool], ...]
    widths: tuple[tuple[int, bool], ...]
    parts: tuple[tuple[str, bool], ...]
    sample: str
    seed: str
    hidden: tuple[tuple[str, str], ...]
    back: str
    long: bool


def routes(desk: Desk, renderer: Renderer) -> list[BaseRoute]:
    """List what there is."""

    async def kwic(request: Request) -> Response:
        params = request.query_params
        own = {name: params.getlist(name) for name in OWN if name in params}
        options = given(own)
        asked = await asked_within(request, desk, without=OWN)

        def ask(index: Index) -> bytes:
            found = lines_for(index, asked, options, desk.max_seconds)
            return orjson.dumps(concordance_record(found, [*found.lines]))

        data = await desk.ask(name_of(request, desk), ask)
        return Response(data, media_type="application/json")

    async def page(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        own: dict[str, list[str]] = {}
        for name, value in pairs:
            if name in OWN and value.strip():
                own.setdefault(name, []).append(value)
        state = State.of((name, value) for name, value in pairs if name not in OWN)
        for name in _OF_SEARCHES:
            state = state.put(name)
        chosen = state.last(INDEX, desk.names[0])
        if chosen not in desk.names:
            raise ArticleNotFound(
                f"There is no index “{chosen[:80]}”. Known: {', '.join(desk.names)}."
            )
        status, problem, answer = HTTPStatus.OK, None, None
        # A search may be sorted in ways that lines are not.
        if own.get("sort", [""])[-1] in ("relevance", "newest", "oldest"):
            del own["sort"]
        try:
            options = given(own)
            if state.last("q").strip():
                asked = state.request()
                address = State({**dict(state.items()), **own})

                def ask(index: Index) -> KwicView:
                    found = lines_for(index, asked, options, desk.max_seconds)
                    return view(found, options.limit or LIMIT, address)

                answer = await desk.ask(chosen, ask)
        except _MISTAKES as wrong:
            status = HTTPStatus.BAD_REQUEST
            problem = mistake(State({**dict(state.items()), **own}), wrong)
        return renderer.page(
            "kwic.html",
            root=".",
            home=state.bare().query,
            status=status,
            names=desk.names,
            name=chosen,
            form=_form(own, state),
            problem=problem,
            answer=answer,
            query=state.query,
        )

    return [
        Route("/api/kwic", answered(kwic)),
        Route("/kwic", shortened(opening(desk, page), own=OWN), name="kwic"),
    ]


def given(own: Mapping[str, Sequence[str]]) -> KwicOptions:
    """Understand the parameters of a concordance; raises `UsageError`, `ValueNotKnown`."""
    numbers = {name: whole(name, own[name][-1], digits=_DIGITS) for name in _NUMBERS if name in own}
    limit = numbers.get("limit", LIMIT)
    if not 1 <= limit <= MOST_LINES:
        raise UsageError(f"limit is 1 to {MOST_LINES:,} here; an export in kwic has all lines.")
    offset = numbers.get("offset", 0)
    if offset + limit > FARTHEST:
        raise UsageError(f"offset reaches {FARTHEST:,} lines; an export in kwic has all.")
    return options_of(
        width=numbers.get("width", WIDTH),
        sort=own["sort"][-1] if "sort" in own else "right",
        sample=numbers.get("sample"),
        seed=numbers.get("seed", 0),
        part=own.get("in"),
        limit=limit,
        offset=offset,
    )


def lines_for(
    index: Index, asked: SearchRequest, options: KwicOptions, seconds: float | None
) -> Concordance:
    """Ask for the lines; whoever waits `seconds` has an answer by then, and the thread is freed."""
    return index.kwic(
        asked,
        width=options.width,
        sort=options.sort,
        sample=options.sample,
        seed=options.seed,
        part=options.parts,
        limit=options.limit,
        offset=options.offset,
        max_seconds=None if seconds is None else seconds + _AFTER,
    )


@dataclass(frozen=True, slots=True)
class KwicView:
    """The lines that are shown, and what is said of them; `bare` where the index has no articles.

    The columns are `turned`, what comes before on the right, where most words that were found are
    written so.
    """

    said: str
    bare: bool
    notes: tuple[str, ...]
    lines: tuple[LineView, ...]
    turned: bool
    previous: str | None
    next: str | None


def view(found: Concordance, limit: int, asked: State) -> KwicView:
    """Give what the page shows; `asked` is all of its address but for the place."""
    back, end = found.offset - limit, found.offset + found.shown
    every = found.total if found.sampled is None else found.sampled
    more = found.shown and end < every and end + limit <= FARTHEST
    return KwicView(
        said=footer(found),
        bare=not found.corpus.articles,
        notes=tuple(found.notes),
        lines=(lines := tuple(map(_line, found.lines))),
        turned=sum(line.turned for line in lines) * 2 > len(lines),
        previous=asked.put("offset", *([str(back)] if back > 0 else [])).query
        if found.offset
        else None,
        next=asked.put("offset", str(end)).query if more else None,
    )


def _is_turned(text: str) -> bool:
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((one != "L" for one in directions if one in _DIRECTED), False)


def _line(line: KwicLine) -> LineView:
    return LineView(
        id=line.id,
        date=line.date or "undated",
        source=clip(line.source or "", NAME),
        left=line.left,
        node=line.node,
        right=line.right,
        turned=_is_turned(line.node),
    )


def _form(own: Mapping[str, Sequence[str]], state: State) -> KwicForm:
    sort = own["sort"][-1] if "sort" in own else "right"
    width = own["width"][-1] if "width" in own else str(WIDTH)
    hidden = tuple(
        (name, value)
        for name, values in state.items()
        if name not in ("q", "any")
        for value in values
    )
    return KwicForm(
        words=state.last("q"),
        any=bool(state.last("any")),
        sorts=tuple((value, text, value == sort) for value, text in _SORTS),
        widths=tuple((size, str(size) == width) for size in _WIDTHS),
        parts=tuple((part, part in own.get("in", ())) for part in PARTS),
        sample=own["sample"][-1] if "sample" in own else "",
        seed=own["seed"][-1] if "seed" in own else "",
        hidden=hidden,
        back=state.query,
        long=not (width.isdecimal() and len(width) < _DIGITS and int(width) <= WIDTH),
    )
