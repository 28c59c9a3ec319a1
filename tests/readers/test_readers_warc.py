"""Crawls: which records are pages, and what is known of them."""

import gzip
import io
import random
import time
import zlib
from contextlib import suppress
from pathlib import Path

import brotli
import pytest

from crawls import SITE, WHEN, arc, crawl, http, page, read, record, zipped
from searcher.article import RawArticle, Rejection, Skipped
from searcher.readers import html, warc
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source, Unread
from searcher.readers.http_message import Response, _zstd, unpacked

GOLDEN = Path(__file__).parent / "golden"
PAGE = page("Crabs")


def one(data: bytes) -> Record:
    """Read a crawl of one record."""
    (found,) = read(data)
    return found


def article(data: bytes) -> RawArticle:
    """Read a crawl of one page."""
    found = one(data)
    assert isinstance(found, RawArticle), found
    return found


def reason(data: bytes) -> str:
    """Say why a crawl of one record gives no article."""
    found = one(data)
    assert isinstance(found, Skipped | Rejection), found
    return f"{type(found).__name__} {found.reason}"


def test_pages_are_read_when_they_are_wanted() -> None:
    """A reader finds records; what is in them is made by whose share they are."""
    data = (GOLDEN / "crawl.warc").read_bytes()
    found = list(warc.read(Source("a.warc", lambda: io.BytesIO(data)), ReadOptions()))
    assert all(isinstance(record, Unread) for record in found)
    assert 3 == sum(isinstance(record, RawArticle) for record in read(data))


def test_a_page_is_what_it_is_as_a_file() -> None:
    """The crawl adds address and capture, and nothing else."""
    found = article(record(http(PAGE)))
    (alone,) = html.read(Source("a.html", lambda: io.BytesIO(PAGE)), ReadOptions())
    assert isinstance(alone, RawArticle)
    names = ("title", "body", "authors", "dates", "language", "source", "topics", "kind")
    assert [getattr(alone, name) for name in names] == [getattr(found, name) for name in names]
    assert (WHEN, f"{SITE}a.html", f"{SITE}a.html") == (found.captured, found.url, found.base_url)


def test_offsets_are_those_of_the_record() -> None:
    """From its version line to the end of its block, in the stream."""
    data = crawl(["one", "two", "three"])
    for found, title in zip(read(data), ("one", "two", "three"), strict=True):
        assert isinstance(found, RawArticle)
        own = data[found.provenance.start : found.provenance.end]
        assert own.startswith(b"WARC/1.0\r\n")
        assert own.endswith(b"</html>\n")
        assert f"<h1>{title}</h1>".encode() in own


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "Skipped request"),
        (record(b"software: x\r\n", kind="warcinfo"), "Skipped metadata"),
        (record(b"a: b\r\n", kind="metadata"), "Skipped metadata"),
        (record(http(b""), kind="revisit"), "Skipped revisit"),
        (record(b"text", kind="conversion", media="text/plain"), "Skipped no-text"),
        (record(b"<p>text", kind="conversion", media="text/html"), "Skipped not-html"),
        (record(b"a " * (3 << 20), kind="conversion", media="text/plain"), "Rejection too-large"),
        (record(PAGE, kind="continuation", media="text/html"), "Skipped not-html"),
        (record(http(b"", status="302 Found")), "Skipped redirect"),
        (record(http(b"", status="304 Not Modified")), "Skipped http-status"),
        (record(http(PAGE, status="404 Not Found")), "Skipped http-status"),
        (record(http(PAGE, status="206 Partial Content")), "Skipped http-status"),
        (record(http(b"\x89PNG", media="image/png")), "Skipped not-html"),
        (record(http(b"<rss/>", media="application/rss+xml")), "Skipped not-html"),
        (record(http(b"no markup", media="")), "Skipped not-html"),
        (record(http(b"")), "Skipped empty"),
        (record(http(b" \r\n\0")), "Skipped empty"),
        (record(b"20240311 a", url="dns:ledger.example", media="text/dns"), "Skipped not-html"),
        (record(b"\x89PNG", kind="resource", media="image/png"), "Skipped not-html"),
        (record(b"HTTP/1.1 100 Continue\r\n\r\n"), "Skipped http-status"),
        (record(http(PAGE), kind="surprise"), "Rejection bad-warc"),
        (record(http(PAGE), kind=""), "Rejection bad-warc"),
        (record(b"no response"), "Rejection bad-warc"),
        (record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html"), "Rejection bad-warc"),
        (record(http(b"<p>" * 200_000)), "Rejection bad-html"),
        (record(http(b"a" * (MAX_PAGE_BYTES + 1))), "Rejection too-large"),
        (record(http(b"a" * (9 << 20))), "Rejection too-large"),
        (record(http(b"a" * (9 << 20), media="video/mp4")), "Skipped not-html"),
    ],
)
def test_what_is_no_page_is_named(data: bytes, expected: str) -> None:
    """Each record by the reason for which it gives no article."""
    assert expected == reason(data)


