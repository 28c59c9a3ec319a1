"""What the ledger believes in after an interruption: what the index holds."""

import sqlite3
from collections.abc import Iterable

from searcher.article import Article
from searcher.corpus.rows import COLUMNS, Row, evidence, length_of
from searcher.identity import content_digest, text_digest


def believe(
    db: sqlite3.Connection, articles: Iterable[Article], file_id: int
) -> tuple[list[Row], int]:
    """Forget the rows of what the index lacks; add stale rows of `file_id` for what they lack.

    `articles` are all that the index holds. Gives the rows that were forgotten, whose files count
    as unread now, and how many were added. The rules have still to be applied.
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
    db.executemany("DELETE FROM records WHERE row = ?", ((row.row,) for row in lost))
    db.executemany(
        "UPDATE files SET fingerprint = '' WHERE file_id = ?",
        ((one,) for one in {row.file_id for row in lost}),
    )
    adopted = db.execute(
        "INSERT INTO records (file_id, record, id, text, content, captured, evidence, length, "
        "state, stale, run, origin_run) SELECT ?, record, id, text, content, '', evidence, "
        "length, 'live', 1, 0, 0 FROM present WHERE NOT EXISTS (SELECT 1 FROM records "
        "WHERE records.id = present.id AND records.state = 'live')",
        (file_id,),
    ).rowcount
    db.execute("DROP TABLE present")
    return lost, adopted
