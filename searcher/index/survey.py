"""Counts over a whole index, for `info` and `list`."""

import datetime as dt
from pathlib import Path

from searcher.engines.base import Engine
from searcher.errors import SearcherError
from searcher.index.home import LEDGER_FILE, list_paths
from searcher.index.info import IndexInfo
from searcher.index.settings import Settings
from searcher.query.model import Missing, SearchRequest


def survey(path: Path, settings: Settings, engine: Engine) -> IndexInfo:
    """Count what an open index holds."""
    state = engine.state()
    files = _files(path / LEDGER_FILE)
    first, last = _span(engine)
    return IndexInfo(
        name=path.resolve().name,
        path=path,
        articles=state.articles,
        digest=state.digest,
        languages=settings.languages,
        schema=settings.schema,
        engine=settings.engine,
        created=settings.created,
        bytes=sum(inside.stat().st_size for inside in path.rglob("*") if inside.is_file()),
        files=files,
        first=first,
        last=last,
        undated=engine.count(SearchRequest(query=Missing("date"))),
        unsigned=engine.count(SearchRequest(query=Missing("author"))),
        sources=len(engine.values("source")),
        authors=len(engine.values("author")),
        stale=_stale(path / LEDGER_FILE),
    )


def list_indexes() -> tuple[IndexInfo, ...]:
    """Survey every index in the index home; one that cannot be opened says why."""
    from searcher.index.facade import Index

    found = []
    for path in list_paths():
        try:
            with Index.open(path) as index:
                found.append(index.info())
        except SearcherError as problem:
            found.append(IndexInfo(name=path.name, path=path, problem=str(problem)))
    return tuple(found)


def _span(engine: Engine) -> tuple[dt.date | None, dt.date | None]:
    """Find the earliest and latest days of publication by sorting; articles may be less exact."""
    ends: list[dt.date | None] = []
    for sort in ("oldest", "newest"):
        hits = engine.search(SearchRequest(sort=sort, limit=1)).hits
        published = hits[0].article.published if hits else None
        ends.append(published.date if published else None)
    return ends[0], ends[1]


def _files(ledger: Path) -> int:
    return _count(ledger, "SELECT count(*) FROM files WHERE fingerprint != ''")


def _stale(ledger: Path) -> int:
    return _count(ledger, "SELECT count(*) FROM records WHERE stale = 1 AND state = 'live'")


def _count(ledger: Path, question: str) -> int:
    if not ledger.is_file():
        return 0
    import sqlite3

    # Read only and without a lock: an ingest may be running, or the medium be read-only.
    db = sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return int(db.execute(question).fetchone()[0])
    except sqlite3.Error:
        # The first ingest has not committed yet.
        return 0
    finally:
        db.close()
