"""Whatever is wrong, a browser gets a page and a program problem+json, and both the same care."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from here import HERE
from searcher import Index, IndexDamaged
from searcher.web import desk as desk_module
from searcher.web import page as page_module
from searcher.web.app import create_app
from searcher.web.guard import _HEADERS

pytest_plugins = ["export_fixtures"]

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def broken(_: Request) -> Response:
    """Fail as nobody foresaw."""
    raise ZeroDivisionError("secret")


async def broken_off(_: Request) -> Response:
    """Fail half way."""

    async def chunks() -> Any:
        yield b"half"
        raise ZeroDivisionError("secret")

    return StreamingResponse(chunks())


ROUTES = (Route("/broken", broken), Route("/api/broken", broken), Route("/half", broken_off))


def test_an_index_that_was_removed_is_said_to_be(hay_path: Path, tmp_path: Path) -> None:
    """And not to be damaged, nor where it lay."""
    shutil.copytree(hay_path, tmp_path / "gone")
    with TestClient(create_app(tmp_path / "gone"), base_url=HERE) as asked:
        assert 200 == asked.get("/").status_code
        shutil.rmtree(tmp_path / "gone")
        for address in ("/", "/corpus", "/api/search?q=treasury"):
            answer = asked.get(address)
            assert 503 == answer.status_code
            assert "any more: it was removed or moved" in answer.text
            assert (False, False) == ("Errno" in answer.text, str(tmp_path) in answer.text)


@pytest.fixture
def client(hay_path: Path) -> Iterator[TestClient]:
    """Ask the app, and two pages that fail."""
    with TestClient(create_app(hay_path, routes=ROUTES), base_url=HERE) as made:
        yield made


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/broken", BROWSER, "text/html"),
        ("/broken", {}, "application/problem+json"),
        ("/api/broken", BROWSER, "application/problem+json"),
    ],
)
def test_what_nobody_foresaw_is_logged_once_and_told_to_nobody(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    path: str,
    accept: dict[str, str],
    kind: str,
) -> None:
    """With the headers of every answer."""
    with caplog.at_level(logging.ERROR):
        answer = client.get(path, headers=accept)
    assert 500 == answer.status_code
    assert answer.headers["content-type"].startswith(kind)
    assert _HEADERS.items() <= dict(answer.headers).items()
    assert "secret" not in answer.text
    assert [ZeroDivisionError] == [r.exc_info[0] for r in caplog.records if r.exc_info]
    assert f"{path} failed" in caplog.text


def test_what_breaks_off_does_not_look_whole(client: TestClient) -> None:
    """The server learns of it, and cuts the connection."""
    with pytest.raises(ZeroDivisionError):
        client.get("/half")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "no such page"),
        ("/a/b/c", 404, "no such page"),
        ("/a%2Fb", 404, "no such page"),
        ("//x", 404, "no such page"),
        ("/static/none.css", 404, "no such page"),
        ("/articles/", 404, "no such page"),
        ("/feed.atom?q=autor:x", 400, "There is no field"),
        ("/?q=" + "b" * 40_000, 414, "longer than"),
    ],
)
def test_a_browser_gets_a_page_and_a_program_a_problem(
    client: TestClient, path: str, status: int, words: str
) -> None:
    """Of the same status; the page leads on, from however deep."""
    for accept, kind in ((BROWSER, "text/html"), ({}, "application/problem+json")):
        answer = client.get(HERE + path, headers=accept)
        assert (status, kind) == (
            answer.status_code,
            answer.headers["content-type"].partition(";")[0],
        )
        assert words in answer.text
        assert "content-security-policy" in answer.headers
    tree = html.fromstring(client.get(HERE + path, headers=BROWSER).content)
    for href in tree.xpath("//@href[not(starts-with(., 'data:'))]"):
        assert 200 == client.get(urljoin(HERE + path, href)).status_code or "#" in href


def test_other_methods_are_refused_as_a_page_too(client: TestClient) -> None:
    """With what is allowed."""
    answer = client.post("/", headers=BROWSER)
    assert (405, "GET, HEAD") == (answer.status_code, answer.headers["allow"])
    assert "nothing can be changed here" in html.fromstring(answer.content).text_content()


def test_pages_of_problems_lead_back_under_a_prefix(hay_path: Path) -> None:
    """Links are relative."""
    outer = Starlette(routes=[Mount("/x/y", create_app(hay_path))])
    with TestClient(outer, base_url=HERE) as client:
        for path in ("/x/y/nothing", "/x/y/a/b", "/x/y/a%2Fb", "/x/y/static/none"):
            tree = html.fromstring(client.get(path, headers=BROWSER).content)
            assert "/x/y/" == urljoin(path, tree.xpath("//main//a/@href")[0])


def test_without_the_token_a_browser_gets_a_page(hay_path: Path) -> None:
    """That says where it is."""
    app = create_app(hay_path, hosts=None, token="s3cret")  # noqa: S106 - a test's
    with TestClient(app, base_url=HERE) as client:
        answer = client.get("/", headers=BROWSER)
    assert (401, "Bearer") == (answer.status_code, answer.headers["www-authenticate"])
    assert "the address that the server printed" in html.fromstring(answer.content).text_content()


def test_an_origin_that_is_no_address_is_refused(client: TestClient) -> None:
    """Not stumbled over."""
    assert 403 == client.get("/", headers={"origin": "http://[::1"}).status_code


def test_when_too_much_is_asked_a_browser_may_try_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page, with the status and the time of the problem."""
    monkeypatch.setattr(desk_module, "MOST_WAITING", 0)
    for path in ("/?q=bank&author=x", "/articles/abcd", "/corpus"):
        answer = client.get(path, headers=BROWSER)
        assert (503, "1") == (answer.status_code, answer.headers["retry-after"])
        again = html.fromstring(answer.content).xpath("//main//a")[0]
        assert ("Try again", HERE + path) == (again.text, urljoin(HERE + path, again.get("href")))


