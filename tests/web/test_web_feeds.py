"""Any search is a feed, and address bars can search: well-formed whatever articles hold."""

from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from here import HERE
from searcher import Index
from searcher.testing import article, haystack
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["export_fixtures", "web_fixtures"]

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_has_the_newest_hits(client: TestClient, hay_index: Index) -> None:
    """In the order of the search, without what has no date."""
    answer = client.get("/feed.atom", params={"q": "bank OR treasury"})
    assert "application/atom+xml" in answer.headers["content-type"]
    found = feedparser.parse(answer.content)
    expected = [
        f"urn:searcher:article:{hit.article.id}"
        for hit in hay_index.search("bank OR treasury", sort="newest", limit=50).hits
        if hit.article.published and hit.article.published.date
    ]
    assert (False, expected) == (found.bozo, [entry.id for entry in found.entries])
    assert all(entry.authors for entry in found.entries)


def test_times_are_those_that_are_known(client: TestClient) -> None:
    """A moment as it is, a day as its midnight."""
    entries = feedparser.parse(client.get("/feed.atom").content).entries
    times = {entry.id.rpartition(":")[2]: entry.updated for entry in entries}
    hay = haystack()
    assert "2026-01-30T09:15:00Z" == times[hay[0].id]
    assert "2026-01-31T00:00:00Z" == times[hay[1].id]
    assert "2025-01-01T00:00:00Z" == times[hay[7].id]


def test_hostile_articles_leave_it_well_formed(tmp_path: Path) -> None:
    """Markup, control characters, and addresses that are none."""
    hostile = [
        article(
            title="</title><script>alert(1)</script> \x00\x1b[2J \ufffe ]]>",
            body="&amp; <b>salt</b> \u202e",
            authors=['"><x onload="'],
            topics=['a"b<c'],
            url="javascript:alert(1)",
            published="2026-01-30",
        )
    ]
    with indexed(tmp_path / "index", hostile, languages=("en",)) as index:
        app = create_app(index)
    with TestClient(app, base_url=HERE) as client:
        answer = client.get("/feed.atom")
    tree = etree.fromstring(answer.content)
    (link,) = tree.findall(f"{ATOM}entry/{ATOM}link")
    assert link.get("href").startswith(f"{HERE}/api/articles/")
    assert "</title><script>" in tree.findtext(f"{ATOM}entry/{ATOM}title")
    assert [] == tree.findall(".//{*}script")


def test_the_description_leads_to_searches(client: TestClient) -> None:
    """Its templates are answered."""
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    templates = {url.get("type"): url.get("template") for url in tree.findall("{*}Url")}
    asked = templates["application/json"].replace("{searchTerms}", "treasury")
    assert 4 == client.get(asked).json()["total"]
    asked = templates["application/atom+xml"].replace("{searchTerms}", "treasury")
    assert 200 == client.get(asked).status_code


def test_addresses_lead_to_where_the_app_is_mounted(hay_path: Path) -> None:
    """Under the prefix of another app, in templates and in entries."""
    outer = Starlette(routes=[Mount("/news ü", create_app(hay_path))])
    client = TestClient(outer, base_url=HERE)
    tree = etree.fromstring(client.get("/news%20%C3%BC/opensearch.xml").content)
    templates = [url.get("template") for url in tree.findall("{*}Url")]
    assert all(one.startswith(f"{HERE}/news%20%C3%BC/") for one in templates)
    for template in templates:
        assert 200 == client.get(template.replace("{searchTerms}", "treasury")).status_code
    feed = feedparser.parse(client.get("/news%20%C3%BC/feed.atom?q=bank").content)
    own = [one.link for one in feed.entries if one.link.startswith(HERE)]
    assert own
    assert all(200 == client.get(link).status_code for link in own)


def test_mistakes_are_problems(client: TestClient) -> None:
    """As everywhere."""
    assert 400 == client.get("/feed.atom", params={"q": "autor:x"}).status_code
    assert 400 == client.get("/feed.atom", params={"index": "none"}).status_code


@pytest.mark.parametrize(
    "prefix", ["/news", "/s\N{LATIN SMALL LETTER O WITH STROKE}k/\u65e5", "/a b%"]
)
def test_addresses_lead_back_under_any_prefix(hay_path: Path, prefix: str) -> None:
    """And into the index that was asked, which need not be the first."""
    mounted = Mount(prefix, create_app({"first": hay_path, "other": hay_path}))
    with TestClient(Starlette(routes=[mounted]), base_url=HERE) as client:
        root = f"{HERE}{quote(prefix)}"
        tree = etree.fromstring(client.get(f"{root}/opensearch.xml?index=other").content)
        templates = [url.get("template") for url in tree.findall("{*}Url")]
        for template in templates:
            assert template.startswith(f"{root}/")
            assert template.endswith("&index=other")
            assert 200 == client.get(template.replace("{searchTerms}", "bank")).status_code
        tree = etree.fromstring(client.get(f"{root}/feed.atom?index=other").content)
        own = tree.find(f"{ATOM}link").get("href")
        assert f"{root}/feed.atom?index=other" == own
        links = [link.get("href") for link in tree.findall(f"{ATOM}entry/{ATOM}link")]
        at_home = [link for link in links if link.startswith(HERE)]
        assert [200] * len(at_home) == [client.get(link).status_code for link in at_home]
        page = client.get(f"{root}/?index=other").text
        assert './opensearch.xml?index=other"' in page
