"""Cursors: opaque texts that belong to one question about one corpus."""

import base64
import binascii
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.errors import StaleCursor, UsageError
from searcher.query.cursor import check, cursor_behind, read, written
from searcher.query.model import AuthorityRef, SearchRequest, Word
from searcher.query.params import build, from_params, to_params

ID = "0123456789abcdef" * 2


def test_a_cursor_is_read_as_it_was_written() -> None:
    """Its text needs no quoting in an address or a shell."""
    cursor = cursor_behind(123_456, ID, "c" * 64, SearchRequest())
    text = written(cursor)
    assert cursor == read(text)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert (123_456, 0x0123456789ABCDEF) == (cursor.rank, cursor.id64)


def test_a_cursor_is_read_by_strict_pythons(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 3.13 on padding where none belongs is an error."""
    decode = base64.b64decode

    def strict(text: str, **options: object) -> bytes:
        if text.endswith("=") and len(text) % 4:
            raise binascii.Error("Excess padding not allowed")
        return decode(text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(base64, "b64decode", strict)
    cursor = cursor_behind(10, ID, "c" * 64, SearchRequest())
    assert (cursor, 64) == (read(written(cursor)), len(written(cursor)))


@given(st.text(max_size=90))
def test_any_other_text_is_an_error(text: str) -> None:
    """Or a cursor: nothing else comes of what somebody typed."""
    try:
        cursor = read(text)
    except UsageError as wrong:
        assert "no cursor" in str(wrong)  # noqa: PT017
    else:
        assert cursor == read(written(cursor))


def test_a_cursor_is_a_parameter() -> None:
    """It stands in links in place of an offset, and beside none."""
    text = written(cursor_behind(20, ID, "c" * 64, build("bank")))
    request = build("bank", after=text)
    assert 20 == request.offset
    assert {"q": ["bank"], "after": [text]} == to_params(request)
    assert request == from_params(to_params(request))
    assert {"q": ["bank"]} == to_params(replace(request, offset=0))
    with pytest.raises(UsageError, match="exclude each other"):
        build("bank", after=text, offset=3)


def test_it_belongs_to_one_question_and_corpus() -> None:
    """What a page shows of each hit is no part of that; the file of authors is."""
    asked = SearchRequest(words="bank", query=Word("bank"))
    authors = AuthorityRef("authors.yaml", "a" * 64)

    def at(request: SearchRequest, corpus: str = "c" * 64) -> None:
        cursor = cursor_behind(20, ID, "c" * 64, asked)
        check(replace(request, after=cursor, offset=20), corpus)

    at(asked)
    at(replace(asked, words="  bank", limit=3, snippets=2))
    check(SearchRequest(), "c" * 64)
    others = (
        replace(asked, query=Word("river")),
        replace(asked, sort="newest"),
        replace(asked, count="stories"),
        build("bank", today=None, author="Jo Roe"),
        build("bank", expand=True),
    )
    for other in others:
        with pytest.raises(UsageError, match="another search"):
            at(other)
    with pytest.raises(StaleCursor, match="Begin again"):
        at(asked, "d" * 64)
    with pytest.raises(StaleCursor):
        at(replace(asked, authority=authors))
