"""Several articles in one text, with a mark between them."""

import json
import time

import pytest

from exported import articles, reader_of
from searcher.article import Provenance, RawArticle
from searcher.readers.clusters import several

WEIR = (
    "The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth before noon."
)
MILL = (
    "The miller counted eleven boats on the mud. He lent their owners a plank until the bell rang."
)
TIDE = (
    "By the evening the weir was shut again, the tide had come back, and nobody had been drowned."
)


def bodies(found: list[RawArticle]) -> list[tuple[str | None, str | None]]:
    """Give titles and texts."""
    return [(one.title, one.body) for one in found]


@pytest.mark.parametrize("end", ["", " |||||", "\n|||||\n"])
def test_articles_of_one_record_are_parted(end: str) -> None:
    """Each has its own text; the summary of them all is said once."""
    text = f"Weir opens \n \n {WEIR} ||||| {MILL} \n \n {TIDE} |||||  ||||| Photo: Ann Lee{end}"
    data = json.dumps({"document": text, "summary": "– A weir and a mill."}).encode() + b"\n"
    found = articles(data * 2, "train.jsonl")
    one, two = found[:2]
    assert [1, 1, 2, 2] == [each.provenance.record for each in found]
    assert ("Weir opens", WEIR, "– A weir and a mill.") == (one.title, one.body, one.summary)
    assert (None, None) == (two.title, two.summary)
    assert f"{MILL}\n{TIDE}\nPhoto: Ann Lee".split("\n") == [
        line.strip() for line in (two.body or "").split("\n") if line.strip()
    ]


def test_rows_of_tables_are_parted() -> None:
    """As records of JSON."""
    data = f'document,summary\n"{WEIR} ||||| {MILL}","A weir"\n"{TIDE} |||||","A tide"\n'
    expected = [(None, WEIR), (None, MILL), (None, TIDE)]
    assert expected == bodies(articles(data.encode(), "train.csv"))


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Votes", "text": f"{WEIR} ||||| {MILL}"},  # an article's own sign
        {"text": f"{WEIR} a|||||b |||||| {MILL}"},
        {"text": f"{WEIR} || {MILL} ||||"},
    ],
)
def test_other_marks_part_nothing(record: dict[str, str]) -> None:
    """Bars of a chart, and what an article with a title has between its paragraphs."""
    (found,) = articles(json.dumps(record).encode(), "a.jsonl")
    assert record["text"] == found.body


def test_a_record_with_an_address_stays_one() -> None:
    """All parts would be articles of one address, of which one alone stands."""
    record = {"text": f"{WEIR} ||||| {MILL}", "url": "https://a.example/weir"}
    (found,) = articles(json.dumps(record).encode(), "a.jsonl")
    assert record["text"] == found.body


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_of_files_are_parted(ends: str) -> None:
    """A line is an event; its line breaks are written as a word."""
    first = (
        f"Weir opens NEWLINE_CHAR NEWLINE_CHAR {WEIR} ||||| {MILL} NEWLINE_CHAR NEWLINE_CHAR {TIDE}"
    )
    data = f"{first}{ends}{TIDE} |||||{ends}{ends}".encode()
    found = articles(data, "train.src.cleaned")
    assert [("Weir opens", WEIR), (None, TIDE)] == bodies(found)[::2]
    assert f"{MILL}\n\n{TIDE}" == found[1].body
    assert "clusters" == found[0].provenance.reader
    start, end = found[1].provenance.start, found[1].provenance.end
    assert data[start:end].decode().startswith(MILL)
    assert [1, 2, 3] == [one.provenance.record for one in found]


def test_lines_are_told_by_name_or_breaks() -> None:
    """Other texts with such a mark are texts."""
    text = f"{WEIR} ||||| {MILL}\n"
    assert ["clusters", "clusters", "text"] == [
        reader_of(text.encode(), "val.src"),
        reader_of(text.replace(". ", ". NEWLINE_CHAR ").encode(), "val.txt"),
        reader_of(text.encode(), "val.txt"),
    ]
    assert reader_of(b"int main() { return 0; }\n", "main.src") != "clusters"


def test_many_marks_take_a_time_that_grows_with_their_number() -> None:
    """Short parts belong to the article before, however many there are."""
    record = RawArticle(Provenance("a.jsonl", "jsonl"), body="a b ||||| " * 300_000)
    start = time.thread_time()
    (found,) = several(record)
    assert time.thread_time() - start < 3
    assert (found.body or "").endswith("a b\n\na b")
