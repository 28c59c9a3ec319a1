"""Names of sections, tags and keywords mean one Media Topic, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.subjects.names import named, named_path
from searcher.subjects.synonyms import AMBIGUOUS, SYNONYMS
from searcher.subjects.table import names
from searcher.subjects.vocabulary import find, subject


def path_of(name: str) -> str | None:
    code = named_path(name)
    found = subject(code) if code else None
    return found.path if found else None


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Sports", "sport"),
        ("SPORT NEWS", "sport"),
        ("Business News", "economy"),
        ("Arts & Culture", "arts"),
        ("hip-hop", "arts/arts and entertainment/music/musical genre/hip hop"),
        ("LGBTQ+", "society/mankind/LGBTQ"),
        ("mountain", "environment/natural resources/land resources/mountains"),
        ("Wirtschaft", "economy"),
        ("économie", "economy"),
        ("Política", "politics"),
        ("bonds", "economy/economy/macro economics/bonds"),
        ("Bond", None),
        ("u.s. news", None),
        ("news", None),
    ],
)
def test_a_name_means_a_concept(name: str, path: str | None) -> None:
    """Case, accents, `&`, hyphens and the number do not matter."""
    assert path == path_of(name)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sport/premier league", "sport/competition discipline/soccer"),
        ("sport/anfield", "sport"),
        ("anfield/sport", "sport"),
        ("anfield/kop", None),
    ],
)
def test_the_deepest_level_that_means_something_counts(path: str, expected: str | None) -> None:
    """A level that means nothing leaves what stands above it."""
    assert expected == path_of(path)


@pytest.mark.parametrize("name", ["football", "hockey"])
def test_a_name_of_several_sports_means_what_they_have_in_common(name: str) -> None:
    """Football is another game in Texas than in Turin; it is sport in both."""
    assert (path_of(name) or "").startswith("sport")
    assert not (path_of(name) or "").endswith(name)


@pytest.mark.parametrize(
    "name", ["race", "match", "performance", "drama", "design", "pool", "bar", "bars", "party",
             "union", "parks", "fire", "game", "games", "security", "court", "apple", "x" * 1000,
             ""]
)  # fmt: skip
def test_names_of_several_things_mean_nothing(name: str) -> None:
    """Better no code than a wrong one."""
    assert named(name) is None


@pytest.mark.parametrize("name", ["culture", "Architecture"])
def test_some_names_mean_something_as_sections_only(name: str) -> None:
    """A paper's culture is arts, a tag's may be a company's."""
    assert (path_of(name) or "").startswith("arts/")
    assert named_path(name, section=False) is None
    assert named_path("sport", section=False) == named_path("sport")


def test_the_tables_say_what_they_mean() -> None:
    """Every entry leads to a concept, and every ambiguous name would otherwise lead to one."""
    for label, others in SYNONYMS.items():
        meant = find(label)
        assert meant is not None
        assert meant.code in {named(other) for other in others}
    assert not [name for name in AMBIGUOUS if named(name.removeprefix("="))]


def test_no_name_stands_below_two_concepts() -> None:
    """The table would not say which one is meant."""
    listed = [name for others in SYNONYMS.values() for name in others]
    assert len(set(listed)) == len(listed)


@given(st.text(max_size=80))
def test_any_text_is_a_name(text: str) -> None:
    """Nothing fails, and a code is one of the vocabulary."""
    code = named_path(text)
    assert code is None or subject(code) is not None


def test_a_table_names_each_concept_once() -> None:
    """A second entry would hide the first."""
    assert {"a": ("b", "c"), "d": ()} == names("a: b,\n c\nd:")
    with pytest.raises(ValueError, match="stands twice"):
        names("a: b\na: c")
