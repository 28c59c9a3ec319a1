"""NewsML 1: texts are found among components, without what goes with pictures."""

import pytest

from exported import articles, reader_of, records
from searcher.article import RawArticle, Rejection, Skipped

IDENTIFIED = (
    "<Identification><NewsIdentifier><ProviderId>quay.example</ProviderId>"
    "<DateId>20260130</DateId><NewsItemId>{name}</NewsItemId>"
    '<RevisionId PreviousRevision="0" Update="N">1</RevisionId>'
    "<PublicIdentifier>urn:newsml:quay.example:20260130:{name}:1</PublicIdentifier>"
    "</NewsIdentifier></Identification>"
)
MANAGED = (
    '<NewsManagement><NewsItemType FormalName="News"/>'
    "<FirstCreated>20260130T091200+0100</FirstCreated>"
    "<ThisRevisionCreated>20260130T101400+0100</ThisRevisionCreated>"
    '<Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement>'
)
LONG = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE NewsML SYSTEM "http://www.iptc.org/std/NewsML/1.2/specification/NewsML_1.2.dtd">
<NewsML Version="1.2">
  <Catalog Href="http://quay.example/catalog.xml"/>
  <NewsEnvelope><DateAndTime>20260131T000000Z</DateAndTime></NewsEnvelope>
  <NewsItem xml:lang="fr">
    {}{}
    <NewsComponent>
      <NewsLines>
        <HeadLine>The wall
          holds</HeadLine>
        <SubHeadLine>So far.</SubHeadLine>
        <ByLine>By Ines Calloway</ByLine>
        <DateLine>QUAY, Jan 30</DateLine>
        <KeywordLine>walls</KeywordLine>
      </NewsLines>
      <AdministrativeMetadata>
        <Provider><Party FormalName="Quay Wire"/></Provider>
        <Creator><Party FormalName="Hannah Okafor"/></Creator>
      </AdministrativeMetadata>
      <DescriptiveMetadata>
        <Language FormalName="en"/>
        <SubjectCode><SubjectMatter FormalName="11006000" cat="POL"/></SubjectCode>
        <SubjectCode><Subject FormalName="11000000" cat="POL"/></SubjectCode>
        <Property FormalName="Keyword" Value="tides"/>
        <Property FormalName="GeneratorSoftware" Value="press 2"/>
      </DescriptiveMetadata>
      <NewsComponent>
        <ContentItem>
          <MediaType FormalName="Text"/>
          <Format FormalName="NITF"/>
          <DataContent><nitf><body><body.head><hedline><hl1>Wall</hl1></hedline></body.head>
            <body.content><p>It held.</p><media><media-caption>A wall</media-caption></media>
            <p>It will.</p></body.content></body></nitf></DataContent>
        </ContentItem>
      </NewsComponent>
      <NewsComponent Duid="photo0">
        <NewsLines><HeadLine>The wall at dawn</HeadLine><ByLine>A. Lens</ByLine></NewsLines>
        <NewsComponent><Role FormalName="Caption"/>
          <ContentItem><MediaType FormalName="Text"/>
            <DataContent><p>The wall at dawn, seen from the quay</p></DataContent></ContentItem>
        </NewsComponent>
        <NewsComponent><Role FormalName="HighDef"/>
          <ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>
        </NewsComponent>
      </NewsComponent>
    </NewsComponent>
  </NewsItem>
