"""Which words of a text does a query mean?

A `Clause` is one thing to mark; `KnownWords` splits text and remembers words with their forms,
because the same words come again and again: most passages hold none that is new.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.letters import is_plain, readings, smooth, smooth_places
from searcher.engines.tantivy.plain import BEGINNING_CHANGES, WORD, PlainText, beginning
from searcher.engines.tantivy.stretches import stretches
from searcher.query.counting import is_own_word
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Pattern, Phrase, Regex, Word
from searcher.record import Record, field, record

# Of any text: Indic vowels are marks, which Python does not count among the letters.
_ANY_WORD = "(?:[^\\W_]+|[\u0900-\u0963\u0966-\u096f\u0971-\u0df3]+)+"
# Words kept with their forms; some 300 bytes each.
_KNOWN = 50_000
# Clauses up to which their words are looked for one after the other; of more, all words at once.
_FEW = 2
_SHORTEST = 3  # letters by which a word is looked for, if it has so many
_SHORT = 400  # characters of a passage, in which it takes less to look for several
_FEW_OF_SHORT = 6

# Where a field's words stand; without a field they are looked for everywhere.
_PARTS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "summary", "body"),
    "title": ("title",),
    "summary": ("summary",),
    "body": ("summary", "body"),
}

_NO_WORDS: Final[frozenset[str]] = frozenset()

Mark = tuple[int, int, int]  # start, end, number of the clause


@record
class Token(Record):
    """A word in its place; `stem` where the text's language is stemmed."""

    start: int
    end: int
    exact: str
    stem: str | None


@record
class Clause(Record):
    """One thing to mark in the `parts` of an article.

    `forms` is what it looks for by language (None: exact), one token or the tokens of a phrase;
    `test` decides instead for patterns and fuzzy words, on exact tokens. `begins` are texts that a
    match begins with (or holds, with `inside`), in the case that is most likely; `literal` where
    they are all of a match, because each of their characters is a token. `letter` is what the one
    word begins with in all its forms, where that is an ASCII letter or digit. `decided` remembers
    by language which words are meant, where one is: a few are most of those that are looked at.
    """

    parts: tuple[str, ...]
    forms: dict[str | None, list[str]] = field(default_factory=dict)
    slop: int = 0
    test: Callable[[str], bool] | None = None
    begins: tuple[str, ...] = ()
    inside: bool = False
    literal: bool = False
    letter: str = ""
    decided: dict[str | None, dict[str, bool]] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        """Whether a word alone can be a match."""
        return self.test is not None or len(self.forms[None]) == 1


def words_of(text: str) -> re.Pattern[str]:
    """Give what finds the words of a text; compiled where one needs it, by re's own cache."""
    return WORD if text.isascii() else re.compile(_ANY_WORD)


def clauses(query: Node, analysis: Analysis) -> list[Clause]:
    """Give what is to be marked: everything asked for, nothing that is excluded."""
    found: list[Clause] = []
    pending: list[tuple[Node, bool]] = [(query, True)]
    while pending:
        node, wanted = pending.pop()
        if isinstance(node, And | Or):
            pending.extend((child, wanted) for child in reversed(node.children))
        elif isinstance(node, Not):
            pending.append((node.child, not wanted))
        elif isinstance(node, Boosted):
            pending.append((node.child, wanted))
        elif wanted and isinstance(node, Regex):
            found.append(expression(node, analysis))
        elif wanted and isinstance(node, Word | Phrase | Pattern | Fuzzy):
            each = (_clause(node, text, analysis) for text in readings(node.text))
            found.extend(clause for clause in each if clause is not None)
    return found


