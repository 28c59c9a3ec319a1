"""In which stretches is a long paragraph laid out? A browser lays out those alone that it shows.

Of one line it lays out all: five million characters took it two seconds, whatever part was seen. So
a long line is cut as well, behind a sentence where one ends: of some hundred lines on the screen
one ends early. Nothing of the text is lost, and no character stands apart from its accents.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from searcher.web.passages import Line, Paragraph, Piece

# Lines from which on a paragraph is laid out in stretches, and how many of them are one.
_MANY, _LINES = 100, 50
# Characters from which on a line is, and about how many of them are one.
_LONG, _SIZE = 100_000, 10_000
# Behind which a line is cut best: a sentence, of Chinese and Japanese too, else a word.
_ENDS = (". ", "。", " ")
_JOINER = "\N{ZERO WIDTH JOINER}"


def stretches(lines: Paragraph) -> list[list[Line]]:
    """Give the lines of a paragraph in stretches: of one that is short there is one."""
    long = [sum(len(piece.text) for piece in line) > _LONG for line in lines]
    if len(lines) <= _MANY and not any(long):
        return [list(lines)]
    found: list[list[Line]] = []
    room = 0
    for line, is_long in zip(lines, long, strict=True):
        if is_long:
            found += [[part] for part in _cut(line)]
            room = 0
        elif room:
            found[-1].append(line)
            room -= 1
        else:
            found.append([line])
            room = _LINES - 1
    return found


def _cut(line: Line) -> Iterator[Line]:
    """Cut a line where its text has no marks."""
    part: list[Piece] = []
    room = _SIZE
    for piece in line:
        at = 0
        while not piece.marked and len(piece.text) - at > max(room, 0):
            end = _end(piece.text, at, at + max(room, 0))
            part.append(replace(piece, text=piece.text[at:end]))
            at = end
            if at == len(piece.text):
                break
            yield tuple(part)
            part, room = [], _SIZE
        if at < len(piece.text):
            part.append(replace(piece, text=piece.text[at:]))
            room -= len(piece.text) - at
    if part:
        yield tuple(part)


def _end(text: str, start: int, usual: int) -> int:
    """Give where to cut: before the usual place, else behind it; a text without words anywhere."""
    for end in _ENDS:
        if (found := text.rfind(end, start, usual)) >= 0:
            return found + len(end)
    found = text.find(" ", usual, usual + _SIZE)
    if found >= 0:
        return found + 1
    if len(text) - start <= _SIZE:
        return len(text)
    cut = max(usual, start + 1)
    while cut < len(text) and (_leans(text[cut]) or text[cut - 1] == _JOINER):
        cut += 1
    return cut


def _leans(sign: str) -> bool:
    """Say whether a character belongs to the one before: accents, joiners, colours of skin."""
    return unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf", "Sk")
