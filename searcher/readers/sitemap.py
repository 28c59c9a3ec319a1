"""News sitemaps: titles, days and addresses of articles, as sites list them for Google News.

There is no text: each is a teaser. A sitemap of mere addresses is none of articles.
"""

from collections.abc import Iterator
from typing import Any, Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.readers import xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.records.fields import Fields

NAME: Final = "sitemap"
_NAMESPACE: Final = "google.com/schemas/sitemap-news/"
_ROOT: Final = xml.root(["urlset"], _NAMESPACE)


def looks_like(start: str) -> bool:
    """Say whether a text begins as a news sitemap does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a teaser for each entry that has a title; `record` counts the entries from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for event, element in xml.events(stream):
                if event == "end" and xml.local(element) == "url":
                    count += 1
                    where = Provenance(source.file, NAME, count, digest=xml.digest(element))
                    yield fields.read(_entry(element), where)
                    xml.free(element)
    except etree.LxmlError as problem:
        yield Rejection(Provenance(source.file, NAME, count + 1), "bad-feed", str(problem))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a sitemap without entries")


def _entry(element: Any) -> dict[str, Any]:
    said: dict[str, str] = {}
    for one in element.iter():
        # A picture has an address and a title, too.
        own = one.getparent() is element or _NAMESPACE in one.tag
        if own and (text := (one.text or "").strip()):
            said.setdefault(xml.local(one), text)
    names = {
        "url": "loc",
        "title": "title",
        "source": "name",
        "language": "language",
        "published": "publication_date",
        "modified": "lastmod",
        "keywords": "keywords",
    }
    if "title" not in said:
        return {}
    return {"kind": "teaser", **{to: said[name] for to, name in names.items() if name in said}}
