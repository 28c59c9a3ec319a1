"""Documents of Word: what is read of them, and in which order."""

import io
import zipfile
from pathlib import Path

import pytest

from exported import articles, reader_of, records, said
from office_files import paragraph, paragraphs, part, rows, run, word, zipped
from searcher.article import RawArticle, Rejection
from searcher.index import Index
from searcher.readers.foreign import told

HEAD = paragraphs("The weir opens", "By Ann Lee", "30 January 2026")
TEXT = "The weir opened on Friday, and the mayor said that it would stay open."


def body(inside: str, **parts: str) -> str | None:
    """Give the text of a document below a title."""
    (found,) = articles(word(paragraph("A note") + inside, **parts), "a.docx")
    assert found.title == "A note"
    return found.body


def test_a_note_is_an_article_by_what_is_printed_in_it() -> None:
    """Byline and day are those in the text: a template has an author and a day of its own."""
    (found,) = articles(word(HEAD + paragraph(TEXT)), "a.docx")
    assert said(found) == {
        "title": "The weir opens",
        "authors": ("Ann Lee",),
        "date": "30 January 2026",
        "body": TEXT,
    }
    where = found.provenance
    assert ("docx", 1, 0, True) == (where.reader, where.record, where.start, bool(where.digest))
    assert found.stamp is None


def test_who_typed_it_and_when_is_not_taken() -> None:
    """Without a byline the note is unsigned and undated."""
    (found,) = articles(word(paragraphs("A note", TEXT)), "a.docx")
    assert ((), (), "A note") == (found.authors, found.dates, found.title)


@pytest.mark.parametrize(
    ("style", "name", "title"),
    [
        ("Title", "Title", "The weir opens"),
        ("Titre", "Title", "The weir opens"),
        ("berschrift1", "heading 1", "The weir opens"),
        ("Normal", "Normal", "NEWS"),
    ],
)
def test_style_says_which_line_is_the_title(style: str, name: str, title: str) -> None:
    """Whatever the language of the program: styles have a name in English beside their own."""
    styles = part("styles", f'<w:style w:styleId="{style}"><w:name w:val="{name}"/></w:style>')
    text = paragraph("NEWS") + paragraph("The weir opens", f'<w:pStyle w:val="{style}"/>')
    (found,) = articles(word(text + paragraph(TEXT), styles=styles), "a.docx")
    assert title == found.title
    assert "NEWS" in f"{found.title}\n{found.body}\n{found.topics}"


def test_headings_of_sections_are_no_title() -> None:
    """Several of one rank are in the text, where they stand."""
    heading = '<w:pStyle w:val="Heading1"/>'
    styles = part("styles", '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>')
    text = paragraph("My weir") + paragraph("Before", heading) + paragraph(TEXT)
    text += paragraph("After", heading) + paragraph(TEXT)
    (found,) = articles(word(text, styles=styles), "a.docx")
    assert ("My weir", f"Before\n\n{TEXT}\n\nAfter\n\n{TEXT}") == (found.title, found.body)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            run("one") + "<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>",
            "one\ttwo\nthree",
        ),
        (run("stays") + f"<w:del>{run(' gone')}</w:del><w:ins>{run(' new')}</w:ins>", "stays new"),
        ("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>" + run("stays"), "stays"),
        (f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>", "here"),
        (run("shown ") + run("hidden", "<w:vanish/>") + run("too"), "shown too"),
        (run("shown", '<w:vanish w:val="0"/>'), "shown"),
        (
            run("a ") + f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>' + run("."),
            "a link.",
        ),
        (
            (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"'
                "</w:instrText></w:r><w:r><w:t>CODE</w:t></w:r><w:r>"
                f'<w:fldChar w:fldCharType="separate"/></w:r>{run("result")}'
                f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" after")}'
            ),
            "result after",
        ),
        (f'<w:fldSimple w:instr="DATE">{run("today")}</w:fldSimple>', "today"),
        (
            (
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                f"{run('Click here')}</w:sdtContent></w:sdt>"
                f"<w:sdt><w:sdtPr/><w:sdtContent>{run('answer')}</w:sdtContent></w:sdt>"
            ),
            "answer",
        ),
        (
            (
                "<w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase>"
                f"{run('sign')}</w:rubyBase></w:ruby></w:r>"
            ),
            "sign",
        ),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:softHyphen/></w:r>", "non-stop"),
        (run("a picture") + "<w:r><w:drawing/></w:r>", "a picture"),
    ],
)
def test_runs_give_what_is_shown(inside: str, text: str) -> None:
    """Neither what was deleted or hidden, nor codes; the text of links and results."""
    assert text == body(paragraph(inside))


