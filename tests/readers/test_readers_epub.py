"""E-books: what their packages say of them, and their chapters in order."""

from exported import articles, reader_of, said
from office_files import book

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
