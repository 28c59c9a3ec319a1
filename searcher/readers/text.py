"""Plain text: the first line is the title if it looks like one, the rest is the body."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, Skipped
from searcher.readers import gutenberg
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.companions import companion
from searcher.readers.encoding import charset
from searcher.readers.lines import field_lines
from searcher.readers.lines.footnotes import without_links
from searcher.readers.lines.header import read_head, with_head
from searcher.readers.lines.labels import collapse, labels
from searcher.readers.lines.several import documents
from searcher.readers.markdown import named_date
from searcher.readers.page import read_page, whole
from searcher.readers.records.fields import Fields

NAME: Final = "text"
NAMED: Final = "file"  # the origin of a date that the file's name begins with
_TITLE: Final = 200  # characters; a longer first line is a paragraph
_JOINTS: Final = "|\t"  # what programs put between the pieces of a page, in place of line breaks
_PIECES: Final = 4
_ADDRESSED: Final = (b"http://", b"https://")
_ADDRESS = re.compile(rb"https?://[!-~]+")


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file as one article, or as several that have heads of their own."""
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    if what := companion(source.file):
        yield Skipped(where, "no-article", what)
        return
    if data.startswith(_ADDRESSED) and all(map(_ADDRESS.fullmatch, data.split())):
        yield Skipped(where, "no-text", "addresses and nothing else")
        return
    chosen = charset(data)
    parts = documents(data)
    for number, (start, end) in enumerate(parts, 1):
        digest = hashlib.sha256(data[start:end]).hexdigest()
        place = Provenance(source.file, NAME, number, start, end, digest)
        yield _article(chosen.decode(data[max(start, chosen.bom) : end]), place, options)
    if not parts:
        yield _dated(_article(chosen.decode(data[chosen.bom :]), where, options))


def _article(text: str, where: Provenance, options: ReadOptions) -> Record:
    text = without_links(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\f"))
    if book := gutenberg.parted(text):
        return Fields(options).read(book, where)
    if fielded := field_lines.split(text):
        found = Fields(options).read({**fielded.fields, fielded.name: fielded.text}, where)
        return with_head(found) if isinstance(found, RawArticle) else found
    title, body = title_and_body(text)
    # `By Ines Calloway`, `14 June 2023`: what stands below the title is no text.
    headed = read_head(text, where) if title and body else _in_pieces(text, where)
    return headed or RawArticle(where, title=title, body=body)


def _in_pieces(text: str, where: Provenance) -> RawArticle | None:
    """Read a page whose pieces are joined without line breaks, if labels stand among them."""
    if "\n" in text.strip():
        return None
    for joint in _JOINTS:
        if text.count(joint) >= _PIECES - 1:
            return read_head("\n".join(map(str.strip, text.split(joint))), where)
    return None


def _dated(record: Record) -> Record:
    """Add the date that the file's name begins with, where the text has none."""
    if not isinstance(record, RawArticle) or record.dates:
        return record
    dated = named_date(PurePosixPath(record.provenance.file).name)
    return replace(record, dates=(RawDate(dated, NAMED),)) if dated else record


def title_and_body(text: str) -> tuple[str | None, str | None]:
    """Part the title from the body; either is None where there is none.

    A first line that runs on in the next one is a paragraph of wrapped text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    runs_on = rest[:1].islower() or (rest[:1].strip() != "" and first.rstrip().endswith((",", "-")))
    if runs_on and labels(collapse(rest.partition("\n")[0])):
        runs_on = False  # `zondag 3 maart 2024`, `di Mario Bianchi`
    if not rest.strip() or len(first) > _TITLE or runs_on:
        return None, text or None
    return first.strip(), rest.strip()
