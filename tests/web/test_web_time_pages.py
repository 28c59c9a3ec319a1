"""The pages of trends and timelines: every number leads to what it counts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from starlette.testclient import TestClient

from here import HERE
from searcher.testing import article, haystack
from searcher.web import trend_page
from searcher.web.app import create_app
from tantivy_index import indexed

ODD = "<script>alert(1)</script>\"'><b>"
HANDLERS = "//@*[starts-with(name(), 'on')]"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Give a browser for the haystack, and for another index of hostile names."""
    folder = tmp_path_factory.mktemp("times")
    indexed(folder / "hay", haystack(), languages=("en", "de")).close()
    odd = [
        article(title=ODD, source=ODD, body="needle", published="2026-01-05", story=7, id="a" * 32),
        article(title=ODD, source="Q", body="needle", published="2026-01-06", story=7, id="b" * 32),
        article(title="", body="needle", published=None, language=None, id="c" * 32),
    ]
    indexed(folder / "odd", odd, languages=("en",)).close()
    with TestClient(create_app([folder / "hay", folder / "odd"]), base_url=HERE) as made:
        yield made


def test_a_trend_of_nothing_says_so(client: TestClient) -> None:
    """In words, above the counts; what is only undated is something."""
    said = [
        "No articles." in page(client, address).text_content()
        for address in ("/trend?q=nosuchword", "/trend?q=treasury", "/trend?index=odd&date=none")
    ]
    assert [True, False, False] == said


def page(client: TestClient, address: str, status: int = 200) -> Any:
    """Read a page as a tree."""
    answer = client.get(address)
    assert status == answer.status_code, answer.text[:500]
    return html.fromstring(answer.content)


def found(client: TestClient, base: str, href: str) -> int:
    """Follow a link to the search page, and give the number that it shows."""
    text = page(client, urljoin(base, href)).xpath("string(//*[@class='count']/p)")
    match = re.search(r"([\d,]+) (?:articles?|story|stories)", text)
    assert match, text
    return int(match[1].replace(",", ""))


@pytest.mark.parametrize(
    "address",
    [
        "/trend?by=year",
        "/trend?by=month&share=1&q=treasury",
        "/trend?by=quarter&series=source&top=2",
        "/trend?by=year&series=author&top=2&share=1&kind=article",
        "/trend?by=year&count=stories&query=bank&query=river",
        "/trend?by=month&date=2025-12-15..2026-01-20&date=2025-03",
        "/trend?q=bank&any=1&by=week&index=hay&not-date=2025-06",
    ],
)
def test_every_number_leads_to_what_it_counts(client: TestClient, address: str) -> None:
    """In the table, its foot and the drawing, bars or lines: the search finds as many."""
    tree = page(client, address)
    links = tree.xpath("//table[contains(@class, 'counts')]//td/a")
    assert links
    for link in links:
        assert int(link.text.replace(",", "")) == found(client, address, link.get("href"))
    drawn = tree.xpath("//*[local-name()='svg']//*[local-name()='a']")
    assert drawn
    for bar in drawn:
        said = re.search(r": (?:[\d.]+ % \()?([\d,]+)", bar.get("aria-label"))
        assert said
        assert int(said[1].replace(",", "")) == found(client, address, bar.get("href"))


def test_a_trend_has_a_drawing_a_table_and_files(client: TestClient) -> None:
    """The files are of the same counts."""
    tree = page(client, "/trend?q=treasury&by=year&share=1&series=&query=&top=5")
    assert 1 == len(tree.xpath("//*[local-name()='svg' and @class='plot']"))
    assert ["year", "treasury"] == tree.xpath("//thead//th//text()")
    everything = page(client, "/trend?by=year").xpath("//thead//th//text()")
    assert ["year", "all articles"] == everything
    labels = tree.xpath("//tbody//th/text()")
    assert "2026" in labels
    saved = tree.xpath("//a[@download]/@href")
    assert 4 == len(saved)
    for href in saved:
        assert 200 == client.get(urljoin("/trend", href)).status_code
        assert "series=" not in href


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    """Filters that it does not show are sent along."""
    address = "/trend?q=bank&query=river&by=week&series=&share=1&count=stories&not-kind=teaser"
    tree = page(client, address)
    (form,) = tree.xpath("//form[@action='./trend']")
    given = form.form_values()
    assert {
        ("q", "bank"),
        ("query", "river"),
        ("by", "week"),
        ("share", "1"),
        ("count", "stories"),
        ("not-kind", "teaser"),
    } <= set(given)
    assert "./?q=bank&not-kind=teaser&count=stories" in tree.xpath("//nav[@class='back']/a/@href")


