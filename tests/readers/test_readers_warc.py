"""Crawls: which records are pages, what is known of them, and what damage costs."""

import io
from pathlib import Path

from searcher.article import RawArticle
from searcher.readers import warc
from searcher.readers.base import ReadOptions, Record, Source, Unread

GOLDEN = Path(__file__).parent / "golden"


def read(data: bytes, file: str = "a.warc") -> list[Record]:
    """Read all records of a crawl."""
    found = warc.read(Source(file, lambda: io.BytesIO(data)), ReadOptions())
    return [one.read() if isinstance(one, Unread) else one for one in found]


def test_pages_are_read_when_they_are_wanted() -> None:
    """A reader finds records; what is in them is made by whose share they are."""
    data = (GOLDEN / "crawl.warc").read_bytes()
    found = list(warc.read(Source("a.warc", lambda: io.BytesIO(data)), ReadOptions()))
    assert all(isinstance(one, Unread) for one in found)
    assert 3 == sum(isinstance(one, RawArticle) for one in read(data))
