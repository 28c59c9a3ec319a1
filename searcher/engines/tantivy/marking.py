"""Which words of a text does a query mean?

`KnownWords` splits text and remembers words with their forms, because the same words come again and
again: most passages hold none that is new.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.clauses import Clause, clauses
from searcher.engines.tantivy.letters import is_plain, smooth, smooth_places
from searcher.engines.tantivy.plain import BEGINNING_CHANGES, WORD, PlainText, beginning
from searcher.engines.tantivy.stretches import stretches
from searcher.query.model import Node, Word
from searcher.record import Record, record

# Words kept with their forms; some 300 bytes each.
_KNOWN = 50_000
# Words that a clause keeps as meant or not.
_DECIDED = 1_000
# Clauses up to which their words are looked for one after the other; of more, all words at once.
_FEW = 2
_SHORT = 400  # characters of a passage, in which it takes less to look for several
_FEW_OF_SHORT = 6

_NO_WORDS: Final[frozenset[str]] = frozenset()

Mark = tuple[int, int, int]  # start, end, number of the clause


@record
class Token(Record):
    """A word in its place; `stem` where the text's language is stemmed."""

    start: int
    end: int
    exact: str
    stem: str | None


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
        self._clauses: dict[Word, list[Clause]] = {}

    def clauses(self, query: Node) -> list[Clause]:
        """Give what a query wants marked; those of the last words are kept, with what is known."""
        return clauses(query, self._analysis, self._clauses)

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
            if len(decided) >= _DECIDED:
                decided.clear()
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
