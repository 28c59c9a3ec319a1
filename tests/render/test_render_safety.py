"""What may reach a terminal."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from searcher.render.safety import one_line, safe, safe_data

# Everything, with what is dangerous made frequent.
TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\t\n\r\x1b\x7f\x85\x9b\x9d\u2028\u202a\u202e\u2066\u2069\ufff9\ud800"
        ),
    )
)


def _dangerous(character: str) -> bool:
    bidi = unicodedata.bidirectional(character)
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or bidi in {
        *("LRE", "RLE", "LRO", "RLO", "PDF"),
        *("LRI", "RLI", "FSI", "PDI"),
    }


@given(TEXT)
def test_nothing_dangerous_stays(text: str) -> None:
    """No control, surrogate, line separator or direction override is left."""
    assert [] == [character for character in safe(text) if _dangerous(character)]


@given(TEXT)
def test_characters_keep_their_place(text: str) -> None:
    """One character becomes one character, so that spans still fit."""
    assert len(text) == len(safe(text)) == len(safe_data(text))


@given(TEXT)
def test_data_keeps_tabs_and_line_feeds_only(text: str) -> None:
    """The layout of data formats survives; all else is as in `safe`."""
    kept = {"\t", "\n"}
    assert [c if c in kept else s for c, s in zip(text, safe(text), strict=True)] == list(
        safe_data(text)
    )


def test_an_escape_is_seen() -> None:
    """The reader sees what was there instead of what it would have done."""
    assert "␛[31mred␇" == safe("\x1b[31mred\x07")


def test_harmless_text_is_untouched() -> None:
    """Accents, other scripts, emoji sequences and direction marks stay as they are."""
    text = "naïve Ёлка ضفاف 河边 👩‍👧 a\u200fb\u00adc"
    assert text == safe(text)


def test_one_line_has_single_spaces() -> None:
    """Line breaks and runs of spaces become one space."""
    assert "one two three" == one_line("  one\r\n\ttwo \u2028 three\n")
