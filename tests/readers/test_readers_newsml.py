"""NewsML-G2: items of a message become articles; hostile XML costs nothing but itself."""

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from searcher.article import RawArticle, RawTopic, Rejection, Skipped
from searcher.index import Index
from searcher.readers import detect, newsml
from searcher.readers.base import Record

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]
ReadOne = Callable[..., RawArticle]
NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(
    meta: str = "<headline>A title</headline>", about: str = "", body: str = "", more: str = ""
) -> str:
    """Write one item."""
    return (
        f'<newsItem {NS} guid="urn:newsml:a.example:1" {more}><itemMeta>{about}</itemMeta>'
        f"<contentMeta>{meta}</contentMeta><contentSet>{body}</contentSet></newsItem>"
    )


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (f"<newsItem {NS}>", True),
        (f'<?xml version="1.0"?>\n<!-- a -->\n<newsMessage\n {NS}>', True),
        (f"<n:newsItem {NS.replace('xmlns', 'xmlns:n')}>", True),
        (f"<planningItem {NS}/>", True),
        ("<newsItem>", False),
        (f"<other {NS}>", False),
        (f"<rss {NS}><newsItem>", False),
    ],
)
def test_told_by_root_and_namespace(head: str, known: bool) -> None:
    """Whatever the file is called."""
    for name in ("a.xml", "a.txt", "a"):
        reader = detect(name, head.encode())
        assert known == (reader is not None and reader.name == newsml.NAME)


def test_prefixes_and_encodings_are_those_of_xml(read_one: ReadOne) -> None:
    """A prefix on each element, and Latin-1 as declared."""
    text = item("<headline>Café</headline>").replace("<", "<n:").replace("<n:/", "</n:")
    data = '<?xml version="1.0" encoding="iso-8859-1"?>' + text.replace("xmlns=", "xmlns:n=")
    assert "Café" == read_one(newsml, data.encode("latin-1")).title


def test_persons_sign_before_the_line_and_the_creator(read_one: ReadOne) -> None:
    """`by`, then NITF's persons, then its line without titles, then creators."""
    nitf = "<inlineXML><nitf><body><body.head>{}</body.head></body></nitf></inlineXML>"
    by = "<headline>T</headline><creator><name>The Wire</name></creator>"
    person = "<byline>By <person>Ann Lee</person>, <byttl>Editor</byttl></byline>"
    line = "<byline>By Bo Ray, <byttl>Editor</byttl></byline>"
    alone = "<byline><byttl>The Desk</byttl></byline>"
    assert [("Cy Poe",), ("Ann Lee",), ("By Bo Ray",), ("The Desk",), ("The Wire",)] == [
        read_one(newsml, item(meta, body=nitf.format(head)).encode()).authors
        for meta, head in [
            (by + "<by>Cy Poe</by>", person), (by, person), (by, line), (by, alone), (by, "")
        ]
    ]  # fmt: skip


def test_text_and_escaped_html_are_content_too(read_one: ReadOne) -> None:
    """Other content, such as tables of sport, is no text."""
    text = "<inlineData contenttype='text/plain'>One.\n\nTwo.</inlineData>"
    html = "<inlineData contenttype='text/html'>&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></inlineData>"
    other = "<inlineXML><sports-content><p>1:0</p></sports-content></inlineXML>"
    binary = "<inlineData contenttype='image/png'>AAAA</inlineData>"
    bodies = [read_one(newsml, item(body=one).encode()).body for one in (text, html, other, binary)]
    assert ["One.\n\nTwo.", "One.\n\nTwo.", None, None] == bodies


@pytest.mark.parametrize(
    ("provider", "source"),
    [
        ('<provider qcode="p:AW"><name>A Wire</name></provider>', "A Wire"),
        ('<provider literal="AWire"/>', "AWire"),
        ('<provider qcode="p:AW"/>', "AW"),
        ('<provider uri="https://wire.example/about"/>', "wire.example"),
        ('<provider uri="http://[broken"/>', None),
        ("", None),
    ],
)
def test_the_provider_is_the_source(read_one: ReadOne, provider: str, source: str | None) -> None:
    """By name, literal, code or address, in this order."""
    assert source == read_one(newsml, item(about=provider).encode()).source


def test_mapped_fields_come_before_the_formats_own(read_one: ReadOne, read: Read) -> None:
    """`--map` names elements; what is mapped is read from there alone."""
    meta = "<slugline>SLUG</slugline><headline>A title</headline><located><name>Ormsey</name>"
    data = item(meta + "</located>").encode()
    mapped = read_one(newsml, data, fields={"title": "slugline", "topics": "located"})
    assert ("SLUG", (RawTopic("Ormsey"),)) == (mapped.title, mapped.topics)
    (none,) = read(newsml, data, fields={"title": "nothing"})
    assert isinstance(none, Rejection)
    assert "missing-field" == none.reason


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "withdrawn"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "withdrawn"),
        ('<itemClass qcode="ninat:video"/>', "no-article"),
        ('<itemClass qcode="ninat:composite"/>', "no-article"),
    ],
)
def test_what_is_no_article_is_skipped(read: Read, about: str, reason: str) -> None:
    """With a reason; it is no error."""
    (record,) = read(newsml, item(about=about).encode())
    assert isinstance(record, Skipped)
    assert reason == record.reason


