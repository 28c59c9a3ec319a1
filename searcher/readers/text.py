"""Plain text: the first line is the title if it looks like one, the rest is the body."""

from collections.abc import Iterator
from typing import Final

from searcher.article import RawArticle, Skipped
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.companions import companion
from searcher.readers.encoding import decode
from searcher.readers.page import read_page, whole

NAME: Final = "text"
_TITLE: Final = 200  # characters; a longer first line is a paragraph


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file as one article."""
    del options  # text has no fields
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    if what := companion(source.file):
        yield Skipped(where, "no-article", what)
        return
    title, body = title_and_body(decode(data))
    yield RawArticle(where, title=title, body=body)


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
