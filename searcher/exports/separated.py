r"""CSV and TSV, with a header; `--excel` for spreadsheets.

As in `search --format csv`: RFC 4180, a cell that a spreadsheet would run as a formula gets an
apostrophe in front, lists have `; ` between. For Excel: a byte order mark, `\r\n` between rows, and
no cell beyond the 32,767 characters that it takes. In CSV that is not guarded the first name of the
header is in quotes, and only that, by which `searcher ingest` knows it.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from searcher.exports.base import SinkOptions, StreamSink
from searcher.exports.columns import Column, Row, joined
from searcher.render.separated import csv_cell, guarded, tsv_cell

EXCEL_CELL = 32_767  # characters; what is longer spills into other cells
_CUT = " […]"


def _units(text: str) -> int:
    """Count as Excel does: signs beyond the first plane, such as emoji, take two."""
    long = len(text)
    if text.isascii() or 2 * long <= EXCEL_CELL:
        return long
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Csv(StreamSink):
    """Writes comma-separated rows."""

    _between = ","
    _end = "\n"
    _bare = '"{}"'  # how the first name is written where cells are not guarded

    def __init__(
        self,
        stream: BinaryIO,
        columns: Sequence[Column],
        options: SinkOptions | None = None,
        *,
        names: Sequence[str] | None = None,
    ) -> None:
        """Write the header: the columns' names, or others."""
        super().__init__(stream, columns, options)
        if self.options.excel:
            self._end = "\r\n"
            stream.write("\N{BYTE ORDER MARK}".encode())
        header = [*map(self._cell, names or self.names)]
        if self.options.raw and self._bare and len(header) > 1:
            header[0] = self._bare.format(header[0])
        self._rows([header])

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self._rows([self._shown(value(row)) for value in self.values] for row in rows)

    def _rows(self, rows: Iterable[Sequence[str]]) -> None:
        text = "".join(self._between.join(row) + self._end for row in rows)
        self.stream.write(text.encode("utf-8", "backslashreplace"))

    def _shown(self, value: object) -> str:
        """Give the cell of a value; one word is the same everywhere, in a quarter of the time."""
        text = joined(value)
        if text.isalnum() and len(text) <= EXCEL_CELL // 2:
            return text
        return self._cell(self._fit(text))

    def _fit(self, text: str) -> str:
        if not self.options.raw:
            safe = guarded(text)
            self.guarded += safe is not text
            text = safe
        if self.options.excel and _units(text) > EXCEL_CELL:
            self.cut += 1
            room = EXCEL_CELL - len(_CUT)
            text = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + _CUT
        return text

    def _cell(self, text: str) -> str:
        return csv_cell(text)


class Tsv(Csv):
    """Writes tab-separated rows, one line each: breaks and tabs in cells become spaces.

    Three of them between paragraphs and two between lines: a text has no others in a row, so that
    they are known for what they were when it is read again.
    """

    _between = "\t"
    _bare = ""  # many tools that read it know no quotes

    def _cell(self, text: str) -> str:
        if "\n" in text:
            text = text.replace("\n\n", "   ").replace("\n", "  ")
        return tsv_cell(text)
