"""An export as a folder of texts: a file for each article, and `metadata.csv`, which knows it.

The texts hold title and body; authors, source, date and address are in the table, whose first
column names the text. Rows whose text is gone are read as those of any table.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import BinaryIO, Final, TextIO

from searcher.article import RawArticle
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions, Record, Source
from searcher.readers.encoding import charset
from searcher.readers.page import read_page, whole
from searcher.readers.records import own_rows
from searcher.readers.records.fields import Fields

MAX_TABLE: Final = 64 << 20  # characters; some 200,000 articles
_LEAST: Final = 160  # that a row counts for: so much each takes beside its characters
_HEAD: Final = 256 << 10  # bytes by which the encoding is judged, as of any table
_TABLE: Final = "metadata.csv"
_NAME: Final = "filename"
_TEXT = re.compile(r"(?:.*/)?[^/]+_[0-9a-z-]{8,64}\.txt", re.DOTALL)
_JOINT: Final = "\0"
_GUARD: Final = "'"  # before what a spreadsheet would run


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of a text: the cells below its columns; `number` counts rows from 1.

    The cells are held as one string: each process that reads holds all rows.
    """

    number: int
    columns: tuple[str, ...]
    joined: str
    bare: bool = False  # whether cells are not guarded

    @property
    def cells(self) -> list[str]:
        """Part the cells again."""
        return self.joined.split(_JOINT)

    @property
    def own(self) -> bool:
        """Whether the table says all that was understood, and the text need not be looked at."""
        return own_rows.is_table(self.columns)

    def of(self, record: RawArticle) -> RawArticle:
        """Add to a text what its row says."""
        where = record.provenance
        named = dict(zip(self.columns, self.cells, strict=False))
        if self.own:
            named = own_rows.cells(named, tabs=False, bare=self.bare)
        # A row without a title is the row of an article all the same.
        told = Fields(ReadOptions()).read({**named, "body": "-"}, where)
        if not isinstance(told, RawArticle):
            return record
        title, body = record.title, record.body
        if "title" in self.columns:
            title, body = _parted(record, told.title)
        return replace(
            told,
            title=title,
            body=body,
            # What stands below the title of a text counts where its row is silent.
            authors=told.authors or (() if "authors" in record.hinted else record.authors),
            dates=told.dates or record.dates,
            topics=told.topics or (() if "topics" in record.hinted else record.topics),
        )


def read(source: Source, row: Row, reader: str) -> Record:
    """Give the article of a text and its row, the text word for word."""
    data = read_page(source, reader)
    if not isinstance(data, bytes):
        return data
    chosen = charset(data)
    text = chosen.decode(data[chosen.bom :]).replace("\r\n", "\n").replace("\r", "\n")
    return row.of(RawArticle(whole(source, reader, data), body=text.strip()))


def is_table(file: str) -> bool:
    """Say whether a file is called as the table is."""
    return PurePosixPath(file).name == _TABLE


def is_text(file: str) -> bool:
    """Say whether a file is called as a text of an export is."""
    return file.endswith(".txt") and _TEXT.fullmatch(file) is not None


class TooLarge(Exception):
    """More rows than can be held; `names` are some of their texts."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = frozenset(names)


def rows(opened: Callable[[], BinaryIO], most: int = MAX_TABLE) -> Mapping[str, Row]:
    """Give the rows of a table by the names of their texts; none where it is of another kind.

    Raises OSError, and `TooLarge` where they are more than so many characters.
    """
    with told(opened) as lines:
        return _rows(lines, most)


@contextmanager
def told(opened: Callable[[], BinaryIO]) -> Iterator[Iterator[str]]:
    """Give the lines of a table as a stream, up to one that nobody writes."""
    csv.field_size_limit(MAX_LINE_BYTES)  # one for the whole process, as tables have it
    with opened() as stream:
        head = stream.read(_HEAD)
    chosen = charset(head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head)
    with opened() as stream:
        stream.read(chosen.bom)
        text = io.TextIOWrapper(stream, chosen.codec, errors=chosen.errors, newline="")
        yield _lines(text)


def _rows(lines: Iterator[str], most: int) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    try:
        header = next(lines, "")
        bare = own_rows.is_bare(header)
        read = _filled(csv.reader(chain((header,), lines)))
        columns = tuple(next(read, ()))
        if columns[:1] != (_NAME,) or not columns[1:]:
            return {}
        for number, cells in enumerate(read, 1):
            if len(cells) == len(columns) and is_text(cells[0]):
                joined = _JOINT.join(cell.replace(_JOINT, "") for cell in cells[1:])
                most -= max(len(cells[0]) + len(joined), _LEAST)
                if most < 0:
                    raise TooLarge(found or cells[:1])
                found.setdefault(cells[0], Row(number, columns[1:], joined, bare))
    except csv.Error:
        pass  # what comes before is known
    return found


def _lines(text: TextIO) -> Iterator[str]:
    while line := text.readline(MAX_LINE_BYTES):
        if len(line) == MAX_LINE_BYTES and not line.endswith("\n"):
            return  # nobody writes such a row
        yield line


def _filled(read: Iterator[list[str]]) -> Iterator[list[str]]:
    """Leave out the rows that hold nothing, which nobody counts."""
    return (cells for cells in read if any(cell.strip() for cell in cells))


def _parted(record: RawArticle, title: str | None) -> tuple[str | None, str | None]:
    """Part a text from its title, which the row knows: one that is long was taken for text."""
    whole = "\n\n".join(filter(None, (record.title, record.body)))
    for known in filter(None, (title, title and title.removeprefix(_GUARD))):
        line, _, rest = whole.partition("\n")
        if " ".join(line.split()) == " ".join(known.split()):
            return known, rest.strip() or None
    return title, whole or None
