"""JSON lines: one record a line, read as a stream; a bad line costs itself and nothing else."""

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers.base import MAX_LINE_BYTES, Passed, ReadOptions, Record, Source, Unread
from searcher.readers.encoding import charset
from searcher.readers.lines.apart import apart, one_record
from searcher.readers.records import reading_lists
from searcher.readers.records.fields import Fields
from searcher.readers.records.listing import DEEP, all_objects, chain_of, list_in
from searcher.readers.records.objects import BadJson, parse

NAME: Final = "jsonl"
_BLOCK: Final = 1 << 20  # bytes of an overlong line that are held at a time
_BLANK: Final = b" \t\r\n\x0b\x0c\xef\xbb\xbf"


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread | Passed]:
    """Give a record for each line; `record` is the line's number, with blank lines counted."""
    fields = Fields(options)
    with source.open() as stream:
        chosen = charset(stream.read(4))
    with source.open() as stream:
        if chosen.codec.startswith(("utf-16", "utf-32")):
            # Not ours to keep: byte offsets of the recoded lines mean nothing in the file.
            stream.read(chosen.bom)
            text = io.TextIOWrapper(stream, chosen.codec, errors="replace", newline="\n")
            recoded = lambda size: text.readline(size).encode("utf-8", "replace")  # noqa: E731
            yield from _records(source, recoded, fields, offsets=False)
        else:
            yield from _records(source, stream.readline, fields, offsets=True)


def _records(
    source: Source, readline: Callable[[int], bytes], fields: Fields, *, offsets: bool
) -> Iterator[Record | Unread | Passed]:
    file, wanted = source.file, source.wanted
    number = position = count = passed = 0
    while line := readline(MAX_LINE_BYTES + 1):
        number += 1
        start, size = position, len(line)
        ended = line.endswith(b"\n")
        too_large = size > MAX_LINE_BYTES and not ended
        skipped = wanted is not None and not wanted(count)
        digest = None if skipped else hashlib.sha256(line.rstrip(b"\r\n"))
        if too_large:
            line = b""
            while not ended and (block := readline(_BLOCK)):
                if digest:
                    digest.update(block.rstrip(b"\r\n"))
                size += len(block)
                ended = block.endswith(b"\n")
        position += size
        if not too_large and line[0] in _BLANK and not line.strip(_BLANK):
            continue
        count += 1
        if digest is None:
            passed += 1
            continue
        if passed:
            yield Passed(passed)
            passed = 0
        where = Provenance(
            file,
            NAME,
            number,
            start if offsets else None,
            position - ended if offsets else None,
            digest.hexdigest(),
        )
        if too_large:
            limit = MAX_LINE_BYTES >> 20
            yield Rejection(where, "too-large", f"a line may hold {limit} MiB; this one has {size}")
        elif wanted is None:
            found = _read(line, where, fields, ended=ended)
            if isinstance(found, list):
                yield Unread(where, partial(_parted, found), quick=True)
            else:
                yield one_record(found)
        else:
            yield Unread(where, partial(_alone, line, where, fields, ended=ended), quick=True)


def _alone(line: bytes, where: Provenance, fields: Fields, *, ended: bool) -> tuple[Record, ...]:
    found = _read(line, where, fields, ended=ended)
    return _parted(found) if isinstance(found, list) else apart(found)


def _parted(found: list[Record]) -> tuple[Record, ...]:
    return tuple(part for one in found for part in apart(one))


def _read(line: bytes, where: Provenance, fields: Fields, *, ended: bool) -> Record | list[Record]:
    """Read a line: a record, or several where it holds a list of them or one behind the other."""
    try:
        value = parse(line)
    except BadJson as problem:
        if several := _several(chain_of(line), where, fields):
            return several
        cut = "" if ended else "; the file ends in this line"
        return Rejection(where, "bad-json", f"line {where.record}: {problem}{cut}")
    if isinstance(value, dict):
        found = reading_lists.read(value, where, fields)
        if isinstance(found, Skipped) and found.reason == "no-text":
            return _several(list_in(value, DEEP), where, fields) or found
        return found
    return _several(value, where, fields) or not_an_object(value, where)


def _several(values: Any, where: Provenance, fields: Fields) -> list[Record] | None:
    if not isinstance(values, list) or not all_objects(values):
        return None
    return [reading_lists.read(value, where, fields) for value in values]


def not_an_object(value: object, where: Provenance) -> Rejection:
    """Refuse a value that is no record."""
    kind = {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a number")
    return Rejection(where, "not-an-object", f"a record is an object, and this is {kind}")
