"""How is a record kept in the ledger? Its row, the tables, and the order in which rows win."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import orjson

from searcher.article import Article, from_record
from searcher.corpus.accounts.report import Outcome
from searcher.dates import Published
from searcher.identity import content_digest, text_digest

State = Literal["live", "superseded", "duplicate"]

# The reason for which a record is skipped that the user deleted.
DELETED = "deleted"

RECORDS_TABLE = """
CREATE TABLE records (
    row INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, record INTEGER NOT NULL, id BLOB NOT NULL,
    text BLOB NOT NULL, content BLOB NOT NULL, captured TEXT NOT NULL, evidence INTEGER NOT NULL,
    length INTEGER NOT NULL, state TEXT NOT NULL, stale INTEGER NOT NULL, run INTEGER NOT NULL,
    origin_run INTEGER NOT NULL, origin BLOB, article BLOB, reader TEXT NOT NULL DEFAULT '');
CREATE INDEX records_file ON records (file_id)"""

# Below the evidence of a date in an article's own: who signed, and whether topics are declared.
_DATED = 8

# The orders in which rows of one state win, greatest first. What is known besides the date decides
# only where nothing else does, and the head of a digest where that does not either.
_LAST = "evidence DESC, substr(content, 1, 8)"
ID_ORDER = f"stale, captured DESC, length DESC, {_LAST}"
TEXT_ORDER = f"stale, evidence / {_DATED} DESC, captured DESC, length DESC, {_LAST}"
RECORDS_ORDERS = f"""
CREATE INDEX records_id ON records (id, state, {ID_ORDER});
CREATE INDEX records_text ON records (text, state, {TEXT_ORDER})"""

# Records whose articles the user deleted: passed over wherever they are found again, as long as
# either what they say (`content`) or their bytes (`bytes`) are the same.
DELETED_TABLE = (
    "CREATE TABLE deleted (id BLOB NOT NULL, content BLOB NOT NULL, bytes BLOB NOT NULL, "
)
DELETED_TABLE += "PRIMARY KEY (id, content, bytes)) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Row:
    """One record, with what decides whether it stands."""

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


COLUMNS = (
    "row, file_id, record, id, text, content, captured, evidence, length, state, stale, run, "
    "origin_run, origin"
)


def first_of(
    db: sqlite3.Connection, column: str, value: bytes, order: str, *, superseded: bool = True
) -> Row | None:
    """Give the row that wins: of each state the first, which the index tells, and of these.

    What is alike in all else stays as it was.
    """
    firsts = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {COLUMNS} FROM records "  # noqa: S608 - our own words
        f"WHERE {column} = ?1 AND state = '{state}' ORDER BY {order}, row LIMIT 1)"
        for state in ("live", "duplicate", *(("superseded",) if superseded else ()))
    )
    found = db.execute(
        f"SELECT * FROM ({firsts}) "  # noqa: S608 - our own words
        f"ORDER BY {order}, content, state != 'live', row LIMIT 1",
        (value,),
    ).fetchone()
    return Row(*found) if found else None


class Changes:
    """Which rows changed their state, from what to what, and which were taken out."""

    def __init__(self, gone: Sequence[Row]) -> None:
        self.gone = gone
        self._rows: dict[int, Row] = {}
        self._ends: dict[int, State] = {}

    def note(self, row: Row, state: State) -> None:
        self._rows.setdefault(row.row, row)
        self._ends[row.row] = state

    def net(self) -> Iterator[tuple[Row, State, State]]:
        """Walk rows whose state is another than at first."""
        for number, row in self._rows.items():
            if row.state != self._ends[number]:
                yield row, row.state, self._ends[number]


def date_evidence(published: Published | None) -> int:
    """Rank how well a date is known: confidence first, then precision; 0 for undated."""
    if published is None or published.date is None:
        return 0
    confidence = {"high": 30, "medium": 20, "low": 10}.get(published.confidence or "", 0)
    levels = ("year", "month", "day", "hour", "minute", "second")
    return confidence + levels.index(published.precision or "year")


def evidence(article: Article) -> int:
    """Rank how much is known of an article: its date first, then who signed, then topics."""
    signed = 2 if any(author.role == "person" for author in article.authors) else 1
    declared = any(not topic.inferred for topic in article.topics)
    known = (signed if article.authors else 0) * 2 + declared
    return date_evidence(article.published) * _DATED + known


def facts(article: Article) -> tuple[bytes, bytes, int, int]:
    return (
        text_digest(article),
        content_digest(article),
        evidence(article),
        length_of(article),
    )


def length_of(article: Article) -> int:
    return len(article.body) or len(article.summary)


def base_of(content: bytes, origin: bytes | None) -> Outcome:
    """Say what a record is to the index if it stands in it; `origin` stood there before."""
    if origin is None:
        return "added"
    return "unchanged" if origin == content else "replaced"


def outcome_of(state: State, base: Outcome) -> Outcome:
    return base if state == "live" else state


def pack(stored: bytes) -> bytes:
    """Compress an article's JSON, to be kept."""
    return zlib.compress(stored, 1)


def unpack(packed: bytes) -> bytes:
    """Give the JSON that was kept."""
    return zlib.decompress(packed)


def article_of(stored: bytes) -> Article:
    """Read an article's JSON."""
    return from_record(orjson.loads(stored))
