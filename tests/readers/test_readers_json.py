"""A JSON document holds an article, a list of them, or an object with such a list."""

import json as stdlib
from collections.abc import Callable
from typing import Any

import pytest

from searcher.article import RawArticle, Rejection
from searcher.readers import json
from searcher.readers.base import Record

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]

ONE = {"title": "A", "body": "Text."}
TWO = {"title": "B", "body": "Text."}


def reasons(records: list[Record]) -> list[str]:
    """Give titles of articles and reasons of the others."""
    return [r.title or "" if isinstance(r, RawArticle) else r.reason for r in records]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (ONE, ["A"]),
        ([ONE, TWO], ["A", "B"]),
        ([ONE, 7, "x", TWO], ["A", "not-an-object", "not-an-object", "B"]),
        ({"status": "ok", "articles": [ONE, TWO]}, ["A", "B"]),
        ({"title": "A feed", "items": [ONE, TWO]}, ["A", "B"]),
        ({"response": {"docs": [ONE]}}, ["A"]),
        ({"hits": {"total": 1, "hits": [{"_source": ONE}]}}, ["A"]),
        ({"beiträge": [ONE, TWO]}, ["A", "B"]),
        ({"1": ONE, "2": TWO}, ["A", "B"]),
        ({"title": "A", "comments": [{"text": "Nice."}]}, ["A"]),
        ({"version": 1}, ["no-text"]),
        ([], ["empty"]),
        ({}, ["no-text"]),
        (5, ["not-an-object"]),
    ],
)
def test_documents(read: Read, document: Any, expected: list[str]) -> None:
    """Records are found where exports put them."""
    assert expected == reasons(read(json, stdlib.dumps(document).encode()))
    assert expected == reasons(read(json, stdlib.dumps(document, indent=1).encode("utf-16")))


def test_records_of_a_list_are_numbered(read: Read) -> None:
    """Equal records have equal digests, and no byte range."""
    records = read(json, stdlib.dumps([ONE, TWO, ONE]).encode())
    places = [r.provenance for r in records if isinstance(r, RawArticle)]
    assert [1, 2, 3] == [place.record for place in places]
    assert (True, False) == (
        places[0].digest == places[2].digest,
        places[0].digest == places[1].digest,
    )
    assert {None} == {place.start for place in places}


def test_single_document_is_the_whole_file(read: Read) -> None:
    """One article has the range of its file."""
    data = stdlib.dumps(ONE).encode()
    (record,) = read(json, data)
    assert isinstance(record, RawArticle)
    assert (0, len(data)) == (record.provenance.start, record.provenance.end)


@pytest.mark.parametrize("data", [b'{"title": "A"', b"{,}", b"[" * 100_000, b"hello"])
def test_broken_documents_are_rejected(read: Read, data: bytes) -> None:
    """What cannot be parsed is one rejection."""
    assert ["bad-json"] == reasons(read(json, data))


def test_lines_named_json_are_read(read: Read) -> None:
    """A data set of lines, one of them bad, loses only that one."""
    data = b'{"title": "A"}\n{"title": \n{"title": "B"}\n'
    assert ["A", "bad-json", "B"] == reasons(read(json, data))


def test_empty_file_is_skipped(read: Read) -> None:
    """White space is no document."""
    assert ["empty"] == reasons(read(json, b" \n"))


