"""Databases of SQLite: rows of tables of articles, and nothing that a stranger would have run."""

import sqlite3
from pathlib import Path

import pytest

from exported import articles, reader_of, records
from searcher.article import Rejection, Skipped
from searcher.index import Index

NELA = (
    "CREATE TABLE newsdata (id TEXT PRIMARY KEY, date TEXT, source TEXT, title TEXT, content TEXT,"
    " author TEXT, published TEXT, published_utc INTEGER, collection_utc INTEGER);"
    "INSERT INTO newsdata VALUES ('quay--1', '2020-01-01', 'quay', 'The wall holds', 'It held.',"
    " 'Ines Calloway', 'Wed, 01 Jan 2020 10:00:00 GMT', 1577872800, 1577999999);"
    "INSERT INTO newsdata VALUES ('quay--2', '2020-01-02', 'quay', 'Rain', x'00ff', '', '', 0, 0);"
    "CREATE TABLE tweet (id INTEGER, article_id TEXT, embedded_tweet TEXT);"
    "INSERT INTO tweet VALUES (1, 'quay--1', '17');"
)


def made(path: Path, script: str) -> bytes:
    """Make a database."""
    file = path / "made.db"
    with sqlite3.connect(file) as database:
        database.executescript(script)
    database.close()
    return file.read_bytes()


def test_rows_are_articles(tmp_path: Path) -> None:
    """Of the tables with titles and texts; what is no text has no value."""
    data = made(tmp_path, NELA)
    assert reader_of(data, "nela-gt-2020.db") == reader_of(data, "a") == "sqlite"
    first, second = articles(data, "nela-gt-2020.db")
    assert (first.title, first.body, first.source) == ("The wall holds", "It held.", "quay")
    assert first.authors == ("Ines Calloway",)
    assert first.dates[0].text == "Wed, 01 Jan 2020 10:00:00 GMT"
    assert (second.title, second.body) == ("Rain", None)


def test_columns_may_be_mapped(tmp_path: Path) -> None:
    """Also those of a table that none would know."""
    data = made(tmp_path, "CREATE TABLE a (kop TEXT, b TEXT); INSERT INTO a VALUES ('Wall', 'x')")
    (found,) = records(data, "a.db")
    assert isinstance(found, Skipped)
    assert found.detail.endswith("the tables are: a")
    assert articles(data, "a.db", title="kop", body="b")[0].title == "Wall"


def test_only_stored_rows_are_read(tmp_path: Path) -> None:
    """No views, no virtual tables, no computed columns; histories of browsers have no texts."""
    script = (
        "CREATE TABLE a (title TEXT, body TEXT, text TEXT AS (upper(body)));"
        "INSERT INTO a (title, body) VALUES ('Wall', 'It held.');"
        "CREATE VIEW v AS SELECT title, body FROM a;"
        "CREATE VIRTUAL TABLE f USING fts5(title, body);"
        "INSERT INTO f VALUES ('Wall', 'It held.');"
        "CREATE TABLE moz_places (url TEXT, title TEXT, description TEXT);"
        "INSERT INTO moz_places VALUES ('https://a.example', 'A', 'B');"
    )
    (found,) = articles(made(tmp_path, script), "a.db")
    assert (found.title, found.body) == ("Wall", "It held.")


@pytest.mark.parametrize("cut", [100, 5000])
def test_broken_databases_are_named(tmp_path: Path, cut: int) -> None:
    """What is cut off is rejected, and ends nothing else."""
    data = made(tmp_path, NELA)
    (*_, found) = records(data[:cut], "a.db")
    assert isinstance(found, Rejection)
    assert found.reason == "bad-database"


def test_an_export_is_read_again(tmp_path: Path) -> None:
    """Its lists are lists."""
    data = made(
        tmp_path,
        "CREATE TABLE articles (row INTEGER PRIMARY KEY, title TEXT, body TEXT, authors TEXT);"
        """INSERT INTO articles VALUES (1, 'Wall', 'It held.', '["Ines Calloway","Bo Ray"]')""",
    )
    assert articles(data, "a.sqlite")[0].authors == ("Ines Calloway", "Bo Ray")


def test_an_index_in_the_folder_is_no_corpus(tmp_path: Path) -> None:
    """Its own databases are not read."""
    with Index.create(tmp_path / "index") as index:
        (tmp_path / "a.txt").write_text("The wall holds\n\nIt held on Monday.\n")
        index.ingest(tmp_path, workers=0)
        index.ingest(tmp_path, workers=0)
        assert index.count() == 1