def test_a_break_costs_what_comes_after_it(read: Read) -> None:
    """Items before it stay, and one rejection says where."""
    good = item().replace("urn:newsml:a.example:1", "urn:newsml:a.example:{}")
    text = f"<newsMessage {NS}><itemSet>" + "".join(good.format(n) for n in range(50)) + "<broken"
    records = read(newsml, text.encode())
    assert [RawArticle] * 50 + [Rejection] == [type(record) for record in records]
    assert isinstance(records[-1], Rejection)
    assert ("bad-newsml", 51) == (records[-1].reason, records[-1].where.record)


def test_a_message_without_items_is_empty(read: Read) -> None:
    """No record is lost without a word."""
    (record,) = read(newsml, f"<newsMessage {NS}><itemSet/></newsMessage>".encode())
    assert isinstance(record, Skipped)
    assert "empty" == record.reason


def test_no_entity_is_expanded_and_no_file_read(tmp_path: Path, read: Read) -> None:
    """Bombs stay small; external entities and DTDs are not fetched."""
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    bombs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 20}">' for n in range(1, 12))
    kinds = f'<!ENTITY b0 "boom">{bombs}<!ENTITY x SYSTEM "{secret.as_uri()}">'
    for doctype in (f"<!DOCTYPE a [{kinds}]>", f'<!DOCTYPE a SYSTEM "{secret.as_uri()}">'):
        text = doctype + item(
            "<headline>T &b11; &x;</headline>" if "[" in doctype else "<headline>T</headline>"
        )
        found = repr(read(newsml, text.encode()))
        assert "secret" not in found.replace(secret.as_uri(), "")
        assert len(found) < 3_000


@pytest.mark.parametrize(
    "inside",
    [
        "<p/>" * 250_000,
        "<p>" + "x" * 9_000_000 + "</p>" + "<p/>" + ("x" * 6_000_000 + "<p/>") * 2,
        "<byline><person>A</person></byline>" * 110_000,
    ],
)
def test_an_item_too_large_costs_itself(read: Read, inside: str) -> None:
    """It is refused, and the next one is read."""
    large = item(body=f"<inlineXML><nitf>{inside}</nitf></inlineXML>")
    text = f"<newsMessage {NS}><itemSet>{large}{item()}</itemSet></newsMessage>"
    refused, good = read(newsml, text.encode())
    assert isinstance(refused, Rejection)
    assert "too-large" == refused.reason
    assert isinstance(good, RawArticle)


@pytest.mark.parametrize(
    "inside",
    [
        "<byline>" + "<byttl>x</byttl>y" * 60_000 + "</byline>",
        "<byline>" * 200 + "<person>x</person>" * 10 + "</byline>" * 200,
        "<media><p>x</p></media>" * 50_000,
    ],
)
def test_repetition_takes_no_long_time(read: Read, inside: str) -> None:
    """Each is read in a second or two, not in the square of its length."""
    body = f"<inlineXML><nitf><body><body.head>{inside}</body.head><body.content>{inside}"
    text = item(body=body + "</body.content></body></nitf></inlineXML>")
    assert 1 == len(read(newsml, text.encode()))


def test_nesting_too_deep_is_a_break(read: Read) -> None:
    """The parser refuses it."""
    deep = "<div>" * 5_000 + "x" + "</div>" * 5_000
    (record,) = read(newsml, item(body=f"<inlineXML>{deep}</inlineXML>").encode())
    assert isinstance(record, Rejection)
    assert "bad-newsml" == record.reason


def test_the_latest_version_stands(tmp_path: Path) -> None:
    """An update under the same name replaces what came before, whichever is read first."""
    text = "<versionCreated>2026-01-{}T08:00:00Z</versionCreated>"
    for name, day in [("a.xml", 31), ("b.xml", 30)]:
        version = item(f"<headline>Day {day}</headline>", about=text.format(day))
        (tmp_path / name).write_text(version)
    with Index.create(tmp_path / "index") as index:
        report = index.ingest([tmp_path / "a.xml", tmp_path / "b.xml"])
        (hit,) = index.search("").hits
    assert (1, "Day 31", None) == (report.superseded, hit.article.title, hit.article.url)


@pytest.mark.corpora
def test_the_examples_of_the_standard(shared_data: Path, read: Read, tmp_path: Path) -> None:
    """Every complete document is known, and stories come out with text, author and date."""
    with tarfile.open(shared_data / "formats" / "newsml_g2.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    known, records = 0, []
    for path in tmp_path.rglob("*.xml"):
        data = path.read_bytes()
        reader = detect(path.name, data)
        if reader is not None and reader.name == newsml.NAME:
            known += 1
            records += read(newsml, data)
    assert 30 == known
    assert not [record for record in records if isinstance(record, Rejection)]
    stories = [one for one in records if isinstance(one, RawArticle) and one.body]
    assert 3 == len(stories)
    assert all(story.title and story.authors and story.dates for story in stories)