</NewsML>
""".format(IDENTIFIED.format(name="w1"), MANAGED)


def item(components: str, *, name: str = "w1", managed: str = MANAGED, language: str = "") -> str:
    """Write an item."""
    return f"<NewsItem{language}>{IDENTIFIED.format(name=name)}{managed}{components}</NewsItem>"


def component(inside: str, *, role: str = "", lines: str = "", more: str = "") -> str:
    """Write a component."""
    said = f'<Role FormalName="{role}"/>' if role else ""
    lines = f"<NewsLines>{lines}</NewsLines>" if lines else ""
    return f"<NewsComponent{more}>{said}{lines}{inside}</NewsComponent>"


def text(words: str, *, role: str = "") -> str:
    """Write a component of a text."""
    content = f"<ContentItem><DataContent>{words}</DataContent></ContentItem>"
    return component(content, role=role)


def read(*items: str) -> list[RawArticle]:
    """Read a message of nothing but articles."""
    return articles(f"<NewsML>{''.join(items)}</NewsML>".encode(), "a.xml")


def topics(found: RawArticle) -> list[tuple[str, str | None]]:
    """Give the words and codes of the topics."""
    return [(one, None) if isinstance(one, str) else (one.text, one.code) for one in found.topics]


def test_an_item_with_pictures() -> None:
    """The text alone; who took a picture signs nothing."""
    (found,) = articles(LONG.encode(), "a.xml")
    assert reader_of(LONG.encode(), "a.xml") == "newsml-1"
    assert (found.title, found.summary) == ("The wall holds", "So far.")
    assert found.body == "It held.\n\nIt will."
    assert found.authors == ("By Ines Calloway",)
    assert (found.source, found.language) == ("Quay Wire", "en")
    assert [date.text for date in found.dates] == ["20260130T091200+0100"]
    assert found.captured == "20260130T101400+0100"
    assert topics(found) == [("politics", "medtop:11000000"), ("walls", None), ("tides", None)]


def test_revisions_are_one_article() -> None:
    """The name has no revision: of several the latest stands."""
    (found,) = articles(LONG.encode(), "a.xml")
    assert found.url == "urn:newsml:quay.example:20260130:w1"


def test_an_abstract_of_nitf_is_kept() -> None:
    """It stands in the head of the text, beside what the item has below its headline."""
    head = "<body.head><abstract><p>So far.</p></abstract></body.head>"
    words = f"<nitf><body>{head}<body.content><p>It held.</p></body.content></body></nitf>"
    lines = "<HeadLine>Wall</HeadLine><SubHeadLine>Quays</SubHeadLine>"
    (found,) = read(item(component(text(words), lines=lines)))
    assert (found.summary, found.body) == ("Quays\n\nSo far.", "It held.")


def test_lead_and_body() -> None:
    """A text in parts is one; its title is said by a headline already."""
    parts = text("The wall holds", role="Title"), text("It held.", role="Lead")
    whole = component(
        "".join(parts) + text("It will.\nOr not.", role="Body"),
        role="Text",
        lines="<HeadLine>The wall holds, again</HeadLine><CreditLine>QUAY</CreditLine>",
    )
    (found,) = read(item(component(whole, lines="<HeadLine>The wall</HeadLine>")))
    assert (found.title, found.source) == ("The wall holds, again", "QUAY")
    assert found.body == "It held.\n\nIt will.\nOr not."


def test_an_abstract_is_a_summary() -> None:
    """It stands before the text and is none of it."""
    parts = text("In short.", role="Abstract") + text("It held.", role="Main")
    (found,) = read(item(component(parts, lines="<HeadLine>The wall</HeadLine>")))
    assert (found.summary, found.body) == ("In short.", "It held.")


def test_a_release_in_parts() -> None:
    """As Business Wire sends it: how it is to look is no text, whom to ask comes last."""
    css = "<ContentItem><Format FormalName='CSS'/><MimeType FormalName='text/css'/>"
    css += "<DataContent>.bold {margin: 1px}</DataContent></ContentItem>"
    page = "<ContentItem><MimeType FormalName='text/xhtml'/><DataContent><html><head><title/>"
    page += "</head><body><p>It held.</p></body></html></DataContent></ContentItem>"
    picture = "<ContentItem><MimeType FormalName='image/jpeg'/><DataContent>x</DataContent>"
    parts = (
        component(css, role="StyleSheet"),
        component(css),
        text("<p>So far.</p>", role="SubHeadLine"),
        text("<p>Ines, 0123</p>", role="Contact"),
        component(f"{picture}</ContentItem>"),
        component(page, role="Body"),
    )
    (found,) = read(item(component("".join(parts), lines="<HeadLine>The wall</HeadLine>")))
    assert (found.summary, found.body) == ("So far.", "It held.\n\nInes, 0123")


def test_an_alert_without_a_headline() -> None:
    """A headline may be left empty."""
    (found,) = read(item(component(text("<p>It broke.</p><p/>"), lines="<HeadLine/>")))
    assert (found.title, found.body, found.source) == (None, "It broke.", "quay.example")


def test_two_stories_in_one_item() -> None:
    """Each has its headline; the item's name can be the address of one."""
    first = component(text("It held."), lines="<HeadLine>Wall</HeadLine><ByLine>Ines C</ByLine>")
    other = component(text("It ran."), lines="<HeadLine>Tide</HeadLine>")
    found = read(item(component(first + other)), item(component(text("It rang.")), name="b1"))
    assert [(one.title, one.body, one.authors) for one in found] == [
        ("Wall", "It held.", ("Ines C",)),
        ("Tide", "It ran.", ()),
        (None, "It rang.", ()),
    ]
    urn = "urn:newsml:quay.example:20260130:"
    assert [one.url for one in found] == [f"{urn}w1", None, f"{urn}b1"]
    assert [one.provenance.record for one in found] == [1, 2, 3]


