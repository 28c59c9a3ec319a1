"""Where do the words of a plain text stand, looked for no earlier than they are needed?

A plain text is one whose words a pattern finds (`letters.is_plain`). Most texts are plain, and hold
most phrases nowhere: then neither places nor stems were needed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from searcher.engines.tantivy.stretches import Stretch, innermost, stretches

if TYPE_CHECKING:
    from searcher.engines.tantivy.clauses import Clause
    from searcher.engines.tantivy.marking import Forms, KnownWords

WORD = re.compile(r"[^\W_]+")
_SPACED = bytes(code if chr(code).isalnum() and code < 0x80 else 0x20 for code in range(0x100))  # noqa: PLR2004 - ASCII
# Whose stemmers change how words begin: Dutch takes `ge` away, Turkish makes a `t` of a `d`.
BEGINNING_CHANGES = ("nl", "tr")


@lru_cache(maxsize=64)
def beginning(letter: str) -> re.Pattern[str]:
    """Give what finds the words of an ASCII text that begin with a small letter or a digit."""
    # The letter comes first, so that it is what is looked for.
    return re.compile(rf"[{letter}{letter.upper()}](?<![A-Za-z0-9].)[A-Za-z0-9]*")


def words_of(text: str) -> list[str]:
    """Split a plain text into its words, in order."""
    if text.isascii():  # in half the time
        return text.encode().translate(_SPACED).decode().split()
    return WORD.findall(text)


class PlainText:
    """A plain text in one language (None: not stemmed)."""

    def __init__(self, known: "KnownWords", text: str, language: str | None) -> None:
        """Split it."""
        self._known, self._text, self._language = known, text, language
        self._words = words_of(text)

    @cached_property
    def _set(self) -> set[str]:
        return set(self._words)

    @cached_property
    def _learned(self) -> "tuple[Forms, Forms | None]":
        return self._known.learned(self._set, self._language)

    @cached_property
    def _exact(self) -> list[str]:
        return self._known.forms(self._words, None)

    @cached_property
    def _stems(self) -> list[str]:
        return self._known.forms(self._words, self._language)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [word.span() for word in WORD.finditer(self._text)]

    def occurrences(self, clause: "Clause") -> list[tuple[int, int]]:
        """List where a clause stands: from the first word of a phrase to its last."""
        if clause.is_single:
            return self._single(clause)
        return [
            (self._spans[first][0], self._spans[last][1]) for first, last in self._stretches(clause)
        ]

    def marks(self, clause: "Clause") -> list[tuple[int, int]]:
        """List the words that a clause means: of a phrase each of its own."""
        if clause.is_single:
            return self._single(clause)
        return [
            self._spans[at]
            for first, last in self._stretches(clause)
            for at in range(first, last + 1)
            if clause.slop == 0 or self._is_of(clause, at)
        ]

    def _single(self, clause: "Clause") -> list[tuple[int, int]]:
        return [
            (start, start + len(word))
            for word in self._known.fits(self._set, clause, self._language, *self._learned)
            for start in places_of(word, self._text)
        ]

    def _stretches(self, clause: "Clause") -> Sequence[Stretch]:
        stems = clause.forms.get(self._language) if self._language else None
        return phrase_places(clause, self._exact, stems, self._stems if stems else ())

    def _is_of(self, clause: "Clause", at: int) -> bool:
        stems = clause.forms.get(self._language) if self._language else None
        return self._exact[at] in clause.forms[None] or bool(stems and self._stems[at] in stems)


def phrase_places(
    clause: "Clause", exact: Sequence[str], stems: list[str] | None, stemmed: Sequence[str | None]
) -> list[Stretch]:
    """Give the places of a phrase, in exact forms or in stems; there are `stemmed` for `stems`."""
    places = stretches(exact, clause.forms[None], clause.slop)
    if stems:
        places += stretches(stemmed, stems, clause.slop)
        if clause.slop:
            places = innermost(places)
    return places


def places_of(word: str, text: str) -> Iterator[int]:
    """Walk the places where the text has this whole word."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not (place and text[place - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield place
        place = text.find(word, end)
