"""Factiva: what its users save as one HTML page holds many articles, each an element of its own.

Found by its begin, so that the page may be of any size. An article is a table of codes with their
values, or lines in their order: as in text, which `factiva` reads.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, Rejection
from searcher.readers import factiva
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text, tree_of

NAME: Final = "factiva-html"
# `<div class="article enArticle">`, with the language of the article.
_SIGN: Final = r"""\bclass\s*=\s*["']article [a-z]{2,4}Article\b"""
BOUNDARY: Final = re.compile(rb"<div(?=[^<>]{0,500}?" + _SIGN.encode() + rb")", re.IGNORECASE)
_BEGIN = re.compile(rf"<div[^<>]{{0,500}}?{_SIGN}", re.IGNORECASE)
# The head of the page, and elements around articles.
_AROUND: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+<(?:!doctype|html|head|\?xml|!--)(?!.*?"
    + _SIGN.encode()
    + rb").*+|(?:\s++|<[^<>]{0,2000}+>)*+",
    re.DOTALL | re.IGNORECASE,
)
_MAX_MARKS: Final = 50_000  # of one article


def looks_like(start: str) -> bool:
    """Say whether a page begins as such an export does."""
    return _BEGIN.search(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each article; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    if text.count("<") > _MAX_MARKS:
        return Rejection(where, "bad-html", f"an article with more than {_MAX_MARKS:,} tags")
    tree = tree_of(f"<body>{text}</body>".encode("utf-8", "replace"))
    if tree is None:
        return Rejection(where, "bad-html", "no element could be read")
    lines = (_coded(tree) or block_text(tree)).split("\n")
    # Behind the document's name stands what belongs to the page.
    end = next((at for at, line in enumerate(lines, 1) if factiva.is_end(line)), len(lines))
    return factiva.understood("\n".join(lines[:end]), where, fields)


def _coded(tree: Any) -> str:
    """Give the table of codes as lines; nothing where there is none."""
    found: list[str] = []
    for row in tree.iter("tr"):
        code, *values = [one for one in row if one.tag in ("td", "th")] or [None]
        name = "" if code is None else "".join(code.itertext()).strip()
        if values and factiva.is_code(name):
            found += [name, *(str(block_text(value)).strip() for value in values)]
    return "\n".join(found)
