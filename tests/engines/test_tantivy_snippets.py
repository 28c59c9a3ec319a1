"""The passage that is shown, and the words marked in it."""

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.article import Article
from searcher.engines.tantivy.analysis import STEMMERS, Analysis
from searcher.engines.tantivy.clauses import clauses
from searcher.engines.tantivy.fitting import fits_pattern, within_distance
from searcher.engines.tantivy.marking import KnownWords
from searcher.engines.tantivy.plain import BEGINNING_CHANGES, PlainText
from searcher.engines.tantivy.snippets import WIDTH, Highlighter
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Pattern, Phrase, Regex, Word
from searcher.results import Snippet
from searcher.testing import article
from strategies import articles, trees

ANALYSIS = Analysis(("en", "de"))
FILLER = "Grey morning light lay over the quiet water. " * 40


def snippet(query: Node, found: Article) -> Snippet:
    """Make the snippet and hold it against what every snippet must be."""
    made = Highlighter(ANALYSIS, KnownWords(ANALYSIS), query).snippet(found)
    last = 0
    for start, end in made.spans:
        assert last <= start < end <= len(made.text)
        assert made.text[start:end].strip()
        last = end
    assert len(made.text) <= 2 * WIDTH
    return made


def marked(query: Node, text: str, language: str = "en") -> list[str]:
    """Give the words marked in a body."""
    made = snippet(query, article(body=text, language=language))
    return [made.text[start:end] for start, end in made.spans]


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        (Word("bank"), "Banks and a bank, banking.", ["Banks", "bank", "banking"]),
        (Word("bank", exact=True), "Banks and a bank.", ["bank"]),
        (Word("die"), "The dying man and the die.", ["dying", "die"]),
        (Word("cafe"), "Le Café.", ["Café"]),
        (Word("don't"), "I don't know, don said.", ["don", "t"]),
        (Word("bank", field="title"), "The bank.", []),
        (Phrase("old bank"), "An old house, an old bank, a bank.", ["old", "bank"]),
        (Phrase("old bank", slop=1), "An old grey bank. A bank.", ["old", "bank"]),
        (Pattern("ba*"), "Banks, a bat and crab.", ["Banks", "bat"]),
        (Pattern("*ab"), "A crab. Abs.", ["crab"]),
        (Pattern("c?t"), "cat cut coat", ["cat", "cut"]),
        (Regex("ba.*"), "Banks, a bat and crab.", ["Banks", "bat"]),
        (Regex("(c|f).t"), "cat cut fit coat", ["cat", "cut", "fit"]),
        (Regex("stra(ß|ss)e"), "Die Straße, strasse.", ["Straße", "strasse"]),
        (Boosted(Word("dog"), 0.0), "Cat and dog.", ["dog"]),
        (And((Word("cat"), Not(Boosted(Word("dog"), 2.0)))), "Cat and dog.", ["Cat"]),
        (Not(Regex("do.*")), "Cat and dog.", []),
        (Fuzzy("bnak"), "The bank, a bark.", ["bank"]),
        (Fuzzy("don't"), "We don't.", ["don", "t"]),
        (And((Word("cat"), Not(Word("dog")))), "Cat and dog.", ["Cat"]),
        (Not(Not(Word("dog"))), "Cat and dog.", ["dog"]),
        (Or((Word("cat"), Word("cats"))), "Cats.", ["Cats"]),
        (Word("—"), "A — b", []),
        (Word("東京"), "今日の東京タワー", ["東京"]),
        (Word("น้ำ"), "ตลาดน้ำและน้ำตก", ["น้ำ", "น้ำ"]),
        (Word("سوق"), "في السُّوق سُوقٌ ســوق.", ["سُوقٌ", "ســوق"]),
        (Word("كتاب"), "این کتاب‌ها", ["کتاب"]),
        (Word("ΑΓΟΡΑ"), "Η αγορά, «Αγορά»", ["αγορά", "Αγορά"]),
        (Word("счет"), "Счёт и счёта", ["Счёт"]),
        (Word("2026"), "عام ٢٠٢٦", ["٢٠٢٦"]),
        (Word("שלום"), "שָׁלוֹם לכם", ["שָׁלוֹם"]),
        (Word("データ"), "新しいﾃﾞｰﾀ。", ["ﾃﾞｰﾀ"]),
        (Word("finance"), "ﬁnance 𝐟𝐢𝐧𝐚𝐧𝐜𝐞", ["ﬁnance", "𝐟𝐢𝐧𝐚𝐧𝐜𝐞"]),
        (Phrase("سوق كبير"), "سُوقٌ کبیرٌ", ["سُوقٌ", "کبیرٌ"]),
        (Pattern("اس*"), "أسواق واسعة", ["أسواق"]),
        (Word("bank"), "<b>bank</b>&amp;", ["bank"]),
        (Word("istanbul"), "İstanbul, later ISTANBUL.", ["İstanbul", "ISTANBUL"]),
        (Word("bank"), "e\u0301 ❤\ufe0f bank 👩‍👩‍👧 bank", ["bank", "bank"]),
    ],
)
def test_what_is_marked(query: Node, text: str, words: list[str]) -> None:
    """Whatever made the article match, and nothing that did not."""
    assert words == marked(query, text)


