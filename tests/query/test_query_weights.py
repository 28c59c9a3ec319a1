"""Weights, and numbers: `^2`, `words:>800`."""

import pytest

from searcher.query.describe import describe
from searcher.query.model import (
    And,
    Between,
    Boosted,
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Word,
)
from searcher.query.parser import parse, unparse

A, B = Word("a"), Word("b")


@pytest.mark.parametrize(
    ("text", "meaning", "printed"),
    [
        ("a^2", Boosted(A, 2.0), "a^2"),
        ("a^0", Boosted(A, 0.0), "a^0"),
        ("a^1", A, "a"),
        ("a^2.50", Boosted(A, 2.5), "a^2.5"),
        ("a^0.001", Boosted(A, 0.001), "a^0.001"),
        ("a^1000", Boosted(A, 1000.0), "a^1000"),
        ("=a^2", Boosted(Word("a", exact=True), 2.0), "=a^2"),
        ("title:a^2", Boosted(Word("a", "title"), 2.0), "title:a^2"),
        ('"a b"~2^3', Boosted(Phrase("a b", 2), 3.0), '"a b"~2^3'),
        ('"a b"^3~2', Boosted(Phrase("a b", 2), 3.0), '"a b"~2^3'),
        ("a~2^3", Boosted(Fuzzy("a", 2), 3.0), "a~2^3"),
        ("a~^3", Boosted(Fuzzy("a", 1), 3.0), "a~1^3"),
        ("a*^3", Boosted(Pattern("a*"), 3.0), "a*^3"),
        ("a*2^3", Boosted(Pattern("a*2"), 3.0), "a*2^3"),
        ("/ab/^3", Boosted(Regex("ab"), 3.0), "/ab/^3"),
        ("(a b)^3", Boosted(And((A, B)), 3.0), "(a AND b)^3"),
        ("(a OR b)^3 b", And((Boosted(Or((A, B)), 3.0), B)), "(a OR b)^3 AND b"),
        ("(a^2 b)^3", Boosted(And((Boosted(A, 2.0), B)), 3.0), "(a^2 AND b)^3"),
        ("((a b)^2)^3", Boosted(And((A, B)), 6.0), "(a AND b)^6"),
        ("(a^2)^0.5", A, "a"),
        ("a^2^2", Boosted(A, 4.0), "a^4"),
        ("-(a^2 b)", Not(And((Boosted(A, 2.0), B))), "-(a^2 AND b)"),
        (r"a\~1^3", Boosted(Word("a~1"), 3.0), r"a\~1^3"),
        (r"a\^2^3", Boosted(Word("a^2"), 3.0), r"a\^2^3"),
        (r"a\^2", Word(r"a^2"), r"a\^2"),
    ],
)
def test_weights(text: str, meaning: Node, printed: str) -> None:
    """A weight stands behind its word, phrase or group, and is printed so that it is read back."""
    assert meaning == parse(text, strict=True).query
    assert printed == unparse(meaning)
    assert meaning == parse(printed, strict=True).query
    assert meaning == parse(printed, any_word=True, strict=True).query


def test_weights_are_described() -> None:
    """The request as understood shows them."""
    request = SearchRequest(query=parse("(a b)^2 OR a^0.5").query)
    assert describe(request)[0] == "words: (a AND b)^2 OR a^0.5"


@pytest.mark.parametrize(
    ("text", "first", "last", "printed"),
    [
        ("words:800", 800, 800, "words:800"),
        ("words:>800", 801, None, "words:801.."),
        ("words:>=800", 800, None, "words:800.."),
        ("words:≥800", 800, None, "words:800.."),
        ("words:<800", None, 799, "words:..799"),
        ("words:<=800", None, 800, "words:..800"),
        ("words:100..300", 100, 300, "words:100..300"),
        ('words:"100 .. 300"', 100, 300, "words:100..300"),
        ("words:..300", None, 300, "words:..300"),
        ("words:100..", 100, None, "words:100.."),
        ("words:[100 TO 300]", 100, 300, "words:100..300"),
        ("words:{100 TO 300}", 101, 299, "words:101..299"),
        ("words:[* TO 300]", None, 300, "words:..300"),
        ("words:0", 0, 0, "words:0"),
    ],
)
def test_numbers(text: str, first: int | None, last: int | None, printed: str) -> None:
    """Bounds are whole numbers, and are printed as an interval."""
    meaning = Between("words", first, last)
    assert meaning == parse(text, strict=True).query
    assert printed == unparse(meaning)
    assert meaning == parse(printed, strict=True).query


@pytest.mark.parametrize("text", ["words:*", "words:[* TO *]", "words:.."])
def test_every_article_has_a_length(text: str) -> None:
    """No bounds are all articles."""
    assert Everything() == parse(text, strict=True).query


def test_numbers_are_alternatives_in_a_group() -> None:
    """As values of any other field."""
    meaning = Or((Between("words", 801, None), Between("words", None, 4)))
    assert meaning == parse("words:(>800 OR < 5)", strict=True).query
