"""JSON: one array of objects, one object a line."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

import orjson

from searcher.exports.base import StreamSink, record_of
from searcher.exports.columns import Row


class Array(StreamSink):
    """Writes one array of what `item` makes of each row."""

    _begin = b"[\n"

    @abstractmethod
    def item(self, row: Row) -> dict[str, Any]:
        """Give the object that stands for a row."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        for row in rows:
            self.stream.write(self._begin + orjson.dumps(self.item(row)))
            self._begin = b",\n"

    def close(self) -> None:
        """Close the array."""
        self.stream.write(b"[]\n" if self._begin == b"[\n" else b"\n]\n")


class Json(Array):
    """Writes one array of records."""

    nested = True

    def item(self, row: Row) -> dict[str, Any]:
        """Give the row's fields."""
        return record_of(self, row)
