"""NITF and Reuters' items: a file is an article, dated by what its head says."""

import pytest

from exported import articles, reader_of, records
from searcher.article import RawArticle, Rejection, Skipped

NEW_YORK = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf change.date="June 10, 2005" change.time="19:30" version="-//IPTC//DTD NITF 3.3//EN">
  <head>
    <title>The wall holds</title>
    <meta content="01JAN1987" name="publication_date_string"/>
    <meta content="Harbour; Quay and Region" name="online_sections"/>
    <docdata>
      <doc.copyright holder="The New York Times" year="1987"/>
      <identified-content>
        <classifier class="indexing_service" type="descriptor">HARBOURS</classifier>
        <person class="indexing_service">CALLOWAY, INES</person>
        <classifier class="online_producer" type="types_of_material">Letter</classifier>
      </identified-content>
    </docdata>
    <pubdata date.publication="19870101T000000" ex-ref="http://q.example/?res=9B0" \
name="The New York Times"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>The wall holds</hl1></hedline>
      <byline class="print_byline">By INES CALLOWAY</byline>
      <byline class="normalized_byline">CALLOWAY, INES</byline>
      <abstract><p>So far.</p></abstract>
    </body.head>
    <body.content>
      <block class="lead_paragraph"><p>It held.</p></block>
      <block class="full_text"><p>It held.</p><p>It will.</p></block>
    </body.content>
  </body>
</nitf>
"""
REUTERS = """<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en">
<title>UK: The wall holds.</title>
<headline>The wall holds.</headline>
<byline>Ines Calloway</byline>
<dateline>QUAY 1996-08-20</dateline>
<text>
<p>It held at caf\xe9s.</p>
<p>It will.</p>
</text>
<copyright>(c) Reuters Limited 1996</copyright>
<metadata>
<codes class="bip:countries:1.0"><code code="UK"><editdetail date="1996-08-21"/></code></codes>
<codes class="bip:topics:1.0"><code code="GWEA"/><code code="GCAT"/></codes>
<dc element="dc.publisher" value="Reuters Holdings Plc"/>
<dc element="dc.source" value="Reuters"/>
</metadata>
</newsitem>
"""
AGENCY = (
    '<nitf><head><title>Wall</title><docdata management-status="usable">'
    '<date.issue norm="20260130T221500Z"/><doc.copyright holder="AP" year="2026"/>'
    '<key-list><keyword key="Walls"/></key-list></docdata></head>'
    "<body><body.head><hedline><hl1>The wall holds</hl1></hedline>"
    "<byline><person>Ines Calloway</person><byttl>Associated Press Writer</byttl></byline>"
    "<distributor>The Associated Press</distributor></body.head>"
    "<body.content><p>It held.</p><media><media-caption>A wall</media-caption></media>"
    "<p>It will.</p></body.content></body></nitf>"
)


def one(text: str, **mapped: str) -> RawArticle:
    """Read a file of one article."""
    (found,) = articles(text.encode("latin-1"), "a.xml", **mapped)
    return found


def topics(found: RawArticle) -> list[str]:
    """Give the words of the topics."""
    return [topic if isinstance(topic, str) else topic.text for topic in found.topics]


def test_annotated_corpus() -> None:
    """The text once, the byline as printed, and of the indexers' words those for subjects."""
    found = one(NEW_YORK)
    assert (found.title, found.summary) == ("The wall holds", "So far.")
    assert found.body == "It held.\n\nIt will."
    assert found.authors == ("By INES CALLOWAY",)
    assert [date.text for date in found.dates] == ["1987-01-01"]
    assert (found.source, found.url) == ("The New York Times", "http://q.example/?res=9B0")
    assert topics(found) == ["Harbour", "Quay and Region", "Harbours"]


def test_reuters_corpus() -> None:
    """The day is the item's; days on which somebody edited its codes are none."""
    found = one(REUTERS)
    assert (found.title, found.body) == ("The wall holds.", "It held at cafés.\n\nIt will.")
    assert ([date.text for date in found.dates], found.authors) == (
        ["1996-08-20"],
        ("Ines Calloway",),
    )
    assert (found.source, found.language, topics(found)) == ("Reuters", "en", ["GWEA", "GCAT"])


def test_agency() -> None:
    """Names without what the writer is, times as they are, no captions."""
    found = one(AGENCY)
    assert (found.authors, found.source) == (("Ines Calloway",), "The Associated Press")
    assert [date.text for date in found.dates] == ["20260130T221500Z"]
    assert (found.body, topics(found)) == ("It held.\n\nIt will.", ["Walls"])


def test_withdrawn() -> None:
    """What must not be used is skipped."""
    (found,) = records(AGENCY.replace('"usable"', '"canceled"').encode(), "a.xml")
    assert isinstance(found, Skipped)
    assert found.reason == "withdrawn"


def test_broken() -> None:
    """Named, and no more."""
    (found,) = records(REUTERS[:200].encode(), "a.xml")
    assert isinstance(found, Rejection)
    assert found.reason == "bad-nitf"


def test_entities_stay_closed() -> None:
    """A document of a stranger opens no files."""
    hostile = AGENCY.replace("It held.", "It &x;held.")
    prolog = '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert one(prolog + hostile).body == "It held.\n\nIt will."


def test_mapped_fields_stand() -> None:
    """As for every format."""
    assert one(NEW_YORK, source="publication_date_string").source == "01JAN1987"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (NEW_YORK, True),
        (REUTERS, True),
        (AGENCY, True),
        ("<newsitems><newsitem/></newsitems>", False),
        ("<newsitem><title>A</title></newsitem>", False),
        ("A text that mentions <nitf> and no more.", False),
    ],
)
def test_told_by_the_root(text: str, known: bool) -> None:
    """Whatever the file is called."""
    assert (reader_of(text.encode(), "a.xml") == "nitf") == known
