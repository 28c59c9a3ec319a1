"""Pages that Safari saved."""

import io
import plistlib
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saved_pages import PAGE
from searcher.article import RawArticle, Rejection, Skipped
from searcher.readers import detect, webarchive
from searcher.readers.base import ReadOptions, Record, Source

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]


def binary(value: Any) -> bytes:
    """Give a property list."""
    return plistlib.dumps(value, fmt=plistlib.FMT_BINARY)


def saved(**said: Any) -> bytes:
    """Give an archive of the page, of which something else may be said."""
    main = {"Data": PAGE, "MIMEType": "text/html", "URL": "https://quay.example/wall"}
    resource = {f"WebResource{name}": value for name, value in {**main, **said}.items()}
    picture = {"WebResourceData": b"\x89PNG" * 50, "WebResourceMIMEType": "image/png"}
    archive = {"WebMainResource": resource, "WebSubresources": [picture]}
    return binary(archive)


def test_saved_page_is_an_article(read_one: One) -> None:
    """Its address stands beside it, and when it was saved does not."""
    found = read_one(webarchive, saved())
    assert ("The wall holds", "https://quay.example/wall") == (found.title, found.url)
    assert (found.body or "").startswith("The wall at the old café held")
    assert (None, ()) == (found.captured, found.dates)


def test_charset_is_the_one_that_is_said(read_one: One) -> None:
    """A page may declare none."""
    found = read_one(
        webarchive, saved(Data=PAGE.decode().encode("cp1252"), TextEncodingName="windows-1252")
    )
    assert "old café held" in (found.body or "")


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"", Skipped, "empty"),
        (saved(MIMEType="image/png"), Skipped, "not-html"),
        (saved(Data="text"), Skipped, "not-html"),
        (saved()[:-40], Rejection, "bad-webarchive"),
        (binary([1]), Rejection, "bad-webarchive"),
        (binary({"WebMainResource": 7}), Rejection, "bad-webarchive"),
        (saved(Data=b"<p>" + b"a " * (3 << 20)), Rejection, "too-large"),
    ],
)
def test_what_is_no_page_is_named(read: Read, data: bytes, kind: type, reason: str) -> None:
    """Whatever the archive holds."""
    (found,) = read(webarchive, data)
    assert isinstance(found, kind)
    assert reason == getattr(found, "reason", None)


def test_archive_is_told_by_its_bytes() -> None:
    """A property list of another kind is none of ours."""
    other = binary({"a": 1})
    files = [("a", saved()), ("a.webarchive", other), ("a.plist", other)]
    found = [detect(file, data) for file, data in files]
    assert ["webarchive", "webarchive", None] == [one.name if one else None for one in found]


@given(st.integers(0, 700), st.binary(min_size=1, max_size=9))
def test_damaged_archive_is_read(place: int, noise: bytes) -> None:
    """Whatever is damaged, something is said about it, and nothing raises."""
    data = saved()
    data = data[:place] + noise + data[place + len(noise) :]
    source = Source("a.webarchive", lambda: io.BytesIO(data))
    assert list(webarchive.read(source, ReadOptions()))


def test_list_that_holds_itself_takes_no_time(read: Read) -> None:
    """Objects name each other by numbers, and nobody says that they do so only once."""
    count = 200
    body = b"bplist00"
    places = []
    for number in range(count):
        places.append(len(body))
        following = min(number + 1, count - 1)
        body += b"\xae" + bytes([following] * 14)
    table = b"".join(place.to_bytes(2, "big") for place in places)
    size = len(body)
    tail = bytes(6) + b"\x02\x01" + b"".join(n.to_bytes(8, "big") for n in (count, 0, size))
    started = time.thread_time()
    (found,) = read(webarchive, body + table + tail)
    assert isinstance(found, Rejection)
    assert time.thread_time() - started < 2
