"""LexisNexis and Nexis Uni: each document of an export is an article, with what its head says."""

import io
import time
from collections.abc import Callable

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers import detect, parts
from searcher.readers.base import ReadOptions, Source

COVER = """


Download Request: Selected Items: 1-2
Time Of Request: Friday, January 30, 2026  16:51:31
Send To:

Terms: (weir AND harbour)


"""
OLD = """                               1 of 2 DOCUMENTS


                     Copyright 2026 Harbour Ledger Ltd
                              All Rights Reserved

                              The Harbour Ledger

                            January 30, 2026 Friday
                                 Late Edition

The weir opens after a long
winter of waiting

BYLINE: By Ann Lee and Bo Ray

SECTION: Section A; Column 1; National Desk; Pg. 12

LENGTH: 52 words

HIGHLIGHT: It had been shut since the
flood.

The weir opened on Friday, and the mayor said that it would
stay open.

The wheel turned again.

GRAPHIC: Photo: the weir

LOAD-DATE: January 31, 2026

LANGUAGE: ENGLISH

SUBJECT: RIVERS (90%); WEIRS & DAMS (78%)

PUBLICATION-TYPE: Newspaper


                               2 of 2 DOCUMENTS


                              The Quay (London)

                            January 11, 2026 Sunday 6:23 PM GMT

Boats return to the quay

LENGTH: 20 words

Boats came back to the quay.

LOAD-DATE: January 12, 2026

                       Copyright 2026 Quay Ltd
                              All Rights Reserved
"""
WEIR = {
    "title": "The weir opens after a long winter of waiting",
    "source": "The Harbour Ledger",
    "date": "January 30, 2026 Friday",
    "authors": ("By Ann Lee and Bo Ray",),
    "topics": ("National Desk", "RIVERS", "WEIRS & DAMS"),
    "summary": "It had been shut since the flood.",
    "body": "The weir opened on Friday, and the mayor said that it would\nstay open.\n\n"
    "The wheel turned again.",
    "language": "ENGLISH",
}
BOATS = {
    "title": "Boats return to the quay",
    "source": "The Quay (London)",
    "date": "January 11, 2026 Sunday 6:23 PM GMT",
    "body": "Boats came back to the quay.",
}
NEW = """Page 1 of 2
The weir opens
The Harbour Ledger
January 30, 2026 Friday
Late Edition

Copyright 2026 Harbour Ledger Ltd All Rights Reserved

Section: NEWS; Pg. 3
Length: 312 words
Byline: Ann Lee
Highlight: It was shut.
Body

The weir opened on Friday.
Page 2 of 2
The weir opens

It closed on Sunday.

Graphic

Ann Lee stands there.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Transcript: no
Subject: RIVERS (90%)
Load-Date: January 31, 2026

End of Document

Strom aus der Tiefe
Uferblatt (Regional)
Dienstag 7. Juli 2020
Echo am Fluss

Section: ECHO LOKALES; S. 6
Length: 75 words
Body

Strom aus der Tiefe. Tief unter der Erde.

Load-Date: July 6, 2020

End of Document
"""
NEWER = [
    {
        "title": "The weir opens",
        "source": "The Harbour Ledger",
        "date": "January 30, 2026 Friday",
        "authors": ("Ann Lee",),
        "topics": ("NEWS", "RIVERS"),
        "summary": "It was shut.",
        "body": "The weir opened on Friday.\n\nIt closed on Sunday.",
        "language": "ENGLISH",
    },
    {
        "title": "Strom aus der Tiefe",
        "source": "Uferblatt (Regional)",
        "date": "Dienstag 7. Juli 2020",
        "topics": ("ECHO LOKALES",),
        "body": "Strom aus der Tiefe. Tief unter der Erde.",
    },
]

DIRT: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "Windows": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
    "old Macs": lambda text: text.replace("\n", "\r").encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "form feeds": lambda text: text.replace("\n\n\n", "\n\f\n").encode(),
    "blanks at the end": lambda text: (text.replace("\n", "  \n") + "\x1a").encode(),
}


@pytest.mark.parametrize("dirt", DIRT)
def test_both_articles_of_the_older_shape(dirt: str) -> None:
    """However lines end and letters are written."""
    data = DIRT[dirt](OLD)
    assert "nexis" == reader_of(data)
    assert [WEIR, BOATS] == [clean(one) for one in articles(data)]


