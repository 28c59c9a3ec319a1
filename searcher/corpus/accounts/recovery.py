"""What the ledger believes in after an interruption: what the index holds."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from searcher.article import Article
from searcher.corpus.accounts.rows import COLUMNS, Row, article_of, evidence, length_of, pack
from searcher.identity import content_digest, text_digest


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was put right after an interruption, in articles.

    Learnt of; believed in no more; and weighed anew, which had left the index.
    """

    adopted: int
    forgotten: int
    weighed: int = 0


def believe(
    db: sqlite3.Connection, articles: Iterable[Article], file_id: int, left: Iterable[bytes]
) -> tuple[Recovered, list[Row]]:
    """Forget the rows of what the index lacks; add stale rows of `file_id` for what they lack.

    `articles` are all that the index holds; of what it lacks the ledger keeps what is among the
    articles, as JSON, that `left` with the last commit. The files of the others count as unread
    now. Gives the rows of all that it lacks, and of those that rose from under them, besides: the
    rules have still to be applied to these and to what was added.
    """
    db.execute(
        "CREATE TEMP TABLE present (id BLOB PRIMARY KEY, record INTEGER, text BLOB, "
        "content BLOB, evidence INTEGER, length INTEGER) WITHOUT ROWID"
    )
    db.executemany(
        "INSERT OR REPLACE INTO present VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                bytes.fromhex(article.id), article.provenance.record, text_digest(article),
                content_digest(article), evidence(article), length_of(article),
            )
            for article in articles
        ),
    )  # fmt: skip
    lost = [
        Row(*columns)
        for columns in db.execute(
            f"SELECT {COLUMNS} FROM records WHERE state = 'live' "  # noqa: S608 - our own words
            "AND NOT EXISTS (SELECT 1 FROM present WHERE present.id = records.id "
            "AND present.content = records.content)"
        )
    ]
    kept = _kept(db, lost, left)
    gone = [row for row in lost if row.row not in kept]
    db.executemany("DELETE FROM records WHERE row = ?", ((row.row,) for row in gone))
    db.executemany(
        "UPDATE files SET fingerprint = '' WHERE file_id = ?",
        ((one,) for one in {row.file_id for row in gone}),
    )
    risen = _risen(db)
    adopted = db.execute(
        "INSERT INTO records (file_id, record, id, text, content, captured, evidence, length, "
        "state, stale, run, origin_run) SELECT ?, record, id, text, content, '', evidence, "
        "length, 'live', 1, 0, 0 FROM present WHERE NOT EXISTS (SELECT 1 FROM records "
        "WHERE records.id = present.id AND records.state = 'live')",
        (file_id,),
    ).rowcount
    db.execute("DROP TABLE present")
    found = Recovered(len(risen) + adopted, len(gone), len(kept))
    return found, [*lost, *risen]


def _risen(db: sqlite3.Connection) -> list[Row]:
    """Let records stand that the index holds, and the ledger held back; gives them as they were."""
    first: dict[bytes, Row] = {}
    for columns in db.execute(
        f"SELECT {COLUMNS} FROM records WHERE state != 'live' "  # noqa: S608 - our own words
        "AND EXISTS (SELECT 1 FROM present WHERE present.id = records.id "
        "AND present.content = records.content) "
        "AND NOT EXISTS (SELECT 1 FROM records AS other "
        "WHERE other.id = records.id AND other.state = 'live') ORDER BY stale, row"
    ):
        row = Row(*columns)
        first.setdefault(row.id, row)
    db.executemany(
        "UPDATE records SET state = 'live', article = NULL, run = 0 WHERE row = ?",
        ((row.row,) for row in first.values()),
    )
    return [*first.values()]


def _kept(db: sqlite3.Connection, lost: Iterable[Row], left: Iterable[bytes]) -> set[int]:
    """Let the ledger keep what left; gives the numbers of the rows."""
    wanted = {(row.id, row.content): row.row for row in lost}
    kept: set[int] = set()
    for stored in left if wanted else ():
        try:
            article = article_of(stored)
            key = bytes.fromhex(article.id), content_digest(article)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue  # as where the power failed while it was written
        if (number := wanted.get(key)) is not None and number not in kept:
            kept.add(number)
            db.execute(
                "UPDATE records SET state = 'superseded', article = ? WHERE row = ?",
                (pack(stored), number),
            )
    return kept
