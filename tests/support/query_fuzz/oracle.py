"""Which articles does a request find, by the naive engine's rules?

The rules are those of `searcher.engines.memory`; only the order of work differs, so that a million
requests can be asked: a rule on words is asked once for each different word of the corpus, one on
values once for each different value, and sets of articles are the bits of a number.
`tests/query/test_query_fuzz_engines.py` holds this against the naive engine itself.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from searcher.article import Article
from searcher.dates import DateRange
from searcher.engines.memory.analysis import edits, exact, fits, stem, tokenise
from searcher.engines.memory.matching import (
    Prepared,
    dated,
    declared_only,
    has_term,
    is_missing,
    near,
    values,
)
from searcher.query.automaton import Automaton
from searcher.query.model import (
    And,
    Between,
    Boosted,
    Dated,
    Everything,
    Filter,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Term,
    Word,
    at_least,
)
from searcher.query.regex import folded, read

# Clauses whose articles are remembered, by kind of topic.
_KNOWN = 20_000
_PARTS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "body"),
    "title": ("title",),
    "summary": ("summary",),
    "body": ("body",),
}

Tongue = str | None  # None: exact forms


class Oracle:
    """Answers requests over one corpus; articles are numbered in order."""

    def __init__(self, found: Sequence[Article], languages: tuple[str, ...]) -> None:
        """Cut all texts, and note where each form stands."""
        self.everything = (1 << len(found)) - 1
        self._prepared = [Prepared.of(one, languages) for one in found]
        self._declared = [declared_only(one) for one in found]
        self._articles = list(found)
        self._tongues = tuple(sorted({one.language for one in self._prepared if one.language}))
        # By part and language: the forms of each article in order, and the articles of each form.
        self._texts: dict[tuple[str, Tongue], list[list[str | None]]] = {}
        self._forms: dict[tuple[str, Tongue], dict[str, int]] = {}
        for part in ("title", "summary", "body"):
            for tongue in (None, *self._tongues):
                self._note(part, tongue)
        self._anywhere = dict(self._forms["title", None])
        for form, bits in self._forms["body", None].items():
            self._anywhere[form] = self._anywhere.get(form, 0) | bits
        self._tokens = lru_cache(maxsize=_KNOWN)(lambda text: tuple(tokenise(text)))
        self._known: dict[tuple[bool, Hashable], int] = {}
        self._groups: dict[tuple[bool, str], list[tuple[Article, int]]] = {}

    def _note(self, part: str, tongue: Tongue) -> None:
        texts: list[list[str | None]] = []
        forms: dict[str, int] = defaultdict(int)
        for number, one in enumerate(self._prepared):
            tokens: list[str | None] = []
            if tongue is None:
                tokens = [t and exact(t) for t in one.parts[part]]
            elif one.language == tongue:
                tokens = [t and stem(t, tongue) for t in one.parts[part]]
            texts.append(tokens)
            for form in {form for form in tokens if form is not None}:
                forms[form] |= 1 << number
        self._texts[part, tongue], self._forms[part, tongue] = texts, dict(forms)

    def answer(self, request: SearchRequest) -> int:
        """Give the articles that a request finds, as bits."""
        found = self._holds(request.query, request.inferred)
        for chosen in request.filters:
            found &= self._selected(chosen, request.inferred)
        if request.within is not None:
            found &= self._leaf(Dated(request.within), request.inferred)
        if request.date_confidence is not None:
            sure = at_least(request.date_confidence)
            found &= self._cached(
                True,
                ("confidence", sure),
                lambda: self._by("confidence", True, lambda one: _confidence(one) in sure),
            )
        return found

    def _selected(self, chosen: Filter, inferred: bool) -> int:
        found = 0
        for value in chosen.values:
            if value is None:
                found |= self._leaf(Missing(chosen.field), inferred)
            elif isinstance(value, DateRange):
                found |= self._leaf(Dated(value), inferred)
            else:
                found |= self._leaf(Term(chosen.field, value), inferred)
        return self.everything & ~found if chosen.exclude else found

    def _holds(self, node: Node, inferred: bool) -> int:
        match node:
            case Everything():
                return self.everything
            case And(children):
                found = self.everything
                for child in children:
                    found &= self._holds(child, inferred)
                return found
            case Or(children):
                found = 0
                for child in children:
                    found |= self._holds(child, inferred)
                return found
            case Not(child):
                return self.everything & ~self._holds(child, inferred)
            case Boosted(child):
                return self._holds(child, inferred)
            case _:
                return self._leaf(node, inferred)

    def _leaf(self, node: Node, inferred: bool) -> int:
        return self._cached(inferred, node, lambda: self._found(node, inferred))

    def _cached(self, inferred: bool, key: Hashable, find: Callable[[], int]) -> int:
        known = self._known.get((inferred, key))
        if known is None:
            if len(self._known) > _KNOWN:
                self._known.clear()
            known = self._known[inferred, key] = find()
        return known

    def _found(self, node: Node, inferred: bool) -> int:
        match node:
            case Word(text, part, only_exact):
                return self._phrase(text, part, 0, only_exact)
            case Phrase(text, slop, field, only_exact):
                return self._phrase(text, field, slop, only_exact)
            case Pattern(text, field):
                from re import split

                shape = "".join(map(exact, split(r"([*?])", text)))
                return self._fitting(field, lambda form: fits(shape, form))
            case Regex(text, field):
                return self._fitting(field, Automaton(folded(read(text), exact)).fits)
            case Fuzzy(text, distance, field):
                return self._similar(text, field, distance)
            case Term(name, key):
                return self._by(name, inferred, lambda one: has_term(one, name, key))
            case Dated(days, overlap):
                return self._by("date", True, lambda one: dated(one, days, overlap=overlap))
            case Between(_, first, last):
                low = 0 if first is None else first
                high = float("inf") if last is None else last
                return self._by("words", True, lambda one: low <= max(one.words, 0) <= high)
            case Missing(name):
                known = "date" if name in ("date", "month", "day") else name
                return self._by(known, inferred, lambda one: is_missing(one, name))
        raise TypeError(node)

    # Values

    def _by(self, field: str, inferred: bool, holds: Callable[[Article], bool]) -> int:
        """Ask a rule of one article for each different value of a field."""
        groups = self._groups.get((inferred, field))
        if groups is None:
            named: dict[Any, tuple[Article, int]] = {}
            for number, one in enumerate(self._articles if inferred else self._declared):
                key = _value(one, field)
                first, bits = named.get(key, (one, 0))
                named[key] = first, bits | 1 << number
            groups = self._groups[inferred, field] = [*named.values()]
        return _union(bits for one, bits in groups if holds(one))

    # Words

    def _fitting(self, field: str | None, test: Callable[[str], bool]) -> int:
        parts = _PARTS[field]
        if len(parts) == 1:
            return _union(bits for form, bits in self._forms[parts[0], None].items() if test(form))
        return _union(bits for form, bits in self._anywhere.items() if test(form))

    def _similar(self, text: str, field: str | None, distance: int) -> int:
        words = self._tokens(text)
        if len(words) != 1:
            return self._phrase(text, field, 0, True)
        if words[0] is None:
            return 0
        word = exact(words[0])
        letters = set(word)

        def is_near(form: str) -> bool:
            # An edit changes the length by one, and at most two of the letters.
            return (
                abs(len(form) - len(word)) <= distance
                and len(letters.symmetric_difference(form)) <= 2 * distance
                and edits(word, form) <= distance
            )

        return self._fitting(field, is_near)

    def _phrase(self, text: str, field: str | None, slop: int, only_exact: bool) -> int:
        found = 0
        if "\u200c" in text:
            found = self._phrase(text.replace("\u200c", ""), field, slop, only_exact)
        tokens = self._tokens(text)
        if not tokens or None in tokens:
            return found
        words = [token for token in tokens if token is not None]
        for part in _PARTS[field]:
            found |= self._near(part, None, [exact(word) for word in words], slop)
            for tongue in () if only_exact else self._tongues:
                found |= self._near(part, tongue, [stem(word, tongue) for word in words], slop)
        return found

    def _near(self, part: str, tongue: Tongue, words: list[str], slop: int) -> int:
        forms, texts = self._forms[part, tongue], self._texts[part, tongue]
        candidates = self.everything
        for word in words:
            candidates &= forms.get(word, 0)
        if len(words) == 1:
            return candidates
        found = 0
        for number in numbers(candidates):
            if near(words, texts[number], slop):
                found |= 1 << number
        return found


def numbers(bits: int) -> Iterable[int]:
    """Walk the numbers of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _union(sets: Iterable[int]) -> int:
    found = 0
    for bits in sets:
        found |= bits
    return found


def _confidence(found: Article) -> str | None:
    return found.published.confidence if found.published else None


def _value(found: Article, field: str) -> Hashable:
    """Give what articles must have in common for a rule on a field to say the same of both."""
    if field == "date":
        when = found.published
        return when and (when.date, when.last, when.precision)
    if field == "words":
        return found.words
    if field == "confidence":
        return _confidence(found)
    if field in ("title", "summary", "body"):
        return (found.title.strip() == "", found.summary.strip() == "", found.body.strip() == "")
    return tuple(values(found, field))