def clean(article: RawArticle) -> dict[str, object]:
    """Give what it says, without blanks at the ends of lines."""
    told = said(article)
    body = "\n".join(line.rstrip() for line in str(told["body"]).split("\n")).strip()
    return {**told, "body": body}


@pytest.mark.parametrize(
    "number", ["FOCUS - 2 of 2 DOCUMENTS", "LEVEL 1 - 2 OF 2 STORIES", "2 of 2 DOCUMENT"]
)
def test_documents_are_numbered_in_several_ways(number: str) -> None:
    """By what the database was asked, and when."""
    text = OLD.replace("2 of 2 DOCUMENTS", number)
    assert [WEIR, BOATS] == [clean(one) for one in articles(text.encode())]


@pytest.mark.parametrize("dirt", DIRT)
def test_both_articles_of_the_newer_shape(dirt: str) -> None:
    """Pages are numbered, captions and classification stand below the text."""
    data = DIRT[dirt](NEW)
    assert "nexis" == reader_of(data)
    assert NEWER == [clean(one) for one in articles(data)]


def test_the_load_date_is_no_date_of_publication() -> None:
    """It is a stamp, as that of an update is."""
    article = articles(OLD.encode())[0]
    assert "January 31, 2026" == article.stamp
    assert (RawDate("January 30, 2026 Friday"),) == article.dates
    undated = OLD.replace("January 30, 2026 Friday\n", "\n").replace("Late Edition", "")
    assert () == articles(undated.encode())[0].dates


def test_topics_say_what_they_are() -> None:
    """Sections, without the page; subjects, without the share."""
    assert (
        RawTopic("National Desk", "section"),
        RawTopic("RIVERS", "keyword"),
        RawTopic("WEIRS & DAMS", "keyword"),
    ) == articles(OLD.encode())[0].topics


def test_a_cover_is_counted_and_is_no_article() -> None:
    """What was asked for stands above the first document."""
    first, *rest = records((COVER + OLD).encode())
    assert isinstance(first, Skipped)
    assert ("no-article", 2) == (first.reason, len(rest))
    newer = "User Name: Ann\nDate and Time: January 30, 2026\nJob Number: 1\nDocuments (2)\n"
    assert NEWER == [clean(one) for one in articles((newer + "1. A\n\n" + NEW).encode())]


def test_other_text_above_the_first_document_is_an_article() -> None:
    """Nothing is lost."""
    note = "A note\n\nSomebody wrote this above the export.\n\n"
    found = articles((note + OLD).encode())
    assert {"title": "A note", "body": "Somebody wrote this above the export."} == said(found[0])
    assert 3 == len(found)


def test_places_are_those_of_the_documents() -> None:
    """The bytes from start to end are the document's own, in the digest too."""
    data = (COVER + OLD).encode("utf-8-sig")
    found = records(data)
    assert [1, 2, 3] == [places(one)[0] for one in found]
    for record, begin in zip(found, (b"Download", b"1 of 2", b"2 of 2"), strict=True):
        _, start, end = places(record)
        assert data[start:end].startswith(begin)
        assert data[start:end] == data[start:end].strip()
    alone = OLD[OLD.index("2 of 2") :].encode()
    assert found[2].provenance.digest == articles(alone)[0].provenance.digest  # type: ignore[union-attr]


def places(record: object) -> tuple[int, int | None, int | None]:
    """Give number and range of a record."""
    where = record.provenance if isinstance(record, RawArticle) else record.where  # type: ignore[attr-defined]
    return where.record, where.start, where.end


