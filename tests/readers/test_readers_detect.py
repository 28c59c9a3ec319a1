"""A format is told by its bytes first, by its name second."""

import gzip
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers import READERS, detect
from searcher.readers.detect import is_binary

GOLDEN = Path(__file__).parent / "golden"
DUMP = (GOLDEN / "dump.txt").read_bytes()
PAGE = (GOLDEN / "page.html").read_bytes()


def name(file: str, head: bytes) -> str | None:
    """Give the reader's name."""
    reader = detect(file, head)
    return reader.name if reader else None


@pytest.mark.parametrize(
    ("file", "head", "expected"),
    [
        # The bytes decide, whatever the name says.
        ("a.txt", DUMP, "page-dump"),
        ("a", DUMP, "page-dump"),
        ("a.txt", DUMP.decode().encode("utf-16"), "page-dump"),
        ("a.txt", PAGE, "html"),
        ("a.php", b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE html><p>x", "html"),
        ("a.xml", b'<?xml version="1.0"?>\n<html xmlns="x"><p>x', "html"),
        ("a.txt", b'{"title": "A"}\n{"title": "B"}\n', "jsonl"),
        ("a.json", b'{"title": "A"}\n{"title": "B"}\n', "jsonl"),
        ("a.json", b'{"title": "A",,}\n{"title": "B"}\n', "jsonl"),
        ("a.txt", b'[{"title": "A"}]', "json"),
        ("a", b'{\n "title": "A"\n}', "json"),
        ("a.jsonl", b'{\n "title": "A"\n}', "json"),
        ("a.json", b'{"articles": [\n{"title": "A"},\n{"title": "B"}\n]}', "json"),
        # The name decides where the bytes leave it open.
        ("a.json", b'{"title": "A"}', "json"),
        ("a.jsonl", b'{"title": "A"}', "jsonl"),
        ("a.ndjson", b'{"title": "A"', "jsonl"),
        ("a.jsonl", b'[ {"title": "A"}, {"title": "B', "json"),
        ("a.jsonl", b'[{"title": "A"}]\n', "jsonl"),
        ("a.jsonl", b"[1, 2", "jsonl"),
        ("a.jsonl", b"broken line\n", "jsonl"),
        ("a.json", b"", "json"),
        ("a.htm", b"<div>no head</div>", "html"),
        ("a.txt", b"A title\n\nA text.", "text"),
        ("a.TXT", b"A title\n\nA text.", "text"),
        ("a", b"A title\n\nA text.", "text"),
        ("story.2021", b"A title\n\nA text.", "text"),
        ("a.txt", b"", "text"),
        ("a.txt", b"[Update] A title\n\n{really} A text.", "text"),
        ("a.txt", "Café\n\nTexte.".encode("cp1252"), "text"),
        # Nothing reads these.
        ("a.sql", b"title,text,date\nA,B,C\n", None),
        ("a.py", b"import this\n", None),
        ("a.xml", b'<?xml version="1.0"?><rss><channel>', "feed"),
        ("a.xml", b'<?xml version="1.0"?><newsItem>', None),
        ("a.txt", b"%PDF-1.7 text", None),
        ("a.txt", gzip.compress(b"text", mtime=0), None),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", None),
        ("a.txt", bytes(range(256)), None),
        ("a.png", b"", None),
    ],
)
def test_detect(file: str, head: bytes, expected: str | None) -> None:
    """Files get the reader that a person would give them."""
    assert expected == name(file, head)


@pytest.mark.parametrize(
    "text",
    [
        "A title\n\nThe text names its source.\n\nSource code was published too, he said.\n",
        "A title\n\nBy Ada Weir\n\nJan 30, 2026\n\nThe wheel turned.\n",
        "Notes\n\nThe placeholder was empty.\n\nplaceholder\n\nIt stayed so.\n\nThen not.\n",
        "Share\n\nAdvertisement\n\nA text about both.\n",
    ],
)
def test_plain_text_is_no_dump(text: str) -> None:
    """A few words that dumps have too are no sign."""
    assert "text" == name("a.txt", text.encode())


def test_binary_is_told_from_other_text() -> None:
    """The caller can say why nothing reads a file."""
    assert [True, False, False] == [
        is_binary(b"\x00\x01\x02\x03" * 9),
        is_binary(b"title,text\n"),
        is_binary("x".encode("utf-16")),
    ]


def test_one_damaged_byte_does_not_make_a_file_binary() -> None:
    """A stray NUL is damage, no format."""
    assert "text" == name("a.txt", b"A title\n\nA t\x00xt.")


@pytest.mark.parametrize(
    "name",
    [
        *("page-dump", "html", "mhtml", "webarchive", "warc", "sgml", "nexis", "factiva"),
        *("proquest", "europresse", "ris", "iptc7901", "clusters", "text"),
    ],
)
def test_a_reader_that_is_imported_late_has_its_name_in_the_table(name: str) -> None:
    """So that what it reads is counted under it."""
    module = import_module(f"searcher.readers.{name.replace('-', '_')}")
    assert name == module.NAME
    assert name in {one.name for one in READERS}


def test_json_is_read_without_what_reads_pages() -> None:
    """Which takes each process that reads 50 ms to load."""
    script = (
        "import sys, searcher.corpus.workers.worker\n"
        "from searcher.readers import detect\n"
        "print(detect('a.jsonl', b'{\"title\": \"A\"}\\n').name)\n"
        "late = [f'searcher.readers.{name}' for name in ('html', 'mhtml', 'warc', 'page_dump')]\n"
        "print({*sys.modules}.intersection(late))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert [b"jsonl", b"set()"] == done.stdout.split()


def test_readers_are_listed_in_display_order() -> None:
    """Names are unique, and every reader can be asked for by a suffix."""
    expected = ["page-dump", "html", "mhtml", "webarchive", "warc", "jsonl", "json", "feed"]
    expected += [
        "newsml-g2",
        "newsml-1",
        "proquest-xml",
        "sitemap",
        "nitf",
        "mediawiki",
        "tei",
        "jats",
        "xml-records",
        "csv",
        "parquet",
        "arrow",
        "sqlite",
        "markdown",
        "sgml",
        "nexis",
        "factiva",
    ]
    expected += [
        "proquest",
        "factiva-html",
        "europresse",
        "telegram",
        "bookmarks",
        "ris",
        "bibtex",
        "iptc7901",
        "summarised",
        "clusters",
    ]
    expected += ["email", "tweets", "docx", "odt", "rtf", "epub", "text"]
    assert expected == [reader.name for reader in READERS]
    assert all(reader.suffixes and reader.title and reader.version > 0 for reader in READERS)


@pytest.mark.parametrize("suffix", [".xml", ".xsl", ".html", ".rss", ""])
@pytest.mark.parametrize(
    "begin",
    [
        "<?xml version='1.0'?>" + "<!-- a remark --> " * 40 + "<xsl:stylesheet>",
        "<!-- a --> <!-- b --> " * 40,
        "<?a ?> " * 60 + "<b>",
        "<!DOCTYPE a [ <!ENTITY b 'c'> ]> " * 40,
        "<!-- -- > " * 40 + "-->" * 40,
        "<!DOCTYPE" * 7000,
    ],
)
def test_many_remarks_before_the_first_element_take_no_time(suffix: str, begin: str) -> None:
    """A stylesheet with thirty remarks once took for ever; a begin is known in milliseconds."""
    started = time.thread_time()
    detect(f"a{suffix}", begin.encode())
    assert time.thread_time() - started < 0.5


@given(
    st.binary(max_size=300), st.sampled_from(["a", "a.txt", "a.json", "a.jsonl", "a.html", "a.bin"])
)
def test_any_bytes_have_an_answer(head: bytes, file: str) -> None:
    """Nothing raises, and a head cut anywhere is good enough."""
    assert name(file, head) in {None, *(reader.name for reader in READERS)}


@given(st.integers(min_value=700, max_value=len(DUMP)))
def test_a_dump_is_told_from_its_beginning(length: int) -> None:
    """`Source …` below the title is enough, wherever the head ends."""
    assert "page-dump" == name("a.txt", DUMP[:length])
