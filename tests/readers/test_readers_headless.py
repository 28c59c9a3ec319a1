"""What is the title of a page that has no heading, or is for printers?"""

import time
from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import html

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]

TEXT = "".join(
    f"<p>On day {day} the weir was opened, and the water fell by a hand's breadth or two.</p>"
    for day in range(9)
)


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        # The part of the title tag that the page shows, if it is the longer.
        ("The Post - Weir is open again", "<b>Weir is open again</b>", "Weir is open again"),
        ("Weir is open again : Post", "<font>Weir is open again</font>", "Weir is open again"),
        (
            "The Daily Dunmore Post - Weir",
            "<b>The Daily Dunmore Post</b>",
            "The Daily Dunmore Post",
        ),
        # What is called a headline, unless it is a link or the site's.
        ("Dunmore Post", '<span class="headline">Weir is open again</span>', "Weir is open again"),
        ("Dunmore Post", '<a class="headline">Weir is open again</a>', "Dunmore Post"),
        ("Dunmore Post", '<div class="site-title">News of the weir</div>', "Dunmore Post"),
        # A page for printers.
        ("Dunmore Post: print version", "<h2>Weir is open again</h2>", "Weir is open again"),
        ("Post - Artikel drucken", "<h2>Wehr ist offen</h2>", "Wehr ist offen"),
    ],
)
def test_title(read_one: ReadOne, title: str, shown: str, expected: str) -> None:
    """The tag and the text say it together."""
    page = f"<html><head><title>{title}</title></head><body>{shown}{TEXT}</body></html>"
    assert expected == read_one(html, page.encode()).title


def test_a_heading_is_enough(read_one: ReadOne) -> None:
    """No bold line is a title beside one."""
    page = f"<title>Post - A bold line here</title><h1>Weir</h1><b>A bold line here</b>{TEXT}"
    assert "A bold line here" != read_one(html, page.encode()).title


def test_hostile_pages_end_soon(read_one: ReadOne) -> None:
    """Neither many parts nor many elements take long."""
    start = time.thread_time()
    page = f"<title>{'a - b ' * 2_000}</title>{'<div>' * 200}{'<b>a b c</b>' * 9_000}{TEXT}"
    read_one(html, page.encode())
    assert time.thread_time() - start < 5


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        # The headline of a box has no word of the title; that of the page may say it otherwise.
        ("Share your opinion with us", "Boats stranded after miller opens weir"),
        (
            "Miller opens weir: eleven boats on the mud",
            "Miller opens weir: eleven boats on the mud",
        ),
    ],
)
def test_headlines_of_boxes(read_one: ReadOne, shown: str, expected: str) -> None:
    """What is called a headline is the page's if it shares words with the declared title."""
    box = f'<div class="headline">{shown}</div>'
    head = "<head><title>Boats stranded after miller opens weir</title></head>"
    page = f"<html>{head}<body>{box}{TEXT}</body></html>"
    assert expected == read_one(html, page.encode()).title
