"""TEI: one text or the articles of an issue, dated by what was printed."""

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection, Skipped

BASE = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>The wall holds</title><author>Ines Calloway</author>"
    "</titleStmt><publicationStmt><publisher>Quay Notes</publisher><date>2026-01-30</date>"
    "</publicationStmt><sourceDesc>{}</sourceDesc></fileDesc></teiHeader>"
)
BORN = HEADER.format("<p>born digital</p>")
# As trafilatura writes an article.
SAVED = (
    "<teiHeader><fileDesc><titleStmt><title type='main'>The wall holds</title>"
    "<author>Ines Calloway</author></titleStmt><publicationStmt><p/></publicationStmt>"
    "<notesStmt><note type='fingerprint'>ab</note></notesStmt><sourceDesc>"
    "<bibl>The wall holds</bibl>"
    "<bibl type='sigle'>Quay, 2026-01-30</bibl><biblFull><titleStmt><title type='main'>"
    "The wall holds</title><author>Ines Calloway</author></titleStmt><publicationStmt>"
    "<publisher>Quay Notes</publisher><ptr type='URL' target='https://q.example/wall'/><date>2026-01-30</date>"
    "</publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><abstract><p>So far.</p>"
    "</abstract><textClass><keywords><term type='categories'>Harbour</term><term type='tags'>walls,"
    " storms</term></keywords></textClass><creation><date type='download'>2026-02-01</date>"
    "</creation></profileDesc></teiHeader>"
)
BODY = (
    "<text><body><div type='entry'><p>It held.</p><list><item>One</item></list></div>"
    "{}</body></text>"
)


def tei(header: str = BORN, text: str = BODY.format(""), root: str = f"TEI {BASE}") -> bytes:
    """Write a document."""
    name = root.partition(" ")[0]
    return f"<?xml version='1.0'?>\n<{root}>{header}{text}</{name}>".encode()


def test_what_trafilatura_writes_is_read() -> None:
    """All that it found, without comments of readers; when it was fetched is its capture."""
    text = BODY.format("<div type='comments'><p>Well said.</p></div>")
    (found,) = articles(tei(SAVED, text), "a.xml")
    assert said(found) == {
        "title": "The wall holds",
        "summary": "So far.",
        "body": "It held.\n\nOne",
        "authors": ("Ines Calloway",),
        "source": "Quay Notes",
        "date": "2026-01-30",
        "topics": ("Harbour", "walls", "storms"),
        "url": "https://q.example/wall",
    }
    assert found.captured == "2026-02-01"


@pytest.mark.parametrize(
    "root", [f"TEI {BASE}", "TEI", "TEI.2", f'tei:TEI xmlns:tei="{BASE[7:-1]}"']
)
def test_roots(root: str) -> None:
    """With the namespace, and as before there was one."""
    header, text = BORN, BODY.format("")
    if root.startswith("tei:"):
        header, text = (
            part.replace("</", "\0").replace("<", "<tei:").replace("\0", "</tei:")
            for part in (header, text)
        )
    (found,) = articles(tei(header, text, root), "a.xml")
    assert (found.title, found.body) == ("The wall holds", "It held.\n\nOne")


@pytest.mark.parametrize(
    ("origin", "date"),
    [
        ("", "2026-01-30"),
        ("<p>Born-digital text</p>", "2026-01-30"),
        ("<p>Transcribed from a copy</p>", None),
        ("<bibl><title>Quay Notes</title></bibl>", None),
        ("<bibl><date when='1890-05-04'>May</date></bibl>", "1890-05-04"),
        ("<bibl><date>May 1890</date></bibl>", "May 1890"),
        ("<bibl><date from='1890' to='1900'>1890-1900</date></bibl>", None),
        ("<bibl><date type='access'>2020-01-01</date></bibl>", None),
    ],
)
def test_an_electronic_edition_dates_nothing_that_was_printed(
    origin: str, date: str | None
) -> None:
    """Its date counts where there is no other source."""
    (found,) = articles(tei(HEADER.format(origin)), "a.xml")
    assert said(found).get("date") == date


