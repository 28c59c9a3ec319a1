"""The end of a query that is still typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.query.typed import typed


@pytest.mark.parametrize(
    ("words", "before", "part", "field", "plain"),
    [
        ("trea", "", "trea", None, True),
        ("sea trea", "sea ", "trea", None, True),
        ("sea ", "sea ", "", None, True),
        ("(sea OR trea", "(sea OR ", "trea", None, True),
        ("sea -trea", "sea -", "trea", None, False),
        ("=trea", "=", "trea", None, False),
        ("title:trea", "title:", "trea", "title", False),
        ("sea author:jo", "sea author:", "jo", "author", False),
        ("-lang:d", "-lang:", "d", "language", False),
        ('author:"jon r', 'author:"', "jon r", "author", False),
        ('sea -author:"jon r', 'sea -author:"', "jon r", "author", False),
        ('"sea wa', '"sea ', "wa", None, False),
        ('title:"sea wa', 'title:"sea ', "wa", "title", False),
        ('"sea wall" trea', '"sea wall" ', "trea", None, True),
    ],
)
def test_what_is_typed(words: str, before: str, part: str, field: str | None, plain: bool) -> None:
    """What stands before it, the piece, its field, and whether it stands free."""
    end = typed(words)
    assert end is not None
    name = end.field.name if end.field else None
    assert (before, part, field, plain) == (end.before, end.part, name, end.plain)


@pytest.mark.parametrize("words", ["tid*", "w?t", "barrage~", '"sea wall"', "https://a.b/c"])
def test_what_cannot_be_completed(words: str) -> None:
    """Patterns, and what is closed or no word."""
    assert typed(words) is None


def test_whole_values_are_quoted_where_need_be() -> None:
    """In place of what is typed, and of the quotation mark that was opened."""
    bare, opened = typed("sea author:jo"), typed('sea author:"jo')
    assert bare is not None
    assert opened is not None
    assert 'sea author:"Jon Roe"' == bare.with_value("Jon Roe") == opened.with_value("Jon Roe")
    assert "sea author:Roe" == bare.with_value("Roe") == opened.with_value("Roe")


def test_tails_are_of_free_words_only() -> None:
    """The longest first; operators, signs and quotation marks end them."""
    end = typed("sea OR -x jon van roe")
    assert end is not None
    assert [
        ("sea OR -x", "jon van roe"),
        ("sea OR -x jon", "van roe"),
        ("sea OR -x jon van", "roe"),
    ] == [*end.tails()]


@given(st.text(alphabet='ab “"author:title()-+=*~ \\\n\x00é市'))
def test_the_piece_is_the_end_of_what_was_typed(words: str) -> None:
    """Nothing is lost, whatever is typed."""
    end = typed(words)
    if end is not None:
        assert words == end.before + end.part
        if end.plain:
            assert all(words == f"{b} {t}" or words.endswith(t) for b, t in end.tails())
