"""Who is it that asks? What the app around this one knows, asked before anything is answered.

It is asked for every path, styles and scripts too, and only a plain yes lets pass: whatever is not
understood, and whatever fails, is a no.
"""

import inspect
import logging
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from searcher.web.failures import failure
from searcher.web.problems import Refused

# True or the name of who asks: it may. A response (a page to log in at): that is the answer.
Verdict = bool | str | Response | None
Authenticate = Callable[[Request], Verdict | Awaitable[Verdict]]

_log = logging.getLogger(__name__)


class Admission:
    """Lets pass whom `authenticate` knows."""

    def __init__(self, app: ASGIApp, *, authenticate: Authenticate) -> None:
        """`authenticate` may be a coroutine function; any other runs in a thread."""
        self._app = app
        self._authenticate = authenticate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask, and pass on; the name of who asks is kept as `searcher.user` in the scope."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = await self._refusal(scope)
            await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        try:
            verdict = await self._verdict(Request(scope))
        except Exception:  # noqa: BLE001 - whatever it is, it is no yes
            _log.exception("authenticate failed: the request is refused")
            return failure(
                scope, Refused("who asks could not be found out; the server's log says.")
            )
        if isinstance(verdict, Response):
            return verdict
        if verdict is True:
            return None
        if isinstance(verdict, str) and verdict:
            scope["searcher.user"] = verdict
            return None
        if verdict is not None and verdict is not False and verdict != "":
            # An object is true whoever it stands for, such as a user that is not logged in.
            kind = type(verdict).__name__
            _log.error("authenticate gave %s, not True, a name or a response: refused", kind)
        return failure(scope, Refused("who asks is not known here."))

    async def _verdict(self, request: Request) -> object:
        found: object
        if inspect.iscoroutinefunction(self._authenticate):
            found = self._authenticate(request)
        else:
            found = await run_in_threadpool(self._authenticate, request)
        return await found if inspect.isawaitable(found) else found
