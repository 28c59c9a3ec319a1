"""RIS."""

from pathlib import Path
from typing import Any

import pytest

from searcher.article import Author, to_record
from searcher.testing import article
from sinks import golden, hostile_rows, made, plain_rows


def test_golden(tmp_path: Path) -> None:
    """The file is as committed."""
    data = made("ris", plain_rows(), tmp_path).data
    assert golden("references.ris", data) == data


def test_every_line_is_a_tag(tmp_path: Path) -> None:
    """Also of hostile articles: one record each, and none of their lines is a tag of its own."""
    rows = hostile_rows()
    text = made("ris", rows, tmp_path).text
    records = text.removesuffix("\r\n\r\n").split("\r\n\r\n")
    assert len(rows) == len(records)
    for record, row in zip(records, rows, strict=True):
        lines = record.split("\r\n")
        assert lines[0] in ("TY  - NEWS", "TY  - ELEC")
        assert "ER  - " == lines[-1]
        assert f"ID  - {row['id']}" == lines[-2]
        assert all(len(line.splitlines()) == 1 and line[2:6] == "  - " for line in lines)


@pytest.mark.parametrize(
    ("expected", "author"),
    [
        ("Lindqvist, Mara", "Mara Lindqvist"),
        ("King, Martin, Jr.", "Martin King Jr."),
        ("Madonna", "Madonna"),
        ("Northwire", Author("Northwire", "northwire", "agency")),
        ("Harbour Ledger,", Author("Harbour Ledger", "harbour ledger", "outlet")),
    ],
)
def test_names(expected: str, author: str | Author, tmp_path: Path) -> None:
    """A comma parts names, or says that a name of several words has no parts."""
    row = to_record(article(title="T", authors=[author]))
    assert f"AU  - {expected}\r\n" in made("ris", [row], tmp_path).text


@pytest.mark.parametrize(
    ("expected", "published"),
    [
        ("PY  - 2026\r\nDA  - 2026/01/30/", "2026-01-30"),
        ("PY  - 2026\r\nDA  - 2026/01//", "2026-01"),
        ("PY  - 2026\r\nDA  - 2026///", "2026"),
    ],
)
def test_dates_have_what_is_known(expected: str, published: str, tmp_path: Path) -> None:
    """Unknown parts are empty."""
    row = to_record(article(title="T", published=published))
    assert f"{expected}\r\n" in made("ris", [row], tmp_path).text


def test_no_date_is_no_tag(tmp_path: Path) -> None:
    """Undated articles have none; without a source but with an address it is a page."""
    row = to_record(article(title="T", published="soon", url="https://x.example/", language=None))
    expected = f"TY  - ELEC\r\nTI  - T\r\nUR  - https://x.example/\r\nID  - {row['id']}\r\nER  - "
    assert f"{expected}\r\n\r\n" == made("ris", [row], tmp_path).text


def test_rispy_reads_it(tmp_path: Path) -> None:
    """As many records, with their titles and names."""
    rispy: Any = pytest.importorskip("rispy")
    rows = [*hostile_rows(), *plain_rows()]
    found = rispy.loads(made("ris", rows, tmp_path).text)
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    last = found[-len(plain_rows()) :]
    assert [row["title"] for row in plain_rows()] == [one["title"] for one in last]
    assert ["Lindqvist, Mara", "Roe, Jon"] == last[3]["authors"]
    assert "2025/12/18/" == last[3]["date"]
