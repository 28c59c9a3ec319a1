"""One JSON document: an article, a list of articles, or an object that holds such a list.

A small document is parsed as a whole. A large one, or one that is broken, is read element by
element of its list, in little memory.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import jsonl
from searcher.readers.base import Passed, ReadOptions, Record, Source, Unread
from searcher.readers.companions import companion
from searcher.readers.encoding import charset
from searcher.readers.lines.apart import one_record
from searcher.readers.page import whole
from searcher.readers.records import forms, ghost, ninjs, reading_lists
from searcher.readers.records.elements import Element, Window, elements
from searcher.readers.records.field_names import attributes_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.listing import DEEP, Array, all_objects, array_of, chain_of, list_in
from searcher.readers.records.objects import BadJson, digest, parse

NAME: Final = "json"
MAX_WHOLE: Final = 8 << 20  # bytes of a document that is parsed as a whole
MAX_DOCUMENT_BYTES: Final = 64 << 20  # one without a list is parsed as a whole up to here
# What makes an object a record.
Understand = Callable[[Mapping[str, Any], Provenance, Fields], Record]
_ADDRESS: Final = re.compile(r"https?://\S+$")
_SIGNS: Final = 2  # attributes by which an object is taken for a record, where none was read


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread | Passed]:
    """Give the document's records; `record` counts them.

    Byte ranges are known where a list is read element by element. A document that is none, but
    whose first line is a record, is read as JSON lines: many data sets of lines are named `.json`.
    """
    if what := companion(source.file):
        yield Skipped(Provenance(source.file, NAME), "no-article", what)
        return
    with source.open() as stream:
        data = stream.read(MAX_WHOLE + 1)
    fields = Fields(options)
    if ghost.begins(data):
        with _opened(source) as (read_bytes, _):
            export = ghost.export_of(read_bytes)
        if export:
            posts = Array(export.offset, whole=False)
            yield from _streamed(source, fields, posts, export.read)
            return
    if len(data) > MAX_WHOLE:
        if _is_lines(data):
            del data
            yield from jsonl.read(source, options)
        else:
            del data
            yield from _large(source, fields)
        return
    where = whole(source, NAME, data)
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        yield Skipped(where, "empty")
        return
    try:
        document = parse(data)
    except BadJson as problem:
        if _is_lines(data):
            yield from jsonl.read(source, options)
        elif array := _array(source):
            yield from _streamed(source, fields, array)
        elif chain := chain_of(data):
            yield from _records(chain, where, fields)
        else:
            yield Rejection(where, "bad-json", str(problem))
        return
    del data
    yield from _records(document, where, fields)


def _large(source: Source, fields: Fields) -> Iterator[Record | Unread]:
    if array := _array(source):
        yield from _streamed(source, fields, array)
        return
    with source.open() as stream:
        data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        limit = MAX_DOCUMENT_BYTES >> 20
        detail = f"a JSON document without a list of records may hold {limit} MiB"
        yield Rejection(Provenance(source.file, NAME, start=0), "too-large", detail)
        return
    where = whole(source, NAME, data)
    try:
        document = parse(data)
    except BadJson as problem:
        yield Rejection(where, "bad-json", str(problem))
        return
    del data
    yield from _records(document, where, fields)


@contextmanager
def _opened(source: Source) -> Iterator[tuple[Callable[[int], bytes], bool]]:
    """Give a function that reads UTF-8, and whether its offsets are those of the file."""
    with source.open() as stream:
        chosen = charset(stream.read(4))
    with source.open() as stream:
        if chosen.codec.startswith(("utf-16", "utf-32")):
            stream.read(chosen.bom)
            text = io.TextIOWrapper(stream, chosen.codec, errors="replace", newline="")
            yield (lambda size: text.read(size).encode("utf-8", "replace")), False
        else:
            yield stream.read, True


def _array(source: Source) -> Array | None:
    with _opened(source) as (read_bytes, _):
        return array_of(read_bytes)


def _streamed(
    source: Source, fields: Fields, array: Array, understand: Understand = reading_lists.read
) -> Iterator[Record | Unread]:
    """Give the records of an array, one after the other."""
    known: frozenset[str] = frozenset()

    def alike(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        if known:
            return len(known & value.keys()) * 2 >= len(known)
        return len(attributes_of(tuple(value))) >= _SIGNS

    count = 0
    with _opened(source) as (read_bytes, offsets):
        window = Window(read_bytes)
        window.skip_to(array.offset)
        while True:
            for element in elements(window, alike):
                count += 1
                if isinstance(element.value, dict):
                    known = frozenset(element.value)
                where = _place(element, source.file, count, offsets=offsets)
                yield one_record(_element(element, where, fields, understand))
            # Lists may follow each other.
            if not array.whole or window.next() != ord("["):
                break
            window.at += 1
        if array.whole and window.next() is not None:
            where = Provenance(source.file, NAME, count + 1, window.offset if offsets else None)
            yield Rejection(where, "bad-json", "something follows the list, and stays unread")
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty")


def _place(element: Element, file: str, count: int, *, offsets: bool) -> Provenance:
    return Provenance(
        file,
        NAME,
        count,
        element.start if offsets else None,
        element.end if offsets else None,
        "" if element.reason == "too-large" else hashlib.sha256(element.data).hexdigest(),
    )


def _element(element: Element, where: Provenance, fields: Fields, understand: Understand) -> Record:
    if element.reason is not None:
        detail = f"record {where.record}: {element.trouble}"
        return Rejection(where, element.reason, detail)
    if isinstance(element.value, dict):
        return understand(element.value, where, fields)
    return jsonl.not_an_object(element.value, where)


def _is_lines(data: bytes) -> bool:
    """Say whether the first line alone is an object, and more follows."""
    first, _, rest = data.lstrip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(parse(first), dict)
    except BadJson:
        return False


def _records(document: Any, where: Provenance, fields: Fields) -> Iterator[Record | Unread]:
    if isinstance(document, dict):
        item = ninjs.item_of(document)
        listed = (forms.listed(document) or list_in(document, DEEP)) if item is None else None
        if listed is None:
            alone = reading_lists.read(document, where, fields)
            none = item is None and not isinstance(alone, RawArticle)
            listed = _columns(document) if item is None else None
            listed = _unnamed(document) if none and listed is None else listed
            if listed is None:
                yield one_record(alone)
                return
    elif isinstance(document, list):
        listed = document
    else:
        yield jsonl.not_an_object(document, where)
        return
    if not listed:
        yield Skipped(where, "empty")
    for number, item in enumerate(listed, 1):
        place = Provenance(where.file, NAME, number, digest=digest(item))
        if isinstance(item, dict):
            yield one_record(reading_lists.read(item, place, fields))
        else:
            yield jsonl.not_an_object(item, place)


def _columns(document: Mapping[str, Any]) -> list[Any] | None:
    """Turn columns into records: `{"title": [...], "text": [...]}`, or pandas' `split`."""
    names, rows = document.get("columns"), document.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(map(_is_name, names)):
        if not all(isinstance(row, list) and len(row) == len(names) for row in rows):
            return None
        return [dict(zip(names, row, strict=True)) for row in rows]
    columns = {name: value for name, value in document.items() if isinstance(value, list)}
    if len(columns) < len(document) or len({len(column) for column in columns.values()}) != 1:
        return None
    if not {"title", "body"} <= attributes_of(tuple(columns)):
        return None
    count = len(next(iter(columns.values())))
    if count < _SIGNS or any(isinstance(x, list | dict) for c in columns.values() for x in c):
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _is_name(name: object) -> bool:
    return isinstance(name, str)


