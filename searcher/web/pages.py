"""Which pages are there? Search, article, corpus and help: whole without scripts, under any prefix.

All links are relative, so nothing need know where the pages are mounted.
"""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from searcher.errors import ArticleNotFound, DateError, QueryError, UsageError, ValueNotKnown
from searcher.query.fields import FIELDS
from searcher.web.desk import Desk
from searcher.web.examples import DATES, WORDS
from searcher.web.page import HERE, page
from searcher.web.reading import read
from searcher.web.state import INDEX, State
from searcher.web.view import ask, unanswered

# Where the pages' root is as seen from a page: `/corpus`, and `/articles/…`.
_BESIDE, _BELOW = ".", ".."


def routes(desk: Desk) -> list[BaseRoute]:
    """Give the routes of all pages over the indexes at the desk."""
    pages = _Pages(desk)
    return [
        Route("/", pages.search, name="search"),
        Route("/articles/{article_id}", pages.article, name="article"),
        Route("/corpus", pages.corpus, name="corpus"),
        Route("/help", pages.help, name="help"),
        Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
    ]


class _Pages:
    """Answers a browser."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def search(self, request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = self._index(state)
        if name is None:
            return self._no_index(state, _BESIDE)
        try:
            state, form, answer = await self._desk.ask(name, lambda index: ask(index, state))
        except (QueryError, DateError, ValueNotKnown, UsageError) as wrong:
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

    def _index(self, state: State) -> str | None:
        name = state.last(INDEX, self._desk.names[0])
        return name if name in self._desk.names else None

    def _no_index(self, state: State, root: str) -> Response:
        message = f"There is no index “{state.last(INDEX)}”. Known: {', '.join(self._desk.names)}."
        return self._missing(message, State({}), root)

    def _missing(self, message: str, state: State, root: str) -> Response:
        return self._page(
            "problem.html",
            state,
            root,
            HTTPStatus.NOT_FOUND,
            heading="Not found",
            message=message,
            again=False,
        )

    def _page(
        self,
        template: str,
        state: State,
        root: str,
        status: HTTPStatus = HTTPStatus.OK,
        **shown: object,
    ) -> Response:
        return page(
            template,
            root=root,
            home=state.bare().query,
            status=status,
            names=self._desk.names,
            name=self._index(state),
            **shown,
        )
