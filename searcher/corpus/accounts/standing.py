"""Which of several records stands in the index.

A function of the *set* of records, not of the order in which they came:

- of several records with one id the latest capture stays, then the longest body, then the smallest
  content digest; the others are *superseded*, and kept (compressed) so that they can return;
- of the winners with equal text the one with the better date evidence stays, then the same rule;
  the others are *duplicate*, and kept likewise;
- a record that its file no longer holds (*stale*) gives way to any that is held.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from searcher.article import Article
from searcher.corpus.accounts.recovery import Recovered, believe
from searcher.corpus.accounts.report import Outcome, Tally
from searcher.corpus.accounts.rows import (
    COLUMNS,
    DELETED,
    ID_ORDER,
    TEXT_ORDER,
    Changes,
    Row,
    State,
    article_of,
    base_of,
    facts,
    first_of,
    outcome_of,
    pack,
    unpack,
)
from searcher.corpus.accounts.taken import Taken

# Said so that an index is asked for each state, and not walked.
_STANDING = "state IN ('live', 'duplicate')"
_ANY = "state IN ('live', 'duplicate', 'superseded')"
_INSERT = (
    f"INSERT INTO records ({COLUMNS.removeprefix('row, ')}, article, reader) "  # noqa: S608
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where articles go: an engine's writer, and a way to read back what went there before.

    `add` is told whether no article of this id is in the index. `restore` takes and `fetch` gives
    an article's JSON.
    """

    add: Callable[[Taken, bool], None]
    restore: Callable[[bytes], None]
    delete: Callable[[str], None]
    fetch: Callable[[str], bytes]


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
        # Files whose records were counted in this run without being read again.
        self._counted: set[int] = set()

    def place(self, file_id: int, batch: Sequence[Taken], target: Target, tally: Tally) -> None:
        """Take in records of a file, count them, and change the index where the rule says so.

        Most are unlike all others, and go in together.
        """
        if not batch:
            return
        ids = self._rivals("id", [one.id for one in batch])
        texts = self._rivals("text", [one.text for one in batch])
        alone = [one for one in batch if one.id not in ids and one.text not in texts]
        self._db.executemany(_INSERT, [self._values(file_id, one, "live", None) for one in alone])
        for one in alone:
            target.add(one, True)
            tally.count("added", reader=one.reader)
        if len(alone) < len(batch):
            for one in batch:
                if one.id in ids or one.text in texts:
                    self._weigh(file_id, one, target, tally)

    def counted(self, file_id: int) -> Iterator[tuple[Outcome, str, int]]:
        """Say what came of the records of a file that is not read again, by reader.

        What is read later may change that: then they are recounted.
        """
        self._counted.add(file_id)
        for state, reader, base, records in self._db.execute(
            # Where another file of this run made room for it, a record is not what it was.
            "SELECT state, reader, CASE WHEN run = ?1 OR origin_run != ?1 OR origin = content "
            "THEN 'unchanged' WHEN origin IS NULL THEN 'added' ELSE 'replaced' END, count(*) "
            "FROM records WHERE file_id = ?2 AND stale = 0 GROUP BY 1, 2, 3",
            (self._run, file_id),
        ):
            yield outcome_of(state, base), reader, records

    def _rivals(self, column: str, borne: Sequence[bytes]) -> set[bytes]:
        """Find the values that others bear too, in the ledger or in the same batch."""
        # Asked for each, since thousands may bear the same one.
        known = self._db.execute(
            f"SELECT column1 FROM (VALUES {','.join(['(?)'] * len(borne))}) "  # noqa: S608 - ours
            f"WHERE EXISTS (SELECT 1 FROM records WHERE {column} = column1)",
            borne,
        )
        twice = {value for value, times in Counter(borne).items() if times > 1}
        return twice.union(value for (value,) in known)

    def _weigh(self, file_id: int, taken: Taken, target: Target, tally: Tally) -> None:
        """Take in a record that has rivals."""
        gone = self._take_out_former(file_id, taken)
        origin = self._origin(taken.id, gone)
        self._db.execute(_INSERT, self._values(file_id, taken, "superseded", origin))
        tally.count("superseded", reader=taken.reader)
        self._settle({taken.id}, target, tally, gone)

    def _take_out_former(self, file_id: int, taken: Taken) -> list[Row]:
        """Take out the same record of the same file, read earlier, and give it.

        Another that the file held under this id gives way when all are weighed.
        """
        # The plus keeps SQLite from looking through all records of the file.
        former = self._rows(
            f"id = ? AND {_ANY} AND stale = 1 AND content = ? AND +file_id = ?",
            taken.id,
            taken.content,
            file_id,
        )
        for old in former:
            self._db.execute("DELETE FROM records WHERE row = ?", (old.row,))
        return former

    def _origin(self, one: bytes, gone: Iterable[Row]) -> bytes | None:
        """Find what stood under this id when the run began."""
        standing = (*gone, *self._rows(f"id = ? AND {_STANDING}", one))
        for old in standing:
            if old.origin_run == self._run:
                return old.origin
        return next((old.content for old in standing if old.state == "live"), None)

    def _settle(
        self,
        ids: set[bytes],
        target: Target,
        tally: Tally,
        gone: Sequence[Row] = (),
        *,
        texts: Iterable[bytes] = (),
    ) -> None:
        """Decide anew which records of these ids stand, and of the texts that they bear.

        `texts` are weighed besides. `gone` are rows that were taken out of the ledger: what they
        held is free, and where they stood the index still holds them. Only rows that change are
        touched: a thousand copies of one text cost no more than two.
        """
        changes = Changes(gone)
        texts = {row.text for row in gone} | set(texts)
        former: dict[bytes, list[Row]] = {}
        for row in gone:
            former.setdefault(row.id, []).append(row)
        for one in sorted(ids | former.keys()):
            winner = first_of(self._db, "id", one, ID_ORDER)
            if winner is None:
                continue
            texts.add(winner.text)
            if winner.state == "live":
                continue
            # What it takes the place of is looked for before that is no longer told.
            origin = self._origin(one, former.get(one, ()))
            for loser in self._rows(f"id = ? AND {_STANDING} AND row != ?", one, winner.row):
                texts.add(loser.text)
                self._change(loser, "superseded", changes, tally)
            if winner.state == "superseded":
                # It may still be a duplicate: its text's turn comes next.
                self._change(winner, "duplicate", changes, tally, origin)
        for text in sorted(texts):
            winner = first_of(self._db, "text", text, TEXT_ORDER, superseded=False)
            if winner is None or winner.state == "live":
                continue
            for loser in self._rows("text = ? AND state = 'live' AND row != ?", text, winner.row):
                self._change(loser, "duplicate", changes, tally)
            self._change(winner, "live", changes, tally)
        self._apply(changes, target)

    def _apply(self, changes: Changes, target: Target) -> None:
        """Bring the index from what stood to what stands, keeping what leaves it."""
        stood = {row.id for row in changes.gone if row.state == "live"}
        came = []
        for row, start, end in changes.net():
            if start == "live":
                stood.add(row.id)
                self._keep(row, target.fetch(row.id.hex()))
            elif end == "live":
                came.append(row)
        for one in sorted(stood):
            if not self._rows("id = ? AND state = 'live'", one):
                target.delete(one.hex())
        for row in came:
            kept = self._kept(row)
            if kept is not None:
                # Also where the content is the same: what is stored must name this record.
                target.restore(kept)
                self._keep(row, None)

    def _change(
        self, row: Row, state: State, changes: Changes, tally: Tally, origin: bytes | None = None
    ) -> None:
        """Give a row another state; `origin` stood under its id when the run began, if not itself.

        That is remembered, in case it comes to stand again.
        """
        if row.state == state:
            return
        changes.note(row, state)
        self._db.execute("UPDATE records SET state = ? WHERE row = ?", (state, row.row))
        if row.origin_run == self._run:
            origin = row.origin
        else:
            origin = row.content if row.state == "live" else origin
            self._db.execute(
                "UPDATE records SET origin_run = ?, origin = ? WHERE row = ?",
                (self._run, origin, row.row),
            )
        if not row.stale and (row.run == self._run or row.file_id in self._counted):
            base = base_of(row.content, origin)
            tally.move(outcome_of(row.state, base), outcome_of(state, base))

    def _values(
        self, file_id: int, taken: Taken, state: State, origin: bytes | None
    ) -> tuple[object, ...]:
        kept = None if state == "live" else pack(taken.stored)
        return (
            file_id, taken.record, taken.id, taken.text, taken.content, taken.captured,
            taken.evidence, taken.length, state, 0, self._run, self._run, origin,
            kept, taken.reader,
        )  # fmt: skip

    def _rows(self, where: str, *values: object) -> list[Row]:
        found = self._db.execute(
            f"SELECT {COLUMNS} FROM records WHERE {where}",  # noqa: S608 - our own words
            values,
        )
        return [Row(*columns) for columns in found]

    def _kept(self, row: Row) -> bytes | None:
        packed = self._db.execute(
            "SELECT article FROM records WHERE row = ?", (row.row,)
        ).fetchone()[0]
        return unpack(packed) if packed else None

    def _keep(self, row: Row, stored: bytes | None) -> None:
        self._db.execute(
            "UPDATE records SET article = ? WHERE row = ?",
            (None if stored is None else pack(stored), row.row),
        )

    def settle_stale(self, file_id: int, target: Target, tally: Tally) -> None:
        """Weigh anew what a file no longer holds: it gives way to what is held.

        Nothing is forgotten yet: what it gave way to may itself give way to a record that is read
        later in the run, and then it stands again.
        """
        stale = self._rows("file_id = ? AND stale = 1", file_id)
        self._settle({row.id for row in stale}, target, tally, texts={row.text for row in stale})

    def forget_stale(self, file_id: int) -> int:
        """At the end of a run: forget what a file no longer holds and what does not stand.

        Gives the number of articles that stand and that the file no longer holds.
        """
        self._db.execute(
            "DELETE FROM records WHERE file_id = ? AND stale = 1 AND state != 'live'", (file_id,)
        )
        return self.stale(file_id)

    def any_stale(self, file_id: int) -> bool:
        """Say whether there is anything that a file no longer holds, standing or not."""
        return bool(
            self._db.execute(
                "SELECT 1 FROM records WHERE file_id = ? AND stale = 1 LIMIT 1", (file_id,)
            ).fetchone()
        )

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

    def settle_without(self, gone: list[Row], target: Target, tally: Tally) -> None:
        """Settle what rows leave behind that were taken out of the ledger and stood till then."""
        self._settle(set(), target, tally, gone)

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

    def deleted(self, taken: Taken) -> bool:
        """Say whether this record's article was deleted by the user."""
        if not self._any_deleted:
            return False
        return any(
            taken.content == known or (taken.found and taken.found == known_bytes)
            for known, known_bytes in self._db.execute(
                "SELECT content, bytes FROM deleted WHERE id = ?", (taken.id,)
            )
        )

    # After an update

    def renew(self, article: Article) -> None:
        """Take down anew what is known of an article that stands, as this version sees it."""
        self._db.execute(
            "UPDATE records SET text = ?, content = ?, evidence = ?, length = ? "
            "WHERE id = ? AND state = 'live'",
            (*facts(article), bytes.fromhex(article.id)),
        )

    def renew_kept(self) -> None:
        """Do the same for the records that do not stand."""
        kept = self._db.execute("SELECT row, article FROM records WHERE article IS NOT NULL")
        self._db.executemany(
            "UPDATE records SET text = ?, content = ?, evidence = ?, length = ? WHERE row = ?",
            ((*facts(article_of(unpack(packed))), row) for row, packed in kept.fetchall()),
        )

    # After an interruption

    def recover(
        self, articles: Iterable[Article], file_id: int, target: Target, left: Iterable[bytes]
    ) -> Recovered:
        """Bring the ledger to what the index holds; `articles` are all of them, `left` it lacks.

        What the index has and the ledger does not came with a commit whose ledger entry was never
        written: it counts as a stale record of `file_id`, which stands for all unknown files, and
        gives way to the record when that is read again. What the ledger has and the index does not
        (or not as it was) is forgotten, and its file will be read again.
        """
        found, changed = believe(self._db, articles, file_id, left)
        # Now the ledger believes in what the index holds, and the rules can be applied to it, and
        # to all at once: what rises from under a lost record may bear the id of an adopted one.
        moved = (*changed, *self._rows("file_id = ? AND stale = 1", file_id))
        self._settle({row.id for row in moved}, target, Tally(), texts={row.text for row in moved})
        return found
