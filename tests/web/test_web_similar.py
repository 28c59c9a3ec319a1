"""Similar articles over HTTP: the command's answer, and a page."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from lxml import html
from starlette.testclient import TestClient

from here import HERE
from searcher import Index
from searcher.render.similar import similar_record
from searcher.testing import article, haystack
from searcher.web.app import create_app
from tantivy_index import indexed

SOME = next(one.id for one in haystack() if one.title == "River bank restored")
HOSTILE = article(title="<script>alert(1)</script> willows", body="<b>willows</b> river")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index of the haystack, and of a hostile article."""
    folder = tmp_path_factory.mktemp("similar") / "hay"
    indexed(folder, (*haystack(), HOSTILE), languages=("en", "de")).close()
    return folder


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    """Ask the app."""
    with TestClient(create_app(path), base_url=HERE) as client:
        yield client


def test_the_api_answers_as_python_does(client: TestClient, path: Path) -> None:
    """With words, filters and limit; times do not count."""
    asked = f"/api/similar/{SOME[:8]}?words=5&limit=3&source=The+Reed&source=none&copies=1"
    given = client.get(asked).json()
    with Index.open(path) as index:
        found = index.similar(SOME, words=5, limit=3, source=["The Reed", "none"], copies=True)
        expected = orjson.loads(orjson.dumps(similar_record(found)))
    assert 5 == len(given["words"])
    assert expected | {"took_ms": 0} == given | {"took_ms": 0}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{SOME}?q=bank", 400),
        (f"{SOME}?words=0", 400),
        (f"{SOME}?words=many", 400),
        (f"{SOME}?limit=0", 400),
        (f"{SOME}?limit=1001", 400),
        (f"{SOME}?copies=maybe", 400),
        ("ffffffff", 404),
        ("x", 404),
    ],
)
def test_mistakes_are_problems(client: TestClient, path: Path, address: str, status: int) -> None:
    """Without a word on where the index lies."""
    answer = client.get(f"/api/similar/{address}")
    assert status == answer.status_code
    assert str(path.parent) not in answer.text


def test_the_page_names_the_words(client: TestClient) -> None:
    """Each is a search; hits say which they share; all is text."""
    answer = client.get(f"/similar/{SOME}")
    assert 200 == answer.status_code
    assert "<script>alert" not in answer.text
    page = html.fromstring(answer.text)
    titles = ["".join(one.itertext()) for one in page.xpath("//ol/li//h2/a")]
    assert "Willows along the river" == titles[0]
    shared = " ".join(page.xpath("(//ol/li)[1]//p[last()]//text()"))
    assert {"shares", "willows", "planted"} <= {word.strip(" ,") for word in shared.split()}
    for link in page.xpath("//main//a/@href")[:6]:
        assert 200 == client.get(f"/similar/../{link.removeprefix('../')}").status_code


def test_articles_lead_to_it(client: TestClient) -> None:
    """And it leads back."""
    page = html.fromstring(client.get(f"/articles/{SOME}?q=river").text)
    (link,) = page.xpath("//a[text()='Similar articles']/@href")
    there = html.fromstring(client.get(link.removeprefix("..")).text)
    assert there.xpath(f"//nav[@class='back']/a[contains(@href, '{SOME}')]")


def test_the_way_back_to_the_search_stays(client: TestClient) -> None:
    """By the article itself, and by the ones that are like it."""
    asked = "?q=river&kind=article"
    page = html.fromstring(client.get(f"/articles/{SOME}{asked}").text)
    (link,) = page.xpath("//a[text()='Similar articles']/@href")
    there = html.fromstring(client.get(link.removeprefix("..")).text)
    articles = there.xpath("//nav[@class='back']/a/@href | //ol//h2/a/@href")
    assert len(articles) > 1
    for href in articles:
        one = html.fromstring(client.get(href.removeprefix("..")).text)
        assert [f"../{asked}"] == one.xpath("//nav[@class='back']/a/@href")


def test_what_is_not_there_is_not_found(client: TestClient, path: Path) -> None:
    """As a page."""
    answer = client.get("/similar/ffffffff", headers={"accept": "text/html"})
    assert 404 == answer.status_code
    assert str(path.parent) not in answer.text
    assert 404 == client.get(f"/similar/{SOME}?index=nowhere").status_code
