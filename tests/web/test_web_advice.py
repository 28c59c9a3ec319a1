"""Mistakes and notes come with links that mend them; a browser is told of no option."""

from typing import Any
from urllib.parse import parse_qs, urljoin

import orjson
import pytest
from lxml import html
from starlette.testclient import TestClient

from searcher.index import Index
from searcher.results import Note

pytest_plugins = ["export_fixtures", "web_fixtures"]


def page(client: TestClient, address: str, status: int = 200) -> Any:
    """Read a page as a tree."""
    answer = client.get(address)
    assert status == answer.status_code
    return html.fromstring(answer.content)


def followed(client: TestClient, tree: Any, path: str) -> list[int]:
    """Give the number of articles behind each link."""
    return [
        len(page(client, urljoin("/?", f"{link}&limit=100")).xpath("//ol[@class='hits']/li"))
        for link in tree.xpath(f"{path}/@href")
    ]


@pytest.mark.parametrize(
    ("query", "mended"),
    [
        ("q=tax+autor:smith+bank", {"tax author:smith bank": "q=tax+author:smith+bank"}),
        ("q=tax+kind:artcle+OR+bank", {"tax kind:article OR bank": "q=tax+kind:article+OR+bank"}),
        (
            "q=bank+date:03/02/2026&any=1",
            {
                "bank date:2026-02-03": "q=bank+date:2026-02-03&any=1",
                "bank date:2026-03-02": "q=bank+date:2026-03-02&any=1",
            },
        ),
        (
            "since=03/02/2026",
            {"2026-02-03": "since=2026-02-03", "2026-03-02": "since=2026-03-02"},
        ),
        ("q=2025-13&date=2025-13", {"2025-12": "q=2025-13&date=2025-12"}),
        ("kind=artcle&not-topic=x", {"article": "kind=article&not-topic=x"}),
        ("sort=newst", {"newest": "sort=newest"}),
        ("autor=jon+roe&q=autor", {"author": "q=autor&author=jon+roe"}),
    ],
)
def test_a_mistake_is_mended_by_a_link(
    client: TestClient, query: str, mended: dict[str, str]
) -> None:
    """The whole search, with this mistake mended and all else as it was."""
    cures = page(client, f"/?{query}", 400).xpath('//a[@class="cure"]')
    assert mended.keys() == {cure.text_content() for cure in cures}
    for cure in cures:
        link = cure.get("href")
        assert parse_qs(mended[cure.text_content()]) == parse_qs(link.partition("?")[2])
        page(client, urljoin("/", link))


@pytest.mark.parametrize("query", ["author=", "since=2026&until=2025", "since=undated"])
def test_messages_name_no_options(client: TestClient, query: str) -> None:
    """A browser has none."""
    assert "--" not in page(client, f"/?{query}", 400).xpath("string(//*[@role='alert'])")


def test_words_that_no_option_means_stay(client: TestClient) -> None:
    """What was typed is shown as it is."""
    assert "--foo" in page(client, "/?kind=--foo", 400).xpath("string(//*[@role='alert'])")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("author=Ada+Smyth", {"author": "Ada Smith"}),
        ("author=Ada+Smyth&author=Jon+Roe", {"author": ["Ada Smith", "Jon Roe"]}),
        ("not-author=Ada+Smyth", {"not_author": "Ada Smith"}),
        ("q=bank+author:%22Ada+Smyth%22", {"words": 'bank author:"Ada Smith"'}),
        (
            "q=bank+(chess+OR+-author:%22Ada+Smyth%22)",
            {"words": 'bank (chess OR -author:"Ada Smith")'},
        ),
        (
            "q=chess+author:%22Ada+Smyth%22&any=1",
            {"words": 'chess author:"Ada Smith"', "any_word": True},
        ),
    ],
)
def test_a_value_that_no_article_has_is_mended_by_a_link(
    client: TestClient, hay_index: Index, query: str, asked: dict[str, Any]
) -> None:
    """In its place: as a filter, excluded, beside others, or among the words."""
    tree = page(client, f"/?{query}")
    notes = tree.xpath("//ul[@class='notes']/li")
    assert "No article has the author “ada smyth”. Did you mean" in notes[0].text_content()
    assert "Ada Smith" in notes[0].xpath("string(a)")
    link = urljoin("/?", notes[0].xpath("a/@href")[0] + "&limit=100&sort=newest")
    found = page(client, link).xpath("//ol[@class='hits']//h2/a/@href")
    expected = hay_index.search(**asked, limit=None, sort="newest").hits
    assert expected
    assert [hit.article.id for hit in expected] == [
        href.split("/")[1].partition("?")[0] for href in found
    ]


