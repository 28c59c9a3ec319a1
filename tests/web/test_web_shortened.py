"""A page keeps an address without what its form sent along empty."""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from here import HERE
from searcher.index import Index
from searcher.web.app import create_app

pytest_plugins = ["web_fixtures"]


@pytest.fixture
def client(own_index: Index) -> Iterator[TestClient]:
    """Serve an index, and follow nothing."""
    with TestClient(create_app(own_index), base_url=HERE, follow_redirects=False) as made:
        yield made


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/", "q=bank&since=&until=+&sort=relevance&limit=10&find-author=", "?q=bank"),
        ("/", "q=&snippets=&half-life=", "./"),
        ("/", "since=&author=jon+roe&author=none&q=a%26b", "?author=jon+roe&author=none&q=a%26b"),
        ("/", "until=&sort=oldest&limit=25", "?sort=oldest&limit=25"),
        ("/trend", "q=bank&query=&query=river&query=&top=&series=", "?q=bank&query=river"),
        ("/trend", "q=&query=", "./trend"),
        ("/timeline", "q=bank&min-copies=&limit=10", "?q=bank&limit=10"),
        ("/kwic", "q=bank&sample=&seed=&width=40", "?q=bank&width=40"),
        ("/export", "q=bank&limit=&sort=&format=csv", "?q=bank&format=csv"),
    ],
)
def test_empty_inputs_leave_the_address(
    client: TestClient, path: str, query: str, expected: str
) -> None:
    """Whatever else is asked stays, in its order; and the page says what it would have said."""
    answer = client.get(f"{path}?{query}")
    assert (303, expected) == (answer.status_code, answer.headers["location"])
    assert 200 == client.get(urljoin(path, expected)).status_code


@pytest.mark.parametrize("query", ["q=bank&sort=relevance&limit=10", "q=bank", ""])
def test_what_has_none_is_answered_at_once(client: TestClient, query: str) -> None:
    """Somebody wrote it so."""
    assert 200 == client.get(f"/?{query}").status_code


@pytest.mark.parametrize("query", ["author=&q=", "colour=&q="])
def test_a_mistake_stays_one(client: TestClient, query: str) -> None:
    """Of a filter nothing is no value, and what is no name stays none."""
    answer = client.get(f"/?{query}")
    assert query.removesuffix("&q=") == answer.headers["location"].removeprefix("?")
    assert 400 == client.get(f"/{answer.headers['location']}").status_code


@pytest.mark.parametrize("path", ["/", "/trend", "/timeline", "/kwic", "/export"])
def test_each_form_leads_to_a_page_without_empty_inputs(client: TestClient, path: str) -> None:
    """In one step, wherever the app is mounted, and not to another host."""
    mounted = TestClient(
        Starlette(routes=[Mount("/news", client.app)]), base_url=HERE, follow_redirects=False
    )
    tree = html.fromstring(mounted.get(f"/news{path}?q=bank").content)
    (form,) = [form for form in tree.forms if "dialog" != form.get("method")]
    sent = form.form_values()
    assert "" in {value for _, value in sent}
    answer = mounted.get(f"/news{path}", params=sent)
    assert 303 == answer.status_code
    shorter = answer.headers["location"]
    assert "q=bank" in shorter
    assert shorter.startswith("?")
    answer = mounted.get(f"/news{path}{shorter}")
    assert 200 == answer.status_code
    assert "=&" not in f"{shorter}&"
