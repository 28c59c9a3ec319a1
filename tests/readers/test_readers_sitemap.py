"""News sitemaps are lists of teasers; other sitemaps are none of articles."""

import pytest

from exported import articles, reader_of, records
from searcher.article import Rejection, Skipped

NS = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
ENTRY = (
    '<url><i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">'
    "<i:loc>https://quay.example/1.jpg</i:loc><i:title>A picture</i:title></i:image>"
    "<loc>https://quay.example/wall</loc><lastmod>2026-02-01T10:00:00Z</lastmod><news:news>"
    "<news:publication><news:name>Quay Notes</news:name><news:language>en</news:language>"
    "</news:publication><news:publication_date>2026-01-30T22:30:00+00:00</news:publication_date>"
    "<news:title>The wall holds</news:title><news:keywords>walls, sea</news:keywords></news:news>"
    "</url>"
)
BARE = "<url><loc>https://quay.example/about</loc></url>"


def sitemap(*entries: str) -> bytes:
    """Write one."""
    return f'<?xml version="1.0"?>\n<urlset {NS}>{"".join(entries)}</urlset>'.encode()


def test_entries_are_teasers() -> None:
    """With what they say, and the day of a change beside that of publication."""
    (found,) = articles(sitemap(ENTRY), "news.xml")
    assert (found.kind, found.title, found.body) == ("teaser", "The wall holds", None)
    assert (found.source, found.language) == ("Quay Notes", "en")
    assert [date.text for date in found.dates] == ["2026-01-30T22:30:00+00:00"]
    assert (found.stamp, found.url) == ("2026-02-01T10:00:00Z", "https://quay.example/wall")
    assert [getattr(topic, "text", "") for topic in found.topics] == ["walls", "sea"]


def test_entries_without_a_title() -> None:
    """Are counted, and none."""
    bare, found = records(sitemap(BARE, ENTRY), "news.xml")
    assert isinstance(bare, Skipped)
    assert not isinstance(found, Skipped)
    (empty,) = records(sitemap(), "news.xml")
    assert isinstance(empty, Skipped)


def test_broken() -> None:
    """What comes before the break is read."""
    first, broken = records(sitemap(ENTRY, ENTRY)[:-60], "news.xml")
    assert not isinstance(first, Rejection)
    assert isinstance(broken, Rejection)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (sitemap(), True),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' + BARE.encode(), False),
        (b"A text on the urlset of https://www.google.com/schemas/sitemap-news/0.9", False),
    ],
)
def test_told_by_root_and_namespace(text: bytes, known: bool) -> None:
    """A sitemap of mere addresses is not read."""
    assert (reader_of(text, "sitemap.xml") == "sitemap") == known
