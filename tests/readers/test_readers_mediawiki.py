"""Dumps of MediaWiki: pages as articles, and their marks as text."""

import bz2
import time
from pathlib import Path

import pytest

from exported import articles, reader_of, records
from searcher.article import RawArticle, Rejection, Skipped
from searcher.index import Index
from searcher.readers import wikitext

HEAD = (
    '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="de"><siteinfo>'
    "<sitename>{}</sitename><base>https://wiki.example/wiki/Hauptseite</base><namespaces>"
    '<namespace key="1">Diskussion</namespace><namespace key="6">Datei</namespace>'
    '<namespace key="14">Kategorie</namespace></namespaces></siteinfo>'
)
TIMES = ("2026-01-30T08:00:00Z", "2026-01-31T08:00:00Z", "2026-01-29T08:00:00Z")


def revision(text: str, time: str = TIMES[0], more: str = "") -> str:
    """Write a version."""
    marked = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<revision><id>1</id><timestamp>{time}</timestamp><contributor><username>Bo</username>"
        f"</contributor>{more}<text>{marked}</text></revision>"
    )


def page(*revisions: str, title: str = "Der Wall", space: str = "0", more: str = "") -> str:
    """Write a page."""
    return f"<page><title>{title}</title><ns>{space}</ns>{more}{''.join(revisions)}</page>\n"


def dump(*pages: str, site: str = "Quay Wiki", end: str = "</mediawiki>") -> bytes:
    """Write a dump."""
    return f"{HEAD.format(site)}{''.join(pages)}{end}".encode()


def unmarked(text: str) -> str:
    """Unmark a text."""
    return wikitext.read(
        text, files=frozenset({"file", "datei"}), categories=frozenset({"category"})
    ).text


def test_a_page_is_an_article_without_a_date() -> None:
    """When it was changed is its capture; who changed it is no author."""
    (found,) = articles(dump(page(revision("Er hielt.\n[[Kategorie:Wälle]]"))), "a.xml")
    assert (found.title, found.body, found.source) == ("Der Wall", "Er hielt.", "Quay Wiki")
    assert (found.dates, found.authors) == ((), ())
    assert found.captured == found.stamp == TIMES[0]
    assert (found.language, found.url) == ("de", "https://wiki.example/wiki/Der_Wall")
    assert [getattr(topic, "text", topic) for topic in found.topics] == ["Wälle"]


@pytest.mark.parametrize("site", ["Wikinews", "Quay Wiki"])
def test_only_wikinews_prints_its_dates(site: str) -> None:
    """Elsewhere such a template is a date of anything."""
    data = dump(page(revision("{{date|January 30, 2026}}\nIt held.")), site=site)
    (found,) = articles(data, "a.xml")
    printed = [date.text for date in found.dates]
    assert printed == (["January 30, 2026"] if site == "Wikinews" else [])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_of_several_versions_the_latest_stands(order: tuple[int, ...]) -> None:
    """In any order."""
    told = [revision(f"Text {at}.", TIMES[at]) for at in order]
    found = articles(dump(page(*told), page(revision("Other."), title="B")), "a.xml")
    assert [one.body for one in found] == ["Text 1.", "Other."]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (page(revision("Er hielt."), space="1"), "no-article"),
        (page(revision("#REDIRECT [[A]]"), more='<redirect title="A"/>'), "no-article"),
        (page(revision("{}", more="<model>json</model>")), "no-article"),
        (page(revision("")), "no-text"),
        (page(), "no-text"),
        (page(revision("{{Infobox|name=Wall}}")), "no-text"),
    ],
)
def test_other_pages_are_skipped(written: str, reason: str) -> None:
    """Each with its reason; those around it are read."""
    skipped, found = records(dump(written, page(revision("It held."))), "a.xml")
    assert isinstance(skipped, Skipped)
    assert (skipped.reason, isinstance(found, RawArticle)) == (reason, True)


def test_the_namespace_is_called_as_the_wiki_calls_it() -> None:
    """In the detail of what was skipped."""
    (found,) = records(dump(page(revision("Doch!"), space="1")), "a.xml")
    assert isinstance(found, Skipped)
    assert "Diskussion" in found.detail


def test_a_dump_that_is_cut_off_gives_what_comes_before() -> None:
    """Its end is named."""
    data = dump(page(revision("It held.")), page(revision("More.")), end="")
    first, second, last = records(data, "a.xml")
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert isinstance(last, Rejection)
    assert (last.reason, last.where.record) == ("bad-xml", 3)


