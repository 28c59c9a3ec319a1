"""The ledger's table of what is no article: skipped and rejected records, by their files."""

import sqlite3
from collections.abc import Iterator

from searcher.article import Provenance, Rejection, Skipped
from searcher.corpus.accounts.report import Outcome, Tally


class Problems:
    """Written in the ledger's transaction.

    `file` is the name of a file as it is now, a record's own may be that of a member of it;
    `reader` stands in where a ledger of an earlier version names none.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use `Ledger.problems`."""
        self._db = db

    def add(self, file_id: int, file: str, problem: Skipped | Rejection) -> None:
        """Remember a record that is no article, so that the next report counts it again."""
        where, detail = problem.where, problem.detail.encode("utf-8", "backslashreplace").decode()
        self._db.execute(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                file_id, where.record, int(isinstance(problem, Rejection)), problem.reason,
                detail, where.start, where.end, where.digest, where.reader,
                where.file.removeprefix(file),
            ),
        )  # fmt: skip

    def count(self, file_id: int, file: str, reader: str, tally: Tally) -> None:
        """Count those of a file that is not read again.

        Of an archive's members the first of each reason is named.
        """
        for rejected, reason, by, records, member, _ in self._db.execute(
            "SELECT rejected, reason, reader, count(*), member, min(rowid) FROM problems "
            "WHERE file_id = ? GROUP BY rejected, reason, reader",
            (file_id,),
        ):
            outcome: Outcome = "rejected" if rejected else "skipped"
            tally.count(outcome, reader=by or reader, records=records)
            tally.explain(reason, file + member, records=records)

    def rejected(self, file_id: int, file: str, reader: str) -> Iterator[Rejection]:
        """List the rejected records of such a file."""
        return (Rejection(*said) for said in self._said(file_id, file, reader, rejected=True))

    def skipped(self, file_id: int, file: str, reader: str) -> Iterator[Skipped]:
        """List what is no article in such a file."""
        return (Skipped(*said) for said in self._said(file_id, file, reader, rejected=False))

    def _said(
        self, file_id: int, file: str, reader: str, *, rejected: bool
    ) -> Iterator[tuple[Provenance, str, str]]:
        for member, by, record, reason, detail, start, end, digest in self._db.execute(
            "SELECT member, reader, record, reason, detail, start, stop, digest FROM problems "
            "WHERE file_id = ? AND rejected = ? ORDER BY rowid",
            (file_id, int(rejected)),
        ):
            where = Provenance(file + member, by or reader, record, start, end, digest or "")
            yield where, reason, detail
