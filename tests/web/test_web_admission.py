"""Only whom `authenticate` says yes to is answered; all else, and every failure, is a no."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from here import HERE
from searcher.web.admission import Admission
from searcher.web.app import create_app

pytest_plugins = ["export_fixtures"]

PATHS = [
    "/",
    "/articles/x",
    "/corpus",
    "/kwic?q=bank",
    "/api",
    "/api/try?path=/api/corpus",
    "/api/search",
    "/api/indexes",
    "/feed.atom",
    "/openapi.json",
    "/static/searcher.css",
    "/static/searcher-box.js",
    "/theme.css",
    "/nowhere",
    "/own",
]


def asked(path: Path, authenticate: Any, **options: Any) -> TestClient:
    """Ask an app that has a route of its own too."""

    def own(request: Request) -> Response:
        return JSONResponse({"user": request.scope.get("searcher.user")})

    app = create_app(path, authenticate=authenticate, routes=[Route("/own", own)], **options)
    return TestClient(app, base_url=HERE, follow_redirects=False)


def by_header(request: Request) -> bool:
    """Know who shows the word."""
    return request.headers.get("x-word") == "open"


async def by_header_later(request: Request) -> bool:
    """Know the same, as a coroutine."""
    return by_header(request)


class ByHeader:
    """Knows the same, as an object that is false in itself, and gives a coroutine."""

    def __bool__(self) -> bool:
        return False

    async def __call__(self, request: Request) -> bool:
        return by_header(request)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "authenticate",
    [by_header, by_header_later, ByHeader(), lambda asking: by_header_later(asking)],  # noqa: PLW0108 - what is tested
    ids=["function", "coroutine", "object", "lambda"],
)
def test_every_path_is_asked_for(hay_path: Path, path: str, authenticate: Any) -> None:
    """Styles, scripts, the app's own routes, and what is not there."""
    with asked(hay_path, authenticate) as client:
        for method in ("GET", "HEAD"):
            assert 403 == client.request(method, path).status_code
            known = client.request(method, path, headers={"x-word": "open"})
            assert known.status_code in (200, 303, 404)


def fails(_: Request) -> bool:
    """Fail."""
    raise RuntimeError("secret detail")


async def fails_later(_: Request) -> bool:
    """Fail, as a coroutine."""
    raise RuntimeError("secret detail")


@pytest.mark.parametrize(
    "authenticate",
    [
        fails,
        fails_later,
        lambda: True,
        lambda _: None,
        lambda _: False,
        lambda _: "",
        lambda _: 0,
        lambda _: 1,
        lambda _: b"jo",
        lambda _: {"user": "jo"},
        lambda _: object(),
        lambda _: by_header,
    ],
)
def test_all_that_is_no_yes_is_a_no(
    hay_path: Path, authenticate: Callable[..., object], caplog: pytest.LogCaptureFixture
) -> None:
    """Failures and objects: a user that is not logged in is an object too. The log says why."""
    caplog.set_level(logging.ERROR, "searcher.web.admission")
    with asked(hay_path, authenticate) as client:
        answer = client.get("/api/search")
    assert (403, "urn:searcher:problem:refused") == (answer.status_code, answer.json()["type"])
    assert "secret" not in answer.text
    plain = answer.json()["detail"] == "who asks is not known here." and not caplog.records
    assert plain or "refused" in caplog.text


def test_a_name_lets_pass_and_is_kept(hay_path: Path) -> None:
    """For the app's own routes."""
    with asked(hay_path, lambda _: "jo") as client:
        assert {"user": "jo"} == client.get("/own").json()
    with asked(hay_path, lambda _: True) as client:
        assert {"user": None} == client.get("/own").json()


def test_a_response_is_the_answer(hay_path: Path) -> None:
    """Such as the way to a page to log in at; it is handled with care as all are."""
    with asked(hay_path, lambda _: RedirectResponse("/login", 303)) as client:
        answer = client.get("/static/searcher.css")
    assert (303, "/login") == (answer.status_code, answer.headers["location"])
    assert "content-security-policy" in answer.headers


def test_it_comes_beside_the_guard_and_the_token(hay_path: Path) -> None:
    """A yes opens nothing to other sites, other names, or those without the token."""
    with asked(hay_path, lambda _: True, token="s3cret") as client:  # noqa: S106 - a test's
        assert 401 == client.get("/").status_code
        shown = {"authorization": "Bearer s3cret"}
        assert 200 == client.get("/", headers=shown).status_code
        foreign = shown | {"origin": "https://evil.example"}
        assert 403 == client.get("/", headers=foreign).status_code
        assert 403 == client.get("/", headers=shown | {"host": "evil.example"}).status_code


def test_what_is_no_request_is_not_passed_on() -> None:
    """Nobody is asked about sockets, so they stay closed also without the guard."""
    reached = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        reached.append(scope["type"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(_: Message) -> None:
        pass

    admission = Admission(app, authenticate=lambda _: True)
    for kind in ("websocket", "lifespan"):
        asyncio.run(admission({"type": kind}, receive, send))
    assert ["lifespan"] == reached
