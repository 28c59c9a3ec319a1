"""Which names are alike? Each rule puts names into blocks; only names of one block are compared.

All is linear in the number of names, but for blocks, which are passed over where they are large.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from searcher.index.merges.proposal import Likelihood
from searcher.normalise.agencies import AGENCIES
from searcher.record import Record, record
from searcher.results import FacetCount

# A block of more names says nothing about any two of them.
_LARGEST = 50
# Letters of a name: fewer are too like others; a slip is looked for in longer ones only.
_SHORTEST, _SLIP_FROM, _SLIP_TO = 4, 8, 40
_WORD = re.compile(r"[^\W_]+")
_WRITTEN_OUT = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "a", "œ": "o", "ı": "i"})


@record
class Likeness(Record):
    """Two names that may be one author's: their keys, how likely, and why."""

    one: str
    other: str
    likelihood: Likelihood
    reason: str
    needs_support: bool = False


@lru_cache(maxsize=1 << 18)
def words(key: str) -> tuple[str, ...]:
    """Give the words of a folded name, without punctuation."""
    return tuple(_WORD.findall(key.replace("'", "").replace("’", "")))


def alike(names: Iterable[FacetCount]) -> Iterator[Likeness]:
    """Walk the pairs, each rule after the other; a pair may come by several rules."""
    keys = [name.key for name in names if name.key]
    for rule in (_same_words, _agencies, _the, _spaced, _spelt, _initials):
        yield from rule(keys)
    yield from _first_names(keys)
    yield from _slips(keys)


