"""The page of the API has a form for all that there is, and its forms lead to the API alone."""

import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from here import HERE
from searcher import UsageError, ValueNotKnown
from searcher.query.fields import FACETS
from searcher.testing import haystack
from searcher.web.app import create_app
from searcher.web.explorer import EXAMPLES, PATH, address
from searcher.web.openapi import document
from searcher.web.problems import KINDS
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]

PATHS = document()["paths"]
HOSTILE = [
    "//evil.example",
    "https://evil.example/",
    "\\\\evil.example",
    "..",
    ".",
    "../..",
    "..\\..",
    "a\r\nset-cookie: x=1",
    "a\r\n\r\n<script>alert(1)</script>",
    "?q=a#b",
    "%2e%2e",
    "%2F%2Fevil.example",
    "@evil.example",
    "{field}",
    '"><script>',
    "\x00",
    "\ufffd",
]


def asked(path: Path | dict[str, Path], prefix: str = "", **options: Any) -> TestClient:
    """Ask the app, mounted under a prefix; redirects are looked at, and not followed."""
    app = create_app(path, **options)
    outer = Starlette(routes=[Mount(prefix, app)]) if prefix else app
    return TestClient(outer, base_url=HERE, follow_redirects=False)


@pytest.fixture
def client(hay_path: Path) -> TestClient:
    """Ask the app over the haystack."""
    return asked(hay_path)


def form_of(client: TestClient, path: str, where: str = "/api") -> Any:
    """Find the form of a path on the page."""
    tree = html.fromstring(client.get(where).content)
    (form,) = tree.xpath("//form[input[@name='path' and @value=$path]]", path=path)
    return form


def sent(client: TestClient, form: Any, where: str = "/api", **values: str) -> str:
    """Fill in a form and send it, as a browser without scripts does; give where that leads."""
    pairs = [*form.form_values(), *values.items()]
    target = urljoin(HERE + where, form.get("action"))
    answer = client.get(target, params=pairs)
    assert 303 == answer.status_code, answer.text
    return str(urljoin(target, answer.headers["location"]))


@pytest.mark.parametrize("path", PATHS)
def test_every_parameter_has_one_input(client: TestClient, path: str) -> None:
    """With all values that it can have, where these are few."""
    form = form_of(client, path)
    inputs = form.xpath(".//*[@name and not(@type='hidden')]")
    for one in PATHS[path]["get"]["parameters"]:
        found = [node for node in inputs if node.get("name") == one["name"]]
        schema = one["schema"]
        choices = schema.get("enum") or schema.get("items", {}).get("enum")
        if choices:
            values = [v for node in found for v in node.xpath("descendant-or-self::*/@value") if v]
            assert choices == values
        else:
            assert 1 == len(found), one["name"]
        # A choice that must be made has no empty one.
        if found[0].tag == "select":
            assert (one["in"] == "path") == ("" not in found[0].xpath("option/@value"))
        elif one["in"] == "path":
            assert found[0].get("required") is not None
    names = {one["name"] for one in PATHS[path]["get"]["parameters"]}
    assert names == {node.get("name") for node in inputs}
    assert PATH not in names


@pytest.mark.parametrize("prefix", ["", "/news", "/a/b"])
@pytest.mark.parametrize("path", PATHS)
def test_a_form_that_nobody_filled_in_is_answered(hay_path: Path, path: str, prefix: str) -> None:
    """Wherever the app is mounted: nothing that is empty is sent on."""
    client = asked(hay_path, prefix)
    found = sent(client, form_of(client, path, f"{prefix}/api"), f"{prefix}/api")
    assert found.startswith(f"{HERE}{prefix}/")
    assert "?" not in found
    # A concordance needs words, or a saved search that has some.
    assert (400 if path == "/api/kwic" else 200) == client.get(found).status_code


def test_what_is_filled_in_is_asked(client: TestClient) -> None:
    """Several lines are several values, and signs that mean something in addresses are words."""
    found = sent(
        client,
        form_of(client, "/api/search"),
        q='a&b=c #"+%',
        author="Jon Roe\r\n\r\nAda & Co",
        any="1",
    )
    wanted = f"{HERE}/api/search?q=a%26b%3Dc+%23%22%2B%25&author=Jon+Roe&author=Ada+%26+Co&any=1"
    assert wanted == found
    (filter_,) = client.get(found).json()["query"]["filters"]
    assert ["jon roe", "ada & co"] == filter_["values"]


