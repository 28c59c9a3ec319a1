"""SQLite: each row of a table with titles and texts is an article (NELA-GT, and exports of ours).

The file is copied before it is opened, since it may lie within an archive, and nothing of a
stranger's is executed: views, virtual tables and computed columns are not read.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions, Record, Source, Unread
from searcher.readers.csv import cell
from searcher.readers.lines.apart import one_record
from searcher.readers.records import own_rows, reading_lists
from searcher.readers.records.field_names import attributes_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.objects import digest
from searcher.windows import sqlite_address

NAME: Final = "sqlite"
_BLOCK: Final = 1 << 20
_WANTED: Final = frozenset({"title", "body"})
_SHOWN: Final = 12  # names of tables in a message
_STORED: Final = 0  # `hidden` of a column that is neither hidden nor computed


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each row of each table of articles; `record` counts them from 1."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        with source.open() as stream, copy.open("wb") as kept:
            shutil.copyfileobj(stream, kept, _BLOCK)
        count = 0
        try:
            with closing(_opened(copy)) as database:
                fields = Fields(options)
                tables = [*_tables(database)]
                for table, columns in tables:
                    if not (attributes_of(columns) >= _WANTED or _mapped(options, columns)):
                        continue
                    for row in _rows(database, table, columns):
                        count += 1
                        where = Provenance(source.file, NAME, count, digest=digest(row))
                        yield one_record(reading_lists.read(row, where, fields))
        except (sqlite3.Error, UnicodeError) as problem:
            where = Provenance(source.file, NAME, count + 1)
            yield Rejection(where, "bad-database", str(problem))
            return
    if not count:
        names = ", ".join(name for name, _ in tables[:_SHOWN]) or "none"
        detail = f"no table has columns for titles and texts, and rows; the tables are: {names}"
        yield Skipped(Provenance(source.file, NAME), "no-text", detail)


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{sqlite_address(path)}?mode=ro&immutable=1", uri=True)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LINE_BYTES)
    database.text_factory = _text
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _tables(database: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the tables that store rows, with the columns that store values."""
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' AND sql LIKE 'CREATE TABLE%' ORDER BY rowid"
    ).fetchall()
    for (name,) in found:
        told = database.execute(f"PRAGMA table_xinfo({_quoted(name)})").fetchall()
        columns = tuple(column[1] for column in told if column[6] == _STORED)
        if columns:
            yield name, columns


def _rows(
    database: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    names = ", ".join(map(_quoted, columns))
    own = own_rows.is_table(columns)  # it reads its lists itself, and no other cells as lists
    for row in database.execute(f"SELECT {names} FROM {_quoted(table)} NOT INDEXED"):  # noqa: S608
        yield {name: _value(one, own=own) for name, one in zip(columns, row, strict=True)}


def _value(value: Any, *, own: bool) -> Any:
    if isinstance(value, bytes):
        return None
    return cell(value) if isinstance(value, str) and not own else value


def _mapped(options: ReadOptions, columns: tuple[str, ...]) -> bool:
    return not {path.partition(".")[0] for path in options.fields.values()}.isdisjoint(columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
