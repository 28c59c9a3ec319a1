"""What is a format of an export? A sink that takes rows and makes a file, or a folder, of them.

A sink is made for a binary stream, or for a path that does not exist yet where its format needs
one. It holds no more than the rows it is given at once. What it changed or left out it counts.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from searcher.exports.columns import Column, Row, values_of
from searcher.record import Record, record


@record
class SinkOptions(Record):
    """What a format may be told: `raw` cells are not guarded; `excel` is for spreadsheets.

    `rows` is how many rows will come, where that is known: folders of many files get subfolders.
    """

    raw: bool = False
    excel: bool = False
    rows: int | None = None


class Sink(ABC):
    """Base of all sinks.

    `guarded` counts cells that got an apostrophe, since a spreadsheet would have run them; `cut`
    counts texts that were shortened; `replaced` counts cells with characters that the format cannot
    hold; `lines` counts the lines of a concordance.
    """

    # Whether objects are shown whole (JSON), or by their parts.
    nested: ClassVar[bool] = False

    def __init__(self, columns: Sequence[Column]) -> None:
        """Prepare to read these columns."""
        self.columns = tuple(columns)
        self.names = tuple(column.name for column in columns)
        self.values = values_of(columns, nested=self.nested)
        self.guarded = self.cut = self.replaced = self.lines = 0

    @abstractmethod
    def write(self, rows: Iterable[Row]) -> None:
        """Write rows; a thousand or so at once, each looked at once."""

    def write_stored(self, records: Sequence[bytes]) -> bool:
        """Write articles from their stored records, unparsed, if this sink can; say whether."""
        del records
        return False

    def close(self) -> None:  # noqa: B027 - most formats need nothing
        """Write what ends the file, and let go of it; a stream stays open."""

    def abandon(self) -> None:  # noqa: B027 - the same
        """Let go of the file after a failure, without ending it: it will be thrown away."""


class StreamSink(Sink):
    """Writes to a binary stream that belongs to the caller."""

    def __init__(
        self, stream: BinaryIO, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Write what begins the file."""
        super().__init__(columns)
        self.stream = stream
        self.options = options or SinkOptions()


class PathSink(Sink):
    """Makes a file or folder at a path that does not exist yet."""

    def __init__(
        self, path: Path, columns: Sequence[Column], options: SinkOptions | None = None
    ) -> None:
        """Make what begins the file."""
        super().__init__(columns)
        self.path = path
        self.options = options or SinkOptions()


def record_of(sink: Sink, row: Row) -> dict[str, Any]:
    """Give the row's columns by name, without sparse ones that have no value."""
    return {
        column.name: found
        for column, value in zip(sink.columns, sink.values, strict=True)
        if (found := value(row)) is not None or not column.sparse
    }
