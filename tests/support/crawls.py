"""Crawls made for tests: records, the responses in them, and pages."""

import gzip
import io
from collections.abc import Sequence
from typing import Final

from searcher.readers import detect
from searcher.readers.base import ReadOptions, Record, Source

MEDIA: Final = "application/http; msgtype=response"
WHEN: Final = "2024-03-11T06:30:00Z"
SITE: Final = "https://ledger.example/"


def page(
    title: str, text: str = "The crew pulled a net with forty crabs out of the basin."
) -> bytes:
    """Give a page that is an article."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><article>'
        f"<h1>{title}</h1><p>{text}</p><p>Nobody on the quay had asked for them before.</p>"
        "</article></body></html>\n"
    ).encode()


def http(body: bytes, *fields: str, status: str = "200 OK", media: str = "text/html") -> bytes:
    """Give a response; its length is stated unless a field says how it ends."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media}"] if media else []), *fields]
    if not any(field.lower().startswith("transfer-encoding") for field in fields):
        lines.append(f"Content-Length: {len(body)}")
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body


def record(
    block: bytes,
    *fields: str,
    kind: str = "response",
    url: str = f"{SITE}a.html",
    media: str = MEDIA,
    length: object = None,
    version: str = "1.0",
) -> bytes:
    """Give a WARC record, with the empty lines behind it."""
    lines = [
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        f"WARC-Date: {WHEN}",
        f"WARC-Target-URI: {url}",
        *fields,
        f"Content-Type: {media}",
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + block + b"\r\n\r\n"


def arc(block: bytes, url: str = f"{SITE}a.html", *, date: str = "20040311063000") -> bytes:
    """Give an ARC record of version 1."""
    return f"{url} 192.0.2.7 {date} text/html {len(block)}\n".encode() + block + b"\n"


def crawl(titles: Sequence[str]) -> bytes:
    """Give a crawl of pages with these titles."""
    return b"".join(record(http(page(title)), url=f"{SITE}{title}") for title in titles)


def read(data: bytes) -> list[Record]:
    """Read all records of a crawl."""
    reader = detect("a.warc", data)
    assert reader is not None
    return list(reader.records(Source("a.warc", lambda: io.BytesIO(data)), ReadOptions()))


def zipped(data: bytes) -> bytes:
    """Compress without a clock time."""
    return gzip.compress(data, mtime=0)
