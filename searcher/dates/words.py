"""Which month or weekday is this word, and in which language?"""

import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from searcher.dates import names

Kind = Literal["month", "weekday"]


class Role(NamedTuple):
    """One meaning of a word. `number` is 1..12 for a month, 0..6 (Monday first) for a weekday."""

    language: str
    kind: Kind
    number: int


class Reading(NamedTuple):
    """What the names in a stamp say together; None where no name says it."""

    month: int | None
    weekday: int | None


class Names(NamedTuple):
    """The tables, folded for look-up."""

    roles: dict[str, tuple[Role, ...]]
    fillers: frozenset[str]


_LETTERS = str.maketrans({"ı": "i", "’": None, "'": None, "ʼ": None, "׳": None, ".": None})


def fold(text: str) -> str:
    """Give the form under which names are compared: no case, marks, apostrophes or joiners.

    Composed again at the end, so that Korean syllables stay whole. Dots are kept.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = (c for c in folded if not unicodedata.combining(c) and c not in "\u200c\u200d")
    return unicodedata.normalize("NFC", "".join(kept)).replace("ı", "i")


def key(word: str) -> str:
    """Give the look-up key of a folded word: without dots and apostrophes."""
    return word.translate(_LETTERS)


@cache
def table() -> Names:
    """Fold the tables once: about two milliseconds, paid by the first stamp that has a word."""
    found: dict[str, dict[Role, None]] = {}
    for kind, rows, first in (("month", names.MONTHS, 1), ("weekday", names.WEEKDAYS, 0)):
        for language, row in rows.items():
            for number, forms in enumerate(row.split("|"), first):
                for form in forms.split():
                    word = key(fold(form)).replace("_", "")
                    role = Role(language, "month" if kind == "month" else "weekday", number)
                    found.setdefault(word, {})[role] = None
    return Names(
        roles={word: tuple(roles) for word, roles in found.items()},
        fillers=frozenset(key(fold(w)).replace("_", "") for w in names.FILLERS.split())
        - found.keys(),
    )


@lru_cache(maxsize=4096)
def languages(words: tuple[str, ...]) -> frozenset[str]:
    """Give the languages that know all of these names; none where there is no name."""
    known = [frozenset(r.language for r in table().roles.get(word, ())) for word in words]
    return frozenset.intersection(*known) if known else frozenset()


def once(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a month that another word names too, as in `كانون الثاني/يناير`."""
    roles = table().roles
    months = [{r for r in roles.get(word, ()) if r.kind == "month"} for word in words]
    return tuple(
        word
        for at, word in enumerate(words)
        if not any(months[at] & before for before in months[:at])
    )


@lru_cache(maxsize=4096)
def readings(words: tuple[str, ...], language: str | None, *, month: bool) -> frozenset[Reading]:
    """Give what one or two names can mean; more than one reading is ambiguous, none no date.

    `month` says whether one of them must be a month; otherwise none may be. The article's language
    decides, then English, then every language that knows all the words: `listopad` is November in
    Polish and October in Croatian, `mar` also a Tuesday in French.
    """
    if not 1 <= len(words) <= (2 if month else 1):
        return frozenset()
    roles = [table().roles.get(word, ()) for word in words]
    known = frozenset.intersection(*(frozenset(r.language for r in each) for each in roles))
    for preferred in (language, "en"):
        if preferred in known and (found := _combine(roles, preferred, month=month)):
            return found
    if not known:
        # A German weekday beside an English month: only if the words leave no choice.
        return _combine(roles, None, month=month)
    return frozenset().union(*(_combine(roles, code, month=month) for code in known))


def _combine(
    roles: list[tuple[Role, ...]], language: str | None, *, month: bool
) -> frozenset[Reading]:
    """Assign each word one role: a month or not, and at most one weekday."""
    mine = [[r for r in each if language in (None, r.language)] for each in roles]
    if len(mine) == 1:
        return frozenset(
            Reading(r.number, None) if month else Reading(None, r.number)
            for r in mine[0]
            if (r.kind == "month") is month
        )
    pairs = [(a, b) for a in mine[0] for b in mine[1]]
    return frozenset(
        Reading(a.number, b.number)
        for a, b in pairs + [(b, a) for a, b in pairs]
        if a.kind == "month" and b.kind == "weekday"
    )
