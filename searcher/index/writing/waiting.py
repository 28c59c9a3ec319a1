"""Which articles wait for their story, so that they are put into the engine once?

Those that share a band of their text with one that came before them in the same commit and is not
shorter: three of five turn out to belong to another's story. All others are indexed meanwhile, and
put in again where they do. Which it is makes no difference to the index.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from searcher.corpus.accounts.taken import Taken

# Bands that are looked at of each article: more find more of them, and more that wait for nothing.
_LOOKED_AT: Final = struct.Struct("<4Q")
# Bands that came are a byte each in a table, which says how long a text has them. Where two bands
# have one place an article waits for nothing: so a table that is one part in 32 full gives way to
# the next, which forgets what came. In the largest that is with 130,000 articles one of 20.
_TABLES: Final = (1 << 18, 1 << 24)
_FULL: Final = 32
_STEP: Final = 7  # bits of a length that the table does not tell
_LONGEST: Final = 255
# Characters of those that wait, as `Taken` counts them: some 100 MB. What finds no room is put in.
_ROOM: Final = 64_000_000


class Waits(NamedTuple):
    """What the engine made of an article, its size in characters, and whether its id is new."""

    prepared: object
    characters: int
    fresh: bool


class Waiting:
    """The articles of one commit that wait, by id."""

    def __init__(self, *, room: int | None = None) -> None:
        """Nobody waits; `room` counts characters."""
        self._waiting: dict[bytes, Waits] = {}
        self._room = _ROOM if room is None else room
        self._begin()

    def _begin(self) -> None:
        self._tables = iter(_TABLES)
        self._came = bytearray(next(self._tables))
        self._places = 0  # in the table

    def takes(self, taken: Taken, *, fresh: bool) -> bool:
        """Say whether an article waits, in place of any that has its id."""
        self.pop(taken.id)
        keys = taken.keys
        if keys is None or len(keys) < _LOOKED_AT.size:
            return False
        if self._places * _FULL > len(self._came) and (larger := next(self._tables, 0)):
            self._came, self._places = bytearray(larger), 0
        came, met = self._came, False
        length = min(1 + (taken.length >> _STEP), _LONGEST)
        for key in _LOOKED_AT.unpack_from(keys):
            place = key >> 2 & (len(came) - 1)  # beside its kind
            if (longest := came[place]) >= length:
                met = True
            else:
                self._places += not longest
                came[place] = length
        if not met or taken.characters > self._room:
            return False
        self._waiting[taken.id] = Waits(taken.prepared, taken.characters, fresh)
        self._room -= taken.characters
        return True

    def pop(self, one: bytes) -> Waits | None:
        """Let an article go, if it waits."""
        waits = self._waiting.pop(one, None)
        if waits is not None:
            self._room += waits.characters
        return waits

    def rest(self) -> Iterator[tuple[bytes, Waits]]:
        """Let all go that wait, in the order in which they came, and forget what came."""
        for one in list(self._waiting):
            if waits := self.pop(one):
                yield one, waits
        if self._places:
            self._begin()
