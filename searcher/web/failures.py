"""What does one get when something is wrong? A page in a browser, problem+json elsewhere."""

import logging
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from searcher.errors import SearcherError
from searcher.web.advice import hint
from searcher.web.page import path_of, renderer_of, root_of
from searcher.web.problems import kind_of, response_of
from searcher.web.state import INDEX, Link, State

_log = logging.getLogger("searcher.web")
_UNAVAILABLE = 503


def wants_page(scope: Scope) -> bool:
    """Say whether a person looks at the answer: below /api programs do, whatever they accept."""
    kinds = Headers(scope=scope).get("accept", "")
    return "text/html" in kinds.lower() and not path_of(scope).startswith("/api/")


def failure(
    scope: Scope,
    problem: SearcherError,
    status: int | None = None,
    *,
    others: Sequence[Link] = (),
) -> Response:
    """Answer a request with a problem; `status` is another than usual for its kind.

    `others` lead to other indexes, by the queries of their search pages.
    """
    answer = response_of(problem)
    answer.status_code = status or answer.status_code
    if not wants_page(scope):
        return answer
    shown = renderer_of(scope).page(
        "problem.html",
        root=root_of(scope),
        # What begins anew does so where there is an answer.
        home=State({INDEX: (others[0].text,)}).query if others else "",
        status=answer.status_code,
        heading=kind_of(problem).title,
        message=str(problem),
        hint=hint(str(problem)),
        again=answer.status_code == _UNAVAILABLE,
        others=others,
    )
    shown.headers["vary"] = "Accept"
    if "retry-after" in answer.headers:
        shown.headers["retry-after"] = answer.headers["retry-after"]
    return shown


async def with_failures(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Have the app answer, and answer where it fails; what broke off half sent is raised."""
    begun = False

    async def watched(message: Message) -> None:
        nonlocal begun
        begun = True
        await send(message)

    try:
        await app(scope, receive, watched)
    except Exception:
        if begun:
            raise
        # What failed is for the log; the asker is told that something did.
        _log.exception("%s failed", path_of(scope))
        problem = SearcherError("an internal error; the server's log says where.")
        await failure(scope, problem)(scope, receive, send)
