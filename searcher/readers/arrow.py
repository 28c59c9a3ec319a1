"""Parquet, and Arrow's own files and streams (also called Feather): columns of tables to records.

Read in portions of some hundred rows, and only the columns that can say something. The only reader
that needs pyarrow, which is imported when there is such a file.
"""

import datetime as dt
import hashlib
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Final, NamedTuple, cast

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.lines.apart import one_record
from searcher.readers.records import own_rows
from searcher.readers.records.field_names import WRAPPERS, attributes_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.objects import packed

PARQUET: Final = "parquet"
ARROW: Final = "arrow"
# Where pyarrow is added later, files are read again.
VERSION: Final = 11 if find_spec("pyarrow") else 1

_ROWS: Final = 256  # are understood at a time
_BUFFER: Final = 1 << 20  # bytes of a column that are read at a time
_SPOOL: Final = 8 << 20  # what cannot be sought in and is larger is kept on disk while it is read
_NAMES: Final = 12  # columns shown in a message
# Rows for a byte of the file, since rows of nothing need none, and bytes of text: news is
# compressed 3 to 12 times, and dictionaries may repeat whole texts.
_MOST_ROWS: Final = 4
_FREE_ROWS: Final = 10_000
_RATIO: Final = 200
_FREE: Final = 64 << 20  # so much may come out in any case
_MISSING: Final = "reading this needs pyarrow: pip install 'searcher[parquet]'"
_THRIFT: Final = {"thrift_string_size_limit": 16 << 20, "thrift_container_size_limit": 1 << 20}

_PARQUET_MAGIC: Final = (b"PAR1", b"PARE")
_ARROW_MAGIC: Final = b"ARROW1"
_CONTINUATION: Final = b"\xff\xff\xff\xff"


def format_of(head: bytes) -> str | None:
    """Tell a file of these formats by its first bytes."""
    if head.startswith(_PARQUET_MAGIC):
        return PARQUET
    # A stream begins with the length of its schema, a multiple of 8.
    length = int.from_bytes(head[4:8], "little")
    stream = head.startswith(_CONTINUATION) and 0 < length < 1 << 24 and not length % 8
    return ARROW if head.startswith(_ARROW_MAGIC) or stream else None


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each row; `record` counts them. A broken row group costs itself."""
    return _read(source, options, PARQUET, _parquet)


def read_arrow(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each row; `record` counts them. A broken batch costs those behind it."""
    return _read(source, options, ARROW, _arrow)


class Part(NamedTuple):
    """Some rows: the number of the first, from 1; batches of columns; what to call them."""

    first: int
    batches: Iterator[Any]
    what: str


Choose = Callable[[Sequence[str]], list[str]]
Opener = Callable[["_File", Choose], Iterator[Part]]
Row = dict[str, Any]


class _NoText(Exception):
    """No column can hold a title or a text."""


def _read(
    source: Source, options: ReadOptions, name: str, opener: Opener
) -> Iterator[Record | Unread]:
    fields = Fields(options)
    nowhere = Provenance(source.file, name)
    if not find_spec("pyarrow"):
        yield Rejection(nowhere, "missing-package", _MISSING)
        return
    empty, size = True, 0
    with _opened(source) as file:
        if not file.size:
            yield Skipped(nowhere, "empty")
            return
        for count, found in _table(file, opener, partial(_chosen, fields)):
            empty = False
            if not isinstance(found, Exception):
                data = packed(found)
                size += len(data)
                rows, text = _MOST_ROWS * file.size, _RATIO * file.size
                if count > max(_FREE_ROWS, rows) or size > max(_FREE, text):
                    detail = f"{size:,} bytes of text and more from {file.size:,}: broken off here"
                    yield Rejection(replace(nowhere, record=count), "bomb", detail)
                    return
                where = replace(nowhere, record=count, digest=hashlib.sha256(data).hexdigest())
                yield one_record(fields.read(found, where))
            elif file.failure:
                raise file.failure
            else:
                yield _trouble(replace(nowhere, record=count), found)
    if empty:
        yield Skipped(nowhere, "empty", "a table without rows")


def _chosen(fields: Fields, names: Sequence[str]) -> list[str]:
    """Choose the columns that may say something of an article."""
    if not fields.mapped and own_rows.is_table(names):
        return [one for one in names if one in own_rows.READ]
    known = attributes_of(names) & {"title", "summary", "body"}
    if not (known or fields.mapped or set(WRAPPERS).intersection(names)):
        shown = ", ".join(one[:40] for one in list(names)[:_NAMES])
        raise _NoText(f"no column is known to hold a title or a text: {shown}. --map text=COLUMN")
    return [one for one in names if fields.uses(one)]


def _table(file: "_File", opener: Opener, choose: Choose) -> Iterator[tuple[int, Row | Exception]]:
    """Give rows with their numbers, and what went wrong; never raises for what the file holds."""
    count = 0
    try:
        for part in opener(file, choose):
            count = part.first - 1
            try:
                for row in chain.from_iterable(map(_rows, part.batches)):
                    count += 1
                    yield count, row
            except MemoryError:
                raise
            except Exception as problem:  # noqa: BLE001 - of a parser of hostile bytes
                problem.add_note(part.what)
                yield count + 1, problem
    except Exception as problem:  # noqa: BLE001 - the same
        yield count + 1, problem


