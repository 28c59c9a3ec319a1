"""CSV and TSV: a record a row, read as a stream; a bad row costs itself and nothing else."""

import ast
import csv
import hashlib
import io
import json
import re
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers.base import MAX_LINE_BYTES, ReadOptions, Record, Source, Unread
from searcher.readers.dialect import Dialect, below, guess
from searcher.readers.encoding import Charset, charset
from searcher.readers.lines.apart import one_record
from searcher.readers.records import headerless, own_rows, reading_lists
from searcher.readers.records.fields import Fields

NAME: Final = "csv"
_HEAD: Final = 256 << 10  # bytes by which encoding and dialect are judged
_BLOCK: Final = 1 << 20  # bytes of an overlong line that are held at a time
_AGAIN: Final = 64 << 20  # bytes of a file that are read anew after quotes that never close
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_QUOTED = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:,|$)""")
_SHOWN: Final = 12  # column names in a message

# A line with its number, the bytes from start to end in the file, and its text.
Line = tuple[int, int, int, str]


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each row below the header; `record` counts them from 1.

    Rows of more or fewer fields than the header has are rejected, since nothing tells which field
    is which; empty ones at the end of a row do not count.
    """
    fields = Fields(options)
    with source.open() as stream:
        head = stream.read(_HEAD)
    chosen, recode = _encoding(head)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        yield Skipped(Provenance(source.file, NAME, 1, 0, len(head)), "empty")
        return
    with source.open() as stream:
        stream.read(chosen.bom)
        if recode:
            text = io.TextIOWrapper(stream, chosen.codec, errors="replace", newline=None)
            readline = lambda size: text.readline(size).encode("utf-8", "replace")  # noqa: E731
            chosen, start = Charset("utf-8"), None
        else:
            readline, start = stream.readline, chosen.bom
        table = _Table(source.file, readline, chosen, start)
        yield from table.records(fields, tuple(options.fields.values()))


def looks_like(start: str) -> bool:
    """Say whether the beginning of a text is clearly a table of articles, by its columns."""
    first, newline, _ = start.partition("\n")
    if not newline or len(first) > 2000:  # noqa: PLR2004 - characters of any real header
        return False
    dialect = guess([first + "\n"])
    return dialect is not None and dialect.names_text and len(dialect.columns) > 2  # noqa: PLR2004


def _encoding(head: bytes) -> tuple[Charset, bool]:
    """Choose by the whole lines of the head; say whether lines cannot be split as bytes."""
    cut = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
    chosen = charset(cut)
    lone_returns = b"\n" not in head and b"\r" in head  # as old Macs wrote
    return chosen, lone_returns or chosen.codec.startswith(("utf-16", "utf-32"))


