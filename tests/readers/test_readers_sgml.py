"""Collections in SGML: a record for each document, whatever its elements are called."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, RawDate, RawTopic, Skipped

HEAD = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'
WIRE = """<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>cocoa</D><D>grain</D></TOPICS>
<PLACES><D>ruritania</D></PLACES>
<PEOPLE></PEOPLE>
<UNKNOWN>
&#5;&#5;&#5;C T
&#22;&#22;&#1;f0704&#31;reute
u f BC-WEIR 02-26 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>WEIR & DAM REVIEW</TITLE>
<AUTHOR>    by Ann Lee, Reuters</AUTHOR>
<DATELINE>    STRELSAU, Feb 26 - </DATELINE><BODY>The weir of &lt;Weir Ltd> held
through the week, and 5 < 6.
    Lee said little.
    Shr 39 cts vs 50 cts
    Net 1.2 mln
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
BRIEF = """<REUTERS TOPICS="NO" OLDID="5545" NEWID="2">
<DATE>26-FEB-1987 15:02:20.00</DATE>
<TOPICS></TOPICS>
<TEXT TYPE="BRIEF">&#2;
<TITLE>WEIR SAYS IT HOLDS</TITLE>
</TEXT>
</REUTERS>
"""
RAW = """<REUTERS TOPICS="NO" OLDID="5546" NEWID="3">
<DATE>26-FEB-1987 15:03:20.00</DATE>
<TEXT TYPE="UNPROC">&#2;
WEIR INC &lt;WR> 4TH QTR
    Shr 1 dlr
&#3;</TEXT>
</REUTERS>
"""
REVIEW = {
    "title": "WEIR & DAM REVIEW",
    "source": "Reuters",
    "date": "26-FEB-1987 15:01:01.79",
    "authors": ("by Ann Lee, Reuters",),
    "topics": ("cocoa", "grain"),
    "body": "STRELSAU, Feb 26 - The weir of <Weir Ltd> held\nthrough the week, and 5 < 6.\n\n"
    "Lee said little.\n    Shr 39 cts vs 50 cts\n    Net 1.2 mln\n Reuter",
}