@pytest.mark.parametrize("prefix", ["", "/news"])
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["id", "index", "q", "path", "//evil.example", "field"])
def test_forms_lead_nowhere_else(hay_path: Path, name: str, value: str, prefix: str) -> None:
    """Whatever is typed or sent: to this path of this app, or to a problem."""
    client = asked(hay_path, prefix)
    one = haystack()[0].id
    pairs = {"path": "/api/articles/{id}", "id": one, name: value}
    if name == "q":
        pairs = {"path": "/api/search", "q": value}
    here = f"{HERE}{prefix}/api/try"
    answer = client.get(here, params=pairs)
    assert "set-cookie" not in answer.headers
    if answer.status_code == 400:
        assert "application/problem+json" == answer.headers["content-type"]
        return
    assert 303 == answer.status_code
    location = answer.headers["location"]
    assert location.isascii()
    assert location.isprintable()
    led = urlsplit(urljoin(here, location))
    assert HERE == f"{led.scheme}://{led.netloc}"
    begins = f"{prefix}/api/search" if name == "q" else f"{prefix}/api/articles/"
    assert led.path.startswith(begins)
    step = led.path.removeprefix(begins)
    # As proxies may read it, too.
    assert "/" not in unquote(step)
    assert unquote(step) not in (".", "..")


@pytest.mark.parametrize("path", ["/", "", "/corpus", "/api/try", "/api", "//evil.example", "x"])
def test_only_paths_of_the_document_are_asked(client: TestClient, path: str) -> None:
    """All else is a problem that names them."""
    answer = client.get("/api/try", params={"path": path})
    assert 400 == answer.status_code
    assert "/api/facets/{field}" in answer.json()["detail"]
    assert 400 == client.get("/api/try").status_code


def test_names_are_those_of_the_path() -> None:
    """What is misspelled is told, and what a path needs is asked for."""
    with pytest.raises(ValueNotKnown, match="not-author"):
        address([(PATH, "/api/search"), ("not-autor", "x")])
    with pytest.raises(UsageError, match=re.escape("/api/articles/{id} needs id.")):
        address([(PATH, "/api/articles/{id}"), ("id", " ")])
    assert "/api/facets/author" == address([(PATH, "/api/facets/{field}"), ("field", "author")])


@pytest.mark.parametrize("field", FACETS)
def test_every_facet_can_be_chosen(client: TestClient, field: str) -> None:
    """It stands in the path."""
    form = form_of(client, "/api/facets/{field}")
    form.fields["field"] = field
    assert f"{HERE}/api/facets/{field}" == sent(client, form)


@pytest.mark.parametrize("prefix", ["", "/a/b"])
def test_every_line_for_the_shell_is_answered(hay_path: Path, prefix: str) -> None:
    """One for each path, with an article that is there."""
    client = asked(hay_path, prefix)
    tree = html.fromstring(client.get(f"{prefix}/api").content)
    lines = tree.xpath("//p[@class='copy']/code/text()")
    assert len(PATHS) == len(lines) == len(EXAMPLES)
    for line in lines:
        command, url = shlex.split(line)
        assert "curl" == command
        assert url.startswith(f"{HERE}{prefix}/")
        assert 200 == client.get(url).status_code, url


def test_every_problem_is_listed(client: TestClient) -> None:
    """With status and title."""
    rows = html.fromstring(client.get("/api").content).xpath("//table/tbody/tr")
    expected = [[f"urn:searcher:problem:{k.type}", str(k.status), k.title] for k in KINDS]
    assert expected == [[cell.text_content() for cell in row] for row in rows]


def test_several_indexes_can_be_chosen(hay_path: Path, tmp_path: Path) -> None:
    """The one of the address is chosen already, in lines for the shell too; others are told."""
    with indexed(tmp_path / "none", [], languages=("en",)) as empty:
        client = asked({"hay": hay_path, "a&b": empty.path})
    form = form_of(client, "/api/corpus", "/api?index=a%26b")
    assert f"{HERE}/api/corpus?index=a%26b" == sent(client, form)
    answer = client.get("/api?index=a%26b")
    assert "/api/corpus?index=a%26b" in answer.text
    assert f"/api/articles/{'0' * 32}" in answer.text
    assert 404 == client.get("/api?index=other").status_code


def test_a_host_that_means_harm_stays_text(hay_path: Path) -> None:
    """Where any host may be named: neither markup nor a command of the shell comes of it."""
    client = asked(hay_path, hosts=None)
    host = "a';rm -rf ~;'\"><script>alert(1)</script>$(x)`y`"
    answer = client.get("/api", headers={"host": host})
    assert 200 == answer.status_code
    tree = html.fromstring(answer.content)
    assert not tree.xpath("//script[text()] | //style | //@style | //@*[starts-with(name(), 'on')]")
    for line in tree.xpath("//p[@class='copy']/code/text()"):
        assert 2 == len(shlex.split(line))
