"""CSL-JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Author, to_record
from searcher.testing import article
from sinks import golden, hostile_rows, made, plain_rows

# The names of CSL 1.0.2 (csl-data.json) that are used.
NAMES = {
    *("id", "type", "title", "author", "container-title", "issued", "URL", "language"),
    *("abstract", "keyword"),
}


def _item(folder: Path, **parts: Any) -> dict[str, Any]:
    (item,) = json.loads(made("csl", [to_record(article(**parts))], folder).data)
    assert isinstance(item, dict)
    return item


def test_golden(tmp_path: Path) -> None:
    """The file is as committed."""
    data = made("csl", plain_rows(), tmp_path).data
    assert golden("references.csl.json", data) == data


def test_every_row_is_an_item(tmp_path: Path) -> None:
    """With no other names than the schema's, and no empty values."""
    rows = [*hostile_rows(), *plain_rows()]
    items = json.loads(made("csl", rows, tmp_path).data)
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    assert all(set(item) <= NAMES and all(item.values()) for item in items)


def test_names(tmp_path: Path) -> None:
    """Parted, or literal."""
    names = ["Martin King Jr.", "Ada Smith", "Madonna", Author("North Wire", "", "agency")]
    assert [
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"family": "Smith", "given": "Ada"},
        {"literal": "Madonna"},
        {"literal": "North Wire"},
    ] == _item(tmp_path, title="T", authors=names)["author"]


@pytest.mark.parametrize(
    ("expected", "published"),
    [([2026, 1, 30], "2026-01-30"), ([2026, 1], "2026-01"), ([2026], "2026")],
)
def test_dates_have_what_is_known(expected: list[int], published: str, tmp_path: Path) -> None:
    """No month or day is made up."""
    issued = _item(tmp_path, title="T", published=published)["issued"]
    assert {"date-parts": [expected]} == issued


def test_undated_is_without_date(tmp_path: Path) -> None:
    """And a page of the web where only an address is known."""
    item = _item(tmp_path, title="T", published="soon", url="https://x.example/", language=None)
    assert {"id", "type", "title", "URL"} == set(item)
    assert "webpage" == item["type"]
