r"""Which words does `/an expression/` mean? A small language that every engine reads alike.

    expression  = sequence { "|" sequence }
    sequence    = { piece [ "*" | "+" | "?" | "{" n [ "," [ n ] ] "}" ] }
    piece       = letter or digit | "." | "\d" | "[" ["^"] members "]" | "(" ["?:"] expression ")"

It is a subset of RE2's, and fits whole words. What no word has in it (signs, spaces) and what
engines read differently (`\w`, lazy quantifiers, look-around) is refused with a reason. So is an
expression whose automaton would be large (`automaton`): engines build that before they look.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from searcher.errors import QueryError
from searcher.query.counting import is_own_word

# In characters; longer ones are lists of words, for which there is OR.
MAX_REGEX = 256
MAX_GROUPS = 10
# More repetitions than most words have letters.
MAX_REPEAT = 50
# Characters in the ranges of one expression, such as `а-я`.
MAX_MEMBERS = 2_000

_COUNTS = re.compile(r"\{(\d{1,4})(?:(,)(\d{1,4})?)?\}")
_QUANTIFIERS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_DIGITS = frozenset("0123456789")


# What tells an expression from a text with words between slashes.
SIGNS = frozenset("\\.*+?|()[]{}^$")


class RegexError(Exception):
    """Says what cannot be read, and where: `offset` counts characters of the expression from 0.

    `cured` is an expression that can be read, where one is known.
    """

    def __init__(self, reason: str, offset: int, cured: str | None = None) -> None:
        """Keep them."""
        super().__init__(reason)
        self.offset = offset
        self.cured = cured


class Letter(NamedTuple):
    """This character."""

    sign: str


class Class(NamedTuple):
    """One character of these or, `negated`, any other."""

    members: frozenset[str]
    negated: bool = False


class Sequence(NamedTuple):
    """One after the other; without parts the empty text."""

    parts: "tuple[Part, ...]"


class Choice(NamedTuple):
    """Any one of them."""

    parts: "tuple[Part, ...]"


class Repeated(NamedTuple):
    """At least `least` times, and at most `most`; None is without end."""

    part: "Part"
    least: int
    most: int | None


# Named tuples, for dataclasses take longer to define: most searches with wildcards need these.
Part = Letter | Class | Sequence | Choice | Repeated
ANY = Class(frozenset(), negated=True)


def parse_regex(text: str) -> Part:
    """Read an expression, in NFC; raises `RegexError`."""
    return measured(text)[0]


def measured(text: str) -> tuple[Part, int]:
    """Read an expression, and say what it costs (`Automaton.cost`); raises `RegexError`."""
    from searcher.query.automaton import Automaton

    if len(text) > MAX_REGEX:
        raise RegexError(f"an expression has at most {MAX_REGEX} characters", MAX_REGEX)
    part = _Reader(text).run()
    built = Automaton(part)
    cost = built.cost()
    if cost is None:
        raise RegexError(
            "the expression is too large; use fewer repetitions, . and * after one another", 0
        )
    if not built.can_fit():
        raise RegexError("an expression needs a letter, a digit or a “.”", 0)
    return part, cost


@lru_cache(maxsize=256)
def read(text: str) -> Part:
    """Read the expression of a clause, for an engine; raises `QueryError`."""
    try:
        return parse_regex(text)
    except RegexError as wrong:
        raise QueryError(f"/{text}/: {wrong}") from wrong


def folded(part: Part, fold: Callable[[str], str]) -> Part:
    """Give the expression for folded words; `fold` may give no, one or several characters."""
    match part:
        case Letter(sign):
            signs = tuple(Letter(one) for one in fold(sign))
            return signs[0] if len(signs) == 1 else Sequence(signs)
        case Class(members, negated):
            texts = {fold(sign) for sign in members}
            single = Class(frozenset(text for text in texts if len(text) == 1), negated)
            longer = sorted(text for text in texts if len(text) > 1)
            if negated or not longer:
                return single
            return Choice((single, *(Sequence(tuple(map(Letter, text))) for text in longer)))
        case Sequence(parts):
            return Sequence(tuple(folded(one, fold) for one in parts))
        case Choice(parts):
            return Choice(tuple(folded(one, fold) for one in parts))
        case Repeated(inner, least, most):
            return Repeated(folded(inner, fold), least, most)


def pattern_part(text: str, wild: frozenset[int]) -> Part:
    """Give a word with wildcards at these indexes as an expression."""
    kinds: dict[str, Part] = {"*": Repeated(ANY, 0, None), "?": ANY}
    return Sequence(
        tuple(kinds[sign] if at in wild else Letter(sign) for at, sign in enumerate(text))
    )


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.members = 0

    def run(self) -> Part:
        part = self._choice(0)
        if self.at < len(self.text):
            raise self._error("nothing opened this parenthesis", self.at)
        return part

    def _error(self, reason: str, at: int, *, without: int = 0) -> RegexError:
        """Give the error; its cure leaves out as many characters there, if that can be read."""
        cured = self.text[:at] + self.text[at + without :] if without else None
        if cured is not None:
            try:
                parse_regex(cured)
            except RegexError:
                cured = None
        return RegexError(reason, at, cured)

    def _choice(self, depth: int) -> Part:
        parts = [self._sequence(depth)]
        while self.text.startswith("|", self.at):
            self.at += 1
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, depth: int) -> Part:
        parts: list[Part] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self._quantified(self._piece(depth)))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self, part: Part) -> Part:
        """Read what says how often, once."""
        start, sign = self.at, self.text[self.at : self.at + 1]
        if sign in _QUANTIFIERS:
            least, most = _QUANTIFIERS[sign]
            self.at += 1
        elif sign == "{":
            least, most = self._counts(start)
        else:
            return part
        if (after := self.text[self.at : self.at + 1]) and after in "*+?{":
            raise self._error(
                f"“{after}” after “{self.text[start : self.at]}” is not read", self.at, without=1
            )
        return Repeated(part, least, most)

    def _counts(self, start: int) -> tuple[int, int | None]:
        found = _COUNTS.match(self.text, start)
        if found is None:
            raise self._error("“{” needs a number behind it, as in {2} or {2,4}", start)
        self.at = found.end()
        least, most = int(found[1]), int(found[3]) if found[3] else None
        if not found[2]:
            most = least
        if max(least, most or 0) > MAX_REPEAT:
            raise self._error(f"at most {MAX_REPEAT} repetitions can be counted", start)
        if most is not None and most < least:
            raise self._error("the second number is less than the first", start)
        return least, most

    def _piece(self, depth: int) -> Part:
        start, sign = self.at, self.text[self.at]
        self.at += 1
        if sign == "(":
            return self._group(start, depth)
        if sign == "[":
            return self._class(start)
        if sign == ".":
            return ANY
        if sign == "\\":
            return Class(self._escaped(start))
        if sign in "^$":
            where = "its beginning" if sign == "^" else "its end"
            raise self._error(
                f"{sign} is not needed: a word is fitted to {where}", start, without=1
            )
        if sign in "*+?{":
            raise self._error(f"nothing stands before “{sign}”", start, without=1)
        return Letter(self._letter(sign, start))

    def _group(self, start: int, depth: int) -> Part:
        if depth >= MAX_GROUPS:
            raise self._error(f"parentheses can stand {MAX_GROUPS} deep, not deeper", start)
        if self.text.startswith("?", self.at):
            if not self.text.startswith("?:", self.at):
                raise self._error("of groups that begin with “(?” only (?: is read", start)
            self.at += 2
        part = self._choice(depth + 1)
        if not self.text.startswith(")", self.at):
            raise self._error("this parenthesis is not closed", start)
        self.at += 1
        return part

    def _escaped(self, start: int) -> frozenset[str]:
        r"""Read what follows a backslash: `\d` alone."""
        sign = self.text[self.at : self.at + 1]
        if sign != "d":
            more = "; “.” is any character" if sign in ("w", "W", "S", "D", "p", "P") else ""
            raise self._error(f"of signs with a backslash only \\d is read{more}", start)
        self.at += 1
        return _DIGITS

    def _class(self, start: int) -> Part:
        negated = self.text.startswith("^", self.at)
        self.at += negated
        members: set[str] = set()
        while not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise self._error("this bracket is not closed", start)
            members |= self._member()
        self.at += 1
        if not members:
            raise self._error("there is nothing in these brackets", start)
        return Class(frozenset(members), negated)

    def _member(self) -> frozenset[str]:
        """Read a character or a range; of a range what no word can have is left out."""
        start, first = self.at, self.text[self.at]
        self.at += 1
        if first == "\\":
            return self._escaped(start)
        self._letter(first, start)
        if not self.text.startswith("-", self.at) or self.text.startswith("-]", self.at):
            return frozenset(first)
        last = self.text[self.at + 1 : self.at + 2]
        if not last:
            raise self._error("this range is not closed", start)
        self._letter(last, self.at + 1)
        self.at += 2
        if last < first:
            raise self._error(f"the range {first}-{last} ends before it begins", start)
        self.members += ord(last) - ord(first) + 1
        if self.members > MAX_MEMBERS:
            raise self._error(f"ranges hold at most {MAX_MEMBERS:,} characters together", start)
        return frozenset(filter(_is_of_word, map(chr, range(ord(first), ord(last) + 1))))

    def _letter(self, sign: str, at: int) -> str:
        if is_own_word(sign):
            raise self._error(f"“{sign}” is a word of its own, and needs no expression", at)
        if not _is_of_word(sign):
            raise self._error(f"“{sign}” is never part of a word", at)
        return sign


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
