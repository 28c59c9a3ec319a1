"""What is being typed? The end of a query that is not finished, and what stands before it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from searcher.query.fields import QueryField, lookup
from searcher.query.lexer import QUOTES

# The begin of a piece: signs, a field, and its value; spaces and parentheses part pieces.
_PIECE = re.compile(r"([+!=-]*)(?:([^\W\d]+):)?(.*)", re.DOTALL)
_PARTED = re.compile(r"[\s()]")
# A value that needs no quotation marks.
_BARE = re.compile(r"\w+")
# Names of more words than this are completed from their last ones.
_MOST_WORDS = 4


class Typed(NamedTuple):
    """The end of a query: `before` + `part`, the piece that is being typed.

    `field` is the one that is named before it. `plain` says that the piece stands free: without a
    sign, a field or an open quotation mark.
    """

    before: str
    part: str
    field: QueryField | None
    plain: bool

    def with_word(self, word: str) -> str:
        """Give the query with a word in place of what is typed."""
        return self.before + word

    def with_value(self, value: str) -> str:
        """Give the query with a whole value of the field in place of what is typed."""
        opened = self.before[-1:] in tuple(QUOTES)
        before = self.before[:-1] if opened else self.before
        return before + quoted(value)

    def tails(self) -> Iterator[tuple[str, str]]:
        """Walk the last words, the most first, each with what stands before them."""
        words = [*re.finditer(r"\S+", self.before + self.part)]
        free: list[int] = []
        for word in reversed(words[-_MOST_WORDS:]):
            if not re.fullmatch(r"\w[\w.'’&-]*", word[0]) or word[0] in ("AND", "OR", "NOT"):
                break
            free.append(word.start())
        whole = self.before + self.part
        for start in reversed(free):
            yield whole[:start].rstrip(), whole[start:]


def typed(words: str) -> Typed | None:
    """Find what is being typed at the end; None where that cannot be completed."""
    opened = [at for at, sign in enumerate(words) if sign in QUOTES]
    if len(opened) % 2:
        start = opened[-1]
        begin = _last_gap(words[:start])
        found = _PIECE.fullmatch(words[begin:start])
        field = lookup(found[2]) if found and found[2] else None
        if field is None or field.kind == "text":
            start = _last_gap(words[start + 1 :]) + start
        return Typed(words[: start + 1], words[start + 1 :], field, plain=False)
    begin = _last_gap(words)
    found = _PIECE.fullmatch(words[begin:])
    if found is None or (found[2] and lookup(found[2]) is None):
        return None
    field = lookup(found[2]) if found[2] else None
    at = begin + found.start(3)
    if any(sign in "*?~^\\/" or sign in QUOTES for sign in found[3]):
        return None
    return Typed(words[:at], words[at:], field, plain=not found[1] and field is None)


def quoted(value: str) -> str:
    """Give a value as it can stand behind `field:`."""
    return value if _BARE.fullmatch(value) else '"' + value.replace('"', " ") + '"'


def _last_gap(text: str) -> int:
    """Give where the last piece begins."""
    return max((gap.end() for gap in _PARTED.finditer(text)), default=0)