def test_a_broken_code_hides_no_paragraph_but_its_own() -> None:
    """A field that is never closed ends with its paragraph."""
    broken = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("PAGE"))
    assert TEXT == body(broken + paragraph(TEXT))


def test_a_deleted_end_joins_two_paragraphs() -> None:
    """Who deletes the end of a paragraph makes one of two, and at the end of all one of one."""
    first = paragraph(run("One "), "<w:rPr><w:del/></w:rPr>")
    assert "One two" == body(first + paragraph("two"))
    assert "One\n\na\tb" == body(first + rows(("a", "b")))
    assert "One" == body(first)


def test_tables_are_lines_or_paragraphs() -> None:
    """A row of short cells is a line; a cell of paragraphs gives these; a deleted row nothing."""
    many = paragraphs("first", "second")
    table = rows(("Town", "Ships"), ("Portvale", "12"), ("Text", many), (TEXT,))
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("gone") + "</w:tc></w:tr>"
    table = table.replace("<w:tblPr/>", f"<w:tblPr/>{gone}")
    assert f"Town\tShips\nPortvale\t12\n\nText\n\nfirst\n\nsecond\n\n{TEXT}" == body(table)
    assert "in\tner" == body(rows((rows(("in", "ner")),)))


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    """They are written twice, for newer and older programs; a lone older one counts."""
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert "around it\n\nboxed\n\nbelow" == body(
        paragraph(run("around") + both + run(" it")) + paragraph("below")
    )
    old = f"<w:r><mc:AlternateContent><mc:Choice/><mc:Fallback>{box}</mc:Fallback>"
    assert "boxed" == body(paragraph(f"{old}</mc:AlternateContent></w:r>"))


def test_notes_stand_at_the_end_and_contents_nowhere() -> None:
    """Those that the text refers to, once each, in its order; lists of contents repeat headings."""
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    inside = (
        '<w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("unused")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraphs("See above.", "And below.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("First.")}</w:footnote>'
    )
    contents = paragraph("Chapter one 3", '<w:pStyle w:val="TOC1"/>')
    text = paragraph(run("A") + note.format(3) + run(" b") + note.format(2)) + paragraph("c")
    styles = part("styles", '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>')
    notes = part("footnotes", inside)
    assert "A b\n\nc\n\nFirst.\n\nSee above.\n\nAnd below." == body(
        contents + text, styles=styles, footnotes=notes
    )


def test_main_part_may_lie_elsewhere() -> None:
    """Where it is, the relations say; strict documents have other names for all."""
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<Relationships xmlns="r"><Relationship Target="/doc/text.xml" Type='
            '"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"/>'
            "</Relationships>",
            "doc/text.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            "<w:body><w:p><w:r><w:t>A note</w:t></w:r></w:p><w:p><w:r><w:t>It held.</w:t></w:r>"
            "</w:p></w:body></w:document>",
        }
    )
    (found,) = articles(data, "a.docx")
    assert ("A note", "It held.") == (found.title, found.body)


UNI = (
    "{title}|The Harbour Ledger|January 30, 2026 Friday|Copyright 2026 Harbour Ledger Ltd All"
    " Rights Reserved|Section: NEWS; Pg. 12|Length: 52 words|Byline: By Ann Lee|Body||"
    "{text}|The wheel turned again.|Classification||Language: ENGLISH|Publication-Type: Newspaper|"
    "Subject: RIVERS (90%)|Load-Date: January 31, 2026||End of Document"
)
COVER = (
    "User Name: Jo Doe|Date and Time: Tuesday, February 3, 2026 10:00:00 AM EST|Job Number: 138112|"
    "Documents (2)"
)
LISTED = "{at}. {title}|Client/Matter: -None-|Search Terms: weir|Narrowed by:|News\tTimeline: 2026"


