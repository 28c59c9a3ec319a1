"""One JSON document: an article, a list of articles, or an object that holds such a list."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import orjson

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import jsonl, ninjs
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.fields import Fields, attributes_of
from searcher.readers.objects import BadJson, parse
from searcher.readers.page import whole
from searcher.readers.wordlist import table

NAME: Final = "json"
MAX_DOCUMENT_BYTES: Final = 64 << 20  # a document is held in memory as a whole
_DEEP: Final = 4  # objects inside each other in which a list is looked for
# Where exports and interfaces keep their records, best first.
LISTS: Final = tuple(
    table(
        "articles items results documents docs hits records stories posts entries news rows"
        " content data response result value children edges nodes feed"
    )
)


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the document's records; `record` counts them, without byte ranges in a list.

    A document that is none, but whose first line is a record, is read as JSON lines: many data
    sets of lines are named `.json`.
    """
    with source.open() as stream:
        data = stream.read(MAX_DOCUMENT_BYTES + 1)
    too_large = len(data) > MAX_DOCUMENT_BYTES
    where = whole(source, NAME, data)
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        yield Skipped(where, "empty")
        return
    try:
        document = None if too_large else parse(data)
    except BadJson as problem:
        if not _is_lines(data):
            yield Rejection(where, "bad-json", str(problem))
            return
        too_large = True
    if too_large and _is_lines(data):
        del data
        yield from jsonl.read(source, options)
    elif too_large:
        limit = MAX_DOCUMENT_BYTES >> 20
        detail = f"a JSON document may hold {limit} MiB; give the records as JSON lines"
        yield Rejection(Provenance(source.file, NAME, start=0), "too-large", detail)
    else:
        del data
        yield from _records(document, where, Fields(options))


def _is_lines(data: bytes) -> bool:
    """Say whether the first line alone is an object, and more follows."""
    first, _, rest = data.lstrip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(parse(first), dict)
    except BadJson:
        return False


def _records(document: Any, where: Provenance, fields: Fields) -> Iterator[Record]:
    if isinstance(document, dict):
        item = ninjs.item_of(document)
        listed = _listed(document, _DEEP) if item is None else None
        if listed is None:
            alone = ninjs.read(document, where, fields)
            none = item is None and not isinstance(alone, RawArticle)
            listed = _unnamed(document) if none else None
            if listed is None:
                yield alone
                return
    elif isinstance(document, list):
        listed = document
    else:
        yield jsonl.not_an_object(document, where)
        return
    if not listed:
        yield Skipped(where, "empty")
    for number, item in enumerate(listed, 1):
        place = Provenance(where.file, NAME, number, digest=_digest(item))
        if isinstance(item, dict):
            yield ninjs.read(item, place, fields)
        else:
            yield jsonl.not_an_object(item, place)


def _listed(document: Mapping[str, Any], depth: int) -> list[Any] | None:
    """Find the list of objects under one of the usual names."""
    for name in LISTS:
        value = document.get(name)
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            return value
        if isinstance(value, dict) and depth > 1:
            inner = _listed(value, depth - 1)
            if inner is None and len(value) > 1:
                # `{"articles": {"17": {…}, "18": {…}}}`
                inner = list(value.values()) if _all_objects(value.values()) else None
            if inner is not None:
                return inner
    return None


def _unnamed(document: Mapping[str, Any]) -> list[Any] | None:
    """Find the only list of objects, or take an object of objects (`{"id": {…}}`) as one."""
    values = list(document.values())
    lists = [
        value
        for value in values
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    ]
    if len(lists) == 1:
        return lists[0]
    if len(values) > 1 and _all_objects(values):
        return _turned(document) or values
    return None


def _all_objects(values: Iterable[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _turned(document: Mapping[str, Any]) -> list[Any] | None:
    """Turn columns into records: `{"title": {"0": …}, "text": {"0": …}}`, as pandas writes them."""
    if not attributes_of(tuple(document)) & {"title", "summary", "body"}:
        return None
    keys = dict.fromkeys(key for column in document.values() for key in column)
    return [
        {name: column[key] for name, column in document.items() if key in column} for key in keys
    ]


def _digest(item: Any) -> str:
    try:
        data = orjson.dumps(item)
    except (TypeError, ValueError, RecursionError):
        try:
            data = json.dumps(item).encode()
        except (ValueError, RecursionError):
            data = b""
    return hashlib.sha256(data).hexdigest()
