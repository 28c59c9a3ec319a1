"""Which story has an article with this key? All keys of all stories, on disk, in sorted runs.

A table of rows would be touched all over by every batch, since keys are random. So each batch
becomes a *run*: its keys in order, in pieces of eight hundred or more. Runs of like size are
merged, so that there are few; looking up a sorted batch reads each run once, from its beginning to
its end. It all lies in the ledger, whose transaction makes a batch come into force as a whole.

A pair of a key and a story takes five bytes, whatever there are of them: the further keys lie
apart, the fewer samples there are to number. So a run names a sample by its *ordinal*, and says of
a key how far it lies behind the one before it.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from searcher.corpus.copies.sketch import KIND, LARGEST, Hashes
from searcher.corpus.copies.tables import BANDS_TABLE
from searcher.errors import IndexDamaged

_PIECE: Final = 800  # pairs in a row of the table, which then fills a page
# A run is merged with the one before it unless that is more than so many times as large.
_LIKE: Final = 3
# Stories that are remembered for a key, the oldest: of pages that share their frame and little
# else there may be thousands.
MOST_STORIES: Final = 16

_UPGRADED: Final = 1000  # pieces that are written anew together
# What an SQLite statement may be given at once, on every platform.
_ASKED: Final = 500

# Two rows: keys in order, and the story of each; in a run, the ordinal of its sample.
Pairs = NDArray[np.uint64]


class Bands:
    """The keys in the ledger's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Use the ledger's connection."""
        self._db = db
        # The ordinals that were found last, in order, and the number of each.
        self._ordinals = self._numbers = np.zeros(0, np.uint64)

    def find(self, keys: Hashes) -> Pairs:
        """Give all pairs of these keys, which are in order and each there once."""
        found = [self._in_run(run, keys) for run in self._runs()] if len(keys) else []
        pairs = np.concatenate(found, axis=1) if found else np.zeros((2, 0), np.uint64)
        self._ordinals, at = np.unique(pairs[1], return_inverse=True)
        self._numbers = self._numbers_of(self._ordinals)
        return np.stack((pairs[0], self._numbers[at]))

    def add(self, pairs: Pairs) -> None:
        """Remember pairs, in any order."""
        numbers, of = np.unique(pairs[1], return_inverse=True)
        self.add_of(pairs[0], of, numbers)

    def add_of(self, keys: Hashes, of: NDArray[np.integer], numbers: Hashes) -> None:
        """Remember keys in any order, each `of` the sample whose number stands at that place."""
        if not len(keys):
            return
        bearing = np.zeros(len(numbers), np.bool_)
        bearing[of] = True
        ordinals = np.zeros(len(numbers), np.uint64)
        ordinals[bearing] = self._ordinals_of(numbers[bearing])
        ordered = _ordered(np.stack((keys, ordinals[of])))
        run = max(self._runs(), default=0) + 1
        self._write(run, iter([ordered]))
        self._merge()

    def forget(self, pairs: Pairs) -> None:
        """Forget pairs that were found last, in any order: what they name is no more."""
        if not pairs.shape[1]:
            return
        keys = np.unique(pairs[0])
        ordinals = self._ordinals[among(self._numbers, np.unique(pairs[1]))]
        for run in self._runs():
            for first, piece in self._pieces_with(run, keys):
                stays = ~(among(piece[0], keys) & among(piece[1], ordinals))
                if not stays.all():
                    self._db.execute("DELETE FROM bands WHERE run = ? AND first = ?", (run, first))
                    self._write(run, iter([piece[:, stays]]))

    def clear(self) -> None:
        """Forget all."""
        self._db.execute("DELETE FROM bands")
        self._db.execute("DELETE FROM samples")
        self._ordinals = self._numbers = np.zeros(0, np.uint64)

    def _numbers_of(self, ordinals: Hashes) -> Hashes:
        found = np.zeros(len(ordinals), np.uint64)
        for start in range(0, len(ordinals), _ASKED):
            asked = ordinals[start : start + _ASKED].tolist()
            rows = self._db.execute(
                f"SELECT number FROM samples WHERE ordinal IN ({','.join('?' * len(asked))}) "  # noqa: S608
                "ORDER BY ordinal",
                asked,
            )
            numbers = [number for (number,) in rows]
            if len(numbers) < len(asked):
                raise _damaged()
            found[start : start + _ASKED] = numbers
        return found

    def _ordinals_of(self, numbers: Hashes) -> Hashes:
        """Give the ordinal of each; those that were not found last get new ones."""
        every, at = np.unique(numbers, return_inverse=True)
        ordinals = np.zeros(len(every), np.uint64)
        if len(self._numbers):
            order = np.argsort(self._numbers, kind="stable")
            known = among(every, self._numbers[order])
            ordinals[known] = self._ordinals[order][
                np.searchsorted(self._numbers[order], every[known])
            ]
        new = np.flatnonzero(ordinals == 0)
        last = self._db.execute("SELECT coalesce(max(ordinal), 0) FROM samples").fetchone()[0]
        ordinals[new] = np.arange(last + 1, last + 1 + len(new), dtype=np.uint64)
        self._db.executemany(
            "INSERT INTO samples VALUES (?, ?)",
            zip(ordinals[new].tolist(), every[new].tolist(), strict=True),
        )
        return ordinals[at]

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
        for first, blob in self._db.execute(
            "SELECT first, pairs FROM bands WHERE run = ? ORDER BY first", (run,)
        ):
            yield _unpacked(first, blob)

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
            piece = _unpacked(*row)
            last = int(piece[0, -1])
            if key <= last:
                yield row[0], piece

    def _write(self, run: int, ordered: Iterator[Pairs]) -> None:
        self._db.executemany(
            "INSERT INTO bands VALUES (?, ?, ?)",
            ((run, int(piece[0, 0]), _packed(piece)) for piece in _narrow(_cut(ordered))),
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


def _packed(piece: Pairs) -> bytes:
    """Give how many bits an ordinal has, how many bytes a pair, and all pairs.

    Of a pair the ordinal stands in the low bits, and above it how far its key lies behind the one
    before it; little endian.
    """
    low, size = _sizes(piece)
    values = _gaps(piece) << np.uint64(low) | piece[1]
    rows = values.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8)
    packed: bytes = rows[:, :size].tobytes()
    return bytes((low, size)) + packed


def _unpacked(first: int, blob: bytes) -> Pairs:
    try:
        low, size = blob[:2]
        rows = np.frombuffer(blob, np.uint8, offset=2).reshape(-1, size)
    except (TypeError, ValueError) as problem:
        raise _damaged() from problem
    if not len(rows) or size > 8:  # noqa: PLR2004 - bytes of a number
        raise _damaged()
    wide = np.zeros((len(rows), 8), np.uint8)
    wide[:, :size] = rows
    values = wide.view("<u8").ravel().astype(np.uint64, copy=False)
    pairs = np.empty((2, len(rows)), np.uint64)
    np.cumsum(values >> np.uint64(low), out=pairs[0])
    pairs[0] += np.uint64(first)
    np.bitwise_and(values, np.uint64((1 << low) - 1), out=pairs[1])
    return pairs


def _damaged() -> IndexDamaged:
    return IndexDamaged(
        "The ledger's keys of stories are damaged. `searcher stories rebuild` makes them anew."
    )


def _gaps(piece: Pairs) -> Hashes:
    gaps: Hashes = np.diff(piece[0], prepend=piece[0, :1])
    return gaps


def _sizes(piece: Pairs) -> tuple[int, int]:
    """Give the bits of an ordinal and the bytes of a pair."""
    low = int(piece[1].max()).bit_length()
    return low, (int(_gaps(piece).max()).bit_length() + low + 7) // 8


def _narrow(pieces: Iterator[Pairs]) -> Iterator[Pairs]:
    """Cut where keys lie so far apart that a pair would take more than eight bytes."""
    for piece in pieces:
        waiting = [piece]
        while waiting:
            one = waiting.pop()
            if _sizes(one)[1] <= 8:  # noqa: PLR2004 - bytes of a number
                yield one
                continue
            at = int(_gaps(one).argmax())
            waiting += one[:, at:], one[:, :at]


def among(values: Hashes, wanted: Hashes) -> NDArray[np.bool_]:
    """Say which values are wanted; those are in order, and there is one at least."""
    at = np.searchsorted(wanted, values)
    found: NDArray[np.bool_] = wanted[np.minimum(at, len(wanted) - 1)] == values
    return found


def _ordered(pairs: Pairs) -> Pairs:
    """Sort by key; of the stories of one key the first stay, each once."""
    if not np.all(pairs[0, 1:] >= pairs[0, :-1]):
        pairs = pairs[:, np.argsort(pairs[0], kind="stable")]
    same = pairs[0, 1:] == pairs[0, :-1]
    several = np.append(same, False)
    several[1:] |= same
    at = np.flatnonzero(several)
    if not len(at):
        return pairs
    keys, stories = pairs[:, at]
    order = np.lexsort((stories, keys))  # equal ones stay as they stand
    again = (keys[order[1:]] == keys[order[:-1]]) & (stories[order[1:]] == stories[order[:-1]])
    stays = np.ones(len(at), np.bool_)
    stays[order[1:][again]] = False
    at, keys = at[stays], keys[stays]
    ranks = np.arange(len(at)) - np.searchsorted(keys, keys)
    several[at[ranks < MOST_STORIES]] = False
    return pairs[:, ~several]


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


def upgrade(db: sqlite3.Connection) -> bool:
    """Write the runs of a ledger of an earlier version anew: pairs of 16 bytes, keys of 63 bits.

    False: they are damaged, and none is left.
    """
    damaged = "typeof(pairs) != 'blob' OR length(pairs) % 16 OR NOT length(pairs)"
    if db.execute(f"SELECT 1 FROM bands WHERE {damaged} LIMIT 1").fetchone():  # noqa: S608
        db.execute("DELETE FROM bands")
        return False
    db.execute("ALTER TABLE bands RENAME TO wide_bands")
    db.execute(BANDS_TABLE)
    bands, parts = Bands(db), list[Pairs]()
    for (blob,) in db.execute("SELECT pairs FROM wide_bands ORDER BY run, first"):
        pairs = np.frombuffer(blob, "<u8").reshape(2, -1)
        parts.append(np.stack((pairs[0] & (LARGEST | KIND), pairs[1])).astype(np.uint64))
        if len(parts) == _UPGRADED:
            bands.add(np.concatenate(parts, axis=1))
            parts.clear()
    if parts:
        bands.add(np.concatenate(parts, axis=1))
    db.execute("DROP TABLE wide_bands")
    return True
