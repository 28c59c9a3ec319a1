"""Instant Articles, in which `<address>` is a byline, and other pages, in which it is none."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]

MARK = '<meta property="op:markup_version" content="v1.0">'
TEXT = (
    "<p>The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth before"
    " noon. Boys walked to the old ford and back with dry knees.</p><p>The miller counted eleven"
    " boats on the mud. He lent their owners a plank, and charged for it by the hour until the"
    " church bell rang.</p>"
)
TIME = '<time class="op-published" datetime="2016-02-11T14:01:00Z">February 11th, 2:01 PM</time>'


def page(address: str, mark: str = MARK, footer: str = "") -> bytes:
    """Write a page with something in the head of its article, and below it."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{mark}</head><body><article>'
        f"<header><h1>Weir opens</h1>{TIME}{address}</header>{TEXT}<footer>{footer}</footer>"
        "</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("address", "authors"),
    [
        ("<address><a>Ann Lee</a> Ann covers weirs and mills.</address>", ("Ann Lee",)),
        (
            "<address><a>Ann Lee</a> </address><address><a>Bo Ray</a> reports.</address>",
            ("Ann Lee", "Bo Ray"),
        ),
        ("<address>Ann Lee</address>", ("Ann Lee",)),
        ("<address> </address>", ()),
        (f"<address>{'The miller of Dunmore told us so. ' * 4}</address>", ()),
    ],
)
def test_who_signs_stands_in_addresses(
    read_one: ReadOne, address: str, authors: tuple[str, ...]
) -> None:
    """Name and what is told of its bearer are no text; a sentence is no name, and stays."""
    found = read_one(html, page(address))
    assert ("Weir opens", authors) == (found.title, found.authors)
    assert ["2016-02-11T14:01:00Z"] == [date.text for date in found.dates]
    body = found.body or ""
    assert ("Ann" in body, "told us" in body) == (False, "told us" in address)
    assert "charged for it by the hour" in body


@pytest.mark.parametrize(
    "found",
    [
        page("<address><a>Ann Lee</a></address>", mark=""),
        page("", footer="<address><a>Quay Lane</a></address>"),
        page("", footer="<aside><header><address>Ann Lee</address></header></aside>"),
    ],
)
def test_other_addresses_sign_nothing(read_one: ReadOne, found: bytes) -> None:
    """On other pages, and below the article, they say where somebody is."""
    assert () == read_one(html, found).authors


KICKER = '<h3 class="op-kicker">Rivers</h3>'
SUBTITLE = "<h2>Boys walked to the ford, and nobody drowned</h2>"
ABOUT = '<meta name="description" content="{}">'


@pytest.mark.parametrize(
    ("head", "mark", "summary"),
    [
        (KICKER + SUBTITLE, MARK, "Boys walked to the ford, and nobody drowned"),
        (SUBTITLE, MARK, "Boys walked to the ford, and nobody drowned"),
        (
            SUBTITLE,
            MARK + ABOUT.format("Boys walked to the ford, and nobody drowned"),
            "Boys walked to the ford, and nobody drowned",
        ),
        (KICKER, MARK, None),
    ],
)
def test_a_kicker_and_a_subtitle_are_no_text(
    read_one: ReadOne, head: str, mark: str, summary: str | None
) -> None:
    """The subtitle is the summary of a page that has no other."""
    found = read_one(html, page(head, mark))
    assert ("Weir opens", summary) == (found.title, found.summary)
    body = found.body or ""
    assert body.startswith("The weir at Dunmore was opened")
    assert body.endswith("church bell rang.")
    assert "Rivers" not in body


def test_what_is_told_nowhere_else_stays(read_one: ReadOne) -> None:
    """A subtitle beside another summary, one among the text, a kicker that is a paragraph."""
    found = read_one(html, page(SUBTITLE, MARK + ABOUT.format("Weirs and mills of the county")))
    assert "Weirs and mills of the county" == found.summary
    assert "nobody drowned" in (found.body or "")
    long = '<h3 class="op-kicker">' + "The county closed all of its weirs on Monday. " * 3 + "</h3>"
    assert "closed all of its weirs" in (read_one(html, page(long)).body or "")
    within = read_one(html, page("").replace(b"<p>The miller", b"<h2>Mud</h2><p>The miller"))
    assert "Mud" in (within.body or "")
