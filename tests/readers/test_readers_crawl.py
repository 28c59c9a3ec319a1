"""Damaged crawls: nothing raises or hangs, every byte is accounted for, no other record is lost."""

import io
import random
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clocks import work
from crawls import SITE, arc, crawl, http, page, read, record, zipped
from searcher.article import RawArticle, Rejection, Skipped
from searcher.readers import crawl as framing
from searcher.readers.base import Record
from searcher.readers.crawl import MAX_BLOCK, MAX_HEADER, Frame, frames

GOLDEN = Path(__file__).parent / "golden"
WARC, ARC = ((GOLDEN / f"crawl.{kind}").read_bytes() for kind in ("warc", "arc"))


def framed(data: bytes) -> list[Frame]:
    """Take a crawl apart."""
    return list(frames(lambda: io.BytesIO(data)))


def titles(found: list[Record]) -> list[str | None]:
    """Name the pages that were read."""
    return [one.title for one in found if isinstance(one, RawArticle)]


def reasons(found: list[Record]) -> list[str]:
    """Say what was refused, by reason."""
    return [one.reason for one in found if isinstance(one, Skipped | Rejection)]


def cover(data: bytes) -> list[Frame]:
    """Take a crawl apart, and see that nothing but empty lines lies between the parts."""
    found, place = framed(data), 0
    for frame in found:
        assert place <= frame.start < frame.end <= len(data)
        assert b"" == data[place : frame.start].strip(b"\r\n\t \0")
        place = frame.end
    assert b"" == data[place:].strip(b"\r\n\t \0")
    return found


@pytest.mark.parametrize("data", [WARC, ARC], ids=["warc", "arc"])
def test_a_crawl_may_end_anywhere(data: bytes) -> None:
    """All that is before the record in which it ends is there; that one is told to be cut."""
    whole = framed(data)
    for end in range(len(data)):
        found = cover(data[:end])
        before = [frame for frame in whole if frame.end <= end and frame.kind != "bad"]
        assert before == [frame for frame in found if frame.kind != "bad"][: len(before)]
        assert len(found) <= len(before) + 2


def test_the_record_that_a_crawl_ends_in_is_truncated() -> None:
    """Wherever that is; what came before is read."""
    data = crawl(["one", "two"])
    second = data.index(b"WARC/", 1)
    for end in range(second + 12, len(data) - 5, 23):
        found = read(data[:end])
        assert (["one"], ["truncated"]) == (titles(found), reasons(found)), end


def test_a_page_that_is_whole_is_read_though_the_crawl_ends_in_it() -> None:
    """The length of the response tells, or its last chunk."""
    body = page("whole")
    assert ["whole"] == titles(read(record(http(body), length=10_000)))
    part = f"{len(body):x}\r\n".encode() + body + b"\r\n"
    for end, expected in ((b"0\r\n\r\n", ["whole"]), (b"", [])):
        block = http(part + end, "Transfer-Encoding: chunked")
        assert expected == titles(read(record(block, length=10_000).rstrip() + b"\r\n\r\n"))


LENGTHS = ["0", "1", "17", "-5", "", "abc", "1e9", "99999", "9" * 18, "9" * 400, "²", "+7"]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_wrong_length_costs_no_other_record(length: str, place: int) -> None:
    """Too short, too long, none at all; the page itself is read too."""
    names = [f"page {number}" for number in range(7)]
    made = [record(http(page(name)), url=SITE + name[-1]) for name in names]
    made[place] = record(http(page(names[place])), url=f"{SITE}x", length=length)
    data = b"".join(made)
    cover(data)
    assert names == titles(read(data))


@pytest.mark.parametrize("length", ["0", "9", "-1", "abc", "99999", "9" * 18])
@pytest.mark.parametrize("place", [0, 2])
def test_a_wrong_length_in_an_arc_costs_no_other_record(length: str, place: int) -> None:
    """Though nothing but a line tells where a record begins."""
    names = ["zero", "one", "two", "three"]
    made = [arc(http(page(name)), url=SITE + name) for name in names]
    head, _, block = made[place].partition(b"\n")
    made[place] = head.rpartition(b" ")[0] + f" {length}\n".encode() + block
    data = b"".join(made)
    cover(data)
    found = titles(read(data))
    assert [n for n in names if n != names[place]] == [n for n in found if n != names[place]]


