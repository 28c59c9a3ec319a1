"""OpenDocument texts, in a zip and in one file."""

from collections.abc import Callable

import pytest

from exported import articles, reader_of, said
from office_files import flat, opened

TEXT = "The weir opened on Friday, and the mayor said that it would stay open."
HEAD = "<text:p>The weir opens</text:p><text:p>By Ann Lee</text:p><text:p>30 January 2026</text:p>"


def body(inside: str, styles: str = "") -> str | None:
    """Give the text below a title."""
    (found,) = articles(opened(f"<text:p>A note</text:p>{inside}", styles), "a.odt")
    assert found.title == "A note"
    return found.body


@pytest.mark.parametrize(("make", "name"), [(opened, "a.odt"), (flat, "a.fodt"), (flat, "a.xml")])
def test_a_note_is_an_article(make: Callable[[str], bytes], name: str) -> None:
    """Whatever shape the document has."""
    data = make(f"{HEAD}<text:p>{TEXT}</text:p>")
    assert "odt" == reader_of(data, name)
    (found,) = articles(data, name)
    assert said(found) == {
        "title": "The weir opens",
        "authors": ("Ann Lee",),
        "date": "30 January 2026",
        "body": TEXT,
    }


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d", "a  b\tc\nd"),
        ("one\n  line", "one   line"),
        ("a <text:span>span</text:span> and <text:a>link</text:a>.", "a span and link."),
        ("a<office:annotation><text:p>remark</text:p></office:annotation>b", "ab"),
        (("a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text>"
         "</text:ruby>"), "ab"),
        ("a<text:span text:style-name='T1'>hidden</text:span>b", "ab"),
        ("a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>b",
         "ab\n\nboxed"),
        (("a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Below."
         "</text:p></text:note-body></text:note>b</text:p><text:p>c"), "ab\n\nc\n\nBelow."),
    ],
)  # fmt: skip
def test_paragraphs_give_what_is_shown(inside: str, text: str) -> None:
    """Blanks, breaks, boxes and notes, and nothing that is hidden or remarked."""
    hidden = (
        "<style:style style:name='T1'><style:text-properties text:display='none'/></style:style>"
    )
    assert text == body(f"<text:p>{inside}</text:p>", hidden)


def test_blocks_are_read_in_order() -> None:
    """Lists, tables and sections; neither deleted text nor lists of contents."""
    inside = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:table-of-content><text:p>Contents</text:p></text:table-of-content>"
        "<text:section><text:h text:outline-level='2'>Part</text:h></text:section>"
        "<text:list><text:list-item><text:p>one</text:p></text:list-item>"
        "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert "Part\n\none\n\ntwo\n\na\tb" == body(inside)


def test_style_says_which_line_is_the_title() -> None:
    """Its own, or that of which it was made."""
    styles = "<style:style style:name='P1' style:parent-style-name='Title'/>"
    text = "<text:p>NEWS</text:p><text:p text:style-name='P1'>The weir</text:p>"
    text += f"<text:p>{TEXT}</text:p>"
    (found,) = articles(opened(text, styles), "a.odt")
    assert "The weir" == found.title


def test_sheets_and_lists_of_documents_are_not_read() -> None:
    """They are OpenDocument, and no text."""
    data = opened("").replace(b"opendocument.text", b"opendocument.shee")
    assert reader_of(data, "a.ods") is None