def test_an_index_that_cannot_be_used_is_told_without_its_folder(
    client: TestClient, hay_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name."""

    def damaged(index: Index, *_: object, **__: object) -> None:
        raise IndexDamaged(f"{index.path}: files are missing")

    monkeypatch.setattr(Index, "search", damaged)
    for path, accept in (("/", BROWSER), ("/api/search", {}), ("/feed.atom", {})):
        answer = client.get(path, headers=accept)
        assert 503 == answer.status_code
        assert "hay: files are missing" in answer.text
        assert str(hay_path) not in answer.text


def test_an_index_that_cannot_be_used_leads_to_those_that_can(
    hay_path: Path, tmp_path: Path
) -> None:
    """With the same words; of the others none that fails too, and programs get no links."""
    for name in ("first", "second", "third"):
        shutil.copytree(hay_path, tmp_path / name)
    served = {name: tmp_path / name for name in ("first", "second", "third")}
    with TestClient(create_app(served), base_url=HERE, headers=BROWSER) as asked:
        shutil.rmtree(tmp_path / "first")
        shutil.rmtree(tmp_path / "third")
        for path in ("/?q=bank+%26+river&author=x", "/trend?index=third&q=bank+%26+river"):
            answer = asked.get(path)
            assert 503 == answer.status_code
            tree = html.fromstring(answer.content)
            again, *others = tree.xpath("//main//a")
            assert ("Try again", ["second"]) == (again.text, [x.text_content() for x in others])
            page = asked.get(urljoin(path, others[0].get("href")))
            assert 200 == page.status_code
            assert 'value="bank &amp; river"' in page.text
            # So does what begins anew in the head of the page.
            home = urljoin(path, tree.xpath("//a[@class='brand']/@href")[0])
            assert 200 == asked.get(home).status_code
        below = asked.get(f"/articles/{'0' * 32}")
        (link,) = html.fromstring(below.content).xpath("//main//a[bdi]/@href")
        assert "/?index=second" == urljoin("/articles/x", link)
        assert "second" not in asked.get("/api/search?q=bank").text
        shutil.rmtree(tmp_path / "second")
        alone = html.fromstring(asked.get("/").content)
        assert ["Try again", "Search"] == alone.xpath("//main//a/text()")


@pytest.mark.parametrize("path", ["/", "/trend", "/corpus", f"/articles/{'0' * 32}"])
def test_an_index_that_is_not_served_leads_to_those_that_are(hay_path: Path, path: str) -> None:
    """By links with the same words, beside their names."""
    with TestClient(create_app({"a&b": hay_path, "c": hay_path}), base_url=HERE) as asked:
        answer = asked.get(f"{path}?index=<b>&q=river", headers=BROWSER)
        assert (404, False) == (answer.status_code, "<b>" in answer.text)
        links = html.fromstring(answer.content).xpath("//main//a")
        assert ["a&b", "c"] == [link.text_content() for link in links]
        address = urljoin(path, links[0].get("href"))
        assert "/?q=river&index=a%26b" == address
        assert 200 == asked.get(address).status_code


def test_nothing_that_was_typed_is_markup_on_a_page_of_problems(client: TestClient) -> None:
    """Messages repeat it."""
    answer = client.get("/feed.atom?since=<script>&index=x", headers=BROWSER)
    assert "<script>" not in answer.text


def test_the_first_page_waits_for_no_template() -> None:
    """They are compiled when the app is made."""
    cache = page_module.Renderer()._templates.cache
    assert cache is not None
    names = {path.name for path in (page_module.HERE / "templates").iterdir()}
    assert names <= {key[1] for key in cache.keys()}  # noqa: SIM118 - no mapping
