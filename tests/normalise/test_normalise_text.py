"""Hygiene: what transport did to a text is undone, what the author wrote stays."""

import re
import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from searcher.normalise.text import clean, clean_line, count_words, scrub

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
# Pieces that meet in real damage, more often than chance would bring them together.
PIECES = (
    "é|Ã|©|â€™|â€|Â| |\n|\r|&amp;|#8217;|&|\u200d|\u00a0|e|\u0301|x|«|»|”|\u0080|\ud83d|\ude00"
    "|ð|Ÿ|\u2029|Ð|¼"
)
BLANKS = (" ", "  ", "   ", "\n", "\n\n", "a", "word " * 30)
DAMAGED = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("CafÃ© dâ€™Orsay", "Café d’Orsay"),
        ("â€œtwoâ€\u009d", "“two”"),
        ("Â£5 and 20Â\u00a0%", "£5 and 20 %"),
        ("â\u0080\u0099s", "’s"),
        ("Ã¢â‚¬â„¢", "’"),
        ("Ð\u009fÑ\u0080Ð¸Ð²ÐµÑ\u0082", "Привет"),
        ("ðŸ˜€ ok", "😀 ok"),
        ("a “quote” and donâ€™t", "a “quote” and don’t"),
        ("ZÃ¼rich – São Paulo", "Zürich – São Paulo"),
    ],
)
def test_a_wrong_charset_is_repaired(found: str, meant: str) -> None:
    """UTF-8 that was read as cp1252 or Latin-1 comes back, also inside a text that is right."""
    assert meant == clean(found)


@pytest.mark.parametrize(
    "text",
    [
        "«CAFÉ» und “PÂTÉ”",
        "«AMANHû, disse",
        "Os IRMÃOS",
        "à Ânes, château, âgé",
        "Ã",
        "Ångström – 5 µm",
        "Đà Nẵng, Việt Nam",
    ],
)
def test_right_text_is_not_repaired(text: str) -> None:
    """Letters that also begin spoiled sequences stay where they are meant."""
    assert text == clean(text)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("it&amp;#8217;s", "it’s"),
        ("R&amp;D&nbsp;&eacute;", "R&D é"),
        ("AT&T; R&D &copy 5 &nosuch;", "AT&T; R&D &copy 5 &nosuch;"),
        ("&#x80; &#0;", "€ \ufffd"),
    ],
)
def test_only_real_entities_are_resolved(found: str, meant: str) -> None:
    """An entity needs a known name and its semicolon; an ampersand alone is a character."""
    assert meant == clean(found)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("a\u200bb\ufeff so\u00adft", "ab soft"),
        ("\u202eabc\u202c \u2066x\u2069", "abc x"),
        ("می\u200cروم क्\u200dष", "می\u200cروم क्\u200dष"),
        ("a\u200cb\u200d", "ab"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("so \x93quoted\x94\x85", "so “quoted”…"),
        ("\ud83d\ude00 and \ud800", "😀 and \ufffd"),
        ("Jose\u0301", "José"),
    ],
)
def test_invisible_characters_go_where_they_mean_nothing(found: str, meant: str) -> None:
    """Joiners stay in the scripts that need them; control characters and overrides go."""
    assert meant == clean(found)


def test_paragraphs_and_single_line_ends_are_kept() -> None:
    """Line ends become one kind, blank lines one, and runs of blanks one space."""
    assert "one two\nthree\n\nfour" == clean("\r\n one \t two \r\nthree\r\r\n \n\n four\u2028")


def test_long_lines_without_blank_lines_are_paragraphs() -> None:
    """Some extractors separate paragraphs by one line end: no wrapped line is that long."""
    line = "word " * 40
    assert 2 == clean(f"{line}\n{line}\n{line}").count("\n\n")
    assert 0 == clean("a short line\nanother one").count("\n\n")


def test_a_line_has_no_line_ends() -> None:
    """A title or name is one line."""
    assert "a b c" == clean_line(" a\n\nb\u2029c ")


@given(ANY_TEXT | DAMAGED)
def test_cleaning_gives_clean_text(text: str) -> None:
    """Whatever comes in: UTF-8 can hold it, it is NFC, and no control characters are left."""
    cleaned = clean(text)
    cleaned.encode()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(c) == "Cc" for c in cleaned if c != "\n")
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip()


@given(st.text(" \nab", max_size=40) | st.lists(st.sampled_from(BLANKS), max_size=9).map("".join))
def test_blanks_are_set_as_their_patterns_say(text: str) -> None:
    """Splitting and joining leaves what a pattern for each kind of blank would."""
    expected = re.sub(" *\n *", "\n", re.sub(" {2,}", " ", text))
    expected = re.sub("\n{3,}", "\n\n", expected).strip(" \n")
    ends = expected.count("\n")
    if ends and "\n\n" not in expected and len(expected) > 120 * (ends + 1):
        expected = expected.replace("\n", "\n\n")
    assert expected == clean(text)


@given(ANY_TEXT | DAMAGED)
def test_a_line_is_the_cleaned_text_without_line_ends(text: str) -> None:
    """What passes quickly comes out as by the long way."""
    assert " ".join(clean(text).split()) == clean_line(text)


@given(ANY_TEXT | DAMAGED)
def test_scrubbing_is_a_round_trip_through_utf_16(text: str) -> None:
    """What passes quickly comes out as by the long way."""
    assert text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") == scrub(text)


def test_each_invisible_character_goes() -> None:
    """Many kinds in one text take another way than few."""
    hidden = [*map(chr, range(0x0E, 0x1C)), "\xad", "\u2063", "\ufeff", "\U000e0041"]
    assert ["ab"] * len(hidden) == [clean(f"a{character}b") for character in hidden]
    assert "ab" == clean(f"a{''.join(hidden)}b")
    assert "ab" == clean(f"a{''.join(hidden[-9:])}b")


@given(ANY_TEXT | DAMAGED)
def test_words_are_what_white_space_separates(text: str) -> None:
    """The quick count agrees with a split, where no character is a word by itself."""
    cleaned = clean(text)
    assume(all(c < "\u3000" for c in cleaned))
    assert len(cleaned.split()) == count_words(cleaned)
    # Long ones are counted in another way.
    parts = [cleaned, "the weir\nby the mill", cleaned, "x" * 1_000]
    long = "\n\n".join(filter(None, parts))
    assert len(long.split()) == count_words(long)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("one two\n\nthree", 3),
        ("日本の株。", 4),
        ("AI 株価 up", 4),
        ("한국 경제", 2),
        ("中国的新闻 and 美国\n\n的，新 闻", 11),
    ],
)
def test_chinese_and_japanese_characters_are_words(text: str, words: int) -> None:
    """Scripts without spaces are counted by character, Korean by its spaces."""
    assert words == count_words(text)


def test_scrubbing_keeps_everything_but_surrogates() -> None:
    """What was found stays as found, as far as UTF-8 can hold it."""
    assert "a\x00\u200b 😀\ufffd" == scrub("a\x00\u200b \ud83d\ude00\udfff")


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0315\u0300" * 200_000,
        " " * 500_000 + "\n \n" * 200_000,
        "&" * 500_000 + "&amp" * 100_000,
        "â€" * 200_000 + "Ã" * 200_000,
        "".join(map(chr, range(0xE000, 0xF000))) * 100,
    ],
    ids=["marks", "blanks", "ampersands", "mojibake", "private"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Half a million characters of the worst kind take seconds at most, not minutes."""
    start = time.perf_counter()
    clean(text)
    assert time.perf_counter() - start < 10
