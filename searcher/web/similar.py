"""Which articles are like this one? As a page, and for programs."""

from dataclasses import dataclass

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.errors import ArticleNotFound, UsageError
from searcher.index import Index
from searcher.index.similar import WORDS, similar
from searcher.query.typed_values import is_on, whole
from searcher.render.headline import headline
from searcher.render.similar import similar_record
from searcher.results import Similar
from searcher.web.api import answered, asked_of, name_of
from searcher.web.desk import Desk
from searcher.web.openapi import MOST_HITS
from searcher.web.page import Renderer
from searcher.web.passages import clip
from searcher.web.state import INDEX, State
from searcher.web.view import HitView, hit_view

# Parameters beside filters, count and limit.
OWN = ("words", "copies")
_HEADING = 120


@dataclass(frozen=True, slots=True)
class SimilarView:
    """What the page shows: words with links to searches for them, hits with what they share.

    `asked` is the search that led here: articles are shown as found by it, and lead back to it.
    """

    id: str
    heading: str
    asked: str
    words: tuple[tuple[str, str], ...]
    hits: tuple[tuple[HitView, tuple[str, ...]], ...]


def routes(desk: Desk, renderer: Renderer) -> list[BaseRoute]:
    """List what there is."""

    async def api(request: Request) -> Response:
        params, wanted = request.query_params, request.path_params["id"]
        words = whole("words", params.get("words", str(WORDS)))
        copies = is_on("copies", params.get("copies", ""))
        asked = asked_of(request, without=OWN)
        if asked.words:
            raise UsageError("the words are the article's own: leave out q.")
        if asked.limit is None or asked.limit > MOST_HITS:
            raise UsageError(f"limit is 1 to {MOST_HITS:,} here.")

        def ask(index: Index) -> bytes:
            try:
                found = similar(index, wanted, words, asked, copies=copies)
            except ArticleNotFound as wrong:
                # Where the index lies on this machine is no one's business.
                raise ArticleNotFound(str(wrong).replace(f" in {index.path}", "")) from wrong
            return orjson.dumps(similar_record(found))

        data = await desk.ask(name_of(request, desk), ask)
        return Response(data, media_type="application/json")

    async def page(request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = state.last(INDEX, desk.names[0])
        if name not in desk.names:
            raise ArticleNotFound(f"There is no index “{name[:80]}”.")
        wanted = request.path_params["id"]

        def ask(index: Index) -> SimilarView:
            try:
                return _view(index.similar(wanted), state)
            except ArticleNotFound as wrong:
                raise ArticleNotFound(str(wrong).partition(" in ")[0]) from wrong

        found = await desk.ask(name, ask)
        return renderer.page(
            "similar.html",
            root="..",
            home=state.bare().query,
            names=desk.names,
            name=name,
            found=found,
        )

    return [
        Route("/api/similar/{id}", answered(api)),
        Route("/similar/{id}", page, name="similar"),
    ]


def _view(found: Similar, state: State) -> SimilarView:
    home = state.bare()
    hits = tuple(hit_view(hit, home) for hit in found.results.hits)
    return SimilarView(
        id=found.article.id,
        heading=clip(headline(found.article), _HEADING),
        asked=state.query,
        words=tuple((word.text, home.put("q", word.text).query) for word in found.words),
        hits=tuple(zip(hits, found.shared, strict=True)),
    )
