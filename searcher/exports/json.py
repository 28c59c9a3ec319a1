"""JSON: one array of objects, one object a line."""

from collections.abc import Sequence

import orjson

from searcher.exports.base import StreamSink, record_of
from searcher.exports.columns import Row


class Json(StreamSink):
    """Writes one array."""

    nested = True
    _begin = b"[\n"

    def write(self, rows: Sequence[Row]) -> None:
        """Write rows."""
        for row in rows:
            self.stream.write(self._begin + orjson.dumps(record_of(self, row)))
            self._begin = b",\n"

    def close(self) -> None:
        """Close the array."""
        self.stream.write(b"[]\n" if self._begin == b"[\n" else b"\n]\n")
