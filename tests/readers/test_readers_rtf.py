"""RTF: the text of documents, and exports that Factiva and LexisNexis wrote in it."""

import pytest

from exported import articles, reader_of, said

TEXT = "The weir opened on Friday, and the mayor said that it would stay open."
HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial Cyr;}"
    rb"{\f2\fcharset128 Mincho;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}"
    rb"{\info{\author Tem Plate}{\title Template}}{\*\generator Word;}{\header Page 1}"
)


def rich(*lines: str) -> bytes:
    """Give a document of paragraphs."""
    return HEAD + b"\\pard " + "\\par\r\n".join(lines).encode() + b"\\par}"


def body(inside: bytes) -> str | None:
    """Give the text below a title."""
    (found,) = articles(HEAD + rb"A note\par " + inside + b"}", "a.rtf")
    assert found.title == "A note"
    return found.body


def test_a_note_is_an_article() -> None:
    """Also where it is named as a document of Word, as old ones are."""
    data = rich("The weir opens", "By Ann Lee", "30 January 2026", TEXT)
    assert ["rtf"] * 3 == [reader_of(data, name) for name in ("a.rtf", "a.doc", "a")]
    (found,) = articles(data, "a.rtf")
    assert said(found) == {
        "title": "The weir opens",
        "authors": ("Ann Lee",),
        "date": "30 January 2026",
        "body": TEXT,
    }


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"caf\'e9 \endash  \ldblquote a\rdblquote\~b\_c \{d\} \\", "café – “a”\xa0b-c {d} \\"),
        (rb"caf\u233? \uc2\u8364 EU \u-3913??x", "café € x".replace("€ ", "€ \uf0b7")),
        (rb"{\f1 \'cf\'f0\'e8} {\f2 \'93\'fa\'96\'7b}", "При 日本"),
        (rb"\u-10179?\u-8704?", "\U0001f600"),
        (rb"one\tab two\line three", "one\ttwo\nthree"),
        (rb"shown{\v  hidden}{\deleted  gone} too\v x\v0 !", "shown too!"),
        (rb"a {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}.", "a link."),
        (rb"a{\pict\pngblip 89504e47" + b"\n0d0a" * 9 + rb"}b{\*\unknown z}c", "abc"),
        (rb"a\bin5 }}}}}b", "ab"),
        (rb"a{\footnote \pard Below.\par And more.}b\par c", "ab\n\nc\n\nBelow.\n\nAnd more."),
        (rb"\trowd\intbl a\cell b\cell\row\trowd\intbl c\cell d\par e\cell\row\pard f",
         "a\tb\n\nc\n\nd\n\ne\n\nf"),
        (rb"{\listtext 1.\tab}first\par {\pntext 2.}second", "first\n\nsecond"),
        (rb"a}b}c", "abc"),
    ],
)  # fmt: skip
def test_marks_give_what_is_shown(inside: bytes, text: str) -> None:
    """Letters of all encodings, breaks, tables and notes; nothing that is hidden or a code."""
    assert text == body(inside)


OLD = (
    "1 of 2 DOCUMENTS||Copyright 2026 Harbour Ledger Ltd|All Rights Reserved||The Harbour Ledger||"
    "January 30, 2026 Friday||{title}||BYLINE: By Ann Lee||LENGTH: 52 words||{text}||"
    "LOAD-DATE: January 31, 2026||LANGUAGE: ENGLISH||"
)


def test_lexisnexis_of_old_is_read_article_by_article() -> None:
    """Its lines are set in the middle without blanks before them."""
    lines = [
        line
        for title in ("The weir opens", "The weir closes")
        for line in OLD.format(title=title, text=TEXT).split("|")
    ]
    found = articles(rich(*lines), "a.rtf")
    assert ["The weir opens", "The weir closes"] == [one.title for one in found]
    assert ("The Harbour Ledger", "January 30, 2026 Friday", TEXT) == (
        found[0].source,
        found[0].dates[0].text,
        found[0].body,
    )


def test_factiva_is_read_article_by_article() -> None:
    """In its shape without codes."""
    article = (
        "News|The {what} opens after a long winter of waiting|By Ann Lee|152 words|30 January 2026|"
        f"09:12|Harbour Ledger|HLEDG|English|Copyright 2026 Harbour Ledger.|{TEXT}|"
        "Document HLEDG00020260130em1u0001x"
    )
    lines = [line for what in ("weir", "lock") for line in article.format(what=what).split("|")]
    found = articles(rich(*lines), "a.rtf")
    assert 2 == len(found)
    assert ("The lock opens after a long winter of waiting", "Harbour Ledger", TEXT) == (
        found[1].title,
        found[1].source,
        found[1].body,
    )
