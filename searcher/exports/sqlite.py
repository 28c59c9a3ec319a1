"""SQLite: a table of articles, and a full-text index over their words.

    SELECT a.date, a.title FROM articles_fts f JOIN articles a ON a.row = f.rowid
    WHERE articles_fts MATCH 'treasury NOT crypto' ORDER BY f.rank

`row` counts the rows; `id` is no primary key, since in a batch an article can answer several
queries. Lists are JSON arrays, for `json_each`. The index keeps words and places, and reads the
texts from the table. All is one transaction whose steps depend on the rows alone, so the bytes are
the same however rows arrive; pages beyond the cache are written as they fill, so memory is bounded.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from searcher.errors import UsageError
from searcher.exports.base import PathSink, SinkOptions
from searcher.exports.columns import Column, Row

_TYPES = {"text": "TEXT", "number": "INTEGER", "real": "REAL", "list": "TEXT"}
_INDEXED = ("title", "summary", "body", "authors")
_MODULE = "fts5"
# The file lies hidden until it is whole, and is synced by whoever puts it in its place: a journal
# would only write everything twice. Pages of 4 KiB; a cache of 16 MiB.
_PRAGMAS = (
    "page_size=4096",
    "encoding='UTF-8'",
    "auto_vacuum=NONE",
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
    "cache_size=-16384",
)


class Sqlite(PathSink):
    """Writes a database."""

    def __init__(
        self, path: Path, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Make the tables; raises `UsageError` where SQLite cannot index texts."""
        super().__init__(path, columns, options)
        self._words = [name for name in _INDEXED if name in self.names]
        typed = [f"{_quoted(column.name)} {_TYPES[column.kind]}" for column in columns]
        marks = ", ".join("?" * len(typed))
        names = ", ".join(map(_quoted, self.names))
        self._insert = f"INSERT INTO articles ({names}) VALUES ({marks})"  # noqa: S608 - our names
        self._database = sqlite3.connect(path.absolute(), isolation_level=None)
        try:
            for pragma in _PRAGMAS:
                self._database.execute(f"PRAGMA {pragma}")
            self._database.execute("BEGIN")
            self._database.execute(
                f"CREATE TABLE articles (row INTEGER PRIMARY KEY, {', '.join(typed)})"
            )
            self._make_index()
        except BaseException:
            self.abandon()
            raise

    def write(self, rows: Iterable[Row]) -> None:
        """Insert rows."""
        self._database.executemany(self._insert, self._values(rows))

    def close(self) -> None:
        """Index the words, and end the file."""
        run = self._database.execute
        if self._words:
            for command in ("rebuild", "optimize"):
                run("INSERT INTO articles_fts (articles_fts) VALUES (?)", (command,))
        if "id" in self.names:
            run("CREATE INDEX articles_id ON articles (id)")
        run("COMMIT")
        self._database.close()

    def abandon(self) -> None:
        """Close the database as it is."""
        self._database.close()

    def _make_index(self) -> None:
        if not self._words:
            return
        names = ", ".join(map(_quoted, self._words))
        try:
            self._database.execute(
                f"CREATE VIRTUAL TABLE articles_fts USING {_MODULE} ({names}, content='articles', "
                "content_rowid='row', tokenize='unicode61 remove_diacritics 2')"
            )
        except sqlite3.OperationalError as problem:
            if "no such module" not in str(problem):
                raise
            raise UsageError(
                f"SQLite {sqlite3.sqlite_version} was built without FTS5 here, so that it cannot "
                "index texts. Choose another format, such as parquet, or fields without "
                f"{', '.join(_INDEXED)}."
            ) from problem

    def _values(self, rows: Iterable[Row]) -> Iterator[list[Any]]:
        for row in rows:
            yield [self._cell(value(row)) for value in self.values]

    def _cell(self, value: Any) -> Any:
        if isinstance(value, list):
            return orjson.dumps(value).decode()
        if isinstance(value, str) and "\0" in value:
            # SQL functions and other programs would take it for the end of the text.
            self.replaced += 1
            return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