def test_the_language_of_the_article_decides() -> None:
    """Stems count only in the language that the article is written in."""
    assert ["Häuser"] == marked(Word("Haus"), "Die Häuser", "de")
    assert [] == marked(Word("Haus"), "Die Häuser", "en")
    assert ["Haus"] == marked(Word("Haus"), "Das Haus", "cs")


def test_kurdish_words_are_whole() -> None:
    """A non-joiner parts words in Persian, and is part of a vowel in Kurdish."""
    assert ["سه\u200cرۆک"] == marked(Word("سەرۆک"), "ئه\u200cم سه\u200cرۆکی سه\u200cرۆک", "ckb")
    assert ["سەرۆک"] == marked(Word("سه\u200cرۆک"), "سەرۆکی سەرۆک", "ckb")
    assert ["کتاب", "ها"] == marked(Word("کتاب\u200cها"), "این کتاب\u200cها", "fa")
    assert ["کتاب"] == marked(Word("کتاب"), "این کتاب\u200cها", "fa")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("سوق", "سُوقٍ"),
        ("αγορα", "αγορά"),
        ("ตลาด", "ตลาดน้ำ"),
        ("बन्दरगाह", "बन्दरगाह"),
        ("lodz", "Łódź"),
        ("cafes", "cafés"),
        ("duong", "đường"),
        ("বাজার", "বাজার"),
        ("каштан", "кашта\u0301н"),
    ],
)
def test_other_spellings_are_found_far_into_a_text(typed: str, written: str) -> None:
    """The passage is chosen by the text as it is split, and shown as it stands."""
    made = snippet(Word(typed), article(body=f"{FILLER * 3}Some {written} is here. {FILLER}"))
    assert len(made.spans) == 1
    assert written.startswith(made.text[slice(*made.spans[0])])


def test_without_a_match_the_text_begins_at_its_beginning() -> None:
    """Words that match in the title only, or no words, give the lead."""
    found = article(title="Bank", summary="Short lead.", body=FILLER)
    assert Snippet("Short lead.") == snippet(Word("bank"), found)
    assert snippet(Not(Word("x")), article(body=FILLER)).text.endswith(" …")
    assert Snippet("") == snippet(Word("bank"), article(title="Bank"))


@pytest.mark.parametrize(
    "words", ["treasury", "treasuries", "dying", "Ṯreasury", "treasury holdings"]
)
def test_a_match_deep_in_the_text_is_found(words: str) -> None:
    """The passage is cut around it, at words, with an ellipsis on both sides."""
    query: Node = And(tuple(map(Word, words.split())))
    body = FILLER + f"Then the {words.split(maxsplit=1)[0]} moved its holdings. " + FILLER
    made = snippet(query, article(body=body))
    assert made.spans
    assert made.text.startswith("… ")
    assert made.text.endswith(" …")
    assert made.text[2:-2] in " ".join(body.split())


def test_the_passage_with_most_of_the_words_wins() -> None:
    """One mention early counts less than both words together later."""
    body = "Treasury first. " + FILLER + "Holdings of the treasury grew. " + FILLER
    made = snippet(And((Word("treasury"), Word("holdings"))), article(body=body))
    assert {"Holdings", "treasury"} == {made.text[start:end] for start, end in made.spans}


def test_summary_and_body_are_not_mixed() -> None:
    """The summary is preferred where it says as much."""
    found = article(summary="The bank opens.", body="A bank. " + FILLER)
    assert "The bank opens." == snippet(Word("bank"), found).text
    both = snippet(And((Word("bank"), Word("water"))), found)
    assert both.text.startswith("A bank.")


def test_white_space_is_single_and_spans_fit_it() -> None:
    """Line breaks and runs of blanks do not move the marks."""
    made = snippet(Word("bank"), article(body="One\n\n  two\tthree   bank\nfour"))
    assert Snippet("One two three bank four", ((14, 18),)) == made


