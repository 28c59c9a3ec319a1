"""Does one text hold several articles, with rules, form feeds or numbers between them?

A rule alone proves nothing, since articles have rules too: what follows it must have a head of its
own, fields or labels below a title, and a text. What has none goes with what stands before it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from searcher.article import Provenance
from searcher.readers.encoding import Line, decode, lines
from searcher.readers.lines import field_lines

_RULE: Final = re.compile(r"\s*(?:([-=*_#~+–—])[ \t]?)(?:\1[ \t]?){2,}\s*")
_NUMBERED: Final = re.compile(
    r"[-=*_#~\s]{0,20}(?:document|article|story|item|record|dokument|artikel|documento|artículo"
    r"|articolo|artigo|документ|статья)\s{1,3}(\d{1,6})\s{1,3}(?:of|von|de|di|van|из|/)\s{1,3}"
    r"\d{1,6}[-=*_#~\s]{0,20}",
    re.IGNORECASE,
)
_GATE: Final = re.compile(
    rb"\x0c|\n[ \t]*(?:[-=*_#~+]|\xe2\x80[\x93\x94])[ \t]?(?:[-=*_#~+]|\xe2\x80[\x93\x94])"
    rb"|(?:\A|\n)[^\n]{0,20}(?i:document|article|story|item|record|dokument|artikel|art\xc3\xadculo"
    rb"|articolo|artigo|\xd0)[^\n]{0,20}\d"
)
_LONGEST: Final = 200  # characters of such a line
_HEAD: Final = 4000  # characters in which a head stands, with the begin of its text
_TEXT: Final = 80  # characters of a text
_FEWEST: Final = 2


def documents(data: bytes) -> list[tuple[int, int]]:
    """Give the ranges of bytes of the articles in a text; none where it is a single one.

    Together they hold all bytes but those of the lines between them.
    """
    if not _GATE.search(data):
        return []
    found = list(lines(data))
    numbered = [n for n, line in enumerate(found) if _number(line)]
    if [_number(found[n]) for n in numbered[:_FEWEST]] == [1, 2]:
        places = [(found[n].start, found[n].end) for n in numbered]
        return [one for one in _between(places, len(data)) if data[slice(*one)].strip()]
    parts: list[tuple[int, int]] = []
    headed = 0
    for part in _between(list(_rules(found)), len(data)):
        if has_head := _has_head(decode(data[part[0] : min(part[1], part[0] + 2 * _HEAD)])):
            headed += 1
        if parts and not has_head:
            parts[-1] = (parts[-1][0], part[1])
        elif has_head or data[slice(*part)].strip():
            parts.append(part)
    return parts if headed >= _FEWEST and len(parts) >= _FEWEST else []


def _rules(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give the places between documents: of a rule, or before a form feed."""
    for line in found:
        if line.text.startswith("\f"):
            yield line.start, line.start
        elif len(line.text) <= _LONGEST and _RULE.fullmatch(line.text):
            yield line.start, line.end


def _number(line: Line) -> int | None:
    if len(line.text) > _LONGEST:
        return None
    found = _NUMBERED.fullmatch(line.text)
    return int(found[1]) if found else None


def _between(places: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    ends = [(0, 0), *places, (size, size)]
    for before, behind in pairwise(ends):
        yield before[1], behind[0]


def _has_head(text: str) -> bool:
    """Say whether a text begins with fields, or with a title and labels, and more stands below."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\f\n")[:_HEAD]
    if not text.strip():
        return False
    if field_lines.split(text):
        return True
    from searcher.readers.lines.cards import first_card, rows
    from searcher.readers.lines.header import read_head

    head = read_head(text, Provenance("", ""))
    if not head or len(head.body or "") < _TEXT:
        return False
    return first_card(rows(lines(text.encode("utf-8", "replace")))) != 0
