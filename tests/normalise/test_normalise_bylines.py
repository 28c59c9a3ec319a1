"""Bylines as outlets of thirty languages print them: a table."""

from pathlib import Path

import pytest

from searcher.article import Author
from searcher.normalise.authors import parse_authors

TABLE = Path(__file__).with_name("bylines.tsv")
ROWS = [
    line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("# ")
]
MARKS = {"person": "", "agency": ":a", "outlet": ":o"}


def _written(author: Author) -> str:
    return author.name + MARKS[author.role]


@pytest.mark.parametrize(("byline", "signed"), ROWS)
def test_who_signed(byline: str, signed: str) -> None:
    """People, agencies under one name, and nobody where a newsroom stands."""
    assert signed == ("|".join(map(_written, parse_authors((byline,), None))) or "-")


@pytest.mark.parametrize(
    "name",
    [
        "Oleh Bondar",
        "Dan Brook",
        "Tasnim Rahman",
        "Sana Qureshi",
        "Sana",
        "Mena Weir",
        "Red Marsh",
        "Med Salah",
        "Van Nguyen",
        "Di Marsh",
        "Theo Weir",
        "Paris Weir",
        "وليد محمد",
        "Bai Ling",
        "Material Girl",
        "Oleh Ivanovych Petrenko",
    ],
)
def test_names_that_begin_or_end_as_a_table_does(name: str) -> None:
    """A word of another language's table is a name where it stands as one."""
    assert [name] == [author.name for author in parse_authors((name,), None)]


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Managing Editor: Ann Lee", ["Ann Lee"]),
        ("By Senior News Editor: Ann Lee", ["Ann Lee"]),
        ("Ann Lee / News Editor: Joe Roe", ["Ann Lee", "Joe Roe"]),
        ("Главный редактор: Анна Петрова", ["Анна Петрова"]),
        ("Penulis: Budi Santoso Editor: Siti Rahma", ["Budi Santoso"]),
    ],
)
def test_who_edits_is_somebody_unless_who_wrote_stands_before(
    byline: str, people: list[str]
) -> None:
    """A word before `Editor` may say of what; only behind another colon it is a name's last."""
    assert people == [author.name for author in parse_authors((byline,), None)]


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Oleh Petrenko and Ann Lee", ["Oleh Petrenko", "Ann Lee"]),
        ("Oleh Petrenko, Kyiv", ["Oleh Petrenko"]),
        ("Oleh Petrenko, AFP", ["Oleh Petrenko", "AFP"]),
        ("Oleh Budi Santoso", ["Budi Santoso"]),
        ("oleh Budi Santoso dan Ani Wijaya", ["Budi Santoso", "Ani Wijaya"]),
    ],
)
def test_oleh_is_by_in_jakarta_and_a_man_in_kyiv(byline: str, people: list[str]) -> None:
    """With a capital it is `by` only before two names that nothing parts."""
    assert people == [author.name for author in parse_authors((byline,), None)]


@pytest.mark.parametrize(
    ("byline", "name"),
    [("【王小明】", "王小明"), ("王小明）", "王小明"), ("山田太郎（長野）", "山田太郎（長野）")],
)
def test_brackets_of_the_east_go_with_their_pair(byline: str, name: str) -> None:
    """Those around a name, or half a pair; a pair behind it stays whole."""
    assert [name] == [author.name for author in parse_authors((byline,), None)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AHMET YILMAZ", "Ahmet Yılmaz"),
        ("ΓΙΩΡΓΟΣ ΠΑΠΠΑΣ", "Γιώργος Παππάς"),
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("علي رضايي", "علی رضایی"),
        ("محمد أحمد", "محمد احمد"),
        ("Łukasz Żak", "LUKASZ ZAK"),
        ("Семён Берёзов", "Семен Березов"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    """Facets count them together."""
    first, second = (parse_authors((name,), None)[0].key for name in (one, other))
    assert first == second
