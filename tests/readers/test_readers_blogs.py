"""Exports of weblogs: what came out is an article, and everything else is named."""

import time
from collections.abc import Callable

import pytest

from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.normalise.published import publication
from searcher.readers import detect, feed
from searcher.readers.base import Record

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]

POST = """<item><title>The wall holds</title><link>https://quay.example/wall/</link>
<pubDate>Sat, 31 Jan 2026 04:30:00 +0000</pubDate><dc:creator><![CDATA[icall]]></dc:creator>
<guid isPermaLink="false">https://quay.example/?p=7</guid><description></description>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>It held.</p><!-- /wp:paragraph -->

And it <em>will</em>.]]></content:encoded><excerpt:encoded>A wall.</excerpt:encoded>
<wp:post_date>2026-01-30 23:30:00</wp:post_date>
<wp:post_date_gmt>2026-01-31 04:30:00</wp:post_date_gmt><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><category domain="category"><![CDATA[Walls, docks]]></category>
<category domain="post_tag">tide</category><category domain="post_format">Aside</category>
<wp:comment><wp:comment_author>Bo Ray</wp:comment_author></wp:comment></item>"""
AUTHOR = (
    "<wp:author><wp:author_login>icall</wp:author_login>"
    "<wp:author_display_name>Ines Calloway</wp:author_display_name></wp:author>"
)

AUTHOR_ALONE = (
    "<wp:author_login>icall</wp:author_login><wp:author_display_name>icall</wp:author_display_name>"
)
PARTS = (
    f"{AUTHOR_ALONE}<wp:author_first_name>Ines</wp:author_first_name>"
    "<wp:author_last_name>Calloway</wp:author_last_name>"
)
TRASHED = "<blogger:type>POST</blogger:type><blogger:status>SOFT_TRASHED</blogger:status>"
DRAFT = (
    "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
)
NO_DRAFT = DRAFT.replace("purl.org/atom/app#", "www.w3.org/2007/app").replace("yes", "no")


def wordpress(*items: str, people: str = AUTHOR) -> bytes:
    """Give an export with these items."""
    spaces = (
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    head = f"<title>Quay Notes</title><link>https://quay.example</link>{people}"
    return f"<rss {spaces}><channel>{head}{''.join(items)}</channel></rss>".encode()


def blogger(*entries: str) -> bytes:
    """Give an export with these entries."""
    spaces = (
        'xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"'
    )
    return f"<feed {spaces}><title>Quay</title>{''.join(entries)}</feed>".encode()


def said(records: list[Record]) -> list[str]:
    """Give the title of an article, the reason of any other record."""
    return [r.title or "" if isinstance(r, RawArticle) else r.reason for r in records]


def test_post_of_wordpress_is_an_article(read_one: One) -> None:
    """Its text is what is stored without the marks of blocks, its author who the login is."""
    found = read_one(feed, wordpress(POST))
    assert ("The wall holds", "A wall.", "It held.\n\nAnd it will.") == (
        found.title,
        found.summary,
        found.body,
    )
    assert (("Ines Calloway",), "Quay Notes") == (found.authors, found.source)
    assert (RawTopic("Walls, docks", "category"), RawTopic("tide", "tag")) == found.topics
    assert "https://quay.example/wall/" == found.url


def test_day_of_a_post_is_that_of_its_place(read_one: One) -> None:
    """The moment is in UTC, and the day by the clock of those who wrote."""
    found = read_one(feed, wordpress(POST))
    published, _ = publication(found, reference=None, order=None, language=None)
    assert published is not None
    assert "2026-01-30" == str(published.date)
    assert "2026-01-31T04:30:00+00:00" == str(published.instant).replace(" ", "T")


def test_post_without_a_moment_has_the_day_of_its_clock(read_one: One) -> None:
    """A moment of zeros is none, and neither is what the feed makes of it."""
    item = POST.replace("2026-01-31 04:30:00", "0000-00-00 00:00:00").replace(
        "Sat, 31 Jan 2026 04:30:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000"
    )
    found = read_one(feed, wordpress(item))
    assert (RawDate("2026-01-30 23:30:00", "field:post_date"),) == found.dates


def test_several_authors_are_those_that_a_post_names(read_one: One) -> None:
    """Terms of the plug-in for several authors are persons, and no topics."""
    terms = (
        '<category domain="author" nicename="cap-icall">icall</category>'
        '<category domain="author" nicename="cap-bo-ray">bo-ray</category>'
    )
    found = read_one(feed, wordpress(POST.replace("</item>", f"{terms}</item>")))
    assert ("Ines Calloway", "bo-ray") == found.authors
    assert ["Walls, docks", "tide"] == [getattr(topic, "text", topic) for topic in found.topics]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("<wp:author_login>icall</wp:author_login>", "icall"),
        (
            PARTS,
            "Ines Calloway",
        ),
        ("<wp:author_display_name>Nobody</wp:author_display_name>", "icall"),
    ],
)
def test_login_without_a_name_stays(read_one: One, names: str, expected: str) -> None:
    """A name that is the login says no more than its parts do."""
    people = f"<wp:author>{names}</wp:author>"
    assert (expected,) == read_one(feed, wordpress(POST, people=people)).authors


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("publish", "The wall holds"),
        ("inherit", "The wall holds"),
        ("draft", "not-published"),
        ("private", "not-published"),
        ("trash", "not-published"),
        ("future", "not-published"),
    ],
)
def test_what_did_not_come_out_is_named(read: Read, status: str, expected: str) -> None:
    """A draft is stored beside what was published."""
    item = POST.replace("<wp:status>publish", f"<wp:status>{status}")
    assert [expected] == said(read(feed, wordpress(item)))