def test_a_value_like_no_other_is_said(client: TestClient) -> None:
    """Without a question that has no answer."""
    note = page(client, "/?author=zzzz").xpath("//ul[@class='notes']/li")[0]
    assert ("No article has the author “zzzz”.", []) == (note.text_content(), note.xpath("a"))


@pytest.mark.parametrize("days", ["date=2025", "since=2025&until=2026"])
def test_the_undated_that_were_left_out_are_shown_by_a_link(client: TestClient, days: str) -> None:
    """As many as the note counts."""
    tree = page(client, f"/?not-kind=teaser&{days}")
    (note,) = (n for n in tree.xpath("//ul[@class='notes']/li") if "undated" in n.text_content())
    assert [int(note.text.split()[0])] == followed(client, tree, "//ul[@class='notes']/li/a")


def test_undated_beside_days_among_the_words_have_no_link(client: TestClient) -> None:
    """The words are the user's."""
    tree = page(client, "/?q=date:2025")
    assert "undated" in tree.xpath("string(//ul[@class='notes'])")
    assert [] == tree.xpath("//ul[@class='notes']//a")


def test_of_several_filters_each_is_tried_to_be_left_out(client: TestClient) -> None:
    """Where together they leave nothing: with how much would be found, and no more than so many."""
    path = "//ul[@class='ways']/li/a"
    tree = page(client, "/?q=treasury&since=2031&author=jon+roe")
    assert ["Without since 2031", "Without any filter"] == [
        one.text.partition(" (")[0] for one in tree.xpath(path)
    ]
    numbers = [int(one.text.rstrip(")").rpartition("(")[2]) for one in tree.xpath(path)]
    assert numbers == followed(client, tree, path)
    many = "&".join(f"author={letter}" for letter in "abcdef")
    assert 1 == len(page(client, f"/?q=treasury&since=2031&{many}").xpath(path))


def test_a_browser_is_told_of_no_option(client: TestClient) -> None:
    """What `--any` would give is a link; a facet's further values are behind its own."""
    tree = page(client, "/?q=chess+wind&more=author")
    assert "--" not in tree.xpath("string(//main)")
    assert tree.xpath("//ul[@class='ways']//a")


def test_a_note_is_its_text_wherever_a_text_is_wanted(hay_index: Index) -> None:
    """In JSON, joined and compared; its kind is known beside."""
    found = hay_index.search('"river bank', author="Ada Smyth")
    assert ["repaired", "unknown"] == [note.kind for note in found.notes]
    note = found.notes[1]
    assert note.startswith("no author 'ada smyth'; did you mean Ada Smith (")
    assert ("author", "ada smyth") == (note.field, note.value)
    assert "Ada Smith" == note.proposals[0].value
    assert b'["x"]' == orjson.dumps([Note("x")])


def test_programs_get_suggestions(client: TestClient) -> None:
    """As a list, with every problem."""
    for query, expected in (
        ("q=tax+autor:x", ["tax author:x"]),
        ("date=03/02/2026", ["2026-02-03", "2026-03-02"]),
        ("autor=x", ["author"]),
        ("limit=x", []),
    ):
        assert expected == client.get(f"/api/search?{query}").json()["suggestions"]


def test_control_characters_in_a_note_are_replaced(client: TestClient) -> None:
    """Also where a note is more than a text."""
    assert "\u202e" not in client.get("/?q=%22a%20%E2%80%AE%22~x&author=a%E2%80%AEb").text