@pytest.mark.parametrize(
    ("number", "names", "language"),
    [
        ("Dokument 1 von 10", ("AUTOR", "RUBRIK", "LÄNGE", "UPDATE", "SPRACHE"), "GERMAN; DEUTSCH"),
        ("Document 1 de 10", ("AUTEUR", "RUBRIQUE", "LONGUEUR", "DATE-CHARGEMENT", "LANGUE"), "FR"),
        ("Document 1 van 10", ("AUTEUR", "RUBRIEK", "LENGTE", "LOAD-DATE", "TAAL"), "DUTCH"),
        ("Documento 1 de 10", ("AUTOR", "SECCIÓN", "LONGITUD", "LOAD-DATE", "IDIOMA"), "SPANISH"),
        ("1 of 1 DOCUMENT", ("BYLINE", "SECTION", "LENGTH", "LOAD-DATE", "LANGUAGE"), "ENGLISH"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_other_languages(number: str, names: tuple[str, ...], language: str, codec: str) -> None:
    """The numbering and the names are translated, and so are days."""
    byline, section, length, load, tongue = names
    text = (
        f"          {number}\n\n               Uferblatt\n\n            30. Januar 2026 Freitag\n\n"
        f"Das Wehr öffnet\n\n{byline}: Von Peter Kürz\n\n{section}: POLITIK; S. 4\n\n"
        f"{length}: 312 Wörter\n\nDas Wehr ist offen.\n\n{load}: 31. Januar 2026\n\n"
        f"{tongue}: {language}\n\nPUBLICATION-TYPE: Zeitung\n\n     Copyright 2026 Ufer GmbH\n"
    )
    (article,) = articles(text.encode(codec))
    assert {
        "title": "Das Wehr öffnet",
        "source": "Uferblatt",
        "date": "30. Januar 2026 Freitag",
        "authors": ("Von Peter Kürz",),
        "topics": ("POLITIK",),
        "body": "Das Wehr ist offen.",
        "language": language,
    } == said(article)
    assert "31. Januar 2026" == article.stamp


def older(head: str, body: str = "The wheel turned.", tail: str = "LANGUAGE: ENGLISH") -> bytes:
    """Write one document of the older shape, behind one that tells the format."""
    first = OLD[: OLD.index("                               2 of 2")]
    return f"{first}\n          2 of 2 DOCUMENTS\n\n{head}\n\n{body}\n\n{tail}\n".encode()


OUTLET = "               The Quay\n\n"
SUNDAY = "January 11, 2026 Sunday"
DAY = f"               {SUNDAY}\n\n"
RIGHTS = "Copyright 2026 Q\nAll Rights Reserved"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # Title among the names, or one of them.
        (f"{OUTLET}{DAY}BYLINE: Ann Lee\n\nBoats return\n\nLENGTH: 20 words", "TSDA"),
        (f"{OUTLET}{DAY}LENGTH: 20 words\n\nHEADLINE: Boats return\n\nBYLINE: Ann Lee", "TSDA"),
        (f"{OUTLET}{DAY}LENGTH: 20 words\n\nHEADLINE: Boats return\n\nBODY:", "TSD"),
        # Without one or the other.
        (f"{DAY}Boats return\n\nLENGTH: 20 words", "TD"),
        (f"{OUTLET}Boats return\n\nBYLINE: Ann Lee\n\nLENGTH: 20 words", "TSA"),
        (f"{OUTLET}{DAY}LENGTH: 20 words", "SD"),
        (f"{OUTLET}{DAY}Boats return\n\nBYLINE: Ann Lee", "TSDA"),
        (f"{OUTLET}{DAY}Boats return", "TSD"),
        ("Boats return\n\nLENGTH: 20 words", "T"),
        # No blank lines, nothing in the middle, an edition, a notice of rights that runs on.
        (f"The Quay\n{SUNDAY}\nBoats return\nBYLINE: Ann Lee\nLENGTH: 2 words", "TSDA"),
        (f"The Quay\n\n{SUNDAY}\nFinal Edition\n\nBoats return\n\nLENGTH: 2 words", "TSD"),
        (f"The Quay\n\n{SUNDAY} Final Edition\n\nBoats return\n\nLENGTH: 2 words", "TSD"),
        (f"{RIGHTS}\nThe Quay\n\n{SUNDAY}\n\nBoats return\n\nLENGTH: 2 words", "TSD"),
        (f"Copyright 2026 Q\nThe Quay\n\n{SUNDAY}\n\nBoats return\n\nLENGTH: 2 words", "TSD"),
        (f"Copyright 2026 Q\n\n{SUNDAY}\n\nBoats return\n\nLENGTH: 2 words", "TD"),
        (f"Boats return\n\nThe Quay\n\n{SUNDAY}\n\nLENGTH: 2 words", "TSD"),
        # A broadcast.
        ((f"{OUTLET}      SHOW: NOON 10:00 AM EST\n\n{DAY}      TRANSCRIPT: 013001CN.V47\n\n"
         "LENGTH: 9 words\n\nHEADLINE: Boats return\n\nBYLINE: Ann Lee\n\nGUESTS: Bo"), "TSDA"),
    ],
)  # fmt: skip
def test_heads_of_the_older_shape(head: str, expected: str) -> None:
    """What is missing is missing: nothing else is taken for it."""
    known = {
        "T": ("title", "Boats return"),
        "S": ("source", "The Quay"),
        "D": ("date", "January 11, 2026 Sunday"),
        "A": ("authors", ("Ann Lee",)),
    }
    told = said(articles(older(head))[1])
    assert "The wheel turned." == told.pop("body")
    told.pop("language")
    assert dict(known[letter] for letter in expected) == told


@pytest.mark.parametrize(
    "body",
    [
        "She quoted the file:\n\nBYLINE: nobody\n\nIt ended there.",
        "BYLINE: nobody, it said.",
        "It ended.\n\nUPDATE: the harbour closed at noon.",
        "LANGUAGE: none\n\nIt ended there.",
        "Body\n\nIt ended there.",
        "There were 1 of 2 DOCUMENTS in it.",
        "January 30, 2026 Friday\n\nIt ended there.",
    ],
)
def test_a_text_may_quote_a_head(body: str) -> None:
    """Names within the text are words of it."""
    head = f"{OUTLET}{DAY}Boats return\n\nLENGTH: 20 words\n\nThe file lay open."
    assert f"The file lay open.\n\n{body}" == articles(older(head, body))[1].body
    newer = NEW.replace("It closed on Sunday.", f"The file lay open.\n\n{body}")
    (article, _) = articles(newer.encode())
    assert str(article.body).endswith(f"The file lay open.\n\n{body}")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Boats return\n\nThe Quay\n\nJanuary 11, 2026 Sunday\n\nCopyright 2026 Q", "TSD"),
        ("Boats\nreturn\n\nThe Quay\nJanuary 11, 2026", "TSd"),
        ("Boats return\nThe Quay", "TS"),
        ("Boats return", "T"),
        ("The Quay\nJanuary 11, 2026", "td"),
    ],
)
def test_heads_of_the_newer_shape(head: str, expected: str) -> None:
    """Title, outlet and day, each in its own line."""
    known = {
        "T": ("title", "Boats return"),
        "t": ("title", "The Quay"),
        "S": ("source", "The Quay"),
        "D": ("date", "January 11, 2026 Sunday"),
        "d": ("date", "January 11, 2026"),
    }
    below = "The wheel turned.\n\nLoad-Date: January 12, 2026\n\nEnd of Document\n"
    text = f"{NEW}\n{head}\n\nLength: 20 words\nBody\n\n{below}"
    told = said(articles(text.encode())[2])
    assert "The wheel turned." == told.pop("body")
    assert dict(known[letter] for letter in expected) == told


