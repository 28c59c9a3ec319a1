"""Plain text: the first line is the title if it looks like one, the rest is the body."""

from collections.abc import Iterator
from typing import Final

from searcher.article import RawArticle, Skipped
from searcher.readers import field_lines
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.companions import companion
from searcher.readers.encoding import decode
from searcher.readers.fields import Fields
from searcher.readers.header import read_head
from searcher.readers.page import read_page, whole

NAME: Final = "text"
_TITLE: Final = 200  # characters; a longer first line is a paragraph


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file as one article."""
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    if what := companion(source.file):
        yield Skipped(where, "no-article", what)
        return
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if fielded := field_lines.split(text):
        fields, body = fielded
        yield Fields(options).read({**fields, field_lines.TEXT: body}, where)
        return
    title, body_only = title_and_body(text)
    # `By Ines Calloway`, `14 June 2023`: what stands below the title is no text.
    headed = read_head(text, where) if title and body_only else None
    yield headed or RawArticle(where, title=title, body=body_only)


def title_and_body(text: str) -> tuple[str | None, str | None]:
    """Part the title from the body; either is None where there is none.

    A first line that runs on in the next one is a paragraph of wrapped text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    first, _, rest = text.partition("\n")
    runs_on = rest[:1].islower() or (rest[:1].strip() != "" and first.rstrip().endswith((",", "-")))
    if not rest.strip() or len(first) > _TITLE or runs_on:
        return None, text or None
    return first.strip(), rest.strip()