@pytest.mark.parametrize(
    "data",
    [
        record(PAGE, kind="resource", media="text/html"),
        record(PAGE, media="text/html"),
        record(http(PAGE, media="application/xhtml+xml; charset=utf-8")),
        record(http(PAGE, media="TEXT/HTML;charset=utf-8")),
        record(http(PAGE, media="")),
        record(http(PAGE), version="0.17"),
        record(http(PAGE), version="2.0"),
        record(http(PAGE)).replace(b"\r\n", b"\n"),
        record(http(PAGE)).replace(b"Content-", b"cONTENT-").replace(b"WARC-T", b"warc-t"),
        record(http(PAGE), url=f"<{SITE}a.html>"),
        record(http(PAGE).replace(b"HTTP/1.1 200 OK", b"HTTP/2 200")),
        record(http(PAGE, "X-Folded: a", " b: c", "Nonsense")),
        record(b"HTTP/1.1 100 Continue\r\n\r\n" + http(PAGE)),
        record(b"HTTP/1.1 100 Continue\r\nA: b\r\n\r\n" * 9 + http(PAGE)),
        record(b"HTTP/1.0 200\n\n" + PAGE),
        arc(http(PAGE)),
        arc(PAGE),
        arc(http(PAGE)).replace(b"192.0.2.7", b"-"),
        arc(http(PAGE)).replace(b"192.0.2.7", b"2001:db8::7"),
        arc(http(PAGE)).replace(b" text/html ", b" text/html 200 - - 0 a.arc "),
        b"\r\n\0\0\r\n" + record(http(PAGE)) + b"\0" * 100_000,
    ],
)
def test_pages_in_many_forms_are_read(data: bytes) -> None:
    """Versions, spellings and orders that crawlers use."""
    found = article(data)
    assert ("Crabs", f"{SITE}a.html") == (found.title, found.url)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-03-11T06:30:00Z", "2024-03-11T06:30:00Z"),
        ("2024-03-11T06:30:00.123456Z", "2024-03-11T06:30:00.123456Z"),
        ("2024-03", "2024-03"),
        ("yesterday", None),
        ("", None),
        ("2024-03-11T06:30:00Z and more", None),
    ],
)
def test_the_capture_is_a_time_or_nothing(stated: str, expected: str | None) -> None:
    """What is no time is no reference for dates."""
    data = record(http(PAGE)).replace(WHEN.encode(), stated.encode())
    assert expected == article(data).captured


@pytest.mark.parametrize(
    ("date", "expected"),
    [("20040311063000", "2004-03-11T06:30:00Z"), ("200403110630001234", "2004-03-11T06:30:00Z")],
)
def test_the_date_of_an_arc_header_is_the_capture(date: str, expected: str) -> None:
    """Fourteen digits; some crawlers wrote more."""
    assert expected == article(arc(http(PAGE), date=date)).captured


def test_addresses_on_the_page_come_first() -> None:
    """They are relative to the page's base, and that to where the page was found."""
    head = b'<base href="/travel/"><link rel="canonical" href="ferry.html"><title>'
    found = article(record(http(PAGE.replace(b"<title>", head)), url=f"{SITE}x/y?z"))
    assert ("ferry.html", f"{SITE}travel/") == (found.url, found.base_url)


