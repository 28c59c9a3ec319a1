"""How tests of processes read, and with which limits."""

from pathlib import Path

from searcher.corpus.accounts.taken import Taken, Taker
from searcher.corpus.records import IngestOptions, find_reader
from searcher.corpus.walk import CorpusFile, roots
from searcher.corpus.workers.crew import Crew
from searcher.corpus.workers.jobs import Record
from searcher.corpus.workers.watchdog import Limits
from searcher.engines.tantivy.preparing import TantivyPreparer

TAKER = Taker(TantivyPreparer(("en",)).prepare)
LIMITS = Limits(seconds=1.0, memory=600 << 20)


def check() -> None:
    """Let the run go on."""


def files_of(path: Path) -> list[CorpusFile]:
    """List what is to be read."""
    return [file for root in roots([path]) for file in root.files()]


def read(crew: Crew, path: Path, *, parts: int = 1) -> list[list[Record]]:
    """Read everything; give the records of each file."""
    found = files_of(path)
    named = [(file, reader.name if (reader := find_reader(file)) else None) for file in found]
    records: list[list[Record]] = [[] for _ in found]
    ended = []
    for chunk in crew.chunks(crew.submit(named, IngestOptions(), parts=parts)):
        assert chunk.unreadable is None
        records[chunk.file] += chunk.records
        ended += [chunk.file] * chunk.ended
    assert list(range(len(found))) == ended
    return records


def seen(records: list[Record]) -> list[str]:
    """Name records: articles by id, others by reason and place."""
    return [
        one.id.hex()
        if isinstance(one, Taken)
        else f"{one.reason} {one.where.file}:{one.where.record} {one.detail}"
        for one in records
    ]
