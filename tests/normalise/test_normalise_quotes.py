"""Quotation marks in the names of authors."""

import pytest

from searcher.normalise.authors import parse_authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('Ann, "Quote" Lee', ["Ann", "Quote Lee"]),
        ('Ann Lee, "Bob" Roe', ["Ann Lee", "Bob Roe"]),
        ('"Bob" Lee; "Ann" Roe', ["Bob Lee", "Ann Roe"]),
        ("Ann Lee, „Bob“ Roe", ["Ann Lee", "Bob Roe"]),
        ("Ann Lee, «Bob» Roe", ["Ann Lee", "Bob Roe"]),
        ('Ann Lee, "Roe', ["Ann Lee", "Roe"]),
        ('Ann "Annie', ["Ann Annie"]),
        # What belongs to a name stays in it.
        ('Robert "Bob" Lee', ['Robert "Bob" Lee']),
        ("By Robert “Bob” Lee and Ann Roe", ["Robert “Bob” Lee", "Ann Roe"]),
        ('Dwayne "The Rock" Johnson, Ann Lee', ['Dwayne "The Rock" Johnson', "Ann Lee"]),
        ('"Ann Lee"', ["Ann Lee"]),
        ("Sinéad O'Connor", ["Sinéad O'Connor"]),
        ('דובר צה"ל', ['דובר צה"ל']),
    ],
)
def test_a_mark_without_another_is_left_out(byline: str, names: list[str]) -> None:
    """It is what is left of a pair of which one stood at the edge."""
    assert names == [author.name for author in parse_authors((byline,), None)]
