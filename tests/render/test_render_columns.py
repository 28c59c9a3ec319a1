"""Widths and breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.render.columns import clip, fit, fold, lines_of, width
from searcher.render.safety import one_line

LINES = st.text(st.one_of(st.characters(), st.sampled_from("aб河　 é\u0301\u200d\ufe0f👩 "))).map(
    one_line
)
COLUMNS = st.integers(2, 30)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (0, ""),
        (5, "hello"),
        (4, "café"),
        (4, "cafe\u0301"),
        (6, "河边市"),
        (2, "ｆ"),
        (2, "🎉"),
        (1, "a\u200b"),
        (4, "ضفاف"),
    ],
)
def test_width_is_in_columns(expected: int, text: str) -> None:
    """Wide characters count two, marks and joiners none."""
    assert expected == width(text)


@given(LINES, COLUMNS)
def test_clip_never_overflows(text: str, columns: int) -> None:
    """A clipped text fits, and is the text itself where that fits."""
    clipped = clip(text, columns)
    assert width(clipped) <= columns
    assert (clipped == text) or clipped.endswith("…")


@given(LINES, COLUMNS)
def test_folding_loses_nothing_but_spaces(text: str, columns: int) -> None:
    """Every line fits, and together they hold every character but the spaces at the breaks."""
    ranges, more = fold(text, columns)
    lines = [text[start:end] for start, end in ranges]
    assert [] == [line for line in lines if width(line) > columns]
    assert text.replace(" ", "") == "".join(lines).replace(" ", "")
    assert not more


@given(LINES, COLUMNS, st.integers(1, 3))
def test_limited_lines_say_that_there_is_more(text: str, columns: int, limit: int) -> None:
    """With a limit there are no more lines, none overflows, and a cut is visible."""
    lines = lines_of(text, columns, limit)
    assert len(lines) <= limit
    assert [] == [line for line in lines if width(line) > columns]
    if lines != lines_of(text, columns):
        assert lines[-1].endswith("…")


def test_words_stay_whole() -> None:
    """A line breaks between words."""
    assert ["the quick", "brown fox"] == lines_of("the quick brown fox", 10)


def test_a_word_longer_than_the_line_is_broken() -> None:
    """What has no space breaks where the line ends."""
    assert ["abcde", "fghij", "k"] == lines_of("abcdefghijk", 5)


def test_a_mark_stays_with_its_letter() -> None:
    """A break never comes between a letter and its combining mark."""
    assert 6 == fit("abcde\u0301fgh", 5)


def test_a_flood_of_marks_is_cut() -> None:
    """Marks take no columns, and still cannot fill the screen."""
    assert fit("a" + "\u0300" * 100_000, 10) <= 80
