"""Names of files: safe on every platform, unique, and without a date that nobody printed."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import to_record
from searcher.exports.places import FLAT, Places, slug
from searcher.readers.markdown import named_date
from searcher.testing import article
from sinks import hostile_rows, plain_rows

ID = "0123456789abcdef" * 2
SAFE = re.compile(
    r"(\d{4}(-\d\d){0,2}|undated)(_[a-z0-9]+(-[a-z0-9]+)*)?_[0-9a-f]{8}\.md", re.ASCII
)


def _name(folder: Path, title: str = "", published: str | None = None, rows: int = 1) -> str:
    row = to_record(article(title=title, published=published, id=ID))
    name, file = Places(folder / "made", ".md", rows).make(row)
    file.close()
    return name


@pytest.mark.parametrize(
    ("expected", "title"),
    [
        ("central-bank-holds-rates", "Central bank holds rates"),
        ("strasse-cafe-oeuvre-lodz", "Straße: Café, œuvre (Łódź)"),
        ("lete-des-cafes", "L'été des cafés"),
        ("", "河边的市场"),
        ("con", "CON"),
        ("etc-passwd", "../../etc/passwd"),
        ("trailing-dots", "trailing dots..."),
        ("e" * 60, "é" * 300),
        ("a" * 30 + "-" + "b" * 29, "a" * 30 + " " + "b" * 29 + " c"),
        ("a" * 30, "a" * 30 + " " + "b" * 40),
    ],
)
def test_a_title_becomes_words_of_ascii(expected: str, title: str) -> None:
    """At most 60 characters, cut between words where there is a place."""
    assert expected == slug(title)


@given(st.text())
def test_a_slug_is_safe(title: str) -> None:
    """Whatever the title."""
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(title), re.ASCII)
    assert len(slug(title)) <= 60


@pytest.mark.parametrize(
    ("expected", "title", "published"),
    [
        ("2026-01-30_rates_01234567.md", "Rates", "2026-01-30"),
        ("2026-01_12-30-97_01234567.md", "12 30 97", "2026-01"),
        ("2026_rates_01234567.md", "Rates", "2026"),
        ("undated_2015-03-04-rates_01234567.md", "2015-03-04 Rates", "Friday"),
        ("undated_01234567.md", "市场", None),
    ],
)
def test_a_name_says_date_title_and_id(
    expected: str, title: str, published: str | None, tmp_path: Path
) -> None:
    """What is read as a date in it was known."""
    name = _name(tmp_path, title, published)
    assert expected == name
    assert named_date(name) == (published if published == "2026-01-30" else None)


def test_hostile_titles_stay_in_the_folder(tmp_path: Path) -> None:
    """With names that every platform takes."""
    places = Places(tmp_path / "made", ".md", 1)
    for row in [*hostile_rows(), *plain_rows()]:
        name, file = places.make(row)
        file.close()
        assert SAFE.fullmatch(name)
        assert (tmp_path / "made" / name).is_file()


def test_equal_names_become_unique(tmp_path: Path) -> None:
    """By the whole id, and by a number where an article comes again."""
    places = Places(tmp_path / "made", ".md", 1)
    names = []
    for key in (ID, ID[:8] + "f" * 24, ID, ID):
        name, file = places.make(to_record(article(title="A", id=key)))
        file.close()
        names.append(name)
    assert [
        "undated_a_01234567.md",
        f"undated_a_01234567{'f' * 24}.md",
        f"undated_a_{ID}.md",
        f"undated_a_{ID}-2.md",
    ] == names


@pytest.mark.parametrize(("above", "rows"), [("", 1), ("", FLAT), ("01/", FLAT + 1), ("01/", None)])
def test_many_files_get_folders(above: str, rows: int | None, tmp_path: Path) -> None:
    """By the first two digits of the id; also where nobody knows how many there will be."""
    name, file = Places(tmp_path / "made", ".md", rows).make(to_record(article(title="A", id=ID)))
    file.close()
    assert f"{above}undated_a_01234567.md" == name
    assert (tmp_path / "made" / name).is_file()
