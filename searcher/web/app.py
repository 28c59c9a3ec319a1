"""The app: pages and API, for any ASGI server, mountable under any prefix of another app."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from searcher.errors import ArticleNotFound, IndexProblem, SearcherError, UsageError
from searcher.index import Index, resolve
from searcher.processors import usable
from searcher.web import api, download, explorer, feeds, kwic, pages, similar, times
from searcher.web.admission import Admission, Authenticate
from searcher.web.desk import MAX_SECONDS, Desk
from searcher.web.failures import failure, wants_page
from searcher.web.guard import LOOPBACK, Guard
from searcher.web.origins import origin_of
from searcher.web.others import others
from searcher.web.page import Renderer
from searcher.web.theme import Theme

Served = Index | str | Path

# Questions answered at once: tantivy takes a processor each.
_THREADS = min(8, usable() + 1)


def create_app(
    index: Served | Sequence[Served] | Mapping[str, Served] | None = None,
    *,
    hosts: Sequence[str] | None = LOOPBACK,
    origins: Sequence[str] = (),
    token: str | None = None,
    authenticate: Authenticate | None = None,
    theme: Theme = Theme(),  # noqa: B008 - it is never changed
    max_seconds: float | None = MAX_SECONDS,
    authors: str | Path | None = None,
    routes: Sequence[BaseRoute] = (),
) -> Starlette:
    """Make an app that answers over one index or several.

    `index` is an index, a name or a path; several in a sequence, or in a mapping by the names under
    which they are served. `hosts` are the names by which the server may be called (None: any, where
    the app around it looks after that), `origins` the other sites whose pages may ask, `token` what
    every request must show. `authenticate` is asked of every request, too: True or a name lets it
    pass, a response is the answer, all else and every failure is a refusal. `theme` is how pages
    look. No question but an export takes its asker more than `max_seconds` (None: any time).
    `authors` is the file that says which names are one author's, as in `Index.open`.
    `routes` come before the app's own, and are guarded alike. Raises as `Index.open` does, and
    `UsageError`.
    """
    # A mistake is told here, and not by the first request.
    allowed = [origin_of(origin) for origin in origins]
    paths = paths_of(index)
    for path in paths.values():
        Index.open(path, authors=authors).close()
    desk = Desk(paths, threads=_THREADS, max_seconds=max_seconds, authors=authors)
    renderer = Renderer(theme)

    admission = []
    if authenticate is not None:
        admission = [Middleware(Admission, authenticate=authenticate)]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    async def problem(request: Request, wrong: Exception) -> Response:
        assert isinstance(wrong, SearcherError)  # noqa: S101 - what it is registered for
        asked = isinstance(wrong, IndexProblem) and wants_page(request.scope)
        return failure(request.scope, wrong, others=await others(desk, request) if asked else ())

    return Starlette(
        routes=[
            *routes,
            *api.routes(desk),
            *times.routes(desk),
            *download.routes(desk),
            *feeds.routes(desk),
            *kwic.routes(desk, renderer),
            *similar.routes(desk, renderer),
            *explorer.routes(desk, renderer),
            *pages.routes(desk, renderer),
        ],
        lifespan=lifespan,
        middleware=[
            Middleware(Guard, hosts=hosts, origins=allowed, token=token, renderer=renderer),
            *admission,
            Middleware(GZipMiddleware, minimum_size=1_000),
        ],
        exception_handlers={
            HTTPException: _no_such_page,
            SearcherError: problem,
        },
    )


def paths_of(index: Served | Sequence[Served] | Mapping[str, Served] | None) -> dict[str, Path]:
    """Give the folders of indexes by the names under which they are served; the first is usual."""
    if index is None or isinstance(index, Index | str | Path):
        index = [resolve(None) if index is None else index]
    named = (
        index.items() if isinstance(index, Mapping) else [(_path(one).name, one) for one in index]
    )
    paths = {name: _path(one) for name, one in named}
    if not paths or len(paths) < len(named):
        raise UsageError("each index that is served needs a name of its own.")
    return paths


def _path(index: Served) -> Path:
    return (index.path if isinstance(index, Index) else resolve(index)).absolute()


async def _no_such_page(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)  # noqa: S101 - what it is registered for
    missing = ArticleNotFound(f"there is no such page ({problem.detail}).")
    return failure(request.scope, missing, problem.status_code)
