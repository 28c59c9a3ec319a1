"""Feeds of every kind, whole and broken."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers import detect, feed
from searcher.readers.base import ReadOptions, Record, Source

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]
RSS = (Path(__file__).parent / "golden" / "feed.rss").read_bytes()


def test_atom_entry_is_an_article(read_one: One) -> None:
    """XHTML content keeps its paragraphs; the feed's author stands for an entry without one."""
    found = read_one(
        feed,
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title>'
        b"<author><name>Ann Lee</name></author><entry><title>Flut</title>"
        b'<link rel="self" href="x"/><link href="https://blatt.example/flut"/>'
        b'<category term="Meer"/><updated>2026-01-30T06:00:00Z</updated><content type="xhtml">'
        b'<div xmlns="http://www.w3.org/1999/xhtml"><p>Eins.</p><p>Zwei.</p></div></content>'
        b"</entry></feed>",
    )
    assert ("Flut", "Eins.\n\nZwei.", "Blatt") == (found.title, found.body, found.source)
    assert (("Ann Lee",), (RawTopic("Meer", "category"),)) == (found.authors, found.topics)
    assert ("de", "https://blatt.example/flut") == (found.language, found.url)
    assert (RawDate("2026-01-30T06:00:00Z", "field:date"),) == found.dates
    assert "2026-01-30T06:00:00Z" == found.stamp


def test_rss_1_item_is_an_article(read_one: One) -> None:
    """RDF keeps its items beside the channel, and dates in Dublin Core."""
    found = read_one(
        feed,
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<channel><title>Ledger</title></channel><item><title>Tide</title>"
        b"<dc:date>2004-02-01</dc:date><dc:subject>sea</dc:subject></item></rdf:RDF>",
    )
    assert ("Tide", "Ledger") == (found.title, found.source)
    assert (RawTopic("sea", "category"),) == found.topics
    assert ("2004-02-01",) == tuple(date.text for date in found.dates)


def test_cdf_item_is_an_article(read_one: One) -> None:
    """CDF writes upper case, and the date as an attribute."""
    found = read_one(
        feed,
        b'<CHANNEL><ITEM HREF="http://x.example/1" LASTMOD="1999-05-01"><TITLE>Tide</TITLE>'
        b"<ABSTRACT>High.</ABSTRACT></ITEM></CHANNEL>",
    )
    assert ("Tide", "High.", "http://x.example/1") == (found.title, found.summary, found.url)
    assert ("1999-05-01",) == tuple(date.text for date in found.dates)


def test_broken_feed_gives_all_items_once(read: Read) -> None:
    """Those before the break come from the stream, those after it from the forgiving parser."""
    data = RSS.replace(b"They have returned.", b"They have &nbsp; returned & stay.")
    found = read(feed, data)
    titles = [record.title for record in found if isinstance(record, RawArticle)]
    assert ["Ferry stops at noon", "Two gulls"] == titles
    assert list(range(1, len(found) + 1)) == [record_number(record) for record in found]


def record_number(record: Record) -> int:
    """Give the record's number in its file."""
    where = record.provenance if isinstance(record, RawArticle) else record.where
    return where.record


@pytest.mark.parametrize("data", [b"<rss></rss>", b'<feed xmlns="http://www.w3.org/2005/Atom"/>'])
def test_feed_without_items_is_skipped(read: Read, data: bytes) -> None:
    """The head of a feed is no article."""
    (found,) = read(feed, data)
    assert isinstance(found, Skipped)
    assert "empty" == found.reason


def test_feed_that_ends_before_its_items_is_rejected(read: Read) -> None:
    """A download that was cut off is named."""
    (found,) = read(feed, RSS[: RSS.index(b"<item>")])
    assert isinstance(found, Rejection)
    assert "bad-feed" == found.reason


def test_entities_do_not_multiply(read: Read) -> None:
    """A bomb of entities is not expanded."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    item = "<item><title>&e11;</title></item>"
    data = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]><rss><channel>{item}</channel></rss>'
    found = read(feed, data.encode())
    assert all(len(r.title or "") < 1000 for r in found if isinstance(r, RawArticle))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<?xml version='1.0'?>\n<!-- a -->\n<rss>", "feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>', "feed"),
        (b"<rdf:RDF xmlns:rdf=''>", "feed"),
        (b"<?xml version='1.0'?><sitemap>", None),
    ],
)
def test_feeds_are_told_by_their_root(head: bytes, expected: str | None) -> None:
    """The suffix `.xml` says nothing."""
    reader = detect("a.xml", head)
    assert expected == (reader.name if reader else None)


@given(st.integers(0, len(RSS)), st.binary(max_size=4))
def test_damaged_feed_is_read(place: int, noise: bytes) -> None:
    """Whatever is damaged, something is said about the feed, and nothing raises."""
    data = RSS[:place] + noise + RSS[place + len(noise) :]
    assert list(feed.read(Source("a.rss", lambda: io.BytesIO(data)), ReadOptions()))


@pytest.mark.corpora
def test_samples_give_as_many_items_as_feedparser(shared_data: Path) -> None:
    """2,106 odd and broken feeds: none raises, and of those that are read no item is lost."""
    import tarfile

    import feedparser

    feeds = items = 0
    with tarfile.open(shared_data / "formats" / "feeds.tar.xz") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".xml") else None
            if stream is None:
                continue
            data = stream.read()
            reader = detect("a.xml", data[: 1 << 16])
            if reader is None or reader.name != "feed":
                continue
            records = list(feed.read(Source("a.xml", partial(io.BytesIO, data)), ReadOptions()))
            found = [r for r in records if isinstance(r, RawArticle) or r.reason == "no-text"]
            feeds += 1
            items += len(found)
            assert len(feedparser.parse(io.BytesIO(data)).entries) == len(found), member.name
    assert 2092 == feeds
    assert 1200 < items


def test_pictures_and_menus_of_an_export_are_no_articles(read: Read) -> None:
    """WordPress exports what it stores, and says what each is; a draft is a post."""
    kinds = ("post", "attachment", "page", "nav_menu_item", "draft")
    items = "".join(
        f"<item><title>{kind}</title><wp:post_type>{kind}</wp:post_type></item>" for kind in kinds
    )
    data = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{items}</channel></rss>'
    found = read(feed, data.encode())
    expected = ["post", "no-article", "page", "no-article", "draft"]
    assert expected == [r.title if isinstance(r, RawArticle) else r.reason for r in found]