def test_long_texts_without_spaces_are_cut() -> None:
    """A text of one endless word, or of Han alone, gives a bounded passage, soon."""
    for text in ("x" * 10_000, "東" * 10_000, "x" * 5_000 + "東" + "y" * 5_000, "東西" * 50_000):
        for query in (Word("東"), Word("xx"), Pattern("*x"), Fuzzy("xyx"), Phrase("東西")):
            assert len(snippet(query, article(body=text)).text) <= WIDTH + 10


def test_han_words_are_found_deep_in_the_text() -> None:
    """They begin anywhere in a run of characters."""
    made = snippet(
        Word("東京"), article(body="今日の天気は晴れ。" * 500 + "明日の東京駅。", language="ja")
    )
    assert ["東京"] == [made.text[start:end] for start, end in made.spans]


@settings(max_examples=60)
@given(corpus=articles(max_size=4), query=trees())
def test_any_query_on_any_article(corpus: list[Article], query: Node) -> None:
    """Spans are in order, disjoint and inside, whatever is asked."""
    for found in corpus:
        snippet(query, found)


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance(first: str, second: str) -> None:
    """Stopping early gives what the whole table gives."""
    table = {(i, 0): i for i in range(len(first) + 1)} | {(0, j): j for j in range(len(second) + 1)}
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (first[i - 1] != second[j - 1]),
            )
            if i > 1 and j > 1 and first[i - 2 : i] == second[j - 1] + second[j - 2]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    for most in (1, 2):
        distance = table[len(first), len(second)]
        assert (distance <= most) == within_distance(first, second, most)


def test_known_words_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of words is emptied before it grows without end."""
    monkeypatch.setattr("searcher.engines.tantivy.marking._KNOWN", 50)
    known = KnownWords(ANALYSIS)
    rng = random.Random(1)
    text = " ".join("".join(rng.choices("abcdef", k=5)) for _ in range(500))
    assert text.split() == [token.exact for token in known.tokens(text, "en")]
    known.tokens("one", "en")
    assert [1, 1] == [len(forms.of) for forms in known._forms.values()]


def test_clauses_of_words_are_kept_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the last words; what each knows of a text's words is bounded too."""
    monkeypatch.setattr("searcher.engines.tantivy.clauses._KEPT", 3)
    monkeypatch.setattr("searcher.engines.tantivy.marking._DECIDED", 4)
    known = KnownWords(ANALYSIS)
    query = Or((Word("bank"), Phrase("old bank")))
    assert known.clauses(query)[0] is known.clauses(query)[0]
    assert known.clauses(query) == clauses(query, ANALYSIS)
    for number in range(10):
        known.clauses(Word(f"word{number}"))
        assert len(known._clauses) <= 3
    (clause,) = known.clauses(Word("bank"))
    text = " ".join(f"bank b{number}" for number in range(30))
    for _ in range(2):
        assert len(known.marks(text, [clause], "en")) == 30
    assert len(clause.decided["en"]) <= 4


@given(st.text("ab*?", max_size=9), st.text("ab", max_size=9))
def test_patterns_fit_as_a_regular_expression_does(pattern: str, token: str) -> None:
    """`*` is any run of letters, `?` one letter; the whole word has to fit."""
    wild = re.compile(pattern.replace("*", ".*").replace("?", "."))
    assert (wild.fullmatch(token) is not None) == fits_pattern(pattern, token)


def test_a_pattern_of_many_stars_is_quick_to_mark() -> None:
    """A word that nearly fits may not cost more than its length times the pattern's."""
    query = Or((Pattern("*a*a*a*a*a*a*ab"), Word("foo")))
    began = time.process_time()
    assert ["foo"] == marked(query, "foo " + "a" * 80)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("height", ["low", "high"])
def test_the_passage_has_most_of_the_query_wherever_it_stands(height: str) -> None:
    """Also behind many places that have one word of it only."""
    alone = "Tax. " + FILLER
    together = "Here the health tax bill passed. "
    text = alone * 8 + together + (alone * 3 if height == "low" else "")
    query = And((Word("tax"), Word("health"), Word("bill")))
    made = snippet(query, article(body=text))
    assert ["health", "tax", "bill"] == [made.text[start:end] for start, end in made.spans][:3]


def several(query: Node, found: Article, most: int) -> tuple[Snippet, ...]:
    """Make snippets and hold each against what every snippet must be."""
    made = Highlighter(ANALYSIS, KnownWords(ANALYSIS), query).snippets(found, most)
    assert len(made) <= most
    for one in made:
        assert len(one.text) <= 2 * WIDTH
        assert all(one.text[start:end].strip() for start, end in one.spans)
        assert one.spans
    return made


