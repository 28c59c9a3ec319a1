"""Which parts of a text are marked? Texts as pieces, which templates escape one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searcher.results import Marks

# Matches that can be stepped through, and those that are marked at all, in one article: a word
# such as “the” occurs in a long text ten thousand times, and a browser holds it only so well.
MOST_STEPS = 500
MOST_MARKS = 10_000
_PARTED = re.compile(r"\n[^\S\n]*\n\s*")

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `number` counts the matches that can be stepped through, from 1."""

    text: str
    marked: bool = False
    number: int | None = None


Line = tuple[Piece, ...]
Paragraph = tuple[Line, ...]


def clip(text: str, most: int) -> str:
    """Cut a text that no page has room for."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def pieces(text: str, spans: Spans) -> Line:
    """Cut a passage at its marks."""
    found, at = [], 0
    for start, end in spans:
        found += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    found.append(Piece(text[at:]))
    return tuple(piece for piece in found if piece.text)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article's texts; of all `matches` so many are marked, and fewer can be stepped through.

    A match is what a concordance has a line of: of a phrase each word is marked, and it is one. Two
    that begin with one word are one step. `whole`: the last step leads to the last match.
    """

    title: Line
    summary: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    matches: int
    marked: int
    steps: int
    whole: bool


def marked_text(title: str, summary: str, body: str, marks: Marks, found: Marks) -> MarkedText:
    """Mark title, summary and body, and number the matches through: `found` is where they stand."""
    counter = _Counter()
    parts = (
        tuple(counter.paragraphs(title, marks.title, found.title, whole=True)),
        tuple(counter.paragraphs(summary, marks.summary, found.summary)),
        tuple(counter.paragraphs(body, marks.body, found.body)),
    )
    return MarkedText(
        title=parts[0][0][0] if parts[0] else (),
        summary=parts[1],
        body=parts[2],
        matches=sum(map(len, (found.title, found.summary, found.body))),
        marked=counter.matches,
        steps=min(counter.steps, MOST_STEPS),
        whole=counter.steps <= MOST_STEPS and counter.marked < MOST_MARKS,
    )


class _Counter:
    """Numbers the matches of one article in the order in which they are read."""

    def __init__(self) -> None:
        self.marked = self.matches = self.steps = 0
        self._begins: list[int] = []

    def paragraphs(
        self, text: str, spans: Spans, found: Spans, *, whole: bool = False
    ) -> Iterator[Paragraph]:
        """Give paragraphs as lines of pieces; a `whole` text is one line."""
        waiting = list(reversed(spans))
        self._begins = sorted((start for start, _ in found), reverse=True)
        for start, end in [(0, len(text))] if whole else _ranges(text):
            lines = []
            at = start
            while at < end:
                stop = end if whole or (stop := text.find("\n", at, end)) < 0 else stop
                lines.append(tuple(self._line(text, at, stop, waiting)))
                at = stop + 1
            if shown := tuple(line for line in lines if line):
                yield shown

    def _line(
        self, text: str, at: int, end: int, waiting: list[tuple[int, int]]
    ) -> Iterator[Piece]:
        while waiting and waiting[-1][0] < end and self.marked < MOST_MARKS:
            start, stop = waiting.pop()
            start, stop = max(start, at), min(stop, end)
            if start >= stop:
                continue
            if at < start:
                yield Piece(text[at:start])
            self.marked += 1
            yield Piece(text[start:stop], marked=True, number=self._step(stop))
            at = stop
        if at < end:
            yield Piece(text[at:end])

    def _step(self, end: int) -> int | None:
        """Count the matches that begin before the end of a mark; number it if there are any."""
        before = len(self._begins)
        while self._begins and self._begins[-1] < end:
            self._begins.pop()
        if before == len(self._begins):
            return None
        self.matches += before - len(self._begins)
        self.steps += 1
        return self.steps if self.steps <= MOST_STEPS else None


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _PARTED.finditer(text):
        yield at, gap.start()
        at = gap.end()
    yield at, len(text)
