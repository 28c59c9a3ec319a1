"""A saved search is asked over HTTP by its name, and narrowed by all else."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from starlette.testclient import TestClient

from here import HERE
from searcher.index import Index
from searcher.web.app import create_app
from searcher.web.openapi import document

pytest_plugins = ["export_fixtures", "web_fixtures"]

NAME = "Money, in English"


@pytest.fixture
def client(own_index: Index) -> Iterator[TestClient]:
    """Serve an index with a saved search."""
    own_index.searches.save(NAME, "bank OR treasury", language="en")
    with TestClient(create_app(own_index), base_url=HERE, follow_redirects=False) as made:
        yield made


PATHS = (
    "/api/search?limit=50&facet=author",
    "/api/search?limit=50&author=jon+roe&sort=newest&count=stories",
    "/api/search?limit=50&q=river&not-kind=teaser",
    "/api/search?limit=50&language=de",
    "/api/facets/author?limit=3",
    "/api/facets/language?q=the",
    "/api/search?limit=50&facet=author&facet=month",
    "/api/kwic?limit=20",
    "/api/kwic?in=title",
    "/api/trend?by=year",
    "/api/trend?by=year&query=bank&query=river",
    "/api/timeline?limit=3",
    "/api/export?format=ids",
    "/api/export?format=csv&author=jon+roe",
    "/feed.atom?",
)


def told(record: Any) -> Any:
    """Leave out where an answer repeats the question, and what differs from one to the next."""
    if isinstance(record, list):
        return [told(one) for one in record]
    if not isinstance(record, dict):
        return record
    gone = ("query", "name", "notes", "next", "took_ms")
    return {name: told(value) for name, value in record.items() if name not in gone}


def asked(client: TestClient, url: str) -> Any:
    """Ask, and give the answer without its repeats of the question."""
    answer = client.get(url)
    assert 200 == answer.status_code, answer.text
    if answer.headers["content-type"] == "application/json":
        return told(answer.json())
    if url.startswith("/feed"):
        return re.findall("<entry>.*?</entry>", answer.text, re.DOTALL)
    return answer.text


@pytest.mark.parametrize("path", PATHS)
def test_it_is_asked_by_its_name(client: TestClient, own_index: Index, path: str) -> None:
    """The answer is that of the search as it was typed, narrowed by what else is given.

    What is said of a field twice, or of that whose values are counted, is said in words.
    """
    words = "(bank OR treasury)"
    saved = asked(client, f"{path}&saved=money,+IN+english")
    url, _, query = path.partition("?")
    given = [one.split("=") for one in query.split("&") if one]
    typed = [(name, value) for name, value in given if name not in ("q", "query")]
    within = [(n, f"{words} {v}") for n, v in given if n in ("q", "query")]
    within = within or [("q", words)]
    if ["language", "de"] in given or "/facets/language" in url:
        within = [(name, f"{text} language:en") for name, text in within]
    else:
        typed.append(("language", "en"))
    query = "&".join(f"{name}={value}" for name, value in [*typed, *within])
    if "query=" in path:
        query += f"&q={words}"
    assert asked(client, f"{url}?{query}") == saved
    assert own_index.count(own_index.searches.request(NAME))


@pytest.mark.parametrize("path", [p for p in document()["paths"] if p.startswith("/api/")])
def test_an_unknown_name_is_a_problem(client: TestClient, path: str) -> None:
    """It names those that there are; where no question is asked there is no such parameter."""
    parameters = {one["name"] for one in document()["paths"][path]["get"]["parameters"]}
    url = path.replace("{field}", "author").replace("{id}", "80a991d6")
    answer = client.get(url, params={"saved": "monny in english"})
    if "saved" in parameters:
        problem = answer.json()
        assert (400, "urn:searcher:problem:value") == (answer.status_code, problem["type"])
        assert [NAME] == problem["suggestions"]
    elif "similar" in path:
        assert "parameter" in answer.json()["detail"]


@pytest.mark.parametrize("page", ["/", "/trend", "/timeline", "/kwic", "/export"])
def test_pages_lead_to_what_it_asks(client: TestClient, page: str) -> None:
    """With its words and filters in the address, and all else as it was."""
    answer = client.get(page, params={"saved": NAME, "limit": "20"})
    assert (303, "?limit=20&q=bank+OR+treasury&language=en") == (
        answer.status_code,
        answer.headers["location"],
    )
    assert 200 == client.get(f"{page}{answer.headers['location']}").status_code
    narrowed = client.get(page, params={"saved": NAME, "q": "river", "author": "jon roe"})
    assert (
        "?q=%28bank+OR+treasury%29+AND+river&language=en&author=jon+roe"
        == (narrowed.headers["location"])
    )
    assert 200 == client.get(page, params={"saved": " "}).status_code
    assert 400 == client.get(page, params={"saved": "nobody's"}).status_code
    assert 400 == client.get(page, params={"saved": NAME, "q": '"open'}).status_code


@pytest.mark.parametrize("path", ["/api/search", "/api/export", "/", "/api/facets/author"])
def test_only_one_saved_search_is_asked_within(client: TestClient, path: str) -> None:
    """Of two names one would be lost."""
    twice = client.get(path, params={"saved": [NAME, "another"], "format": ["ids"]})
    assert 400 == twice.status_code
    assert "saved takes one value" in twice.text


def test_a_search_saved_anew_is_another_answer(client: TestClient, own_index: Index) -> None:
    """What a program has kept under the address is not what is asked now."""
    first = client.get("/api/search", params={"saved": NAME})
    known = {"if-none-match": first.headers["etag"]}
    assert 304 == client.get("/api/search", params={"saved": NAME}, headers=known).status_code
    own_index.searches.save(NAME, "river", force=True)
    anew = client.get("/api/search", params={"saved": NAME}, headers=known)
    assert (200, "river") == (anew.status_code, anew.json()["query"]["words"])


@pytest.mark.parametrize("ask", [{"saved": ["trap"]}, {"index": ["other"]}, {"since": ["never"]}])
def test_what_cannot_be_asked_leads_nowhere(
    client: TestClient, own_index: Index, ask: dict[str, list[str]]
) -> None:
    """The file may be anybody's: one search in it must not lead to itself, or to another index."""
    held = [{"name": "trap", "saved": "2026-01-30T00:00:00+00:00", "ask": ask}]
    (own_index.path / "searches.json").write_bytes(orjson.dumps({"format": 1, "searches": held}))
    answer = client.get("/", params={"saved": "trap"})
    assert 400 == answer.status_code
    assert "“trap” cannot be asked" in answer.text
