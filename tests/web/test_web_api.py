"""The API answers what the command line answers, under the same names; problems have types."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import searcher
from here import HERE
from searcher import Index, IndexNotFound, UsageError
from searcher.article import to_record
from searcher.exports.formats import FORMATS
from searcher.query.fields import FACETS
from searcher.render.contract import facet_record, results_record, suggestion_record
from searcher.render.explanation import explanation_record
from searcher.testing import haystack
from searcher.web import api
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["export_fixtures", "web_fixtures"]


def test_suggestions_are_those_of_python(client: TestClient, hay_path: Path) -> None:
    """Under the same names; a limit beyond the most is refused."""
    answer = client.get("/api/suggest?q=treasury+ro&limit=3").json()
    with Index.open(hay_path) as index:
        expected = [suggestion_record(one) for one in index.suggest("treasury ro", limit=3)]
    assert {"suggestions": expected} == answer
    assert expected
    assert 400 == client.get("/api/suggest?q=a&limit=1000").status_code
    assert 400 == client.get("/api/suggest?q=a&author=Jo+Roe").status_code


def test_values_of_a_facet_can_be_searched(client: TestClient) -> None:
    """Whatever the case and the accents."""
    found = client.get("/api/facets/author?like=ROE&limit=5").json()
    assert ["jon roe"] == [value["key"] for value in found["values"]]


def test_explanations_are_those_of_python(client: TestClient, hay_path: Path) -> None:
    """Only where they are asked for."""
    answer = client.get("/api/search?q=treasury+hold*&explain=1").json()
    with Index.open(hay_path) as index:
        expected = explanation_record(index.explain("treasury hold*"))
    assert json.loads(json.dumps(expected)) == answer["explanation"]
    assert "explanation" not in client.get("/api/search?q=treasury&explain=0").json()
    assert 400 == client.get("/api/search?q=treasury&explain=perhaps").status_code


def without_time(record: dict[str, Any]) -> dict[str, Any]:
    """Give an answer without what differs each time."""
    return {name: value for name, value in record.items() if name != "took_ms"}


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "treasury holdings"},
        {"q": "bank chess", "any": "1"},
        {"q": "bank*", "sort": "newest", "limit": "3", "offset": "1"},
        {"author": ["Mara Lindqvist", "Jon Roe"]},
        {"author": "unsigned", "source": "The Reed"},
        {"topic": "economy", "not-topic": "economy/banks"},
        {"language": "de", "kind": "article"},
        {"date": ["2025", "undated"], "facet": ["author", "month"]},
        {"published": "2026-01"},
        {"since": "2025", "until": "2025-12"},
        {"date-confidence": "high"},
        {"not-author": "Ada Smith", "not-source": "none", "not-language": "en"},
        {"not-kind": "teaser", "not-date": "undated"},
    ],
    ids=str,
)
def test_every_filter_gives_what_a_search_gives(
    client: TestClient, hay_index: Index, query: dict[str, Any]
) -> None:
    """The whole answer, as `search --json` prints it."""
    from searcher.query.params import from_params

    answer = client.get("/api/search", params=query)
    expected = json.loads(orjson.dumps(results_record(hay_index.search(from_params(query)))))
    assert 200 == answer.status_code
    assert without_time(expected) == without_time(answer.json())


@pytest.mark.parametrize("field", FACETS)
def test_every_facet_is_counted(client: TestClient, hay_index: Index, field: str) -> None:
    """With the values and limit of `searcher facets`."""
    answer = client.get(f"/api/facets/{field}", params={"q": "bank", "limit": "3"})
    assert facet_record(hay_index.facet_answer(field, "bank", limit=3)) == answer.json()


def test_an_article_is_given_whole(client: TestClient) -> None:
    """By its id or a beginning of it."""
    one = haystack()[0]
    expected = json.loads(orjson.dumps(to_record(one)))
    assert expected == client.get(f"/api/articles/{one.id}").json()
    assert expected == client.get(f"/api/articles/{one.id[:12]}").json()


@pytest.mark.parametrize("form", [row for row in FORMATS if row.makes == "stream"], ids=str)
def test_an_export_is_that_of_the_command(client: TestClient, hay_index: Index, form: Any) -> None:
    """Byte for byte, in every format that can be streamed."""
    out = io.BytesIO()
    searcher.export(hay_index, "bank", out, format=form.name, author="Ada Smith")
    answer = client.get(
        "/api/export", params={"q": "bank", "author": "Ada Smith", "format": form.name}
    )
    assert (200, out.getvalue()) == (answer.status_code, answer.content)
    assert "attachment" in answer.headers["content-disposition"]


def test_an_export_takes_fields_order_and_limit(client: TestClient, hay_index: Index) -> None:
    """As the command does."""
    answer = client.get(
        "/api/export", params={"format": "csv", "fields": "id", "sort": "newest", "limit": "4"}
    )
    rows = [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
    assert [hit.article.id for hit in hay_index.search(sort="newest", limit=4).hits] == rows


def test_the_corpus_says_nothing_of_this_machine(client: TestClient, hay_path: Path) -> None:
    """What `info` says, without the path."""
    answer = client.get("/api/corpus")
    assert 24 == answer.json()["articles"]
    assert str(hay_path.parent) not in answer.text


@pytest.mark.parametrize(
    ("path", "status", "kind", "detail"),
    [
        ("/api/search?q=autor:x", 400, "query", "There is no field"),
        ("/api/search?q=%22x&strict=1", 400, "query", "closed the quotation mark"),
        ("/api/search?date=2025-13", 400, "date", "2025-13"),
        ("/api/search?sort=random", 400, "value", "newest"),
        ("/api/search?autor=x", 400, "value", "author"),
        ("/api/search?limit=0", 400, "usage", "/api/export gives all"),
        ("/api/search?facet=author:0", 400, "usage", "1 to 10,000 values"),
        ("/api/search?facet=author:10001", 400, "usage", "1 to 10,000 values"),
        ("/api/search?limit=1001", 400, "usage", "1 to 1,000"),
        ("/api/search?limit=x", 400, "usage", "whole number"),
        ("/api/search?offset=999999", 400, "usage", "offset reaches"),
        ("/api/search?after=x", 400, "usage", "no cursor"),
        ("/api/search?author=%ED%A0%80", 200, "", ""),
        ("/api/facets/colour", 400, "value", "colour"),
        ("/api/facets/author?limit=99999999999", 400, "usage", "limit"),
        ("/api/articles/ffff", 404, "not-found", "no article ffff"),
        ("/api/articles/x", 404, "not-found", "is no article id"),
        ("/api/export?offset=3", 400, "usage", "offset"),
        ("/api/export?after=3.0", 400, "usage", "after"),
        ("/api/export?strict=0", 400, "usage", "lenient"),
        ("/api/search?any=maybe", 400, "usage", "any is 1"),
        ("/api/search?strict=null", 400, "usage", "strict is 1"),
        ("/api/export?zip=null", 400, "usage", "zip is 1"),
        ("/api/export?lenient=2", 400, "usage", "lenient is 1"),
        ("/api/export?format=text", 400, "usage", "zip=1"),
        ("/api/export?format=xml", 400, "value", "xml"),
        ("/api/export?fields=titel", 400, "value", "title"),
        ("/api/export?q=%22x&strict=1", 400, "query", "quotation"),
        ("/api/search?index=other", 400, "value", "served here"),
        ("/api/nothing", 404, "not-found", "no such page"),
    ],
)
def test_problems_have_stable_types(
    client: TestClient, path: str, status: int, kind: str, detail: str
) -> None:
    """As problem+json, with the message that the command line prints."""
    answer = client.get(path)
    assert status == answer.status_code
    if kind:
        problem = answer.json()
        assert "application/problem+json" == answer.headers["content-type"]
        assert (f"urn:searcher:problem:{kind}", status) == (problem["type"], problem["status"])
        assert detail in problem["detail"]


def test_a_mistake_has_its_column(client: TestClient) -> None:
    """And a suggestion, where there is one."""
    problem = client.get("/api/search", params={"q": "tax autor:x"}).json()
    assert (5, "tax author:x") == (problem["column"], problem["suggestion"])


def test_pages_follow_one_another_by_cursor(client: TestClient, hay_index: Index) -> None:
    """Every hit once, in the order of the search; the last page names no next."""
    found: list[str] = []
    answer = client.get("/api/search", params={"q": "", "limit": "7", "sort": "newest"})
    while True:
        found += [hit["id"] for hit in answer.json()["hits"]]
        if "next" not in answer.links:
            break
        answer = client.get(answer.links["next"]["url"])
    assert [hit.article.id for hit in hay_index.search(sort="newest", limit=0).hits] == found


def test_cursors_have_no_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offsets have one, and so have orders for which all hits before the page are held."""
    monkeypatch.setattr(api, "FARTHEST", 5)
    assert 400 == client.get("/api/search", params={"offset": "4", "limit": "3"}).status_code
    for more in ({"sort": "newest"}, {"sort": "oldest", "count": "stories"}, {"q": "the"}, {}):
        params = {"limit": "2", **more}
        answer = client.get("/api/search", params=params)
        ranks = []
        while True:
            ranks += [hit["rank"] for hit in answer.json()["hits"]]
            if not (after := answer.json()["next"]):
                break
            answer = client.get("/api/search", params=params | {"after": after})
        assert [*range(1, answer.json()["total"] + 1)] == ranks
        assert len(ranks) > 5
    held = {"limit": "2", "count": "stories"}
    url = "/api/search"
    for _ in range(2):
        answer = client.get(url, params=held)
        held["after"] = answer.json()["next"]
    assert "end at 5 hits" in client.get(url, params=held).json()["detail"]


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    """Pages of two questions do not follow one another; the size of a page is no question."""
    after = client.get("/api/search", params={"q": "the", "limit": "2"}).json()["next"]
    for more in ({"q": "a"}, {"sort": "newest"}, {"kind": "article"}, {"count": "stories"}):
        params = {"q": "the", "after": after, **more}
        problem = client.get("/api/search", params=params).json()
        assert "another search" in problem["detail"]
    for more in ({"limit": "5"}, {"facet": "author"}, {"snippets": "3"}):
        params = {"q": "the", "after": after, **more}
        assert 3 == client.get("/api/search", params=params).json()["hits"][0]["rank"]
    both = {"q": "the", "after": after, "offset": "2"}
    assert "exclude each other" in client.get("/api/search", params=both).json()["detail"]


