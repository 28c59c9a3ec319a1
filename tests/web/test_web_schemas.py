"""Every answer of the API has the shape that its document says, and no key besides."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from here import HERE
from searcher import Index
from searcher.article import to_record
from searcher.query.fields import FACETS
from searcher.testing import article, haystack
from searcher.web.app import create_app
from searcher.web.openapi import document
from tantivy_index import indexed

ASKED = {
    "/api/search": [
        "?limit=1000&" + "&".join(f"facet={name}" for name in FACETS),
        "?q=treasury+holdings&author=Jon+Roe&not-kind=teaser&since=2025&until=2026&any=1",
        "?q=%22river&date=2025&date=undated&author=nobody&sort=newest&limit=3&offset=1",
        "?q=nosuchword",
        "?q=treasury+hold*+bnak~&author=Jon+Roe&since=2025&explain=1",
        "?q=treasury+nosuchword&explain=1",
    ],
    "/api/facets/{field}": [f"/api/facets/{name}?limit=3" for name in FACETS],
    "/api/kwic": ("?q=bank&sample=4&in=body&sort=left", "?q=(bank&strict=0"),
    "/api/similar/{id}": [f"/api/similar/{one.id}?copies=1" for one in haystack()[:4]],
    "/api/trend": [
        *(f"?by={unit}&share=1" for unit in ("day", "week", "month", "quarter", "year")),
        *(f"?series={name}&top=2&share=1&count=stories" for name in ("author", "source", "kind")),
        "?q=treasury&query=bank&query=river&source=The+Reed&date=2025&date=undated",
        "?q=nosuchword",
    ],
    "/api/timeline": ["", "?by=month&limit=3&offset=2&min-copies=0&sort=copies", "?q=nosuchword"],
    "/api/suggest": ["?q=t", "?q=treasury+ro", "?q=lang:e", "?q=topic:eco", "?q=", "?q=nosuchword"],
    "/api/articles/{id}": [f"/api/articles/{one.id}" for one in haystack()],
    "/api/corpus": [""],
    "/api/saved": ["", "?index=read"],
    "/api/indexes": [""],
    "/openapi.json": [""],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Ask the app over the haystack, and over an index that has ingests."""
    folder = tmp_path_factory.mktemp("schemas")
    (folder / "some.jsonl").write_bytes(b"\n".join(orjson.dumps(to_record(a)) for a in haystack()))
    (folder / "bad.json").write_bytes(b"{")
    indexed(folder / "hay", haystack(), languages=("en", "de")).close()
    with Index.create(folder / "read") as read:
        read.ingest([folder / "some.jsonl", folder / "bad.json"])
        read.searches.save("Last week", "tax", date="last week")
    app = create_app([folder / "hay", folder / "read"])
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as made:
        yield made


def problems(path: str, status: str, record: object) -> list[str]:
    """Hold an answer of a path against the document; say what is wrong with it."""
    kinds = document()["paths"][path]["get"]["responses"][status]["content"]
    (content,) = (shape for kind, shape in kinds.items() if kind.endswith("json") and shape)
    schema = {"components": document()["components"], **content["schema"]}
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(record)
    ]


