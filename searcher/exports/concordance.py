"""A concordance as CSV: a row for each occurrence of the words, as `searcher kwic --format csv`.

Articles come in the order of the export, the lines of each as they are read; nothing is sorted, so
any number of lines takes no more memory than a few articles.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from searcher.exports.base import SinkOptions
from searcher.exports.columns import Column, Row
from searcher.exports.separated import Csv
from searcher.render.contract import kwic_line_record
from searcher.render.kwic import COLUMNS

# Under which an article's lines stand in its row.
LINES = "lines"


class Lines(Csv):
    """Writes the lines of each row's article."""

    def __init__(
        self, stream: BinaryIO, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Write the header."""
        super().__init__(stream, columns, options, names=COLUMNS)

    def write(self, rows: Iterable[Row]) -> None:
        """Write lines."""
        cells = [
            [self._shown(value) for value in kwic_line_record(line).values()]
            for row in rows
            for line in row[LINES]
        ]
        self.lines += len(cells)
        self._rows(cells)
