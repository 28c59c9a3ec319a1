"""Lists of records in XML are told by the names of what is in them."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection, Skipped

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
TEXT = "The wall at the old harbour held through the night."
MORE = "It will be raised in the summer."
ARTICLE = (
    "<article id='1'><title>The wall holds</title><author>Ines Calloway</author>"
    f"<date>2026-01-30</date><body>{TEXT}</body></article>"
)
ANOTHER = f"<article id='2'><title>The wall rises</title><body>{MORE}</body></article>"
WHOLE = {
    "title": "The wall holds",
    "authors": ("Ines Calloway",),
    "date": "2026-01-30",
    "body": TEXT,
}


def xml(inner: str) -> bytes:
    """Write a document."""
    return f"{HEAD}{inner}".encode()


@pytest.mark.parametrize(
    "document",
    [
        f"<articles><count>1</count>{ARTICLE}</articles>",
        f"<news><list>{ARTICLE}</list></news>",
        ARTICLE,
        # Solr: what it is fed with, and what it answers.
        (
            '<add><doc><field name="id">1</field><field name="title">The wall holds</field>'
            '<field name="author">Ines Calloway</field><field name="date">2026-01-30</field>'
            f'<field name="content">{TEXT}</field></doc></add>'
        ),
        (
            '<response><lst name="responseHeader"><int name="status">0</int></lst>'
            '<result name="response" numFound="1"><doc><str name="title">The wall holds</str>'
            '<arr name="author"><str>Ines Calloway</str></arr><date name="date">2026-01-30</date>'
            f'<arr name="content"><str>{TEXT}</str></arr></doc></result></response>'
        ),
        # Scrapy
        (
            "<items><item><title>The wall holds</title><date>2026-01-30</date>"
            "<author><value>Ines Calloway</value></author>"
            f"<text><value>{TEXT}</value></text></item></items>"
        ),
        # mysqldump --xml
        (
            '<mysqldump><database name="news"><table_data name="posts"><row>'
            '<field name="title">The wall holds</field><field name="author">Ines Calloway</field>'
            f'<field name="date">2026-01-30</field><field name="text">{TEXT}</field></row>'
            "</table_data></database></mysqldump>"
        ),
        # By attributes, and with paragraphs
        (
            '<articles><article title="The wall holds" published-at="2026-01-30" '
            f'author="Ines Calloway"><p>{TEXT}</p></article></articles>'
        ),
        # An author who is an object, and comments
        (
            "<site><post><title>The wall holds</title><author><name>Ines Calloway</name>"
            f"<bio>Writes.</bio></author><date>2026-01-30</date><text>{TEXT}</text><comments>"
            "<comment><author>B</author><text>Nice.</text></comment></comments></post></site>"
        ),
    ],
)
def test_records_are_told_by_names(document: str) -> None:
    """Those of elements, or of their attributes, as deep as they lie."""
    assert reader_of(xml(document), "a.xml") == "xml-records"
    (found,) = articles(xml(document), "a.xml")
    assert said(found) == WHOLE


def test_articles_of_trafilatura() -> None:
    """Their text is marked in names of its own; a title stands there once."""
    document = (
        '<doc sitename="Quay Notes" title="The wall holds" author="Ines Calloway; Bo Ray" '
        'date="2026-01-30" source="https://quay.example/wall" hostname="quay.example" '
        'excerpt="It held." categories="Harbour" tags="walls,sea" fingerprint="a1">'
        f'<main><head rend="h1">The wall holds</head><p>{TEXT} <hi rend="#b">Truly</hi>.</p>'
        '<list rend="ul"><item>One</item><item>Two</item></list></main><comments/></doc>'
    )
    (found,) = articles(document.encode(), "a.xml")
    assert said(found) == {
        "title": "The wall holds",
        "authors": ("Ines Calloway; Bo Ray",),
        "date": "2026-01-30",
        "source": "Quay Notes",
        "summary": "It held.",
        "topics": ("Harbour", "walls", "sea"),
        "url": "https://quay.example/wall",
        "body": f"{TEXT} Truly.\n\nOne\n\nTwo",
    }


def test_what_stands_beside_records_is_named() -> None:
    """A list's own title is nothing; an element with elements may be more."""
    beside = "<letter><p>Dear quay.</p></letter>"
    story = f"<story><headline>A</headline><by>B C</by><text>{MORE}</text></story>"
    document = f"<list><title>All</title>{ARTICLE}{beside}{story}{ANOTHER}</list>"
    found = records(xml(document), "a.xml")
    shown = [one.title if isinstance(one, RawArticle) else one.reason for one in found]
    assert shown == ["The wall holds", "no-article", "A", "The wall rises"]


def test_a_list_with_a_text_of_its_own_is_no_article() -> None:
    """Its articles would be lost within it."""
    document = f"<issue><title>January</title><text>What is in it.</text>{ARTICLE}{ANOTHER}</issue>"
    assert [one.title for one in articles(xml(document), "a.xml")] == [
        "The wall holds",
        "The wall rises",
    ]


