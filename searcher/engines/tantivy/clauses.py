"""What of a query is looked for in texts? Clauses, one for each thing to mark."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import takewhile

from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.letters import readings
from searcher.engines.tantivy.plain import WORD
from searcher.query.counting import is_own_word
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Pattern, Phrase, Regex, Word
from searcher.record import Record, field, record

# Of any text: Indic vowels are marks, which Python does not count among the letters.
_ANY_WORD = "(?:[^\\W_]+|[\u0900-\u0963\u0966-\u096f\u0971-\u0df3]+)+"
# Words whose clauses are kept.
_KEPT = 200
_SHORTEST = 3  # letters by which a word is looked for, if it has so many

# Where a field's words stand; without a field they are looked for everywhere.
_PARTS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "summary", "body"),
    "title": ("title",),
    "summary": ("summary",),
    "body": ("summary", "body"),
}


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


def clauses(
    query: Node, analysis: Analysis, kept: dict[Word, list[Clause]] | None = None
) -> list[Clause]:
    """Give what is to be marked: everything asked for, nothing that is excluded.

    Clauses of words are looked for in `kept`, and put there, where it is given.
    """
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
        elif wanted and kept is not None and isinstance(node, Word):
            if node not in kept:
                if len(kept) >= _KEPT:
                    kept.clear()
                kept[node] = _clauses(node, analysis)
            found += kept[node]
        elif wanted and isinstance(node, Word | Phrase | Pattern | Fuzzy):
            found += _clauses(node, analysis)
    return found


def _clauses(node: Word | Phrase | Pattern | Fuzzy, analysis: Analysis) -> list[Clause]:
    """Give one for each reading of the text, if it has a token."""
    each = (_clause(node, text, analysis) for text in readings(node.text))
    return [clause for clause in each if clause is not None]


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


def _starts(beginning: str) -> Callable[[str], bool]:
    return lambda token: token.startswith(beginning)
