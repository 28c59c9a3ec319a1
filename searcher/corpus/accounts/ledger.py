"""What was read, by which ingest, and what became of each record.

The ledger is an SQLite file beside the index. It is written in one transaction per commit of the
index, after that commit: it may be behind the index, never ahead of it.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from searcher.article import Article
from searcher.corpus.accounts.problems import Problems
from searcher.corpus.accounts.recovery import Recovered
from searcher.corpus.accounts.report import Tally
from searcher.corpus.accounts.rows import DELETED_TABLE, RECORDS_ORDERS, RECORDS_TABLE
from searcher.corpus.accounts.runs import RUNS_TABLE, Runs
from searcher.corpus.accounts.standing import Standing, Target
from searcher.corpus.copies.tables import BANDS_TABLE, SAMPLES_TABLE
from searcher.corpus.walk import STDIN, CorpusFile
from searcher.errors import IndexIncompatible

LEDGER_VERSION = 8

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    file_id INTEGER PRIMARY KEY, root TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, digest BLOB NOT NULL, fingerprint TEXT NOT NULL,
    reader TEXT NOT NULL, UNIQUE (root, file));
CREATE INDEX files_digest ON files (digest);
CREATE TABLE problems (
    file_id INTEGER NOT NULL, record INTEGER NOT NULL, rejected INTEGER NOT NULL,
    reason TEXT NOT NULL, detail TEXT NOT NULL, start INTEGER, stop INTEGER, digest TEXT,
    reader TEXT NOT NULL DEFAULT '', member TEXT NOT NULL DEFAULT '');
CREATE INDEX problems_file ON problems (file_id);
"""

_TABLES = (
    *(_SCHEMA, RECORDS_TABLE, RECORDS_ORDERS, DELETED_TABLE, RUNS_TABLE),
    *(BANDS_TABLE, SAMPLES_TABLE),
)

# What a ledger of an earlier version lacks.
_UPGRADES = {
    1: (
        "ALTER TABLE problems ADD COLUMN start INTEGER",
        "ALTER TABLE problems ADD COLUMN stop INTEGER",
        "ALTER TABLE problems ADD COLUMN digest TEXT",
        DELETED_TABLE,
    ),
    2: (
        "ALTER TABLE records ADD COLUMN reader TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE problems ADD COLUMN reader TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE problems ADD COLUMN member TEXT NOT NULL DEFAULT ''",
    ),
    3: (RUNS_TABLE,),
    4: (BANDS_TABLE, "INSERT OR REPLACE INTO meta VALUES ('ungrouped', '1')"),
    5: (SAMPLES_TABLE,),
    6: (),
    7: (
        *("DROP INDEX records_id", "DROP INDEX records_text"),
        "UPDATE records SET evidence = evidence * 8",  # what was known besides was not noted
        *RECORDS_ORDERS.split(";"),
    ),
}

_NARROW_BANDS = 6  # the version from which on the pairs of bands are short

# Somebody may be counting files just now (`searcher info`).
BUSY_SECONDS = 60.0

