"""Every occurrence is found: the engine on disk against trying every placement of the words."""

from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.article import Article
from searcher.engines.memory.occurrences import occurrences
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.marking import KnownWords
from searcher.engines.tantivy.occurrences import Occurrences
from searcher.engines.tantivy.stretches import stretches
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Pattern, Phrase, Regex, Word
from searcher.testing import article
from strategies import articles, trees

PARTS = ("title", "summary", "body")
LANGUAGES = ("en", "de", "fr", "ru")
ANALYSIS = Analysis(LANGUAGES)


def found(query: Node, text: str, language: str | None = "en") -> list[str]:
    """Give the occurrences in a body as they are written; both engines must agree."""
    one = article(body=text, language=language)
    marks = Occurrences(ANALYSIS, KnownWords(ANALYSIS), query).of(one)
    assert occurrences(one, query, LANGUAGES) == marks
    return [text[start:end] for start, end in marks.body]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (Word("bank"), "Banks and a bank, banking.", ["Banks", "bank", "banking"]),
        (Word("bank", exact=True), "Banks and a bank.", ["bank"]),
        (Word("don't"), "I don't know, don said t.", ["don't"]),
        (Phrase("old bank"), "An old house, an old bank, a bank.", ["old bank"]),
        (Phrase("bora bora"), "Bora Bora Bora", ["Bora Bora", "Bora Bora"]),
        (Phrase("old bank", slop=1), "An old grey bank, bank old.", ["old grey bank"]),
        (Phrase("old bank", slop=2), "A bank old as it is.", ["bank old"]),
        (Phrase("old bank", slop=1), "A bank old as it is.", []),
        (Phrase("old bank", slop=3), "Old, old, new bank.", ["old, new bank"]),
        (Phrase("a b c", slop=2), "a x b y c, c b a", ["a x b y c"]),
        (Or((Word("bank"), Phrase("river bank"))), "A river bank.", ["river bank", "bank"]),
        (Or((Word("run"), Word("running"))), "Running.", ["Running"]),
        (And((Word("cat"), Not(Word("dog")))), "Cat and dog.", ["Cat"]),
        (Pattern("c*t"), "Cat, court, dog.", ["Cat", "court"]),
        (Regex("c.*t"), "Cat, court, dog.", ["Cat", "court"]),
        (Boosted(Word("bank"), 2.0), "A bank.", ["bank"]),
        (Fuzzy("bnak"), "The bank, a bark.", ["bank"]),
        (Word("市場"), "東京市場と市場。", ["市場", "市場"]),
        (Word("سوق"), "في سُوقٌ.", ["سُوقٌ"]),
        (Word("cafe"), "A cafe, a café.", ["cafe", "café"]),
        (Phrase("old bank"), f"An old {'x' * 300} bank.", []),
        (Phrase("старый банк"), f"старый {'я' * 300} банк, старый банк", ["старый банк"]),
        (Word("bank", field="title"), "The bank.", []),
    ],
)
def test_what_is_an_occurrence(query: Node, text: str, expected: list[str]) -> None:
    """A phrase is one, what two clauses mean at one place is one, and negated words are none."""
    assert expected == found(query, text)


def test_title_summary_and_body_have_their_own() -> None:
    """A clause on the body means the running text: summary and body."""
    one = article(title="A bank", summary="The bank.", body="Banks.")
    marks = Occurrences(ANALYSIS, KnownWords(ANALYSIS), Word("bank", field="body")).of(one)
    assert ((), ((4, 8),), ((0, 5),)) == (marks.title, marks.summary, marks.body)


@settings(max_examples=300)
@given(corpus=articles(max_size=3), query=trees())
def test_any_query_on_any_article(corpus: list[Article], query: Node) -> None:
    """Both engines find the same places, whatever is asked of whatever text."""
    find = Occurrences(ANALYSIS, KnownWords(ANALYSIS), query).of
    for drawn in corpus:
        # As every text is stored; the naive one counts the characters of no other.
        title, summary, body = (normalize("NFC", getattr(drawn, part)) for part in PARTS)
        one = replace(drawn, title=title, summary=summary, body=body)
        assert occurrences(one, query, LANGUAGES) == find(one)


@settings(max_examples=300)
@given(
    text=st.lists(st.sampled_from("abcd"), max_size=14),
    wanted=st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
    slop=st.integers(0, 4),
)
def test_near_phrases(text: list[str], wanted: list[str], slop: int) -> None:
    """Stretches are what trying every placement gives, also of words that are the same."""
    one = article(body=" ".join(text), language=None)
    query = Phrase(" ".join(wanted), slop=slop)
    places = [(2 * first, 2 * last + 1) for first, last in stretches(text, wanted, slop)]
    assert list(occurrences(one, query, ()).body) == places


def test_a_near_phrase_in_a_long_text_takes_no_long_time() -> None:
    """Words that recur without end are placed in time that grows with the text."""
    text = ["a", "b", "c", "x"] * 20_000
    assert 39_999 < len(stretches(text, ["a", "b", "c"], 9))
    assert 79_998 == len(stretches(["a", "b"] * 40_000, ["a", "b"], 5_000)) - 1
