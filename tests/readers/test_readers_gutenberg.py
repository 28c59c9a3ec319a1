"""Texts of Project Gutenberg are what stands between its marks."""

import pytest

from exported import articles

HEAD = """The Project Gutenberg eBook of The Quay Magazine, May 1851, by Various

This ebook is for the use of anyone anywhere.

Title: The Quay Magazine, Vol. 3,
       May 1851

Author: Ines Calloway

Release date: March 5, 2010 [eBook #12345]

Language: English

*** START OF THE PROJECT GUTENBERG EBOOK THE QUAY MAGAZINE ***
"""
TEXT = "THE WALL.\n\nIt held through the night, and Author: was written below it."
FOOT = "*** END OF THE PROJECT GUTENBERG EBOOK THE QUAY MAGAZINE ***\n\nUpdated editions.\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("foot", [FOOT, "", f"End of Project Gutenberg's The Quay\n\n{FOOT}"])
def test_text_between_marks(ends: str, foot: str) -> None:
    """With its title and author, and without the day on which it was put there."""
    data = f"\ufeff{HEAD}\n{TEXT}\n\n{foot}".replace("\n", ends).encode()
    (found,) = articles(data, "12345-0.txt")
    assert found.title == "The Quay Magazine, Vol. 3, May 1851"
    assert (found.body, found.authors) == (TEXT, ("Ines Calloway",))
    assert (found.dates, found.language) == ((), "English")


@pytest.mark.parametrize(
    "text",
    [
        "On Project Gutenberg\n\nIt has books.\n\nTitle: one of many.\n",
        HEAD.replace("Title: ", "Called: ") + TEXT,
        HEAD,
    ],
)
def test_other_texts_are_whole(text: str) -> None:
    """Whoever writes of it loses nothing, nor does a text without a title or a body."""
    (found,) = articles(text.encode(), "a.txt")
    said = " ".join(f"{found.title} {found.body}".split())
    assert said == " ".join(text.split())
