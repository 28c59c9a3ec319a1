"""Programs that save pages say from where, and when."""

import io
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawArticle, RawDate, Rejection, Skipped
from searcher.readers import html
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source
from searcher.readers.pages.saved import lighter, saved, stamped

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]

ADDRESS = "https://quay.example/news/wall?a=1&copy=2"
WHEN = "Fri Jan 30 2026 10:00:00 GMT+0100 (Central European Standard Time)"
REST = (
    "<title>The wall holds</title><h1>The wall holds</h1><p>The wall at the old harbour held"
    " through the night, and will hold for another winter, the council said.</p><p>Engineers will"
    " look at it again in the spring.</p>"
)
SINGLE_FILE = (
    f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
    f" saved date: {WHEN}\n-->"
)
HTTRACK = (
    "<html>\n<!-- Mirrored from quay.example/wall.html by HTTrack Website Copier/3.x [XR&CO'2014],"
    " Tue, 04 Sep 2018 06:58:36 GMT -->"
)
SAVE_PAGE = (
    f'<head><style>{"a" * 20_000}</style><meta name="savepage-url"'
    ' content="https://quay.example/wall?a=1&amp;b=2">\n<meta name="savepage-date"'
    f' content="{WHEN}">'
)
SCRAPBOOK = (
    '<html lang="en" data-scrapbook-source="https://quay.example/?a&amp;b"'
    ' data-scrapbook-create="20260130100000123">'
)
MEDIUM = (
    '<article class="h-entry"><h1 class="p-name">The wall holds</h1>'
    '<section class="e-content"><p>The wall at the old harbour held through the night, and will'
    " hold for another winter, the council said.</p></section><footer>{}"
    '<p>Exported from <a href="https://medium.com">Medium</a> on July 8, 2025.</p></footer>'
)
OUT = (
    '<p>By <a href="https://medium.com/@ines" class="p-author h-card">Ines Calloway</a> on'
    ' <a href="https://medium.com/p/1"><time class="dt-published"'
    ' datetime="2023-12-07T00:49:21.830Z">December 7, 2023</time></a>.</p>'
    '<p><a href="https://medium.com/@ines/wall-1" class="p-canonical">Canonical link</a></p>'
)


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        (SINGLE_FILE, (ADDRESS, WHEN)),
        (SINGLE_FILE.replace("\n", "\r\n"), (ADDRESS, WHEN)),
        (f"<!-- Archive processed by SingleFile url: {ADDRESS} -->", (ADDRESS, None)),
        (f"<!DOCTYPE html>\n<!-- saved from url=(0041){ADDRESS} -->\n<html>", (ADDRESS, None)),
        (HTTRACK, ("http://quay.example/wall.html", "Tue, 04 Sep 2018 06:58:36 GMT")),
        (SAVE_PAGE, ("https://quay.example/wall?a=1&b=2", WHEN)),
        (SCRAPBOOK, ("https://quay.example/?a&b", "2026-01-30T10:00:00Z")),
    ],
)
def test_address_and_time_are_those_of_the_remark(
    read_one: One, remark: str, expected: tuple[str, str | None]
) -> None:
    """The page itself says neither."""
    found = read_one(html, f"{remark}{REST}".encode())
    assert expected == (found.url, found.captured)
    assert ("The wall holds", ()) == (found.title, found.dates)


@pytest.mark.parametrize(
    "remark",
    [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0020)file:///C:/wall.html -->",
        "<!-- a SingleFile remark, url: https://quay.example -->",
        "<p>Mirrored from quay.example by HTTrack",
        '<html data-scrapbook-source="mail.php" data-scrapbook-create="20260130100000123">',
        '<meta name="savepage-url" content="about:blank">',
        f"{'<p>a</p>' * 2_000}<!-- saved from url=(0041){ADDRESS} -->",
    ],
)
def test_what_names_no_page_says_nothing(remark: str) -> None:
    """Nor does what stands in the middle of a text."""
    assert saved(f"{remark}{REST}".encode()) is None