@pytest.mark.parametrize("address", ["http://[", "http://a b/ c", "\udc80", "x" * 9000])
def test_odd_addresses_cost_nothing(address: str) -> None:
    """The page is read, whatever stands there."""
    data = record(http(PAGE)).replace(
        f"{SITE}a.html".encode(), address.encode("utf-8", "surrogateescape")
    )
    assert "Crabs" == article(data).title


@pytest.mark.parametrize(
    ("declared", "stated", "expected"),
    [
        (b"", "text/html; charset=koi8-r", "Крабы"),
        (b'<meta charset="koi8-r">', "text/html", "Крабы"),
        (b'<meta charset="koi8-r">', "text/html; charset=cp1251", "Крабы"),
    ],
)
def test_the_charset_of_the_header_counts_where_the_page_has_none(
    declared: bytes, stated: str, expected: str
) -> None:
    """What the page itself says comes first."""
    body = PAGE.decode().replace("Crabs", "Крабы").encode("koi8-r")
    body = body.replace(b"<head>", b"<head>" + declared)
    assert expected == article(record(http(body, media=stated))).title


def test_utf_8_comes_before_what_the_header_says() -> None:
    """As in a file."""
    body = PAGE.decode().replace("Crabs", "Größe").encode()
    assert "Größe" == article(record(http(body, media="text/html; charset=cp1251"))).title


def chunked(data: bytes, size: int = 100, *, end: bytes = b"0\r\n\r\n") -> bytes:
    """Part a body into chunks."""
    parts = [data[place : place + size] for place in range(0, len(data), size)]
    return b"".join(f"{len(part):x};x=y\r\n".encode() + part + b"\r\n" for part in parts) + end