def test_the_same_text_in_two_forms() -> None:
    """Of equivalents under one headline one is read; in two languages both are."""
    listed = ' EquivalentsList="yes"'
    lines = "<HeadLine>Wall</HeadLine>"
    twice = text("<p>It held.</p>") + text("It held.")
    (found,) = read(item(component(twice, lines=lines, more=listed)))
    assert found.body == "It held."
    english = component(text("It held."), lines=lines, more=' xml:lang="en"')
    french = component(
        text("Il tient."), lines="<HeadLine>Le mur</HeadLine>", more=' xml:lang="fr"'
    )
    found, other = read(item(component(english + french, more=listed), language=' xml:lang="de"'))
    assert [found.language, other.language] == ["en", "fr"]
    assert [found.body, other.body] == ["It held.", "Il tient."]


@pytest.mark.parametrize(
    ("party", "authors"),
    [
        ('<Party FormalName="Hannah Okafor"/>', ("Hannah Okafor",)),
        ('<Party FormalName="Hannah Okafor" Topic="EDITOR"/>', ()),
        ('<Party FormalName="TSA" Topic="AUTHOR"/>', ()),
        ('<Party FormalName="Quay Wire"/>', ()),
    ],
)
def test_who_made_it(party: str, authors: tuple[str, ...]) -> None:
    """Where nobody signs: a name, which neither initials nor the sender's are."""
    about = (
        '<AdministrativeMetadata><Provider><Party FormalName="Quay Wire"/></Provider>'
        f"<Creator>{party}</Creator></AdministrativeMetadata>"
    )
    (found,) = read(item(component(about + text("It held."), lines="<HeadLine>W</HeadLine>")))
    assert found.authors == authors


@pytest.mark.parametrize(
    ("managed", "dates"),
    [
        ("<FirstCreated>19940615T000000</FirstCreated>", ["1994-06-15"]),
        ("<FirstCreated>20250315T143325</FirstCreated>", ["20250315T143325"]),
        (
            "<FirstCreated>20260130T091200Z</FirstCreated><FirstPublished>20260201</FirstPublished>",
            ["2026-02-01"],
        ),
        ("<ThisRevisionCreated>20260202T080000Z</ThisRevisionCreated>", ["20260202T080000Z"]),
        ("", []),
    ],
)
def test_dates(managed: str, dates: list[str]) -> None:
    """What a message was sent at, or named by, is no date of publication."""
    managed = f"<NewsManagement>{managed}</NewsManagement>"
    (found,) = read(item(text("It held."), managed=managed))
    assert [date.text for date in found.dates] == dates


def test_embargo() -> None:
    """Until when nobody may publish is a date beside the first."""
    managed = (
        "<NewsManagement><FirstCreated>20260130T091200Z</FirstCreated>"
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20260201T060000Z</DateAndTime></StatusWillChange></NewsManagement>"
    )
    (found,) = read(item(text("It held."), managed=managed))
    assert [date.text for date in found.dates] == ["20260130T091200Z", "20260201T060000Z"]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (component(""), "no-article"),
        (component(text("A wall", role="Caption"), lines="<HeadLine>W</HeadLine>"), "no-article"),
        (
            component('<ContentItem Href="a.jpg"><MediaType FormalName="Photo"/></ContentItem>'),
            "no-article",
        ),
    ],
)
def test_no_text(inside: str, reason: str) -> None:
    """Pictures and tables of contents are told."""
    (found,) = records(f"<NewsML>{item(inside)}</NewsML>".encode(), "a.xml")
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_withdrawn() -> None:
    """What must not be used is skipped; what stands beside it is read."""
    gone = item(text("It broke."), managed=MANAGED.replace("Usable", "CANCELED"))
    stays = item(text("It held."), name="w2")
    skipped, found = records(f"<NewsML>{gone}{stays}</NewsML>".encode(), "a.xml")
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, type(found)) == ("withdrawn", RawArticle)


def test_broken() -> None:
    """What comes before the break is read."""
    whole = f"<NewsML>{item(text('It held.'))}<NewsItem><News".encode()
    found, broken = records(whole, "a.xml")
    assert isinstance(found, RawArticle)
    assert isinstance(broken, Rejection)
    assert (broken.reason, broken.where.record) == ("bad-newsml", 2)


def test_empty() -> None:
    """A message may hold nothing."""
    (found,) = records(b"<NewsML><NewsEnvelope/></NewsML>", "a.xml")
    assert isinstance(found, Skipped)
    assert found.reason == "empty"


def test_entities_stay_closed() -> None:
    """A document of a stranger opens no files."""
    prolog = '<!DOCTYPE NewsML [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    (found,) = articles(f"{prolog}<NewsML>{item(text('It &x;held.'))}</NewsML>".encode(), "a.xml")
    assert found.body == "It held."


def test_mapped_fields_stand() -> None:
    """As for every format."""
    (found,) = articles(LONG.encode(), "a.xml", source="dateline")
    assert found.source == "QUAY, Jan 30"
