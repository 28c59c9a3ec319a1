"""An index page gives its cards, and an article stays one whatever lists stand below it."""

import time
from collections.abc import Callable

import pytest
from lxml.html import document_fromstring

from searcher import extract
from searcher.article import Article, RawArticle, RawDate
from searcher.readers import html
from searcher.readers.base import Record
from searcher.readers.pages.front import beside, cards

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]

NEWS = (
    ("Ferry back after two weeks", "The boat was dry-docked for a new shaft, and ran at noon."),
    ("School roof to be mended", "The council found the money in the budget for flower beds."),
    ("Mill sold to its workers", "Forty of them signed on Friday, and the old owner cried a bit."),
    ("Bridge shut for a wedding", "The couple had met there in the rain, under one umbrella."),
    ("Bakers strike over ovens", "They want thermometers that work, and windows that open."),
    ("Heron nests on the crane", "Work has stopped until the chicks can fly, says the foreman."),
)
PROSE = (
    "<p>The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth before"
    " noon. Boys walked to the old ford and back with dry knees, and were late for school.</p>"
    "<p>The miller counted eleven boats on the mud. He lent their owners a plank, and charged for"
    " it by the hour until the church bell rang. By the evening the weir was shut again.</p>"
    "<p>Nobody had drowned, which the priest put down to the prayers of his congregation and the"
    " harbour master to the rope that he had stretched across the weir before it was opened.</p>"
)


def card(number: int, title: str, text: str) -> str:
    """Write a card with everything."""
    return (
        f'<article class="card"><h3><a href="/news/{number}">{title}</a></h3><p>{text}</p>'
        f'<div class="meta"><span class="byline">By Ines Calloway</span>'
        f'<time datetime="2024-05-{number + 10}">{number + 10} May</time></div></article>'
    )


def front(shown: str, head: str = "", around: str = "") -> bytes:
    """Write a page of cards."""
    return (
        "<!doctype html><html lang=en><head><title>Tidewater Gazette</title>"
        f'<meta property="og:site_name" content="Tidewater Gazette">{head}</head><body>'
        f'<nav><h2><a href="/sport">All the sport there is</a></h2></nav><main>{around}{shown}'
        '</main><footer><h3><a href="/terms">Terms and conditions of use</a></h3></footer></body>'
    ).encode()


CARDS = "".join(card(number, *news) for number, news in enumerate(NEWS))


def test_an_index_page_gives_its_cards(read: Read) -> None:
    """Each with what stands beside its headline and beside no other."""
    canonical = '<link rel="canonical" href="https://tidewater.example/">'
    found = read(html, front(CARDS, canonical))
    assert [title for title, _ in NEWS] == [
        one.title for one in found if isinstance(one, RawArticle)
    ]
    assert [text for _, text in NEWS] == [
        one.summary for one in found if isinstance(one, RawArticle)
    ]
    first = found[0]
    assert isinstance(first, RawArticle)
    assert ("teaser", None, "/news/0", "https://tidewater.example/") == (
        first.kind,
        first.body,
        first.url,
        first.base_url,
    )
    assert (RawDate("2024-05-10", "time"),) == first.dates
    assert ("By Ines Calloway",) == first.authors
    assert ("Tidewater Gazette", "en") == (first.source, first.language)
    assert [1, 2, 3, 4, 5, 6] == [
        one.provenance.record for one in found if isinstance(one, RawArticle)
    ]


@pytest.mark.parametrize(
    "form",
    [
        '<li><a href="/n/{n}"><h2>{title}</h2><div>{text}</div><span>3 May 2024</span></a></li>',
        '<div><h4><a href="/n/{n}#top">{title}</a></h4><p>{text}</p><p>3 May 2024</p></div>',
        '<a href="/n/{n}"><img></a><h2><a href="/n/{n}">{title}</a></h2>{text}<br>3 May 2024',
        '<h3><a href="/n/{n}">{title}</a></h3>',
    ],
)
def test_cards_of_any_build(read: Read, form: str) -> None:
    """Links around all of a card or within its headline, texts without elements, headlines only."""
    shown = "".join(
        form.format(n=n, title=title, text=text) for n, (title, text) in enumerate(NEWS)
    )
    found = [one for one in read(html, front(shown)) if isinstance(one, RawArticle)]
    assert [title for title, _ in NEWS] == [one.title for one in found]
    assert [f"/n/{number}" for number in range(6)] == [one.url for one in found]
    if "{text}" in form:
        assert [text for _, text in NEWS] == [one.summary for one in found]
        assert [(RawDate("3 May 2024", "page"),)] * 6 == [one.dates for one in found]


def test_what_an_index_page_tells_itself_is_kept(read: Read) -> None:
    """As an article of its own before the cards; none of it twice."""
    told = "We report from both banks, and from all the boats between them."
    about = f"<h1>News of the estuary</h1><p>{told}</p>"
    own, *teasers = read(html, front(CARDS, around=about))
    assert isinstance(own, RawArticle)
    assert ("article", "News of the estuary") == (own.kind, own.title)
    assert (told, (), ()) == (own.body, own.authors, own.dates)
    assert 6 == len(teasers)


@pytest.mark.parametrize(
    ("head", "around", "shown"),
    [
        # Text of its own, however many others are listed.
        ("", f"<h1>Weir opens</h1>{PROSE}", CARDS),
        # Declared an article, however short.
        ('<meta property="og:type" content="article">', "<p>The weir is open again.</p>", CARDS),
        # One of the list that is shown.
        ("", "<h1>Mill sold to its workers</h1><p>Forty of them signed on Friday.</p>", CARDS),
        # Hardly a list.
        ("", "", "".join(card(number, *news) for number, news in enumerate(NEWS[:4]))),
    ],
)  # fmt: skip
def test_an_article_stays_one(read: Read, head: str, around: str, shown: str) -> None:
    """A page that has something to tell is no index."""
    found = read(html, front(shown, head, around))
    assert ["article"] == [one.kind for one in found if isinstance(one, RawArticle)]


def test_extract_takes_any_page_for_an_article() -> None:
    """Who gives one page wants one article."""
    found = extract(front(CARDS))
    assert isinstance(found, Article)
    assert "article" == found.kind
    assert NEWS[0][1] in found.body


def test_cards_are_found_in_time() -> None:
    """Thousands of headlines, deep within each other."""
    links = "".join(f"<h3><a href=/n/{n}>Headline {n} of many</a></h3>" for n in range(20_000))
    tree = document_fromstring(front(f"{'<div>' * 200}{links}"))
    began = time.thread_time()
    found = cards(tree)
    assert beside(tree, found, [card.title for card in found]) == []
    assert time.thread_time() - began < 5
    assert 2_000 == len(found)
