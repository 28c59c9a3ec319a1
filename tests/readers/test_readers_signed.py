"""Authors are found where the page shows them, and only those of its own article."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]
TEXT = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4
REL = '<a rel="author">{}</a>'
OUTLET = '<meta property="og:site_name" content="The Paper"><meta name="author" content="{}">'


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        # Pieces that style parts; the inner of two marked elements is the name.
        ('<p class="byline">By<a>Ada Weir</a></p>', ("By Ada Weir",)),
        ('<p class="byline">By <span class="author">Ada Weir</span></p>', ("Ada Weir",)),
        ('<p class="byline"><a class="author"><b>Ada</b><b>Weir</b></a></p>', ("Ada Weir",)),
        # Who stands beside the first signs with her; who stands further down signs other pages.
        ((f'<p>{REL.format("Ada Weir")} {REL.format("Tom Pool")}</p>'
          f'<div><p>{REL.format("Eve Ford")}</p><p>More</p></div>'), ("Ada Weir", "Tom Pool")),
        ('<ul><li class="author">Ada Weir</li><li class="author">Tom Pool</li></ul>',
         ("Ada Weir", "Tom Pool")),
        # A lead alone is no name.
        ('<span class="author">By</span><span class="author">Ada Weir</span>', ("Ada Weir",)),
        # Other languages' classes; a line that begins with `By`; a link to a profile.
        ('<p class="autorenzeile">Von Ada Weir</p>', ("Von Ada Weir",)),
        ("<p><em>von Ada Weir</em></p>", ("von Ada Weir",)),
        ('<p><a href="/autoren/ada-weir?ref=1">Ada Weir</a></p>', ("Ada Weir",)),
        # A label on its own, before the name or in a cell beside it.
        ("<ul><li><strong>Author</strong> Ada Weir</li></ul>", ("Ada Weir",)),
        ("<dl><dt>Autorin/Autor:</dt><dd>Ada Weir</dd></dl>", ("Ada Weir",)),
        ("<p><b>By</b> the time it was shut</p>", ()),
        ("<ul><li>Von: <a>Ada Weir</a>, <a>Tom Pool</a></li></ul>",
         ("Von: Ada Weir , Tom Pool",)),
        ('<p><a href="/staff/">All of us here</a></p>', ()),
        ("<p><em>By Monday the weir was shut again, he said.</em></p>", ()),
    ],
)  # fmt: skip
def test_shown(read_one: ReadOne, shown: str, expected: tuple[str, ...]) -> None:
    """Marked-up elements, then classes, then lines, then profiles."""
    page = f"<article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert expected == read_one(html, page).authors


@pytest.mark.parametrize(
    "name", ["The Paper", "paper.example", "The Paper Online", "TP", "a@b.example"]
)
def test_a_site_that_signs_for_everybody_gives_way(read_one: ReadOne, name: str) -> None:
    """Systems write the site's name where the author should stand; a person shown is the author."""
    head = OUTLET.format(name)
    shown = '<p class="byline">Ada Weir</p>'
    page = f"<html><head>{head}</head><body><article><h1>Weir</h1>{shown}{TEXT}</article></html>"
    assert ("Ada Weir",) == read_one(html, page.encode()).authors


def test_a_site_signs_where_nobody_else_does(read_one: ReadOne) -> None:
    """Better than a guess."""
    page = f"<html><head>{OUTLET.format('The Paper')}</head><body><h1>Weir</h1>{TEXT}</html>"
    assert ("The Paper",) == read_one(html, page.encode()).authors


def test_a_person_who_names_her_paper_is_a_person(read_one: ReadOne) -> None:
    """The site stands in the byline, and is not the whole of it."""
    head = OUTLET.format("The Paper")
    shown = '<p class="byline">von Ada Weir, The Paper</p>'
    page = f"<head>{head}</head><article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert ("von Ada Weir, The Paper",) == read_one(html, page).authors


def test_a_site_beside_a_person_is_left_out(read_one: ReadOne) -> None:
    """Only those who are not the site have signed."""
    shown = f"<p>{REL.format('The Paper')} {REL.format('Ada Weir')}</p>"
    head = '<meta property="og:site_name" content="The Paper">'
    page = f"<head>{head}</head><article><h1>Weir opens</h1>{shown}{TEXT}</article>".encode()
    assert ("Ada Weir",) == read_one(html, page).authors
