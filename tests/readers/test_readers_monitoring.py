"""What tools that watch the press and networks write: tables, and posts inside of others."""

import csv
import io
import json
from typing import Any

import pytest

from exported import articles, records
from searcher.article import Rejection

ROW = [
    "https://quay.example/1", "null", "c03aad0a67699034", "quay.example", "The wall holds",
    "null", "2026-01-30", "It held.\nIt will.", "null", "null", "article",
]  # fmt: skip
POST: dict[str, Any] = {
    "uri": "at://did:plc:abc/app.bsky.feed.post/3k",
    "author": {"did": "did:plc:abc", "handle": "ines.example", "displayName": "Ines Calloway"},
    "record": {
        "$type": "app.bsky.feed.post",
        "createdAt": "2026-01-30T08:30:00.000Z",
        "langs": ["en"],
        "text": "It held.",
    },
    "indexedAt": "2026-01-30T08:30:01.000Z",
}


def rows(*cells: list[str], mark: str = ",") -> bytes:
    """Write a table."""
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows(cells)
    return text.getvalue().encode()


def test_trafilatura_names_no_columns() -> None:
    """Its rows are told by an address, a digest and a day; `null` is nothing."""
    bare = ["null", "null", "c03aad0a67699034", *["null"] * 4, "It held.", *["null"] * 3]
    found, other = articles(rows(ROW, bare, mark="\t"), "a.csv")
    assert (found.title, found.source) == ("The wall holds", "quay.example")
    assert found.body == "It held.\nIt will."
    assert found.url == "https://quay.example/1"
    assert [date.text for date in found.dates] == ["2026-01-30"]
    assert (other.title, other.source, other.dates, other.url) == (None, None, (), None)
    assert other.body == "It held."


def test_a_long_text_may_be_cut_off_where_rows_are_judged() -> None:
    """Texts of several lines are longer than what is looked at first."""
    long = [*ROW[:7], "It held.\n" * 9000, *ROW[8:]]
    found = articles(rows(*[long] * 5, mark="\t"), "a.csv")
    assert [one.title for one in found] == ["The wall holds"] * 5


@pytest.mark.parametrize(("at", "cell"), [(0, "1"), (2, "no digest"), (6, "30 January")])
def test_other_rows_without_names_are_refused(at: int, cell: str) -> None:
    """As many columns that hold something else are nobody's."""
    row = [*ROW[:at], cell, *ROW[at + 1 : -1], "null"]
    (found,) = records(rows(row, row, mark="\t"), "a.csv")
    assert isinstance(found, Rejection)
    assert found.reason == "no-header"


@pytest.mark.parametrize(
    ("hit", "expected"),
    [
        ("...before the tide rose...", "The wall held. ...before the tide rose..."),
        ("...wall held...", "The wall held."),
        ("", "The wall held."),
    ],
)
def test_meltwater_keeps_the_sentence_that_matched(hit: str, expected: str) -> None:
    """There is no more of the text than its begin and that sentence."""
    names = ["Date", "Headline", "Opening Text", "Hit Sentence", "Source", "Influencer"]
    row = ["30-Jan-2026 05:12PM", "Wall", "The wall held.", hit, "Quay Wire", "Ines Calloway"]
    (found,) = articles(rows(names, row), "a.csv")
    assert found.summary == expected


def test_crowdtangle_says_what_a_post_links_to() -> None:
    """The message is the text, with what is written on a picture."""
    names = [
        "Page Name", "User Name", "Followers at Posting", "Post Created", "URL", "Message",
        "Image Text", "Link Text", "Description",
    ]  # fmt: skip
    row = ["Quay Wire", "quaywire", "9", "2026-01-30 16:00:02 EST", "https://a.example/1",
           "It held.", "WALL", "The wall holds", "So far."]  # fmt: skip
    (found,) = articles(rows(names, row), "a.csv")
    assert (found.title, found.summary) == ("The wall holds", "So far.")
    assert found.body == "It held.\n\nWALL"
    assert (found.authors, found.source) == ((), "Quay Wire")


@pytest.mark.parametrize("document", [{"feed": [{"post": POST}]}, {"posts": [POST]}])
def test_bluesky(document: dict[str, Any]) -> None:
    """A post of a feed, and one by itself: its address is the one that people see."""
    (found,) = articles(json.dumps(document).encode(), "a.json")
    assert (found.title, found.body, found.language) == (None, "It held.", "en")
    assert found.authors == ("Ines Calloway",)
    assert found.url == "https://bsky.app/profile/ines.example/post/3k"
    assert [date.text for date in found.dates] == ["2026-01-30T08:30:00.000Z"]
    assert found.captured == "2026-01-30T08:30:01.000Z"


def test_an_article_in_an_object_within_the_source() -> None:
    """Its title and date are not lost beside its text."""
    article = {"title": "Wall", "content": "It held.", "published_at": "2026-01-30"}
    source = {"article": article, "source": {"name": "Quay Wire"}}
    (found,) = articles(json.dumps({"_index": "n", "_source": source}).encode(), "a.json")
    assert (found.title, found.body, found.source) == ("Wall", "It held.", "Quay Wire")
    assert [date.text for date in found.dates] == ["2026-01-30"]
