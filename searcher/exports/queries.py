"""How is a file of queries read? Text, one a line; CSV and TSV with a header; JSON lines.

A line that cannot be read is a mistake of that line. In CSV and JSON lines the columns are named as
filters are: `query` (or `words`), `name`, `author`, `not-topic`, `since`, `any` and so on; several
values of a cell are separated by `; `.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import orjson

from searcher.errors import UsageError
from searcher.exports.asked import Failed, Question

# Bytes of a line that are looked at; no query is as long.
_LONGEST = 1 << 20
_WORDS = ("query", "words", "q")


def read_queries(path: Path) -> tuple[list[Question], list[Failed]]:
    """Read a file of queries; raises `UsageError` where it cannot be read at all or holds none."""
    read = {
        ".csv": _csv,
        ".tsv": _csv,
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
    }.get(path.suffix.lower(), _lines)
    questions: list[Question] = []
    failed: list[Failed] = []
    try:
        with path.open("rb") as file:
            for one in read(file, path):
                if isinstance(one, Failed):
                    failed.append(one)
                else:
                    questions.append(one)
    except OSError as problem:
        raise UsageError(f"{path}: cannot be read ({problem.strerror or problem}).") from problem
    if not questions and not failed:
        raise UsageError(f"{path}: there is no query in this file.")
    return questions, failed


def _numbered(file: BinaryIO) -> Iterator[tuple[int, str | Failed]]:
    """Give the lines that are not blank, with their numbers."""
    number = 0
    while line := file.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield number, Failed(f"line {number}", number, None, "the line is too long")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            text = line.decode("utf-8").strip("\r\n")
        except UnicodeDecodeError as problem:
            shown = line.decode("utf-8", "replace").strip()
            column = len(line[: problem.start].decode("utf-8", "replace")) + 1
            message = f"not UTF-8 (column {column}). Save the file as UTF-8."
            yield number, Failed(f"line {number}", number, column, message, shown)
            continue
        if text.strip():
            yield number, text


def _lines(file: BinaryIO, _path: Path) -> Iterator[Question | Failed]:
    for number, line in _numbered(file):
        if isinstance(line, Failed):
            yield line
        else:
            yield Question("", {"q": [line.strip()]}, number, line)


def _json_lines(file: BinaryIO, _path: Path) -> Iterator[Question | Failed]:
    for number, line in _numbered(file):
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
    name = found.pop("name", None)
    for key, value in found.items():
        values = [one for one in (value if isinstance(value, list) else [value]) if one is not None]
        if not all(isinstance(one, str | int) for one in values):
            message = f"{key}: a text or a list of texts is needed"
            return Failed(str(name or f"line {number}"), number, None, message, line)
        kept = ["1" if one is True else str(one) for one in values if one is not False]
        if kept:
            params[_param(key)] = kept
    return Question("" if name is None else str(name), params, number, line)


def _csv(file: BinaryIO, path: Path) -> Iterator[Question | Failed]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        first = text.readline(_LONGEST)
        tab = path.suffix.lower() == ".tsv"
        delimiter = "\t" if tab else max(",;\t", key=first.count)
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        if not {name.casefold() for name in header} & {*_WORDS, "name"}:
            raise UsageError(
                f"{path}: the first line names no column `query`. It is a header, as in "
                "query,author,since"
            )
        yield from _rows(csv.reader(text, delimiter=delimiter), header, delimiter)
    finally:
        text.detach()


def _rows(
    reader: "csv._reader",  # type: ignore[name-defined,unused-ignore]
    header: Sequence[str],
    delimiter: str,
) -> Iterator[Question | Failed]:
    while True:
        number = reader.line_num + 2
        try:
            row = next(reader, None)
        except csv.Error as problem:
            yield Failed(f"line {number}", number, None, f"no CSV: {problem}")
            continue
        if row is None:
            return
        line = _written(row, delimiter)
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(header):
            message = (
                f"{len(row)} cells under {len(header)} columns. Quote cells with a {delimiter!r}"
            )
            yield Failed(f"line {number}", number, None, message, line)
            continue
        if any("\udc80" <= sign <= "\udcff" for cell in row for sign in cell):
            shown = line.encode("utf-8", "replace").decode()
            message = "not UTF-8. Save the file as UTF-8."
            yield Failed(f"line {number}", number, None, message, shown)
            continue
        yield _of_row(dict(zip(header, row, strict=False)), number, line)


def _of_row(cells: dict[str, str], number: int, line: str) -> Question:
    name, params = "", {}
    for key, cell in cells.items():
        if key.casefold() == "name":
            name = cell.strip()
        elif not cell.strip():
            continue
        elif _param(key) == "q":
            params["q"] = [cell.strip()]
        else:
            params[key] = [part.strip() for part in cell.split(";") if part.strip()]
    return Question(name, params, number, line)


def _param(name: str) -> str:
    """Give the words' name in the flat form; filters keep theirs."""
    return "q" if name.strip().casefold() in _WORDS else name


def _written(row: Sequence[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(row)
    return out.getvalue()
