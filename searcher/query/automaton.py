"""Does a word fit an expression, and how large is the machine that says so?

Glushkov's construction: each character of the expression, its repetitions written out, is a place;
a state is the set of places that the last character may have been, in the bits of a number.
"""

from searcher.query.regex import Choice, Class, Letter, Part, Repeated, Sequence

# Letters of an expression, once repetitions are written out.
MAX_PLACES = 500
# tantivy's automata have at most 1,000 states, over bytes; folding may add some.
MAX_STATES = 900
# Between a state that every character leaves and the next stand so many for the bytes of those that
# have several: one of two bytes, eight of three, nine of four.
_BETWEEN = 18
_START = 1


class _TooLarge(Exception):
    """More places than are written out."""


class Automaton:
    """Fits words; no word takes more steps than it has letters."""

    def __init__(self, part: Part) -> None:
        """Number the places; an expression of too many fits nothing."""
        self._accepts: list[Letter | Class] = []
        # What may follow each place; number 0 is the start.
        self._follow = [0]
        self._large = False
        try:
            nullable, first, last = self._add(part)
        except _TooLarge:
            self._large, nullable, first, last = True, False, 0, 0
        self._follow[0] = first
        self._last = last | (_START if nullable else 0)
        self._masks: dict[str | None, int] = {}

    def fits(self, word: str) -> bool:
        """Say whether the whole word fits."""
        state = _START
        for sign in word:
            state = self._reach(state) & self._mask(sign)
            if not state:
                return False
        return bool(state & self._last)

    def can_fit(self) -> bool:
        """Say whether any word fits: there is a place at which one can end."""
        return bool(self._last & ~_START)

    def is_large(self) -> bool:
        """Say whether there are more states than engines take, over UTF-8 bytes."""
        if self._large:
            return True
        named = sorted({sign for one in self._accepts for sign in _named(one)})
        leads: dict[int, set[bytes]] = {}
        for sign in named:
            leads.setdefault(self._mask(sign), set()).update(_prefixes(sign))
        other = self._mask(None)
        leads.setdefault(other, set())
        known, pending, between = {_START}, [_START], set[tuple[int, int]]()
        size = 0
        while pending:
            reach = self._reach(pending.pop())
            for mask, prefixes in leads.items():
                target = reach & mask
                if not target:
                    continue
                if target not in known:
                    known.add(target)
                    pending.append(target)
                if (mask, target) not in between:
                    between.add((mask, target))
                    size += _BETWEEN if mask == other else len(prefixes)
            if len(known) + size > MAX_STATES:
                return True
        return False

    def _reach(self, state: int) -> int:
        reach = 0
        while state:
            lowest = state & -state
            reach |= self._follow[lowest.bit_length() - 1]
            state ^= lowest
        return reach

    def _mask(self, sign: str | None) -> int:
        """Give the places that a character can be at; None is one that is not named anywhere."""
        mask = self._masks.get(sign)
        if mask is None:
            verdicts: dict[Letter | Class, bool] = {}
            mask = 0
            for number, one in enumerate(self._accepts, 1):
                if one not in verdicts:
                    verdicts[one] = _is_accepted(one, sign)
                mask |= verdicts[one] << number
            self._masks[sign] = mask
        return mask

    def _place(self, accepted: Letter | Class) -> tuple[bool, int, int]:
        if len(self._accepts) >= MAX_PLACES:
            raise _TooLarge
        self._accepts.append(accepted)
        self._follow.append(0)
        bit = 1 << len(self._accepts)
        return False, bit, bit

    def _add(self, part: Part) -> tuple[bool, int, int]:
        """Add the places of a part: whether it fits the empty text, its first and last places."""
        match part:
            case Sequence(parts):
                return self._sequence(parts)
            case Choice(parts):
                nullable, first, last = False, 0, 0
                for one in parts:
                    empty, begins, ends = self._add(one)
                    nullable, first, last = nullable or empty, first | begins, last | ends
                return nullable, first, last
            case Repeated(inner, least, most):
                return self._repeated(inner, least, most)
            case _:
                return self._place(part)

    def _sequence(self, parts: tuple[Part, ...]) -> tuple[bool, int, int]:
        found: tuple[bool, int, int] = (True, 0, 0)
        for one in parts:
            found = self._joined(found, self._add(one))
        return found

    def _joined(
        self, left: tuple[bool, int, int], right: tuple[bool, int, int]
    ) -> tuple[bool, int, int]:
        self._link(left[2], right[1])
        first = left[1] | (right[1] if left[0] else 0)
        last = right[2] | (left[2] if right[0] else 0)
        return left[0] and right[0], first, last

    def _link(self, ends: int, begins: int) -> None:
        while ends:
            lowest = ends & -ends
            self._follow[lowest.bit_length() - 1] |= begins
            ends ^= lowest

    def _repeated(self, inner: Part, least: int, most: int | None) -> tuple[bool, int, int]:
        found: tuple[bool, int, int] = (True, 0, 0)
        for number in range(max(least, 1) if most is None else most):
            _, first, last = once = self._add(inner)
            if not first:  # fits the empty text only, however often
                return found if number else once
            if most is None and number >= least - 1:
                self._link(last, first)
            optional = number >= least
            found = self._joined(found, (once[0] or optional, first, last))
        return found


def _named(one: Letter | Class) -> frozenset[str]:
    return frozenset(one.sign) if isinstance(one, Letter) else one.members


def _is_accepted(one: Letter | Class, sign: str | None) -> bool:
    if isinstance(one, Letter):
        return sign == one.sign
    return (sign in one.members) != one.negated


def _prefixes(sign: str) -> set[bytes]:
    """Give what the character's bytes begin with, short of the last."""
    whole = sign.encode()
    return {whole[:length] for length in range(1, len(whole))}
