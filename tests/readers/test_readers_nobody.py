"""Systems, newsrooms and sites sign too, where nobody did."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.pages.nobody import is_blank, is_placeholder, is_site

pytest_plugins = ("reader_fixtures",)

TEXT = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("admin", True),
        ("Newsroom", True),
        ("La rédaction", True),
        ("By Staff Reports", True),
        ("Sponsored Content", True),
        ("Редакция", True),
        ("Weir GmbH", True),
        ("Ada Weir", False),
        ("Staffan Weir", False),
        ("Von Redaktion Weir", False),
    ],
)
def test_placeholders(name: str, expected: bool) -> None:
    """Whole names only: who is called so is somebody."""
    assert expected == is_placeholder(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("{{ page.author }}", True), ("4711", True), ("null", True), ("-", True), ("Ada 2", False)],
)
def test_blanks(name: str, expected: bool) -> None:
    """A template that was not filled in, or a number, is no name."""
    assert expected == is_blank(name)


@pytest.mark.parametrize(
    ("name", "site", "expected"),
    [
        ("The Paper", "The Paper", True),
        ("The Paper Online", "The Paper", True),
        ("강변일보 | 포털", "포털 뉴스", True),
        ("paper.example", None, True),
        ("Adelaide Weirman, The Paper", "The Paper", False),
        ("Ada Weir | Dunmore", "The Paper", False),
    ],
)
def test_sites(name: str, site: str | None, expected: bool) -> None:
    """The site's name and its portal's are no persons'."""
    assert expected == is_site(name, site)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="author" content="Newsroom">', ("By Ada Weir",)),
        ('<meta property="article:author" content="4711">', ("By Ada Weir",)),
        # The site is known by its title tag alone.
        ('<title>Weir opens | Mudlark</title><meta name="author" content="Mudlark">',
         ("By Ada Weir",)),
        ('<title>Weir opens | Mudlark</title><meta name="author" content="Bo Pool">', ("Bo Pool",)),
    ],
)  # fmt: skip
def test_who_is_shown_comes_before_nobody(
    read_one: Callable[..., RawArticle], head: str, expected: tuple[str, ...]
) -> None:
    """What a page declares gives way to what it shows, where that names somebody."""
    body = f'<article><h1>Weir opens</h1><p class="byline">By Ada Weir</p>{TEXT}</article>'
    found = read_one(html, f"<html><head>{head}</head><body>{body}</body></html>".encode())
    assert expected == found.authors