def test_address_of_the_page_itself_comes_first(read_one: One) -> None:
    """What is relative on the page is so to where it was taken."""
    head = '<link rel="canonical" href="/wall">'
    found = read_one(html, f"{SINGLE_FILE}{head}{REST}".encode())
    assert ("/wall", ADDRESS) == (found.url, found.base_url)


def test_day_of_the_address_may_be_the_day_of_the_page(read_one: One) -> None:
    """As it may be where a crawl says the address."""
    page = SINGLE_FILE.replace("/news/", "/2026/01/29/") + REST
    assert (RawDate("2026-01-29", "url"),) == read_one(html, page.encode()).dates


def test_post_that_medium_exported_is_an_article(read_one: One) -> None:
    """When it came out and where stands at its end, where the day of the export does too."""
    found = read_one(html, MEDIUM.format(OUT).encode(), file="posts/2023-12-07_The-wall-1.html")
    assert ("The wall holds", ("Ines Calloway",)) == (found.title, found.authors)
    assert "https://medium.com/@ines/wall-1" == found.url
    assert RawDate("2023-12-07T00:49:21.830Z", "time") == found.dates[0]
    assert "July 8, 2025" == found.captured
    assert "Exported" not in (found.body or "")


def test_draft_that_medium_exported_is_none(read: Read) -> None:
    """Its file is called so; a post of old exports says no date either, and has none."""
    data = MEDIUM.format('<p><a href="https://medium.com/p/1">View original.</a></p>').encode()
    (draft,) = read(html, data, file="x.zip!posts/draft_The-wall-1.html")
    assert isinstance(draft, Skipped)
    assert "not-published" == draft.reason
    (post,) = read(html, data, file="posts/2016-01-30_The-wall-1.html")
    assert isinstance(post, RawArticle)
    assert () == post.dates


def test_pictures_within_a_page_do_not_make_it_too_large(read: Read) -> None:
    """Programs write them into it; what is too large without them is."""
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo+/" * 900_000}==">'
    data = f"{SINGLE_FILE}{picture}{REST}".encode()
    (found,) = read(html, data)
    assert isinstance(found, RawArticle)
    assert ADDRESS == found.url
    assert len(data) == found.provenance.end
    (found,) = read(html, data + b"<p>" + b"a " * (MAX_PAGE_BYTES // 2))
    assert isinstance(found, Rejection)
    assert "too-large" == found.reason


def test_small_pictures_stay() -> None:
    """There is nothing to gain by them."""
    page = b'<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    assert page == lighter(page)


@pytest.mark.parametrize("text", ["", "2026", "20260130 100000", "x"])
def test_other_digits_are_no_stamp(text: str) -> None:
    """A time has fourteen digits at least."""
    assert stamped(text) is None


@given(st.text(alphabet="<!->=\"' \nhtml()/:.0aSingleFile", max_size=300))
def test_any_page_is_looked_at(text: str) -> None:
    """Nothing raises, wherever the page is damaged."""
    for remark in (SINGLE_FILE, OUT, '<html data-scrapbook-source="https://a.example" '):
        saved(f"{remark[: len(text)]}{text}{remark[len(text) :]}".encode())


@pytest.mark.parametrize(
    "piece",
    [
        "<!-- Page saved with SingleFile ",
        "<!-- Mirrored from a by HTTrack Website Copier/",
        '<html data-scrapbook-source="https://a.example" ',
        '<meta name="savepage-url" content="',
        "<!-- saved from url=(0001)https://",
        "data:image/png;base64,",
        'Exported from <a href="https://medium.com">Medium</a> on ',
    ],
)
def test_page_of_a_stranger_takes_no_time(piece: str) -> None:
    """Time grows with the length at most."""
    data = (piece * (1_000_000 // len(piece))).encode()
    started = time.thread_time()
    saved(data)
    lighter(data)
    assert time.thread_time() - started < 1
    assert list(html.read(Source("a.html", lambda: io.BytesIO(data[:20_000])), ReadOptions()))