def test_entities_of_a_dump_are_not_expanded() -> None:
    """A bomb is a document that is broken, or a text without them."""
    bomb = '<!DOCTYPE mediawiki [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    data = bomb.encode() + dump(
        "<page><title>A</title><ns>0</ns><revision><text>&b;</text></revision></page>"
    )
    assert reader_of(data, "a.xml") == "mediawiki"
    (found,) = records(data, "a.xml")
    assert not isinstance(found, RawArticle) or "aaaa" not in str(found.body)


def test_what_has_no_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page holds as much."""
    monkeypatch.setattr("searcher.readers.xml._MOST", 100_000)
    data = dump(page(revision("It held.")), "<page>" + "<junk>x</junk>" * 50_000)
    found = records(data, "a.xml")
    assert [getattr(one, "reason", "article") for one in found] == ["article", "too-large"]


def test_an_empty_dump_is_named() -> None:
    """It holds no page."""
    (found,) = records(dump(), "a.xml")
    assert isinstance(found, Skipped)


def test_dumps_are_compressed_in_several_streams(tmp_path: Path) -> None:
    """As Wikimedia publishes them."""
    whole = dump(*(page(revision(f"It held for {n} days."), title=f"Wall {n}") for n in range(9)))
    half = len(whole) // 2
    path = tmp_path / "wiki-pages-articles-multistream.xml.bz2"
    path.write_bytes(bz2.compress(whole[:half]) + bz2.compress(whole[half:]))
    with Index.create(tmp_path / "ix") as index:
        report = index.ingest([path], workers=0)
    assert report.articles == 9


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("The ''old'' '''wall''' held.", "The old wall held."),
        ("[[Wall]] and [[Wall|walls]], [[:Category:X]].", "Wall and walls, Category:X."),
        ("[[File:A.jpg|thumb|A [[wall]].]]It held.", "It held."),
        ("[[Datei:A.jpg]]It held.[[Category:Walls]]", "It held."),
        ("It held.\n[[fr:Mur]]", "It held."),
        ("It held.<ref name=a>No [[x]].</ref> So<ref name=a /> it did.", "It held. So it did."),
        ("It held.<!-- not -->", "It held."),
        ("It held {{convert|5|km|mi}} of {{lang|de|Wall}}.", "It held 5 km of Wall."),
        ("{{quote|text=It held.}}", "It held."),
        ("{{w|Quay Wall|the wall}} held {{unknown|a=b|{{c|d}}}}.", "the wall held ."),
        ("{|\n| a || b\n|}\nIt held.", "It held."),
        ("== Then ==\n\n== Now ==\nIt held.\n=== Later ===\n", "Now\n\nIt held."),
        ("== Then ==\n=== There ===\nIt held.", "Then\n\nThere\n\nIt held."),
        ("* one\n** two\n# three\n:: four\n", "one\ntwo\nthree\nfour"),
        ("[https://a.example It] held [https://a.example].", "It held ."),
        ("It<br />held &ndash; so.\n----\n__NOTOC__", "It\nheld – so."),
        ("a = b and 3 < 4 and 5 > 4, in {braces} and [brackets].",) * 2,
        # What is never closed is text.
        ("It {{held [[so.", "It {{held [[so."),
        ("It }} held ]] so |} far.", "It }} held ]] so |} far."),
        ("{{small|It [[held}} so.", "It [[held so."),
        ("It held.<ref>So they say.", "It held.So they say."),
        ("It held.<ref>One. It<ref>x</ref> did.", "It held.One. It did."),
        ("It <!-- held.", "It <!-- held."),
    ],
)
def test_marks_are_read_as_what_they_show(marked: str, text: str) -> None:
    """Links are their words; what shows something unknown is left out."""
    assert unmarked(marked) == text


@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "[[",
        "{|",
        "}}",
        "{{a|[[",
        "<ref>",
        "<!--",
        "[//a ",
        "[//a" + " " * 50,
        "<a",
        "''",
        "=",
        "= a =",
    ],
)
def test_time_is_in_proportion_to_the_text(piece: str) -> None:
    """Whatever is typed."""
    start = time.thread_time()
    unmarked(piece * (300_000 // len(piece)))
    assert time.thread_time() - start < 3
