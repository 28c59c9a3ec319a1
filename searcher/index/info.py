"""What an index says of itself."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from searcher.corpus.accounts.runs import Run


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """Size, span and coverage of an index.

    `first` and `last` are the earliest and latest local days of publication; `undated` and
    `unsigned` count articles; `sources` and `authors` count distinct keys; `bytes` is the size on
    disk and `files` the number of files read, of which `outdated` were read by an older version.
    `stale` counts articles that no file holds any more, `deleted` records that are passed over
    because the user deleted their articles. `unstemmed` counts the articles in languages that are
    not among the index's `languages` and could be. `ingests` counts the ingests that were noted,
    `runs` are the newest of them, the last one first. `ungrouped`: some copies may not be in their
    stories (`rebuild_stories`). What only the ledger knows (`files`, `outdated`, `stale`,
    `deleted`, `ingests`) is None where there are articles and no ledger can be read. `problem` says
    why an index cannot be opened; then the numbers are zero.
    """

    name: str
    path: Path
    articles: int = 0
    digest: str = ""
    languages: tuple[str, ...] = ()
    unstemmed: Mapping[str, int] = field(default_factory=dict)
    schema: int = 0
    engine: str = ""
    created: str = ""
    bytes: int = 0
    files: int | None = 0
    first: dt.date | None = None
    last: dt.date | None = None
    undated: int = 0
    unsigned: int = 0
    sources: int = 0
    authors: int = 0
    stale: int | None = 0
    outdated: int | None = 0
    deleted: int | None = 0
    ungrouped: bool = False
    ingests: int | None = 0
    runs: tuple[Run, ...] = ()
    problem: str | None = None

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {
            "name": self.name,
            "path": str(self.path),
            "articles": self.articles,
            "digest": self.digest,
            "languages": list(self.languages),
            "unstemmed": dict(self.unstemmed),
            "schema": self.schema,
            "engine": self.engine,
            "created": self.created,
            "bytes": self.bytes,
            "files": self.files,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "undated": self.undated,
            "unsigned": self.unsigned,
            "sources": self.sources,
            "authors": self.authors,
            "stale": self.stale,
            "outdated": self.outdated,
            "deleted": self.deleted,
            "ungrouped": self.ungrouped,
            "ingests": self.ingests,
            "runs": [run.as_json() for run in self.runs],
            "problem": self.problem,
        }
