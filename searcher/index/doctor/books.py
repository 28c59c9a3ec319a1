"""Does the ledger know the same articles as the index?"""

import contextlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from searcher.corpus.accounts.ledger import check_version
from searcher.index.doctor.findings import Ids
from searcher.windows import sqlite_address


@dataclass(frozen=True, slots=True)
class Books:
    """What the ledger says. `digest` is that of the articles that should be in the index.

    `problem` says why it could not be read.
    """

    live: int = 0
    digest: str = ""
    stale: Ids | None = None
    problem: str | None = None


def read(ledger: Path) -> Books | None:
    """Read the ledger without a change; None where there is none.

    Raises `IndexIncompatible` where a newer version wrote it.
    """
    if not ledger.is_file():
        return None
    place = sqlite_address(ledger.resolve())
    problem: Exception | None = None
    # On a read-only medium there is no lock to be had.
    for how in ("mode=ro", "mode=ro&immutable=1"):
        try:
            with contextlib.closing(sqlite3.connect(f"{place}?{how}", uri=True, timeout=1.0)) as db:
                check_version(db, ledger)
                return _read(db)
        except (sqlite3.Error, TypeError, ValueError) as error:
            problem = error
    return Books(problem=f"it cannot be read ({problem})")


def _read(db: sqlite3.Connection) -> Books:
    live = total = 0
    for (content,) in db.execute("SELECT content FROM records WHERE state = 'live'"):
        live += 1
        total += int.from_bytes(content, "big")
    stale = Ids()
    for (article_id,) in db.execute(
        "SELECT id FROM records WHERE stale = 1 AND state = 'live' ORDER BY id"
    ):
        if len(article_id) != 16:  # noqa: PLR2004 - bytes of an id
            raise ValueError("an id of another length")
        stale.add_packed(article_id)
    return Books(live, f"{total % 2**256:064x}", stale)
