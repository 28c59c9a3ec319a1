"""JATS: articles of journals, dated by when they came out, as far as that is said."""

import pytest

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Rejection, Skipped

META = (
    "<title-group><article-title>Why the wall holds</article-title></title-group>"
    "<contrib-group><contrib contrib-type='author'><name><surname>Calloway</surname>"
    "<given-names>Ines</given-names></name></contrib></contrib-group>"
)
YEAR = "<pub-date pub-type='collection'><year>2025</year></pub-date>"
DAY = "<pub-date date-type='pub'><day>2</day><month>01</month><year>2026</year></pub-date>"
ALTERNATIVES = (
    "<name-alternatives><name><surname>Li</surname><given-names>Ann</given-names></name>"
    "<name><surname>X</surname></name></name-alternatives>"
)
BODY = "<body><p>It held.</p></body>"


def article(meta: str = META, body: str = BODY, more: str = "") -> str:
    """Write an article."""
    return f"<article{more}><front><article-meta>{meta}</article-meta></front>{body}</article>"


def one(meta: str = META, body: str = BODY) -> RawArticle:
    """Read an article."""
    (found,) = articles(article(meta, body).encode(), "a.xml")
    return found


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ("<pub-date><year>2026</year></pub-date>", ["2026"]),
        ("<pub-date><month>1</month><year>2026</year></pub-date>", ["2026-01"]),
        ("<pub-date><day>9</day><year>2026</year></pub-date>", ["2026"]),
        ("<pub-date><month>Jan</month><year>2026</year></pub-date>", ["2026"]),
        ("<pub-date><season>Spring</season><year>2026</year></pub-date>", ["2026"]),
        ("<pub-date date-type='received'><year>2026</year></pub-date>", []),
        ("<pub-date pub-type='nihms-submitted'><year>2026</year></pub-date>", []),
        ("<history><date date-type='accepted'><year>2026</year></date></history>", []),
        (YEAR + DAY, ["2026-01-02", "2025"]),
        ("<pub-date><year>soon</year></pub-date>", []),
    ],
)
def test_dates_have_the_parts_that_are_said(dates: str, found: list[str]) -> None:
    """A whole day comes before a year; when it was received is none."""
    assert [date.text for date in one(META + dates).dates] == found


@pytest.mark.parametrize(
    ("contrib", "name"),
    [
        (
            "<name name-style='eastern'><surname>Li</surname><given-names>Ann</given-names></name>",
            "Li Ann",
        ),
        ("<name><surname>Plato</surname></name>", "Plato"),
        ("<string-name>Ines Calloway</string-name>", "Ines Calloway"),
        (ALTERNATIVES, "Ann Li"),
    ],
)
def test_names(contrib: str, name: str) -> None:
    """As they are spoken."""
    meta = f"<contrib-group><contrib>{contrib}</contrib></contrib-group>"
    assert one(meta).authors == (name,)


def test_an_abstract_alone_is_an_article() -> None:
    """Its own heading is left out, those of its sections are not."""
    meta = (
        f"{META}<abstract><title>Abstract</title><sec><title>Aim</title><p>To hold.</p></sec>"
        "</abstract><abstract abstract-type='graphical'><p>Picture.</p></abstract>"
    )
    found = one(meta, "")
    assert (found.summary, found.body) == ("Aim\n\nTo hold.", None)


def test_a_set_is_read_article_by_article() -> None:
    """One that is cut off is named, and those before it are read."""
    inner = article(more=' xml:lang="en"') + article(META.replace("Why", "How"), BODY)
    data = f"<pmc-articleset>{inner}</pmc-articleset>".encode()
    found = articles(data, "a.xml")
    assert [said(each).get("title") for each in found] == [
        "Why the wall holds",
        "How the wall holds",
    ]
    first, last = records(data[:-60], "a.xml")
    assert isinstance(first, RawArticle)
    assert isinstance(last, Rejection)


def test_an_article_without_words_is_skipped() -> None:
    """It says nothing."""
    (found,) = records(article("<article-id>7</article-id>", "").encode(), "a.xml")
    assert isinstance(found, Skipped)


def test_bombs_are_not_expanded() -> None:
    """Entities stay what they are, or break the document."""
    bomb = '<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = (bomb + article(body="<body><p>&b;</p></body>")).encode()
    assert "aaaa" not in str(records(data, "a.xml"))
    (found,) = records((article()[:-10] + "<sec>" * 50_000).encode(), "a.xml")
    assert isinstance(found, Rejection)


@pytest.mark.parametrize(
    "document",
    ["<article><front><title>A</title></front></article>", "<article><title>A</title></article>"],
)
def test_other_articles_are_none(document: str) -> None:
    """The name alone is anybody's."""
    assert reader_of(document.encode(), "a.xml") is None
