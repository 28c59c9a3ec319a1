"""Who may ask? Pages of this machine, and programs; never a foreign page in the user's browser.

A page of some site may send requests to 127.0.0.1, or make its own name resolve to it (DNS
rebinding). So a request must name a known host, and one that a browser sends for another site's
page is refused, but for links that the user follows. All is read only: other methods are refused.
"""

import hmac
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from searcher.web.failures import failure, with_failures
from searcher.web.origins import origin_of
from searcher.web.page import Renderer, noted
from searcher.web.problems import Refused

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# What a query string may hold, in bytes: the longest query, and filters beside it.
LONGEST = 32_768
_COOKIE = "searcher-token"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Refuses what should not be answered, and has browsers treat the rest with care."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Sequence[str] | None = LOOPBACK,
        origins: Sequence[str] = (),
        token: str | None = None,
        renderer: Renderer | None = None,
    ) -> None:
        """Set who may ask.

        `hosts` are the names that the server is known by, None for any; `origins` other sites whose
        pages may ask; `token` is what must be shown, if anything.
        """
        self._app = app
        self._hosts = None if hosts is None else {host.lower() for host in hosts}
        self._origins = {origin_of(origin) for origin in origins}
        self._token = token
        self._renderer = renderer or Renderer()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at a request, and pass it on."""
        if scope["type"] == "websocket":
            # The app has none; what `routes` add would be open to every page, unasked.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = noted(scope, self._renderer)
        headers = Headers(scope=scope)
        origin = headers.get("origin", "").lower()

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    sent.setdefault(name, value)
                sent.setdefault("cache-control", "private, no-cache")
                allowed = origin in self._origins
                policy = "cross-origin" if allowed else "same-origin"
                sent.setdefault("cross-origin-resource-policy", policy)
                if allowed:
                    sent["access-control-allow-origin"] = headers["origin"]
                if self._origins:
                    # Also of answers to others: a browser's cache keeps one for all that ask.
                    sent.add_vary_header("Origin")
            await send(message)

        async def answered(scope: Scope, receive: Receive, send: Send) -> None:
            answer = self._refusal(scope, headers, origin) or self._unknown(scope, headers)
            await (answer or self._app)(scope, receive, send)

        await with_failures(answered, scope, receive, careful)

    def _refusal(self, scope: Scope, headers: Headers, origin: str) -> Response | None:
        host = headers.get("host", "").lower()
        if scope["method"] not in ("GET", "HEAD"):
            changed = Refused(f"{scope['method']}: nothing can be changed here.")
            answer = failure(scope, changed, 405)
            answer.headers["allow"] = "GET, HEAD"
            return answer
        if len(scope["query_string"]) > LONGEST:
            longer = Refused(f"the address is longer than {LONGEST:,} bytes.")
            return failure(scope, longer, 414)
        if self._hosts is not None and _without_port(host) not in self._hosts:
            return failure(scope, Refused(f"this server is not called {host!r:.80}."))
        own = origin in (f"http://{host}", f"https://{host}")
        if origin and not own and origin not in self._origins:
            return failure(scope, Refused(f"pages of {origin!r:.80} may not ask here."))
        site = headers.get("sec-fetch-site", "none")
        followed = headers.get("sec-fetch-mode") == "navigate"
        embedded = headers.get("sec-fetch-dest", "document") != "document"
        foreign = site not in ("none", "same-origin") and not (followed and not embedded)
        if foreign and not origin:
            return failure(scope, Refused("pages of other sites may not ask here."))
        return None

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """Ask for the token: in a header, a cookie, or once in the address, for the cookie."""
        if self._token is None:
            return None
        kind, _, shown = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(shown.strip(), self._token):
            return None
        # A host's cookies go to all its ports: those of other servers may be anything.
        cookie = cookie_parser(headers.get("cookie", "")).get(_COOKIE)
        if cookie is not None and _same(cookie, self._token):
            return None
        given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name == "token" and _same(value, self._token) for name, value in given):
            rest = urlencode([(name, value) for name, value in given if name != "token"])
            # Its own path, without what a second slash in front would make of it.
            path = "/" + scope["path"].lstrip("/")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
            return answer
        unknown = Refused("a token is needed: open the address that the server printed.")
        refused = failure(scope, unknown, 401)
        refused.headers["www-authenticate"] = "Bearer"
        return refused


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())


def _without_port(host: str) -> str:
    if host.startswith("["):
        name, end, _ = host.partition("]")
        return name + end
    return host.partition(":")[0]
