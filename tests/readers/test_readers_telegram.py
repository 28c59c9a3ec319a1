"""A chat of Telegram in HTML is as many records as it has messages."""

from pathlib import Path

import pytest

from exported import reader_of, records, said
from searcher.article import RawArticle, Skipped

PAGE = (Path(__file__).parent / "golden" / "messages.html").read_text("utf-8")


def shown(page: str) -> list[dict[str, object] | str]:
    """Give what articles say, and the reasons of others."""
    return [
        said(one) if isinstance(one, RawArticle) else one.reason
        for one in records(page.encode(), "messages.html")
    ]


def test_each_message_is_a_record() -> None:
    """Also one that does not name who wrote it again."""
    assert shown(PAGE) == [
        "no-article",
        {
            "source": "Quay Notes",
            "date": "2026-01-30T08:30:00+02:00",
            "body": "The wall held through the night.\n\nIt will be raised in the summer.",
        },
        {
            "source": "Quay Notes",
            "date": "2026-01-30T09:30:00+02:00",
            "body": "The road is open again.",
        },
        "no-text",
    ]


def test_who_writes_in_a_group_is_the_author() -> None:
    """As long as nobody else does."""
    page = PAGE.replace('<div class="from_name">Quay Notes', '<div class="from_name">Ines Calloway')
    found = [one for one in shown(page) if isinstance(one, dict)]
    assert [one["authors"] for one in found] == [("Ines Calloway",)] * 2


def test_what_is_passed_on_is_text() -> None:
    """With what is said of it."""
    inner = (
        '<div class="forwarded body"><div class="from_name">Others <span class="date details" '
        'title="01.01.2020 00:00:00">x</span></div><div class="text">It rose.</div></div>'
    )
    page = PAGE.replace('<div class="text">The road', inner + '<div class="text">The road')
    found = [one for one in shown(page) if isinstance(one, dict)]
    assert found[1]["body"] == "It rose.\n\nThe road is open again."
    assert found[1]["date"] == "2026-01-30T09:30:00+02:00"


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("30.01.2026 09:30:00", "2026-01-30T09:30:00"),
        ("30 January 2026", None),
        ("", None),
    ],
)
def test_times(title: str, date: str | None) -> None:
    """Without a zone where none is shown; what is no time gives none."""
    page = PAGE.replace("30.01.2026 09:30:00 UTC+02:00", title)
    found = [one for one in shown(page) if isinstance(one, dict)]
    assert found[1].get("date") == date


def test_other_pages_are_pages() -> None:
    """The class of a page's own is not enough, nor are its words in a text."""
    page = "<!DOCTYPE html><html><body><p>A page_body chat_page is a class.</p></body></html>"
    assert reader_of(page.encode(), "a.html") == "html"
    empty = PAGE.replace('class="message ', 'class="other ')
    (none,) = records(empty.encode(), "messages.html")
    assert isinstance(none, Skipped)
