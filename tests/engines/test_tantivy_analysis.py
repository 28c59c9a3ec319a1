"""What becomes a token."""

import sys

import pytest

from searcher.engines.tantivy.analysis import (
    STEMMERS,
    Analysis,
    check_languages,
    primary,
)
from searcher.engines.tantivy.letters import is_plain
from searcher.errors import ValueNotKnown

ANALYSIS = Analysis(tuple(STEMMERS))


def test_both_ways_agree_on_every_plain_character() -> None:
    """The quick tokeniser is used only where it gives the tokens that the exact one gives."""
    plain = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code <= 0xDFFF and is_plain(chr(code))
    ]
    assert len(plain) > 13_000
    text = " ".join(f"a{char}b" for char in plain)
    assert ANALYSIS.full(None).analyze(text) == ANALYSIS.plain(None).analyze(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("don't U.S. foo_bar", ["don", "t", "u", "s", "foo", "bar"]),
        ("naïve Straße Œuvre ﬁ", ["naive", "strasse", "oeuvre", "fi"]),
        ("東京タワー in 東京", ["東", "京", "タ", "ワ", "ー", "in", "東", "京"]),
        ("メーカー2社", ["メ", "ー", "カ", "ー", "2", "社"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("น้ำดี ๑๒ km", ["น้", "ำ", "ดี", "12", "km"]),
        ("ພາສາ ភាសា မြန်မာ", ["ພ", "າ", "ສ", "າ", "ភា", "សា", "မြ", "န်", "မာ"]),
        ("한국어 말", ["한국어", "말"]),
        ("❤\ufe0f ok", ["ok"]),
        ("x² ½", ["x2", "½"]),
        ("ǧ Ǧ İ", ["g", "g", "i"]),
        ("", []),
        ("— !", []),
    ],
)
def test_exact_tokens(text: str, tokens: list[str]) -> None:
    """Words are folded and lower-cased; Han and Kana stand alone; marks hold words together."""
    assert tokens == ANALYSIS.query_tokens(text, None)


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "Banking banks", ["bank", "bank"]),
        ("de", "Häuser Märkte", ["haus", "markt"]),
        ("fr", "marchés", ["march"]),
        ("ru", "банки", ["банк"]),
        ("ru", "ёлки елка", ["елк", "елк"]),
        ("el", "Ελλάδας ΕΛΛΑΔΑΣ", ["ελλαδ", "ελλαδ"]),
        ("tr", "IŞIKLAR ışık İZMİR izmir", ["isik", "isik", "izmir", "izmir"]),
        ("ar", "كُتّاب کتاب الأطفال", ["كتاب", "كتاب", "اطفال"]),
        ("de", "İzmir izmir", ["izmir", "izmir"]),
    ],
)
def test_stems(language: str, text: str, tokens: list[str]) -> None:
    """Stems are those of the language, folded afterwards."""
    assert tokens == ANALYSIS.query_tokens(text, language)


@pytest.mark.parametrize("language", STEMMERS)
def test_every_language_has_its_stemmer(language: str) -> None:
    """No language is offered that the engine does not know."""
    assert ["2026"] == ANALYSIS.query_tokens("2026", language)


def test_words_typed_are_composed_first() -> None:
    """A letter and its mark, typed apart, are the letter with the mark."""
    assert ["cafe"] == ANALYSIS.query_tokens("cafe\u0301", None)


@pytest.mark.parametrize(("length", "tokens"), [(254, ["a" * 254]), (255, None)])
def test_longest_token(length: int, tokens: list[str] | None) -> None:
    """A word of 255 bytes cannot be searched for, and says so."""
    assert tokens == ANALYSIS.query_tokens("a" * length, None)


def test_a_part_of_a_word_is_folded_whole() -> None:
    """Parts of patterns keep what separates words."""
    assert "foo-e " == ANALYSIS.fold("Foo-É ")
    assert "" == ANALYSIS.fold("")


def test_languages_are_checked() -> None:
    """A language without a stemmer is named, with those that there are."""
    assert ("de", "en") == check_languages(["de", "en", "de"])
    with pytest.raises(ValueNotKnown, match=r"'xx'.*en"):
        check_languages(["en", "xx"])


def test_primary_subtag() -> None:
    """Regional variants share a stemmer."""
    assert "en" == primary("en-GB")
    assert primary(None) is None
