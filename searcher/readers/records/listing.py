"""In which array of a large JSON document are the records? Found without holding the document."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from searcher.readers.encoding import decode
from searcher.readers.records.elements import Window
from searcher.readers.records.objects import BadJson, parse
from searcher.readers.wordlist import table

DEEP: Final = 4  # objects inside each other in which a list is looked for
# Where exports and interfaces keep their records, best first.
LISTS: Final = tuple(
    table(
        "articles items results documents docs hits records stories posts entries news rows"
        " content data response result value children edges nodes feed"
        " messages orderedItems news_results organic_results"
    )
)
_RANKS: Final = {name: rank for rank, name in enumerate(LISTS)}
_SPACE: Final = re.compile(r"[\s,]*")
_NAME: Final = 64 << 10  # bytes of a name that is looked at


class Array(NamedTuple):
    """An array: the offset of what follows its bracket, and whether it is the whole document."""

    offset: int
    whole: bool


def array_of(read: Callable[[int], bytes]) -> Array | None:
    """Find the array that holds the records; None where there is none.

    It is the document itself, the best of those under a usual name, or the only one of objects.
    """
    window = Window(read)
    byte = window.next()
    if byte == ord("["):
        return Array(window.offset + 1, whole=True)
    if byte != ord("{"):
        return None
    window.at += 1
    walk = _Walk(window)
    walk.object(())
    if walk.named:
        return Array(min(walk.named)[1], whole=False)
    return Array(walk.unnamed[0], whole=False) if len(walk.unnamed) == 1 else None


class _Walk:
    """Goes through the names of objects; values are passed over."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.named: list[tuple[tuple[int, ...], int]] = []  # by rank of the names above
        self.unnamed: list[int] = []

    def object(self, above: tuple[int, ...]) -> bool:
        """Walk the rest of an object; False where that is enough, or nothing more can be read."""
        window = self._window
        while (byte := window.next(commas=True)) == ord('"'):
            end, known = window.measure(most=_NAME)
            if not known:
                return False
            rank = _rank(window.data[window.at : end])
            window.at = end
            if window.next() != ord(":"):
                return False
            window.at += 1
            if not self._value(window.next(), above, rank):
                return False
        window.at += 1
        return byte == ord("}")

    def _value(self, byte: int | None, above: tuple[int, ...], rank: int | None) -> bool:
        window = self._window
        if byte is None:
            return False
        if byte == ord("["):
            window.at += 1
            offset = window.offset
            if window.next() == ord("{"):
                if rank is not None:
                    self.named.append(((*above, rank), offset))
                    if not above and not rank:
                        return False  # there is no better one
                elif not above and len(self.unnamed) < 2:  # noqa: PLR2004 - one too many
                    self.unnamed.append(offset)
            return window.pass_over(depth=1)
        if byte == ord("{") and rank is not None and len(above) < DEEP - 1:
            window.at += 1
            return self.object((*above, rank))
        return window.pass_over()


def _rank(name: bytes) -> int | None:
    try:
        return _RANKS.get(parse(name))
    except (BadJson, TypeError):
        return None


def chain_of(data: bytes) -> list[Any]:
    """Give objects that follow each other without a list around them, if there is nothing else."""
    text = decode(data)
    found: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        if at == len(text):
            break
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(value)
    return found if all_objects(found) else []


def list_in(document: Mapping[str, Any], depth: int) -> list[Any] | None:
    """Find the list of objects under one of the usual names."""
    for name in LISTS:
        value = document.get(name)
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return value
        if isinstance(value, dict) and depth > 1:
            inner = list_in(value, depth - 1)
            if inner is None and len(value) > 1:
                # `{"articles": {"17": {…}, "18": {…}}}`
                inner = list(value.values()) if all_objects(value.values()) else None
            if inner is not None:
                return inner
    return None


def all_objects(values: Iterable[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)