def with_schema() -> list[str]:
    """List the paths whose answer is JSON."""
    return [
        path
        for path, methods in document()["paths"].items()
        if "application/json" in methods["get"]["responses"]["200"]["content"]
    ]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Walk all schemas of objects within one."""
    for below in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(below, dict | list):
            yield from objects(below)
    if isinstance(schema, dict) and schema.get("type") == "object":
        yield schema


@pytest.mark.parametrize("index", ["hay", "read"])
@pytest.mark.parametrize("path", with_schema())
def test_answers_are_as_the_document_says(client: TestClient, path: str, index: str) -> None:
    """Those of every path that answers in JSON."""
    for one in ASKED[path]:
        address = one if one.startswith("/") else path + one
        kept = path not in ("/api/indexes", "/openapi.json")
        address += f"{'&' if '?' in address else '?'}index={index}" if kept else ""
        answer = client.get(address)
        assert (200, []) == (answer.status_code, problems(path, "200", answer.json())), address


def test_the_asked_answers_have_all_that_there_is(client: TestClient) -> None:
    """Else nothing would be held against the schemas: hits, notes, spans, ingests, values."""
    found = client.get("/api/search" + ASKED["/api/search"][0]).json()
    assert all(found["facets"].values())
    assert any(hit["published"] and hit["published"]["instant"] for hit in found["hits"])
    assert any(hit["published"] is None for hit in found["hits"])
    marked = client.get("/api/search" + ASKED["/api/search"][1]).json()
    assert any(hit["snippet"]["spans"] for hit in marked["hits"])
    assert client.get("/api/search" + ASKED["/api/search"][2]).json()["notes"]
    assert client.get("/api/corpus?index=read").json()["runs"]
    kinds = {
        one["kind"]
        for query in ASKED["/api/suggest"]
        for one in client.get("/api/suggest" + query).json()["suggestions"]
    }
    assert {"word", "author", "language", "topic"} <= kinds


def test_an_article_with_hints_is_as_the_document_says() -> None:
    """It alone says which of its values are the names of folders."""
    from dataclasses import replace

    one = article(title="a")
    record = to_record(replace(one, raw=replace(one.raw, hinted=("topics",))))
    assert ["topics"] == record["raw"]["hinted"]
    assert [] == problems("/api/articles/{id}", "200", orjson.loads(orjson.dumps(record)))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=tax+autor:x", "400"),
        ("/api/search?q=%22x&strict=1", "400"),
        ("/api/search?since=2025-13", "400"),
        ("/api/search?index=other", "400"),
        ("/api/search?limit=0", "400"),
        ("/api/articles/ffff", "404"),
    ],
)
def test_problems_are_as_the_document_says(client: TestClient, address: str, status: str) -> None:
    """With the column where it is about the words, and without elsewhere."""
    answer = client.get(address)
    path = "/api/articles/{id}" if "articles" in address else "/api/search"
    assert (int(status), []) == (answer.status_code, problems(path, status, answer.json()))


@pytest.mark.parametrize("path", [path for path in with_schema() if path != "/openapi.json"])
def test_a_key_that_is_not_named_is_found(client: TestClient, path: str) -> None:
    """And one that is missing: neither can be forgotten."""
    address = ASKED[path][0]
    record = client.get(address if address.startswith("/") else path + address).json()
    assert problems(path, "200", record | {"new": 1})
    for name in record:
        assert problems(path, "200", {kept: record[kept] for kept in record if kept != name})


def test_schemas_are_closed_and_sound() -> None:
    """All objects but those whose keys are values: facets, counts by language, parameters."""
    schemas = document()["components"]["schemas"]
    closed = [one["additionalProperties"] for one in objects(schemas)]
    assert len(closed) > len(schemas) / 2
    assert 4 == sum(one is not False for one in closed)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", ["/api/search", "/api/facets/{field}", "/api/suggest"])
def test_limits_are_as_the_document_says(client: TestClient, path: str) -> None:
    """The most and the least are answered, and no more."""
    parameters = document()["paths"][path]["get"]["parameters"]
    limits = next(one["schema"] for one in parameters if one["name"] == "limit")
    address = path.replace("{field}", "author")
    statuses = [
        client.get(address, params={"q": "", "limit": str(limit)}).status_code
        for limit in (limits["minimum"], limits["maximum"], limits["maximum"] + 1)
    ]
    assert [200, 200, 400] == statuses
    usual, same = (
        client.get(address, params={"q": "t"} | more).json()
        for more in ({}, {"limit": str(limits["default"])})
    )
    assert usual | {"took_ms": 0} == same | {"took_ms": 0}


def test_every_named_schema_is_used() -> None:
    """And every one that is used is there."""
    import re

    used = re.findall(r"#/components/schemas/(\w+)", orjson.dumps(document()).decode())
    assert set(document()["components"]["schemas"]) == set(used)


def test_the_server_is_where_the_document_is(client: TestClient) -> None:
    """So a program finds the paths under whatever prefix the app is mounted."""
    assert [{"url": "."}] == client.get("/openapi.json").json()["servers"]
