"""How fast are files parsed into records? One core, from memory, without normalisation.

The texts repeat a seeded vocabulary: the shape of news, about 300 words a body.
"""

import io
import random

import orjson
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.article import RawArticle
from searcher.readers import html, jsonl, page_dump, warc
from searcher.readers.base import Reader, ReadOptions, Source
from searcher.readers.detect import READERS, detect

WORDS = [
    "river",
    "mill",
    "weir",
    "boat",
    "council",
    "wheel",
    "miller",
    "water",
    "night",
    "bridge",
    "market",
    "price",
    "oven",
    "bread",
]
RECORDS = 200
PAGES = 20  # of a crawl


def _sentence(random_: random.Random, length: int) -> str:
    return " ".join(random_.choices(WORDS, k=length)).capitalize() + "."


def _body(random_: random.Random) -> list[str]:
    return [" ".join(_sentence(random_, 12) for _ in range(5)) for _ in range(5)]


def _dump(random_: random.Random) -> bytes:
    lines = ["The miller speaks", "", "Source Weir Times", ""]
    for paragraph in _body(random_):
        lines += [paragraph, ""]
    for number in range(RECORDS - 1):
        summary = _sentence(random_, 40)
        title = f"Card number {number}"
        lines += [
            "placeholder",
            title + summary,
            "Author\u00a0\u00a0 Ada Weir",
            "Jan 30, Fri",
            summary,
        ]
    return "\n".join([*lines, "goTop", "quote"]).encode()


def _lines(random_: random.Random) -> bytes:
    return b"".join(
        orjson.dumps(
            {
                "headline": _sentence(random_, 8),
                "byline": "Ada Weir",
                "pubDate": "2026-01-30T08:00:00Z",
                "content": "\n\n".join(_body(random_)),
                "section": "River",
                "link": f"https://weir.example/{number}",
            },
            option=orjson.OPT_APPEND_NEWLINE,
        )
        for number in range(RECORDS)
    )


def _page(random_: random.Random) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _body(random_))
    return (
        '<html lang="en"><head><title>The miller speaks | Weir Times</title>'
        '<meta property="article:published_time" content="2026-01-30">'
        '<meta name="author" content="Ada"></head><body><nav>Home</nav>'
        f"<article><h1>The miller speaks</h1>{paragraphs}</article></body></html>"
    ).encode()


def _crawl(random_: random.Random) -> bytes:
    """Pages as large as those of news sites, most of which is no article."""
    parts = []
    for number in range(PAGES):
        chrome = "".join(f"<!-- {_sentence(random_, 12)} -->" for _ in range(1000)).encode()
        page = _page(random_).replace(b"</head>", chrome + b"</head>")
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-01-30T08:00:00Z\r\n"
            f"WARC-Target-URI: https://weir.example/{number}\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        parts.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(parts)


CASES = {
    page_dump.NAME: (_dump, RECORDS),
    jsonl.NAME: (_lines, RECORDS),
    html.NAME: (_page, 1),
    warc.NAME: (_crawl, PAGES),
}


@pytest.mark.parametrize("name", CASES)
def test_read(benchmark: BenchmarkFixture, name: str) -> None:
    """Records of one file; divide by its number of records."""
    make, count = CASES[name]
    data = make(random.Random(7))
    reader = next(reader for reader in READERS if reader.name == name)
    benchmark.extra_info |= {"bytes": len(data), "records": count}

    def run(reader: Reader) -> list[object]:
        return list(reader.records(Source("f", lambda: io.BytesIO(data)), ReadOptions()))

    records = benchmark(run, reader)
    assert count == sum(isinstance(record, RawArticle) for record in records)


@pytest.mark.parametrize("name", CASES)
def test_detect(benchmark: BenchmarkFixture, name: str) -> None:
    """The format of one file, from its first 64 KiB."""
    data = CASES[name][0](random.Random(7))[: 64 << 10]
    reader = benchmark(detect, "f", data)
    assert reader is not None
    assert name == reader.name
