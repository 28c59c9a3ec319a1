"""ProQuest's XML: Historical Newspapers, and what TDM Studio gives."""

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection

HISTORICAL = """<?xml version="1.0" encoding="UTF-8"?>
<Record><Version>Global_Schema_v5.1.xsd</Version><RecordID>475</RecordID>
<DateTimeStamp>20080101010101</DateTimeStamp><RecordTitle>THE WALL HOLDS.</RecordTitle>
<Publication><PublicationID>35</PublicationID><Title>The Quay Guardian (1901-1959)</Title>
<Qualifier>Quay (UK)</Qualifier></Publication><Publisher>Quay Press</Publisher>
<AlphaPubDate>Apr 27, 1910</AlphaPubDate><NumericPubDate>19100427</NumericPubDate>
<SourceType>Historical Newspapers</SourceType><ObjectType>Feature</ObjectType>
<ObjectType>Obituary</ObjectType><Contributor><ContribRole>Author</ContribRole>
<LastName>CALLOWAY</LastName><FirstName>INES</FirstName>
<OriginalForm>By INES CALLOWAY</OriginalForm></Contributor><Contributor>
<ContribRole>Illustrator</ContribRole><OriginalForm>A. Pen</OriginalForm></Contributor>
<LanguageCode>ENG</LanguageCode><StartPage>5</StartPage>
<URLDocView>http://q.example/openurl?rft_dat=475</URLDocView>
<FullText> It held &amp; will. </FullText></Record>
"""
STUDIO = """<?xml version="1.0" encoding="UTF-8"?>
<RECORD><Version>GlobalXML_v07.00</Version><ControlStructure><Object><GOID>123</GOID></Object>
</ControlStructure><GOID>123</GOID><DFS><PubFrosting><SourceType>Newspapers</SourceType>
<Title>Quay Notes</Title><Qualifier>Quay (UK)</Qualifier></PubFrosting><GroupIssue>
<AlphaPubDate>Jan 30, 2016</AlphaPubDate></GroupIssue></DFS><Obj>
<SourceType>Newspapers</SourceType><ObjectTypes><mstar>News</mstar></ObjectTypes>
<TitleAtt><Title>The wall holds</Title></TitleAtt><NumericDate>2016-01-30</NumericDate>
<Contributors><Contributor ContribRole="Author"><NormalizedDisplayForm>Calloway, Ines
</NormalizedDisplayForm><OriginalForm>Ines Calloway</OriginalForm></Contributor></Contributors>
<Language><ISOCode>ENG</ISOCode></Language><Abstract><AbsText>So far.</AbsText></Abstract>
<Terms><FlexTerm FlexTermName="Geographic"><FlexTermValue>Quay</FlexTermValue></FlexTerm>
<FlexTerm FlexTermName="Subject"><FlexTermValue>Tides</FlexTermValue></FlexTerm>
<Term><TermValue>Walls</TermValue></Term></Terms></Obj><TextInfo><Text HasFullText="true">
&lt;p&gt;It held.&lt;/p&gt;&lt;p&gt;It will.&lt;/p&gt;</Text></TextInfo></RECORD>
"""


def test_historical_newspapers() -> None:
    """The paper's name without its years; what kind of piece it is counts unless it is any."""
    assert reader_of(HISTORICAL.encode(), "475.xml") == "proquest-xml"
    (found,) = articles(HISTORICAL.encode(), "475.xml")
    assert said(found) == {
        "title": "THE WALL HOLDS.",
        "source": "The Quay Guardian",
        "date": "1910-04-27",
        "authors": ("By INES CALLOWAY",),
        "topics": ("Obituary",),
        "body": "It held & will.",
        "language": "ENG",
        "url": "http://q.example/openurl?rft_dat=475",
    }


def test_studio() -> None:
    """Markup in a text is paragraphs; of terms those for subjects are topics."""
    (found,) = articles(STUDIO.encode(), "123.xml")
    assert said(found) == {
        "title": "The wall holds",
        "source": "Quay Notes",
        "date": "2016-01-30",
        "authors": ("Ines Calloway",),
        "topics": ("Walls", "Tides"),
        "summary": "So far.",
        "body": "It held.\n\nIt will.",
        "language": "ENG",
    }


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("19100400", "Apr 27, 1910"),
        ("19100427", "1910-04-27"),
        ("", "Apr 27, 1910"),
    ],
)
def test_a_day_of_nothing_is_none(written: str, date: str) -> None:
    """Then the printed one counts."""
    (found,) = articles(HISTORICAL.replace("19100427", written).encode(), "a.xml")
    assert [one.text for one in found.dates] == [date]


def test_several_records() -> None:
    """A list of them is read as a stream, to where it is broken."""
    whole = f"<Records>{HISTORICAL.partition('?>')[2]}<Record><RecordID>".encode()
    found, broken = records(whole, "a.xml")
    assert isinstance(found, RawArticle)
    assert isinstance(broken, Rejection)
    assert (broken.reason, broken.where.record) == ("bad-xml", 2)


def test_other_records_are_others() -> None:
    """An element of this name alone says nothing."""
    other = (
        "<Records><Record><title>T</title><text>It held.</text><date>2026</date></Record></Records>"
    )
    assert reader_of(other.encode(), "a.xml") == "xml-records"


def test_entities_stay_closed() -> None:
    """A document of a stranger opens no files."""
    prolog = '<!DOCTYPE Record [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    hostile = HISTORICAL.partition("?>")[2].strip().replace("It held", "It &x;held")
    (found,) = articles(f"{prolog}{hostile}".encode(), "a.xml")
    assert found.body == "It held & will."


def test_mapped_fields_stand() -> None:
    """As for every format."""
    (found,) = articles(HISTORICAL.encode(), "a.xml", source="qualifier")
    assert found.source == "Quay (UK)"