@pytest.mark.parametrize("text", [OLD, NEW, COVER + OLD])
@pytest.mark.parametrize("share", [0.82, 0.87, 0.9, 0.95, 0.98])
def test_an_export_that_is_cut_off(text: str, share: float) -> None:
    """Gives each document before the break, and the last as far as it goes."""
    cut = text[: int(len(text) * share)]
    assert "nexis" == reader_of(cut.encode())
    found = [one for one in records(cut.encode()) if isinstance(one, RawArticle)]
    whole = [one for one in records(text.encode()) if isinstance(one, RawArticle)]
    assert said(whole[0]) == said(found[0])
    assert 2 == len(found)


def test_a_newer_export_without_the_word_for_its_text() -> None:
    """The end of a document tells it as well, and the text begins below the names."""
    text = NEW.replace("\nBody\n", "\n")
    assert "nexis" == reader_of(text.encode())
    assert NEWER == [clean(one) for one in articles(text.encode())]


def test_a_long_article_is_no_reason_to_mistake_the_newer_shape() -> None:
    """The format is told by the first 64 KiB, in which it may not end."""
    text = NEW.replace("It closed on Sunday.", "It closed on Sunday, they said.\n\n" * 3000)
    assert ["The weir opens", "Strom aus der Tiefe"] == [
        one.title for one in articles(text.encode())
    ]