def test_a_cursor_of_another_corpus_is_refused(own_index: Index) -> None:
    """Pages of two commits would lose hits or show them twice."""
    with TestClient(create_app(own_index), base_url=HERE) as client:
        following = client.get("/api/search", params={"limit": "7"}).links["next"]["url"]
        writer = own_index._engine.writer()
        writer.delete(haystack()[0].id)
        writer.commit()
        writer.close()
        answer = client.get(following)
        assert 400 == answer.status_code
        assert "urn:searcher:problem:usage" == answer.json()["type"]
        assert "has changed since" in answer.json()["detail"]
        # A commit is seen at once.
        assert 23 == client.get("/api/search").json()["total"]


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    """The ETag follows from corpus and question."""
    first = client.get("/api/search", params={"q": "bank"})
    tag = first.headers["etag"]
    again = client.get("/api/search", params={"q": "bank"}, headers={"if-none-match": tag})
    other = client.get("/api/search", params={"q": "tax"}, headers={"if-none-match": tag})
    assert (304, b"", 200) == (again.status_code, again.content, other.status_code)


def test_another_file_of_authors_is_another_answer(own_index: Index) -> None:
    """As soon as it lies there: the ETag says so, and a cursor given before is refused."""
    with TestClient(create_app(own_index), base_url=HERE) as client:
        before = client.get("/api/search", params={"limit": "7"})
        (own_index.path / "authors.yaml").write_text("Jon Roe: [Ada Smith]\n")
        after = client.get("/api/search", params={"limit": "7"})
        assert before.headers["etag"] != after.headers["etag"]
        assert "authors.yaml" == after.json()["query"]["authority"]["name"]
        assert 400 == client.get(before.links["next"]["url"]).status_code
        assert 200 == client.get(after.links["next"]["url"]).status_code
        for name in ("Jon Roe", "ada smith"):
            assert 5 == client.get("/api/search", params={"author": name}).json()["total"]
        page = client.get("/", params={"author": "Ada Smith"}, headers={"accept": "text/html"})
        assert "joins 2 names" in page.text