class _Table:
    """One file while it is read: its lines, and those that are given back to be read anew."""

    def __init__(
        self, file: str, readline: Callable[[int], bytes], chosen: Charset, start: int | None
    ) -> None:
        self._file = file
        self._readline = readline
        self._charset = chosen
        self._offsets = start is not None
        self._position = start or 0
        self._number = 0
        self._back: deque[Line] = deque()
        self._taken: list[Line] = []  # the lines of the record that is being read
        self._overlong: Line | None = None
        self._again = _AGAIN

    def records(self, fields: Fields, mapped: tuple[str, ...]) -> Iterator[Record | Unread]:
        first = self._first_lines()
        lines = [text for *_, text in first]
        if not mapped and headerless.shown(lines):
            detail = "which news were shown to whom (MIND)"
            yield Skipped(Provenance(self._file, NAME), "no-article", detail)
            return
        dialect = guess(lines, mapped)
        known = dialect and (dialect.names_text or set(mapped).intersection(dialect.columns))
        if not known and (above := below(lines, dialect)):
            where = Provenance(self._file, NAME)
            yield Skipped(where, "no-article", f"what a report says above its table, {above} lines")
            first, lines = first[above:], lines[above:]
            dialect = guess(lines, mapped)
        self._back.extend(first)
        if dialect is None:
            yield Rejection(
                Provenance(self._file, NAME, start=0 if self._offsets else None),
                "no-table",
                "no delimiter (comma, semicolon, tab, |) parts the lines into fields",
            )
            return
        if refused := self._refused(dialect, mapped):
            yield refused
            return
        if dialect.header:
            next(dialect.reader(self._lines(), strict=False), None)
        repeated = len({*dialect.columns}) < len(dialect.columns)
        own = not mapped and own_rows.is_table(dialect.columns)
        tabs = dialect.delimiter == "\t"
        bare = own and own_rows.is_bare(lines[0])
        count = 0
        for row, problem in self._rows(dialect):
            if not problem and not any(cell.strip() for cell in row):
                continue  # a line of nothing but delimiters
            count += 1
            where = self._where(count)
            if problem:
                yield Rejection(where, *problem)
            elif own:
                named = dict(zip(dialect.columns, row, strict=False))
                told = own_rows.cells(named, tabs=tabs, bare=bare)
                yield one_record(fields.read(told, where))
            else:
                pairs = zip(dialect.columns, map(cell, row), strict=False)
                cells = _together(pairs) if repeated else dict(pairs)
                yield one_record(reading_lists.read(cells, where, fields))
        if not count:
            yield Skipped(Provenance(self._file, NAME), "empty", "a header without rows")

    def _refused(self, dialect: Dialect, mapped: tuple[str, ...]) -> Record | None:
        where = Provenance(self._file, NAME)
        if dialect.names_text or set(mapped).intersection(dialect.columns):
            return None
        names = ", ".join(name[:40] for name in dialect.columns[:_SHOWN])
        if dialect.header:
            detail = f"no column is known to hold a title or a text: {names}. --map text=COLUMN"
            return Skipped(where, "no-text", detail)
        count = len(dialect.columns)
        detail = f"the first line names no columns; --map title=1,text=2 counts them, 1 to {count}"
        return Rejection(where, "no-header", detail)

    def _first_lines(self) -> list[Line]:
        first: list[Line] = []
        held = 0
        for line in self._source():
            if not first and not line[3].strip():
                continue
            if not first and _SEPARATOR.fullmatch(line[3]):
                continue  # `sep=;`, written for Excel; the delimiter is seen anyway
            first.append(line)
            held += len(line[3])
            if held > _HEAD:
                break
        return first

    # Rows

    def _rows(self, dialect: Dialect) -> Iterator[tuple[list[str], tuple[str, str] | None]]:
        """Give rows as fields, or what is wrong; `_taken` holds the lines of the current one."""
        width = len(dialect.columns)
        reader = dialect.reader(self._lines(), strict=True)
        while True:
            self._taken = []
            row: list[str] | None
            try:
                row = next(reader, None)
                if row is None and not self._taken:
                    return
                trouble = ""
            except csv.Error as found:
                row, trouble = None, str(found)
            if self._overlong:
                yield [], ("too-large", f"line {self._overlong[0]}: more than a row may hold")
                self._overlong = None
                reader = dialect.reader(self._lines(), strict=True)
                continue
            if row == []:
                continue
            if trouble:
                # In several lines a quote in an odd place may join two rows into a wrong one.
                row = self._leniently(dialect) if len(self._taken) == 1 else []
                reader = dialect.reader(self._lines(), strict=True)
            row = _trimmed(row or [], width)
            if len(row) == width:
                yield row, None
                continue
            line = self._taken[0][0]
            if len(self._taken) > 1:
                # A quote that never closes took the following rows: only its own is bad.
                detail = f"line {line}: a quote is opened and not closed in its row"
                if self._give_back():
                    reader = dialect.reader(self._lines(), strict=True)
                else:
                    detail += f"; skipped to line {self._taken[-1][0]}"
            else:
                detail = f"line {line}: {len(row)} fields, and the header has {width}"
            yield row, ("bad-row", detail)

    def _leniently(self, dialect: Dialect) -> list[str]:
        """Read the current lines with quotes in odd places taken as text."""
        lines = [text for *_, text in self._taken]
        try:
            rows = [row for row in dialect.reader(lines, strict=False) if row]
        except csv.Error:
            return []
        return rows[0] if len(rows) == 1 else []

    def _give_back(self) -> bool:
        """Let all but the first line be read anew, within bounds."""
        rest = self._taken[1:]
        self._again -= sum(end - start for _, start, end, _ in rest)
        if self._again < 0:
            return False
        self._back.extendleft(reversed(rest))
        self._taken = self._taken[:1]
        return True

    # Lines

    def _lines(self) -> Iterator[str]:
        """Give the texts of lines, noting them; ends early where one row holds too much."""
        held = 0
        while True:
            line = self._back.popleft() if self._back else next(self._source(), None)
            if line is None:
                return
            held = held if self._taken else 0
            held += line[2] - line[1]
            self._taken.append(line)
            if held > MAX_LINE_BYTES:
                self._overlong = self._taken[0]
                return
            yield line[3]

    def _source(self) -> Iterator[Line]:
        while data := self._readline(MAX_LINE_BYTES + 1):
            self._number += 1
            start = self._position
            size = len(data)
            while len(data) > MAX_LINE_BYTES and not data.endswith(b"\n"):
                more = self._readline(_BLOCK)
                size += len(more)
                if not more or more.endswith(b"\n"):
                    break
            self._position += size
            text = "" if size > len(data) else self._charset.decode(data)
            yield self._number, start, self._position, text

    def _where(self, count: int) -> Provenance:
        digest = hashlib.sha256()
        for *_, text in self._taken:
            digest.update(text.encode("utf-8", "surrogatepass"))
        if not self._offsets or not self._taken:
            return Provenance(self._file, NAME, count, digest=digest.hexdigest())
        start, end = self._taken[0][1], self._taken[-1][2]
        return Provenance(self._file, NAME, count, start, end, digest.hexdigest())


def _trimmed(row: list[str], width: int) -> list[str]:
    while len(row) > width and not row[-1].strip():
        row.pop()
    return row


def _together(named: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Give what columns of one name hold as one list, without the empty cells."""
    cells: dict[str, Any] = {}
    for name, value in named:
        before = cells.get(name)
        if not before:
            cells[name] = value
        elif value:
            cells[name] = [
                *(before if isinstance(before, list) else [before]),
                *(value if isinstance(value, list) else [value]),
            ]
    return cells


def cell(text: str) -> Any:
    """Give a list that a program wrote into a cell, `['Ann Lee', 'Bo Ray']`, as a list.

    And an object, `{'id': None, 'name': 'Quay Notes'}`, as an object.
    """
    text = text.replace("\0", "")
    ends = text[:1] + text[-1:]
    if ends not in {"[]", "{}"} or len(text) > 20_000:  # noqa: PLR2004
        return text
    if ends == "{}":
        return _object(text)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        parts = list(_QUOTED.finditer(text[1:-1]))
        whole = sum(len(m[0]) for m in parts) == len(text) - 2
        return [m[1] if m[1] is not None else m[2] for m in parts] if parts and whole else text
    return found if all(isinstance(one, str) for one in found) else text


def _object(text: str) -> Any:
    """Give an object that was written as Python shows it, or as JSON, with names for its values."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is no Python after all
            found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return text
    names = isinstance(found, dict) and all(isinstance(name, str) for name in found)
    return found if names and found else text
