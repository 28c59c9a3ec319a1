"""Cards that were glued to the text of a record are parted from it, in every format."""

import json
from collections.abc import Callable, Sequence

import pytest

from searcher.article import RawArticle, RawDate
from searcher.readers import csv, jsonl, markdown
from searcher.readers import json as json_reader
from searcher.readers.base import Record, Unread

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]

SUMMARY = "The miller opened the sluice at dawn and the old wheel began to turn."
TEXT = "The wheel had stood for thirty years.\n\nOn Monday it turned."
CARD = f"placeholder\nMill opens{SUMMARY}\nAuthor\u00a0\u00a0 Ada Weir\nJan 30, Fri\n{SUMMARY}\n"
RECORD = {"title": "Mill wheel turns again", "text": f"{TEXT}\n{CARD}", "date": "2026-01-28"}


def unfolded(records: Sequence[object]) -> list[RawArticle]:
    """Give the articles of records, of those too that are read later."""
    found: list[object] = []
    for record in records:
        found += record.read() if isinstance(record, Unread) else [record]
    articles = [one for one in found if isinstance(one, RawArticle)]
    assert len(found) == len(articles)
    return articles


def expect(records: Sequence[object]) -> None:
    """Insist on the article without its card, and on the card."""
    main, teaser = unfolded(records)
    assert ("article", "Mill wheel turns again", TEXT) == (main.kind, main.title, main.body)
    assert ((), ["2026-01-28"]) == (main.authors, [date.text for date in main.dates])
    assert ("teaser", "Mill opens", SUMMARY) == (teaser.kind, teaser.title, teaser.summary)
    assert (("Ada Weir",), (RawDate("Jan 30, Fri"),)) == (teaser.authors, teaser.dates)
    assert main.provenance.record == 1


def test_lines_of_json_hold_cards(read: Read) -> None:
    """The line is one record, of which an article and a teaser are made."""
    records = read(jsonl, (json.dumps(RECORD) + "\n").encode())
    assert 1 == len(records)
    expect(records)


def test_json_holds_cards(read: Read) -> None:
    """So it is in a document."""
    expect(read(json_reader, json.dumps([RECORD]).encode()))


def test_tables_hold_cards(read: Read) -> None:
    """So it is in a cell."""
    rows = ",".join(RECORD) + "\n" + ",".join(f'"{value}"' for value in RECORD.values()) + "\n"
    expect(read(csv, rows.encode()))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_markdown_holds_cards(read: Read, end: str, codec: str) -> None:
    """Front matter, the text, and cards below it; the bytes of each are known."""
    text = f"---\ntitle: Mill wheel turns again\ndate: 2026-01-28\n---\n\n{TEXT}\n\n{CARD}"
    data = text.replace("\n", end).encode(codec)
    records = read(markdown, data)
    expect(records)
    main, teaser = unfolded(records)
    between = data[main.provenance.end : teaser.provenance.start]
    assert b"placeholder" == between.replace(b"\0", b"").strip()
    assert [1, 2] == [main.provenance.record, teaser.provenance.record]


def test_a_heading_above_cards_is_no_article(read: Read) -> None:
    """Markdown of cards alone has teasers alone."""
    (teaser,) = unfolded(read(markdown, f"# From the river\n\n{CARD}".encode()))
    assert ("teaser", 1) == (teaser.kind, teaser.provenance.record)


def test_prose_that_begins_like_a_card_is_whole(read: Read) -> None:
    """A line such as `By noon` makes nobody look for what is not there."""
    text = f"{TEXT}\n\nBy noon the square was full.\n\nAuthor and miller danced."
    (main,) = unfolded(read(jsonl, json.dumps({"title": "Feast", "text": text}).encode()))
    assert text == main.body


def test_code_that_shows_a_card_is_none(read: Read) -> None:
    """What stands between fences is part of the text."""
    data = f"# How to write\n\nSo:\n\n```\n{CARD}```\n\nIt is easy.\n".encode()
    (main,) = unfolded(read(markdown, data))
    assert "How to write" == main.title
    assert "placeholder" in (main.body or "")
