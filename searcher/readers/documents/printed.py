"""What is in a document, once its paragraphs are known? An article, or many that a database gave.

They are handed to the readers of text, so that a head, a byline and the shape of an export mean
the same in every format. Places in that text are none in the file: of several records each is
known by its number.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import IO, Final

from searcher.article import Provenance, RawArticle, Rejection, Skipped
from searcher.readers import text
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.documents.package import Package, kept, opened
from searcher.readers.documents.problems import Refused
from searcher.readers.press_databases import database_of, reading

_LOOKED_AT: Final = 512 << 10  # characters; a list of what was asked for may stand above all
_BLANK: Final = 4 << 10  # bytes by which a file is seen to be empty

# Gives the paragraphs of a document, and the number of the title's where its style says which.
Paragraphs = Callable[[Package], tuple[list[str], int | None]]


def read_package(
    source: Source, options: ReadOptions, name: str, paragraphs: Paragraphs
) -> Iterator[Record | Unread]:
    """Read a document that is a zip."""

    def of(file: IO[bytes], size: int, digest: str) -> tuple[list[str], int | None]:
        return paragraphs(opened(file, size, digest))

    return read_file(source, options, name, of)


def read_file(
    source: Source,
    options: ReadOptions,
    name: str,
    paragraphs: Callable[[IO[bytes], int, str], tuple[list[str], int | None]],
) -> Iterator[Record | Unread]:
    """Read a document of any shape; what is wrong with it is a rejection."""
    where = Provenance(source.file, name, start=0)
    try:
        with kept(source) as (file, size, digest):
            where = Provenance(source.file, name, 1, 0, size, digest)
            if not file.read(_BLANK).strip(b"\0 \r\n"):
                yield Skipped(where, "empty")
                return
            file.seek(0)
            blocks, title = paragraphs(file, size, digest)
    except Refused as problem:
        yield Rejection(where, problem.reason, problem.detail)
        return
    if not blocks:
        yield Skipped(where, "no-text", "a document without text")
        return
    yield from _records(_titled(blocks, title), where, options)


def _titled(blocks: Sequence[str], title: int | None) -> tuple[str, str]:
    """Give the text as it stands, and with its title first."""
    as_it_is = "\n\n".join(blocks)
    if not title:
        return as_it_is, as_it_is
    first = " ".join(blocks[title].split())
    return as_it_is, "\n\n".join([first, *blocks[:title], *blocks[title + 1 :]])


def _records(
    texts: tuple[str, str], where: Provenance, options: ReadOptions
) -> Iterator[Record | Unread]:
    as_it_is, titled = texts
    if database := database_of(as_it_is[:_LOOKED_AT]):
        data = as_it_is.encode("utf-8", "replace")
        given = reading(database).read(Source(where.file, lambda: io.BytesIO(data)), options)
        for one in given:
            yield (
                _placed_later(one, where.reader)
                if isinstance(one, Unread)
                else _placed(one, where.reader)
            )
        return
    data = titled.encode("utf-8", "replace")
    records = [*text.read(Source(where.file, lambda: io.BytesIO(data)), options)]
    for record in records:
        yield _at(record, where) if len(records) == 1 else _placed(record, where.reader)


def _placed_later(found: Unread, name: str) -> Unread:
    def read(found: Unread) -> Sequence[Record]:
        return [_placed(record, name) for record in found.read()]

    return replace(found, where=_elsewhere(found.where, name), read=partial(read, found))


def _placed(record: Record, name: str) -> Record:
    own = record.provenance if isinstance(record, RawArticle) else record.where
    return _at(record, _elsewhere(own, name))


def _at(record: Record, where: Provenance) -> Record:
    if isinstance(record, RawArticle):
        return replace(record, provenance=where)
    return replace(record, where=where)


def _elsewhere(where: Provenance, name: str) -> Provenance:
    return replace(where, reader=name, start=None, end=None)
