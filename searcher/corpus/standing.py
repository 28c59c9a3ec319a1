"""Which of several records stands in the index.

A function of the *set* of records, not of the order in which they came:

- of several records with one id the latest capture stays, then the longest body, then the smallest
  content digest; the others are *superseded*, and kept (compressed) so that they can return;
- of the winners with equal text the one with the better date evidence stays, then the same rule;
  the others are *duplicate*, and kept likewise;
- a record that its file no longer holds (*stale*) gives way to any that is held.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

import orjson

from searcher.article import Article, content_digest, from_record, text_digest, to_record
from searcher.corpus.report import Outcome, Tally
from searcher.dates import Published

State = Literal["live", "superseded", "duplicate"]

# The reason for which a record is skipped that the user deleted.
DELETED = "deleted"

RECORDS_TABLE = """
CREATE TABLE records (
    row INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, record INTEGER NOT NULL, id BLOB NOT NULL,
    text BLOB NOT NULL, content BLOB NOT NULL, captured TEXT NOT NULL, evidence INTEGER NOT NULL,
    length INTEGER NOT NULL, state TEXT NOT NULL, stale INTEGER NOT NULL, run INTEGER NOT NULL,
    origin_run INTEGER NOT NULL, origin BLOB, article BLOB);
CREATE INDEX records_id ON records (id);
CREATE INDEX records_text ON records (text);
CREATE INDEX records_file ON records (file_id)"""

# Records whose articles the user deleted: passed over wherever they are found again, as long as
# either what they say (`content`) or their bytes (`bytes`) are the same.
DELETED_TABLE = (
    "CREATE TABLE deleted (id BLOB NOT NULL, content BLOB NOT NULL, bytes BLOB NOT NULL, "
)
DELETED_TABLE += "PRIMARY KEY (id, content, bytes)) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Target:
    """Where articles go: an engine's writer, and a way to read back what went there before."""

    add: Callable[[Article], None]
    delete: Callable[[str], None]
    fetch: Callable[[str], Article]


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was put right after an interruption, in articles: learnt of, and believed in no more."""

    adopted: int
    forgotten: int


@dataclass(frozen=True, slots=True)
class _Row:
    row: int
    file_id: int
    record: int
    id: bytes
    text: bytes
    content: bytes
    captured: str
    evidence: int
    length: int
    state: State
    stale: int
    run: int  # the run that read it, and counted it
    origin_run: int
    origin: bytes | None  # content that stood under this id when that run began

    @property
    def base(self) -> Outcome:
        """What this record is to the index if it stands in it."""
        if self.origin is None:
            return "added"
        return "unchanged" if self.origin == self.content else "replaced"


_COLUMNS = (
    "row, file_id, record, id, text, content, captured, evidence, length, state, stale, run, "
    "origin_run, origin"
)


class Standing:
    """The records table and its rules, within the ledger's transaction."""

    def __init__(self, db: sqlite3.Connection, run: int) -> None:
        """Use `Ledger.begin_run`."""
        self._db = db
        self._run = run
        # Most indexes never had an article deleted: no look-up for every record then.
        self._any_deleted = bool(run) and bool(
            db.execute("SELECT 1 FROM deleted LIMIT 1").fetchone()
        )

    def place(
        self, file_id: int, article: Article, captured: str, target: Target, tally: Tally
    ) -> None:
        """Take in one record, count it, and change the index where the rule says so.

        `captured` is the time of capture as sortable ISO text, or empty.
        """
        reader = article.provenance.reader
        row = _Row(
            row=0,
            file_id=file_id,
            record=article.provenance.record,
            id=bytes.fromhex(article.id),
            text=text_digest(article),
            content=content_digest(article),
            captured=captured,
            evidence=date_evidence(article.published),
            length=_length(article),
            state="live",
            stale=0,
            run=self._run,
            origin_run=self._run,
            origin=None,
        )
        rivals = self._rows("id = ?", row.id)
        twins = self._rows("text = ?", row.text)
        if not rivals and not twins:
            self._insert(row, None)
            target.add(article)
            tally.count("added", reader=reader)
            return
        for old in rivals:
            if old.stale and old.file_id == file_id and old.content == row.content:
                # The same record of the same file, read again. Another that the file held under
                # this id gives way when all are weighed.
                self._db.execute("DELETE FROM records WHERE row = ?", (old.row,))
        row = replace(row, state="superseded", origin=self._origin(rivals))
        self._insert(row, article)
        tally.count("superseded", reader=reader)
        before = {old.id: old.content for old in (*rivals, *twins) if old.state == "live"}
        self._settle({row.id}, target, tally, before, {old.text for old in rivals})

    def _origin(self, rivals: list[_Row]) -> bytes | None:
        """Find what stood under this id when the run began."""
        for old in rivals:
            if old.origin_run == self._run:
                return old.origin
        return next((old.content for old in rivals if old.state == "live"), None)

    def _settle(
        self,
        ids: set[bytes],
        target: Target,
        tally: Tally,
        before: dict[bytes, bytes] | None = None,
        lost: set[bytes] | None = None,
    ) -> None:
        """Decide anew which records of these ids stand, and of the texts that they bear.

        `before` holds the content digest of what stands in the index now and `lost` the texts, for
        rows that were already taken out of the ledger.
        """
        live = dict(before or {})
        texts = set(lost or ())
        for one in ids:
            rows = self._rows("id = ?", one)
            live.update({row.id: row.content for row in rows if row.state == "live"})
            texts.update(row.text for row in rows)
            if rows:
                winner = _best(rows, lambda r: (-r.stale, r.captured, r.length))
                for row in rows:
                    # A winner may still be a duplicate: its text's turn comes next.
                    wanted: State = "superseded" if row.row != winner.row else "duplicate"
                    if (row.state == "superseded") != (wanted == "superseded"):
                        self._change(row, wanted, tally)
        for text in sorted(texts):
            rows = [row for row in self._rows("text = ?", text) if row.state != "superseded"]
            live.update({row.id: row.content for row in rows if row.state == "live"})
            if rows:
                winner = _best(rows, lambda r: (-r.stale, r.evidence, r.captured, r.length))
                for row in rows:
                    self._change(row, "live" if row.row == winner.row else "duplicate", tally)
        self._apply(ids, texts, live, target)

    def _apply(
        self, ids: set[bytes], texts: set[bytes], before: dict[bytes, bytes], target: Target
    ) -> None:
        """Bring the index from what stood to what stands, keeping what leaves it."""
        after: dict[bytes, _Row] = {}
        concerned: dict[int, _Row] = {}
        for where, values in (("id = ?", {*ids, *before}), ("text = ?", texts)):
            for value in values:
                for row in self._rows(where, value):
                    concerned[row.row] = row
                    if row.state == "live":
                        after[row.id] = row
        for row in concerned.values():
            kept = self._kept(row)
            if row.state != "live" and kept is None:
                self._keep(row, target.fetch(row.id.hex()))
        for one in sorted(before.keys() - after.keys()):
            target.delete(one.hex())
        for row in after.values():
            kept = self._kept(row)
            if kept is not None:
                # Also where the content is the same: what is stored must name this record.
                target.add(kept)
                self._keep(row, None)

    def _change(self, row: _Row, state: State, tally: Tally) -> None:
        if row.state == state:
            return
        self._db.execute("UPDATE records SET state = ? WHERE row = ?", (state, row.row))
        if row.origin_run != self._run:
            # What stood when the run began is remembered, in case it comes to stand again.
            origin = row.content if row.state == "live" else None
            self._db.execute(
                "UPDATE records SET origin_run = ?, origin = ? WHERE row = ?",
                (self._run, origin, row.row),
            )
        if row.run == self._run and not row.stale:
            tally.move(_outcome(row.state, row.base), _outcome(state, row.base))

    def _insert(self, row: _Row, article: Article | None) -> None:
        self._db.execute(
            f"INSERT INTO records ({_COLUMNS.removeprefix('row, ')}, article) "  # noqa: S608
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.file_id, row.record, row.id, row.text, row.content, row.captured, row.evidence,
                row.length, row.state, row.stale, row.run, row.origin_run, row.origin,
                _pack(article) if article else None,
            ),
        )  # fmt: skip

    def _rows(self, where: str, value: object) -> list[_Row]:
        found = self._db.execute(
            f"SELECT {_COLUMNS} FROM records WHERE {where} ORDER BY row",  # noqa: S608
            (value,),
        )
        return [_Row(*values) for values in found]

    def _kept(self, row: _Row) -> Article | None:
        packed = self._db.execute(
            "SELECT article FROM records WHERE row = ?", (row.row,)
        ).fetchone()[0]
        return _unpack(packed) if packed else None

    def _keep(self, row: _Row, article: Article | None) -> None:
        self._db.execute(
            "UPDATE records SET article = ? WHERE row = ?",
            (_pack(article) if article else None, row.row),
        )

    def settle_stale(self, file_id: int, target: Target, tally: Tally) -> int:
        """Drop stale rows that no longer stand; count those that do."""
        stale = self._rows("file_id = ? AND stale = 1", file_id)
        self._settle({row.id for row in stale}, target, tally)
        self._db.execute(
            "DELETE FROM records WHERE file_id = ? AND stale = 1 AND state != 'live'", (file_id,)
        )
        return self.stale(file_id)

    def stale(self, file_id: int) -> int:
        """Count the articles that stand in the index and that their file no longer holds."""
        return int(
            self._db.execute(
                "SELECT count(*) FROM records WHERE file_id = ? AND stale = 1 AND state = 'live'",
                (file_id,),
            ).fetchone()[0]
        )

    def prune(self, file_id: int, target: Target, tally: Tally) -> int:
        """Take the articles out that their file no longer holds; give their number.

        What they stood before comes to stand again.
        """
        gone = self._rows("file_id = ? AND stale = 1 AND state = 'live'", file_id)
        self._db.execute("DELETE FROM records WHERE file_id = ? AND stale = 1", (file_id,))
        self.settle_without(gone, target, tally)
        return len(gone)

    def settle_without(self, gone: list[_Row], target: Target, tally: Tally) -> None:
        """Settle what rows leave behind that were taken out of the ledger and stood till then."""
        self._settle(
            {row.id for row in gone},
            target,
            tally,
            {row.id: row.content for row in gone},
            {row.text for row in gone},
        )

    # Deleted by the user

    def delete(self, article: Article, target: Target) -> int | None:
        """Take an article out for good; give how many hidden records came up in its place.

        None where the article does not stand. Its record is passed over from now on.
        """
        one = bytes.fromhex(article.id)
        row = next((row for row in self._rows("id = ?", one) if row.state == "live"), None)
        if row is None:
            return None
        self._db.execute(
            "INSERT OR IGNORE INTO deleted VALUES (?, ?, ?)",
            (one, row.content, bytes.fromhex(article.provenance.digest)),
        )
        self._any_deleted = True
        self._db.execute("DELETE FROM records WHERE row = ?", (row.row,))
        if not row.stale:
            # So that the next ingest accounts for it although its file is not read again.
            self._db.execute(
                "INSERT INTO problems (file_id, record, rejected, reason, detail) "
                "VALUES (?, ?, 0, ?, '')",
                (row.file_id, row.record, DELETED),
            )
        self.settle_without([row], target, Tally())
        risen = {r.row: r for r in (*self._rows("id = ?", one), *self._rows("text = ?", row.text))}
        return sum(r.state == "live" for r in risen.values())

    def deleted(self, article: Article) -> bool:
        """Say whether this record's article was deleted by the user."""
        if not self._any_deleted:
            return False
        content, read = content_digest(article), bytes.fromhex(article.provenance.digest)
        return any(
            content == known or (read and read == known_bytes)
            for known, known_bytes in self._db.execute(
                "SELECT content, bytes FROM deleted WHERE id = ?", (bytes.fromhex(article.id),)
            )
        )

    # After an update

    def renew(self, article: Article) -> None:
        """Take down anew what is known of an article that stands, as this version sees it."""
        self._db.execute(
            "UPDATE records SET text = ?, content = ?, evidence = ?, length = ? "
            "WHERE id = ? AND state = 'live'",
            (*_seen(article), bytes.fromhex(article.id)),
        )

    def renew_kept(self) -> None:
        """Do the same for the records that do not stand."""
        kept = self._db.execute("SELECT row, article FROM records WHERE article IS NOT NULL")
        self._db.executemany(
            "UPDATE records SET text = ?, content = ?, evidence = ?, length = ? WHERE row = ?",
            ((*_seen(_unpack(packed)), row) for row, packed in kept.fetchall()),
        )

    # After an interruption

    def recover(self, articles: Iterable[Article], file_id: int, target: Target) -> Recovered:
        """Bring the ledger to what the index holds; `articles` are all of them.

        What the index has and the ledger does not came with a commit whose ledger entry was never
        written: it counts as a stale record of `file_id`, which stands for all unknown files, and
        gives way to the record when that is read again. What the ledger has and the index does not
        (or not as it was) is forgotten, and its file will be read again.
        """
        self._db.execute(
            "CREATE TEMP TABLE present (id BLOB PRIMARY KEY, record INTEGER, text BLOB, "
            "content BLOB, evidence INTEGER, length INTEGER) WITHOUT ROWID"
        )
        self._db.executemany(
            "INSERT OR REPLACE INTO present VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    bytes.fromhex(article.id), article.provenance.record, text_digest(article),
                    content_digest(article), date_evidence(article.published), _length(article),
                )
                for article in articles
            ),
        )  # fmt: skip
        lost = self._rows(
            "state = ? AND NOT EXISTS (SELECT 1 FROM present WHERE present.id = records.id "
            "AND present.content = records.content)",
            "live",
        )
        self._db.executemany("DELETE FROM records WHERE row = ?", ((row.row,) for row in lost))
        self._db.executemany(
            "UPDATE files SET fingerprint = '' WHERE file_id = ?",
            ((one,) for one in {row.file_id for row in lost}),
        )
        adopted = self._db.execute(
            "INSERT INTO records (file_id, record, id, text, content, captured, evidence, length, "
            "state, stale, run, origin_run) SELECT ?, record, id, text, content, '', evidence, "
            "length, 'live', 1, 0, 0 FROM present WHERE NOT EXISTS (SELECT 1 FROM records "
            "WHERE records.id = present.id AND records.state = 'live')",
            (file_id,),
        ).rowcount
        self._db.execute("DROP TABLE present")
        # Now the ledger believes in what the index holds, and the rules can be applied to it.
        self._settle({row.id for row in lost}, target, Tally(), lost={row.text for row in lost})
        self.settle_stale(file_id, target, Tally())
        return Recovered(adopted, len(lost))


