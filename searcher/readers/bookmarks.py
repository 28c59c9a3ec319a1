"""Lists of saved pages as HTML: bookmarks of browsers and of services, and Pocket's old export.

Each says title and address, when it was saved, and tags; the pages themselves are not there.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.page import read_tree
from searcher.readers.records.fields import Fields

NAME: Final = "bookmarks"
_BEGIN = re.compile(
    r"\s*(?:<!DOCTYPE NETSCAPE-Bookmark-file-1>"
    r"|<!DOCTYPE html>\s*<html>(?:(?!<body)[^\0]){0,500}?<title>Pocket Export</title>)",
    re.IGNORECASE,
)
_PAGE: Final = ("http://", "https://")


def looks_like(start: str) -> bool:
    """Say whether a page begins as such a list does."""
    return _BEGIN.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each saved page; `record` counts them from 1."""
    page = read_tree(source, NAME)
    if not isinstance(page, tuple):
        yield page
        return
    tree, whole_page = page
    fields, count = Fields(options), 0
    for link in tree.iter("a"):
        count += 1
        where = Provenance(source.file, NAME, count, digest=xml.digest(link))
        address = (link.get("href") or "").strip()
        if not address.lower().startswith(_PAGE):
            yield Skipped(where, "no-article", "a bookmark of no page")
            continue
        yield fields.read(_said(link, address), where)
    if not count:
        yield Skipped(whole_page, "empty", "a list without bookmarks")


def _said(link: Any, address: str) -> dict[str, Any]:
    title = " ".join("".join(link.itertext()).split())
    below = link.getnext() if link.getnext() is not None else link.getparent().getnext()
    noted = below is not None and below.tag == "dd"
    return {
        # A bookmark without a title shows its address.
        "title": "" if title == address else title,
        "description": " ".join((below.text or "").split()) if noted else "",
        "url": address,
        "tags": link.get("tags") or "",
        "saved_at": link.get("add_date") or link.get("time_added") or "",
    }
