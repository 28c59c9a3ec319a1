"""Which stretches of an article hold most of what was asked for?

A stretch is as long as a passage that is shown, and begins with a match. The first one taken has
the most different clauses, each further one the most that were not shown yet; then the most
different ones, the most matches, and the place decide.
"""

from bisect import bisect_left
from collections.abc import Sequence

from searcher.engines.tantivy.marking import Mark
from searcher.record import Record, record


@record
class Stretch(Record):
    """A stretch: number of the text, first and last character of its matches, clauses in it."""

    text: int
    start: int
    end: int
    clauses: frozenset[int]


def best(texts: Sequence[Sequence[Mark]], width: int, most: int, *, apart: int) -> list[Stretch]:
    """Choose up to `most` stretches, the best first; marks come by start.

    Those of one text begin so many characters `apart` that no passages overlap.
    """
    found = [
        (stretch, count)
        for number, marks in enumerate(texts)
        for stretch, count in _all(number, marks, width)
    ]
    shown: set[int] = set()
    chosen: list[Stretch] = []
    while len(chosen) < most:
        left = [
            (stretch, count)
            for stretch, count in found
            if all(_apart(stretch, other, apart) for other in chosen)
        ]
        if not left:
            break
        stretch, _ = max(
            left,
            key=lambda one: (
                len(one[0].clauses - shown),
                len(one[0].clauses),
                one[1],
                -one[0].text,
                -one[0].start,
            ),
        )
        chosen.append(stretch)
        shown |= stretch.clauses
    return chosen


def _apart(stretch: Stretch, other: Stretch, apart: int) -> bool:
    return stretch.text != other.text or abs(stretch.start - other.start) >= apart


def _all(number: int, marks: Sequence[Mark], width: int) -> list[tuple[Stretch, int]]:
    """Give the stretch that begins at each match, with the number of matches in it."""
    starts = [start for start, _, _ in marks]
    found = []
    for at, (start, end, _) in enumerate(marks):
        # A match longer than a passage is cut there.
        after = max(at + 1, bisect_left(starts, start + width))
        held = [mark for mark in marks[at:after] if mark[1] <= start + width] or [marks[at]]
        clauses = frozenset(clause for _, _, clause in held)
        last = max([end, *(mark[1] for mark in held)])
        found.append((Stretch(number, start, last, clauses), len(held)))
    return found