def date_evidence(published: Published | None) -> int:
    """Rank how well a date is known: confidence first, then precision; 0 for undated."""
    if published is None or published.date is None:
        return 0
    confidence = {"high": 30, "medium": 20, "low": 10}.get(published.confidence or "", 0)
    levels = ("year", "month", "day", "hour", "minute", "second")
    return confidence + levels.index(published.precision or "year")


def _seen(article: Article) -> tuple[bytes, bytes, int, int]:
    return (
        text_digest(article),
        content_digest(article),
        date_evidence(article.published),
        _length(article),
    )


def _length(article: Article) -> int:
    return len(article.body) or len(article.summary)


def _outcome(state: State, base: Outcome) -> Outcome:
    return base if state == "live" else state


def _best(rows: list[_Row], key: Callable[[_Row], tuple[int | str, ...]]) -> _Row:
    """Pick the row that stands: greatest key, then smallest content digest, then as it was."""
    top = max(key(row) for row in rows)
    ties = [row for row in rows if key(row) == top]
    return min(ties, key=lambda row: (row.content, row.state != "live", row.row))


def _pack(article: Article) -> bytes:
    return zlib.compress(orjson.dumps(to_record(article)), 1)


def _unpack(packed: bytes) -> Article:
    return from_record(orjson.loads(zlib.decompress(packed)))