def test_newer_exports_without_blank_lines() -> None:
    """Names stand right below the text; a title that is printed twice is one."""
    lines = [line for line in NEW.split("\n") if line.strip()]
    first, second = articles("\n".join(["The weir opens", *lines]).encode())
    assert NEWER == [
        {**clean(first), "body": "The weir opened on Friday.\n\nIt closed on Sunday."},
        clean(second),
    ]
    assert "The weir opened on Friday.\nIt closed on Sunday." == first.body


def test_one_document_alone() -> None:
    """As each is saved in a file of its own, numbered or not."""
    alone = OLD[OLD.index("                               2 of 2") :].replace("2 of 2", "1 of 1")
    assert [BOATS] == [clean(one) for one in articles(alone.encode())]
    newer = NEW[NEW.index("Strom") :]
    assert [NEWER[1]] == [clean(one) for one in articles(newer.encode())]


def test_a_document_without_anything() -> None:
    """Is counted as such."""
    (_, empty) = records(OLD[: OLD.index("2 of 2")].encode() + b"2 of 2 DOCUMENTS\n\n")
    assert isinstance(empty, Skipped)
    assert "no-text" == empty.reason


@pytest.mark.parametrize(
    "text",
    [
        "A guide\n\nAn export begins with\n\n     1 of 200 DOCUMENTS\n\nand goes on.\n",
        "1 of 10 documents\n\nLENGTH: 5 words\n\nNo capitals, no export.\n",
        "Weirs\n\nHeight: 5 m\nLength: 312 metres\nBody\n\nIt is made of stone.\n",
        "Title: Weirs\nAuthor: Ann Lee\nDate: 2026-01-30\n\nIt is made of stone.\n",
        "Report\n\nEnd of Document\n",
    ],
)
def test_other_texts_are_read_as_before(text: str) -> None:
    """A few words in common make no export."""
    assert "text" == reader_of(text.encode())


def test_mapped_names_stand_instead() -> None:
    """`--map` names the head's names, in lower case."""
    (first, _) = articles(OLD.encode(), title="highlight")
    assert "It had been shut since the flood." == first.title
    assert WEIR["source"] == first.source


def test_a_document_that_is_too_large_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with its size, and what stands around it is read."""
    monkeypatch.setattr(parts, "MAX_LINE_BYTES", 1 << 20)
    large = older(f"{OUTLET}{DAY}Boats\n\nLENGTH: 9 words", "The wheel turned.\n" * 100_000)
    data = large + b"\n          3 of 3 DOCUMENTS\n" + older("x").partition(b"DOCUMENTS")[2]
    found = records(data)
    assert [RawArticle, Rejection, RawArticle, RawArticle] == [type(one) for one in found]
    (refused,) = [one for one in found if isinstance(one, Rejection)]
    assert "too-large" == refused.reason
    assert b"2 of 2 DOCUMENTS" in data[refused.where.start : refused.where.end]


def test_memory_does_not_grow_with_the_file() -> None:
    """A file is read in blocks; each document is let go."""
    document = OLD.encode()

    class Stream(io.RawIOBase):
        left = 400

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= 1 << 20
            self.left -= size > 0
            return document if self.left > 0 else b""

    reader = detect("a.txt", document)
    assert reader is not None
    source = Source("a.txt", Stream)  # type: ignore[arg-type]
    assert 798 == sum(1 for _ in reader.read(source, ReadOptions()))


@pytest.mark.parametrize(
    "line", ["Body\n", "End of Document\n", "1 of 2 DOCUMENTS\n", "Length: 9 words\nBody\n", "©\n"]
)
def test_odd_begins_take_no_time(line: str) -> None:
    """Nobody watches who looks at the first bytes."""
    started = time.thread_time()
    reader_of((line * 60_000).encode())
    assert time.thread_time() - started < 2


@pytest.mark.parametrize(
    "line", ["May ", "BYLINE: a\n", "\n \n", "January 30, 2026\n", "Page 1 of 2\n"]
)
def test_odd_heads_take_no_time(line: str) -> None:
    """However often a line recurs."""
    data = b"1 of 2 DOCUMENTS\n\nLENGTH: 5 words\n\n" + line.encode() * 60_000
    started = time.thread_time()
    assert records(data)
    assert time.thread_time() - started < 2
