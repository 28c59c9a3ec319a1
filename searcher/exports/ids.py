"""Plain ids, one a line: for `searcher show`, `join`, and other programs."""

from collections.abc import Sequence

from searcher.exports.base import StreamSink
from searcher.exports.columns import Row


class Ids(StreamSink):
    """Writes ids."""

    def write(self, rows: Sequence[Row]) -> None:
        """Write rows."""
        self.stream.write("".join(f"{row['id']}\n" for row in rows).encode())
