"""A folder of plain texts with a table of what is known of each, as corpus tools take it.

Each file holds the title, an empty line and the body; `metadata.csv` names it and has the columns.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path

from searcher.exports.base import PathSink, SinkOptions
from searcher.exports.columns import Column, Row
from searcher.exports.places import Places
from searcher.exports.plain import line, paragraphs
from searcher.exports.separated import Csv

METADATA = "metadata.csv"
_NAME = Column("filename", "text", "the text's file, below this folder", itemgetter("filename"))


class Texts(PathSink):
    """Makes a text for each article, and the table."""

    def __init__(
        self, path: Path, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Make the folder; begin the table."""
        super().__init__(path, columns, options)
        self._places = Places(path, ".txt", self.options.rows)
        self._file = (path / METADATA).open("xb")
        told = [column for column in columns if column.name != "body"]
        self._table = Csv(self._file, (_NAME, *told), self.options)

    def write(self, rows: Iterable[Row]) -> None:
        """Write a text for each row, and its line of the table."""
        self._table.write(row | {"filename": self._made(row)} for row in rows)
        self.guarded, self.cut = self._table.guarded, self._table.cut

    def close(self) -> None:
        """End the table."""
        self._table.close()
        self._file.close()

    def abandon(self) -> None:
        """Close the table as it is."""
        self._file.close()

    def _made(self, row: Row) -> str:
        title = line(self, row["title"])
        body = ["\n".join(lines) for lines in paragraphs(self, row["body"])]
        name, file = self._places.make(row)
        with file:
            file.write("".join(f"{text}\n" for text in _spaced([title, *body])).encode())
        return name


def _spaced(blocks: Sequence[str]) -> list[str]:
    """Give the blocks that say something, with an empty line between."""
    spaced: list[str] = []
    for block in filter(None, blocks):
        spaced += ["", block] if spaced else [block]
    return spaced
