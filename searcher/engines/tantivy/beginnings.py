"""Where do the words of a query stand in a text, looked for by how they begin?

A plain search for beginnings takes a few µs of an article, to split it into words ten times as
much. It finds all but forms that begin otherwise (die, dying) or are written in mixed case.
"""

from collections.abc import Sequence
from typing import Final

from searcher.engines.tantivy.clauses import Clause, words_of
from searcher.engines.tantivy.letters import bare, is_plain
from searcher.engines.tantivy.marking import KnownWords, Mark
from searcher.engines.tantivy.plain import BEGINNING_CHANGES

# Places of one clause that are looked at: of a very frequent word the first ones will do.
_MOST: Final = 200
LONGEST_WORD: Final = 64  # longer ones are found by splitting the text only
# Characters between the first and the last of several words: fewer of them make no better passage.
_CLOSE: Final = 40


def are_words(clauses: Sequence[Clause]) -> bool:
    """Say whether each clause is one word with all its forms, so that its beginning tells it."""
    return all(clause.letter for clause in clauses)


def found(
    text: str, wanted: Sequence[Clause], language: str | None, known: KnownWords
) -> list[Mark] | None:
    """Mark what begins like the words, by start; None where beginnings do not tell."""
    if language in BEGINNING_CHANGES or not is_plain(text):
        return None
    plain, words = bare(text), words_of(text)
    marks: list[Mark] = []
    for number, clause in enumerate(wanted):
        decided = clause.decided.setdefault(language, {})
        left = _MOST
        for begin in clause.begins:
            place = plain.find(begin)
            while place >= 0 and left:
                left -= 1
                end = place + len(begin)
                if not place or not text[place - 1].isalnum():
                    word = words.match(text, place, place + 2 * LONGEST_WORD)
                    if word is not None:
                        end = word.end()
                        fits = decided.get(word[0])
                        if fits or (fits is None and known.means(word[0], clause, language)):
                            marks.append((place, end, number))
                place = plain.find(begin, end)
    marks.sort()
    return marks


def densest(marks: Sequence[Mark], width: int) -> tuple[int, int, int] | None:
    """Choose the stretch of at most `width` characters, from match to match, that has most.

    Give how many different clauses it has, its first and its last character; of equals that with
    the clauses closest together, by `_CLOSE`, then the most matches, then the first. None where
    there are no marks.
    """
    best: tuple[tuple[int, int, int], int, int] | None = None
    first: dict[int, int] = {}  # place of each clause from here on
    after = len(marks)
    for at in range(len(marks) - 1, -1, -1):
        start, _, number = marks[at]
        first[number] = start
        while marks[after - 1][0] >= start + width:
            after -= 1
        near = [place - start for place in first.values() if place < start + width]
        rank = len(near), -(max(near) // _CLOSE), after - at
        if best is None or rank >= best[0]:
            best = rank, at, after
    if best is None:
        return None
    (count, _, _), at, after = best
    start, end, _ = marks[at]
    last = max(mark[1] for mark in marks[at:after])
    return count, start, min(last, max(end, start + width))
