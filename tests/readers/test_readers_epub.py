"""E-books: what their packages say of them, and their chapters in order."""

from archives import zipped
from exported import articles, reader_of, records, said
from office_files import CONTAINER, book
from searcher.article import RawArticle

SAID = (
    "<dc:title>The weir</dc:title><dc:title>A history</dc:title>"
    '<dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator>Bo Ray</dc:creator>'
    '<dc:creator opf:role="ill">Cy Fox</dc:creator><dc:publisher>Quay Press</dc:publisher>'
    '<dc:date opf:event="modification">2026-02-01</dc:date><dc:date>2019-05-04</dc:date>'
    "<dc:language>en</dc:language>"
)
FIRST = "<h1>One</h1><p>It held,<br/>and  held.</p><script>x</script>"


def test_a_book_is_an_article() -> None:
    """With title, authors, publisher and day of the package: they are said of what is published."""
    data = book(SAID, FIRST, "<h1>Two</h1><p>It broke.</p>")
    assert ["epub", "epub"] == [reader_of(data, name) for name in ("a.epub", "a")]
    (found,) = articles(data, "a.epub")
    assert said(found) == {
        "title": "The weir",
        "authors": ("Ann Lee", "Bo Ray"),
        "source": "Quay Press",
        "date": "2019-05-04",
        "language": "en",
        "body": "One\n\nIt held,\nand held.\n\nTwo\n\nIt broke.",
    }
    assert ("epub", 0) == (found.provenance.reader, found.provenance.start)


def test_what_programs_write_for_nothing_is_nothing() -> None:
    """A year of 101, and names of nobody."""
    nothing = (
        "<dc:creator>Unknown</dc:creator><dc:publisher>calibre</dc:publisher>"
        "<dc:date>0101-01-01T00:00:00+00:00</dc:date>"
    )
    (found,) = articles(book(nothing, FIRST), "a.epub")
    assert ((), None, (), None) == (found.authors, found.source, found.dates, found.title)


def edition(pages: dict[str, str]) -> bytes:
    """Give what calibre fetched: pages by name, in their order."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay Notes [Sat, 31 Jan 2026]'
        "</dc:title><dc:creator>calibre</dc:creator><dc:date>2026-01-31T08:00:00+00:00</dc:date>"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    told = {f"OEBPS/{name}": f"<html>{page}</html>" for name, page in pages.items()}
    parts = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **told}
    files = {"mimetype": "application/epub+zip", **parts}
    return zipped([(name, text.encode()) for name, text in files.items()])


BAR = '<div class="calibre_navbar"><hr/>| <a href="x">Next</a> | Main menu |</div>'
FETCHED = (
    '<div class="calibre_navbar">This article was downloaded by <strong>calibre</strong> from '
    '<a href="https://quay.example/1?a=1&amp;b=2">there</a> | Main menu |</div>'
)
LONG = "It held through the night, and through the tide that came with the new moon of January."


def test_a_newspaper_is_its_articles() -> None:
    """A long one in two pages is one; bars and lists are nothing."""
    page = "<head><title>{0}</title></head><body>" + BAR + "<h1>{0}</h1><p>{1}</p>{2}</body>"
    data = edition(
        {
            "index.html": "<body><h1>Quay Notes</h1></body>",
            "feed_0/index.html": "<head><title>Ports &amp; boats</title></head><body/>",
            "feed_0/article_0/index.html": page.format("The wall holds", LONG, ""),
            "feed_0/article_0/index_split_001.html": f"<body><p>And more. {LONG}</p></body>",
            "feed_0/article_1/index.html": page.format("The tide runs", LONG, FETCHED),
            "feed_1/article_0/index.html": "<body/>",
        }
    )
    first, second, empty = records(data, "a.epub")
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert not isinstance(empty, RawArticle)
    assert [first.title, second.title] == ["The wall holds", "The tide runs"]
    assert first.body == f"{LONG}\n\nAnd more. {LONG}"
    assert (second.body, second.url) == (LONG, "https://quay.example/1?a=1&b=2")
    assert (first.source, first.captured) == ("Quay Notes", "2026-01-31T08:00:00+00:00")
    assert [one.text for one in first.topics if not isinstance(one, str)] == ["Ports & boats"]
    assert [one.provenance.record for one in (first, second)] == [1, 2]