@pytest.mark.parametrize("file", ["reut2-000.sgm", "a.txt", "a.xml", "a"])
@pytest.mark.parametrize("codec", ["cp1252", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_each_dispatch_is_an_article(file: str, codec: str, ends: str) -> None:
    """With text, title alone, or as it came; declarations are nothing."""
    data = (HEAD + WIRE + BRIEF + RAW).replace("\n", ends).encode(codec)
    assert "sgml" == reader_of(data, file)
    first, brief, raw = articles(data, file)
    assert REVIEW == said(first)
    assert ("WEIR SAYS IT HOLDS", None) == (brief.title, brief.body)
    assert (None, "WEIR INC <WR> 4TH QTR\n\nShr 1 dlr") == (raw.title, raw.body)
    assert [1, 2, 3] == [one.provenance.record for one in (first, brief, raw)]


def test_a_dispatch_keeps_its_place_and_what_topics_are() -> None:
    """Places are no topics, as in other formats of the wires."""
    data = (HEAD + WIRE + BRIEF).encode()
    first, second = articles(data)
    assert (RawTopic("cocoa", "topic"), RawTopic("grain", "topic")) == first.topics
    assert (RawDate("26-FEB-1987 15:01:01.79", "field:DATE"),) == first.dates
    assert data[first.provenance.start : first.provenance.end] == WIRE.strip().encode()
    assert data[second.provenance.start : second.provenance.end] == BRIEF.strip().encode()


@pytest.mark.parametrize("left", [1, 40, 90, 120])
def test_a_collection_that_is_cut_off(left: int) -> None:
    """The last document is read as far as it goes."""
    data = (HEAD + BRIEF + WIRE).encode()[:-left]
    first, last = articles(data)
    assert ("WEIR SAYS IT HOLDS", "WEIR & DAM REVIEW") == (first.title, last.title)
    assert str(last.body).startswith("STRELSAU, Feb 26 - The weir")


def test_letters_that_are_longer_in_small_move_no_end() -> None:
    """The Turkish capital of i is one of them."""
    text = "<DOC><DOCNO>1</DOCNO><TITLE>İİİ İİİ</TITLE><TEXT>İyi bir gün.</TEXT></DOC>"
    (read,) = articles(text.encode())
    assert ("İİİ İİİ", "İyi bir gün.") == (read.title, read.body)


def test_a_document_that_is_not_closed_ends_at_the_next() -> None:
    """Neither is lost."""
    first, second = articles((WIRE.replace("</REUTERS>\n", "") + BRIEF).encode())
    assert REVIEW == said(first)
    assert "WEIR SAYS IT HOLDS" == second.title


TREC = {
    "Los Angeles": (
        ("<DOC>\n<DOCNO> LA010189-0001 </DOCNO>\n<DATE>\n<P>\nJanuary 1, 1989, Sunday, Home Edition"
        "\n</P>\n</DATE>\n<SECTION>\n<P>\nPart A; Page 3; Column 1; Metro Desk\n</P>\n</SECTION>\n"
        "<LENGTH><P>12 words</P></LENGTH>\n<HEADLINE>\n<P>\nWEIR HOLDS; MAYOR\nGLAD\n</P>\n"
        "</HEADLINE>\n<BYLINE>\n<P>\nBy ANN LEE, Times Staff Writer\n</P>\n</BYLINE>\n<TEXT>\n<P>\n"
        "The weir held & will.\n</P>\n<!-- P=2 -->\n<P>\nShe said so.\n</P>\n</TEXT>\n"
        "<GRAPHIC><P>Photo</P></GRAPHIC>\n<SUBJECT><P>WEIRS; DAMS</P></SUBJECT>\n</DOC>\n"),
        {
            "title": "WEIR HOLDS; MAYOR GLAD",
            "date": "January 1, 1989, Sunday",
            "authors": ("By ANN LEE, Times Staff Writer",),
            "topics": ("Metro Desk", "WEIRS", "DAMS"),
            "body": "The weir held & will.\n\nShe said so.",
        },
    ),
    "an outlet": (
        ("<DOC>\n<DOCNO>FT942-1</DOCNO>\n<PROFILE>_AN-ED</PROFILE>\n<DATE>940413\n</DATE>\n"
        "<HEADLINE>\nUK News: Weir holds\n</HEADLINE>\n<BYLINE>   By BO RAY</BYLINE>\n"
        "<TEXT>\nThe weir held.\n</TEXT>\n<PUB>The River Times\n</PUB>\n<PAGE>\nPage 8\n</PAGE>\n"
        "</DOC>\n"),
        {
            "title": "UK News: Weir holds",
            "source": "The River Times",
            "date": "940413",
            "authors": ("By BO RAY",),
            "body": "The weir held.",
        },
    ),
    "a wire": (
        ("<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88 2344EST</FILEID>\n"
        "<FIRST>u i AM-Weir 02-12 0433</FIRST>\n<HEAD>Weir Holds</HEAD>\n<HEAD>Mayor Glad</HEAD>\n"
        "<DATELINE>BONN (AP) </DATELINE>\n<TEXT>\n   The weir held\non Friday.\n   It will.\n"
        "</TEXT>\n<TEXT>\n   So she said.\n</TEXT>\n</DOC>\n"),
        {
            "title": "Weir Holds",
            "summary": "Mayor Glad",
            "body": "BONN (AP)\n\nThe weir held\non Friday.\n\nIt will.\n\nSo she said.",
        },
    ),
    "the LDC": (
        ('<DOC id="AFP_ENG_19940512.0001" type="story" >\n<HEADLINE>\nWeir holds\n</HEADLINE>\n'
        "<DATELINE>\nLONDON, May 12 (AFP)\n</DATELINE>\n<TEXT>\n<P>\nThe weir held.\n</P>\n</TEXT>"
        "\n</DOC>\n"),
        {
            "title": "Weir holds",
            "source": "AFP",
            "date": "19940512",
            "body": "LONDON, May 12 (AFP)\n\nThe weir held.",
            "language": "eng",
        },
    ),
    "text within a body": (
        ("<DOC>\n<DOCNO> X1 </DOCNO>\n<DATE_TIME> 1998-06-01 00:01 </DATE_TIME>\n<BODY>\n"
        "<HEADLINE> Weir holds </HEADLINE>\n<TEXT>\n<P>\nThe weir held.\n</P>\n</TEXT>\n</BODY>\n"
        "</DOC>\n"),
        {"title": "Weir holds", "date": "1998-06-01 00:01", "body": "The weir held."},
    ),
    "elements that stay open": (
        "<DOC>\n<DOCNO>X2\n<HEADLINE>Weir holds\n<DATE>7 March 1994\n<TEXT>\nThe weir held.</DOC>",
        {"title": "Weir holds", "date": "7 March 1994", "body": "The weir held."},
    ),
    "no text at all": (
        "<DOC>\n<DOCNO>X3</DOCNO>\n<PAGE>1</PAGE>\nOnly words, <b>some</b> of them bold.\n</DOC>\n",
        {"body": "Only words, some of them bold."},
    ),
    "lower case": (
        "<doc>\n<docno>x4</docno><title>Weir holds</title>\n<text>The weir held.</text>\n</doc>\n",
        {"title": "Weir holds", "body": "The weir held."},
    ),
    "a page of an encyclopedia": (
        ('<doc id="12" url="https://w.example/?curid=12" title="Weirs &amp; dams">\nWeirs & dams\n'
        "\nA weir is a wall.\n</doc>\n"),
        {
            "title": "Weirs & dams",
            "url": "https://w.example/?curid=12",
            "body": "A weir is a wall.",
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TREC)
def test_each_kind_of_document(name: str) -> None:
    """What elements are called differs from one collection to the next."""
    text, expected = TREC[name]
    assert "sgml" == reader_of(text.encode(), "fr940104.0")
    assert [expected, expected] == [said(one) for one in articles((text + "\n" + text).encode())]


def test_many_kinds_in_one_file() -> None:
    """In lines of their own or in one, with an element and words around them."""
    texts = [text for text, _ in TREC.values()]
    data = ("<root>\n" + "".join(texts) + "stray words\n</root>\n").encode()
    *found, stray = records(data)
    assert [expected for _, expected in TREC.values()] == [
        said(one) for one in found if isinstance(one, RawArticle)
    ]
    assert isinstance(stray, RawArticle)
    assert "stray words" == stray.body
    line = " ".join(" ".join(texts).split())
    assert len(texts) == len(articles(line.encode()))


def test_a_document_without_anything() -> None:
    """Is counted as such."""
    text, _ = TREC["a wire"]
    _, empty = records((text + "<DOC>\n<DOCNO>X9</DOCNO>\n</DOC>").encode())
    assert isinstance(empty, Skipped)
    assert "no-text" == empty.reason


def test_mapped_names_stand_instead() -> None:
    """`--map` names elements in lower case."""
    assert "AP880212-0001" == articles(TREC["a wire"][0].encode(), title="docno")[0].title


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("a.txt", "<DOC>\nA text that begins so.\n</DOC>\n", "text"),
        ("a.txt", "A weir\n\n<DOC>\n<DOCNO>1</DOCNO>\n</DOC>\n", "text"),
        ("a.html", "<html><body><doc><docno>1</docno></doc></body></html>", "html"),
        ("a.xml", "<?xml version='1.0'?><doc><p>x</p></doc>", None),
        ("a.txt", "<reuters>\nNo number.\n", "text"),
    ],
)
def test_other_texts_are_read_as_before(file: str, text: str, expected: str | None) -> None:
    """Only a document with its number, or what says more, begins a collection."""
    assert expected == reader_of(text.encode(), file)


@pytest.mark.parametrize(
    "inner",
    [
        "<title>",
        "<body>",
        "<!--",
        "<h3>",
        "</title>",
        "<p>",
        "<a ",
        "&#3;",
        "<text></body>",
        "\n  a",
    ],
)
def test_odd_documents_take_no_time(inner: str) -> None:
    """However often an element is opened, and whatever is closed in the end."""
    text = f"<DOC>\n<DOCNO>1</DOCNO>\n{inner * 50_000}</body></h3></title>-->"
    started = time.thread_time()
    assert records(text.encode(), "a.sgml")
    assert time.thread_time() - started < 2
