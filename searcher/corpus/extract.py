"""Which article does one page hold? For programs that have pages, and no index."""

import datetime as dt
import io
from dataclasses import replace

from searcher.article import Article, RawArticle
from searcher.errors import NoArticle, UsageError
from searcher.normalise.record import Context, normalise
from searcher.query.kinds import day_of, words_of
from searcher.readers import html as page
from searcher.readers.base import Record, Source
from searcher.readers.page import read_page, whole


def extract(
    html: bytes,
    *,
    url: str | None = None,
    reference: dt.date | None = None,
    infer_topics: bool = True,
) -> Article:
    """Understand one HTML page as `Index.ingest` would: title, authors, date, topics, text.

    `url` is where the page was found: it stands where the page names no address of its own, and
    relative addresses are resolved against it. `reference` is a day on which the page is known to
    have existed, for dates without a year. Raises `NoArticle` where the page shows none; pure, and
    reads nothing else. A page that means harm may take seconds: who reads unknown ones should do so
    in a process that can be ended.
    """
    if not isinstance(html, bytes):
        raise UsageError("extract takes a page as bytes: what is text was decoded too early.")
    if reference is not None:
        reference = day_of("reference", reference)
    if url is not None:
        words_of("url", url)
    source = Source("page.html", lambda: io.BytesIO(html))
    data = read_page(source, page.NAME)
    record: Record = (
        page.article(data, whole(source, page.NAME, data), found_at=url)
        if isinstance(data, bytes)
        else data
    )
    if not isinstance(record, RawArticle):
        raise NoArticle(f"no article: {record.detail or record.reason} ({record.reason}).")
    if url is not None:
        record = replace(record, url=record.url or url, base_url=record.base_url or url)
    context = Context(reference=reference, infer_topics=infer_topics)
    found = normalise(record, context)
    if not isinstance(found, Article):
        raise NoArticle(f"no article: {found.detail or found.reason} ({found.reason}).")
    return found