def uni(*titles: str, cover: bool) -> bytes:
    """Give what Nexis Uni delivers."""
    lines = COVER.split("|") if cover else []
    for at, title in enumerate(titles, 1):
        lines += LISTED.format(at=at, title=title).split("|") if cover else []
    for title in titles:
        lines += UNI.format(title=title, text=TEXT).split("|")
    return word(paragraphs(*lines))


@pytest.mark.parametrize("cover", [True, False])
def test_nexis_uni_is_read_article_by_article(cover: bool) -> None:
    """The list of documents above them is none, and takes no title from the first."""
    found = articles(uni("The weir opens", "The weir closes", cover=cover), "a.docx")
    assert ["The weir opens", "The weir closes"] == [one.title for one in found]
    assert said(found[0]) == {
        "title": "The weir opens",
        "source": "The Harbour Ledger",
        "date": "January 30, 2026 Friday",
        "authors": ("By Ann Lee",),
        "topics": ("NEWS", "RIVERS"),
        "body": f"{TEXT}\n\nThe wheel turned again.",
        "language": "ENGLISH",
    }
    places = [one.provenance for one in found]
    assert [("docx", 1, None), ("docx", 2, None)] == [(p.reader, p.record, p.start) for p in places]
    assert places[0].digest != places[1].digest


def test_factiva_is_read_by_its_codes() -> None:
    """They stand in a table, beside what they name."""
    lines = (
        ("HD", "The weir opens"),
        ("BY", "By Ann Lee"),
        ("WC", "52 words"),
        ("PD", "30 January 2026"),
        ("SN", "Harbour Ledger"),
        ("LP", TEXT),
        ("TD", paragraphs("The mayor said so.", "The wheel turned.")),
        ("AN", "Document HLEDG00020260130em1u0001x"),
    )
    found = articles(word(rows(*lines) + rows(*lines)), "a.docx")
    assert 2 == len(found)
    assert ("The weir opens", "Harbour Ledger") == (found[0].title, found[0].source)
    assert f"{TEXT}\n\nThe mayor said so.\n\nThe wheel turned." == found[0].body


@pytest.mark.parametrize("first", ["[Content_Types].xml", "word/numbering.xml", "_rels/.rels"])
def test_a_document_is_no_archive_wherever_it_lies(tmp_path: Path, first: str) -> None:
    """As a file and in a zip: programs order the parts as they like."""
    data = word(HEAD + paragraph(TEXT), first=first)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.docx").write_bytes(data)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("in/b.docx", word(paragraphs("Another", TEXT), first=first))
    (corpus / "set.zip").write_bytes(whole.getvalue())
    with Index.create(tmp_path / "index") as index:
        report = index.ingest(corpus, workers=0)
        files = sorted(one.provenance.file for one in index.scan(""))
    assert (2, {}) == (report.articles, dict(report.by_reason))
    assert ["a.docx", "set.zip!in/b.docx"] == files


def test_detection_is_by_content_and_by_name() -> None:
    """A document without a suffix is one; a page that is called one is a page."""
    data = word(paragraph("A note"))
    assert ["docx"] * 3 == [reader_of(data, name) for name in ("a.docx", "a", "a.docm")]
    assert "html" == reader_of(b"<html><body>It held.", "a.docx")
    assert reader_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx") is None
    assert "password" in told("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def test_a_workbook_is_called_one() -> None:
    """Named as a document of Word it is still none."""
    (found,) = records(zipped({"xl/workbook.xml": "<a/>"}), "a.docx")
    assert isinstance(found, Rejection)
    assert "workbook" in (found.detail or "")


def test_sentences_of_news_are_kept() -> None:
    """What looks like a code, a name or a mark in the text is text."""
    lines = (
        "Length: the boat measures 52 feet, the mayor said.",
        "HD video of the weir was shown.",
        "1. The first point was made by Ann Lee.",
        "Document 12 of the inquiry was published.",
        "* See the report, she said.",
    )
    (found,) = articles(word(paragraphs("A note", TEXT, *lines)), "a.docx")
    assert isinstance(found, RawArticle)
    assert "\n\n".join((TEXT, *lines)) == found.body