def test_a_mistake_in_the_file_of_authors_is_told_without_its_place(
    hay_path: Path, tmp_path: Path
) -> None:
    """Also where it was made while the app ran; mended, all goes on."""
    path = tmp_path / "names.yaml"
    path.write_text("Jon Roe: [Ada Smith]\n")
    with TestClient(create_app(hay_path, authors=path), base_url=HERE) as client:
        path.write_text("Jon Roe: [")
        answer = client.get("/api/search")
        assert (400, False) == (answer.status_code, str(tmp_path) in answer.text)
        assert answer.json()["detail"].startswith("names.yaml: line ")
        path.write_text("Jon Roe: [Ada Smith]\n")
        assert 200 == client.get("/api/search").status_code
    path.write_text("Jon Roe: [")
    with pytest.raises(UsageError, match="line"):
        create_app(hay_path, authors=path)


def test_an_export_of_the_app_heeds_the_file_of_authors(hay_path: Path, tmp_path: Path) -> None:
    """And says its name, but not where it lies."""
    path = tmp_path / "names.yaml"
    path.write_text("Jon Roe: [Ada Smith]\n")
    with TestClient(create_app(hay_path, authors=path), base_url=HERE) as client:
        asked = {"author": "Jon Roe", "format": "csv"}
        assert 6 == len(client.get("/api/export", params=asked).text.splitlines())
        packed = client.get("/api/export", params=asked | {"zip": "1"}).content
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        (name,) = (one for one in files.namelist() if one.endswith("manifest.json"))
        manifest = files.read(name).decode()
    assert "--authors names.yaml" in manifest
    assert str(tmp_path) not in manifest


