"""Several articles in one text, with `|||||` between them, as Multi-News keeps those of an event.

In records the text is a field, `document`; in files (`train.src.cleaned`) it is a line, in which
`NEWLINE_CHAR` stands for a line break.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from searcher.article import Provenance, RawArticle, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body

NAME: Final = "clusters"
MARK: Final = "|||||"
_BETWEEN: Final = re.compile(r"(?:\A|(?<=\s))\|{5}(?=\s|\Z)")
BOUNDARY: Final = re.compile(rb"(?P<end>(?<![^\s])\|{5}(?=\s|\Z)|\n)")
_AROUND: Final = re.compile(rb"\|{5}")
_BREAK: Final = re.compile(r"\s?\bNEWLINE_CHAR\b\s?")
_SUFFIXES: Final = frozenset({".src", ".cleaned"})
_ENDS: Final = (".", ".”", '."', ".'", ".’", ".“")  # of a sentence
_TEXT: Final = 80  # characters of an article; less is a part of the one before


def looks_like(suffix: str, start: str) -> bool:
    """Say whether lines are such texts: by the mark, and by the file's name or the breaks."""
    if not _BETWEEN.search(start):
        return False
    return suffix in _SUFFIXES or "NEWLINE_CHAR" in start


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each article; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    title, body = _parted(text.removesuffix(MARK))
    if not (title or body):
        return Skipped(where, "no-text", "an article without a text")
    record = RawArticle(where, title=title, body=body)
    return mapped(record, {"title": title, "body": body}, fields, where)


def several(record: RawArticle) -> tuple[RawArticle, ...]:
    """Give the articles in the text of a record that has no title, of which it would be the title.

    What the record says besides, such as the summary of them all, stays with the first. A record
    with an address is one article, whatever stands in it: all parts would have the same.
    """
    if record.title or record.url or not record.body or not _BETWEEN.search(record.body):
        return (record,)
    texts: list[list[str]] = []
    for text in map(str.strip, _BETWEEN.split(record.body)):
        if texts and 0 < len(text) < _TEXT:
            texts[-1].append(text)
        elif text:
            texts.append([text])
    articles = []
    for number, parts in enumerate(texts):
        title, body = _parted("\n\n".join(parts))
        summary = record.summary if number == 0 else None
        articles.append(replace(record, title=title, body=body, summary=summary))
    return tuple(articles) or (record,)


def _parted(text: str) -> tuple[str | None, str | None]:
    """Part the title, if there is one: many texts begin with a sentence."""
    text = _BREAK.sub("\n", text).strip() if "NEWLINE_CHAR" in text else text.strip()
    title, body = title_and_body(text)
    return (None, text or None) if title and title.endswith(_ENDS) else (title, body)
