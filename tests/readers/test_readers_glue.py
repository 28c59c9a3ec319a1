"""A title ends where the repeated summary begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.lines.glue import is_glued, split

SUMMARY = "The council wants “quiet” nights — and cheaper trams, a survey of 900 homes says."


@pytest.mark.parametrize(
    ("glued", "summary", "expected"),
    [
        (f"Trams get cheaper{SUMMARY}", SUMMARY, ("Trams get cheaper", SUMMARY)),
        (f"Trams get cheaper {SUMMARY}", SUMMARY, ("Trams get cheaper", SUMMARY)),
        # Quotes, dashes and spaces differ.
        (
            "Trams get cheaper" + SUMMARY.translate(str.maketrans("“”— ", '""-\u00a0')),
            SUMMARY,
            ("Trams get cheaper", SUMMARY),
        ),
        # The copy on its own was cut short: the longer one is kept.
        (f"Trams get cheaper{SUMMARY}", SUMMARY[:60] + " […]", ("Trams get cheaper", SUMMARY)),
        # The glued copy was cut short.
        (f"Trams get cheaper{SUMMARY[:50]}...", SUMMARY, ("Trams get cheaper", SUMMARY)),
        # Both were, at different places.
        (
            f"Trams get cheaper{SUMMARY[:50]}…",
            SUMMARY[:70] + " [...]",
            ("Trams get cheaper", SUMMARY[:70] + " [...]"),
        ),
        # A few characters differ.
        (
            f"Trams get cheaper{SUMMARY.replace('900', '9,00')}",
            SUMMARY,
            ("Trams get cheaper", SUMMARY.replace("900", "9,00")),
        ),
        # The title is repeated at the head of the summary.
        (
            "TramsTrams are cheaper in June.",
            "Trams are cheaper in June.",
            ("Trams", "Trams are cheaper in June."),
        ),
        # Another text altogether, and a line that is the summary itself.
        ("Trams get cheaper", SUMMARY, ("Trams get cheaper", SUMMARY)),
        (SUMMARY, SUMMARY, (SUMMARY, SUMMARY)),
        ("Trams", "", ("Trams", "")),
    ],
)
def test_split(glued: str, summary: str, expected: tuple[str, str]) -> None:
    """Title and summary come apart exactly, and the longer summary is kept."""
    assert expected == split(glued, summary)


@given(
    title=st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=60),
    summary=st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=200),
)
def test_what_was_glued_comes_apart(title: str, summary: str) -> None:
    """Any title and any summary of visible characters are cut at their seam."""
    if not summary.strip():
        return
    assert (title, summary.strip()) == split(title + summary.strip(), summary)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_is_lost(glued: str, summary: str) -> None:
    """Whatever the two are, each is still there, whole, in what comes out."""
    title, rest = split(glued, summary)
    assert glued.strip().startswith(title)
    assert rest == summary.strip() or glued.strip().endswith(rest)


def test_short_repetition_is_no_glue() -> None:
    """A word that ends two lines proves nothing."""
    assert not is_glued("He said yes", "yes")
