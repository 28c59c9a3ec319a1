"""Pages of which a crawl kept the visible text alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawls import SITE, WHEN, read, record
from searcher.article import Provenance, RawArticle, RawDate, Rejection, Skipped
from searcher.readers.pages.conversion import page

LINES = """\
The wall at the old harbour held through the night, and will hold for another winter, it said.
It was measured twice.
Engineers will look at it again in the spring, when the water is low and the ice has gone.
What comes next
“We have done what we could,” she said, and the meeting ended with a vote for the plan that had\
 been printed in the week before, and against which nobody had a word to say."""
TEXT = LINES.split("\n")
MENU = ("Home", "World", "Sport", "Harbour", "Contact us", "Sign in")
FOOT = ("Most read", "Gulls return to the quay", "Share", "Privacy", "© 2026 Quay Notes")


def wet(*lines: str, url: str = f"{SITE}wall", fields: tuple[str, ...] = ()) -> bytes:
    """Give a record of these lines."""
    block = "\n".join(lines).encode()
    return record(block, *fields, kind="conversion", media="text/plain", url=url)


def one(*lines: str, url: str = f"{SITE}wall") -> RawArticle:
    """Read these lines as the article that they must hold."""
    found = page("\n".join(lines), Provenance("f", "warc"), url=url, when=None, language=None)
    assert isinstance(found, RawArticle), found
    return found


def test_text_of_a_page_is_an_article() -> None:
    """Without the menus around it, and with what the record says of it."""
    fields = ("WARC-Identified-Content-Language: eng",)
    head = ("The wall holds | Quay Notes", *MENU, "The wall holds", "By Ines Calloway")
    (found,) = read(wet(*head, "30 January 2026", *TEXT, *FOOT, fields=fields))
    assert isinstance(found, RawArticle)
    assert ("The wall holds", "eng", f"{SITE}wall") == (found.title, found.language, found.url)
    assert "\n\n".join(TEXT) == found.body
    assert (("Ines Calloway",), (RawDate("30 January 2026"),)) == (found.authors, found.dates)
    assert (None, WHEN) == (found.captured, found.stamp)


@pytest.mark.parametrize(
    ("first", "url", "expected"),
    [
        ("The wall holds | Quay Notes", SITE, "The wall holds"),
        ("The wall - Harbour - ledger.example", "https://ledger.example/", "The wall - Harbour"),
        ("The wall holds – and nobody knows how long it will", SITE, None),
        ("The wall-builders’ day", SITE, None),
        ("Quay Notes", SITE, None),
    ],
)
def test_title_is_the_first_line_without_the_site(
    first: str, url: str, expected: str | None
) -> None:
    """Unless a line above the text repeats its begin."""
    assert (expected or first) == one(first, *MENU, *TEXT, url=url).title


def test_what_stands_far_from_the_title_is_of_others() -> None:
    """A day at the head of a page is often today's."""
    found = one("The wall", "30 January 2026", *MENU, "The wall holds on", *TEXT)
    assert ((), ()) == (found.dates, found.authors)
    dated = one("The wall", *TEXT, url=f"{SITE}2026/01/30/wall")
    assert (RawDate("2026-01-30", "url"),) == dated.dates


@pytest.mark.parametrize("lines", [(), ("The wall",), ("The wall", *MENU * 20), (*MENU, TEXT[0])])
def test_page_without_running_text_is_none(lines: tuple[str, ...]) -> None:
    """As are front pages, lists and notices."""
    (found,) = read(wet(*lines))
    assert isinstance(found, Skipped)
    assert "no-text" == found.reason


def test_text_without_spaces_between_words_is_found() -> None:
    """A character or two are a word there."""
    text = (
        "港の壁は夜を越えて持ちこたえ、もう一冬は大丈夫だと市議会は金曜日の長い会議の後に述べた。"
        * 4
    )
    assert text == one("壁は持ちこたえた", "ホーム", "天気", text, "広告", "連絡先").body


def test_several_languages_are_none() -> None:
    """A page is in one, and which that is is not said."""
    fields = ("WARC-Identified-Content-Language: eng,fra",)
    (found,) = read(wet("The wall", *TEXT, fields=fields))
    assert isinstance(found, RawArticle)
    assert found.language is None


def test_record_that_is_cut_off_is_named() -> None:
    """As of every crawl."""
    (found,) = read(wet("The wall", *TEXT)[:-40])
    assert isinstance(found, Rejection)
    assert "truncated" == found.reason


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """Nothing raises."""
    for lines in (text, "\n".join((text, *TEXT)), f"{text} | {text}\n{TEXT[0]}\n" * 2):
        page(lines, Provenance("f", "warc"), url=text, when=None, language=None)


@pytest.mark.parametrize("piece", ["a | ", "By Ann\n", "a. ", " - a", "\n", "1 January 2026\n"])
def test_text_of_a_stranger_takes_no_time(piece: str) -> None:
    """Time grows with the length, whatever stands in the lines."""
    text = piece * (500_000 // len(piece))
    started = time.thread_time()
    page(text, Provenance("f", "warc"), url=SITE, when=None, language=None)
    page(f"{text}\n" + "\n".join(TEXT), Provenance("f", "warc"), url=SITE, when=None, language=None)
    assert time.thread_time() - started < 4
