"""Which story has an article with this key? All keys of all stories, on disk, in sorted runs.

A table of rows would be touched all over by every batch, since keys are random. So each batch
becomes a *run*: its keys in order, in pieces of a thousand or two. Runs of like size are merged, so
that there are few; looking up a sorted batch reads each run once, from its beginning to its end. It
all lies in the ledger, whose transaction makes a batch come into force as a whole.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from searcher.corpus.sketch import Hashes

_PIECE: Final = 1024  # pairs in a row of the table: 16 KiB
# A run is merged with the one before it unless that is more than so many times as large.
_LIKE: Final = 3
# Stories that are remembered for a key, the oldest: of pages that share their frame and little
# else there may be thousands.
MOST_STORIES: Final = 16

# Two rows: keys in order, and the story of each.
Pairs = NDArray[np.uint64]


class Bands:
    """The keys in the ledger's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use the ledger's connection."""
        self._db = db

    def find(self, keys: Hashes) -> Pairs:
        """Give all pairs of these keys, which are in order and each there once."""
        found = [self._in_run(run, keys) for run in self._runs()] if len(keys) else []
        return np.concatenate(found, axis=1) if found else np.zeros((2, 0), np.uint64)

    def add(self, pairs: Pairs) -> None:
        """Remember pairs, in any order."""
        if not pairs.shape[1]:
            return
        ordered = _ordered(pairs)
        run = max(self._runs(), default=0) + 1
        self._write(run, iter([ordered]))
        self._merge()

    def forget(self, pairs: Pairs) -> None:
        """Forget pairs that were found, in any order: what they name is no more."""
        if not pairs.shape[1]:
            return
        keys, numbers = np.unique(pairs[0]), np.unique(pairs[1])
        for run in self._runs():
            for first, piece in self._pieces_with(run, keys):
                stays = ~(among(piece[0], keys) & among(piece[1], numbers))
                if not stays.any():
                    self._db.execute("DELETE FROM bands WHERE run = ? AND first = ?", (run, first))
                elif not stays.all():
                    # It keeps its place, which says only that no lower key is in it.
                    self._db.execute(
                        "UPDATE bands SET pairs = ? WHERE run = ? AND first = ?",
                        (_packed(piece[:, stays]), run, first),
                    )

    def clear(self) -> None:
        """Forget all."""
        self._db.execute("DELETE FROM bands")

    def _runs(self) -> list[int]:
        return [run for (run,) in self._db.execute("SELECT DISTINCT run FROM bands ORDER BY run")]

    def _in_run(self, run: int, keys: Hashes) -> Pairs:
        pieces = self._db.execute("SELECT count(*) FROM bands WHERE run = ?", (run,)).fetchone()[0]
        read = self._pieces(run)
        if len(keys) <= pieces:
            read = (piece for _, piece in self._pieces_with(run, keys))
        found = [piece[:, among(piece[0], keys)] for piece in read]
        return np.concatenate(found, axis=1) if found else np.zeros((2, 0), np.uint64)

    def _pieces(self, run: int) -> Iterator[Pairs]:
        for (blob,) in self._db.execute(
            "SELECT pairs FROM bands WHERE run = ? ORDER BY first", (run,)
        ):
            yield _unpacked(blob)

    def _pieces_with(self, run: int, keys: Hashes) -> Iterator[tuple[int, Pairs]]:
        """Read only the pieces in which the keys would be, each with its place."""
        last = None
        for key in keys.tolist():
            if last is not None and key <= last:
                continue
            row = self._db.execute(
                "SELECT first, pairs FROM bands WHERE run = ? AND first <= ? "
                "ORDER BY first DESC LIMIT 1",
                (run, key),
            ).fetchone()
            if row is None:
                continue
            piece = _unpacked(row[1])
            last = int(piece[0, -1])
            if key <= last:
                yield row[0], piece

    def _write(self, run: int, ordered: Iterator[Pairs]) -> None:
        self._db.executemany(
            "INSERT INTO bands VALUES (?, ?, ?)",
            ((run, int(piece[0, 0]), _packed(piece)) for piece in _cut(ordered)),
        )

    def _merge(self) -> None:
        sizes = dict(self._db.execute("SELECT run, sum(length(pairs)) FROM bands GROUP BY run"))
        runs = sorted(sizes)
        while len(runs) > 1 and sizes[runs[-2]] <= _LIKE * sizes[runs[-1]]:
            newer, older, merged = runs.pop(), runs.pop(), max(sizes) + 1
            self._write(merged, _merged(self._pieces(older), self._pieces(newer)))
            self._db.execute("DELETE FROM bands WHERE run IN (?, ?)", (older, newer))
            runs.append(merged)
            sizes[merged] = sizes[older] + sizes[newer]


def _packed(pairs: Pairs) -> bytes:
    return pairs.astype("<u8").tobytes()


def _unpacked(blob: bytes) -> Pairs:
    return np.frombuffer(blob, "<u8").reshape(2, -1).astype(np.uint64, copy=False)


def among(values: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Say which values are wanted; those are in order, and there is one at least."""
    at = np.searchsorted(wanted, values)
    found: NDArray[np.bool_] = wanted[np.minimum(at, len(wanted) - 1)] == values
    return found


