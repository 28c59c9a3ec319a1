"""Which tables and line breaks are there for looks, and hold the page and its paragraphs?

Pages of the first decade stand in tables, and their paragraphs are lines. Extractors take such a
table for data, and such lines for one. The tree is changed in place: cells become boxes, lines
paragraphs.
"""

import re
from typing import Any, Final

from searcher.readers.wordlist import table

_CELL: Final = 400  # characters of text in a cell that holds a part of the page
_TEXT: Final = 240  # characters of text of its own in an element whose lines may be paragraphs
# Characters of a line, on average, that is a paragraph and not one of a poem; of one that ends in
# two breaks.
_LINE, _PARTED = 70, 35
_MOST: Final = 0.5  # share of a text in links; more is a menu
_PARTS: Final = frozenset(table("table tbody thead tfoot tr td"))
_DATA: Final = frozenset(table("th caption"))
INLINE: Final = frozenset(
    table(
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q s"
        " samp small span strike strong sub sup time tt u var wbr"
    )
)
# What may hold lines that are paragraphs.
_BOXES: Final = frozenset(
    table("article b big center div em font i main section small span strong td")
)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printed(text: str | None) -> str | None:
    """Give a text that a tree takes: a reference such as `&#11;` may give one that it does not."""
    return _CONTROL.sub(" ", text) if text else text


def unlay(tree: Any) -> None:
    """Make boxes of the cells of a layout, and paragraphs of lines that are some."""
    for one in list(tree.iter("table")):
        if _is_layout(one):
            for part in _parts(one):
                part.tag = "div"
    seen: dict[Any, int] = {}
    for line_break in tree.iter("br"):
        above = line_break.getparent()
        seen[above] = seen.get(above, 0) + 1
    # What is inside of a line may turn out to be a block.
    for above, count in reversed(seen.items()):
        if count > 1 and above.tag in _BOXES:
            _into_paragraphs(above)


def _is_layout(one: Any) -> bool:
    """Say whether a table holds tables, or a cell a text of several paragraphs; and no heads."""
    parts = _parts(one)
    if any(child.tag in _DATA for part in parts for child in part):
        return False
    cells = [part for part in parts if part.tag == "td" and len(part)]
    # Texts are looked at only where no table is within: once.
    return any(next(cell.iter("table"), None) is not None for cell in cells) or any(
        len(cell) > 1
        and next(cell.iter("p", "br"), None) is not None
        and len("".join(cell.itertext()).strip()) >= _CELL
        for cell in cells
    )


def _parts(one: Any) -> list[Any]:
    """Give the table with its rows and cells, without those of tables within."""
    found, walk = [], [one]
    while walk:
        element = walk.pop()
        found.append(element)
        if element.tag != "td":
            walk += [child for child in element if child.tag in _PARTS and child.tag != "table"]
    return found


def _into_paragraphs(box: Any) -> None:
    """Put the lines of a box into paragraphs, where that is what they are."""
    if any(child.tag == "p" for child in box):
        return
    lines, least = _lines(box, double=True), _PARTED
    if len(lines) == 1:
        lines, least = _lines(box, double=False), _LINE
    sizes = [size for line in lines if (size := line.size)]
    if sum(sizes) < max(_TEXT, least * len(sizes)):
        return
    if sum(len("".join(link.itertext())) for link in box.iter("a")) > _MOST * sum(sizes):
        return
    if box.tag in INLINE:
        box.tag = "div"
    box.text = None
    for child in list(box):
        box.remove(child)
    for line in lines:
        if line.block is not None:
            line.block.tail = None
            box.append(line.block)
        elif line.size:
            paragraph = box.makeelement("p")
            paragraph.text = printed(line.text)
            paragraph.extend(line.children)
            box.append(paragraph)


class _Line:
    """What stands between two breaks: a text with elements in it, or a block."""

    def __init__(self, text: str | None, block: Any = None) -> None:
        self.text, self.block = text, block
        self.children: list[Any] = []

    @property
    def is_styled(self) -> bool:
        """Whether it is one element, with a style of its own."""
        texts = [self.text, *(child.tail for child in self.children)]
        return len(self.children) == 1 and not any(text and text.strip() for text in texts)

    @property
    def size(self) -> int:
        """The characters of a line that is no block."""
        if self.block is not None:
            return 0
        texts = ["".join(child.itertext()) + (child.tail or "") for child in self.children]
        return len("".join([self.text or "", *texts]).strip())


def _lines(box: Any, *, double: bool) -> list[_Line]:
    """Cut a box into its lines; `double`: where two breaks follow each other."""
    lines = [_Line(box.text)]
    broken = False
    for child in box:
        tail = child.tail
        if child.tag == "br":
            if broken or not double or lines[-1].is_styled:
                lines.append(_Line(tail))
            else:
                lines[-1].children.append(child)
            broken = not (tail or "").strip()
        elif child.tag in INLINE:
            lines[-1].children.append(child)
            broken = False
        else:
            lines += [_Line(None, child), _Line(tail)]
            broken = False
    return lines
