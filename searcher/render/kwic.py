"""The lines of a concordance, one below the other with the words found in one column.

`left` is what comes before, in every script. A line with letters that are written from right to
left is isolated cell by cell, so that a terminal that turns them round keeps the columns.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from searcher.render.columns import clip, fit, width
from searcher.render.contract import concordance_record, dumped, kwic_line_record
from searcher.render.look import DATE, DIM, MARK, Look, counted, took
from searcher.render.safety import safe
from searcher.render.separated import csv_cell, guarded, tsv_cell
from searcher.render.table import ID_SHOWN
from searcher.results import Concordance, KwicLine

COLUMNS = ("id", "date", "source", "part", "start", "end", "left", "node", "right")

_DATE = 10
# A word that is cut is left out where it is no longer than this.
_WORD = 16
_NARROW = 60  # columns; below, there is no date
_ISOLATE, _ISOLATED = "\u2068", "\u2069"
_TURNED = frozenset({"R", "AL", "AN"})


def kwic_table(found: Concordance, look: Look) -> Iterator[str]:
    """Give a line for each, and a last one with the numbers."""
    for line in found.lines:
        yield _line(line, look)
    yield look.paint(clip(footer(found), look.columns), DIM)


def footer(found: Concordance) -> str:
    """`9 lines in 5 articles`, what of them is shown, and how long it took."""
    lines = counted(found.total, "line") if found.total else "no lines"
    if found.sampled is not None:
        lines = f"sample of {found.sampled:,} of {lines} (seed {found.seed})"
    shown = found.total if found.sampled is None else found.sampled
    if found.offset and found.shown:
        lines = f"{found.offset + 1:,}–{found.offset + found.shown:,} of {lines}"
    elif found.shown < shown:
        lines = f"{found.shown:,} of {lines}"
    articles = counted(found.articles, "article")
    if found.matching != found.articles:
        articles = f"{found.articles:,} of {counted(found.matching, 'article')}"
    return f"{lines} in {articles}, {took(found.took_ms)}"


def _line(line: KwicLine, look: Look) -> str:
    date = "" if look.columns < _NARROW else f"{line.date or 'undated':<{_DATE}} "
    room = look.columns - ID_SHOWN - 1 - len(date)
    before = room // 2
    # Where nothing parts the words found from what comes before, neither does the page.
    touching = bool(line.left) and not line.left[-1].isspace()
    left = _tail(safe(line.left).rstrip(), before - (not touching))
    node = clip(safe(line.node), room - before)
    beside = room - before - width(node)
    right = _head(safe(line.right), beside) if beside > 0 else ""
    gap = " " * (before - width(left) - (not touching))
    parted = "" if touching else " "
    start = f"{look.paint(line.id[:ID_SHOWN], DIM)} {look.paint(date, DATE)}"
    middle = look.paint(_isolated(node), MARK)
    return f"{start}{gap}{_isolated(left)}{parted}{middle}{_isolated(right)}".rstrip()


def _tail(text: str, columns: int) -> str:
    """Shorten one line to the columns from its end, with `…` where something is missing."""
    if width(text) <= columns:
        return text
    used, start = 1, len(text)
    while start > 0 and (used := used + width(text[start - 1])) <= columns:
        start -= 1
    # A mark is nothing without its letter, and half a word little.
    while start < len(text) and width(text[start]) == 0:
        start += 1
    if text[start - 1 : start] != " ":
        space = text.find(" ", start, start + _WORD)
        start = space if space >= 0 else start
    return f"…{text[start:].lstrip()}"


def _head(text: str, columns: int) -> str:
    """Shorten one line to the columns, with `…` where something is missing."""
    if width(text) <= columns:
        return text
    end = fit(text, max(columns - 1, 1))
    if text[end : end + 1] != " ":
        space = text.rfind(" ", max(0, end - _WORD), end)
        end = space if space >= 0 else end
    return clip(f"{text[:end].rstrip()}…", columns)


def _isolated(text: str) -> str:
    if text.isascii() or not any(unicodedata.bidirectional(sign) in _TURNED for sign in text):
        return text
    return f"{_ISOLATE}{text}{_ISOLATED}"


def kwic_json(found: Concordance, _look: Look) -> Iterator[str]:
    """Give one JSON object; its lines are written one by one, and never held together."""
    head = dumped(concordance_record(found, []), indent=True)
    before, _, after = head.partition('"lines": []')
    yield from f'{before}"lines": ['.split("\n")
    waiting: str | None = None
    for line in found.lines:
        if waiting is not None:
            yield f"    {waiting},"
        waiting = dumped(kwic_line_record(line), indent=False)
    if waiting is not None:
        yield f"    {waiting}"
    yield from f"  ]{after}".split("\n")


def kwic_jsonl(found: Concordance, _look: Look) -> Iterator[str]:
    """Give one object a line."""
    for line in found.lines:
        yield dumped(kwic_line_record(line), indent=False)


def kwic_csv(found: Concordance, _look: Look) -> Iterator[str]:
    """Give a header and a row for each."""
    yield ",".join(COLUMNS)
    for line in found.lines:
        yield ",".join(csv_cell(cell) for cell in cells(line))


def kwic_tsv(found: Concordance, _look: Look) -> Iterator[str]:
    """Give a header and a line for each."""
    yield "\t".join(COLUMNS)
    for line in found.lines:
        yield "\t".join(tsv_cell(cell) for cell in cells(line))


def cells(line: KwicLine) -> tuple[str, ...]:
    """Give a row's cells, with an apostrophe before what a spreadsheet would run."""
    values: tuple[Any, ...] = tuple(kwic_line_record(line).values())
    return tuple(
        guarded(value) if isinstance(value, str) else "" if value is None else str(value)
        for value in values
    )