def test_a_corpus_is_read_text_by_text() -> None:
    """Each text has its own header."""
    inner = "".join(
        tei(BORN.replace("The wall holds", f"Wall {at}")).decode().partition("\n")[2]
        for at in (1, 2)
    )
    data = f"<teiCorpus {BASE}>{BORN}{inner}</teiCorpus>".encode()
    found = articles(data, "a.xml")
    assert [one.title for one in found] == ["Wall 1", "Wall 2"]
    assert [one.provenance.record for one in found] == [1, 2]
    assert [one.reason for one in records(data[:-90], "a.xml") if isinstance(one, Rejection)] == [
        "bad-xml"
    ]


def test_texts_of_a_group_are_articles() -> None:
    """Each by its own heading; one without a heading has no title of the whole's."""
    texts = (
        "<text><group><text><body><head>One</head><p>It held.</p></body></text>"
        "<text><body><p>It rose.</p></body></text></group></text>"
    )
    found = articles(tei(text=texts), "a.xml")
    assert [(one.title, one.body) for one in found] == [("One", "It held."), (None, "It rose.")]
    assert [one.authors for one in found] == [(), ()]


def test_articles_within_others_belong_to_them() -> None:
    """The outer one is the article; words beside are named."""
    text = (
        "<text><body><p>Page one.</p><div><div type='article'><head>One</head><p>It held.</p>"
        "<div type='article'><p>Still.</p></div></div></div></body></text>"
    )
    found, rest = records(tei(text=text), "a.xml")
    assert isinstance(found, RawArticle)
    assert found.body == "It held.\n\nStill."
    assert isinstance(rest, Skipped)
    assert "Page one." in rest.detail


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<p>One<pb n='2'/> two.</p>", "One two."),
        ("<p>har<lb break='no'/>bour<lb/>wall</p>", "harbour\nwall"),
        ("<p>a <choice><sic>nihgt</sic><corr>night</corr></choice></p>", "a night"),
        ("<p>a <choice><abbr>Dr</abbr></choice></p>", "a Dr"),
        (
            "<p>It<note place='foot'>So.</note> held<note>, they say</note>.</p>",
            "It held, they say.",
        ),
        ("<fw>Page 2</fw><p>It held.</p>", "It held."),
        ("<lg><l>One</l><l>two</l></lg>", "One\ntwo"),
        ("<p>In <title>The Wall</title>.</p>", "In The Wall."),
        ("<head>Other</head><p>It held.</p>", "Other\n\nIt held."),
        ("<head>The wall holds</head><p>It held.</p>", "It held."),
    ],
)
def test_marks_are_read_as_what_they_are(marked: str, text: str) -> None:
    """A heading that the header says too is said once."""
    (found,) = articles(tei(text=f"<text><body>{marked}</body></text>"), "a.xml")
    assert (found.title, found.body) == ("The wall holds", text)


def test_other_documents_are_none() -> None:
    """The name alone is nobody's."""
    assert reader_of(b"<TEI><a/></TEI>", "a.xml") is None
    assert reader_of(b"<html><body><TEI><p>It held.</p></body></html>", "a.xml") == "html"


def test_a_text_without_words_is_skipped() -> None:
    """A facsimile of its pages is no text."""
    (found,) = records(tei(text="<facsimile><graphic url='a.jpg'/></facsimile>"), "a.xml")
    assert isinstance(found, Skipped)
    assert found.reason == "no-text"


def test_bombs_are_not_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither entities nor documents without an end, nor elements within each other."""
    bomb = b'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    data = tei(text="<text><body><p>&b;</p></body></text>").replace(b"<TEI", bomb + b"<TEI", 1)
    (found,) = records(data, "a.xml")
    assert not isinstance(found, RawArticle)
    deep = tei(text="<text><body>" + "<div>" * 50_000 + "It held.")
    (found,) = records(deep, "a.xml")
    assert isinstance(found, Rejection)
    monkeypatch.setattr("searcher.readers.xml._MOST", 100_000)
    (found,) = records(tei(text="<text><body>" + "<p>It held.</p>" * 50_000), "a.xml")
    assert isinstance(found, Rejection)
    assert found.reason == "too-large"