@pytest.mark.parametrize(
    "document",
    [
        (
            "<project><name>X</name><description>A library.</description><url>https://a.example</url>"
            "<developers><developer><name>Ines</name><email>i@a.example</email></developer>"
            "</developers></project>"
        ),
        '<resources><string name="title">T</string><string name="text">Text</string></resources>',
        (
            '<opml version="2.0"><head><title>F</title><dateCreated>2026-01-30</dateCreated></head>'
            '<body><outline text="Quay" title="Quay" xmlUrl="https://a.example/rss"/></body></opml>'
        ),
        (
            f"<article><front><title>A</title></front><body><sec><title>O</title><p>{TEXT}</p>"
            "</sec></body></article>"
        ),
        (
            f'<wiki xmlns="http://www.wiki.example/export-0.1/"><page><title>A</title>'
            f"<revision><text>{TEXT}</text><timestamp>2026-01-30</timestamp></revision></page></wiki>"
        ),
        "<a><b/></a>",
        "<a>",
        "<?xml",
    ],
)
def test_other_documents_are_none(document: str) -> None:
    """What belongs to another format, or says too little."""
    assert reader_of(xml(document), "a.xml") is None


def test_broken_and_cut_off() -> None:
    """What comes before the break is read; without a prolog too, if the name says XML."""
    whole = f"<articles>{ARTICLE}{ANOTHER}</articles>"
    first, broken = records(xml(whole)[:-60], "a.xml")
    assert isinstance(first, RawArticle)
    assert isinstance(broken, Rejection)
    assert broken.reason == "bad-xml"
    assert reader_of(whole.encode(), "a.xml") == "xml-records"
    assert reader_of(whole.encode(), "a.txt") != "xml-records"


def test_large_ones_are_streams() -> None:
    """Records beyond what the format is told by, and one that says nothing."""
    document = f"<articles>{ARTICLE * 800}<article id='3'/></articles>"
    *found, last = records(xml(document), "a.xml", title="author")
    assert len(found) == 800
    assert {one.title for one in found if isinstance(one, RawArticle)} == {"Ines Calloway"}
    assert not isinstance(last, RawArticle | Skipped)


def test_notes_say_when_they_were_made() -> None:
    """That is when a page was clipped, by whom it was, and not its date or author."""
    note = (
        "<note><title>The wall holds</title><content><![CDATA[<en-note><div>It held.</div>"
        "</en-note>]]></content><created>20260201T090000Z</created><note-attributes>"
        "<author>A Reader</author><source-url>https://quay.example/wall</source-url>"
        "</note-attributes></note>"
    )
    (found,) = articles(xml(f"<en-export>{note}</en-export>"), "a.enex")
    assert (found.authors, found.dates, found.captured) == ((), (), "20260201T090000Z")
    assert (found.body, found.url) == ("It held.", "https://quay.example/wall")


SIGNED = "<date>2026-01-30</date><author>Ines Calloway</author>"


@pytest.mark.parametrize("block", ["head", "quote", "list", "table"])
def test_a_block_beside_a_text_does_not_take_its_place(block: str) -> None:
    """By whatever name the text goes."""
    document = f"<l><a><title>A</title><{block}>B</{block}>{SIGNED}<text>{TEXT}</text></a></l>"
    assert [TEXT] == [one.body for one in articles(xml(document), "a.xml")]
    document = f"<l><a><head>The wall holds</head>{SIGNED}<text>{TEXT}</text></a></l>"
    assert [WHOLE] == [said(one) for one in articles(xml(document), "a.xml")]


def test_an_article_may_hold_a_related_one() -> None:
    """Of all articles only that one was left."""
    related = f"<related><article><title>R</title><body>{MORE}</body></article></related>"
    first = ARTICLE.replace("</article>", f"{related}</article>")
    found = articles(xml(f"<articles>{first}{first}</articles>"), "a.xml")
    assert ["The wall holds"] * 2 == [one.title for one in found]


def test_text_between_the_elements_of_a_record_is_its_text() -> None:
    """Beside a summary it was lost."""
    document = f"<l><a><title>A</title><summary>S</summary>{SIGNED}It <b>held</b> on.</a></l>"
    assert ["It held on."] == [one.body for one in articles(xml(document), "a.xml")]


def test_a_long_first_text_hides_no_record() -> None:
    """A note of Evernote is one text, of which the begin alone is looked at."""
    note = f"<en-note>{'<div>The wall held.</div>' * 5_000}</en-note>"
    document = (
        f"<en-export><note><title>A</title><content><![CDATA[{note}]]></content></note></en-export>"
    )
    assert ["A"] == [one.title for one in articles(xml(document), "a.enex")]


def test_blanks_cost_nothing() -> None:
    """Seconds passed before the declaration was not found among them."""
    document = f"<l><a><title>A</title>{SIGNED}<text>{TEXT}{' ' * 60_000}x</text></a></l>"
    begun = time.thread_time()
    assert "xml-records" == reader_of(document.encode(), "a.xml")
    assert time.thread_time() - begun < 2


def test_a_prefix_that_nobody_declared_breaks_nothing() -> None:
    """To tell the format must not raise: lxml reads such a name, and does not take it."""
    document = f"<l><a><title>A</title>{SIGNED}<body>It <b:c>held</b:c> on.</body></a></l>"
    found = records(document.encode(), "a.xml")
    assert ["A"] == [one.title for one in found if isinstance(one, RawArticle)]


def test_elements_without_end_are_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small as they are, each takes memory."""
    monkeypatch.setattr("searcher.readers.xml._PIECES", 1_000)
    found = records(xml(f"<l>{ARTICLE}<article>{'<x/>' * 2_000}</article></l>"), "a.xml")
    assert [None, "too-large"] == [getattr(one, "reason", None) for one in found]
