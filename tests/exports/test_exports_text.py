"""A folder of texts, and its table."""

import csv
import io
from pathlib import Path
from typing import Any

from searcher import Index
from searcher.article import to_record
from searcher.exports.base import SinkOptions
from searcher.testing import article
from sinks import golden, hostile_rows, made, plain_rows, shown

FEW = SinkOptions(rows=24)


def _table(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["metadata.csv"].decode(), newline="")))


def test_golden(tmp_path: Path) -> None:
    """Names and files are as committed."""
    data = shown(made("text", plain_rows(), tmp_path, options=FEW).files)
    assert golden("text.txt", data) == data


def test_the_table_names_every_text(tmp_path: Path) -> None:
    """In the order of rows, also where texts lie in folders."""
    for rows, folder in ((24, tmp_path / "few"), (None, tmp_path / "many")):
        folder.mkdir()
        files = made("text", plain_rows(), folder, options=SinkOptions(rows=rows)).files
        table = _table(files)
        assert [row["id"] for row in plain_rows()] == [one["id"] for one in table]
        assert {"metadata.csv", *(one["filename"] for one in table)} == set(files)
        assert "body" not in table[0]
        for one, row in zip(table, plain_rows(), strict=True):
            assert f"{row['title']}\n\n{row['body']}\n" == files[one["filename"]].decode()


def test_a_text_is_title_and_body_whatever_the_columns(tmp_path: Path) -> None:
    """Columns are the table's; without one of both there is no empty line."""
    rows = [to_record(article(title=title, body=body)) for title, body in (("T", ""), ("", "b\nc"))]
    files = made("text", rows, tmp_path, fields="id,file", options=FEW).files
    texts = sorted(data for name, data in files.items() if name.endswith(".txt"))
    assert [b"T\n", b"b\nc\n"] == texts
    assert ["filename", "id", "file"] == list(_table(files)[0])


def test_cells_are_guarded_and_counted(tmp_path: Path) -> None:
    """As in CSV."""
    rows = [to_record(article(title="=1+1", body="-1"))]
    (tmp_path / "raw").mkdir()
    safe = made("text", rows, tmp_path, options=FEW)
    raw = made("text", rows, tmp_path / "raw", options=SinkOptions(raw=True, rows=1))
    assert ("'=1+1", 1) == (_table(safe.files)[0]["title"], safe.sink.guarded)
    assert ("=1+1", 0) == (_table(raw.files)[0]["title"], raw.sink.guarded)


def test_an_export_can_be_ingested(tmp_path: Path) -> None:
    """It holds the same articles, once each, whatever the parts in which its texts lie."""
    rows = plain_rows()
    for number in (24, None):
        folder = tmp_path / str(number)
        folder.mkdir()
        made("text", rows, folder, options=SinkOptions(rows=number))
        with Index.create(tmp_path / f"index-{number}") as index:
            report = index.ingest(folder)
            found = {article.id: to_record(article) for article in index.scan()}
        assert {} == {row["id"]: row["title"] for row in rows if row["id"] not in found}
        assert (len(rows), 0) == (len(found), report.rejected)
        for row in rows:
            for name in ("title", "body", "source", "url", "summary"):
                assert row[name] == found[row["id"]][name]
            if row["authors"]:
                assert _keys(row) == _keys(found[row["id"]])


def _keys(row: dict[str, Any]) -> list[str]:
    return [author["key"] for author in row["authors"]]


def test_hostile_texts_are_plain(tmp_path: Path) -> None:
    """No control character is left, and each has its file."""
    found = made("text", hostile_rows(), tmp_path, options=FEW)
    assert len(hostile_rows()) == len(_table(found.files)) == len(found.files) - 1
    for name, data in found.files.items():
        if name != "metadata.csv":
            assert not any((c < " " and c != "\n") or "\x7f" <= c < "\xa0" for c in data.decode())
    assert found.sink.replaced > 0
