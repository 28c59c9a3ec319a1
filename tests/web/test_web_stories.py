"""Stories in the pages and over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from searcher import Index
from searcher.testing import article
from searcher.web.app import create_app
from tantivy_index import indexed

STORY = 4711


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Serve an index of two copies, and of an article alone."""
    copies = [
        article(title=f"Barrage {one}", body="barrage", source=source, story=STORY, id=one * 32)
        for one, source in (("a", "Quay"), ("b", "Ledger"))
    ]
    alone = article(title="Barrage alone", body="barrage", source="Quay", id="d" * 32)
    indexed(tmp_path / "wire", [*copies, alone], languages=("en",)).close()
    with TestClient(create_app(tmp_path / "wire"), base_url="http://127.0.0.1:8765") as made:
        yield made


def test_hits_lead_to_their_copies(client: TestClient) -> None:
    """A link that lists the story; an article alone has none."""
    page = html.fromstring(client.get("/?q=barrage").text)
    links = page.xpath("//ol[@class='hits']//a[contains(., 'copy')]")
    assert ["+ 1 copy in 1 outlet"] * 2 == [link.text_content() for link in links]
    listed = html.fromstring(client.get(links[0].get("href").removeprefix(".")).text)
    assert ["Barrage a", "Barrage b"] == [
        found.text_content() for found in listed.xpath("//ol[@class='hits']//h2")
    ]


def test_stories_are_counted(client: TestClient) -> None:
    """One hit of two copies; what is chosen stays chosen, and exports are of all articles."""
    page = html.fromstring(client.get("/?q=barrage&count=stories").text)
    assert page.xpath("//*[@class='count']//p")[0].text_content().startswith("2 stories")
    assert 2 == len(page.xpath("//ol[@class='hits']/li"))
    assert page.xpath("//input[@name='count' and @value='stories' and @checked]")
    exports = page.xpath("//p[contains(@class, 'exports')]/a/@href")
    assert exports
    assert not [link for link in exports if "count" in link]
    csv = client.get(f"/{exports[0]}").text
    assert 4 == len(csv.splitlines())
    assert "3 articles" in client.get("/?q=barrage&count=articles").text
    assert 400 == client.get("/?q=barrage&count=both").status_code


def test_an_article_names_its_story(client: TestClient) -> None:
    """With a link to all of it, if there are copies."""
    for one, text in (("a", "2 articles"), ("d", "no copies")):
        page = html.fromstring(client.get(f"/articles/{one * 32}").text)
        (shown,) = page.xpath("//dt[.='Story']/following-sibling::dd[1]")
        assert text in shown.text_content()
        assert (one == "a") == bool(shown.xpath(".//a"))


def test_the_api_counts_stories(client: TestClient) -> None:
    """In totals, facets and pages; an export refuses it."""
    answer = client.get("/api/search?q=barrage&count=stories&facet=source").json()
    assert (2, "stories") == (answer["total"], answer["query"]["count"])
    assert {"Quay": 2, "Ledger": 1} == {
        value["value"]: value["count"] for value in answer["facets"]["source"]
    }
    assert {1} == {hit["copies"] for hit in answer["hits"] if hit["story"] == STORY}
    facet = client.get("/api/facets/source?q=barrage&count=stories").json()
    assert 2 == next(value["count"] for value in facet["values"] if value["value"] == "Quay")
    assert 400 == client.get("/api/export?q=barrage&count=stories&format=csv").status_code


def test_an_article_deleted_meanwhile_has_no_copies(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading it and counting its story an ingest may have taken all of it out."""
    monkeypatch.setattr(Index, "count", lambda *_, **__: 0)
    page = html.fromstring(client.get(f"/articles/{'a' * 32}").text)
    (shown,) = page.xpath("//dt[.='Story']/following-sibling::dd[1]")
    assert "no copies" in shown.text_content()
