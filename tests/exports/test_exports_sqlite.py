"""SQLite: tables, the full-text index, and bytes that depend on rows alone."""

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from searcher.errors import UsageError
from searcher.exports.columns import COLUMNS
from sinks import golden, hostile_rows, made, plain_rows

EVERYTHING = ",".join(
    c.name for c in COLUMNS if c.name not in ("query", "rank", "score", "snippet")
)


@contextmanager
def _opened(data: bytes, folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / "read.sqlite"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as database:
        yield database


def test_golden(tmp_path: Path) -> None:
    """Tables and values are as committed."""
    data = made("sqlite", plain_rows(), tmp_path).data
    with _opened(data, tmp_path) as database:
        tables = database.execute("select sql from sqlite_master where name like 'articles%'")
        schema = [str(sql) for (sql,) in tables if sql and "articles_fts_" not in sql]
        rows = [
            json.dumps(row, ensure_ascii=False)
            for row in database.execute("select * from articles order by row")
        ]
    text = "".join(f"{line}\n" for line in [*schema, *rows]).encode()
    assert golden("sqlite.txt", text) == text


def test_words_are_found(tmp_path: Path) -> None:
    """By the query of the module's docstring, best first, accents or not."""
    data = made("sqlite", plain_rows(), tmp_path).data
    query = (
        "select a.title from articles_fts f join articles a on a.row = f.rowid"
        " where articles_fts match ? order by f.rank"
    )
    with _opened(data, tmp_path) as database:
        assert [("An anonymous letter",)] == database.execute(query, ["nobody"]).fetchall()
        assert 3 == len(database.execute(query, ["authors: alvarez"]).fetchall())
        assert [("Банк у реки",)] == database.execute(query, ["банк"]).fetchall()
        assert "ok" == database.execute("pragma integrity_check").fetchone()[0]
        database.execute(
            "insert into articles_fts(articles_fts, rank) values('integrity-check', 1)"
        )


def test_the_text_is_kept_once(tmp_path: Path) -> None:
    """The index refers to the table."""
    data = made("sqlite", plain_rows(), tmp_path).data
    assert 1 == data.count(b"the long middle of the game")


def test_ids_are_indexed_and_may_recur(tmp_path: Path) -> None:
    """In a batch an article answers several queries."""
    rows = [{**row, "query": name} for name in ("a", "b") for row in plain_rows()]
    data = made("sqlite", rows, tmp_path, fields="query,id,title").data
    with _opened(data, tmp_path) as database:
        ask = "select query from articles where id = ?"
        assert [("a",), ("b",)] == database.execute(ask, [rows[0]["id"]]).fetchall()
        plan = database.execute("explain query plan " + ask, ["x"]).fetchone()
    assert "USING INDEX articles_id" in plan[3]


def test_every_column_can_be_chosen(tmp_path: Path) -> None:
    """Also those whose names are words of SQL: `end`."""
    with _opened(made("sqlite", plain_rows(), tmp_path, fields=EVERYTHING).data, tmp_path) as db:
        assert 24 == db.execute('select count("end") + count(*) from articles').fetchone()[0]


def test_without_texts_there_is_no_index(tmp_path: Path) -> None:
    """There would be nothing in it."""
    with _opened(made("sqlite", plain_rows(), tmp_path, fields="url,date").data, tmp_path) as db:
        assert [("articles",)] == db.execute("select name from sqlite_master").fetchall()


def test_lists_are_json(tmp_path: Path) -> None:
    """So that SQLite itself can take them apart."""
    with _opened(made("sqlite", plain_rows(), tmp_path).data, tmp_path) as database:
        found = database.execute(
            "select j.value, count(*) from articles, json_each(topics) j group by 1 order by 2 desc"
        ).fetchone()
    assert ("economy/markets", 6) == found


def test_nul_is_replaced_and_counted(tmp_path: Path) -> None:
    """Other programs would take it for the end of the text; all else stays."""
    rows = hostile_rows()
    found = made("sqlite", rows, tmp_path, fields="title,body")
    with _opened(found.data, tmp_path) as database:
        got = database.execute("select title, body from articles order by row").fetchall()
    expected = [tuple(row[n].replace("\0", "\ufffd") for n in ("title", "body")) for row in rows]
    assert expected == got
    assert 2 == found.sink.replaced


def test_nothing_is_left_beside(tmp_path: Path) -> None:
    """No journal, and one file."""
    made("sqlite", plain_rows(), tmp_path)
    assert ["made.sqlite"] == [path.name for path in tmp_path.iterdir()]


def test_without_fts5_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any row is asked for; fields without texts need none."""
    (tmp_path / "b").mkdir()
    monkeypatch.setattr("searcher.exports.sqlite._MODULE", "fts0")
    with pytest.raises(UsageError, match=r"without FTS5.*another format"):
        made("sqlite", [], tmp_path)
    assert made("sqlite", plain_rows(), tmp_path / "b", fields="id,url").data


_AGAIN = """
import sys; from pathlib import Path
from searcher.exports.columns import columns_of
from searcher.exports.sqlite import Sqlite
from searcher.article import to_record
from searcher.testing import haystack
rows = [to_record(one) | {"body": one.body * 150} for one in haystack()] * 100
sink = Sqlite(Path(sys.argv[1]), columns_of(None, nested=False))
size = int(sys.argv[2])
for at in range(0, len(rows), size): sink.write(rows[at : at + size])
sink.close()
"""


def test_other_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """Of more rows than the cache holds, in other slices, with another seed for hashes."""
    digests = []
    for seed, size in (("1", "7"), ("2", "1000")):
        path = tmp_path / f"{seed}.sqlite"
        subprocess.run(
            [sys.executable, "-c", _AGAIN, str(path), size],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        )
        digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
    assert digests[0] == digests[1]


def test_an_export_that_failed_lets_go(tmp_path: Path) -> None:
    """Nothing is indexed any more, and the file can be taken away."""
    from searcher.exports.columns import columns_of
    from searcher.exports.sqlite import Sqlite

    sink = Sqlite(tmp_path / "x.sqlite", columns_of(None, nested=False))
    sink.write(plain_rows())
    sink.abandon()
    with pytest.raises(sqlite3.ProgrammingError):
        sink.write(plain_rows())