def test_several_passages_show_all_of_the_query() -> None:
    """First those with words that no other has, in order of reading, and none twice."""
    text = f"A tax. {FILLER} A tax, again. {FILLER} The health bill. {FILLER} A dog."
    query = Or((Word("tax"), Word("health"), Word("bill"), Pattern("do*"), Not(Word("again"))))
    found = article(summary="The dog and the tax.", body=text)
    shown = [
        [[one.text[a:b] for a, b in one.spans] for one in several(query, found, most)]
        for most in (1, 2, 3, 9)
    ]
    assert [["health", "bill"]] == shown[0] or [["dog", "tax"]] == shown[0]
    assert [["dog", "tax"], ["health", "bill"]] == shown[1]
    assert 3 == len(shown[2])
    assert [["dog", "tax"], ["tax"], ["tax"], ["health", "bill"], ["dog"]] == shown[3]


def test_passages_do_not_overlap() -> None:
    """However many are asked for."""
    text = " ".join(f"bank{number} bank" for number in range(400))
    made = several(Word("bank"), article(body=text), 10)
    assert 10 == len(made)
    seen: set[str] = set()
    for one in made:
        numbers = set(re.findall(r"bank\d+", one.text))
        assert not numbers & seen
        seen |= numbers


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        (Word("市場"), "今日の市場。" + "東京の空は青い。" * 60 + "市場は明日。", ["市", "場"]),
        (Word("سوق"), "سُوقٌ. " + "يوم طويل. " * 60 + "ســوق", ["سُوقٌ"]),
        (Fuzzy("bnak"), "The bank. " + FILLER + " A bank.", ["bank"]),
        (Phrase("old bank", slop=1), "bank old. " + FILLER + "An old grey bank.", ["old", "bank"]),
    ],
)
def test_passages_in_every_script_and_of_every_kind(
    query: Node, text: str, words: list[str]
) -> None:
    """As the one passage; near phrases only where they match."""
    made = several(query, article(body=text), 2)
    shown = made[-1] if isinstance(query, Phrase) else made[0]
    assert "".join(words) == "".join(shown.text[start:end] for start, end in shown.spans)


def test_without_a_match_there_are_no_passages() -> None:
    """The caller shows the beginning."""
    assert () == several(Word("zebra"), article(body="A bank."), 3)


@settings(max_examples=100)
@given(corpus=articles(max_size=3), query=trees(), most=st.integers(1, 4))
def test_passages_of_any_query_on_any_article(
    corpus: list[Article], query: Node, most: int
) -> None:
    """Spans are in order, and what is marked is never white space."""
    for found in corpus:
        for one in several(query, found, most):
            ends = [0, *(end for _, end in one.spans)]
            assert all(last <= start for (start, _), last in zip(one.spans, ends, strict=False))


# Words of the text fit these, or do not, in one language or another.
ENDINGS = ("", "s", "es", "ed", "ing", "ies", "y", "en", "heid", "ant", "issimo", "amente", "ung")
ASCII_WORDS = st.builds(
    lambda begin, middle, end: begin + middle + end,
    st.sampled_from(("", "ge", "be", "Un", "d", "t", "I", "i", "9", "al")),
    st.text("abdegiknorstuyzADI059", min_size=1, max_size=5),
    st.sampled_from(ENDINGS),
)


@pytest.mark.parametrize("language", [None, *sorted(set(STEMMERS) - {*BEGINNING_CHANGES})])
@given(words=st.lists(ASCII_WORDS, min_size=1, max_size=40))
def test_no_stemmer_changes_how_a_word_begins(language: str | None, words: list[str]) -> None:
    """Of an ASCII word, but for those that are named: by it the others' words are found."""
    forms = EVERY.of("plain", language).analyze(" ".join(words))
    assert [word[0].lower() for word in words] == [form[0] for form in forms]


EVERY = Analysis(tuple(STEMMERS))


@settings(max_examples=200)
@given(
    words=st.lists(ASCII_WORDS, min_size=1, max_size=30),
    gaps=st.lists(st.sampled_from((" ", " ", "_", "-", ", ", "\n", "'")), min_size=30, max_size=30),
    asked=st.lists(st.integers(0, 29), min_size=1, max_size=3),
    language=st.sampled_from((None, *sorted(STEMMERS))),
)
def test_words_found_by_how_they_begin_are_all(
    words: list[str], gaps: list[str], asked: list[int], language: str | None
) -> None:
    """They are those that are found where every word is looked at."""
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    query = Or(tuple(Word(words[number % len(words)]) for number in asked))
    known = KnownWords(EVERY)
    wanted = clauses(query, EVERY)
    split = PlainText(known, text, language)
    expected = sorted(
        (start, end, number)
        for number, clause in enumerate(wanted)
        for start, end in split.marks(clause)
    )
    for _ in range(2):  # words are known, and then decided too
        assert expected == known.marks(text, wanted, language)
