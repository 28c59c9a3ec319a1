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
    """It names the cure; lines of the same size are streamed."""
    monkeypatch.setattr(json, "MAX_DOCUMENT_BYTES", 40)
    (record,) = read(json, stdlib.dumps([ONE, TWO]).encode())
    assert isinstance(record, Rejection)
    assert ("too-large", True) == (record.reason, "JSON lines" in record.detail)
    lines = b"".join(stdlib.dumps(one).encode() + b"\n" for one in (ONE, TWO))
    assert ["A", "B"] == reasons(read(json, lines))


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
