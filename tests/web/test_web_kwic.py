"""Concordances over HTTP: the command's lines, for programs and as a page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import html
from starlette.testclient import TestClient

from here import HERE
from searcher import Index
from searcher.render.contract import concordance_record
from searcher.testing import article, haystack
from searcher.web.app import create_app
from tantivy_index import indexed

RTL = article(title="سوق", body="فتح السوق أبوابه", language="ar")
HOSTILE = article(title="needle <script>alert(1)</script>", body="\u202eneedle\x00\x1b[31m <b>x")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index of the haystack, and of what is not as calm."""
    folder = tmp_path_factory.mktemp("kwic") / "hay"
    indexed(folder, (*haystack(), RTL, HOSTILE), languages=("en", "de")).close()
    return folder


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    """Ask the app."""
    with TestClient(create_app(path), base_url=HERE) as client:
        yield client


def test_the_api_answers_as_python_does(client: TestClient, path: Path) -> None:
    """With every parameter; times do not count."""
    params = "q=bank&source=The+Reed&sort=left&width=10&in=body&in=title&sample=2&seed=4&limit=5"
    given = client.get(f"/api/kwic?{params}").json()
    with Index.open(path) as index:
        found = index.kwic(
            "bank",
            source="The Reed",
            sort="left",
            width=10,
            part=["body", "title"],
            sample=2,
            seed=4,
            limit=5,
        )
        expected = orjson.loads(orjson.dumps(concordance_record(found, [*found.lines])))
    assert (3, 2, 4) == (given["total"], given["sampled"], given["seed"])
    assert expected | {"took_ms": 0} == given | {"took_ms": 0}


@pytest.mark.parametrize(
    "params",
    ["", "q=-bank", "q=bank&width=1001", "q=bank&sort=newest", "q=bank&limit=0", "in=x&q=a"],
)
def test_mistakes_are_problems(client: TestClient, params: str) -> None:
    """Of the API, and in the page's own place."""
    answer = client.get(f"/api/kwic?{params}")
    assert 400 == answer.status_code
    assert answer.json()["type"].startswith("urn:searcher:problem:")


def test_the_page_has_the_lines(client: TestClient) -> None:
    """In order, with links to the articles, and the form as it was filled in."""
    page = html.fromstring(client.get("/kwic?q=bank&sort=left&width=20&author=ada+smith").text)
    lines = [
        "|".join(" ".join(cell.itertext()) for cell in row.xpath("td[position()>1]"))
        for row in page.xpath("//table[@class='lines']/tbody/tr")
    ]
    assert [
        "|Banks| run for the exit|Harbour Ledger",
        "Two banks ran, one |bank| runs still, a third|Harbour Ledger",
        "Two |banks| ran, one bank runs|Harbour Ledger",
    ] == lines
    assert ["3 lines in 1 article, "] == [
        text[:22] for text in page.xpath("//p[@role='status']/text()")
    ]
    assert ["left"] == page.xpath("//select[@name='sort']/option[@selected]/@value")
    assert ["ada smith"] == page.xpath("//input[@name='author']/@value")
    links = page.xpath("//table[@class='lines']//a/@href")
    assert all("q=bank" in link for link in links)
    assert 200 == client.get(f"/{links[0]}").status_code
    (export,) = page.xpath("//p[contains(@class,'exports')]/a/@href")
    assert 200 == client.get(f"/{export}").status_code


def test_the_page_without_words_only_asks(client: TestClient) -> None:
    """As does the link from a search that was sorted in a way of searches."""
    empty = client.get("/kwic")
    assert 200 == empty.status_code
    assert "lines" not in html.fromstring(empty.text).xpath("//table/@class")
    assert 200 == client.get("/kwic?q=bank&sort=newest&count=stories&offset=10").status_code


def test_without_lines_there_is_advice(client: TestClient) -> None:
    """And a link to the search, which says what would find something; not behind the last page."""
    none = client.get("/kwic?q=nosuchword&source=harbour+ledger").text
    assert "more general words" in none
    assert 'href="./?q=nosuchword&amp;source=harbour+ledger">search for the same' in none
    for query in ("q=bank", "q=bank&offset=5000", "", "q=%22"):
        assert "more general words" not in client.get(f"/kwic?{query}").text


def test_pages_of_lines(client: TestClient) -> None:
    """Next and previous walk over all lines once; the address keeps what is asked."""
    every = client.get("/api/kwic?q=bank&sort=left").json()["lines"]
    address, ids = "/kwic?q=bank&sort=left&limit=4&in=body&in=title&in=summary", []
    while True:
        page = html.fromstring(client.get(address).text)
        ids += [href.partition("?")[0] for href in page.xpath("//table//a/@href")]
        if not (following := page.xpath("//a[@rel='next']/@href")):
            break
        address = following[0][1:]
    assert len(every) > 4
    assert [f"articles/{line['id']}" for line in every] == ids
    assert "in=body&in=title" in page.xpath("//a[@rel='prev']/@href")[0]
    assert every[3:5] == client.get("/api/kwic?q=bank&sort=left&offset=3&limit=2").json()["lines"]
    assert 400 == client.get("/api/kwic?q=bank&offset=99999&limit=2").status_code


def test_mistakes_stand_on_the_page(client: TestClient) -> None:
    """With the status of a mistake; the form is kept."""
    answer = client.get("/kwic?q=-bank")
    assert 400 == answer.status_code
    page = html.fromstring(answer.text)
    assert page.xpath("//*[@role='alert']")
    assert ["-bank"] == page.xpath("//input[@name='q']/@value")
    assert 404 == client.get("/kwic?q=a&index=nowhere").status_code


def test_texts_are_isolated_and_escaped(client: TestClient) -> None:
    """Letters that run from right to left turn no other cell round; markup is text."""
    answer = client.get("/kwic?q=needle")
    assert "<script>alert" not in answer.text
    assert "\x1b" not in answer.text
    page = html.fromstring(client.get("/kwic?q=سوق").text)
    assert {"سوق"} == {m.text for m in page.xpath("//td[@class='node']/mark/bdi")}


@pytest.mark.parametrize(("words", "direction"), [("سوق", ["rtl"]), ("needle", []), ("bank", [])])
def test_columns_stand_in_the_order_of_reading(
    client: TestClient, words: str, direction: list[str]
) -> None:
    """What comes before an Arabic word stands on its right."""
    tree = html.fromstring(client.get("/kwic", params={"q": words}).text)
    assert direction == tree.xpath("//table[contains(@class, 'lines')]/../@dir")


def test_searches_lead_to_their_concordance(client: TestClient) -> None:
    """Where there are words."""
    page = html.fromstring(client.get("/?q=bank&author=ada+smith").text)
    (link,) = [href for href in page.xpath("//a/@href") if href.startswith("./kwic")]
    assert "3 lines in 1 article" in client.get(link[1:]).text
    assert "./kwic" not in client.get("/?author=ada+smith").text


def test_what_takes_too_long_frees_its_thread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The asker is told in time, and reading ends soon after."""
    given: list[float | None] = []
    ask = Index.kwic

    def told(self: Index, *args: Any, max_seconds: float | None = None, **more: Any) -> Any:
        given.append(max_seconds)
        return ask(self, *args, max_seconds=max_seconds, **more)

    monkeypatch.setattr(Index, "kwic", told)
    for seconds in (30.0, None):
        app = create_app(path, max_seconds=seconds)
        with TestClient(app, base_url=HERE) as client:
            assert 200 == client.get("/api/kwic?q=bank").status_code
            assert 200 == client.get("/kwic?q=bank").status_code
    assert [31.0, 31.0, None, None] == given
