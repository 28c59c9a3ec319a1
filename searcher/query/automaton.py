"""Does a word fit an expression, and how large is the machine that says so?

Thompson's construction: numbered instructions that accept a character, or branch. A state is the
list of instructions that wait for a character, in the order in which they were reached: so does
tantivy (after Go's and Rust's engines), and it takes two orders of one set for two states.
"""

from searcher.query.regex import Choice, Class, Letter, Part, Repeated, Sequence

# Letters of an expression, and branches between them, once repetitions are written out.
MAX_INSTRUCTIONS = 500
# tantivy's automata have at most 1,000 states, over bytes; folding may add some, and letters that
# share bytes.
MAX_STATES = 600
# By the cost goes the time to build the automaton, once for each field: 50 ms at most.
MAX_COST = 16_000
_COST_OF_STATE = 10
# Between a state that every character leaves and the next stand so many for the bytes of those that
# have several: one of two bytes, eight of three, nine of four.
_BETWEEN = 18
# Steps that are remembered.
_KNOWN = 20_000

State = tuple[int, ...]


class _TooLarge(Exception):
    """More instructions than are written out."""


class Automaton:
    """Fits words; no word takes more steps than it has letters."""

    def __init__(self, part: Part) -> None:
        """Write the instructions; an expression of too many fits nothing."""
        # What each accepts (None: it branches, or is the end), and which come next.
        self._accepts: list[Letter | Class | None] = []
        self._next: list[State] = []
        self._steps: dict[tuple[State, str | None], State] = {}
        self._reached: dict[int, State] = {}
        self._accepting: dict[str | None, frozenset[int]] = {}
        self._large = False
        try:
            self._add(part)
        except _TooLarge:
            self._large = True
            self._accepts, self._next = [], []
        self._end = len(self._accepts)
        self._accepts.append(None)
        self._next.append(())
        self._start = self._reach(0) if not self._large else ()

    def fits(self, word: str) -> bool:
        """Say whether the whole word fits."""
        state = self._start
        for sign in word:
            state = self._step(state, sign)
            if not state:
                return False
        return self._end in state

    def can_fit(self) -> bool:
        """Say whether any word of at least one character fits."""
        pending, seen = [*self._start], set(self._start)
        while pending:
            at = pending.pop()
            accepted = self._accepts[at]
            if accepted is None:
                continue
            for after in self._reach(at + 1):
                if after == self._end:
                    return True
                if after not in seen:
                    seen.add(after)
                    pending.append(after)
        return False

    def cost(self) -> int | None:
        """Say what building the states over UTF-8 bytes costs; None where engines refuse it.

        It is the number of ways from all instructions in all states to the next, and some for each
        state.
        """
        if self._large:
            return None
        alphabet = self._alphabet()
        known, pending = {self._start}, [self._start]
        between: set[tuple[str | None, State]] = set()
        size = waiting = 0
        while pending:
            state = pending.pop()
            waiting += sum(len(self._reach(at + 1)) for at in state if at != self._end)
            for sign, prefixes in alphabet:
                target = self._step(state, sign)
                if not target:
                    continue
                if target not in known:
                    known.add(target)
                    pending.append(target)
                if prefixes:
                    accepting = self._accepts_of(sign)
                    taken = (sign, tuple(at for at in state if at in accepting))
                    if taken not in between:
                        between.add(taken)
                        size += prefixes
                        waiting += prefixes * len(taken[1])
            states = len(known) + size
            if states > MAX_STATES or _COST_OF_STATE * states + waiting > MAX_COST:
                return None
        return _COST_OF_STATE * (len(known) + size) + waiting

    def _alphabet(self) -> list[tuple[str | None, int]]:
        """Give one character of each kind, with the number of states between its bytes.

        None is any that is not named. Kinds are told apart by which instructions accept them.
        """
        named = {sign for one in self._accepts if one is not None for sign in _named(one)}
        kinds: dict[frozenset[int], tuple[str | None, set[bytes]]] = {}
        for sign in sorted(named):
            _, prefixes = kinds.setdefault(self._accepts_of(sign), (sign, set()))
            prefixes.update(_prefixes(sign))
        other = self._accepts_of(None)
        kinds.pop(other, None)
        return [
            *((sign, len(prefixes)) for sign, prefixes in kinds.values()),
            (None, _BETWEEN),
        ]

    def _step(self, state: State, sign: str | None) -> State:
        """Give the state after one more character."""
        known = self._steps.get((state, sign))
        if known is None:
            accepting = self._accepts_of(sign)
            target: dict[int, None] = {}
            for at in state:
                if at in accepting:
                    target.update(dict.fromkeys(self._reach(at + 1)))
            if len(self._steps) > _KNOWN:
                self._steps.clear()
            known = self._steps[state, sign] = tuple(target)
        return known

    def _reach(self, start: int) -> State:
        """Give the instructions that wait for a character, or the end, from one on."""
        known = self._reached.get(start)
        if known is None:
            found: list[int] = []
            pending, seen = [start], set()
            while pending:
                at = pending.pop()
                if at in seen:
                    continue
                seen.add(at)
                if self._accepts[at] is not None or at == self._end:
                    found.append(at)
                else:
                    pending.extend(reversed(self._next[at]))
            known = self._reached[start] = tuple(found)
        return known

    def _accepts_of(self, sign: str | None) -> frozenset[int]:
        """Give the instructions that accept a character."""
        known = self._accepting.get(sign)
        if known is None:
            verdicts: dict[Letter | Class, bool] = {}
            accepting = []
            for at, one in enumerate(self._accepts):
                if one is None:
                    continue
                if one not in verdicts:
                    verdicts[one] = _is_accepted(one, sign)
                if verdicts[one]:
                    accepting.append(at)
            if len(self._accepting) > _KNOWN:
                self._accepting.clear()
            known = self._accepting[sign] = frozenset(accepting)
        return known

    # The instructions, in the order in which tantivy writes them

    def _write(self, accepted: Letter | Class | None) -> int:
        at = len(self._accepts)
        if at >= MAX_INSTRUCTIONS:
            raise _TooLarge
        self._accepts.append(accepted)
        self._next.append((at + 1,))
        return at

    def _add(self, part: Part) -> None:
        match part:
            case Sequence(parts):
                for one in parts:
                    self._add(one)
            case Choice(parts):
                jumps = []
                for one in parts[:-1]:
                    split = self._write(None)
                    self._add(one)
                    jumps.append(self._write(None))
                    self._next[split] = (split + 1, len(self._accepts))
                self._add(parts[-1])
                for jump in jumps:
                    self._next[jump] = (len(self._accepts),)
            case Repeated(inner, least, most):
                self._repeat(inner, least, most)
            case _:
                self._write(part)

    def _repeat(self, inner: Part, least: int, most: int | None) -> None:
        if (least, most) == (1, None):
            begin = len(self._accepts)
            self._add(inner)
            split = self._write(None)
            self._next[split] = (begin, split + 1)
            return
        for _ in range(least):
            self._add(inner)
        if most is None:
            split = self._write(None)
            self._add(inner)
            self._next[self._write(None)] = (split,)
            self._next[split] = (split + 1, len(self._accepts))
            return
        splits = []
        for _ in range(most - least):
            splits.append(self._write(None))
            self._add(inner)
        for split in splits:
            self._next[split] = (split + 1, len(self._accepts))


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