def test_what_a_system_stores_beside_posts_is_no_article(read: Read) -> None:
    """Types that nobody knows may be articles."""
    kinds = ("page", "attachment", "guest-author", "recipe", "nav_menu_item")
    items = [POST.replace("<wp:post_type>post", f"<wp:post_type>{kind}") for kind in kinds]
    expected = ["The wall holds", "no-article", "no-article", "The wall holds", "no-article"]
    assert expected == said(read(feed, wordpress(*items)))


def test_mapped_field_of_a_post_stands(read_one: One) -> None:
    """`--map` comes before what is stored."""
    found = read_one(feed, wordpress(POST), fields={"text": "excerpt"})
    assert "A wall." == found.body


def test_control_characters_break_no_export(read: Read) -> None:
    """XML forbids them, and editors paste them."""
    found = read(feed, wordpress(POST.replace("It held", "It\x0b he\x00ld\x1f"), POST))
    assert 2 * ["The wall holds"] == said(found)
    assert isinstance(found[0], RawArticle)
    assert "It held.\n\nAnd it will." == found[0].body


def test_broken_export_gives_what_came_out(read: Read) -> None:
    """Behind the break, too, drafts and pictures are told from posts."""
    broken = POST.replace("A wall.", "A & wall.")
    draft = POST.replace("<wp:status>publish", "<wp:status>draft")
    picture = POST.replace("<wp:post_type>post", "<wp:post_type>attachment")
    found = read(feed, wordpress(POST, broken, draft, picture))
    titles = ["The wall holds", "The wall holds", "not-published", "no-article"]
    assert titles == said(found)


@pytest.mark.parametrize("kind", ["POST", "PAGE"])
def test_entry_of_blogger_is_an_article(read_one: One, kind: str) -> None:
    """In the newer shape the type stands as an element; the author has a type too."""
    found = read_one(
        feed,
        blogger(
            f"<entry><blogger:type>{kind}</blogger:type><blogger:status>LIVE</blogger:status>"
            "<author><name>Ines Calloway</name><blogger:type>BLOGGER</blogger:type></author>"
            "<title>The wall</title><content type='html'>It&lt;br/&gt;held.</content>"
            "<blogger:created>2026-01-01T00:00:00Z</blogger:created>"
            "<published>2026-01-30T06:00:00Z</published><updated>2026-02-01T06:00:00Z</updated>"
            "<category scheme='tag:blogger.com,1999:blog-1' term='tide'/></entry>"
        ),
    )
    assert ("The wall", "It\nheld.", ("Ines Calloway",)) == (found.title, found.body, found.authors)
    assert (RawDate("2026-01-30T06:00:00Z", "field:published"),) == found.dates
    assert (RawTopic("tide", "category"),) == found.topics


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("<blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status>", "no-article"),
        (
            "<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status>",
            "not-published",
        ),
        (TRASHED, "not-published"),
        ("<category term='http://schemas.google.com/blogger/2008/kind#post'/>", "A title"),
        ("<category term='http://schemas.google.com/blogger/2008/kind#page'/>", "A title"),
        ("<category term='http://schemas.google.com/blogger/2008/kind#comment'/>", "no-article"),
        ("<category term='http://schemas.google.com/blogger/2008/kind#settings'/>", "no-article"),
        ("<category term='http://schemas.google.com/blogger/2008/kind#template'/>", "no-article"),
        (DRAFT, "not-published"),
        (NO_DRAFT, "A title"),
        ("<status>draft</status><control>yes</control>", "A title"),
    ],
)
def test_entries_of_blogger_say_what_they_are(read: Read, marks: str, expected: str) -> None:
    """Comments, settings and templates stand among the posts; a kind is no topic."""
    found = read(feed, blogger(f"<entry>{marks}<title>A title</title></entry>"))
    assert [expected] == said(found)
    assert not [r for r in found if isinstance(r, RawArticle) and r.topics]


@pytest.mark.parametrize(
    "item",
    [
        "<item><wp:post_type></wp:post_type><wp:status></wp:status></item>",
        "<item><wp:author><wp:author/></wp:author><category domain='author'/></item>",
        "<item><content:encoded><![CDATA[" + "[a " * 30_000 + "]]></content:encoded></item>",
    ],
)
def test_odd_items_are_read(read: Read, item: str) -> None:
    """Whatever is missing, nothing raises, and the posts around it are read."""
    started = time.thread_time()
    found = read(feed, wordpress(POST, item, POST))
    assert ["The wall holds", "The wall holds"] == said(found)[::2]
    assert isinstance(found[1], RawArticle | Skipped | Rejection)
    assert time.thread_time() - started < 2


@pytest.mark.parametrize("file", ["export.xml", "feed.atom", "export.txt", "export"])
def test_exports_are_told_by_their_content(file: str) -> None:
    """The suffix does not matter."""
    for data in (wordpress(POST), blogger("")):
        reader = detect(file, data)
        assert reader is not None
        assert "feed" == reader.name
