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


BODY = (
    "The wheel had stood for thirty years, said the miller, and nobody knew whether it would turn."
)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"text": f"Mill wheel turns\n\nSource Weir Times\n\n{BODY}"},
            ("Mill wheel turns", (), "Weir Times", BODY),
        ),
        (
            {"title": "Mill wheel turns", "text": f"Mill wheel turns\nBy Ada Weir\n\n{BODY}"},
            ("Mill wheel turns", ("Ada Weir",), None, BODY),
        ),
        (
            {"title": "Mill wheel turns", "text": f"By Ada Weir\n30 January 2026\n{BODY}"},
            ("Mill wheel turns", ("Ada Weir",), None, BODY),
        ),
        (
            {"title": "Mill", "author": "Tom Pool", "text": f"By Ada Weir\n{BODY}"},
            ("Mill", ("Tom Pool",), None, f"By Ada Weir\n{BODY}"),
        ),
        (
            {"title": "Mill", "text": f"By midnight it turned.\n{BODY}"},
            ("Mill", (), None, f"By midnight it turned.\n{BODY}"),
        ),
        (
            {"date": "2026-01-30", "text": f"It turned in May 2025\n30 January 2026\n{BODY}"},
            (None, (), None, f"It turned in May 2025\n30 January 2026\n{BODY}"),
        ),
    ],
)
def test_the_head_of_a_text_gives_what_the_record_lacks(
    read: Read, record: dict[str, str], expected: tuple[object, ...]
) -> None:
    """Where it says something else than the record does, the text stays whole."""
    (found,) = unfolded(read(jsonl, (json.dumps(record) + "\n").encode()))
    assert expected == (found.title, found.authors, found.source, found.body)


def test_cards_were_there_when_the_record_was_captured(read: Read) -> None:
    """So their dates are held against that day."""
    line = json.dumps({**RECORD, "crawl_date": "2026-02-01"}) + "\n"
    main, teaser = unfolded(read(jsonl, line.encode()))
    assert ("2026-02-01", "2026-02-01") == (main.captured, teaser.captured)


@pytest.mark.parametrize(
    "form", ["[{0}, {1}]", "{0} {1}", '{{"query": "q", "results": [{0}, {1}]}}']
)
def test_a_line_may_hold_several_records(read: Read, form: str) -> None:
    """A list, an answer with a list, or objects behind each other."""
    line = form.format('{"title": "One", "text": "First."}', '{"title": "Two", "text": "Second."}')
    assert ["One", "Two"] == [r.title for r in unfolded(read(jsonl, line.encode()))]
