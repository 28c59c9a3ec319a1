"""Names are parted where their order is clear, and dates end where knowledge does."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.exports.citation import citation_of, name_of
from searcher.exports.ids import Ids
from sinks import hostile_rows, plain_rows


@pytest.mark.parametrize(
    ("family", "given", "printed", "language"),
    [
        ("Lindqvist", "Mara", "Mara Lindqvist", "en"),
        ("Smith-Jones", "Ada", "Ada Smith-Jones", "en"),
        ("O'Neill", "Mary", "Mary O'Neill", None),
        ("Kennedy", "John F.", "John F. Kennedy", "en-US"),
        ("Rowling", "J.K.", "J.K. Rowling", "en"),
        ("Roe", "Mary Jane Ann", "Mary Jane Ann Roe", "en"),
        ("Ёлкина", "Анна", "Анна Ёлкина", "ru"),
        ("von der Leyen", "Ursula", "Ursula von der Leyen", "de"),
        ("Van Gogh", "Vincent", "Vincent Van Gogh", "en"),
        ("de la Cruz", "Juan", "Juan de la Cruz", "es"),
        ("Ortega y Gasset", "José", "José Ortega y Gasset", "es"),
        ("Álvarez", "José", "José Álvarez", "es"),
        ("L’Hôte", "Zoé", "Zoé L’Hôte", "fr"),
        ("al Fayed", "Mohamed", "Mohamed al Fayed", "en"),
    ],
)
def test_a_name_is_parted(family: str, given: str, printed: str, language: str | None) -> None:
    """Particles go with the family name."""
    name = name_of(printed, language=language)
    assert (family, given, "") == (name.family, name.given, name.suffix)


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("Madonna", "en"),
        ("王小明", "zh"),
        ("山田 太郎", None),
        ("Xi Jinping", "zh"),
        ("Orbán Viktor", "hu"),
        ("Nguyễn Thị Minh Khai", "vi"),
        ("Gabriel García Márquez", "es"),
        ("Maria de Lourdes Silva", "pt"),
        ("Roe, Jane", "en"),
        ("Jane Roe and John Doe", "en"),
        ("Friends of the Earth", "en"),
        ("Agent 007", "en"),
        ("Jr.", "en"),
        ("Bright Jr.", "en"),
        ("a b c d e f g h", "en"),
        ("}{ \\", "en"),
    ],
)
def test_a_name_stays_as_printed(printed: str, language: str | None) -> None:
    """Where the order, or whether it is one name, is in doubt."""
    name = name_of(printed, language=language)
    assert (printed, "", "") == (name.printed, name.family, name.given)
    assert name.person


def test_a_suffix_is_no_name() -> None:
    """Nor is it lost."""
    name = name_of("Martin Luther King Jr.", language="en")
    assert ("King", "Martin Luther", "Jr.") == (name.family, name.given, name.suffix)


@pytest.mark.parametrize("role", ["agency", "outlet"])
def test_an_organisation_is_never_parted(role: str) -> None:
    """Though it may look like a person."""
    name = name_of("Harbour Ledger", role, "en")
    assert ("", False) == (name.family, name.person)


@given(st.text(min_size=1).filter(str.strip))
def test_nothing_of_a_name_is_lost(text: str) -> None:
    """Its words are those printed, in some order."""
    printed = " ".join(text.split())
    name = name_of(printed)
    if name.family:
        words = f"{name.given} {name.family} {name.suffix}".split()
        assert printed.split() == words


def test_a_citation_has_what_is_known() -> None:
    """The haystack has dates of all precisions, and articles without."""
    found = [citation_of(Ids(io.BytesIO(), ()), row) for row in plain_rows()]
    dates = {one.title: one.date for one in found}
    assert ("2026", "01", "31") == dates["Record treasury holdings, again"]
    assert ("2026", "01") == dates["Holdings of a small treasury"]
    assert ("2025",) == dates["A year of floods"]
    assert () == dates["Undated notes on chess"]
    assert all(one.in_newspaper for one in found)


def test_inferred_topics_and_odd_addresses_are_left_out() -> None:
    """A list of references says what was declared, and links to the web alone."""
    rows = {row["title"]: row for row in plain_rows()}
    assert () == citation_of(Ids(io.BytesIO(), ()), rows["Café owner retires"]).topics
    row = {**rows["Bora Bora"], "source": None, "url": "javascript:alert(1)"}
    assert ("", True) == _address(row)
    assert ("https://x.example/a", False) == _address({**row, "url": "https://x.example/a"})


def _address(row: dict[str, object]) -> tuple[str, bool]:
    found = citation_of(Ids(io.BytesIO(), ()), row)
    return found.url, found.in_newspaper


def test_hostile_texts_are_lines() -> None:
    """Without breaks and hidden characters; what had such is counted."""
    sink = Ids(io.BytesIO(), ())
    for row in hostile_rows():
        found = citation_of(sink, row)
        texts = [found.title, found.source, found.summary, *found.topics]
        assert all(" ".join(text.split()) == text for text in texts)
        assert not any("\0" in text or "\x1b" in text or "\u202e" in text for text in texts)
    assert sink.replaced > 0