# Articles whose file is not known: committed by a run that ended before its ledger was written.
_ADOPTED_ROOT = "?"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the ledger knows it."""

    file_id: int
    root: str
    file: str
    size: int
    mtime_ns: int
    digest: bytes
    fingerprint: str
    reader: str


class Ledger:
    """The memory of all ingests; one at a time has it open for writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `open`."""
        self._db = connection
        self.standing = Standing(connection, 0)
        self.runs = Runs(connection)
        self.problems = Problems(connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or make the ledger and begin a run."""
        db = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            db.execute("PRAGMA cache_size = -65536")  # 64 MiB
            db.execute("PRAGMA journal_mode = TRUNCATE")
            db.execute("BEGIN IMMEDIATE")
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                for statement in ";".join(_TABLES).split(";"):
                    db.execute(statement)
                _set_meta(db, "version", str(LEDGER_VERSION))
            if _upgrade(db, path):
                db.execute("COMMIT")
                with contextlib.suppress(sqlite3.Error):  # it is whole without this too
                    db.execute("VACUUM")
                db.execute("BEGIN IMMEDIATE")
            ledger = cls(db)
            ledger.begin_run()
        except BaseException:
            db.close()
            raise
        return ledger

    def begin_run(self) -> None:
        """Count from here: what an earlier run read is what was there before."""
        run = int(_meta(self._db, "run") or 0) + 1
        _set_meta(self._db, "run", str(run))
        self.standing = Standing(self._db, run)
        self.runs.settle()

    @property
    def stamp(self) -> str:
        """The index's commit that the ledger was last written after."""
        return _meta(self._db, "stamp") or ""

    def commit(self, stamp: str) -> None:
        """Make the rows durable; call it after the index's own commit, with that commit's stamp."""
        _set_meta(self._db, "stamp", stamp)
        self.runs.note()
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Forget what was not committed."""
        self._db.close()

    # Stories

    @property
    def database(self) -> sqlite3.Connection:
        """The connection, for those who keep their own table in this transaction."""
        return self._db

    @property
    def ungrouped(self) -> bool:
        """Whether some articles may belong to another story than they say."""
        return _meta(self._db, "ungrouped") == "1"

    @ungrouped.setter
    def ungrouped(self, ungrouped: bool) -> None:
        _set_meta(self._db, "ungrouped", "1" if ungrouped else "0")

    def adopted(self) -> Iterator[str]:
        """Walk the ids of the articles that were found in the index, and not known to be there."""
        for (one,) in self._db.execute("SELECT id FROM records WHERE run = 0"):
            yield one.hex()

    # Files

    def known(self, file: str, root: str) -> KnownFile | None:
        """Find a file by its place: its name below a root."""
        found = self._db.execute(
            "SELECT file_id, root, file, size, mtime_ns, digest, fingerprint, reader FROM files "
            "WHERE root = ? AND file = ?",
            (root, file),
        ).fetchone()
        return KnownFile(*found) if found else None

    def same_bytes(self, digest: bytes) -> Iterator[KnownFile]:
        """Find files of equal bytes, wherever they were."""
        for found in self._db.execute(
            "SELECT file_id, root, file, size, mtime_ns, digest, fingerprint, reader FROM files "
            "WHERE digest = ? ORDER BY file_id",
            (digest,),
        ).fetchall():
            yield KnownFile(*found)

    def moved(self, known: KnownFile, file: CorpusFile, root: str) -> None:
        """Note a file's new place or time; its records stay as they are."""
        self._db.execute(
            "UPDATE files SET root = ?, file = ?, size = ?, mtime_ns = ? WHERE file_id = ?",
            (root, file.file, file.size, file.mtime_ns, known.file_id),
        )

    def start_file(self, file: CorpusFile, root: str, *, reader: str) -> int:
        """Begin to read a file, anew or again, and give its number.

        What it held before is stale until it is found again. Until `finish_file` the file counts
        as unread: a commit in the middle of a long file leaves it to be read again.
        """
        known = self.known(file.file, root)
        if known is None:
            inserted = self._db.execute(
                "INSERT INTO files (root, file, size, mtime_ns, digest, fingerprint, reader) "
                "VALUES (?, ?, ?, ?, x'', '', ?)",
                (root, file.file, file.size, file.mtime_ns, reader),
            )
            return int(inserted.lastrowid or 0)
        self._db.execute(
            "UPDATE files SET size = ?, mtime_ns = ?, digest = x'', fingerprint = '', reader = ? "
            "WHERE file_id = ?",
            (file.size, file.mtime_ns, reader, known.file_id),
        )
        self._db.execute("UPDATE records SET stale = 1 WHERE file_id = ?", (known.file_id,))
        self._db.execute("DELETE FROM problems WHERE file_id = ?", (known.file_id,))
        return known.file_id

    def finish_file(
        self, file_id: int, digest: bytes, fingerprint: str, target: Target, tally: Tally
    ) -> None:
        """End a file: from now on it counts as read."""
        self._db.execute(
            "UPDATE files SET digest = ?, fingerprint = ? WHERE file_id = ?",
            (digest, fingerprint, file_id),
        )
        self.standing.settle_stale(file_id, target, tally)

    def vanish(self, known: KnownFile, target: Target, tally: Tally) -> None:
        """Note that a file is gone; should it return, it is read anew."""
        self._db.execute("UPDATE records SET stale = 1 WHERE file_id = ?", (known.file_id,))
        self._db.execute("UPDATE files SET fingerprint = '' WHERE file_id = ?", (known.file_id,))
        self.standing.settle_stale(known.file_id, target, tally)

    def forget_file(self, file_id: int) -> None:
        """Forget a file that is gone, if none of its articles is left in the index."""
        if not self._db.execute("SELECT 1 FROM records WHERE file_id = ?", (file_id,)).fetchone():
            self._db.execute("DELETE FROM problems WHERE file_id = ?", (file_id,))
            self._db.execute("DELETE FROM files WHERE file_id = ?", (file_id,))

    def roots(self) -> list[str]:
        """List the roots below which files were read; not standard input."""
        return [
            str(root)
            for (root,) in self._db.execute("SELECT DISTINCT root FROM files ORDER BY root")
            if root not in {STDIN, _ADOPTED_ROOT}
        ]

    def files_below(self, root: str) -> Iterator[KnownFile]:
        """List the files that were read below a root."""
        for found in self._db.execute(
            "SELECT file_id, root, file, size, mtime_ns, digest, fingerprint, reader FROM files "
            "WHERE root = ? ORDER BY file",
            (root,),
        ).fetchall():
            yield KnownFile(*found)

    def count_known(self, known: KnownFile, file: str, tally: Tally) -> None:
        """Count the records of a file that is not read again; `file` is its name now."""
        for outcome, reader, records in self.standing.counted(known.file_id):
            tally.count(outcome, reader=reader or known.reader, records=records)
        self.problems.count(known.file_id, file, known.reader, tally)

    # After an interruption

    def begin_reading(self, places: Sequence[str]) -> None:
        """Note durably what is about to be read, in case the run does not come to its end."""
        import orjson

        _set_meta(self._db, "reading", orjson.dumps(sorted(places)).decode())
        self.commit(self.stamp)

    def end_reading(self) -> None:
        """Note that all was read; in the same transaction as the last of it."""
        _set_meta(self._db, "reading", "[]")
        adopted = self._adopted_file()
        if adopted is None or not self.standing.stale(adopted):
            _set_meta(self._db, "interrupted", "[]")
        if adopted is not None:
            self.forget_file(adopted)

    def recover(
        self, articles: Iterable[Article], target: Target, left: Iterable[bytes] = ()
    ) -> Recovered:
        """Bring the ledger to what the index holds, after a run that did not end.

        `left` are articles, as JSON, that may have left the index with its last commit.
        """
        import orjson

        broken = {*self._places("reading"), *self._places("interrupted")}
        _set_meta(self._db, "interrupted", orjson.dumps(sorted(broken)).decode())
        self._db.execute(
            "INSERT OR IGNORE INTO files (root, file, size, mtime_ns, digest, fingerprint, reader) "
            "VALUES (?, '', 0, 0, x'', '', '-')",
            (_ADOPTED_ROOT,),
        )
        return self.standing.recover(articles, self._adopted_file() or 0, target, left)

    def settle_adopted(self, target: Target, tally: Tally) -> int:
        """Drop what was adopted and whose file was read since; count what is left."""
        adopted = self._adopted_file()
        if adopted is None:
            return 0
        self.standing.settle_stale(adopted, target, tally)
        return self.standing.forget_stale(adopted)

    def prune_adopted(self, places: Sequence[str], target: Target, tally: Tally) -> int:
        """Take out what was adopted, if all that was being read then has been read now."""
        adopted = self._adopted_file()
        if adopted is None or not self._places("interrupted") <= set(places):
            return 0
        return self.standing.prune(adopted, target, tally)

    def _places(self, name: str) -> set[str]:
        import orjson

        return set(orjson.loads(_meta(self._db, name) or "[]"))

    def _adopted_file(self) -> int | None:
        found = self._db.execute(
            "SELECT file_id FROM files WHERE root = ?", (_ADOPTED_ROOT,)
        ).fetchone()
        return int(found[0]) if found else None


def check_version(db: sqlite3.Connection, path: Path) -> int:
    """Give a ledger's version; raises `IndexIncompatible` where nobody here knows it."""
    version = int(_meta(db, "version") or 0)
    if version > LEDGER_VERSION:
        raise IndexIncompatible(
            f"{path} was written by a newer version of searcher. Update searcher."
        )
    return version


def _upgrade(db: sqlite3.Connection, path: Path) -> bool:
    """Bring tables to this version; say whether runs of stories were written anew."""
    version = check_version(db, path)
    for old in range(version, LEDGER_VERSION):
        for statement in _UPGRADES[old]:
            db.execute(statement)
    anew = version < _NARROW_BANDS and bool(db.execute("SELECT 1 FROM bands LIMIT 1").fetchone())
    if anew:
        from searcher.corpus.copies.bands import upgrade

        if not upgrade(db):
            _set_meta(db, "ungrouped", "1")
    _set_meta(db, "version", str(LEDGER_VERSION))
    return anew


def _meta(db: sqlite3.Connection, name: str) -> str | None:
    found = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else None


def _set_meta(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))
