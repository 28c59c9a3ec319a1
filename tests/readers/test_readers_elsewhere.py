"""Comments, captions and the cards of other pages are not the article's."""

from typing import Any

import pytest
from lxml import html

from searcher.readers.pages.elsewhere import is_aside, is_card, is_elsewhere, is_profile, is_quoted

OWN = {"weiropensatdunmore"}
NAME = "Ada Weir of the Mill"
CARD = '<div><h3><a href="/mill">Mill burns down at night</a></h3>{}</div>'


def mark(body: str) -> Any:
    """Give the `<i>` of a page with this body."""
    return next(html.document_fromstring(f"<html><body>{body}</body></html>").iter("i"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (CARD.format("<i>x</i>"), True),
        (CARD.format("<p><span><i>x</i></span></p>"), True),
        ('<a href="/mill"><h3>Mill burns down at night</h3><i>x</i></a>', True),
        ('<div><h3><a href="/w">水车小屋昨夜起火</a></h3><i>x</i></div>', True),
        # Its own headline, with a link to itself; one that is no link; a person's name.
        ('<div><h2><a href="/weir">Weir opens at Dunmore</a></h2><i>x</i></div>', False),
        ("<div><h3>Mill burns down at night</h3><i>x</i></div>", False),
        (f'<div><h4><a href="/author/ada-weir">{NAME}</a></h4><i>x</i></div>', False),
        (f'<div><h4 class="author-name"><a href="/a">{NAME}</a></h4><i>x</i></div>', False),
        ('<div><h4><a href="/a">Ada Weir</a></h4><i>x</i></div>', False),
        (f"<div><h1>Weir</h1>{CARD.format('')}<i>x</i></div>", False),
        # What holds a text is no card, whatever leads away from it.
        (CARD.format(f"<p>{'The weir was shut. ' * 80}</p><i>x</i>"), False),
        ("<div><i>x</i></div>", False),
    ],
)  # fmt: skip
def test_cards(body: str, expected: bool) -> None:
    """A headline that is a link to another page makes a card of what stands around it."""
    assert expected == is_card(mark(body), OWN)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<figure><figcaption><i>x</i></figcaption></figure>", True),
        ("<blockquote><p><i>x</i></p></blockquote>", True),
        ('<p><i class="photo-author">x</i></p>', True),
        ('<figure class="author"><figcaption><i>x</i></figcaption></figure>', False),
        ("<p><i>x</i></p>", False),
    ],
)
def test_pictures_and_quotes(body: str, expected: bool) -> None:
    """Who took a picture and who is quoted did not write the article."""
    assert expected == is_quoted(mark(body))


@pytest.mark.parametrize("name", ["kommentare", "comentarios", "reacties", "yorum-listesi"])
def test_comments_in_other_languages(name: str) -> None:
    """What readers say is called many things."""
    assert is_elsewhere(mark(f'<div class="{name}"><p><i>x</i></p></div>'))


def test_places() -> None:
    """An aside by its tag, a comment by its class; what an article calls its parts is its own."""
    assert is_aside(mark("<footer><p><i>x</i></p></footer>"))
    assert is_elsewhere(mark('<div class="comments"><i>x</i></div>'))
    assert not is_elsewhere(mark('<div class="comments"><article><i>x</i></article></div>'))
    assert is_profile("/authors/ada-weir?ref=1")
    assert not is_profile("/authors/")


@pytest.mark.parametrize("name", ["cs-sidebar-enabled", "withSidebar", "comments-enabled widget"])
def test_what_holds_the_headline_is_the_page(name: str) -> None:
    """A layout is called by what stands beside its article, too; a box has a heading of its own."""
    headline = "<h1>Weir opens at Dunmore</h1><p><i>x</i></p>"
    assert not is_elsewhere(mark(f'<div class="{name}">{headline}</div>'))
    assert is_elsewhere(mark(f'<div class="{name}"><h1>Comments</h1><p><i>x</i></p></div>'))
    assert is_elsewhere(
        mark(f'<div class="{name}"><h1><a href="/m">Mill burns down</a></h1><i>x</i>')
    )
    assert is_elsewhere(mark(f'<div class="{name}"><p><i>x</i></p></div>'))