def _trouble(where: Provenance, problem: Exception) -> Skipped | Rejection:
    said = " ".join(str(problem).split())[:300] or type(problem).__name__
    detail = "".join([*getattr(problem, "__notes__", ()), said])
    if isinstance(problem, _NoText):
        return Skipped(where, "no-text", detail)
    if isinstance(problem, ImportError):
        return Rejection(where, "missing-package", f"{_MISSING} ({detail})")
    if isinstance(problem, MemoryError):
        return Rejection(where, "too-much-memory", "it asks for more memory than there is")
    if "crypt" in detail.lower():
        return Rejection(where, "encrypted", detail)
    if where.reader == PARQUET:
        return Rejection(where, "bad-parquet", detail)
    return Rejection(where, "bad-arrow", detail)


# Files


class _File(io.RawIOBase):
    """The file as pyarrow reads it: no more than there is, and the system's errors kept apart.

    pyarrow raises OSError for damaged bytes as well.
    """

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size
        self.failure: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            offset += self.size if whence == io.SEEK_END else self._file.tell()
        return self._file.seek(min(max(0, offset), self.size))

    def read(self, size: int = -1) -> bytes:
        left = max(0, self.size - self._file.tell())
        try:
            return self._file.read(left if size < 0 else min(size, left))
        except OSError as problem:
            self.failure = problem
            raise


@contextmanager
def _opened(source: Source) -> Iterator[_File]:
    """Open a file to be sought in; what is within an archive is kept meanwhile."""
    with source.open() as stream:
        if stream.seekable():
            yield _File(stream, stream.seek(0, os.SEEK_END))
            return
        with SpooledTemporaryFile(max_size=_SPOOL) as kept:
            size = 0
            while block := stream.read(_BUFFER):
                size += kept.write(block)
            yield _File(cast(BinaryIO, kept), size)


def _parquet(file: _File, choose: Choose) -> Iterator[Part]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file.seek(0)
    table = pq.ParquetFile(
        pa.PythonFile(file, mode="r"), buffer_size=_BUFFER, pre_buffer=False, **_THRIFT
    )
    about = table.metadata
    columns = choose(table.schema_arrow.names)
    first = 1
    for group in range(about.num_row_groups):
        batches = table.iter_batches(
            batch_size=_ROWS, row_groups=[group], columns=columns, use_threads=False
        )
        yield Part(first, batches, f"row group {group + 1} of {about.num_row_groups}: ")
        first += about.row_group(group).num_rows


def _arrow(file: _File, choose: Choose) -> Iterator[Part]:
    import pyarrow as pa

    file.seek(0)
    begin, cut = 0, False
    opener = pa.ipc.open_stream
    if file.read(len(_ARROW_MAGIC)) == _ARROW_MAGIC:
        try:
            pa.ipc.open_file(pa.PythonFile(file, mode="r"))
            opener = pa.ipc.open_file
        except (pa.ArrowException, OSError):
            # Without its end it is still a stream, behind eight bytes.
            begin, cut = len(_ARROW_MAGIC) + 2, True

    def opened(**options: Any) -> Any:
        file.seek(begin)
        given = pa.ipc.IpcReadOptions(use_threads=False, **options)
        return opener(pa.PythonFile(file, mode="r"), options=given)

    names = opened().schema.names
    wanted = set(choose(names))
    reader = opened(included_fields=[n for n, name in enumerate(names) if name in wanted])

    def batches() -> Iterator[Any]:
        whole = opener is pa.ipc.open_file
        given = map(reader.get_batch, range(reader.num_record_batches)) if whole else iter(reader)
        for batch in given:
            # Offsets that lead out of their buffers would be followed.
            batch.validate(full=True)
            for start in range(0, batch.num_rows, _ROWS):
                yield batch.slice(start, _ROWS)
        if cut:
            raise EOFError("the file is cut off")

    yield Part(1, batches(), "")


# Values


def _rows(batch: Any) -> Iterator[Row]:
    names = batch.schema.names
    columns = [_values(column) for column in batch.columns]
    for values in zip(*columns, strict=True):
        # Of columns of one name the first that has a value counts.
        row: Row = {}
        for name, value in zip(names, values, strict=True):
            if value is not None and row.get(name) is None:
                row[name] = value
        yield row


def _values(column: Any) -> list[Any]:
    """Give a column's values as JSON has them."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Python's clocks have microseconds.
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    try:
        return [_plain(value) for value in column.to_pylist()]
    except (ValueError, OverflowError, LookupError, TypeError, pa.ArrowException):
        return [_alone(scalar) for scalar in column]


def _alone(scalar: Any) -> Any:
    """Give the value of a column in which some cannot be converted: a year 20000, bad UTF-8."""
    try:
        return _plain(scalar.as_py())
    except UnicodeDecodeError:
        buffer = getattr(scalar, "as_buffer", lambda: None)()
        return buffer.to_pybytes().decode("utf-8", "replace") if buffer else None
    except Exception:  # noqa: BLE001 - zones, ranges and types of all kinds
        return None


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        # Maps come as lists of pairs.
        if value and all(isinstance(one, tuple) for one in value):
            return {str(key): _plain(one) for key, one in value}
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return str(value) if isinstance(value, Decimal) else None
