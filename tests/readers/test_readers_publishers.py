"""Who publishes a page that does not name its site."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]

HANDLE = '<meta name="twitter:site" content="@thepaper">'
TEXT = "The weir at Dunmore was opened on Monday, and the water fell by a hand before noon. "


def page(head: str = "", shown: str = "") -> bytes:
    """Write a page around an article."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{HANDLE}{head}</head>'
        f"<body><article><h1>Weir opens</h1><p>{TEXT * 6}</p>{shown}</article></body></html>"
    ).encode()


def ld(json: str) -> str:
    """Write a JSON-LD script."""
    return f'<script type="application/ld+json">{json}</script>'


SITE = '{"@type":"WebSite","name":"The Paper"}'
ORGANIZATION = '{"@type":"Organization","name":"Paper House"}'
LOGO = '<div itemprop="logo" itemscope><meta itemprop="name" content="A logo"></div>'
MENU = '<p>Go to <b itemprop="name">TV guide</b></p>'
NAME = '<meta itemprop="name" content="The Paper">'


def test_a_name_where_a_handle_belongs_is_a_name(read_one: ReadOne) -> None:
    """It comes before the short name of a publisher."""
    head = '<meta name="publisher" content="PHD">'
    named = page(head).replace(b"@thepaper", b"The Paper House of Dunmore")
    assert "The Paper House of Dunmore" == read_one(html, named).source


@pytest.mark.parametrize(
    ("head", "shown", "source"),
    [
        ('<meta name="publisher" content="The Paper">', "", "The Paper"),
        ('<meta itemprop="publisher" content="The Paper">', "", "The Paper"),
        ("", f'<div itemprop="publisher" itemscope>{NAME}</div>', "The Paper"),
        (
            "",
            '<div itemprop="publisher" itemscope><b itemprop="name">The Paper</b> 12 Hill</div>',
            "The Paper",
        ),
        ("", '<span itemprop="publisher">The Paper</span>', "The Paper"),
        ("", f'<div itemprop="publisher" itemscope>{NAME}{TEXT * 4}</div>', "The Paper"),
        (ld(SITE), "", "The Paper"),
        (ld(f'{{"@graph":[{ORGANIZATION},{SITE}]}}'), "", "The Paper"),
        (ld(ORGANIZATION), "", "Paper House"),
        (
            ld('{"@type":"NewsArticle","publisher":{"name":"The Paper"}}')
            + '<meta name="publisher" content="Paper House">',
            "",
            "The Paper",
        ),
        # No names, or not the page's.
        ('<meta name="publisher" content="https://facebook.example/paper">', "", "thepaper"),
        ('<meta property="article:publisher" content="Facebook">', "", "thepaper"),
        (ld('{"@type":"WebSite","name":"https://paper.example"}'), "", "thepaper"),
        (ld(f'{{"@type":"WebPage","mainEntity":{ORGANIZATION}}}'), "", "thepaper"),
        (ld(f'[{ORGANIZATION},{{"@type":"Organization","name":"Another"}}]'), "", "thepaper"),
        (ld(f'{{"@type":"NewsArticle","about":{ORGANIZATION}}}'), "", "thepaper"),
        ("", f'<div itemprop="publisher">{TEXT * 2}</div>', "thepaper"),
        ('<meta name="publisher" content="www.paper.example">', "", "thepaper"),
        (
            "",
            f'<div itemprop="publisher" itemscope>{LOGO}</div>',
            "thepaper",
        ),
        ("", f'<div itemprop="publisher" itemscope>{MENU}{TEXT * 4}</div>', "thepaper"),
    ],
)
def test_a_publisher_comes_before_a_handle(
    read_one: ReadOne, head: str, shown: str, source: str
) -> None:
    """In meta tags, microdata and JSON-LD; an address or a page's subject names nobody."""
    assert source == read_one(html, page(head, shown)).source