RAW = zlib.compressobj(wbits=-15)
BODIES = {
    "plain": (PAGE, ()),
    "chunked": (chunked(PAGE), ("Transfer-Encoding: chunked",)),
    "chunked without an end": (chunked(PAGE, end=b""), ("Transfer-Encoding: chunked",)),
    "not chunked": (PAGE, ("Transfer-Encoding: chunked",)),
    "gzip": (zipped(PAGE), ("Content-Encoding: gzip",)),
    "gzip in two": (zipped(PAGE[:99]) + zipped(PAGE[99:]), ("Content-Encoding: x-gzip",)),
    "gzip that is not stated": (zipped(PAGE), ()),
    "not gzip": (PAGE, ("Content-Encoding: gzip",)),
    "zlib": (zlib.compress(PAGE), ("Content-Encoding: deflate",)),
    "deflate": (RAW.compress(PAGE) + RAW.flush(), ("Content-Encoding: deflate",)),
    "brotli": (brotli.compress(PAGE), ("Content-Encoding: br",)),
    "not brotli": (PAGE, ("Content-Encoding: br",)),
    "twice": (zipped(zipped(PAGE)), ("Content-Encoding: gzip, gzip",)),
    "brotli in gzip": (zipped(brotli.compress(PAGE)), ("Content-Encoding: br, gzip",)),
    "both": (
        chunked(zipped(PAGE)),
        ("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    ),
    "nonsense": (PAGE, ("Content-Encoding: UTF-8",)),
    "unknown": (PAGE, ("Content-Encoding: sdch",)),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies_are_unpacked(name: str) -> None:
    """As the header says, or as they are where that is not how they came."""
    body, fields = BODIES[name]
    found = article(record(http(body, *fields)))
    assert found.body == article(record(http(PAGE))).body


def test_zstandard_is_unpacked() -> None:
    """The decompressor is that of the standard library, or its backport."""
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from backports import zstd
    packed = zstd.compress(PAGE)
    assert "Crabs" == article(record(http(packed, "Content-Encoding: zstd"))).title
    assert PAGE == b"".join(_zstd(packed))


def test_without_brotli_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is rejected, and not read as if it were text."""
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    found = one(record(http(brotli.compress(PAGE), "Content-Encoding: br")))
    assert isinstance(found, Rejection)
    assert "searcher[warc]" in found.detail


LONG = page("Long", " ".join(f"Crab number {n} weighs {n * 7} grams." for n in range(3000)))


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(LONG)[:-300], ("Content-Encoding: gzip",)),
        (gzip.compress(LONG)[:-4] + b"abcd", ("Content-Encoding: gzip",)),
        (zlib.compress(LONG)[:-300], ("Content-Encoding: deflate",)),
        (brotli.compress(LONG)[:-300], ("Content-Encoding: br",)),
        (chunked(LONG)[:-5000], ("Transfer-Encoding: chunked",)),
        (chunked(LONG)[:-5000] + b"garbage", ("Transfer-Encoding: chunked",)),
    ],
)
def test_a_page_that_ends_early_is_read_as_far_as_it_goes(
    body: bytes, fields: tuple[str, ...]
) -> None:
    """Most of it is there."""
    found = article(record(http(body, *fields)))
    assert "Long" == found.title
    assert "Crab number 1500 " in (found.body or "")


@pytest.mark.parametrize("place", [100, 3000, 9000, 20_000, -1])
def test_what_stands_before_a_damaged_byte_is_kept(place: int) -> None:
    """All that comes out byte by byte, also within what is unpacked at a time."""
    text = random.Random(3).randbytes(20_000).hex().encode() + b"a" * 100_000
    packed = bytearray(gzip.compress(text))
    place = min(place, len(packed) - 1)
    packed[place] ^= 0xFF
    inner, expected = zlib.decompressobj(31), b""
    with suppress(zlib.error):
        for byte in packed:
            expected += inner.decompress(bytes((byte,)))
    found = unpacked(Response(200, {"content-encoding": "gzip"}, bytes(packed)), MAX_PAGE_BYTES)
    assert expected == found.data
    assert found.problem


def test_gzip_of_several_large_parts_is_unpacked_whole() -> None:
    """Also where a part ends in the middle of what is unpacked at a time."""
    text = random.Random(3).randbytes(60_000)
    parts = [text[place : place + 15_000] for place in range(0, len(text), 15_000)]
    packed = b"".join(map(zipped, parts)) + b"trailing bytes"
    answer = Response(200, {"content-encoding": "gzip"}, packed)
    assert (text, "") == ((found := unpacked(answer, MAX_PAGE_BYTES)).data, found.problem)


def test_gzip_of_countless_parts_is_broken_off() -> None:
    """A million parts that hold nothing would take their time."""
    answer = Response(200, {"content-encoding": "gzip"}, zipped(b"") * 200_000)
    began = time.thread_time()
    assert "parts" in unpacked(answer, MAX_PAGE_BYTES).problem
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (zipped(PAGE)[:12], ("Content-Encoding: gzip",)),
        (b"\xff\xfe\xfd" * 50, ("Content-Encoding: br",)),
        (b"9999\r\n<!DOCTYPE html>", ("Transfer-Encoding: chunked",)),
    ],
)
def test_a_page_that_ends_too_early_is_truncated(body: bytes, fields: tuple[str, ...]) -> None:
    """It might have been an article: that is more than being none."""
    assert "Rejection truncated" == reason(record(http(body, *fields)))


@pytest.mark.parametrize("field", ["WARC-Truncated: length", "WARC-Segment-Number: 1"])
def test_a_page_that_the_crawler_broke_off_is_read_or_truncated(field: str) -> None:
    """What came of it counts, if that is an article."""
    assert "Crabs" == article(record(http(PAGE[:-30]), field)).title
    assert "Rejection truncated" == reason(record(http(PAGE[:20]), field))


def test_a_crawl_without_records_is_empty() -> None:
    """As any file without text."""
    found = list(warc.read(Source("a.warc", lambda: io.BytesIO(b"\r\n")), ReadOptions()))
    assert [True] == [isinstance(one, Skipped) and one.reason == "empty" for one in found]