def _unnamed(document: Mapping[str, Any]) -> list[Any] | None:
    """Find the only list of objects, or take an object of objects (`{"id": {…}}`) as one."""
    values = list(document.values())
    lists = [
        value
        for value in values
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    ]
    if len(lists) == 1:
        # Ghost's export is a list of one object, that holds the posts.
        return (list_in(lists[0][0], DEEP) if len(lists[0]) == 1 else None) or lists[0]
    if all_objects(values) and (len(values) > 1 or _is_record(values)):
        return _turned(document) or _addressed(document)
    return None


def _addressed(document: Mapping[str, Any]) -> list[Any]:
    """Give the values of an object of objects; the name of each may be its address."""
    return [
        {"url": name, **value} if _ADDRESS.match(name) else value
        for name, value in document.items()
    ]


def _is_record(values: Sequence[Any]) -> bool:
    return len(values) == 1 and len(attributes_of(tuple(values[0]))) >= _SIGNS


def _turned(document: Mapping[str, Any]) -> list[Any] | None:
    """Turn columns into records: `{"title": {"0": …}, "text": {"0": …}}`, as pandas writes them."""
    if not attributes_of(tuple(document)) & {"title", "summary", "body"}:
        return None
    keys = dict.fromkeys(key for column in document.values() for key in column)
    return [
        {name: column[key] for name, column in document.items() if key in column} for key in keys
    ]
