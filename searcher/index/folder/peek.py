"""What does the ledger say, to those who only read? It may be locked, or on a read-only medium."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from searcher.index.folder.home import LEDGER_FILE
from searcher.query.model import SearchRequest
from searcher.results import Note
from searcher.windows import sqlite_address

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from searcher.article import Article

T = TypeVar("T")

# A root of `?` stands for a file that the ledger was never told.
_HOLDING = """
SELECT file FROM records JOIN files USING (file_id)
WHERE id = ? AND stale = 0 AND root != '?' ORDER BY state != 'live', file"""


def peek(folder: Path, ask: "Callable[[sqlite3.Connection], T]", otherwise: T) -> T:
    """Ask the ledger of an index; `otherwise` where there is none, or it cannot be read."""
    ledger = folder / LEDGER_FILE
    if not ledger.is_file():
        return otherwise
    import sqlite3

    place = sqlite_address(ledger.resolve())
    # On a read-only medium, or during a long commit of an ingest, there is no lock to be had.
    for how in ("mode=ro", "mode=ro&immutable=1"):
        try:
            with contextlib.closing(sqlite3.connect(f"{place}?{how}", uri=True, timeout=1.0)) as db:
                return ask(db)
        except sqlite3.Error:
            continue
    return otherwise


def moved_to(folder: Path, article: "Article") -> str | None:
    """Name a file that holds an article now, if it was read under another name.

    An article keeps the name under which it was found, since nothing of it is read again where a
    file has moved; the ledger knows the new one. None where no file moved, or nobody knows.
    """

    def holding(db: "sqlite3.Connection") -> list[str]:
        found = db.execute(_HOLDING, (bytes.fromhex(article.id),))
        return [file for (file,) in found]

    nowhere: list[str] = []
    now, then = peek(folder, holding, nowhere), article.provenance.file
    # A member of an archive is called by the archive.
    if any(then == file or then.startswith(f"{file}!") for file in now):
        return None
    return next(iter(now), None)


def says_ungrouped(db: "sqlite3.Connection") -> bool:
    """Say whether some copies may be in no story."""
    said = db.execute("SELECT value FROM meta WHERE name = 'ungrouped'").fetchone()
    return bool(said) and said[0] == "1"


def stories_notes(folder: Path, request: SearchRequest) -> list[Note]:
    """Say that stories were counted of which not all copies may be known."""
    if request.count != "stories" or not peek(folder, says_ungrouped, otherwise=False):
        return []
    text = (
        "It is not certain that copies were looked for in all articles, so there may be fewer "
        "stories than counted: searcher stories rebuild finds them."
    )
    return [Note(text, "more")]
