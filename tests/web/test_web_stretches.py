"""A long paragraph is laid out in stretches; no sign of it is lost, moved or marked otherwise."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.web import stretches as module
from searcher.web.passages import Line, Piece
from searcher.web.stretches import stretches

SENTENCE = "The ferry waits at the quay for the tide to turn. "


def plain(text: str) -> Line:
    """Give a line without marks."""
    return (Piece(text),)


def texts(found: list[list[Line]]) -> list[str]:
    """Give the text of each stretch, which are all of one line."""
    return ["".join(piece.text for piece in line) for (line,) in found]


def test_what_is_short_is_one() -> None:
    """As it was."""
    lines = (plain("One."), plain("Two."), plain(SENTENCE * 1_000))
    assert [list(lines)] == stretches(lines)


def test_many_lines_are_some_at_a_time() -> None:
    """Cut between lines."""
    lines = tuple(plain(f"Line {number}.") for number in range(120))
    found = stretches(lines)
    assert [50, 50, 20] == [len(one) for one in found]
    assert lines == tuple(line for one in found for line in one)


def test_a_long_line_is_cut_behind_sentences() -> None:
    """In stretches of about one size, beside lines that stay whole."""
    long = SENTENCE * 3_000
    first, *cut, last = stretches((plain("Before."), plain(long), plain("Behind.")))
    assert ([plain("Before.")], [plain("Behind.")]) == (first, last)
    assert long == "".join(texts(cut))
    assert all(text.endswith("turn. ") for text in texts(cut))
    assert all(9_900 < len(text) <= 10_000 for text in texts(cut)[:-1])


@pytest.mark.parametrize(
    ("unit", "end"),
    [
        ("潮水在码头边慢慢退去。", "。"),
        ("word ", " "),
        ("y", "y"),
        ("e\u0301\u0323", "\u0323"),
        ("👩🏽\u200d🚀", "🚀"),
        ("كتب", ""),
    ],
)
def test_other_scripts_are_cut_where_they_can_be(unit: str, end: str) -> None:
    """Behind a sentence, else a word, else anywhere but before what belongs to the sign before."""
    for before in ("", "1", "12", "123"):
        long = before + unit * (120_000 // len(unit))
        found = texts(stretches((plain(long),)))
        assert long == "".join(found)
        assert 5 < len(found)
        assert all(text.endswith(end) for text in found)
        assert not any(unicodedata.category(text[0]).startswith("M") for text in found)


def test_marked_words_stay_whole() -> None:
    """And numbered as they were; a word beside a mark is cut behind it."""
    line = tuple(
        piece
        for number in range(6_000)
        for piece in (Piece("tide", marked=True, number=number), Piece(", and it turns, the "))
    )
    found = stretches((line,))
    assert 10 < len(found)
    assert "".join(piece.text for piece in line) == "".join(texts(found))
    marked = [piece for (part,) in found for piece in part if piece.marked]
    assert [piece for piece in line if piece.marked] == marked
    assert all(text.endswith(" ") for text in texts(found))


@given(st.lists(st.tuples(st.text(" .a。\u0301", min_size=1), st.booleans()), max_size=30))
def test_nothing_is_lost(given_pieces: list[tuple[str, bool]]) -> None:
    """Whatever stands where."""
    line = tuple(Piece(text, marked=marked) for text, marked in given_pieces)
    if not line:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LONG", 3)
        patch.setattr(module, "_SIZE", 4)
        found = stretches((line,))
    parts = [part for one in found for part in one]
    assert all(piece.text for part in parts for piece in part)
    assert all(parts)
    flat = [(sign, piece.marked) for part in parts for piece in part for sign in piece.text]
    assert [(sign, piece.marked) for piece in line for sign in piece.text] == flat
