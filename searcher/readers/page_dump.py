"""Text that was scraped from a news page: the main article, then cards of other articles."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from searcher.article import RawArticle, Skipped
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.encoding import decode, lines
from searcher.readers.lines import field_lines
from searcher.readers.lines.cards import Row, first_card, rows
from searcher.readers.lines.labels import labels
from searcher.readers.lines.scraped import above_cards, below_cards
from searcher.readers.lines.several import documents
from searcher.readers.page import read_page, whole

NAME: Final = "page-dump"
_TOP: Final = 4  # rows in which `Source …` tells a dump from other text
_SOURCE: Final = 4  # words of an outlet's name there


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the main article, if there is one, and a teaser for each card, in order of the file."""
    del options  # a page has no fields
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    found = rows(lines(data))
    pages = documents(data) or [(0, len(data))]
    records = [
        record
        for start, end in pages
        for record in _page([row for row in found if start <= row.start < end], source.file)
    ]
    if not records:
        yield Skipped(whole(source, NAME, data), "no-text")
    for number, record in enumerate(records, 1):
        where = record.provenance
        digest = hashlib.sha256(data[where.start : where.end]).hexdigest()
        yield replace(record, provenance=replace(where, record=number, digest=digest))


def _page(found: Sequence[Row], file: str) -> list[RawArticle]:
    cut = first_card(found)
    records: list[RawArticle] = []
    main = above_cards(found[:cut], file, NAME)
    # A lone line above cards is the heading of their list.
    if main and (cut is None or main.body or main.source or main.authors or main.dates):
        records.append(main)
    if cut is not None:
        records += below_cards(found[cut:], file, NAME)
    return records


def looks_like(head: bytes) -> bool:
    """Say whether the first bytes of a file are clearly a page dump, and no other text.

    The signs are a card, or a line `Source …` within the first lines below the title.
    """
    found = rows(lines(head))
    if first_card(found) is not None:
        return True
    if field_lines.begins(decode(head)):
        return False
    page = [row for row in found if not row.chrome]
    below = [label for row in page[1:_TOP] for label in labels(row.text)]
    named = any(label.kind == "source" and len(label.value.split()) <= _SOURCE for label in below)
    return named and len(page) > _TOP - 1