def _clause(node: Word | Phrase | Pattern | Fuzzy, text: str, analysis: Analysis) -> Clause | None:
    parts = _PARTS[node.field]
    if isinstance(node, Pattern):
        from searcher.engines.tantivy.fitting import fits_pattern

        pieces = [analysis.fold(piece) for piece in re.split(r"([*?])", text)]
        shape = "".join(pieces)
        longest = max(pieces, key=len)
        return Clause(
            parts,
            test=_starts(pieces[0])
            if pieces[1:] == ["*", ""]
            else cache(lambda token: fits_pattern(shape, token)),
            begins=_cases([longest]),
            inside=longest != pieces[0],
        )
    exact = analysis.query_tokens(text, None)
    if not exact:
        return None
    if isinstance(node, Fuzzy) and len(exact) == 1:
        from searcher.engines.tantivy.fitting import within_distance

        word, distance = exact[0], node.distance
        # Of so many pieces one is whole, if no two letters were swapped across their border.
        size = max(1, len(word) // (distance + 1))
        pieces = [word[at : at + size] for at in range(0, len(word) - size + 1, size)]
        return Clause(
            parts,
            test=cache(lambda token: within_distance(word, token, distance)),
            begins=_cases(pieces),
            inside=True,
        )
    forms: dict[str | None, list[str]] = {None: exact}
    if isinstance(node, Word | Phrase) and not node.exact:
        for language in analysis.languages:
            stems = analysis.query_tokens(text, language)
            if stems:
                forms[language] = stems
    slop = node.slop if isinstance(node, Phrase) else 0
    if slop == 0 and all(is_own_word(token[0]) for token in exact):
        return Clause(parts, forms, begins=("".join(exact),), literal=True)
    # What the words as typed, their folded form and all stems have in common at the beginning:
    # `treasur` of treasury and treasuri.
    at = key_token(exact)
    lower = text.lower()
    typed = words_of(lower).findall(lower)
    starts = (exact[at], typed[at] if len(typed) == len(exact) else exact[at])
    lengths = {_in_common(exact[at], tokens[at]) for tokens in forms.values()}
    if len(forms) > 1:
        # Its forms often differ in the last vowel of a stem: hire and hiring, ally and allied.
        lengths |= {n - 1 for n in lengths if n > _SHORTEST and exact[at][n - 1] in "eiy"}
    begins = [start[:length] for start in starts for length in lengths]
    letter = exact[0][0] if len(exact) == 1 and exact[0].isascii() else ""
    return Clause(parts, forms, slop, None, _cases(begins), letter=letter)


def _in_common(first: str, second: str) -> int:
    """Count the letters with which both begin."""
    length = len(second)
    while not first.startswith(second[:length]):
        length -= 1
    return length


def expression(node: Regex, analysis: Analysis) -> Clause:
    """Say which words an expression marks: its test, and how all of them begin."""
    from searcher.query.automaton import Automaton
    from searcher.query.regex import Letter, Sequence, folded, read

    part = folded(read(node.text), analysis.fold)
    parts = part.parts if isinstance(part, Sequence) else (part,)
    begin = takewhile(lambda one: isinstance(one, Letter), parts)
    letters = [one.sign for one in begin if isinstance(one, Letter)]
    return Clause(
        _PARTS[node.field],
        test=cache(Automaton(part).fits),
        begins=_cases(["".join(letters)]),
    )


def key_token(tokens: Sequence[str]) -> int:
    """Say which token of a phrase is looked for first: the longest, as the rarest."""
    return max(range(len(tokens)), key=lambda number: len(tokens[number]))


def _cases(texts: Sequence[str]) -> tuple[str, ...]:
    """Give texts as they stand within a sentence, at its beginning, and in a headline.

    Texts that begin with another one are found with that.
    """
    shortest: list[str] = []
    for text in sorted(filter(None, texts)):
        if not (shortest and text.startswith(shortest[-1])):
            shortest.append(text)
    return tuple(
        dict.fromkeys(case for text in shortest for case in (text, text.capitalize(), text.upper()))
    )


class Forms:
    """The forms of known words in one language (None: exact), both ways."""

    __slots__ = ("of", "words")

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.words: dict[str, set[str]] = {}


class KnownWords:
    """Splits text into words, and says which of them fit a clause."""

    def __init__(self, analysis: Analysis) -> None:
        """Start with no words."""
        self._analysis = analysis
        self._forms: dict[str | None, Forms] = {}

    def _learn(self, words: set[str], language: str | None) -> Forms:
        """Know these words too, exactly where their stems are; gives all known ones."""
        exact = self._forms.get(None)
        if exact is not None and len(exact.of) > _KNOWN:
            self._forms.clear()
        forms = self._forms.get(language)
        if forms is None:
            forms = self._forms[language] = Forms()
        # Not `words - keys()`, which walks all keys.
        new = list(words.difference(forms.of))
        if new:
            if language is not None:
                self._learn(set(new), None)
            every = smooth(" ".join(new), language)
            analyzer = self._analysis.of(every, language)
            found = analyzer.analyze(every)
            if len(found) != len(new):  # one was too long
                found = ["".join(analyzer.analyze(smooth(word, language))) for word in new]
            for word, form in zip(new, found, strict=True):
                forms.of[word] = form
                forms.words.setdefault(form, set()).add(word)
        return forms

    def learned(self, words: set[str], language: str | None) -> tuple[Forms, Forms | None]:
        """Know these words: their exact forms, and their stems in the language."""
        stems = self._learn(words, language) if language else None
        exact = self._forms[None] if words and stems else self._learn(words, None)
        return exact, stems

    def fits(
        self,
        words: set[str],
        clause: Clause,
        language: str | None,
        exact: Forms,
        stems: Forms | None,
    ) -> set[str]:
        """Give those of the words that are meant by a clause of one word; they are `learned`."""
        if clause.test is not None:
            return {word for word in words if exact.of[word] and clause.test(exact.of[word])}
        fit = words & exact.words.get(clause.forms[None][0], _NO_WORDS)
        if stems is not None and (wanted := clause.forms.get(language)):
            fit |= words & stems.words.get(wanted[0], _NO_WORDS)
        return fit

    def is_token(self, word: str, clause: Clause, at: int, language: str | None) -> bool:
        """Say whether a word may be the token of that number in the clause."""
        exact = self._form(word, None)
        if clause.test is not None:
            return clause.test(exact)
        if exact == clause.forms[None][at]:
            return True
        stems = clause.forms.get(language) if language else None
        return stems is not None and self._form(word, language) == stems[at]

    def means(self, word: str, clause: Clause, language: str | None) -> bool:
        """Say whether a clause of one word means this one, and remember it."""
        decided = clause.decided.setdefault(language, {})
        fits = decided.get(word)
        if fits is None:
            fits = decided[word] = self.is_token(word, clause, 0, language)
        return fits

    def _by_letters(
        self, text: str, wanted: Sequence[Clause], language: str | None
    ) -> list[Mark] | None:
        """Give every match of clauses of one word each, by how the words of the text begin.

        None where that does not tell: then all words must be looked at.
        """
        if language in BEGINNING_CHANGES or not text.isascii():
            return None
        marks: list[Mark] = []
        for number, clause in enumerate(wanted):
            if not clause.letter:
                return None
            decided = clause.decided.setdefault(language, {})
            for found in beginning(clause.letter).finditer(text):
                fits = decided.get(found[0])
                if fits or (fits is None and self.means(found[0], clause, language)):
                    marks.append((*found.span(), number))
        if len(wanted) > 1:
            marks.sort()
        return marks

    def forms(self, words: Sequence[str], language: str | None) -> list[str]:
        """Give the forms of a text's words, in order."""
        return [*map(self._learn(set(words), language).of.__getitem__, words)]

    def _form(self, word: str, language: str | None) -> str:
        forms = self._forms.get(language)
        known = forms.of.get(word) if forms else None
        return known if known is not None else self._learn({word}, language).of[word]

    def tokens(self, text: str, language: str | None) -> list[Token]:
        """Split a text."""
        if not is_plain(text):
            return self._slowly(text, language)
        found = list(WORD.finditer(text))
        words = {word[0] for word in found}
        exact = self._learn(words, None).of
        stems = self._learn(words, language).of if language else {}
        return [
            Token(word.start(), word.end(), exact[word[0]], stems.get(word[0])) for word in found
        ]

    def _slowly(self, text: str, language: str | None) -> list[Token]:
        smoothed, starts, ends = smooth_places(text)
        exact = self._analysis.of(smoothed, None).pre_tokenize(smoothed).tokens
        stems: dict[int, str] = {}
        if language is not None:
            smoothed = smooth(text, language)
            split = self._analysis.of(smoothed, language).pre_tokenize(smoothed).tokens
            stems = {token.position: token.text for token in split}
        tokens: list[Token] = []
        for t in exact:
            start, end = starts[t.char_offset_from], ends[t.char_offset_to - 1]
            # One that is too long has its position, and fits nothing.
            tokens += [Token(start, start, "", None)] * (t.position - len(tokens))
            tokens.append(Token(start, end, t.text, stems.get(t.position)))
        return tokens

    def marks(self, text: str, wanted: Sequence[Clause], language: str | None) -> list[Mark]:
        """Give every match of the clauses, by start."""
        marks: list[Mark] | None
        few = len(wanted) <= (_FEW if len(text) > _SHORT else _FEW_OF_SHORT)
        if few and (marks := self._by_letters(text, wanted, language)) is not None:
            return marks
        marks = []
        if is_plain(text):
            plain = PlainText(self, text, language)
            for number, clause in enumerate(wanted):
                marks += [(start, end, number) for start, end in plain.marks(clause)]
        else:
            tokens = self.tokens(text, language)
            for number, clause in enumerate(wanted):
                marks.extend(
                    (tokens[at].start, tokens[at].end, number)
                    for at in matching(tokens, clause, language)
                )
        marks.sort()
        return marks


def matching(tokens: Sequence[Token], clause: Clause, language: str | None) -> set[int]:
    """Give the numbers of the tokens that a clause means."""
    if clause.test is not None:
        return {at for at, t in enumerate(tokens) if t.exact and clause.test(t.exact)}
    found = set(_meant([token.exact for token in tokens], clause.forms[None], clause.slop))
    stems = clause.forms.get(language) if language else None
    if stems:
        found.update(_meant([token.stem for token in tokens], stems, clause.slop))
    return found


def _meant(found: Sequence[str | None], wanted: list[str], slop: int) -> Iterator[int]:
    """Walk the numbers of tokens that are part of the phrase, with slop those of its words only."""
    for first, last in stretches(found, wanted, slop):
        yield from (at for at in range(first, last + 1) if found[at] in wanted)


def _starts(beginning: str) -> Callable[[str], bool]:
    return lambda token: token.startswith(beginning)
