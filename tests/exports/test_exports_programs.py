"""Exports open in the programs of the field, without an option that one would have to know."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sinks import made, plain_rows

TITLES = [row["title"] for row in plain_rows()]


def _file(name: str, folder: Path) -> str:
    path = folder / f"hits.{name}"
    path.write_bytes(made(name, plain_rows(), folder).data)
    return str(path)


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl"])
def test_pandas_opens_text_formats(name: str, tmp_path: Path) -> None:
    """All rows and titles, with numbers as numbers."""
    pd: Any = pytest.importorskip("pandas")
    file = _file(name, tmp_path)
    frame = {
        "csv": pd.read_csv,
        "tsv": lambda path: pd.read_csv(path, sep="\t"),
        "json": pd.read_json,
        "jsonl": lambda path: pd.read_json(path, lines=True),
    }[name](file)
    assert TITLES == frame["title"].tolist()
    assert [row["words"] for row in plain_rows()] == frame["words"].tolist()


def test_pandas_opens_sqlite(tmp_path: Path) -> None:
    """By the module that comes with Python."""
    pd: Any = pytest.importorskip("pandas")
    with closing(sqlite3.connect(_file("sqlite", tmp_path))) as database:
        frame = pd.read_sql_query("select * from articles order by row", database)
    assert TITLES == frame["title"].tolist()


def test_pandas_opens_the_table_of_texts(tmp_path: Path) -> None:
    """And finds each text by the name in it."""
    pd: Any = pytest.importorskip("pandas")
    made("text", plain_rows(), tmp_path)
    frame = pd.read_csv(tmp_path / "made" / "metadata.csv")
    texts = [(tmp_path / "made" / name).read_text("utf-8") for name in frame["filename"]]
    assert TITLES == [text.split("\n")[0] for text in texts]


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("csv", "read_csv"),
        ("tsv", "read_csv"),
        ("json", "read_json"),
        ("jsonl", "read_json"),
        ("parquet", "read_parquet"),
    ],
)
def test_duckdb_opens(name: str, reader: str, tmp_path: Path) -> None:
    """All rows, in their order."""
    duckdb: Any = pytest.importorskip("duckdb")
    if name == "parquet":
        pytest.importorskip("pyarrow")
    found = getattr(duckdb, reader)(_file(name, tmp_path)).project("title").fetchall()
    assert TITLES == [title for (title,) in found]
