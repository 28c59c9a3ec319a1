"""Reading a file that is one page: bounded, and refused in the same words by every page format."""

import hashlib
from typing import Any

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers.base import MAX_PAGE_BYTES, Source

BLANK = b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"


def read_page(
    source: Source, reader: str, most: int = MAX_PAGE_BYTES
) -> bytes | Skipped | Rejection:
    """Read the whole page, at most so many bytes; refuse what is empty or larger."""
    with source.open() as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        return too_large(source, reader)
    if not data.strip(BLANK):
        return Skipped(whole(source, reader, data), "empty")
    return data


def read_tree(source: Source, reader: str) -> tuple[Any, Provenance] | Skipped | Rejection:
    """Read a page in UTF-8 as an lxml element, with its provenance as a whole."""
    from searcher.readers.records.markup import tree_of

    data = read_page(source, reader)
    if not isinstance(data, bytes):
        return data
    tree, where = tree_of(data), whole(source, reader, data)
    if tree is None:
        return Rejection(where, "bad-html", "no element could be read")
    return tree, where


def too_large(source: Source, reader: str) -> Rejection:
    """Refuse a page for its size."""
    limit = MAX_PAGE_BYTES >> 20
    detail = f"a page may hold {limit} MiB; split the file, or give its records as JSON lines"
    return Rejection(Provenance(source.file, reader, start=0), "too-large", detail)


def whole(source: Source, reader: str, data: bytes) -> Provenance:
    """Give the provenance of a record that is the whole file."""
    return Provenance(source.file, reader, 1, 0, len(data), digest=hashlib.sha256(data).hexdigest())