def test_one_length_may_lie_about_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the record is more than is held: it is passed over twice, but not for ever."""
    monkeypatch.setattr(framing, "MAX_BLOCK", 200)
    monkeypatch.setattr(framing, "_READ", 64)
    opened = 0

    def source() -> io.BytesIO:
        nonlocal opened
        opened += 1
        return io.BytesIO(data)

    data = b"".join(record(http(page(str(n))), length=10_000_000) for n in range(30))
    assert 30 == len(list(frames(source)))
    assert opened <= 1 + framing._RETURNS


def test_a_crawl_within_a_crawl_is_one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server may give a crawl as a file: its pages are not those of the server."""
    inner = http(crawl(["inner", "other"]), media="application/warc")
    data = record(inner) + crawl(["outer"])
    assert (["outer"], ["not-html"]) == (titles(read(data)), reasons(read(data)))
    monkeypatch.setattr(framing, "MAX_BLOCK", 200)
    assert 2 == len(cover(data))


class Pipe(io.RawIOBase):
    """A stream in which nothing can be sought."""

    def __init__(self, data: bytes) -> None:
        self._inner = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._inner.readinto(buffer)


def told(data: bytes, found: list[Frame]) -> list[tuple[object, ...]]:
    """Say where records are, without the empty lines, which are only known where they are held."""
    return [(f.kind, f.start, len(data[: f.end].rstrip(b"\r\n\t \0")), f.cut) for f in found]


def damaged(data: bytes, chance: random.Random) -> tuple[bytes, set[int]]:
    """Change up to three bytes; give also their places."""
    changed = bytearray(data)
    places = {chance.randrange(len(data)) for _ in range(chance.choice([1, 1, 2, 3]))}
    for place in places:
        digit = 48 + chance.randrange(10)
        changed[place] = chance.choice([chance.randrange(256), 10, 13, 0, digit])
    return bytes(changed), places


