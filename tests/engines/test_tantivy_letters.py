"""Spellings of one word are one."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.engines.memory.analysis import exact, tokenise
from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.letters import bare, is_plain, place_of, smooth, smooth_places
from strategies import VOCABULARY

ANALYSIS = Analysis(())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سُوق", "سوق"),
        ("ســـوق", "سوق"),
        ("أسماء", "اسماء"),
        ("إسلام", "اسلام"),
        ("آب", "اب"),
        ("کتاب", "كتاب"),
        ("فارسی", "فارسي"),
        ("مستشفى", "مستشفي"),
        ("مدرسة", "مدرسه"),
        ("ھەولێر", "هەولێر"),
        ("ڕۆژ", "رۆژ"),
        ("ﻣﺼﺮ", "مصر"),
        ("٢٠٢٦", "2026"),
        ("۲۰۲۶", "2026"),
        ("२०२६", "2026"),
        ("שָׁלוֹם", "שלום"),
        ("Αθήνα", "ΑΘΗΝΑ"),
        ("λόγος", "ΛΟΓΟΣ"),
        ("ἀρχή", "αρχη"),
        ("счёт", "счет"),
        ("за\u0301мок", "замок"),
        ("пʼять", "п'ять"),
        ("Yılmaz", "yilmaz"),
        ("İstanbul", "istanbul"),
        ("đường", "duong"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("Ｂａｎｋ１", "bank1"),
        ("ﾃﾞｰﾀ", "データ"),
        ("cafe\u0301", "café"),
        ("и\u0306од", "йод"),
        ("ẹ\u0301", "e"),
        ("ශ්\u200dරී", "ශ්රී"),
        ("𝐁𝐚𝐧𝐤", "bank"),
        ("⼈", "人"),
        ("Ⅷ", "viii"),
        ("1\ufe0f\u20e3", "1"),
        ("µm", "μm"),
    ],
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    """Either is found by the other."""
    assert ANALYSIS.query_tokens(one, None) == ANALYSIS.query_tokens(other, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("کہا", "کھا"),  # said, ate
        ("لڑکی", "لڑکے"),  # girl, boys
        ("йод", "иод"),
        ("หมา", "ม้า"),
        ("दिन", "दीन"),  # day, poor
        ("می\u200cروم", "میروم"),
    ],
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    """What readers tell apart is told apart."""
    assert ANALYSIS.query_tokens(one, None) != ANALYSIS.query_tokens(other, None)


def test_smoothing_twice_is_smoothing_once() -> None:
    """A smoothed character is not smoothed further."""
    # Without Han, Hangul and surrogates, which are many and alike.
    for code in (*range(0x20, 0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x1FFFF)):
        once = smooth(f"a{chr(code)}b")
        assert once == smooth(once), hex(code)


def test_plain_is_left_as_it_is() -> None:
    """What is called plain would not be changed by smoothing."""
    plain = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if not 0xD800 <= code <= 0xDFFF
        and is_plain(chr(code))
        and unicodedata.is_normalized("NFC", chr(code))
    ]
    text = " ".join(plain)
    # One character that is not plain makes all be looked at.
    assert f"{text} e" == smooth(f"{text} e\u0320")


def test_what_a_stemmer_tells_apart_is_left_to_it() -> None:
    """Arabic keeps its alefs, Turkish its two letters I; all else is smoothed."""
    assert "أسماء" == smooth("أسْمـاء", "ar")
    assert "كتابي" == smooth("کتابی", "ar")
    assert "ışık izmir" == smooth("Işık İzmir", "tr")
    assert "Istanbul" == smooth("İstanbul", "de")


_pieces = st.sampled_from(
    (*VOCABULARY, " ", "ﷲ", "\u0301", "\u200c", "ـ", "ﾞ", "\u1161", "e\u0323\u0301")
)


@given(st.lists(_pieces, max_size=12).map("".join))
def test_places_are_those_of_the_text(text: str) -> None:
    """Each character of the smoothed text comes from where it is said to come from."""
    found = smooth_places(text)
    assert smooth(text) == found.text
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert [*found.starts] == sorted(found.starts)
    for sign, start, end in zip(*found, strict=True):
        assert 0 <= start < end <= len(text)
        # What stands before says how two characters are read.
        assert sign in smooth(text[max(0, start - 1) : end])


@given(st.text(st.characters(max_codepoint=0x2FFF), max_size=30))
def test_accents_are_taken_off_place_by_place(text: str) -> None:
    """The length stays, and what has no accent."""
    plain = bare(text)
    assert len(plain) == len(text)
    assert all(one == other or other.isascii() for one, other in zip(text, plain, strict=True))
    assert "Ocean a Lodz, duong ß" == bare("Océan à Łódź, đường ß")


def test_a_single_place_in_a_long_text() -> None:
    """It is that of the text, whatever was left out or written out before."""
    text = "سُوقٌ ﬁnance ﷲ и\u0306 ﾃﾞ " * 300 + "here" + " سُوقٌ" * 100
    assert text.index("here") == place_of(smooth(text).index("here"), text, None)
    assert 0 == place_of(3, "", None)
    assert 2 == place_of(9, "abc", None)


@given(st.text(max_size=40))
def test_any_text_has_places(text: str) -> None:
    """No text makes it fail, and no character is lost between both ways."""
    text = text.encode("utf-8", "replace").decode()
    found = smooth_places(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    if unicodedata.is_normalized("NFC", text):
        assert smooth(text) == found.text


@given(st.lists(st.sampled_from((*VOCABULARY, " ", "-", "،", "،")), max_size=12).map("".join))
def test_both_engines_find_the_same_words(text: str) -> None:
    """The naive engine, which shares no code, has the same exact forms."""
    assert [word and exact(word) for word in tokenise(text)] == ANALYSIS.query_tokens(text, None)


def test_case_never_matters() -> None:
    """Each letter that has a small one is the same token, also in texts that look plain."""
    analysis = Analysis(("en",))
    for code in range(0x80, 0x1FFFF):
        sign = chr(code)
        if len(sign.lower()) == 1 and sign.lower() != sign:
            small = analysis.query_tokens(sign.lower(), None)
            assert small == analysis.query_tokens(sign, None), sign
            read = smooth(sign)
            assert small == analysis.of(read, None).analyze(read), sign
