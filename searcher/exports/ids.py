"""Plain ids, one a line: for `searcher show`, `join`, and other programs."""

from collections.abc import Iterable, Sequence

from searcher.engines.depth import ID
from searcher.exports.base import StreamSink
from searcher.exports.columns import Row


class Ids(StreamSink):
    """Writes ids."""

    def write_stored(self, records: Sequence[bytes]) -> bool:
        """Cut ids from stored records."""
        self.stream.write(b"\n".join([*(record[ID] for record in records), b""]))
        return True

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self.stream.write("".join(f"{row['id']}\n" for row in rows).encode())