@pytest.mark.parametrize("data", [WARC, ARC], ids=["warc", "arc"])
def test_what_is_held_makes_no_difference(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records larger than what is held, and blocks of any size, are told as others are."""
    chance = random.Random(4)
    for _ in range(300):
        changed, _ = damaged(data, chance)
        changed = changed[: chance.choice([len(changed), chance.randrange(len(changed))])]
        expected = told(changed, framed(changed))
        with monkeypatch.context() as patch:
            patch.setattr(framing, "MAX_BLOCK", chance.choice([1, 50, 300, 800]))
            patch.setattr(framing, "_READ", chance.choice([1, 64, 500]))
            found = list(frames(lambda data=changed: io.BufferedReader(Pipe(data))))  # type: ignore[misc]
        assert expected == told(changed, found)


@pytest.mark.parametrize("data", [WARC, ARC], ids=["warc", "arc"])
@pytest.mark.parametrize("seed", range(5))
def test_no_untouched_record_is_lost(data: bytes, seed: int) -> None:
    """A record is lost only if a byte of its own, or just beside it, was changed."""
    chance = random.Random(seed)
    whole = [frame for frame in framed(data) if frame.kind != "bad"]
    for _ in range(200):
        changed, places = damaged(data, chance)
        found = {(frame.head, frame.block) for frame in cover(changed)}
        for frame in whole:
            touched = any(frame.start - 5 <= place < frame.end + 5 for place in places)
            assert touched or (frame.head, frame.block) in found


@pytest.mark.parametrize("data", [WARC, ARC], ids=["warc", "arc"])
def test_lost_and_strange_bytes_cost_no_other_record(data: bytes) -> None:
    """As in a file that was cut and put together."""
    chance = random.Random(8)
    whole = [frame for frame in framed(data) if frame.kind != "bad"]
    for _ in range(400):
        place = chance.randrange(len(data))
        size = chance.choice([1, 2, 5, 50, 700])
        cut = chance.random() < 0.5
        until = place + size if cut else place
        changed = data[:place] + (b"" if cut else chance.randbytes(size)) + data[until:]
        found = {(frame.head, frame.block) for frame in cover(changed)}
        for frame in whole:
            touched = frame.start - 5 < until and frame.end + 5 > place
            assert touched or (frame.head, frame.block) in found


@pytest.mark.parametrize("data", [WARC, ARC], ids=["warc", "arc"])
def test_damaged_crawls_are_read(data: bytes) -> None:
    """Every record comes to something, and pages that nothing touched to the same as before."""
    chance = random.Random(15)
    pages = [one for one in read(data) if isinstance(one, RawArticle)]
    for _ in range(100):
        changed, places = damaged(data, chance)
        found = read(changed)
        assert len(framed(changed)) == len(found)
        said = {(one.title, one.body, one.url) for one in found if isinstance(one, RawArticle)}
        for one in pages:
            start, end = one.provenance.start or 0, one.provenance.end or 0
            touched = any(start - 5 <= place < end + 5 for place in places)
            assert touched or (one.title, one.body, one.url) in said


def test_garbage_between_records_is_one_rejection() -> None:
    """With its place; what follows is read."""
    data = crawl(["one"]) + b"<p>garbage\r\nmore\0" * 5000 + b"\r\n" + crawl(["two"])
    found = read(data)
    assert (["one", "two"], ["bad-warc"]) == (titles(found), reasons(found))
    refused = found[1]
    assert isinstance(refused, Rejection)
    own = data[refused.where.start : refused.where.end]
    assert (own[:3], own[-4:]) == (b"<p>", b"more")


def test_versions_and_formats_may_be_mixed() -> None:
    """As in files that were put together."""
    made = [
        record(http(page("one")), version="0.17"),
        arc(http(page("two"))),
        record(http(page("three")), version="1.1"),
        arc(http(page("four"))).replace(b" text/html ", b" text/html 200 - - 0 a.arc "),
        record(http(page("five")), version="1.0"),
    ]
    assert ["one", "two", "three", "four", "five"] == titles(read(b"".join(made)))
    assert ["two", "one"] == titles(read(made[1] + made[0]))


def header(lines: bytes) -> bytes:
    """Give a crawl of three pages, of which the second has more lines in its header."""
    one, two, three = (record(http(page(name))) for name in ("one", "two", "three"))
    return one + two.replace(b"WARC-Type", lines + b"WARC-Type") + three


@pytest.mark.parametrize(
    "lines",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(100_000)),
        b"X: " + b"a" * (10 << 20) + b"\r\n",
        b"a" * (10 << 20) + b"\r\n",
        b"X: y\r\n" + b" folded\r\n" * 1_000_000,
        b"\0" * (1 << 20),
    ],
    ids=["100,000 fields", "a line of 10 MiB", "a name of 10 MiB", "folded", "NULs"],
)
def test_headers_without_an_end_cost_their_record(lines: bytes) -> None:
    """They are passed over, and what follows is read."""
    found = read(header(lines))
    assert ["one", "three"] == titles(found)
    assert {"bad-warc"} == set(reasons(found))


def test_many_fields_are_read() -> None:
    """Below the limit of a header nothing is amiss."""
    lines = b"".join(b"X-%d: y\r\n" % number for number in range(MAX_HEADER // 16))
    assert ["one", "two", "three"] == titles(read(header(lines)))


@pytest.mark.parametrize(
    "bad",
    [
        b"filedesc://a.arc 0.0.0.0 20040311063000 text/plain\n1 0 A\nURL\n\n",
        b"filedesc://a.arc 0.0.0.0 20040311063000 text/plain -1\n1 0 A\nURL\n\n",
        b"filedesc://a.arc 0.0.0.0 20040311063000 text/plain 9999999\n1 0 A\nURL\n\n",
        b"http://ledger.example/ 192.0.2.7 yesterday text/html 12\nHTTP/1.1 200 OK\n\n",
        b"http://" + b"x" * 20_000 + b" 192.0.2.7 20040311063000 text/html 12\nHTTP/1.1 200\n\n",
    ],
)
def test_an_arc_may_begin_with_a_bad_header(bad: bytes) -> None:
    """The pages behind it are read."""
    data = bad + arc(http(page("one"))) + arc(http(page("two")))
    cover(data)
    assert ["one", "two"] == titles(read(data))


BOMB = zipped(b"<p>" + b"\0" * (60 << 20))


@pytest.mark.parametrize(
    ("body", "coding"),
    [(BOMB, "gzip"), (zipped(BOMB), "gzip, gzip"), (zipped(zipped(BOMB)), "gzip, gzip, gzip")],
)
def test_a_bomb_in_a_body_is_broken_off(body: bytes, coding: str) -> None:
    """Memory is bounded whatever comes out; the page behind it is read."""
    data = record(http(body, f"Content-Encoding: {coding}")) + crawl(["after"])
    tracemalloc.start()
    try:
        found = read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (["after"], ["too-large"]) == (titles(found), reasons(found))
    assert peak < 40 << 20


@pytest.mark.parametrize(
    "body",
    [
        b"zz\r\nabc\r\n0\r\n\r\n",
        b"ffffffff\r\n<p>short",
        b"fffffffffffffffffff\r\n<p>",
        b"-5\r\nabcde\r\n",
        b"0\r\n\r\n",
        b"1\r\na" * 100_000,
        b"\0" * 1000,
        b"5;" + b"x" * 1_000_000,
        b"\r\n" * 100_000,
    ],
)
def test_nonsense_in_chunks_costs_no_other_page(body: bytes) -> None:
    """Or is taken as it is, which is text without a title; the next page is read."""
    found = read(record(http(body, "Transfer-Encoding: chunked")) + crawl(["after"]))
    assert 2 == len(found)
    assert ["after"] == [title for title in titles(found) if title]


def test_nul_bytes_are_no_end() -> None:
    """In headers, bodies and between records."""
    nul = record(http(page("one").replace(b"crew", b"c\0rew")))
    data = b"\0" * 9 + nul + b"\0" * 5000 + crawl(["two"]).replace(b"crew", b"\0\0\0")
    assert ["one", "two"] == titles(read(data))


def all_to_one_place(size: int) -> bytes:
    """Give records whose lengths all lead to the same empty bytes."""
    number = size // 80
    lengths = (40 * (number - place - 1) for place in range(number))
    heads = b"".join(b"WARC/1.0\r\nContent-Length: %08d\r\n\r\n\r\n" % n for n in lengths)
    assert 40 * number == len(heads)
    return heads + b"\0" * (size // 2) + b"x"


@pytest.mark.parametrize(
    "make",
    [
        all_to_one_place,
        lambda size: b"WARC/1.0\r\na:" * (size // 12),
        lambda size: b"WARC/1.0\r\na:b\r\n\r\n" * (size // 17),
        lambda size: b"WARC/1.0\r\nContent-Length: 8000000\r\n\r\n" * (size // 39),
        lambda size: b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n" * (size // 43),
        lambda size: b"WARC/1.0\r\nContent-Length: 0\r\n\r\nx" * (size // 32),
        lambda size: b"http://a 1.1.1.1 20040311 a 9999999\n" * (size // 36),
        lambda size: (b"http://a" + b" 1.1.1.1 20040311 a" * 400 + b" x\n") * (size // 7600),
        lambda size: b"http://a 1.1.1.1 20040311 a 1\n" + b"a:" + b" " * size,
        lambda size: b"WARC/1.0\r\na:b" + b"\r" * size,
        lambda size: b"WARC/1.0\r\na:b\r\n" + b" \t" * (size // 2),
        lambda size: b"WARC/" * (size // 5),
        lambda size: b"\r\n" * (size // 2),
        lambda size: record(http(b"\n" * size)),
        lambda size: record(b"HTTP/1.1 200 OK\r\n" + b"a:\n" * (size // 3)),
        lambda size: record(http(b"1;" * (size // 2), "Transfer-Encoding: chunked")),
    ],
)
def test_time_grows_with_the_size_only(make: Callable[[int], bytes]) -> None:
    """Four times the bytes take at most some ten times as long, whatever they are."""

    def go_through(data: bytes) -> None:
        for frame in frames(lambda: io.BytesIO(data)):
            assert frame.size >= len(frame.block)

    small, large = make(1 << 18), make(1 << 20)
    assert work(lambda: go_through(large)) < 10 * work(lambda: go_through(small)) + 0.2


def test_a_large_record_is_not_held() -> None:
    """Of a video only the beginning is."""
    big = record(http(b"\xff" * (40 << 20), media="video/mp4")) + crawl(["after"])
    tracemalloc.start()
    try:
        found = framed(big)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [MAX_BLOCK, True] == [len(found[0].block), found[0].size > 40 << 20]
    assert peak < 40 << 20
    assert ["after"] == titles(read(big))
