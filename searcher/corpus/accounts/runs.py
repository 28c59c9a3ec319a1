"""Which ingests were there? A table in the ledger: when, of what, by whom, and what came of it.

A run is noted before it reads, and counted at each of its commits, in the same transaction. So the
table never says more than the ledger holds, and a run that was killed leaves what it had committed.
Of what was read there are names alone: where on a machine it lies is no part of an index.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Literal, cast, get_args

import orjson

from searcher._version import __version__
from searcher.corpus.accounts.report import OUTCOMES, Outcome, Tally

# `running` stands in the ledger until a run ended, or the next one saw that it will not.
RunState = Literal["running", "whole", "stopped", "interrupted"]

KEPT = 1_000  # runs, the newest
_NAMES = 10  # of what was read, noted for each run; there is a count beside
_LONGEST = 200  # characters of a name

RUNS_TABLE = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY, begun TEXT NOT NULL, ended TEXT, state TEXT NOT NULL,
    tool TEXT NOT NULL, names TEXT NOT NULL, places INTEGER NOT NULL,
    added INTEGER NOT NULL DEFAULT 0, replaced INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0, duplicate INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest.

    `names` are the last names of what was to be read, the first ten of `places`. `state` is
    `whole`, `stopped` (by the user: what was whole was committed), `interrupted` (killed, or
    failed) or `running`; `counts` are those of the report, until the last commit where it did not
    end. Times are UTC, ISO.
    """

    number: int
    begun: str
    ended: str | None
    state: RunState
    tool: str
    names: tuple[str, ...]
    places: int
    counts: dict[Outcome, int]

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {
            "number": self.number,
            "begun": self.begun,
            "ended": self.ended,
            "state": self.state,
            "tool": self.tool,
            "names": list(self.names),
            "places": self.places,
            **{str(outcome): number for outcome, number in self.counts.items()},
        }


class Runs:
    """The table while a run is written; it belongs to the ledger, which commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Nothing is noted yet."""
        self._db = connection
        self._number = 0
        self._tally = Tally()

    def settle(self) -> None:
        """Note that whoever was running is no more: there is one writer at a time."""
        self._db.execute("UPDATE runs SET state = 'interrupted' WHERE state = 'running'")

    def begin(self, names: Iterable[str], tally: Tally) -> None:
        """Note a run that begins; its tally is looked at whenever the ledger commits."""
        first, places = [], 0
        for name in names:
            places += 1
            if places <= _NAMES:
                first.append(_clean(name))
        inserted = self._db.execute(
            "INSERT INTO runs (begun, state, tool, names, places) VALUES (?, 'running', ?, ?, ?)",
            (_now(), __version__, orjson.dumps(first).decode(), places),
        )
        self._number, self._tally = int(inserted.lastrowid or 0), tally
        self._db.execute("DELETE FROM runs WHERE number <= ?", (self._number - KEPT,))

    def note(self) -> None:
        """Write down what came of it until now."""
        if self._number:
            counts = [self._tally.outcomes[outcome] for outcome in OUTCOMES]
            self._db.execute(
                "UPDATE runs SET added = ?, replaced = ?, unchanged = ?, duplicate = ?, "
                "superseded = ?, skipped = ?, rejected = ? WHERE number = ?",
                (*counts, self._number),
            )

    def end(self, state: RunState) -> None:
        """Note how it ended; in the same transaction as the last of it."""
        self._db.execute(
            "UPDATE runs SET ended = ?, state = ? WHERE number = ?", (_now(), state, self._number)
        )


def read_runs(db: sqlite3.Connection, most: int, *, writing: bool) -> tuple[int, tuple[Run, ...]]:
    """Give the number of ingests, and the newest of them; none of a ledger of an earlier version.

    `writing` says whether somebody writes just now. A ledger may come from anyone: what is not as
    it was written is passed over.
    """
    question = (
        "SELECT number, substr(begun, 1, 40), substr(ended, 1, 40), substr(state, 1, 20), "
        "substr(tool, 1, 40), substr(names, 1, 20000), places, added, replaced, unchanged, "
        "duplicate, superseded, skipped, rejected FROM runs ORDER BY number DESC LIMIT ?"
    )
    try:
        with closing(db.execute(question, (most,))) as found:
            rows = found.fetchall()
    except sqlite3.Error:
        return 0, ()
    runs = []
    for at, (number, begun, ended, state, tool, names, places, *counts) in enumerate(rows):
        known = cast(RunState, state) if state in get_args(RunState) else "interrupted"
        # Only the newest can be at it still, while somebody writes.
        alive = known != "running" or (at == 0 and writing)
        runs.append(
            Run(
                number=_count(number),
                begun=_text(begun),
                ended=_text(ended) or None,
                state=known if alive else "interrupted",
                tool=_text(tool),
                names=_names(names),
                places=_count(places),
                counts=dict(zip(OUTCOMES, map(_count, counts), strict=True)),
            )
        )
    return runs[0].number if runs else 0, tuple(runs)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _clean(name: str) -> str:
    # A name of the system's need not be UTF-8.
    return name.encode("utf-8", "backslashreplace").decode()[:_LONGEST]


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 53 else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names(value: object) -> tuple[str, ...]:
    try:
        found: Sequence[object] = orjson.loads(_text(value) or "[]")
        return tuple(_clean(name) for name in found[:_NAMES] if isinstance(name, str))
    except (ValueError, TypeError, KeyError):
        return ()