def test_document_over_the_limit_is_rejected(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it has a list of records, or is lines."""
    monkeypatch.setattr(json, "MAX_WHOLE", 40)
    monkeypatch.setattr(json, "MAX_DOCUMENT_BYTES", 41)
    (record,) = read(json, stdlib.dumps({"1": ONE, "2": TWO}).encode())
    assert isinstance(record, Rejection)
    assert ("too-large", True) == (record.reason, "without a list" in record.detail)
    lines = b"".join(stdlib.dumps(one).encode() + b"\n" for one in (ONE, TWO))
    assert ["A", "B"] == reasons(read(json, lines))
    assert ["A", "B"] == reasons(read(json, stdlib.dumps([ONE, TWO]).encode()))


LARGE = [
    ([ONE, TWO], ["A", "B"]),
    ([ONE, 7, "x", TWO], ["A", "not-an-object", "not-an-object", "B"]),
    ({"status": {"a": [1, {"b": "]"}]}, "articles": [ONE, TWO], "n": 2}, ["A", "B"]),
    ({"items": [TWO], "articles": [ONE]}, ["A"]),
    ({"data": [TWO], "results": [ONE], "content": [TWO]}, ["A"]),
    ({"title": "A feed", "items": [ONE, TWO]}, ["A", "B"]),
    ({"response": {"tags": ["x"], "docs": [ONE]}}, ["A"]),
    ({"hits": {"total": 1, "hits": [{"_source": ONE}]}}, ["A"]),
    ({"beiträge": [ONE, TWO]}, ["A", "B"]),
    ({"one": [ONE], "two": [TWO]}, ["no-text"]),
    ({"1": ONE, "2": TWO}, ["A", "B"]),
    ({"title": "A", "body": "Text.", "comments": ["Nice."]}, ["A"]),
    ([], ["empty"]),
]


@pytest.mark.parametrize(("document", "expected"), LARGE)
def test_large_documents_give_what_small_ones_give(
    read: Read, monkeypatch: pytest.MonkeyPatch, document: Any, expected: list[str]
) -> None:
    """With the ranges of bytes of their records, where the encoding is the file's."""
    data = stdlib.dumps(document, indent=1).encode()
    small = read(json, data)
    assert expected == reasons(small)
    monkeypatch.setattr(json, "MAX_WHOLE", 1)
    large = read(json, data)
    assert expected == reasons(large)
    assert expected == reasons(read(json, b"\xef\xbb\xbf" + data))
    assert expected == reasons(read(json, stdlib.dumps(document).encode("utf-16")))
    for one, other in zip(small, large, strict=True):
        if isinstance(one, RawArticle) and isinstance(other, RawArticle):
            where = other.provenance
            assert (one.title, one.provenance.record) == (other.title, where.record)
            assert (one.title or "-") in str(stdlib.loads(data[where.start : where.end]))


@pytest.mark.parametrize("whole", [1, 8 << 20])
def test_damage_in_a_list_costs_one_record(
    read: Read, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    """Be the document small or large, be it broken within or cut off."""
    monkeypatch.setattr(json, "MAX_WHOLE", whole)
    data = stdlib.dumps({"n": 3, "articles": [ONE, TWO, ONE]}).encode()
    broken = data.replace(b'"B"', b"B")
    assert ["A", "bad-json", "A"] == reasons(read(json, broken))
    assert ["A", "B", "bad-json"] == reasons(read(json, data[:-8]))
    assert ["A", "B", "A"] == reasons(read(json, data[:-1]))
    (_, rejection, _) = read(json, broken)
    assert isinstance(rejection, Rejection)
    where = rejection.where
    assert (2, b'{"title": B, "body": "Text."}') == (where.record, broken[where.start : where.end])


def test_lists_that_follow_each_other_are_one(read: Read) -> None:
    """What else follows a list is named."""
    data = stdlib.dumps([ONE, TWO]).encode()
    assert ["A", "B", "A", "B"] == reasons(read(json, data + b"\n" + data))
    assert ["A", "B", "bad-json"] == reasons(read(json, data + b"; more"))


@pytest.mark.parametrize(
    "document",
    [
        {"response": {"numFound": 2, "docs": [{"title": "A"}, {"title": "B"}]}},
        {"data": {"posts": {"edges": [{"node": {"title": "A"}}, {"node": {"title": "B"}}]}}},
        {"data": {"children": [{"data": {"title": "A"}}, {"data": {"title": "B"}}]}},
        {"articles": {"17": {"title": "A"}, "18": {"title": "B"}}},
        {"title": {"0": "A", "1": "B"}, "text": {"0": "x", "1": "y"}},
    ],
)
def test_records_are_found_where_programs_put_them(read: Read, document: object) -> None:
    """Answers of interfaces, objects by id, and columns as pandas writes them."""
    found = read(json, stdlib.dumps(document).encode())
    assert ["A", "B"] == [r.title for r in found if isinstance(r, RawArticle)]


def test_address_in_source_is_the_address(read_one: Callable[..., RawArticle]) -> None:
    """trafilatura names the host in one field, and the address in `source`."""
    record = {"title": "A", "source": "https://x.example/a", "source-hostname": "X"}
    found = read_one(json, stdlib.dumps(record).encode())
    assert ("X", "https://x.example/a") == (found.source, found.url)


MESSAGES = [
    {"id": 1, "type": "service", "date": "2026-01-01T00:00:00", "action": "create", "text": ""},
    {
        "id": 2,
        "date": "2026-01-30T14:05:00",
        "text": ["Now: ", {"type": "bold", "text": "Weir"}, " opens. See ", {"type": "x"}, "all."],
    },
]


def test_a_channel_of_messages_is_a_list_of_them(read: Read) -> None:
    """Its name is no article's title; pieces of a message are one text."""
    document = {"name": "Weir Times", "type": "public_channel", "messages": MESSAGES}
    skipped, found = read(json, stdlib.dumps(document).encode())
    assert "no-text" == getattr(skipped, "reason", None)
    assert isinstance(found, RawArticle)
    assert "Now: Weir opens. See all." == found.body
    assert ("2026-01-30T14:05:00",) == tuple(date.text for date in found.dates)


@pytest.mark.parametrize(
    "document",
    [
        {"title": ["A", "B"], "text": ["One.", "Two."], "date": ["2026-01-30", None]},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["A", "One."], ["B", "Two."]]},
    ],
)
def test_columns_are_turned_into_records(read: Read, document: dict[str, Any]) -> None:
    """No article is joined to another."""
    found = read(json, stdlib.dumps(document).encode())
    assert ["A", "B"] == reasons(found)
    assert ["One.", "Two."] == [r.body for r in found if isinstance(r, RawArticle)]


