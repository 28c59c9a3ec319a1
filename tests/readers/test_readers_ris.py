"""RIS: each reference is an article, with its abstract."""

import time
from pathlib import Path

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, RawDate, RawTopic, Skipped

WEIR = """TY  - NEWS
T1  - Weir holds
AU  - Lee, Ann
A1  - Ray, Bo
AU  - The River Times,
PY  - 2026
DA  - 2026/01/30/Friday
JO  - River Times
SE  - News
KW  - Weirs
KW  - Dams
AB  - It was shut since
the flood.
LA  - English
UR  - https://river.example/weir
ER  - 
"""  # noqa: W291 - as it is written
BOATS = "\nTY  - NEWS\nTI  - Boats return\nT2  - River Times\nY1  - 2026/01//\nER  -\n"
EXPECTED: list[dict[str, object]] = [
    {
        "title": "Weir holds",
        "source": "River Times",
        "date": "2026/01/30",
        "authors": ("Lee, Ann", "The River Times", "Ray, Bo"),
        "topics": ("News", "Weirs", "Dams"),
        "summary": "It was shut since\nthe flood.",
        "language": "English",
        "url": "https://river.example/weir",
    },
    {"title": "Boats return", "source": "River Times", "date": "2026/01"},
]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("above", ["", "Provider: A database\nContent: text/plain\n\n", "\n\n"])
def test_each_reference(ends: str, codec: str, above: str) -> None:
    """Whatever the file is called, and whatever a database writes above."""
    data = (above + WEIR + BOATS).replace("\n", ends).encode(codec)
    assert ["ris", "ris"] == [reader_of(data, file) for file in ("a.txt", "a.ris")]
    assert EXPECTED == [said(one) for one in articles(data)]


def test_what_a_reference_says_is_kept_as_found() -> None:
    """Both dates, and what topics are."""
    first = articles(WEIR.encode())[0]
    assert (RawDate("2026/01/30", "field:date"), RawDate("2026", "field:date")) == first.dates
    assert RawTopic("News", "section") == first.topics[0]
    assert RawTopic("Weirs", "keyword") == first.topics[1]


def test_an_end_that_is_missing() -> None:
    """A reference ends where the next begins, or the file does."""
    text = WEIR.replace("ER  - \n", "") + BOATS.replace("ER  -\n", "")
    assert EXPECTED == [said(one) for one in articles(text.encode())]
    (cut,) = articles(WEIR[: WEIR.index("LA")].encode())
    assert {**EXPECTED[0], "language": None, "url": None} == {
        **said(cut),
        "language": None,
        "url": None,
    }


def test_other_text_is_an_article_or_its_text() -> None:
    """Nothing is lost: above the first reference, or behind the end of one."""
    note, first, second = articles(
        ("A note\n\nOf somebody.\n\n" + WEIR + "It held.\n" + BOATS).encode()
    )
    assert {"title": "A note", "body": "Of somebody."} == said(note)
    assert {**EXPECTED[0], "body": "It held."} == said(first)
    assert EXPECTED[1] == said(second)


def test_a_reference_without_a_title() -> None:
    """Is counted as such."""
    _, empty = records((WEIR + "TY  - NEWS\nPY  - 2026\nER  - \n").encode())
    assert isinstance(empty, Skipped)
    assert "no-text" == empty.reason


def test_mapped_names_stand_instead() -> None:
    """`--map` names tags."""
    assert "Weirs\nDams" == articles(WEIR.encode(), title="KW")[0].title


def test_places_are_those_of_the_references() -> None:
    """The bytes from start to end are the reference's own."""
    data = (WEIR + BOATS).encode()
    first, second = (one.provenance for one in articles(data))
    assert (WEIR.strip().encode(), BOATS.strip().encode()) == (
        data[first.start : first.end],
        data[second.start : second.end],
    )


@pytest.mark.parametrize(
    "text",
    [
        "TY is a code.\n\nTY  - NEWS\n",
        "A weir\n\nTY  - NEWS and more\nTI  - x\n",
        "TI  - A\nAU  - B\n",
    ],
)
def test_other_texts_are_read_as_before(text: str) -> None:
    """A few letters in common make no list."""
    assert "text" == reader_of(text.encode())


@pytest.mark.parametrize(
    "line", ["TY  -\n", "AB  - a\n", "\n \n", "TY  - NEWS \n", "Provider: a\n"]
)
def test_odd_lists_take_no_time(line: str) -> None:
    """However often a line recurs."""
    started = time.thread_time()
    assert records((WEIR + line * 60_000).encode(), "a.ris")
    assert time.thread_time() - started < 4


def test_what_an_export_wrote_is_read_again() -> None:
    """The golden of the exports' own RIS, reference by reference."""
    (golden,) = (Path(__file__).parents[1] / "exports").rglob("*.ris")
    data = golden.read_bytes()
    assert "ris" == reader_of(data, golden.name)
    found = [one for one in records(data) if isinstance(one, RawArticle)]
    assert data.count(b"TY  - ") == len(found)
