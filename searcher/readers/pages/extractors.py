"""What do other people's extractors find in a page? Its text, and guesses at author and date.

They may raise anything on odd trees, and log what is reported here.
"""

import importlib
import logging
import re
from functools import cache
from types import ModuleType
from typing import Any, Final

from searcher.errors import IngestError
from searcher.readers.pages.paragraphs import prose, size_of, text_of
from searcher.readers.records.markup import block_text

_MOST: Final = 5_000  # lines of a page that is looked at twice: of more each look takes a second
SHORT: Final = 250  # characters; a shorter body is looked for again, more generously
# What trafilatura knows an author's element by: one of these names, in one of these attributes.
_AUTHORS: Final = ("author", "rel")
_NAMED: Final = "//@class|//@id|//@itemprop|//@rel|//@data-testid|//@data-component"
_NAMES_AUTHOR = re.compile(
    "uthor|yline|username|byl|BBL|channel-name|submitted-by|posted-by|journalist-name|screenname"
    "|writer|zuozhe|bianji|xiaobian"
)


def lines_of(tree: Any) -> list[str]:
    """Give trafilatura's lines; none where it fails, as it may on odd trees."""
    try:
        lines = _extracted(tree, recall=False)
        if size_of(lines) < SHORT:
            lines = max(lines, _extracted(tree, recall=True), key=size_of)
        elif 2 * prose(lines) < size_of(lines) and len(lines) <= _MOST:
            # What it finds nowhere it takes from the whole page, with its menus.
            more = _extracted(tree, recall=True)
            if 2 * size_of(more) < size_of(lines) and 10 * prose(more) > 9 * prose(lines):
                lines = more
    except IngestError:
        raise
    except Exception:  # noqa: BLE001 - whatever a foreign extractor raises, the page is kept
        return []
    return lines


def _extracted(tree: Any, *, recall: bool) -> list[str]:
    document = _quiet("trafilatura").bare_extraction(
        tree, fast=True, favor_recall=recall, include_comments=False, with_metadata=False
    )
    text = (getattr(document, "text", None) or "") if document else ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def largest_block(tree: Any) -> str | None:
    """Give the paragraphs of the element that holds most of their text."""
    sizes: dict[Any, int] = {}
    for paragraph in tree.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + len(text_of(paragraph))
    largest = max(sizes, key=lambda element: sizes[element], default=None)
    if largest is None or not sizes[largest]:
        return None
    return "\n\n".join(filter(None, (block_text(p) for p in largest.iter("p")))) or None


def guessed_author(tree: Any) -> list[str]:
    """Give the names that trafilatura finds."""
    if not _may_name_author(tree):
        return []
    module = _quiet("trafilatura.metadata")
    try:
        found = module.extract_author(tree)
    except Exception:  # noqa: BLE001 - as for the body
        return []
    return [name.strip() for name in found.split(";") if name.strip()] if found else []


def _may_name_author(tree: Any) -> bool:
    """Say whether trafilatura may find an author: its own look costs ten times as much."""
    names = tree.xpath(_NAMED, smart_strings=False)
    return (
        _NAMES_AUTHOR.search("\n".join(names)) is not None
        or next(tree.iter(*_AUTHORS), None) is not None
    )


def guessed_date(tree: Any) -> str | None:
    """Give htmldate's guess, right on about half of the pages that declare nothing.

    Of a year alone it makes the first of January: no such day is taken.
    """
    module = _quiet("htmldate")
    try:
        found = module.find_date(tree, original_date=True)
    except Exception:  # noqa: BLE001 - as for the body
        return None
    return str(found) if found and not str(found).endswith("-01-01") else None


@cache
def _quiet(name: str) -> ModuleType:
    """Import an extractor, which is slow, and silence its log: what is discarded is reported here.

    Raises `IngestError` where it cannot be imported: to read worse in silence would be no cure.
    """
    try:
        module = importlib.import_module(name)
    except ImportError as problem:
        raise IngestError(
            f"{name} is not whole ({problem}), and HTML needs it. Install searcher again."
        ) from problem
    logging.getLogger(name.partition(".")[0]).setLevel(logging.CRITICAL + 1)
    return module
