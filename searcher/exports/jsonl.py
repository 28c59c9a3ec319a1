"""JSON lines: one object a line, objects within it whole."""

from collections.abc import Sequence

import orjson

from searcher.exports.base import StreamSink, record_of
from searcher.exports.columns import Row


class JsonLines(StreamSink):
    """Writes one JSON object a line."""

    nested = True

    def write(self, rows: Sequence[Row]) -> None:
        """Write rows."""
        append = orjson.OPT_APPEND_NEWLINE
        self.stream.write(
            b"".join(orjson.dumps(record_of(self, row), option=append) for row in rows)
        )
