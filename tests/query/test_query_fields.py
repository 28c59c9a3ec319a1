"""The table of fields, and how names that are not in it are answered."""

import pytest

from searcher.errors import ValueNotKnown
from searcher.query.fields import FACETS, FIELDS, facet_name, lookup, near, says_missing
from searcher.query.model import FACET_FILTER


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("title", "title"),
        ("TITLE", "title"),
        ("text", "body"),
        ("content", "body"),
        ("lang", "language"),
        ("published", "date"),
    ],
)
def test_names_and_synonyms_in_any_case(typed: str, name: str) -> None:
    """A field answers to its name and its synonyms."""
    entry = lookup(typed)
    assert entry is not None
    assert name == entry.name


def test_no_name_stands_for_two_fields() -> None:
    """Every name and synonym belongs to one field."""
    names = [name for entry in FIELDS for name in (entry.name, *entry.synonyms)]
    assert sorted(set(names)) == sorted(names)


def test_what_the_table_says_of_facets_is_what_the_model_counts() -> None:
    """Each facet name leads to a facet of the model, and each of those has a name."""
    assert set(FACET_FILTER) == {facet_name(name) for name in FACETS}
    assert {"author", "source", "topic", "subject", "language", "kind", "date"} == {
        entry.name for entry in FIELDS if entry.facet
    }


@pytest.mark.parametrize(
    ("typed", "name"), [("date", "month"), ("published", "month"), ("Lang", "language")]
)
def test_facet_synonyms(typed: str, name: str) -> None:
    """The facet `date` means month, and synonyms hold for facets too."""
    assert name == facet_name(typed)


def test_an_unknown_facet_is_named_with_the_list_and_the_near_miss() -> None:
    """The error says which facets there are and which one was meant."""
    with pytest.raises(
        ValueNotKnown, match=r"“autor”. Did you mean author\? Known: author, source"
    ):
        facet_name("autor")
    with pytest.raises(ValueNotKnown) as refused:
        facet_name("mont")
    found = refused.value
    assert ("facet", "mont", ("month",)) == (found.what, found.value, found.suggestions)
    with pytest.raises(ValueNotKnown, match="There is no facet “id”"):
        facet_name("id")


@pytest.mark.parametrize(("typed", "meant"), [("autor", "author"), ("datum", None), ("foo", None)])
def test_near_names(typed: str, meant: str | None) -> None:
    """Only a name that is a slip away is offered."""
    assert meant == near(typed)


@pytest.mark.parametrize(
    ("field", "word", "missing"),
    [
        ("author", "unsigned", True),
        ("author", "None", True),
        ("author", "undated", False),
        ("date", "undated", True),
        ("source", "none", True),
        ("source", "unsigned", False),
    ],
)
def test_reserved_words(field: str, word: str, *, missing: bool) -> None:
    """`none` holds for every field, `unsigned` and `undated` for their own."""
    assert missing == says_missing(field, word)
