"""Citations say what the exports say: nothing is invented, and nothing of an article is alive."""

import datetime as dt
import io
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from markdown_it import MarkdownIt
from starlette.testclient import TestClient

import searcher
from here import HERE
from searcher import Index
from searcher.article import Article
from searcher.dates import Published
from searcher.exports.formats import FORMATS
from searcher.testing import article, haystack
from searcher.web.app import create_app
from searcher.web.citing import OFFERED, cited
from searcher.web.state import State
from tantivy_index import indexed

pytest_plugins = ["export_fixtures", "web_fixtures"]

HOSTILE = (
    article(
        title="](javascript:alert(1)) <script>x</script> **b** `c` \u202etxet\x00",
        body="needle",
        authors=["<b onclick='x()'>Eve</b>", "A\r\nUR  - http://evil.example"],
        source="}, url={http://evil.example}",
        url="https://home.example/<a>)?b=1",
    ),
    article(title="x" * 1_000_000, body="needle", url="javascript:alert(1)"),
)


def home() -> State:
    """Give the address of a page of the first index."""
    return State({})


@pytest.mark.parametrize("form", [row for row in FORMATS if row.of_one], ids=str)
def test_one_article_is_an_export_of_it(client: TestClient, hay_index: Index, form: Any) -> None:
    """Byte for byte, in every format that is one stream."""
    one = hay_index.search("title:holdings", limit=1).hits[0].article
    out = io.BytesIO()
    done = searcher.export(hay_index, f'title:"{one.title}"', out, format=form.name)
    assert 1 == done.rows
    answer = client.get(f"/api/articles/{one.id}", params={"format": form.name})
    assert (200, out.getvalue()) == (answer.status_code, answer.content)
    assert f"-{one.id[:12]}{form.suffixes[0]}" in answer.headers["content-disposition"]


def test_a_page_offers_them_without_scripts(client: TestClient) -> None:
    """As links to be saved, of the index that is shown."""
    one = haystack()[0]
    address = f"/articles/{one.id}?q=bank"
    tree = html.fromstring(client.get(address).content)
    links = tree.xpath('//details[@class="cite"]//a[@download]')
    assert [title for _, title in OFFERED] == [link.text for link in links]
    for link in links:
        answer = client.get(urljoin(address, link.get("href")))
        assert 200 == answer.status_code
        assert one.id in answer.text or one.id[:12] in answer.text
        assert "nosniff" == answer.headers["x-content-type-options"]


@pytest.mark.parametrize(
    ("expected", "one"),
    [
        (
            "Mara Lindqvist, Jon Roe: “On <rivers>”. Harbour Ledger, 2026-01-30. http://a.example",
            article(
                title="On <rivers>",
                authors=["Mara Lindqvist", "Jon Roe"],
                source="Harbour Ledger",
                published="2026-01-30",
                url="http://a.example",
            ),
        ),
        ("“On rivers”. Harbour Ledger, 2026.",
         article(title="On rivers", source="Harbour Ledger", published="2026")),
        (
            "“On rivers”. Harbour Ledger, undated.",
            article(title="On rivers", source="Harbour Ledger", authors=["HARBOUR LEDGER"]),
        ),
        ("“On rivers”. undated.", article(title="On rivers")),
        ("“(untitled)”. undated.", article(body="Text", url="javascript:x")),
        ("A, et al.: “T”. undated.", article(title="T", authors=list("ABCDEFG"))),
    ],
)  # fmt: skip
def test_a_citation_in_words_says_what_is_known(expected: str, one: Article) -> None:
    """Names as printed, the date as far as it is known."""
    assert expected == cited(one, home()).plain


def test_a_date_that_was_not_settled_is_none() -> None:
    """What was printed is no date, as in the exports."""
    unsettled = Published("Jan 30, Fri", None, None, None, None, "low")
    found = cited(article(title="T", published=unsettled), home())
    assert ("“T”. undated.", "") == (found.plain, found.doubt)
    assert "**T**, undated" == found.markdown


def test_a_doubtful_date_is_said_to_be_so() -> None:
    """Beside the citation; a sure one has no such line."""
    unsure = Published("Jan 30", dt.date(2026, 1, 30), "day", None, "weekday", "medium")
    assert "medium confidence" in cited(article(title="T", published=unsure), home()).doubt
    assert not cited(article(title="T", published="2026-01-30"), home()).doubt


def test_a_link_in_markdown_leads_to_the_article_alone() -> None:
    """Whatever its title tries; without an address of the web there is no link."""
    for one in HOSTILE:
        line = cited(one, home()).markdown
        tree = html.fromstring(MarkdownIt("commonmark").render(line))
        wanted = ["https://home.example/%3Ca%3E%29?b=1"] if one is HOSTILE[0] else []
        assert wanted == tree.xpath("//@href")
        assert not tree.xpath("//script | //b | //code")
        assert len(line) < 3_000
        assert 1 == len(line.splitlines())


def test_hostile_articles_stay_text(tmp_path: Path) -> None:
    """In the page, and in the files."""
    indexed(tmp_path / "hay", HOSTILE, languages=("en",)).close()
    with TestClient(create_app(tmp_path / "hay"), base_url=HERE) as client:
        for one in HOSTILE:
            tree = html.fromstring(client.get(f"/articles/{one.id}").content)
            assert not tree.xpath("//script[not(@src)] | //b | //@onclick")
            assert all(not href.startswith("javascript:") for href in tree.xpath("//@href"))
            ris = client.get(f"/api/articles/{one.id}", params={"format": "ris"}).text
            assert 1 >= sum(line.startswith("UR  - ") for line in ris.split("\r\n"))
            for form, _ in OFFERED:
                answer = client.get(f"/api/articles/{one.id}", params={"format": form})
                name = answer.headers["content-disposition"]
                assert name.isascii()
                assert not set(name) & set("\r\n/\\<>")


@pytest.mark.parametrize(("form", "kind"), [("text", "usage"), ("xml", "value")])
def test_a_format_that_is_no_stream_is_refused(client: TestClient, form: str, kind: str) -> None:
    """With the names of those that can be had."""
    answer = client.get(f"/api/articles/{haystack()[0].id}", params={"format": form})
    assert 400 == answer.status_code
    assert f"urn:searcher:problem:{kind}" == answer.json()["type"]
    assert "ris" in answer.json()["detail"]


def test_what_is_not_there_names_no_folder(client: TestClient, hay_path: Path) -> None:
    """Where the index lies on this machine is no one's business."""
    answer = client.get("/api/articles/ffffffff")
    assert 404 == answer.status_code
    assert str(hay_path.parent) not in answer.text
