"""Which pages are there? Search, article, export, trend, timeline, corpus, help: without scripts.

All links are relative, so nothing need know where the pages are mounted.
"""

from collections.abc import Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from searcher.errors import (
    ArticleNotFound,
    DateError,
    ExportError,
    QueryError,
    UsageError,
    ValueNotKnown,
)
from searcher.query.fields import FIELDS
from searcher.web.advice import hint, mistake
from searcher.web.desk import Desk
from searcher.web.download import sent
from searcher.web.examples import DATES, WORDS
from searcher.web.offer import DOWNLOAD, choices_of, facts_of, given
from searcher.web.page import Renderer, Static
from searcher.web.problems import Busy, kind_of
from searcher.web.reading import read
from searcher.web.saved import opening
from searcher.web.shortened import shortened
from searcher.web.state import INDEX, Link, State
from searcher.web.timeline_page import ask_timeline, timeline_form
from searcher.web.times import TIMELINE_OWN, TREND_OWN
from searcher.web.trend_page import ask_trend, problem_of, tidied, trend_form
from searcher.web.view import USUAL, ask, unanswered
from searcher.web.wanted import OWN as EXPORT_OWN
from searcher.web.wanted import wanted_of

# Where the pages' root is as seen from a page: `/corpus`, and `/articles/…`.
_BESIDE, _BELOW = ".", ".."
# What a page shows in its place.
_MISTAKES = (QueryError, DateError, ValueNotKnown, UsageError)


def routes(desk: Desk, renderer: Renderer) -> list[BaseRoute]:
    """Give the routes of all pages over the indexes at the desk."""
    pages = _Pages(desk, renderer)
    return [
        Route("/", shortened(opening(desk, pages.search), usual=USUAL), name="search"),
        Route("/articles/{article_id}", opening(desk, pages.article), name="article"),
        Route("/export", shortened(opening(desk, pages.export), own=EXPORT_OWN), name="export"),
        Route("/trend", shortened(opening(desk, pages.trend), own=TREND_OWN), name="trend"),
        Route(
            "/timeline", shortened(opening(desk, pages.timeline), own=TIMELINE_OWN), name="timeline"
        ),
        Route("/corpus", pages.corpus, name="corpus"),
        Route("/help", pages.help, name="help"),
        Route("/theme.css", pages.theme, name="theme"),
        Mount("/static", Static(), name="static"),
    ]


class _Pages:
    """Answers a browser."""

    def __init__(self, desk: Desk, renderer: Renderer) -> None:
        self._desk = desk
        self._renderer = renderer

    async def search(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        try:
            state, form, answer = await self._desk.ask(name, lambda index: ask(index, state))
        except _MISTAKES as wrong:
            form, problem = unanswered(state, wrong)
            return self._page(
                "search.html",
                state,
                _BESIDE,
                HTTPStatus.BAD_REQUEST,
                form=form,
                problem=problem,
                answer=None,
            )
        return self._page("search.html", state, _BESIDE, form=form, problem=None, answer=answer)

    async def article(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BELOW)
        article_id = request.path_params["article_id"]
        try:
            found = await self._desk.ask(name, lambda index: read(index, article_id, state))
        except ArticleNotFound as wrong:
            # The folder of the index is nobody's business in a browser.
            message = str(wrong).partition(" in ")[0]
            return self._missing(message, state, _BELOW)
        return self._page("article.html", state, _BELOW, article=found)

    async def export(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        status, problem, wanted, facts = HTTPStatus.OK, None, None, None
        try:
            wanted = wanted_of(given(state))
            if state.last(DOWNLOAD):
                return await sent(self._desk, name, wanted, request.method)
            facts = await self._desk.ask(name, lambda index: facts_of(index, name, wanted))
        except (*_MISTAKES, ExportError, Busy) as wrong:
            status, problem = HTTPStatus(kind_of(wrong).status), mistake(state.put(DOWNLOAD), wrong)
        choices = choices_of(state, wanted)
        return self._page(
            "export.html", state, _BESIDE, status, choices=choices, facts=facts, problem=problem
        )

    async def trend(self, request: Request) -> Response:
        state = tidied(State.of(request.query_params.multi_items()), TREND_OWN)
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        status, problem, view = HTTPStatus.OK, None, None
        try:
            view = await self._desk.ask(name, lambda index: ask_trend(index, state))
        except _MISTAKES as wrong:
            status, problem = HTTPStatus.BAD_REQUEST, problem_of(state, wrong)
        form = trend_form(state, view.by if view else "")
        shown = {"form": form, "view": view, "problem": problem}
        return self._page("trend.html", state, _BESIDE, status, **shown)

    async def timeline(self, request: Request) -> Response:
        state = tidied(State.of(request.query_params.multi_items()), TIMELINE_OWN)
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        status, problem, view = HTTPStatus.OK, None, None
        try:
            view = await self._desk.ask(name, lambda index: ask_timeline(index, state))
        except _MISTAKES as wrong:
            status, problem = HTTPStatus.BAD_REQUEST, mistake(state, wrong)
        form = timeline_form(state)
        shown = {"form": form, "view": view, "problem": problem}
        return self._page("timeline.html", state, _BESIDE, status, **shown)

    async def corpus(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        info = await self._desk.ask(name, lambda index: index.info())
        home = state.bare()
        return self._page(
            "corpus.html",
            state,
            _BESIDE,
            info=info,
            undated=home.put("date", "none").query,
            unsigned=home.put("author", "none").query,
        )

    async def help(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        if self._index(state) is None:
            return self._no_index(state, _BESIDE)
        home = state.bare()
        words = [(text, meaning, home.put("q", text).query) for text, meaning in WORDS]
        dates = [(text, meaning, home.put("date", text).query) for text, meaning in DATES]
        return self._page("help.html", state, _BESIDE, fields=FIELDS, words=words, dates=dates)

    async def theme(self, _: Request) -> Response:
        return Response(self._renderer.css, media_type="text/css")

    def _index(self, state: State) -> str | None:
        name = state.last(INDEX, self._desk.names[0])
        return name if name in self._desk.names else None

    def _no_index(self, state: State, root: str) -> Response:
        message = f"There is no index “{state.last(INDEX)}”. Known: {', '.join(self._desk.names)}."
        words = State({"q": state.values("q")})
        known = [Link(name, words.put(INDEX, name).query) for name in self._desk.names]
        return self._missing(message, State({}), root, known)

    def _missing(
        self, message: str, state: State, root: str, others: Sequence[Link] = ()
    ) -> Response:
        return self._page(
            "problem.html",
            state,
            root,
            HTTPStatus.NOT_FOUND,
            heading="Not found",
            message=message,
            hint=hint(message),
            again=False,
            others=others,
        )

    def _page(
        self,
        template: str,
        state: State,
        root: str,
        status: HTTPStatus = HTTPStatus.OK,
        **shown: object,
    ) -> Response:
        return self._renderer.page(
            template,
            root=root,
            home=state.bare().query,
            status=status,
            names=self._desk.names,
            name=self._index(state),
            **shown,
        )
