"""A list of saved pages is as many records as it has pages."""

from pathlib import Path

from exported import articles, reader_of, records, said
from searcher.article import RawArticle, Skipped

PAGE = (Path(__file__).parent / "golden" / "bookmarks.html").read_text("utf-8")
POCKET = (
    '<!DOCTYPE html>\n<html>\n\t<head>\n<meta charset="utf-8" /><title>Pocket Export</title></head>'
    '<body><h1>Unread</h1><ul><li><a href="https://quay.example/wall" time_added="1769940600" '
    'tags="walls">The wall holds</a></li><li><a href="https://quay.example/road" tags="">'
    "https://quay.example/road</a></li></ul></body></html>"
)


def test_bookmarks() -> None:
    """By title, address and tags; when one was saved is no date."""
    first, second, third = records(PAGE.encode(), "bookmarks.html")
    assert isinstance(first, RawArticle)
    assert said(first) == {
        "title": "The wall holds",
        "summary": "It held through the night.",
        "topics": ("walls", "sea"),
        "url": "https://quay.example/wall",
    }
    assert first.captured == "1769940600"
    assert isinstance(second, RawArticle)
    assert (second.title, second.summary) == ("The road is open", None)
    assert isinstance(third, Skipped)
    assert third.reason == "no-article"


def test_the_export_of_pocket() -> None:
    """One without a title shows its address, which is no text: it is counted."""
    first, second = records(POCKET.encode(), "ril_export.html")
    assert isinstance(first, RawArticle)
    assert (first.title, first.captured) == ("The wall holds", "1769940600")
    assert isinstance(second, Skipped)


def test_other_pages_are_pages() -> None:
    """One that tells of such a list is an article."""
    page = (
        "<!DOCTYPE html><html><head><title>What a Pocket Export holds</title></head><body><p>"
        "A NETSCAPE-Bookmark file holds links, and a file of Pocket does so too.</p></body></html>"
    )
    assert reader_of(page.encode(), "a.html") == "html"
    assert len(articles(page.encode(), "a.html")) == 1
    (none,) = records(b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>B</TITLE>", "a.html")
    assert isinstance(none, Skipped)
