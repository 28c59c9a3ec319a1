"""How is a file of queries read? Text, one a line; CSV and TSV with a header; JSON lines.

A query is one line, in CSV too: an open quotation mark costs that line and no other. In CSV and
JSON lines the columns are named as filters are: `query`, `name`, `author`, `not-topic`, `since`,
`any` and so on; several values of a cell are separated by `;`. `file` names the file of the hits.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import orjson

from searcher.errors import UsageError
from searcher.exports.asked import Failed, Question
from searcher.query.fields import FIELDS, lookup, not_known
from searcher.query.typed_values import SWITCHES

# Bytes of a line that are looked at; no query is as long.
_LONGEST = 1 << 20
_WORDS = ("query", "words", "q")
_OWN = ("name", "file")
_FILTERS = tuple(field.name for field in FIELDS if field.filter)
_COLUMNS = (
    *("query", *SWITCHES, *_FILTERS, "since", "until", "date-confidence"),
    *(f"not-{name}" for name in _FILTERS),
    *_OWN,
)
_OTHER_KINDS = (".json", ".xlsx", ".xls", ".ods", ".numbers", ".gz", ".zip", ".parquet")

Found = Iterator[Question | Failed | str]


class Queries(NamedTuple):
    """What a file holds: questions, lines that failed, and its header, if its kind has one."""

    questions: list[Question]
    failed: list[Failed]
    header: str = ""


def read_queries(path: Path) -> Queries:
    """Read a file of queries; raises `UsageError` where it cannot be read at all or holds none."""
    suffix = path.suffix.lower()
    if suffix in _OTHER_KINDS:
        raise UsageError(
            f"{path}: queries are read from text (one a line), CSV, TSV or JSON lines. Save it as "
            "one of those."
        )
    read: Callable[[BinaryIO, Path], Found] = {
        ".csv": _csv,
        ".tsv": _csv,
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
    }.get(suffix, _lines)
    questions: list[Question] = []
    failed: list[Failed] = []
    header = ""
    try:
        with path.open("rb") as file:
            for one in read(file, path):
                if isinstance(one, str):
                    header = one
                elif isinstance(one, Failed):
                    failed.append(one)
                else:
                    questions.append(one)
    except OSError as problem:
        raise UsageError(f"{path}: cannot be read ({problem.strerror or problem}).") from problem
    if not questions and not failed:
        raise UsageError(f"{path}: there is no query in this file.")
    return Queries(questions, failed, header)


def _numbered(file: BinaryIO, path: Path) -> Iterator[tuple[int, str | Failed]]:
    """Give the lines that are not blank, with their numbers."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if number == 1:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise UsageError(f"{path}: this is UTF-16. Save it as UTF-8.")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) >= _LONGEST - 3 and not line.endswith(b"\n"):
            size = len(line)
            while rest := file.readline(_LONGEST):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
            message = f"the line is too long ({size:,} bytes). It is not among the failed lines."
            yield number, Failed(f"line {number}", number, None, message)
            continue
        try:
            text = line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError as problem:
            # As it is, to be written back byte for byte.
            shown = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
            column = len(line[: problem.start].decode("utf-8", "replace")) + 1
            message = f"not UTF-8 (column {column}). Save the file as UTF-8."
            yield number, Failed(f"line {number}", number, column, message, shown)
            continue
        if text.strip():
            yield number, text


def _lines(file: BinaryIO, path: Path) -> Found:
    for number, line in _numbered(file, path):
        if isinstance(line, Failed):
            yield line
        else:
            yield Question("", {"q": [line.rstrip()]}, number, line)


def _json_lines(file: BinaryIO, path: Path) -> Found:
    for number, line in _numbered(file, path):
        if isinstance(line, Failed):
            yield line
            continue
        try:
            found = orjson.loads(line)
        except orjson.JSONDecodeError as problem:
            message = f"no JSON: {problem.msg} (column {problem.colno})"
            yield Failed(f"line {number}", number, problem.colno, message, line)
            continue
        if isinstance(found, str):
            yield Question("", {"q": [found]}, number, line)
        elif not isinstance(found, dict):
            message = 'no query: a line is an object, as in {"query": "tax", "author": "Jo Roe"}'
            yield Failed(f"line {number}", number, None, message, line)
        else:
            yield _of_object(found, number, line)


def _of_object(found: dict[str, object], number: int, line: str) -> Question | Failed:
    params: dict[str, list[str]] = {}
    own = {name: found.pop(name, None) for name in _OWN}
    name = "" if own["name"] is None else str(own["name"])
    for key, value in found.items():
        values = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
        param = _param(key)
        message = ""
        if not all(isinstance(one, str | int) for one in values):
            message = f"{key}: a text or a list of texts is needed"
        elif param in params:
            message = f"{key} is given twice. Write its values in one place."
        if message:
            return Failed(name or f"line {number}", number, None, message, line)
        kept = ["1" if one is True else str(one) for one in values if one is not False]
        if kept:
            params[param] = kept
    return Question(name, params, number, line, file=str(own["file"] or ""))


def _csv(file: BinaryIO, path: Path) -> Found:
    lines = _numbered(file, path)
    _, first = next(lines, (0, ""))
    if isinstance(first, Failed):
        raise UsageError(f"{path}: the first line: {first.message}")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    header = _header(_cells(first, delimiter) or [], path)
    yield first
    for number, line in lines:
        if isinstance(line, Failed):
            yield line
            continue
        cells = _cells(line, delimiter)
        message = ""
        if cells is None:
            message = "a quotation mark is not closed; a query is one line"
        elif len(cells) > len(header):
            message = (
                f"{len(cells)} cells under {len(header)} columns. Quote cells with {delimiter!r}"
            )
        if message:
            yield Failed(f"line {number}", number, None, message, line)
        elif any(cell.strip() for cell in cells or ()):
            yield _of_row(dict(zip(header, cells or (), strict=False)), number, line)


def _cells(line: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if rows else []


def _header(names: Sequence[str], path: Path) -> list[str]:
    """Give the columns by the names of parameters; each mistake is the file's, and told once."""
    columns = [_param(name) for name in names]
    if "q" not in columns and not set(columns) - set(_OWN):
        raise UsageError(
            f"{path}: the first line names no column `query`. It is a header, as in "
            "query,author,since"
        )
    for name, column in zip(names, columns, strict=True):
        if column != "q" and column not in _COLUMNS:
            raise not_known(f"column in {path}:", name, _COLUMNS)
        if columns.count(column) > 1:
            raise UsageError(
                f"{path}: there are two columns for {name}. Put their values into one."
            )
    return columns


def _of_row(cells: dict[str, str], number: int, line: str) -> Question:
    own = {name: cells.pop(name, "").strip() for name in _OWN}
    params = {}
    for column, cell in cells.items():
        if column == "q":
            values = [cell]
        else:
            values = [part.strip() for part in cell.split(";") if part.strip()]
        if any(value.strip() for value in values):
            params[column] = values
    return Question(own["name"], params, number, line, file=own["file"])


def _param(name: str) -> str:
    """Give a column's name in the flat form of a request."""
    plain = name.strip().casefold().replace("_", "-")
    if plain in _WORDS:
        return "q"
    prefix = "not-" if plain.startswith("not-") else ""
    entry = lookup(plain.removeprefix("not-"))
    return prefix + entry.name if entry and entry.filter else plain
