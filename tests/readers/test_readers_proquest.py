"""ProQuest: each document is an article, with the names above and below its text."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, RawTopic, Skipped

RULE = "_" * 60
HEAD = f"{RULE}\n\nReport Information from ProQuest\nJanuary 30 2026 10:15\n{RULE}\n\n"
TABLE = f"Table of contents\n\n1. Weir holds\n2. Boats return\n\n{RULE}\n\n"
WEIR = f"""Document 1 of 2

Weir holds through the winter

Author: Lee, Ann; Ray, Bo

Publication info: River Times ; London (UK) [London (UK)]30 Jan 2026: 4.

http://search.example/docview/1?accountid=1

Abstract: It was shut since the flood.

Links: None

Full text: The weir held.

Subject: nobody, she wrote.

It will hold.

Subject: Weirs; Dams

Location: London

Title: Weir holds through the winter

Publication title: River Times; London (UK)

Pages: 4

Publication year: 2026

Publication date: Jan 30, 2026

Section: News

Source type: Newspapers

Language of publication: English

Document type: News

ProQuest document ID: 1

Document URL: https://search.example/docview/1

Copyright: Copyright River Times 2026

Last updated: 2026-01-31

Database: Newsstream

{RULE}
"""
BOATS = f"""
Document 2 of 2

Boats return

Full text:
Boats came back
to the quay.

Title: Boats return
Publication title: River Times
Publication year: 2026
Document type: News

{RULE}
"""
TAIL = "\nContact us at: http://www.example/contact\n\nDatabase copyright © 2026 ProQuest LLC.\n"
EXPECTED: list[dict[str, object]] = [
    {
        "title": "Weir holds through the winter",
        "source": "River Times",
        "date": "Jan 30, 2026",
        "authors": ("Lee, Ann; Ray, Bo",),
        "topics": ("News", "Weirs", "Dams"),
        "summary": "It was shut since the flood.",
        "body": "The weir held.\n\nSubject: nobody, she wrote.\n\nIt will hold.",
        "language": "English",
        "url": "https://search.example/docview/1",
    },
    {
        "title": "Boats return",
        "source": "River Times",
        "date": "2026",
        "body": "Boats came back\nto the quay.",
    },
]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_both_articles(ends: str, codec: str) -> None:
    """What is printed around them is counted, and is no article."""
    data = (HEAD + TABLE + WEIR + BOATS + TAIL).replace("\n", ends).encode(codec)
    assert "proquest" == reader_of(data)
    found = records(data)
    assert EXPECTED == [said(one) for one in found if isinstance(one, RawArticle)]
    assert ["no-article"] * 3 == [one.reason for one in found if isinstance(one, Skipped)]
    assert [1, 2, 3, 4, 5] == [
        (one.provenance if isinstance(one, RawArticle) else one.where).record for one in found
    ]


def test_topics_say_what_they_are() -> None:
    """Sections and subjects; places are none."""
    expected = (
        RawTopic("News", "section"),
        RawTopic("Weirs", "keyword"),
        RawTopic("Dams", "keyword"),
    )
    assert expected == articles(WEIR.encode())[0].topics


@pytest.mark.parametrize(
    "text",
    [
        WEIR + BOATS,
        WEIR.replace("Document 1 of 2\n", RULE + "\n") + BOATS.replace("Document 2 of 2\n", ""),
        WEIR.replace(RULE, "") + BOATS.replace(RULE, ""),
        (WEIR + BOATS).replace("Title: Weir holds through the winter\n\n", ""),
    ],
)
def test_rules_or_numbers_part_documents(text: str) -> None:
    """One of the two is enough, and the title may stand above the text alone."""
    assert EXPECTED == [said(one) for one in articles(text.encode())]


@pytest.mark.parametrize("left", [1, 70, 110, 150])
def test_an_export_that_is_cut_off(left: int) -> None:
    """The last document is read as far as it goes."""
    first, last = articles((WEIR + BOATS).encode()[:-left])
    assert EXPECTED[0] == said(first)
    assert "Boats return" == last.title
    assert str(last.body).startswith("Boats came back")


def test_an_abstract_alone() -> None:
    """Where there is no text, there is none; what says so is no abstract."""
    text = WEIR.replace(
        "Full text: The weir held.\n\nSubject: nobody, she wrote.\n\nIt will hold.", ""
    )
    (article,) = articles(text.encode())
    assert ("It was shut since the flood.", None) == (article.summary, article.body)
    (article,) = articles(text.replace("It was shut since the flood.", "Not available.").encode())
    assert (None, None) == (article.summary, article.body)


def test_other_text_is_an_article() -> None:
    """Nothing is lost."""
    note, *found = articles(("A note\n\nOf somebody.\n\n" + WEIR).encode())
    assert {"title": "A note", "body": "Of somebody."} == said(note)
    assert EXPECTED[:1] == [said(one) for one in found]


def test_mapped_names_stand_instead() -> None:
    """`--map` names what is named, in lower case."""
    (article,) = articles(WEIR.encode(), title="publication_info")
    assert str(article.title).startswith("River Times ; London")


@pytest.mark.parametrize(
    "text",
    [
        f"A text\n\n{RULE}\n\nwith a rule.\n",
        "Weirs\n\nFull text: see below.\n\nSource type: book\n",
        "Title: Weirs\nAuthor: Ann Lee\nFull text: It is made of stone.\n",
    ],
)
def test_other_texts_are_read_as_before(text: str) -> None:
    """A few words in common make no export."""
    assert "text" == reader_of(text.encode())


@pytest.mark.parametrize("line", ["Title: a\n", "Title: a\n\n", "\n \n", "Full text:\n", "_\n"])
def test_odd_documents_take_no_time(line: str) -> None:
    """However often a line recurs."""
    started = time.thread_time()
    assert records((WEIR + "Document 2 of 2\n\nFull text:\n" + line * 60_000).encode())
    assert time.thread_time() - started < 2
