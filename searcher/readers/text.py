"""Plain text: the first line is the title if it looks like one, the rest is the body."""

import re
from collections.abc import Iterator
from typing import Final

from searcher.article import RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.cards import rows
from searcher.readers.companions import companion
from searcher.readers.encoding import charset, decode, lines
from searcher.readers.header import split
from searcher.readers.labels import Label, labels
from searcher.readers.page import read_page, whole

NAME: Final = "text"
_YEAR: Final = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
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
    header, dek, below = split(rows(lines(data))) if title and body else ([], None, [])
    # A line such as `Saturday 12 February` alone may well be text: the hour of a match.
    if not any(_certain(label) for row in header for label in labels(row.text)):
        yield RawArticle(where, title=title, body=body)
        return
    # `By Ines Calloway`, `14 June 2023`: what stands below the title is no text.
    said = [label for row in header for label in labels(row.text)]
    yield RawArticle(
        where,
        title=title,
        summary=dek.raw if dek else None,
        body=_from(data, below[0].start) if below else None,
        authors=tuple(dict.fromkeys(label.value for label in said if label.kind == "author")),
        source=next((label.value for label in said if label.kind == "source"), None),
        dates=tuple(RawDate(label.value) for label in said if label.kind == "date"),
        stamp=next((label.value for label in said if label.kind == "updated"), None),
        topics=tuple(
            RawTopic(label.value, label.origin) for label in said if label.kind == "topics"
        ),
    )


def _certain(label: Label) -> bool:
    return label.kind in {"author", "source"} or (
        label.kind == "date" and _YEAR.search(label.value) is not None
    )


def _from(data: bytes, start: int) -> str:
    chosen = charset(data)
    text = chosen.decode(data[start:])
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


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
