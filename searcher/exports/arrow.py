"""Parquet and Arrow IPC files: typed columns, for pandas, DuckDB, R, Spark.

Lists are lists of strings; dates stay text, since `2026` and `2026-01` are no days. Rows are kept
until a group is full, and a group's end depends on its rows alone: the bytes are the same however
rows arrive.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from searcher.exports.base import SinkOptions, StreamSink
from searcher.exports.columns import Column, Row

# A group is full at so many rows, or so many characters of text: what is held in memory at most,
# beside one article. Each of DuckDB's threads reads a group of its own.
GROUP_ROWS = 10_000
GROUP_TEXT = 8 << 20

_TYPES = {
    "text": pa.string(),
    "number": pa.int64(),
    "real": pa.float64(),
    "list": pa.list_(pa.string()),
}
# Columns whose values hardly repeat within a group: a dictionary of them would be waste.
_UNLIKE = (
    *("score", "rank", "id", "title", "instant", "date_raw", "url", "summary", "body", "snippet"),
    *("start", "end", "record_digest", "raw_title", "raw_dates", "raw_url"),
)
_COMPRESSION = "zstd"


def schema_of(columns: Sequence[Column]) -> pa.Schema:
    """Give the types of the columns; any value may be missing."""
    return pa.schema([pa.field(column.name, _TYPES[column.kind]) for column in columns])


def batch_of(values: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Give columns of values as a batch."""
    arrays = [pa.array(one, field.type) for one, field in zip(values, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)


def _length(value: Any) -> int:
    if isinstance(value, list):
        return sum(map(_length, value))
    return len(value) if isinstance(value, str) else 8


class _Grouped(StreamSink):
    """Keeps values until a group is full."""

    def __init__(
        self, stream: BinaryIO, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Write what begins the file."""
        super().__init__(stream, columns, options)
        self._schema = schema_of(columns)
        self._kept: list[list[Any]] = [[] for _ in columns]
        self._rows = self._text = 0
        self._writer = self._opened()

    @abstractmethod
    def _opened(self) -> Any:
        """Open what writes groups."""

    def write(self, rows: Iterable[Row]) -> None:
        """Keep rows; write the groups that they fill."""
        for row in rows:
            values = [value(row) for value in self.values]
            text = sum(map(_length, values))
            # One long text alone is as much as is held at once.
            if self._rows and self._text + text > GROUP_TEXT:
                self._flush()
            for kept, value in zip(self._kept, values, strict=True):
                kept.append(value)
            self._rows += 1
            self._text += text
            if self._rows >= GROUP_ROWS or self._text >= GROUP_TEXT:
                self._flush()

    def close(self) -> None:
        """Write the last group, and where the groups are."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_batch(batch_of(self._kept, self._schema))
            self._kept = [[] for _ in self.columns]
            self._rows = self._text = 0
            # Arrow's allocator keeps what it was given back.
            pa.default_memory_pool().release_unused()


class Parquet(_Grouped):
    """Writes Parquet."""

    def _opened(self) -> Any:
        names = [
            f"{column.name}.list.element" if column.kind == "list" else column.name
            for column in self.columns
            if column.name not in _UNLIKE
        ]
        return pq.ParquetWriter(
            self.stream,
            self._schema,
            compression=_COMPRESSION,
            use_dictionary=names or False,
            # The first and last of a group's texts would be kept in memory to the end.
            write_statistics=names or False,
        )


class Arrow(_Grouped):
    """Writes an Arrow IPC file, which is Feather too."""

    def _opened(self) -> Any:
        options = pa.ipc.IpcWriteOptions(compression=_COMPRESSION)
        return pa.ipc.new_file(self.stream, self._schema, options=options)
