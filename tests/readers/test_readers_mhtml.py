"""Pages that a browser saved with their pictures in one file."""

import base64
import io
import quopri
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saved_pages import PAGE
from searcher.article import RawArticle, Rejection, Skipped
from searcher.readers import detect, mhtml
from searcher.readers.base import ReadOptions, Record, Source

pytest_plugins = ("reader_fixtures",)

One = Callable[..., RawArticle]
Read = Callable[..., list[Record]]

ADDRESS = "https://quay.example/2026/01/29/wall?a=1&copy=2"
HEAD = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: " + ADDRESS.encode() + b"\r\n"
    b"Subject: The wall holds\r\nDate: Fri, 30 Jan 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)
RELATED = (
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--b-1"\r\n\r\n\r\n'
)
PICTURE = (
    b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(b"\x89PNG" * 500)
)


MAIL = (
    b"Subject: A\nFrom: Ann <a@b.example>\nMIME-Version: 1.0\n\nIt was saved by Ann.\n"
    b"From: Saved by Bo\nContent-Type: text/html"
)
KIND = b"1.0\nContent-Type: multipart/related; boundary=b\n"


def part(page: bytes = PAGE, head: str = "") -> bytes:
    """Give a part in quoted-printable."""
    kind = "Content-Type: text/html; charset=utf-8\r\n"
    coded = quopri.encodestring(page).replace(b"\n", b"\r\n")
    return f"{kind}{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n".encode() + coded


def saved(*parts: bytes, head: bytes = HEAD + RELATED, end: bytes = b"----b-1--\r\n") -> bytes:
    """Give a file of these parts."""
    return head + b"".join(b"----b-1\r\n" + one + b"\r\n" for one in parts) + end


def test_saved_page_is_an_article(read_one: One) -> None:
    """Its address and the time of saving stand in the head, and the latter is no publication."""
    data = saved(part(), PICTURE)
    found = read_one(mhtml, data)
    assert ("The wall holds", "en", ADDRESS) == (found.title, found.language, found.url)
    assert (found.body or "").startswith("The wall at the old café held")
    assert "Fri, 30 Jan 2026 10:00:00 +0100" == found.captured
    assert [("2026-01-29", "url")] == [(date.text, date.origin) for date in found.dates]
    assert (0, len(data)) == (found.provenance.start, found.provenance.end)


@pytest.mark.parametrize(
    "head",
    [
        b'From: "Saved by Windows Internet Explorer 8"\r\nMIME-Version: 1.0\r\n',
        b"From: <Saved by Gecko>\nMIME-Version: 1.0\n",
        b"\xef\xbb\xbf\r\nFrom: <Saved by WebKit>\r\nMIME-Version: 1.0\r\n",
        b"MIME-Version: 1.0\r\nX-Other: " + b"a" * 3_000 + b"\r\n",
    ],
)
def test_other_programs_write_other_heads(read_one: One, head: bytes) -> None:
    """Where the head names no address the part does."""
    data = saved(part(head=f"Content-Location: {ADDRESS}\r\n"), head=head + RELATED)
    reader = detect("page.mht", data)
    assert reader is not None
    assert "mhtml" == reader.name
    found = read_one(mhtml, data)
    assert ("The wall holds", ADDRESS, None) == (found.title, found.url, found.captured)


FRAME = part(b"<p>An advertisement of another house, which is longer than the page itself.</p>")


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (HEAD, f"Content-Location: {ADDRESS}\r\n"),
        (b"MIME-Version: 1.0\r\n", "Content-ID: <page@b>\r\n"),
    ],
)
def test_the_page_is_the_part_that_the_head_names(read_one: One, head: bytes, mark: str) -> None:
    """Frames are HTML too, and may come first."""
    kind = RELATED.replace(b"type=", b'start="<page@b>";\r\n\ttype=')
    data = saved(PICTURE, FRAME, part(head=mark), FRAME, head=head + kind)
    assert "The wall holds" == read_one(mhtml, data).title


def test_page_in_an_inner_part_is_read(read_one: One) -> None:
    """Some programs wrap the page in alternatives of it."""
    inner = b"Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n"
    inner += b"Content-Type: text/plain\r\n\r\nThe wall.\r\n--in\r\n" + part() + b"\r\n--in--\r\n"
    assert "The wall holds" == read_one(mhtml, saved(inner, PICTURE)).title


