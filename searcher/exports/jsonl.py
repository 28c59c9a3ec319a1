"""JSON lines: one object a line, objects within it whole."""

from collections.abc import Iterable, Sequence

import orjson

from searcher.exports.base import StreamSink, record_of
from searcher.exports.columns import NESTED_DEFAULT, Row, beginning


class JsonLines(StreamSink):
    """Writes one JSON object a line."""

    nested = True

    def write_stored(self, records: Sequence[bytes]) -> bool:
        """Cut lines from stored records, where the usual fields are wanted."""
        if self.names != NESTED_DEFAULT:
            return False
        self.stream.write(b"\n".join([*map(beginning, records), b""]))
        return True

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        append = orjson.OPT_APPEND_NEWLINE
        self.stream.write(
            b"".join(orjson.dumps(record_of(self, row), option=append) for row in rows)
        )