def test_several_indexes_are_asked_by_name(hay_path: Path, tmp_path: Path) -> None:
    """The first is the usual one."""
    with indexed(tmp_path / "two", haystack()[:5], languages=("en",)) as two:
        app = create_app({"hay": hay_path, "two": two})
    with TestClient(app, base_url=HERE) as client:
        assert {"indexes": ["hay", "two"]} == client.get("/api/indexes").json()
        totals = [
            client.get("/api/search", params=params).json()["total"]
            for params in ({}, {"index": "hay"}, {"index": "two"})
        ]
    assert [24, 24, 5] == totals


def test_it_can_be_mounted_under_a_prefix(hay_path: Path) -> None:
    """In another app; links lead where they should."""
    outer = Starlette(routes=[Mount("/news", create_app(hay_path))])
    with TestClient(outer, base_url=HERE) as client:
        answer = client.get("/news/api/search", params={"limit": "2"})
        assert 24 == answer.json()["total"]
        assert answer.links["next"]["url"].startswith("/news/api/search?")
        assert 200 == client.get(answer.links["next"]["url"]).status_code


def test_the_document_names_every_path_and_parameter(client: TestClient) -> None:
    """From the same tables; every parameter that it names is taken."""
    document = client.get("/openapi.json").json()
    values = {"since": "2025", "until": "2026", "date": "2025", "not-date": "2025", "limit": "3"}
    values |= {
        "count": "stories",
        "sort": "newest",
        "kind": "article",
        "not-kind": "teaser",
        "offset": "0",
        "half-life": "30d",
        "expand": "true",
    }
    values |= {"date-confidence": "medium", "facet": "year", "format": "csv", "fields": "id"}
    switches = ("any", "no-inferred", "strict", "explain", "lenient", "zip", "copies")
    values |= dict.fromkeys(switches, "true")
    values |= {"by": "month", "series": "author", "top": "3", "min-copies": "1", "share": "1"}
    for path, methods in document["paths"].items():
        asked = path.replace("{field}", "author").replace("{id}", haystack()[0].id)
        every = [one for one in methods["get"]["parameters"] if one["in"] == "query"]
        needed = {"q": "x"} if path == "/api/kwic" else {}
        for one in every:
            if one["name"] not in ("after", "index", "saved"):
                value = values.get(one["name"], "x")
                schema = one["schema"].get("items", one["schema"])
                if value not in schema.get("enum", [value]):
                    value = schema["enum"][0]
                elif schema["type"] == "integer":
                    value = values.get(one["name"], "3")
                params = needed | {one["name"]: value}
                assert 200 == client.get(asked, params=params).status_code, one
    served = {route.path for route in client.app.routes}  # type: ignore[attr-defined]
    begins = ("/api", "/open", "/feed")
    # For people: a page of forms, and where they are sent.
    pages = {"/api", "/api/try"}
    assert set(document["paths"]) | pages == {path for path in served if path.startswith(begins)}


def test_too_many_exports_at_once_are_told_to_wait(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With when to come again; nothing is lost when one ends."""
    import threading

    monkeypatch.setattr("searcher.web.export._running", threading.BoundedSemaphore(1))
    from searcher.web import export

    assert export._running.acquire(blocking=False)
    answer = client.get("/api/export")
    assert (503, "1") == (answer.status_code, answer.headers["retry-after"])
    export._running.release()
    for _ in range(3):
        assert 200 == client.get("/api/export").status_code


def test_what_is_served_must_be_there(tmp_path: Path, hay_path: Path) -> None:
    """It is looked for when the app is made, not at the first question."""
    with pytest.raises(IndexNotFound):
        create_app(tmp_path / "none")
    with pytest.raises(UsageError, match="a name of its own"):
        create_app([hay_path, hay_path])


@pytest.mark.parametrize(
    "prefix", ["/news", "/s\N{LATIN SMALL LETTER O WITH STROKE}k/\u65e5", "/a b%"]
)
def test_the_next_page_is_named_under_any_prefix(hay_path: Path, prefix: str) -> None:
    """Headers have no letters but ASCII's."""
    app = Starlette(routes=[Mount(prefix, create_app(hay_path))])
    with TestClient(app, base_url=HERE) as client:
        answer = client.get(f"{quote(prefix)}/api/search?q=bank&limit=1")
        following = client.get(answer.links["next"]["url"])
        assert [2] == [hit["rank"] for hit in following.json()["hits"]]
