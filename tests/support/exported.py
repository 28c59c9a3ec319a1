"""How tests of exports read: bytes in, the format and its records out."""

import io

from searcher.article import RawArticle
from searcher.readers import detect
from searcher.readers.base import ReadOptions, Record, Source

HEAD = 64 << 10  # bytes by which a format is told


def reader_of(data: bytes, file: str = "a.txt") -> str | None:
    """Give the name of the format."""
    reader = detect(file, data[:HEAD])
    return reader.name if reader else None


def records(data: bytes, file: str = "a.txt", **mapped: str) -> list[Record]:
    """Read everything, with the reader that the bytes are given."""
    reader = detect(file, data[:HEAD])
    assert reader is not None
    options = ReadOptions(fields=mapped)
    return list(reader.records(Source(file, lambda: io.BytesIO(data)), options))


def articles(data: bytes, file: str = "a.txt", **mapped: str) -> list[RawArticle]:
    """Read everything; there is nothing but articles."""
    found = records(data, file, **mapped)
    assert all(isinstance(one, RawArticle) for one in found), found
    return [one for one in found if isinstance(one, RawArticle)]


def said(article: RawArticle) -> dict[str, object]:
    """Give what an article says, without its place and what it leaves open."""
    told = {
        "title": article.title,
        "source": article.source,
        "date": article.dates[0].text if article.dates else None,
        "authors": article.authors,
        "topics": tuple(one if isinstance(one, str) else one.text for one in article.topics),
        "summary": article.summary,
        "body": article.body,
        "language": article.language,
        "url": article.url,
    }
    return {name: value for name, value in told.items() if value}