def _ordered(pairs: Pairs) -> Pairs:
    """Sort by key; of the stories of one key the first stay, each once."""
    if not np.all(pairs[0, 1:] >= pairs[0, :-1]):
        pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
    again = np.flatnonzero(pairs[0, 1:] == pairs[0, :-1])  # the next has the same key
    if not len(again):
        return pairs
    keep = np.ones(pairs.shape[1], np.bool_)
    key, seen = None, set[int]()
    for at, bears, story, next_story in zip(
        again.tolist(),
        pairs[0, again].tolist(),
        pairs[1, again].tolist(),
        pairs[1, again + 1].tolist(),
        strict=True,
    ):
        if bears != key:
            key, seen = bears, {story}
        keep[at + 1] = next_story not in seen and len(seen) < MOST_STORIES
        seen.add(next_story)
    return pairs[:, keep]


def _cut(ordered: Iterator[Pairs]) -> Iterator[Pairs]:
    """Cut into pieces; the stories of one key stay in one."""
    rest = np.zeros((2, 0), np.uint64)
    for more in ordered:
        rest = np.concatenate((rest, more), axis=1)
        while rest.shape[1] > 2 * _PIECE:
            # What equals the last key of the piece goes into the next.
            end = int(np.searchsorted(rest[0], rest[0, _PIECE]))
            end = end or int(np.searchsorted(rest[0], rest[0, 0], side="right"))
            yield rest[:, :end]
            rest = rest[:, end:]
    if rest.shape[1]:
        yield rest


def _merged(older: Iterator[Pairs], newer: Iterator[Pairs]) -> Iterator[Pairs]:
    """Merge two runs piece by piece; no key goes on from one piece of a run to the next."""
    empty = np.zeros((2, 0), np.uint64)
    ours, theirs = next(older, empty), next(newer, empty)
    while ours.shape[1] and theirs.shape[1]:
        end = min(ours[0, -1], theirs[0, -1])
        first = int(np.searchsorted(ours[0], end, side="right"))
        second = int(np.searchsorted(theirs[0], end, side="right"))
        yield _ordered(np.concatenate((ours[:, :first], theirs[:, :second]), axis=1))
        ours = ours[:, first:] if first < ours.shape[1] else next(older, empty)
        theirs = theirs[:, second:] if second < theirs.shape[1] else next(newer, empty)
    while ours.shape[1]:
        yield ours
        ours = next(older, empty)
    while theirs.shape[1]:
        yield theirs
        theirs = next(newer, empty)
