"""A concordance as an export: the lines of `searcher kwic`, with manifest and list of articles."""

import csv
import io
from pathlib import Path

import pytest

import searcher
from searcher import Index, UsageError
from searcher.testing import article
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]


def rows(data: bytes) -> list[dict[str, str]]:
    """Read CSV."""
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_every_line_is_a_row(hay_index: Index, tmp_path: Path) -> None:
    """By article, and as they are read; the manifest counts articles, a note counts lines."""
    target = tmp_path / "bank.kwic.csv"
    done = searcher.export(hay_index, "bank", target)
    found = hay_index.kwic("bank", sort="id", limit=0)
    written = [(r["id"], r["part"], int(r["start"]), r["node"]) for r in rows(target.read_bytes())]
    assert [(line.id, line.part, line.start, line.node) for line in found.lines] == written
    assert (5, "9 lines of 5 articles.") == (done.rows, done.notes[-1])
    assert searcher.verify(target).same


def test_cells_that_a_spreadsheet_would_run_are_guarded(tmp_path: Path) -> None:
    """Wherever they stand, unless raw ones are wanted."""
    one = article(body="needle\n=1+1 and needle, +2", source="=cmd|x")
    with indexed(tmp_path / "ix", [one], languages=("en",)) as index:
        for raw in (False, True):
            out = io.BytesIO()
            done = searcher.export(index, "needle OR 1", out, format="kwic", raw=raw)
            found = rows(out.getvalue())
            assert ("=cmd|x" if raw else "'=cmd|x") == found[0]["source"]
            assert raw != any("apostrophe" in note for note in done.notes)


def test_without_words_there_is_none(hay_index: Index, tmp_path: Path) -> None:
    """In a batch it is that query's own mistake."""
    with pytest.raises(UsageError, match="needs a word"):
        searcher.export(hay_index, "", tmp_path / "all.kwic.csv")
    done = searcher.export(hay_index, ["bank", "author:roe"], f"{tmp_path}/many/", format="kwic")
    assert ["bank"] == list(done.hits)
    assert ["author:roe"] == [one.name for one in done.errors]


def test_excel_is_possible(hay_index: Index) -> None:
    """It is CSV."""
    out = io.BytesIO()
    searcher.export(hay_index, "bank", out, format="kwic", excel=True)
    assert out.getvalue().startswith("\ufeffid,".encode())
    assert out.getvalue().endswith(b"\r\n")
