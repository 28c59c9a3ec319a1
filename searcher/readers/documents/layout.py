"""Paragraphs in the order in which they are read: those of tables, text boxes and notes too.

Each element that opens is a frame, and gives what it holds to the one around it when it closes:
there is no recursion, and nothing is held but text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from searcher.readers.documents.problems import Refused

MAX_TEXT: Final = 64 << 20  # characters of one document
_MAX_DEPTH: Final = 200  # frames within each other; a table in a table has eight
_HEADED: Final = 6  # paragraphs among which a title is


@dataclass(slots=True)
class _Frame:
    """`items` are paragraphs; `rows` and `cells` those of a table; `pieces` a paragraph's text."""

    kind: str
    items: list[str] = field(default_factory=list)
    rows: list[tuple[bool, str]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    carried: str = ""  # text of a paragraph that goes on in the next one
    dropped: bool = False
    goes_on: bool = False
    rank: str = ""  # `title` or `heading`, by its style


class Layout:
    """The frames that are open, and the paragraphs that are done."""

    def __init__(self) -> None:
        self._frames = [_Frame("")]
        self._paragraphs: list[_Frame] = []
        self._left = MAX_TEXT
        self._ranked: dict[str, list[int]] = {"title": [], "heading": []}

    @property
    def blocks(self) -> list[str]:
        """Give the paragraphs that are done, of all that is in none else."""
        _flush(self._frames[0])
        return self._frames[0].items

    @property
    def paragraph(self) -> _Frame | None:
        """Give the innermost paragraph that is open."""
        return self._paragraphs[-1] if self._paragraphs else None

    @property
    def title(self) -> int | None:
        """Give the number of the paragraph that is the title; of several headings none is it."""
        titles, headings = self._ranked["title"], self._ranked["heading"]
        found = titles[:1] or (headings if len(headings) == 1 else [])
        return found[0] if found and found[0] < _HEADED else None

    def open(self, kind: str) -> _Frame:
        """Open a frame: `p`, `table`, `row`, `cell`, `box` or `note`."""
        frame = _Frame(kind)
        if len(self._frames) > _MAX_DEPTH:
            raise Refused(
                "too-nested", f"more than {_MAX_DEPTH} tables and paragraphs in each other"
            )
        if kind != "p":
            _flush(self._frames[-1])
        self._frames.append(frame)
        if kind == "p":
            self._paragraphs.append(frame)
        return frame

    def text(self, text: str) -> None:
        """Add to the paragraph that is open; what stands in none is markup's."""
        if self._paragraphs:
            self._left -= len(text)
            if self._left < 0:
                raise Refused("too-large", f"more than {MAX_TEXT >> 20} million characters of text")
            self._paragraphs[-1].pieces.append(text)

    def drop(self, kind: str) -> None:
        """Leave out the innermost frame of a kind, if one is open."""
        for frame in reversed(self._frames):
            if frame.kind == kind:
                frame.dropped = True
                return

    def close(self) -> list[str]:
        """Close the innermost frame; give what was in it, which the one around it has now."""
        frame, parent = self._frames.pop(), self._frames[-1]
        _flush(frame)
        if frame.kind == "p":
            self._paragraphs.pop()
            self._end(frame, parent)
        elif frame.dropped:
            pass
        elif frame.kind == "cell" and parent.kind == "row":
            parent.cells.append(frame.items)
        elif frame.kind == "row" and parent.kind == "table":
            parent.rows += row(frame.cells)
            parent.rows += [(False, item) for item in frame.items]
        else:
            parent.rows += [(False, item) for item in frame.items] if frame.kind == "row" else []
            parent.items += blocks(frame.rows) + frame.items
        return frame.items

    def _end(self, frame: _Frame, parent: _Frame) -> None:
        text = parent.carried + "".join(frame.pieces)
        parent.carried = ""
        if frame.goes_on:
            parent.carried = text
        elif not frame.dropped and (shown := tidy(text)):
            if frame.rank and len(self._frames) == 1:
                self._ranked[frame.rank].append(len(parent.items))
            parent.items.append(shown)
        parent.items += frame.items  # its text boxes


def _flush(frame: _Frame) -> None:
    """End a paragraph that was to go on, and does not."""
    if frame.carried:
        frame.items += filter(None, [tidy(frame.carried)])
        frame.carried = ""


def tidy(text: str) -> str:
    """Give a paragraph without spaces at the ends of its lines."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(map(str.strip, text.split("\n"))).strip()


def row(cells: Sequence[list[str]]) -> list[tuple[bool, str]]:
    """Give a row of a table as one line, or the paragraphs of cells that hold several.

    What stands in a single cell is text in a frame, and no table.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and all(len(cell) <= 1 for cell in cells):
        return [(True, "\t".join(" ".join(cell[0].split()) if cell else "" for cell in cells))]
    return [(False, item) for cell in filled for item in cell]


def blocks(rows: Sequence[tuple[bool, str]]) -> list[str]:
    """Give the paragraphs of a table; rows that are lines and follow each other are one."""
    found: list[str] = []
    joined = False
    for is_line, text in rows:
        line = text.strip("\t") if is_line else text
        if is_line and joined:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
        joined = is_line
    return found
