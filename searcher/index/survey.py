"""Counts over a whole index, for `info` and `list`."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from searcher.corpus.accounts.ledger import check_version
from searcher.corpus.accounts.rows import DELETED
from searcher.corpus.accounts.runs import Run, read_runs
from searcher.corpus.records import is_outdated
from searcher.engines.base import Engine
from searcher.index.advice.stemming import unstemmed
from searcher.index.folder.holder import holder
from searcher.index.folder.home import LEDGER_FILE
from searcher.index.folder.peek import peek, says_ungrouped
from searcher.index.folder.settings import Settings
from searcher.index.info import IndexInfo
from searcher.query.model import Missing, SearchRequest

if TYPE_CHECKING:
    import sqlite3

RUNS_SHOWN = 20  # the newest ingests; the ledger keeps more


def survey(path: Path, settings: Settings, engine: Engine) -> IndexInfo:
    """Count what an open index holds."""
    state = engine.state()
    writing = holder(path) is not None
    # Before the first commit there are no articles, and no ledger either.
    lost = _LOST if state.articles else _Books()
    ledger = peek(path, lambda db: _counted(db, path / LEDGER_FILE, writing=writing), lost)
    first, last = _span(engine)
    return IndexInfo(
        name=path.resolve().name,
        path=path,
        articles=state.articles,
        digest=state.digest,
        languages=settings.languages,
        unstemmed=unstemmed(engine, settings.languages),
        schema=settings.schema,
        engine=settings.engine,
        created=settings.created,
        bytes=sum(inside.stat().st_size for inside in path.rglob("*") if inside.is_file()),
        files=ledger.files,
        first=first,
        last=last,
        undated=engine.count(SearchRequest(query=Missing("date"))),
        unsigned=engine.count(SearchRequest(query=Missing("author"))),
        sources=len(engine.values("source")),
        authors=len(engine.values("author")),
        stale=ledger.stale,
        outdated=ledger.outdated,
        deleted=ledger.deleted,
        ungrouped=ledger.ungrouped,
        ingests=ledger.ingests,
        runs=ledger.runs,
    )


def _span(engine: Engine) -> tuple[dt.date | None, dt.date | None]:
    """Find the earliest and latest days of publication by sorting; articles may be less exact."""
    ends: list[dt.date | None] = []
    for sort in ("oldest", "newest"):
        hits = engine.search(SearchRequest(sort=sort, limit=1)).hits
        published = hits[0].article.published if hits else None
        ends.append(published.date if published else None)
    return ends[0], ends[1]


@dataclass(frozen=True, slots=True)
class _Books:
    """What the ledger counts; none of it where the first ingest has not committed yet."""

    files: int | None = 0
    outdated: int | None = 0
    stale: int | None = 0
    deleted: int | None = 0
    ungrouped: bool = False
    ingests: int | None = 0
    runs: tuple[Run, ...] = ()


# What cannot be read is not known, which is not the same as none.
_LOST = _Books(files=None, outdated=None, stale=None, deleted=None, ingests=None)


# Records in files, as an ingest counts them, and not all that was ever deleted: what a file says
# otherwise by now has another content, and without an address another id too.
_PASSED_OVER = (
    f"SELECT count(*) FROM problems WHERE reason = '{DELETED}' AND EXISTS "  # noqa: S608 - our own
    "(SELECT 1 FROM files WHERE files.file_id = problems.file_id AND fingerprint != '')"
)


def _counted(db: "sqlite3.Connection", ledger: Path, *, writing: bool) -> _Books:
    check_version(db, ledger)

    def count(question: str) -> int:
        return int(db.execute(question).fetchone()[0])

    ways = db.execute(
        "SELECT fingerprint, count(*) FROM files WHERE fingerprint != '' GROUP BY fingerprint"
    ).fetchall()
    ingests, runs = read_runs(db, RUNS_SHOWN, writing=writing)
    return _Books(
        files=sum(files for _, files in ways),
        outdated=sum(files for way, files in ways if is_outdated(way)),
        stale=count("SELECT count(*) FROM records WHERE stale = 1 AND state = 'live'"),
        deleted=count(_PASSED_OVER),
        ungrouped=says_ungrouped(db),
        ingests=ingests,
        runs=runs,
    )
