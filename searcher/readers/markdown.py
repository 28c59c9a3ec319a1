"""Markdown with or without front matter: one file is one article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from searcher.article import RawArticle, RawDate, Rejection, Skipped
from searcher.readers import front_matter
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.companions import companion
from searcher.readers.encoding import decode
from searcher.readers.fields import ALIASES, Fields
from searcher.readers.markdown_text import plain_text
from searcher.readers.page import read_page, whole
from searcher.readers.people import is_people_file

NAME: Final = "markdown"
FILE_NAME: Final = "file-name"  # the origin of a date that the file's name begins with
_DATED = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[-_ .]|$)")
_TEXT: Final = "maintext"  # the first name that stands for the text in the table of fields
_SECTION: Final = frozenset({"_index", "_category_"})


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file as one article.

    A title in the fields comes before the first heading; a date there before the file's name.
    """
    fields = Fields(options)
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    name = PurePosixPath(source.file)
    if what := companion(source.file) or _no_article(source.file):
        yield Skipped(where, "no-article", what)
        return
    text = decode(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        page = front_matter.split(text)
    except front_matter.BadFrontMatter as problem:
        yield Rejection(where, "bad-front-matter", str(problem))
        return
    heading, text = plain_text(page.text)
    found = fields.read(_record(page.fields, text), where)
    if not isinstance(found, RawArticle):
        yield found
        return
    dated = named_date(name.name)
    if text and not _maps_text(options):
        title = found.title or heading
        # The text as converted, since a tag in its code is no markup. A title is said once.
        below = text.removeprefix(title).lstrip("\n") if heading and title == heading else text
        found = replace(found, title=title, body=below or None)
    dates = (*found.dates, RawDate(dated, FILE_NAME)) if dated else found.dates
    yield replace(found, dates=dates)


def named_date(name: str) -> str | None:
    """Give the date that a file's name begins with, `2015-03-04-title.md`."""
    found = _DATED.match(name)
    return found[1] if found else None


def _no_article(file: str) -> str | None:
    if PurePosixPath(file).stem.lower() in _SECTION:
        return "the page of a section"
    return "an author's page" if is_people_file(file) else None


def _record(fields: dict[str, Any], body: str) -> dict[str, Any]:
    """Give the fields with the text; `published: true` is a switch of the generator, no date."""
    record = {
        name: value
        for name, value in fields.items()
        if not (isinstance(value, str) and value.strip().lower() in {"true", "false"})
    }
    if body:
        record[_TEXT] = body
    return record


def _maps_text(options: ReadOptions) -> bool:
    return any(ALIASES.get(n.casefold(), n.casefold()) == "body" for n in options.fields)
