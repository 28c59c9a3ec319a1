"""Factiva: each document of an export is an article, with codes or by the order of its lines."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, RawTopic, Skipped

ID = "Document RVT0000020260130em1u0001x"
CODED = f"""SE
Harbour News
HD
Weir holds through
the winter
BY
By Ann Lee
CR
A Wire
WC
512 words
PD
30 January 2026
ET
10:15
SN
River Times
SC
RVT
PG
4
LA
English
CY
(c) 2026 River Times

LP
The weir held.
TD
It will hold, she said.

IN THE END it held.

NS
gcat : Political/General News | gpol : Domestic Politics
RE
uk : United Kingdom
AN
{ID}
"""
GAPS = """HD\tBoats return
WC\t20 words
PD\t31 January 2026
SN\tRiver Times
LP\t
Boats came back.

AN      Document RVT0000020260131em1v0002x
"""
SUMMARY = "\n\nSearch Summary\nText\tweir\nDate\tAll Dates\n"
ORDERED = """Harbour News
Weir holds through the winter
By Ann Lee
512 words
30 January 2026
10:15
River Times
RVT
4
English
(c) 2026 River Times Ltd. All rights reserved.

The weir held.

It will hold, she said.

Document RVT0000020260130em1u0001x
"""
WEIR = {
    "title": "Weir holds through the winter",
    "source": "River Times",
    "date": "30 January 2026 10:15",
    "authors": ("By Ann Lee",),
    "topics": ("Harbour News", "Political/General News", "Domestic Politics"),
    "body": "The weir held.\n\nIt will hold, she said.\n\nIN THE END it held.",
    "language": "English",
}
BOATS = {
    "title": "Boats return",
    "source": "River Times",
    "date": "31 January 2026",
    "body": "Boats came back.",
}
PLAIN = {**WEIR, "topics": ("Harbour News",), "body": "The weir held.\n\nIt will hold, she said."}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_articles_with_codes(ends: str, codec: str) -> None:
    """A code stands alone, or a gap before its value."""
    data = (CODED + "\n\n" + GAPS).replace("\n", ends).encode(codec)
    assert "factiva" == reader_of(data)
    assert [WEIR, BOATS] == [said(one) for one in articles(data)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\n"])
def test_articles_by_order(ends: str) -> None:
    """The number of words is the mark; blank lines may stand anywhere."""
    text = (ORDERED + "\n" + ORDERED.replace("0001x", "0002x")).replace("\n", ends)
    assert "factiva" == reader_of(text.encode())
    found = [said(one) for one in articles(text.encode())]
    for one in found:
        one["body"] = "\n\n".join(str(one["body"]).split("\n\n\n\n"))
    assert [PLAIN, PLAIN] == found


def test_topics_say_what_they_are() -> None:
    """Sections and subjects; regions, companies and industries are none."""
    assert (
        RawTopic("Harbour News", "section"),
        RawTopic("Political/General News", "topic"),
        RawTopic("Domestic Politics", "topic"),
    ) == articles(CODED.encode())[0].topics


def ordered(above: str, words: str = "12 words", below: str = "River Times\nRVT\nEnglish") -> bytes:
    """Write one document by order, behind one that tells the format."""
    text = f"{ORDERED}\n{above}\n{words}\n31 January 2026\n{below}\n\nBoats came back.\n"
    return f"{text}\nDocument RVT0000020260131em1v0002x\n".encode()


@pytest.mark.parametrize(
    ("above", "title", "authors"),
    [
        ("Boats return", "Boats return", ()),
        ("Boats return to the old quay\nBy Bo Ray", "Boats return to the old quay", ("By Bo Ray",)),
        ("Boats return to the old quay\nBo Ray", "Boats return to the old quay", ("Bo Ray",)),
        # A section above a headline of two capitals is no headline above an author.
        ("Harbour\nBoats Return", "Boats Return", ()),
        ("Harbour\nBoats return\nVon Bo Ray", "Boats return", ("Von Bo Ray",)),
        ("Boats return to the quay and\nstay there", "Boats return to the quay and stay there", ()),
    ],
)  # fmt: skip
def test_lines_above_the_number_of_words(above: str, title: str, authors: tuple[str, ...]) -> None:
    """Nobody is made an author by the place of a line alone."""
    found = articles(ordered(above))[1]
    assert (title, authors) == (found.title, found.authors)
    assert "Boats came back." == found.body


@pytest.mark.parametrize(
    ("words", "below", "expected"),
    [
        (
            "1,020 words",
            "River Times\nRVT\nEnglish\nCopyright 2026. R.",
            ("River Times", "English"),
        ),
        ("312 Wörter", "Uferblatt\nUFB\nDeutsch\n(c) 2026 Ufer", ("Uferblatt", "Deutsch")),
        ("312 mots", "La Rive\nLRV\n12\nFrançais\nCopyright 2026", ("La Rive", "Français")),
        ("12 words", "River Times", ("River Times", None)),
        ("12 words", "River Times\nRVT", ("River Times", None)),
        ("12 words", "River Times\n(c) 2026 R.", ("River Times", None)),
    ],
)
def test_lines_below_the_number_of_words(
    words: str, below: str, expected: tuple[object, ...]
) -> None:
    """Code, page, language and rights may be missing."""
    found = articles(ordered("Boats return", words, below))[1]
    assert expected == (found.source, found.language)
    assert "Boats came back." == found.body


def test_pages_and_the_summary_of_a_search_are_no_text() -> None:
    """They are printed around the articles."""
    page = "Page 3 of 4 © 2026 Factiva, Inc. All rights reserved.\n"
    text = ORDERED.replace("It will", f"\f{page}It will") + page + "\n" + GAPS + SUMMARY
    *found, summary = records(text.encode())
    assert [PLAIN["body"], BOATS["body"]] == [
        str(one.body).replace("\f", "") for one in found if isinstance(one, RawArticle)
    ]
    assert isinstance(summary, Skipped)
    assert "no-article" == summary.reason


@pytest.mark.parametrize("left", [1, 36, 50, 60])
def test_an_export_that_is_cut_off(left: int) -> None:
    """The last document is read as far as it goes."""
    first, last = articles((CODED + ORDERED).encode()[:-left])
    assert WEIR == said(first)
    assert ("Weir holds through the winter", "River Times") == (last.title, last.source)
    assert str(last.body).startswith("The weir held.")


def test_what_is_not_understood_is_an_article_with_its_text() -> None:
    """Nothing is lost."""
    text = f"{CODED}\nA note\n\nOf somebody.\n\nDocument RVT0000020260131em1v0002x\n"
    _, note = articles(text.encode())
    assert {"title": "A note", "body": "Of somebody."} == said(note)


def test_places_are_those_of_the_documents() -> None:
    """The bytes from start to end are the document's own."""
    data = (CODED + "\n\n" + GAPS).encode()
    first, second = articles(data)
    assert data[first.provenance.start : first.provenance.end] == CODED.strip().encode()
    assert data[second.provenance.start : second.provenance.end] == GAPS.strip().encode()


def test_mapped_names_stand_instead() -> None:
    """`--map` names codes."""
    assert "A Wire" == articles(CODED.encode(), source="CR")[0].source


@pytest.mark.parametrize(
    "text",
    [
        "A report\n\nSee\n\nDocument RVT0000020260130em1u0001x\n\nfor more.\n",
        "Weirs\n\n512 words\n\nHD is high definition.\n",
        "HD\n\nSN\n\nTwo codes are none.\n",
    ],
)
def test_other_texts_are_read_as_before(text: str) -> None:
    """A few words in common make no export."""
    assert "text" == reader_of(text.encode())


@pytest.mark.parametrize("line", ["HD\n", "512 words\n", "\n \n", "By Ann Lee\n", "IN  x\n"])
def test_odd_documents_take_no_time(line: str) -> None:
    """However often a line recurs."""
    started = time.thread_time()
    assert records((CODED + line * 60_000 + ID + "\n").encode())
    assert time.thread_time() - started < 2