def test_where_nobody_says_by_what_long_times_are_in_years(client: TestClient) -> None:
    """Short ones in months."""
    assert "by year" in page(client, "/trend?since=1900").xpath("string(//h2)")
    assert "by month" in page(client, "/trend?since=2025").xpath("string(//h2)")


def test_too_many_periods_are_a_problem_with_cures(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is a link that counts by longer periods; the last of them works."""
    tree = page(client, "/trend?by=day&since=1200", 400)
    cures = tree.xpath("//*[@role='alert']//a")
    assert ["by week", "by month", "by quarter", "by year"] == [cure.text for cure in cures]
    assert 200 == client.get(urljoin("/trend", cures[-1].get("href"))).status_code
    assert "--" not in tree.xpath("string(//*[@role='alert'])")
    monkeypatch.setattr(trend_page, "MOST_COUNTS", 3)
    text = page(client, "/trend?by=month", 400).xpath("string(//*[@role='alert'])")
    assert "too many for a page: count by quarter" in text


@pytest.mark.parametrize(
    "address",
    [
        "/trend?q=autor:x",
        "/trend?by=moth",
        "/trend?series=year",
        "/trend?top=x",
        "/trend?nosuch=1",
        "/timeline?q=autor:x",
        "/timeline?by=year",
        "/timeline?min-copies=x",
        "/timeline?offset=x",
    ],
)
def test_mistakes_are_shown_in_their_place(client: TestClient, address: str) -> None:
    """The form stays."""
    tree = page(client, address, 400)
    assert tree.xpath("//*[@role='alert']")
    assert tree.xpath("//form")


@pytest.mark.parametrize(
    ("address", "cure"),
    [
        ("/trend?q=autor:roe&by=year", "author:roe"),
        ("/trend?q=bank&query=river&query=autor:roe", "author:roe"),
        ("/trend?q=bank&by=yaer", "year"),
        ("/timeline?q=autor:roe", "author:roe"),
        ("/kwic?q=bank+autor:roe&width=60", "bank author:roe"),
        ("/export?q=autor:roe&format=jsonl&download=file", "author:roe"),
    ],
)
def test_a_mistake_leads_to_what_was_meant(client: TestClient, address: str, cure: str) -> None:
    """On every page: its link asks the same with the mistake mended, and downloads nothing."""
    (link,) = page(client, address, 400).xpath("//*[@role='alert']//a")
    assert cure == link.text
    mended = urljoin(address, link.get("href"))
    assert not page(client, mended).xpath("//*[@role='alert']")
    assert address.count("bank") == mended.count("bank")


@pytest.mark.parametrize(
    "address",
    [
        "/trend?top=x",
        "/trend?top=99",
        "/?snippets=99",
        "/kwic?q=a&width=5000",
        "/export?fields=rank",
    ],
)
def test_a_mistake_speaks_of_no_options(client: TestClient, address: str) -> None:
    """Pages have none; and it leads nowhere where nothing is near."""
    (said,) = page(client, address, 400).xpath("//*[@role='alert']")
    assert "--" not in said.text_content()
    assert not said.xpath(".//a")


@pytest.mark.parametrize("address", ["/trend?index=nosuch", "/timeline?index=nosuch"])
def test_an_index_that_is_not_served(client: TestClient, address: str) -> None:
    """It is not found."""
    page(client, address, 404)


def test_a_timeline_pages_through_its_stories(client: TestClient) -> None:
    """None twice, none left out."""
    shown: list[str] = []
    address = "/timeline?limit=5&by=month&min-copies="
    while address:
        tree = page(client, address)
        shown += [href.split("/")[1][:32] for href in tree.xpath("//h3/a/@href")]
        following = tree.xpath("//a[@rel='next']/@href")
        address = urljoin(address, following[0]) if following else ""
    every = page(client, "/timeline?limit=100").xpath("//h3/a/@href")
    assert [href.split("/")[1][:32] for href in every] == shown
    assert len(shown) == len(set(shown)) > 15
    assert page(client, "/timeline?offset=5000&limit=20").xpath("//a[@rel='prev']")


def test_a_timeline_tells_the_most_copied_stories_first(client: TestClient) -> None:
    """Without headings of times; pages and the form go on so, the search does not."""
    address = "/timeline?index=odd&sort=copies&limit=20"
    tree = page(client, address)
    counts = [
        int(text.split()[1]) if text.startswith("+") else 0
        for line in tree.xpath("//p[@class='by']")
        for text in ["".join(line.xpath(".//a/text()"))]
    ]
    assert 0 < counts[0]
    assert sorted(counts, reverse=True) == counts
    assert 1 == len(tree.xpath("//h2[@class='hidden']")) == len(tree.xpath("//main//h2"))
    assert ["copies"] == tree.xpath("//select[@name='sort']/option[@selected]/@value")
    assert not any("sort" in href for href in tree.xpath("//nav[@class='back']/a/@href"))
    assert all(
        "sort=copies" in href for href in tree.xpath("//main//p[contains(., 'Save')]/a/@href")
    )
    following = page(client, "/timeline?sort=copies&limit=5").xpath("//a[@rel='next']")[0]
    assert "Less copied →" == following.text
    assert "sort=copies" in following.get("href")
    refused = page(client, "/timeline?sort=newest", 400)
    assert "newest" in refused.xpath("string(//*[@role='alert'])")
    for wrong in ("count=stories&sort=newest", "sort=relevance"):
        assert 200 == client.get(f"/?{wrong}").status_code
        assert "sort" not in page(client, f"/?{wrong}").xpath("//a[.='timeline']/@href")[0]


def test_a_story_without_a_source_says_so(client: TestClient) -> None:
    """Where others name their outlets."""
    lines = page(client, "/timeline?index=odd&limit=100").xpath("//p[@class='by']")
    assert 1 == sum("no source" in line.text_content() for line in lines) < len(lines)


def test_copies_of_a_story_lead_to_those_that_match(client: TestClient) -> None:
    """As many as are told of."""
    address = "/timeline?index=odd&q=needle&kind=article"
    (link,) = page(client, address).xpath("//*[@class='by']//a")
    assert "+ 1 copy" in link.text
    assert 2 == found(client, address, link.get("href"))


@pytest.mark.parametrize("path", ["trend?by=day&series=source", "trend?share=1", "timeline?by=day"])
def test_nothing_of_an_article_is_alive(client: TestClient, path: str) -> None:
    """Names and titles are texts."""
    tree = page(client, f"/{path}&index=odd&q=needle+OR+%22{'%3Cb%3E'}%22")
    assert not tree.xpath(HANDLERS)
    assert not [node for node in tree.xpath("//script") if node.text or not node.get("src")]
    assert not tree.xpath("//main//b")


def test_the_search_page_leads_there(client: TestClient) -> None:
    """With its question, and what it counts."""
    tree = page(client, "/?q=treasury&count=stories&limit=25&offset=0&sort=newest")
    hrefs = [
        href for href in tree.xpath("//main//a/@href") if "trend" in href or "timeline" in href
    ]
    assert ["./trend?q=treasury&count=stories", "./timeline?q=treasury&count=stories"] == hrefs
    for href in hrefs:
        page(client, urljoin("/", href))


def test_an_empty_index_has_pages(tmp_path: Path) -> None:
    """That say that there is nothing."""
    indexed(tmp_path / "none", (), languages=("en",)).close()
    empty = TestClient(create_app(tmp_path / "none"), base_url=HERE)
    assert not page(empty, "/trend?share=1").xpath("//*[local-name()='svg']")
    assert "No stories" in page(empty, "/timeline").xpath("string(//*[@class='count'])")
    for address in ("/", "/?q=x&author=y", "/trend", "/timeline?q=x", "/kwic?q=x"):
        text = page(empty, address).xpath("string(//main)")
        assert "holds no articles yet: searcher ingest" in text
        assert "fewer" not in text
