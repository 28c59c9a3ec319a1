"""Words found by how they begin, and the stretch that has most of them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.engines.tantivy import beginnings
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.clauses import clauses
from searcher.engines.tantivy.marking import KnownWords, Mark
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import Node, Or, Pattern, Phrase, Word
from searcher.testing import article

ANALYSIS = Analysis(("en", "tr"))
WORDS = ("bank", "banks", "Banking", "BANKER", "embank", "oil", "oils", "Öl", "café", "cafes", "x")


def found(text: str, *words: str, language: str | None = "en") -> list[Mark] | None:
    """Mark words in a text."""
    wanted = clauses(Or(tuple(map(Word, words))), ANALYSIS)
    return beginnings.found(text, wanted, language, KnownWords(ANALYSIS))


@pytest.mark.parametrize(
    ("query", "are_words"),
    [
        (Word("bank"), True),
        (Or((Word("bank"), Word("café", exact=True))), True),
        (Or((Word("bank"), Phrase("old bank"))), False),
        (Pattern("ban*"), False),
        (Word("東"), False),
    ],
)
def test_which_clauses_a_beginning_tells(query: Node, *, are_words: bool) -> None:
    """Those that are one word each, in all its forms."""
    assert beginnings.are_words(clauses(query, ANALYSIS)) is are_words


@given(
    text=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", ", ", "-", "’", "\n")))),
    asked=st.lists(st.sampled_from(("bank", "oil", "café", "cafe")), min_size=1, unique=True),
)
def test_words_are_those_of_a_look_at_all(text: list[tuple[str, str]], asked: list[str]) -> None:
    """In small letters, with a capital, or in capitals."""
    written = "".join(map("".join, text))
    wanted = clauses(Or(tuple(map(Word, asked))), ANALYSIS)
    expected = KnownWords(ANALYSIS).marks(written, wanted, "en")
    assert expected == found(written, *asked)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("hire", "hiring"),
        ("hiring", "hired"),
        ("allied", "ally"),
        ("ally", "allies"),
        ("laboratories", "laboratory"),
        ("city", "cities"),
    ],
)
def test_forms_whose_last_vowel_differs_are_found(typed: str, written: str) -> None:
    """An English stem ends with e or i where a word does not."""
    assert found(f"The {written} came.", typed) == [(4, 4 + len(written), 0)]


def test_where_beginnings_do_not_tell() -> None:
    """Turkish stems may begin otherwise, and scripts without spaces have no beginnings."""
    assert found("bank", "bank", language="tr") is None
    assert found("東 bank", "bank") is None


def test_a_word_without_end_and_a_frequent_one_are_bounded() -> None:
    """A long text costs no more than it takes to look through it."""
    started = time.process_time()
    for text in ("ab" * 1_000_000, "a " * 1_000_000, "a" * 2_000_000):
        marks = found(text, "a", "b")
        assert marks is not None
        assert len(marks) <= 400
    assert time.process_time() - started < 5


@given(
    marks=st.lists(
        st.builds(
            lambda start, size, number: (start, start + size, number),
            st.integers(0, 200),
            st.integers(1, 12),
            st.integers(0, 3),
        )
    ).map(sorted),
    width=st.integers(1, 150),
)
def test_the_densest_stretch(marks: list[Mark], width: int) -> None:
    """As among all stretches: most clauses, closest together, most matches, the first."""
    ranks = []
    for at, (start, end, _) in enumerate(marks):
        held = [mark for mark in marks[at:] if mark[0] < start + width]
        places = {number: place for place, _, number in reversed(held)}
        close = (max(places.values()) - start) // beginnings._CLOSE
        last = min(max(mark[1] for mark in held), max(end, start + width))
        ranks.append(((-len(places), close, -len(held), at), (len(places), start, last)))
    assert beginnings.densest(marks, width) == min(ranks, default=(None, None))[1]


def test_of_equally_many_words_more_matches_win() -> None:
    """And the earliest among those with as many, and as close together."""
    filler = "Grey morning light lay over the quiet water. " * 10
    body = f"Oil, bank. {filler}The bank sold oil, and oil again. {filler}Oil for the bank."
    query = Or((Word("bank"), Word("oil")))
    made = Highlighter(ANALYSIS, KnownWords(ANALYSIS), query).snippet(article(body=body))
    assert [made.text[start:end] for start, end in made.spans] == ["bank", "oil", "oil"]


def test_words_side_by_side_win_over_more_of_them_far_apart() -> None:
    """What was typed together is looked for together."""
    filler = "grey morning light lay over the quiet water " * 3
    body = f"Oil, oil and {filler} bank. {filler * 3} An oil bank opened. {filler * 3}"
    query = Or((Word("bank"), Word("oil")))
    made = Highlighter(ANALYSIS, KnownWords(ANALYSIS), query).snippet(article(body=body))
    assert "An oil bank opened." in made.text
