"""Short names of authors."""

import pytest

from searcher.normalise.slugs import written_out

PEOPLE = {"ann-lee": "Ann B. Lee", "mhz": "Marc Holm"}


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("ann-lee", "Ann B. Lee"),
        ("MHZ", "Marc Holm"),
        ("ines-calloway", "Ines Calloway"),
        ("ana-maria-ruiz", "Ana Maria Ruiz"),
        ("web-desk", "web-desk"),
        ("jroe", "jroe"),
        ("j-roe", "j-roe"),
        ("Jean-Luc", "Jean-Luc"),
        ("area-51", "area-51"),
    ],
)
def test_short_name_is_written_out_where_it_is_clear(byline: str, expected: str) -> None:
    """Known names first, then two or three lower-case words that can be a person's; else as is."""
    assert (expected,) == written_out((byline,), PEOPLE)
