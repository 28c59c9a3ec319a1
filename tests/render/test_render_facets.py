"""Facet counts for people."""

import pytest

from answers import answer, hostile
from searcher.query.model import FACET_FILTER
from searcher.render import Look
from searcher.render.columns import width
from searcher.render.facets import MISSING, facet_table
from searcher.results import Facet, FacetCount


def test_counts_line_up_beside_their_bars() -> None:
    """Wide names included; what is selected is starred; further values are announced."""
    lines = list(facet_table(answer().facets["author"], Look(60)))
    assert [
        "author",
        "* Mara Lindqvist  4  ━━━━━━━━━━━━━━━",
        "  王小明          1  ━━━━",
        "  unsigned        2  ━━━━━━━━",
        "  … and more",
    ] == lines


def test_every_facet_names_its_missing_bucket() -> None:
    """Undated and unsigned are values; every article has a kind."""
    assert set(FACET_FILTER) - {"kind"} == set(MISSING)


@pytest.mark.parametrize(
    ("expected", "field"),
    [("undated", "year"), ("no month known", "month"), ("no day known", "day")],
)
def test_a_date_that_is_too_rough_is_not_undated(expected: str, field: str) -> None:
    """An article of 2023 has no month, but a date."""
    lines = list(facet_table(Facet(field, (FacetCount(None, None, 3),)), Look(40)))
    assert f"  {expected}  3" == lines[1]


def test_no_values_is_said() -> None:
    """An empty facet is not an empty space."""
    assert ["topic", "  no values"] == list(facet_table(Facet("topic", ()), Look()))


def test_a_large_count_next_to_a_small_one() -> None:
    """The small one has a bar too, and thousands are separated."""
    counts = (FacetCount("a", "a", 1_000_000), FacetCount("b", "b", 1))
    big, small = list(facet_table(Facet("source", counts), Look(80)))[1:]
    assert 20 == big.count("━")
    assert 1 == small.count("━")
    assert "1,000,000" in big


def test_a_narrow_screen_has_no_bars() -> None:
    """There the name needs the room."""
    lines = list(facet_table(hostile().facets["author"], Look(30)))
    assert [] == [line for line in lines if "━" in line or width(line) > 30]