def _blocks(keys: Iterable[str], block: Callable[[str], str]) -> Iterator[list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        if len(name := block(key)) >= _SHORTEST:
            found.setdefault(name, []).append(key)
    return (several for several in found.values() if 1 < len(several) <= _LARGEST)


def _same_words(keys: list[str]) -> Iterator[Likeness]:
    for several in _blocks(keys, lambda key: " ".join(sorted(words(key)))):
        first, *others = several
        for other in others:
            if words(first) == words(other):
                yield Likeness(first, other, "high", "the same words, other punctuation")
            elif _turned(first) == words(other) or _turned(other) == words(first):
                yield Likeness(first, other, "high", "last name first, with a comma")
            else:
                reason = "the same words in another order"
                yield Likeness(first, other, "medium", reason, needs_support=True)


def _turned(key: str) -> tuple[str, ...]:
    """Read `roe, jane` as `jane roe`."""
    last, comma, first = key.partition(",")
    return words(f"{first} {last}") if comma and "," not in first else ()


def _agencies(keys: list[str]) -> Iterator[Likeness]:
    found: dict[str, list[str]] = {}
    for key in keys:
        canonical = AGENCIES.get(key) or AGENCIES.get(" ".join(words(key)))
        if canonical:
            found.setdefault(canonical, []).append(key)
    for canonical, (first, *others) in found.items():
        for other in others:
            yield Likeness(first, other, "high", f"spellings of {canonical}")


def _the(keys: list[str]) -> Iterator[Likeness]:
    for several in _blocks(keys, lambda key: " ".join(words(key)).removeprefix("the ")):
        for one, other in _different(several, words):
            yield Likeness(one, other, "high", "with and without “the”")


def _spaced(keys: list[str]) -> Iterator[Likeness]:
    for several in _blocks(keys, lambda key: "".join(words(key))):
        for one, other in _different(several, words):
            yield Likeness(one, other, "medium", "the same letters, spaced otherwise")


def _spelt(keys: list[str]) -> Iterator[Likeness]:
    def plain(key: str) -> str:
        text = " ".join(words(key)).translate(_WRITTEN_OUT)
        return re.sub("([aou])e", r"\1", text)

    for several in _blocks(keys, plain):
        for one, other in _different(several, words):
            yield Likeness(one, other, "medium", "a letter written out, as oe for ö", True)


def _different(
    several: list[str], by: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Walk the first with each of the others that are not the same by another rule."""
    first, *others = several
    return ((first, other) for other in others if by(first) != by(other))


def _inner(key: str) -> tuple[str, ...]:
    """Give the initials between the first word and the last."""
    return tuple(word for word in words(key)[1:-1] if len(word) == 1)


def _initials(keys: list[str]) -> Iterator[Likeness]:
    def without(key: str) -> str:
        parts = words(key)
        if len(parts) < 2 or len(parts[0]) == 1:  # noqa: PLR2004 - first and last
            return ""
        return " ".join((parts[0], *(w for w in parts[1:-1] if len(w) > 1), parts[-1]))

    for several in _blocks(keys, without):
        plain = [key for key in several if not _inner(key)]
        kinds = {_inner(key) for key in several if _inner(key)}
        for key in several:
            if plain and _inner(key):
                if len(kinds) == 1:
                    reason = "with and without a middle initial"
                    yield Likeness(plain[0], key, "medium", reason)
                else:
                    reason = f"without a middle initial; there are {len(kinds)} with one"
                    yield Likeness(plain[0], key, "low", reason)


def _first_names(keys: list[str]) -> Iterator[Likeness]:
    """Walk initials for first names, where only one full name fits."""
    full: dict[tuple[str, str], list[str]] = {}
    short: dict[tuple[str, str], list[str]] = {}
    for key in keys:
        parts = words(key)
        if len(parts) > 1 and len(parts[-1]) > 1 and "," not in key:
            table = short if len(parts[0]) == 1 else full
            table.setdefault((parts[0][0], parts[-1]), []).append(key)
    for place, several in short.items():
        named = {words(key)[0]: key for key in full.get(place, ())[: _LARGEST + 1]}
        if len(named) == 1:
            (name,) = named.values()
            for key in several:
                yield Likeness(name, key, "low", "an initial for the first name", True)


def _slips(keys: list[str]) -> Iterator[Likeness]:
    """Walk pairs one letter apart: both have a form in common that lacks one letter.

    A form is kept as a number, 40 bits of its hash before the name's place: two million of them
    take some 80 MB, and are sorted in two seconds.
    """
    texts = [" ".join(words(key)) for key in keys]
    marked: list[int] = []
    for place, text in enumerate(texts):
        if _SLIP_FROM <= len(text) <= _SLIP_TO and " " in text:
            forms = {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}
            marked.extend((hash(form) & (1 << 40) - 1) << 24 | place for form in forms)
    marked.sort()
    seen: set[tuple[int, int]] = set()
    begin = 0
    for at in range(1, len(marked) + 1):
        if at < len(marked) and marked[at] >> 24 == marked[begin] >> 24:
            continue
        places = [number & (1 << 24) - 1 for number in marked[begin:at]]
        begin = at
        if not 1 < len(places) <= _LARGEST:
            continue
        for first, second in ((a, b) for n, a in enumerate(places) for b in places[n + 1 :]):
            pair = min(first, second), max(first, second)
            if pair not in seen and _one_apart(texts[first], texts[second]):
                seen.add(pair)
                yield Likeness(keys[first], keys[second], "medium", "one letter differs", True)


def _one_apart(one: str, other: str) -> bool:
    """Say whether one letter is added, lost, changed, or two neighbours exchanged; no digits."""
    if one == other or any(c.isdigit() for c in one + other):
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, c in enumerate(one) if c != other[n]), len(one))
    if len(one) != len(other):
        # A lone letter that comes or goes is an initial.
        return one[at:] == other[at + 1 :] and " " not in (other[at], *_around(other, at))
    changed = one[at + 1 :] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    initial = all(sign == " " for sign in _around(one, at))
    return (changed and not initial and " " not in one[at] + other[at]) or swapped


def _around(text: str, at: int) -> tuple[str, str]:
    padded = f" {text} "
    return padded[at], padded[at + 2]
