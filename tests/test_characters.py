"""What is unusual in a text is found without looking at each of its characters."""

from hypothesis import given
from hypothesis import strategies as st

from searcher.characters import unusual


@given(st.text(st.characters() | st.sampled_from("a b\n\t\r\x7f\u00a0\ud800é中😀")))
def test_all_but_visible_ascii_spaces_and_line_feeds_is_unusual(text: str) -> None:
    """In its order; halves of surrogate pairs too."""
    assert [c for c in text if not (" " <= c <= "~" or c == "\n")] == list(unusual(text))