def test_a_title_and_paragraphs_in_lists_are_one_article(read: Read) -> None:
    """Scrapers give everything as lists, of which those of a text are longer."""
    document = {"title": ["A"], "text": ["One.", "Two."], "author": ["Ann Lee", "Bo Ray"]}
    (found,) = read(json, stdlib.dumps(document).encode())
    assert isinstance(found, RawArticle)
    assert ("A", "One.\n\nTwo.") == (found.title, found.body)


@pytest.mark.parametrize("between", ["", "\n", "\n\n", ",\n"])
@pytest.mark.parametrize("indent", [None, 1])
def test_documents_that_follow_each_other_are_records(
    read: Read, between: str, indent: int | None
) -> None:
    """A scraper that appends to its file writes them so."""
    data = between.join(stdlib.dumps(one, indent=indent) for one in (ONE, TWO))
    assert ["A", "B"] == reasons(read(json, data.encode()))


@pytest.mark.parametrize("rest", ["x", "{", '{"title": "B', "1", "[]"])
def test_an_object_before_anything_else_is_bad_json(read: Read, rest: str) -> None:
    """What cannot be read is never passed over."""
    assert ["bad-json"] == reasons(read(json, stdlib.dumps(ONE, indent=1).encode() + rest.encode()))


@pytest.mark.parametrize(
    "document",
    [{"17": ONE}, {"db": [{"meta": {"version": "5"}, "data": {"posts": [ONE], "tags": []}}]}],
)
def test_a_single_record_is_found_where_several_are(read: Read, document: Any) -> None:
    """By its id, or in the export of a site."""
    assert ["A"] == reasons(read(json, stdlib.dumps(document).encode()))


@pytest.mark.parametrize("name", ["package.json", "data/dataset_info.json", "datapackage.json"])
def test_what_describes_a_data_set_is_none(read: Read, name: str) -> None:
    """It has a title and a description, as articles have."""
    said = {"name": "walls", "title": "Articles on walls", "description": "A thousand of them."}
    data = stdlib.dumps(said).encode()
    assert ["no-article"] == reasons(read(json, data, file=name))
    assert ["Articles on walls"] == reasons(read(json, data, file="a.json"))


@pytest.mark.parametrize("name", ["security.json", "changes.json", "readme-first.json"])
def test_articles_are_data_whatever_the_file_is_called(read: Read, name: str) -> None:
    """A file may be called after its topic; a readme is a text."""
    assert ["A"] == reasons(read(json, stdlib.dumps([ONE]).encode(), file=name))