def test_page_without_pictures_is_read(read_one: One) -> None:
    """It is its file's only part, in whatever encoding it says."""
    head = HEAD + b"Content-Type: text/html; charset=windows-1252\r\n"
    head += b"Content-Transfer-Encoding: base64\r\n\r\n"
    data = head + base64.encodebytes(PAGE.decode().encode("cp1252"))
    assert "old café held" in (read_one(mhtml, data).body or "")


def test_what_is_no_page_is_named(read: Read) -> None:
    """A picture can be saved in the same way, and a page may be empty."""
    (picture,) = read(mhtml, saved(PICTURE))
    (empty,) = read(mhtml, saved(part(b"")))
    (nothing,) = read(mhtml, b"")
    assert isinstance(picture, Skipped)
    assert isinstance(empty, Skipped)
    assert isinstance(nothing, Skipped)
    assert ["not-html", "empty", "not-html"] == [picture.reason, empty.reason, nothing.reason]


def test_page_that_is_cut_off_is_read_as_far_as_it_goes(read: Read) -> None:
    """Where that is too little, the file is named as cut off."""
    whole = saved(part())
    (found,) = read(mhtml, whole[: whole.index(b"Engineers") + 30])
    assert isinstance(found, RawArticle)
    (found,) = read(mhtml, whole[: whole.index(b"<h1>")])
    assert isinstance(found, Rejection)
    assert "truncated" == found.reason


def test_large_page_is_refused_and_large_pictures_are_not(read: Read) -> None:
    """What is not the page is not held."""
    (found,) = read(mhtml, saved(part(), PICTURE * 2_000))
    assert isinstance(found, RawArticle)
    for size in (6 << 20, 30 << 20):
        (found,) = read(mhtml, saved(part(b"<p>" + b"a " * (size // 2))))
        assert isinstance(found, Rejection)
        assert "too-large" == found.reason


@pytest.mark.parametrize(
    ("file", "data", "expected"),
    [
        ("page", saved(part()), "mhtml"),
        ("page.eml", saved(part()), "mhtml"),
        ("page.mht", saved(part(), head=b"MIME-Version: 1.0\r\n" + RELATED), "mhtml"),
        ("page.mht", PAGE, "html"),
        ("page.mht", b"broken", "mhtml"),
        ("a.eml", b"From: Ann <a@b.example>\nSubject: A\nMIME-Version: 1.0\n" + RELATED, "email"),
        ("a.txt", MAIL, "email"),
        (
            "a.eml",
            MAIL.replace(b"Ann <", b'"Saved by the Bell" <').replace(b"1.0\n", KIND),
            "email",
        ),
        ("a.txt", b"Title: A\n\nFrom: <Saved by Blink>\nContent-Type: text/html\n", "text"),
    ],
)
def test_saved_pages_are_told_from_mail(file: str, data: bytes, expected: str) -> None:
    """By who stands in place of a sender, in the head, or by the suffix."""
    reader = detect(file, data)
    assert reader is not None
    assert expected == reader.name


@given(st.integers(0, 1_400), st.binary(max_size=3))
def test_damaged_file_is_read(place: int, noise: bytes) -> None:
    """Whatever is damaged, one record says what became of it."""
    data = saved(PICTURE, part(head=f"Content-Location: {ADDRESS}\r\n"))
    data = data[:place] + noise + data[place + len(noise) :]
    source = Source("a.mht", lambda: io.BytesIO(data))
    assert list(mhtml.read(source, ReadOptions()))


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"X: " + b"a" * 400_000 + b"\r\n" + RELATED,
        HEAD + RELATED + b"----b-1\r\n" * 60_000,
        HEAD + RELATED + b"----b-1\r\nContent-Type: multipart/mixed; boundary=x\r\n" * 9_000,
        HEAD + RELATED + b"----b-1\r\n" + b"\0: " * 100_000,
        HEAD + RELATED + b"----b-1\r\nContent-Type: text/html\r\n\r\n" + b"=" * 400_000,
        HEAD + b"A: b\r\n" * 60_000,
        b"Content-Type: text/html\r\n" + b"\0" * 400_000,
    ],
)
def test_file_of_a_stranger_takes_no_time(read: Read, data: bytes) -> None:
    """Nothing grows faster than the file."""
    started = time.thread_time()
    assert read(mhtml, data)
    assert time.thread_time() - started < 4
