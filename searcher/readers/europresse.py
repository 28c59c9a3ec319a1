"""Europresse: what its users save as one HTML page holds many articles, each an element of its own.

Found by its begin and end, so that the page may be of any size; names of classes say what is what.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.fields import Fields
from searcher.readers.records.markup import block_text, tree_of
from searcher.readers.records.wires import mapped
from searcher.readers.wordlist import table

NAME: Final = "europresse"
SIGN: Final = "DocPublicationName"
BOUNDARY: Final = re.compile(rb"<article(?=[\s>])|(?P<end></article\s*>)", re.IGNORECASE)
# The head of the page, and elements around articles; a text beside them is one of its own.
_AROUND: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+<(?:!doctype|html|head|\?xml|!--)(?!.*?DocPublicationName).*+"
    rb"|(?:\s++|<[^<>]{0,2000}+>)*+",
    re.DOTALL | re.IGNORECASE,
)
_ARTICLE = re.compile(r"<article[\s>]", re.IGNORECASE)
_MAX_MARKS: Final = 50_000  # of one article
_ISSUE = re.compile(r",? (?:no\.?|n°|nº|vol\.?) .*", re.IGNORECASE | re.DOTALL)
# `Économie, mercredi 18 janvier 2023 920 mots, p. 12`; `Monday, March 6, 2023 - 10:11 UTC +01:00`.
_DAY = re.compile(
    r"(?P<day>\d{1,2}(?:er|st|nd|rd|th|\.)? \w{3,12}\.? \d{4}|\w{3,12}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} de \w{3,12} de \d{4}|\d{4}-\d\d-\d\d)"
)
_WORD: Final = 3  # words of a weekday before a day, at most: `lundi`, `on Monday`
_SILENT: Final = table("header footer aside script style")
_LONGEST_NAME: Final = 200  # characters of a byline


def looks_like(start: str) -> bool:
    """Say whether a page begins as such an export does."""
    return SIGN in start and _ARTICLE.search(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each article; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    if text.count("<") > _MAX_MARKS:
        return Rejection(where, "bad-html", f"an article with more than {_MAX_MARKS:,} tags")
    tree = tree_of(f"<body>{text}</body>".encode("utf-8", "replace"))
    if tree is None:
        return Rejection(where, "bad-html", "no element could be read")
    head = _line(_first(tree, "DocHeader")) or _below(tree)
    title = _first(tree, "titreArticleVisu")
    title = _first(tree, "titreArticle") if title is None else title
    said = {
        "source": _ISSUE.sub("", _line(_first(tree, SIGN))),
        "date": (_DAY.search(head) or {"day": ""})["day"],
        "section": _section(head),
        "title": _line(title),
        "subtitle": _line(_first(tree, "rdp__subtitle")),
        "author": _line(_first(tree, "docAuthors")),
        "body": _body(tree),
    }
    if not (said["title"] or said["body"]):
        return Skipped(where, "no-text", "an article without a title and a text")
    author = said["author"]
    record = RawArticle(
        where,
        title=said["title"] or None,
        summary=said["subtitle"] or None,
        body=said["body"] or None,
        authors=(author,) if author and len(author) <= _LONGEST_NAME else (),
        source=said["source"] or None,
        dates=(RawDate(said["date"], "field:DocHeader"),) if said["date"] else (),
        topics=(RawTopic(said["section"], "section"),) if said["section"] else (),
    )
    return mapped(record, said, fields, where)


def _first(tree: Any, name: str) -> Any:
    """Give the first element of a class that shows anything."""
    for element in tree.iter("*"):
        if name in (element.get("class") or "").split() and "".join(element.itertext()).strip():
            return element
    return None


def _line(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _below(tree: Any) -> str:
    """Give the head where it stands beside the name of a part of the publication."""
    part = _first(tree, "DocTitreSousSection")
    return "" if part is None else _line(part.getnext())


def _section(head: str) -> str:
    """Give what stands before the day, without the name of that."""
    day = _DAY.search(head)
    before, comma, last = head[: day.start()].rpartition(",") if day else ("", "", "")
    section = before.strip() if comma and len(last.split()) <= _WORD else ""
    # In English the name of the day has a comma too: `Business, Monday, March 6, 2023`.
    if not last.strip() and day:
        section = section.rpartition(",")[0].strip()
    return section.split(";")[0].strip() if not any(map(str.isdigit, section)) else ""


def _body(tree: Any) -> str:
    """Give the text: the element for it, else all but head and end of the article."""
    for name in ("docOcurrContainer", "DocText"):
        if (element := _first(tree, name)) is not None:
            return block_text(element)
    for element in tree.xpath("|".join(f"//{name}" for name in _SILENT)):
        if element.getparent() is not None:
            element.drop_tree()
    return block_text(tree)
