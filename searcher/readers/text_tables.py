"""An export as a folder of texts: a file for each article, and `metadata.csv`, which knows it.

The texts hold title and body; authors, source, date and address are in the table, whose first
column names the text. Rows whose text is gone are read as those of any table.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from searcher.article import RawArticle
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions
from searcher.readers.encoding import decode
from searcher.readers.records.fields import Fields

MAX_TABLE_BYTES: Final = 16 << 20  # some 50,000 articles
_TABLE: Final = "metadata.csv"
_NAME: Final = "filename"
_TEXT = re.compile(r"(?:.*/)?[^/]+_[0-9a-z-]{8,64}\.txt", re.DOTALL)
_GUARD: Final = "'"  # before what a spreadsheet would run


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of a text: the cells below its columns; `number` counts rows from 1."""

    number: int
    columns: tuple[str, ...]
    cells: tuple[str, ...]

    def of(self, record: RawArticle) -> RawArticle:
        """Add to a text what its row says."""
        where = record.provenance
        named = dict(zip(self.columns, self.cells, strict=False))
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


def is_table(file: str) -> bool:
    """Say whether a file is called as the table is."""
    return PurePosixPath(file).name == _TABLE


def is_text(file: str) -> bool:
    """Say whether a file is called as a text of an export is."""
    return file.endswith(".txt") and _TEXT.fullmatch(file) is not None


def rows(data: bytes) -> Mapping[str, Row]:
    """Give the rows of a table by the names of their texts; none where it is of another kind."""
    csv.field_size_limit(MAX_LINE_BYTES)  # one for the whole process, as tables have it
    lines = io.StringIO(decode(data).removeprefix("\ufeff"), newline="")
    found: dict[str, Row] = {}
    try:
        read = _filled(csv.reader(lines))
        columns = tuple(next(read, ()))
        if columns[:1] != (_NAME,) or not columns[1:]:
            return {}
        for number, cells in enumerate(read, 1):
            if len(cells) == len(columns) and is_text(cells[0]):
                found.setdefault(cells[0], Row(number, columns[1:], tuple(cells[1:])))
    except csv.Error:
        pass  # what comes before is known
    return found


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
