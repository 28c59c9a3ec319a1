"""What a token is, and when two are the same."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.engines.memory.analysis import (
    edits,
    exact,
    fits,
    spans,
    stem,
    stemmed_language,
    tokenise,
)
from searcher.engines.memory.matching import near


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("A b-c, d_e", ["A", "b", "c", "d", "e"]),
        ("don't U.S. 12:30", ["don", "t", "U", "S", "12", "30"]),
        ("東京の市場x1", ["東", "京", "の", "市", "場", "x1"]),
        ("カタカナ ｶﾞﾅ", ["カ", "タ", "カ", "ナ", "ガ", "ナ"]),
        ("น้ำดี ๑๒", ["น้", "ำ", "ดี", "12"]),
        ("سُوق ـــ می\u200cروم", ["سوق", "می", "روم"]),
        ("ක්\u200dර", ["ක්ර"]),
        ("한국어 뉴스", ["한국어", "뉴스"]),
        ("हिन्दी", ["हिन्दी"]),
        ("cafe\u0301", ["caf\u00e9"]),
        ("❤️ 🎉", []),
        ("x²½", ["x²½"]),
        ("a" * 254, ["a" * 254]),
        ("b " + "a" * 255 + " c", ["b", None, "c"]),
        ("é" * 128, [None]),
    ],
)
def test_tokens(text: str, tokens: list[str | None]) -> None:
    """Letters and digits with their marks, Han and Kana one by one; too long ones are holes."""
    assert tokens == tokenise(text)


def test_spans_are_where_the_tokens_stand() -> None:
    """First character, and the one after the last."""
    assert [("don", 1, 4), ("t", 5, 6)] == spans("“don’t”")


@pytest.mark.parametrize(
    ("token", "form"),
    [
        ("ZÜRICH", "zurich"),
        ("Straße", "strasse"),
        ("GROẞ", "gross"),
        ("Øre", "ore"),
        ("Æon", "aeon"),
        ("œuvre", "oeuvre"),
        ("Đà", "da"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("ılık", "ilik"),
        ("ﬁn", "fin"),
        ("Ａ１", "a1"),
        ("m²", "m2"),
        ("Ёлка", "елка"),
        ("Йод", "йод"),
        ("ΟΔΌΣ", "οδοσ"),
        ("οδός", "οδοσ"),
        ("أسماء", "اسماء"),
        ("مدرسة", "مدرسه"),
        ("کتابی", "كتابي"),
        ("ھەولێر", "ههولێر"),
        ("کھا", "كھا"),
        ("שָׁלוֹם", "שלום"),
        ("٢٠٢٦", "2026"),
        ("हिन्दी", "हिन्दी"),
        ("市", "市"),
    ],
)
def test_exact_forms(token: str, form: str) -> None:
    """Lower case, no accents, one letter for all its spellings; Indic scripts keep their marks."""
    assert form == exact(token)


@pytest.mark.parametrize(
    ("token", "language", "form"),
    [
        ("Banks", "en", "bank"),
        ("running", "en", "run"),
        ("Märkte", "de", "markt"),
        ("cafés", "fr", "caf"),
        ("банки", "ru", "банк"),
        ("IŞIKLAR", "tr", "isik"),
        ("کتاب", "ar", "كتاب"),
    ],
)
def test_stems(token: str, language: str, form: str) -> None:
    """Lower-cased, stemmed with marks, then folded."""
    assert form == stem(token, language)


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("EN-us", "en"), ("fr", None), (None, None), ("", None)]
)
def test_only_enabled_languages_are_stemmed(tag: str | None, language: str | None) -> None:
    """The primary subtag decides."""
    assert language == stemmed_language(tag, ("en", "de"))


@pytest.mark.parametrize(
    ("pattern", "token", "fitting"),
    [
        ("ba*", "ba", True),
        ("ba*", "bank", True),
        ("ba*", "cba", False),
        ("b?nk", "bank", True),
        ("b?nk", "bnk", False),
        ("*a*a", "banana", True),
        ("*a*n", "banana", False),
        ("*", "", True),
        ("?", "", False),
        ("bank", "bank", True),
        ("bank", "banks", False),
    ],
)
def test_patterns(pattern: str, token: str, *, fitting: bool) -> None:
    """The whole token has to fit."""
    assert fitting == fits(pattern, token)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("bank", "bank", 0),
        ("bank", "bnak", 1),
        ("bank", "banks", 1),
        ("bank", "tank", 1),
        ("ca", "abc", 3),  # no part is edited twice
        ("", "ab", 2),
    ],
)
def test_edits(left: str, right: str, distance: int) -> None:
    """A swap of neighbours is one edit."""
    assert distance == edits(left, right) == edits(right, left)


@pytest.mark.parametrize(
    ("words", "text", "slop", "found"),
    [
        ("a b", "a b", 0, True),
        ("a b", "a x b", 0, False),
        ("a b", "a x b", 1, True),
        ("a b", "b a", 1, False),
        ("a b", "b a", 2, True),
        ("a a", "a", 3, False),
        ("a a", "a x a", 1, True),
        ("a b c", "a x b y c", 1, False),
        ("a b c", "a x b y c", 2, True),
        ("a b c", "c b a", 3, False),
        ("a b c", "c b a", 4, True),
        ("a b a", "a b", 2, False),
    ],
)
def test_near(words: str, text: str, slop: int, *, found: bool) -> None:
    """Words may be out of place by the slop in all, in either order, each at its own place."""
    assert found == near(words.split(), list(text.split()), slop)


@given(
    words=st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
    text=st.lists(st.sampled_from("abcx"), max_size=7),
    slop=st.integers(0, 3),
)
def test_near_is_its_definition(words: list[str], text: list[str], slop: int) -> None:
    """Trying every choice of places gives the same answer."""
    places = [[at for at, token in enumerate(text) if token == word] for word in words]
    expected = any(
        len(set(choice)) == len(choice)
        and max(at - i for i, at in enumerate(choice)) - min(at - i for i, at in enumerate(choice))
        <= slop
        for choice in itertools.product(*places)
    )
    assert expected == near(words, list(text), slop)
