"""Markdown with or without front matter: one file is one article."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, Rejection, Skipped
from searcher.readers import front_matter, generators
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.companions import companion
from searcher.readers.encoding import Line, charset
from searcher.readers.lines import field_lines
from searcher.readers.lines.apart import may_hold_cards
from searcher.readers.page import read_page, whole
from searcher.readers.people import is_people_file
from searcher.readers.records import own_rows
from searcher.readers.records.field_names import ALIASES
from searcher.readers.records.fields import Fields
from searcher.readers.records.markdown_text import plain_text

NAME: Final = "markdown"
FILE_NAME: Final = "file-name"  # the origin of a date that the file's name begins with
_DATED = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[-_ .]|$)")
_CLIPPED = re.compile(r"\s*https?://")
_TEXT: Final = "maintext"  # the first name that stands for the text in the table of fields
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEAD: Final = 1000  # characters in which labels stand, if no code does
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
    if what := companion(source.file) or _no_article(source.file):
        yield Skipped(where, "no-article", what)
        return
    chosen = charset(data)
    text = chosen.decode(data[chosen.bom :])
    teasers: list[RawArticle] = []
    if may_hold_cards(text):
        cut, teasers = _cards(data, source.file)
        text = chosen.decode(data[chosen.bom : cut])
    if teasers:
        where = replace(where, end=cut, digest=hashlib.sha256(data[:cut]).hexdigest())
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        page = front_matter.split(text)
    except front_matter.BadFrontMatter as problem:
        yield Rejection(where, "bad-front-matter", str(problem))
        return
    if why := generators.draft(source.file, page.fields):
        yield Skipped(where, "not-published", why)
        return
    above = 0
    for record in _article(page, where, fields, options):
        if not teasers or page.fields or _tells(record):
            yield record
            above = 1
    for number, teaser in enumerate(teasers, above + 1):
        place = teaser.provenance
        digest = hashlib.sha256(data[place.start : place.end]).hexdigest()
        yield replace(teaser, provenance=replace(place, record=number, digest=digest))


def _tells(record: Record) -> bool:
    """Say whether this is an article: a lone line above cards is the heading of their list."""
    return isinstance(record, RawArticle) and bool(
        record.body or record.authors or record.source or record.dates
    )


def _outside_code(found: Iterable[Line]) -> Iterator[Line]:
    """Give lines with those of code blocks as blank ones: what is shown there is no card."""
    fence = ""
    for line in found:
        mark = _FENCE.match(line.text)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
            yield replace(line, text="")
        else:
            yield replace(line, text="") if fence else line


def _cards(data: bytes, file: str) -> tuple[int, list[RawArticle]]:
    """Give the place at which the cards of other articles begin, and their teasers."""
    from searcher.readers.encoding import lines
    from searcher.readers.lines.cards import first_card, rows
    from searcher.readers.lines.scraped import below_cards

    found = rows(_outside_code(lines(data)))
    cut = first_card(found)
    if cut is None:
        return len(data), []
    return found[cut].start, below_cards(found[cut:], file, NAME)


def _article(
    page: front_matter.FrontMatter, where: Provenance, fields: Fields, options: ReadOptions
) -> Iterator[Record]:
    stated, text = page.fields, page.text
    if not options.fields and own_rows.is_table(stated):
        _, below = plain_text(text)
        if own := own_rows.read({**stated, "body": below}, where):
            yield own
            return
    if not stated and (fielded := field_lines.split(text)):
        stated, text = fielded.fields, fielded.text
    code = any(map(_FENCE.match, text[:_HEAD].splitlines()))
    heading, text = plain_text(text)
    told = generators.with_lists(where.file, stated)
    found = fields.read(_record(told, text), where)
    if not isinstance(found, RawArticle):
        yield found
        return
    title = found.title or heading
    if text and not (stated or options.fields or code) and (headed := _headed(title, text, where)):
        found, heading, text = headed, headed.title, headed.body or ""
    name = PurePosixPath(where.file)
    dated = named_date(name.name)
    if text and not _maps_text(options):
        title = found.title or heading
        # The text as converted, since a tag in its code is no markup. A title is said once.
        below = text.removeprefix(title).lstrip("\n") if heading and title == heading else text
        found = replace(found, title=title, body=below or None)
        found = found if code else _with_head(found)
    dates = (*found.dates, RawDate(dated, FILE_NAME)) if dated else found.dates
    yield replace(found, dates=dates)


def _with_head(found: RawArticle) -> RawArticle:
    from searcher.readers.lines.header import with_head

    return with_head(found)


def _headed(heading: str | None, text: str, where: Provenance) -> RawArticle | None:
    """Give the article of a text without fields, if labels stand below its title."""
    from searcher.readers.lines.header import read_head

    if heading and not text.startswith(heading):
        text = f"{heading}\n\n{text}"
    return read_head(text, where)


def named_date(name: str) -> str | None:
    """Give the date that a file's name begins with, `2015-03-04-title.md`."""
    found = _DATED.match(name)
    return found[1] if found else None


def _no_article(file: str) -> str | None:
    if PurePosixPath(file).stem.lower() in _SECTION:
        return "the page of a section"
    return "an author's page" if is_people_file(file) else None


def _record(fields: Mapping[str, Any], body: str) -> dict[str, Any]:
    """Give the fields with the text; `published: true` is a switch of the generator, no date.

    Where the source is a page, the file is a clip of it, `created` when that was made.
    """
    record = {
        name: value
        for name, value in fields.items()
        if not (isinstance(value, str) and value.strip().lower() in {"true", "false"})
    }
    if "created" in record and _CLIPPED.match(str(record.get("source", ""))):
        record["captured"] = record.pop("created")
    if body:
        record[_TEXT] = body
    return record


def _maps_text(options: ReadOptions) -> bool:
    return any(ALIASES.get(n.casefold(), n.casefold()) == "body" for n in options.fields)
