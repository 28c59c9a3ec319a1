"""Factiva's HTML: many articles in one page, each a table of codes or lines in their order."""

import time

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection, Skipped

HEAD = (
    "<!DOCTYPE html><html><head><title>Factiva</title><style>.a{}</style></head><body><form>"
    '<div id="contentWrapper">'
)
END = (
    '</div></form><div class="footer">© 2026 Factiva, Inc. All rights reserved.</div></body></html>'
)
ORDERED = (
    '<div class="article enArticle" id="article-QUAY{n}"><div id="hd"><span class="enHeadline">'
    'The wall holds {n}</span></div><div class="author">By Ines Calloway</div><div>45 words</div>'
    "<div>30 January 2026</div><div>Quay Notes</div><div>QUAY</div><div>4</div><div>English</div>"
    '<div>(c) 2026 Quay Notes</div><p class="articleParagraph enarticleParagraph">It held.</p>'
    '<p class="articleParagraph enarticleParagraph">It <b>will</b>.</p>'
    "<p>Document QUAY000020260130em1u0000{n}</p></div><br/>\n"
)
ROW = "<tr><td><b>{}</b>&nbsp;</td><td>{}</td></tr>"
CODED = (
    '<div id="a" class="article deArticle"><table>'
    + ROW.format("HD", '<span class="deHeadline">Die Mauer hält</span>')
    + ROW.format("BY", "Von Erika Beispiel")
    + ROW.format("WC", "45 Wörter")
    + ROW.format("PD", "30 Januar 2026")
    + ROW.format("SN", "Der Kai")
    + ROW.format("LA", "Deutsch")
    + ROW.format("LP", "<p>Sie hielt.</p>")
    + ROW.format("TD", "<p>Sie wird.</p><p>Wohl.</p>")
    + ROW.format("NS", "gcat : Politics")
    + ROW.format("AN", "Dokument KAI0000020260130em1u00001")
    + "</table></div>"
)


def page(*articles: str) -> bytes:
    """Write a page."""
    return f"{HEAD}{''.join(articles)}{END}".encode()


def test_lines_in_their_order() -> None:
    """As in text, with its own range of bytes each."""
    data = page(ORDERED.format(n=1), ORDERED.format(n=2))
    assert reader_of(data, "a.html") == "factiva-html"
    first, second = articles(data, "a.html")
    assert [first.title, second.title] == ["The wall holds 1", "The wall holds 2"]
    assert said(first) == said(second) | {"title": "The wall holds 1"}
    assert (first.body, first.source) == ("It held.\n\nIt will.", "Quay Notes")
    assert (first.authors, [date.text for date in first.dates]) == (
        ("By Ines Calloway",),
        ["30 January 2026"],
    )
    where = first.provenance
    assert data[where.start : where.end].startswith(b'<div class="article enArticle"')


def test_a_table_of_codes() -> None:
    """With what the indexers added."""
    (found,) = articles(page(CODED), "a.html")
    assert (found.title, found.body) == ("Die Mauer hält", "Sie hielt.\n\nSie wird.\n\nWohl.")
    assert (found.source, found.authors) == ("Der Kai", ("Von Erika Beispiel",))
    assert [date.text for date in found.dates] == ["30 Januar 2026"]


def test_nothing_in_it() -> None:
    """An element without a text is told, and costs no other."""
    name = "<p>Document QUAY000020260130em1u00001</p>"
    nothing = f'<div class="article enArticle">{name}</div>'
    empty, found = records(page(nothing, CODED), "a.html")
    assert isinstance(empty, Skipped)
    assert isinstance(found, RawArticle)


def test_too_many_tags() -> None:
    """Are refused."""
    (found,) = records(page(f'<div class="article enArticle">{"<b>" * 60_000}</div>'), "a.html")
    assert isinstance(found, Rejection)
    assert found.reason == "bad-html"


@pytest.mark.parametrize("name", ["article", "article main", "article enArticles-list"])
def test_other_pages_are_pages(name: str) -> None:
    """Whose articles are called so."""
    assert reader_of(page(f'<div class="{name}">It held.</div>'), "a.html") == "html"


def test_a_page_of_tags_takes_no_time() -> None:
    """Hostile ones included."""
    begun = time.thread_time()
    records(page(CODED, "<div " * 200_000, '<div class="article ' * 50_000), "a.html")
    assert time.thread_time() - begun < 10
