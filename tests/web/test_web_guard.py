"""Pages of this machine may ask; foreign pages in the user's browser, and other names, may not."""

from pathlib import Path

import pytest
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from here import HERE
from searcher.errors import UsageError
from searcher.web.app import create_app

pytest_plugins = ["export_fixtures", "web_fixtures"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    """With any port."""
    assert 200 == client.get("/api/corpus", headers={"host": host}).status_code


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "", "[::1"]
)
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    """A foreign name that resolves to this machine is an attack."""
    answer = client.get("/api/corpus", headers={"host": host})
    assert (403, "urn:searcher:problem:refused") == (answer.status_code, answer.json()["type"])


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "file://127.0.0.1:8765"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    ],
    ids=str,
)
def test_foreign_pages_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    """Whatever way they ask."""
    assert 403 == client.get("/api/search", headers=headers).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": HERE, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
        {
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        },
    ],
    ids=str,
)
def test_own_pages_programs_and_followed_links_are_answered(
    client: TestClient, headers: dict[str, str]
) -> None:
    """A link to a search, in a mail or a page, works."""
    answer = client.get("/api/search", headers=headers)
    assert 200 == answer.status_code
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    """Only reading is answered."""
    answer = client.request(method, "/api/search")
    assert (405, "GET, HEAD") == (answer.status_code, answer.headers["allow"])


def test_allowed_origins_may_ask(hay_path: Path) -> None:
    """Those that are named, and no other."""
    app = create_app(hay_path, origins=["http://desk.example"])
    with TestClient(app, base_url=HERE) as client:
        answer = client.get("/api/search", headers={"origin": "http://desk.example"})
        assert "http://desk.example" == answer.headers["access-control-allow-origin"]
        assert "Origin" in answer.headers["vary"]
        assert "cross-origin" == answer.headers["cross-origin-resource-policy"]
        refused = client.get("/api/search", headers={"origin": "http://desk.example.evil"})
        assert 403 == refused.status_code
        assert "access-control-allow-origin" not in refused.headers


def test_caches_keep_answers_to_other_origins_apart(hay_path: Path) -> None:
    """Also what a browser fetched for its own page, and another site's page asks for later."""
    app = create_app(hay_path, origins=["http://desk.example"])
    with TestClient(app, base_url=HERE) as client:
        for headers in ({}, {"origin": HERE}, {"origin": "http://desk.example"}):
            assert "Origin" in client.get("/static/searcher.css", headers=headers).headers["vary"]


def test_a_script_of_another_site_must_say_where_it_is(hay_path: Path) -> None:
    """As modules do: one that is loaded the old way shows no origin, so no page is known by it."""
    app = create_app(hay_path, origins=["http://desk.example"])
    script = {"sec-fetch-site": "cross-site", "sec-fetch-dest": "script"}
    with TestClient(app, base_url=HERE) as client:
        path = "/static/searcher.css"
        plain = client.get(path, headers=script | {"sec-fetch-mode": "no-cors"})
        assert 403 == plain.status_code
        module = script | {"sec-fetch-mode": "cors", "origin": "http://desk.example"}
        assert 200 == client.get(path, headers=module).status_code


def test_an_origin_that_is_none_is_an_error_at_once(hay_path: Path) -> None:
    """Not a site that wonders later why it may not ask."""
    with pytest.raises(UsageError, match="no origin"):
        create_app(hay_path, origins=["desk.example"])


def test_an_origin_cut_short_is_refused(client: TestClient) -> None:
    """It is no reason to fail."""
    assert 403 == client.get("/api/search", headers={"origin": "http://[::1"}).status_code


def test_nothing_is_answered_over_sockets(hay_path: Path) -> None:
    """Any page may open one, and the app has none; what is added to it would be open to all."""

    async def greet(socket: WebSocket) -> None:
        await socket.accept()

    app = create_app(hay_path, routes=[WebSocketRoute("/live", greet)])
    with (
        TestClient(app, base_url=HERE) as client,
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/live"),
    ):
        pass


def test_every_answer_is_handled_with_care(client: TestClient) -> None:
    """Also problems: no scripts from anywhere else, no guessing of types, no referrers."""
    for path in ("/api/search", "/api/nothing", "/api/search?sort=x"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert ("nosniff", "no-referrer", "private, no-cache") == (
            headers["x-content-type-options"],
            headers["referrer-policy"],
            headers["cache-control"],
        )


def test_a_token_is_asked_for_and_kept_in_a_cookie(hay_path: Path) -> None:
    """In a header, or once in the address; a wrong one is none."""
    app = create_app(hay_path, hosts=None, token="s3cret")  # noqa: S106 - a test's
    base = "http://10.0.0.7:8765"
    with TestClient(app, base_url=base, follow_redirects=False) as client:
        assert 401 == client.get("/api/corpus").status_code
        assert 401 == client.get("/api/corpus?token=wrong").status_code
        wrong = {"authorization": "Bearer wrong"}
        assert 401 == client.get("/api/corpus", headers=wrong).status_code
        right = {"authorization": "Bearer s3cret"}
        assert 200 == client.get("/api/corpus", headers=right).status_code
        answer = client.get("/api/search?q=bank&token=s3cret")
        assert (303, "/api/search?q=bank") == (answer.status_code, answer.headers["location"])
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert 200 == client.get("/api/search?q=bank").status_code


def test_a_token_never_leads_to_another_site(hay_path: Path) -> None:
    """However the path begins."""
    app = create_app(hay_path, hosts=None, token="s3cret")  # noqa: S106 - a test's
    with TestClient(app, base_url=HERE, follow_redirects=False) as client:
        answer = client.get("//evil.example/?token=s3cret")
        assert not answer.headers.get("location", "").startswith("//")


def test_long_addresses_are_refused(client: TestClient) -> None:
    """The longest query fits, in any alphabet; more is no question."""
    longest = client.get("/api/search", params={"q": "b" * 8_192})
    assert 200 == longest.status_code
    assert 414 == client.get("/api/search?q=" + "b" * 40_000).status_code


def test_cookies_of_other_servers_do_not_hide_the_token(hay_path: Path) -> None:
    """A browser sends those of every port of a host, whatever they hold."""
    with TestClient(create_app(hay_path, token="s3cret"), base_url=HERE) as client:  # noqa: S106
        cookie = 'set={"a": 1, "b": [2]}; a b=c; searcher-token=s3cret; last=\N{DEGREE SIGN}'
        headers = {b"cookie": cookie.encode("latin-1")}
        assert 200 == client.get("/", headers=headers).status_code
