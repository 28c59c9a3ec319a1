"""Exports of Europresse: many articles in one page."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import articles, reader_of, records
from searcher.article import RawDate, RawTopic

HEAD = "<!DOCTYPE html><html><head><title>Europresse</title></head><body>"
ARTICLE = (
    '<article><header><span class="DocPublicationName">Le Quai, no. 23456</span>'
    '<span class="DocHeader">{head}</span><div class="titreArticle">'
    '<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">La <mark>digue</mark></p>'
    '<p class="rdp__subtitle">Elle date de 1911</p></div><div class="docAuthors">Bo Ray</div>'
    '</header><section><div class="DocText clearfix"><div class="docOcurrContainer">'
    "<p>Elle a tenu.</p><p>Elle tiendra.</p></div></div></section><aside>Autres</aside>"
    "<footer><small>© 2023 Le Quai</small></footer></article>\n"
)
DAY = "Économie, mercredi 18 janvier 2023 920 mots, p. 12"


def page(*articles: str) -> bytes:
    """Give a page of these articles."""
    return f"{HEAD}{''.join(articles)}</body></html>".encode()


def test_each_article_is_one() -> None:
    """With its own range of bytes, and without the page around."""
    data = page(ARTICLE.format(head=DAY), ARTICLE.format(head=DAY).replace("La ", "Une "))
    first, second = articles(data)
    assert ["La digue", "Une digue"] == [first.title, second.title]
    assert ("Le Quai", ("Bo Ray",), "Elle date de 1911") == (
        first.source,
        first.authors,
        first.summary,
    )
    assert "Elle a tenu.\n\nElle tiendra." == first.body
    where = first.provenance
    assert data[where.start : where.end].startswith(b"<article><header>")


@pytest.mark.parametrize(
    ("head", "day", "section"),
    [
        (DAY, "18 janvier 2023", "Économie"),
        ("mercredi 18 janvier 2023 920 mots, p. 12", "18 janvier 2023", None),
        ("lundi 5 septembre 2022 - 10:11 UTC +02:00 34 mots", "5 septembre 2022", None),
        ("Business, Monday, March 6, 2023 - 10:11 UTC 200 words", "March 6, 2023", "Business"),
        ("Monday, March 6, 2023 200 words, p. A1", "March 6, 2023", None),
        ("La Une; Monde, samedi 1er avril 2023", "1er avril 2023", "La Une"),
        ("sin fecha", None, None),
    ],
)
def test_head_says_day_and_section(head: str, day: str | None, section: str | None) -> None:
    """In French and English; pages and lengths are neither."""
    found = articles(page(ARTICLE.format(head=head)))[0]
    assert ((RawDate(day, "field:DocHeader"),) if day else ()) == found.dates
    assert ((RawTopic(section, "section"),) if section else ()) == found.topics


def test_article_without_the_usual_elements_is_its_text() -> None:
    """Head and end are no text."""
    article = (
        '<article><header><span class="DocPublicationName">Quai</span></header><h2>Mer</h2>'
        "<p>Haute.</p><footer>©</footer></article>"
    )
    assert (None, "Mer\n\nHaute.") == (
        articles(page(article))[0].title,
        articles(page(article))[0].body,
    )


def test_text_between_articles_is_not_lost() -> None:
    """Elements that hold nothing are nothing."""
    article = ARTICLE.format(head=DAY)
    found = articles(page("<div>", article, "</div><p>Une note.</p>", article))
    assert [2, 1, 2] == [len((getattr(r, "body", "") or "").split("\n\n")) for r in found]
    assert 2 == len(articles(page("<div> ", article, "</div>\n<hr>", article)))


def test_article_that_is_cut_off_is_read() -> None:
    """As far as it goes."""
    data = page(ARTICLE.format(head=DAY), ARTICLE.format(head=DAY))
    *_, last = articles(data[: data.rindex(b"tiendra")])
    assert "Elle a tenu.\n\nElle" == last.body


def test_mapped_field_of_an_article_stands() -> None:
    """By the names that the documentation gives."""
    found = articles(page(ARTICLE.format(head=DAY)), summary="section")[0]
    assert "Économie" == found.summary


def test_exports_are_told_from_other_pages() -> None:
    """A page that speaks of such a class is none."""
    other = b"<html><body><p>class DocPublicationName</p><p>in an article</p></body></html>"
    files = [page(ARTICLE.format(head=DAY)), other]
    assert ["europresse", "html"] == [reader_of(data, "a.html") for data in files]


@given(st.integers(0, 900), st.binary(max_size=3))
def test_damaged_page_is_read(place: int, noise: bytes) -> None:
    """Whatever is damaged, something is said about it, and nothing raises."""
    data = page(ARTICLE.format(head=DAY))
    data = data[:place] + noise + data[place + len(noise) :]
    assert records(data, "a.html")


@pytest.mark.parametrize(
    "piece",
    ["<article ", "<article>", "<p>", "<a b='", "</article>", "<!--", "Monday, March 6, "],
)
def test_page_of_a_stranger_takes_no_time(piece: str) -> None:
    """Nothing grows faster than the page."""
    started = time.thread_time()
    head = ARTICLE.format(head=piece * (100_000 // len(piece)))
    found = records(page(head, piece * (200_000 // len(piece))))
    assert found
    assert time.thread_time() - started < 12
