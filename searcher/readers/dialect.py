"""How is this table written? Delimiter, escapes and header, judged by the first records."""

import csv
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from searcher.readers.base import MAX_LINE_BYTES
from searcher.readers.records import headerless
from searcher.readers.records.field_names import attributes_of

DELIMITERS: Final = ",;\t|"
_RECORDS: Final = 200  # records that are looked at
_LONGEST_NAME: Final = 64  # characters of a column's name
_TEXTS: Final = frozenset({"title", "summary", "body"})
# What a report says above its table: so many lines at most. The header below names columns that are
# known, and more than those lines have; so many lines from it on are looked at.
_ABOVE: Final = 40
_KNOWN: Final = 3
_BELOW: Final = 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """`columns` are the header's names, or 1, 2, 3… where the first record is none.

    Known tables without a header have the names of theirs.
    """

    delimiter: str
    escaped: bool  # `\\"` inside quotes, instead of `""`
    columns: tuple[str, ...]
    header: bool
    quotes: bool = True  # those of other tables are characters like any other

    @property
    def names_text(self) -> bool:
        """Whether a column is known to hold a title or a text."""
        return bool(_TEXTS.intersection(attributes_of(self.columns)))

    def reader(self, lines: Iterable[str], *, strict: bool) -> Any:
        """Give a reader of records; raises `csv.Error` for quotes in odd places if strict."""
        # The limit is one for the whole process; a line is bounded elsewhere.
        csv.field_size_limit(MAX_LINE_BYTES)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            doublequote=not self.escaped,
            escapechar="\\" if self.escaped else None,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            strict=strict,
        )


def guess(lines: Sequence[str], mapped: Iterable[str] = ()) -> Dialect | None:
    """Judge by the first lines of a file, with their ends; None where they are no table.

    The delimiter wins under which most records have as many fields as the first, and the first
    names columns that are known. `mapped` are names that the user gave.
    """
    wanted = frozenset(mapped)
    best: tuple[float, Dialect] | None = None
    if (columns := headerless.unquoted(lines)) and not _numbered(wanted, len(columns)):
        return Dialect("\t", False, columns, header=False, quotes=False)
    for delimiter in DELIMITERS:
        for escaped in (False, True):
            if escaped and not any('\\"' in line for line in lines):
                continue
            dialect = Dialect(delimiter, escaped, (), header=False)
            records = _records(dialect, lines)
            if not records or len(records[0]) < 2:  # noqa: PLR2004 - one column is no table
                continue
            score, found = _judge(dialect, records, wanted)
            if best is None or score > best[0]:
                best = score, found
    return best[1] if best else None


def below(lines: Sequence[str], found: Dialect | None) -> int:
    """Give the number of lines above a header that is not the first line; 0 where there is none.

    `found` is what the first line was judged to be. Reports begin with their name, query and dates.
    """
    width = len(found.columns) if found else 1
    for at, line in enumerate(lines[1:_ABOVE], 1):
        # Most lines have too few columns, which is quickly seen.
        if max(map(line.count, DELIMITERS)) < max(width, _KNOWN):
            continue
        here = guess(lines[at : at + _BELOW])
        if (
            here
            and here.header
            and here.names_text
            and len(here.columns) > width
            and len(attributes_of(here.columns)) >= _KNOWN
        ):
            return at
    return 0


def _records(dialect: Dialect, lines: Sequence[str]) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        for record in dialect.reader(lines, strict=False):
            if record:
                records.append(record)
            if len(records) == _RECORDS:
                break
    except csv.Error:
        pass
    return records


def _judge(
    dialect: Dialect, records: list[list[str]], wanted: frozenset[str]
) -> tuple[float, Dialect]:
    first = tuple(name.strip().strip("\ufeff") for name in records[0])
    width = len(first)
    # The last record may be cut off.
    others = Counter(map(len, records[1:-1] or records[1:]))
    regular = others[width] / others.total() if others else 0.5
    known = len(attributes_of(first)) + len(wanted.intersection(first))
    counted = _numbered(wanted, width)
    # The last record may be cut off, of long texts in several lines too.
    extracted = None if counted else headerless.extracted(records[:-1] or records)
    named = known > 0 and not _has_addresses(records)
    header = not extracted and (named or (_is_header(first) and not counted))
    columns = first if header else tuple(str(n) for n in range(1, width + 1))
    if not header and not counted:
        # The last record may be cut off.
        whole = records[:-1] if len(records) == _RECORDS else records
        columns = extracted or headerless.classed(whole) or columns
    found = Dialect(dialect.delimiter, dialect.escaped, columns, header)
    return regular * (1 + math.log(width)) + 2 * known - dialect.escaped * 0.1, found


def _has_addresses(records: Sequence[Sequence[str]]) -> bool:
    """Say whether a column holds addresses from the first record on: that is no header."""
    if len(records) < 2:  # noqa: PLR2004
        return False
    return any("://" in one and "://" in next_ for one, next_ in zip(*records[:2], strict=False))


def _is_header(names: Sequence[str]) -> bool:
    """Say whether these can be names: short, different, no numbers, no sentences."""
    return len({name.casefold() for name in names}) == len(names) and all(
        name
        and len(name) <= _LONGEST_NAME
        and any(map(str.isalpha, name))
        and not any(map(str.isdigit, name[:1]))
        and not name.endswith((".", "!", "?"))
        and len(name.split()) <= 4  # noqa: PLR2004 - words of a name
        and "://" not in name
        for name in names
    )


def _numbered(wanted: frozenset[str], width: int) -> bool:
    """Say whether the user names columns by number."""
    return any(name.isdecimal() and 0 < int(name) <= width for name in wanted)
