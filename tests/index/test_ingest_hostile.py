"""Every hostile input ends in a named rejection, and the rest of the run is whole.

Each stays far below the bounds of 15 seconds and 1 GiB that hold for all of them; what costs more
than five seconds to make or read is marked `slow`.
"""

import gzip
import json
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from archives import COMPRESS, tar, zipped
from searcher import Index, Rejection, Skipped

LONG = "The ferry left at noon with forty people and one piano on board, and came back with none. "
MIB = 1 << 20
GOOD = json.dumps({"title": "Good", "text": LONG}).encode() + b"\n"


def ingest(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Read a folder with one good file beside the hostile ones: titles, and what was refused."""
    (folder / "zz-good.jsonl").write_bytes(GOOD)
    problems: list[Rejection | Skipped] = []
    with Index.create(folder.parent / "index") as index:
        report = index.ingest(folder, on_problem=problems.append)
        assert report.seen == report.articles + len(problems)
        titles = sorted(article.title for article in index.scan())
    return titles, [(problem.where.file, problem.reason) for problem in problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make an empty folder for a corpus."""
    made = tmp_path / "corpus"
    made.mkdir()
    return made


DEEP_HTML = b"<html><body>" + b"<div>" * 100_000 + LONG.encode() + b"</div>" * 100_000
DEEP_INLINE = b"<html><body><p>" + b"<span>" * 45_000 + LONG.encode() + b"</span>" * 45_000
HOSTILE = {
    "array.json": (b"[" * 100_000 + b"]" * 100_000, "bad-json"),
    "object.json": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "bad-json"),
    "field.jsonl": (b'{"title":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "bad-json"),
    "digits.jsonl": (b'{"title":"x","date":' + b"9" * 100_000 + b"}\n", "bad-json"),
    "blocks.html": (DEEP_HTML, "bad-html"),
    "inline.html": (DEEP_INLINE, "bad-html"),
    "signs.html": (b"<html><p>" + b"<" * (4 * MIB), "bad-html"),
    "paragraphs.html": (b"<html>" + b"<p>ab</p>" * 400_000, "bad-html"),
    "node.html": (b"<html><body><p>" + b"word " * (2 * MIB), "too-large"),
    "page.txt": (b"Title\n\n" + b"word " * (2 * MIB), "too-large"),
    "line.jsonl": (b'{"text":"' + b"word " * (4 * MIB) + b'"}\n', "too-large"),
    "document.json": (b'{"text":"' + b"word " * (14 * MIB) + b'"}', "too-large"),
    "nul.txt": (bytes(MIB), "binary"),
    "bomb.jsonl.gz": (gzip.compress(b'{"text":"' + b"x" * (80 * MIB), 9), "bomb"),
    "bomb.txt.gz": (gzip.compress(b"x" * (80 * MIB), 9), "too-large"),
    "bomb.json.zst": (COMPRESS[".zst"](b"[" + b" " * (80 * MIB)), "bomb"),
    "outside.tar": (tar([("../../etc/x.txt", LONG.encode())]), "unsafe-name"),
    "outside.zip": (zipped([("/etc/x.txt", LONG.encode())]), "unsafe-name"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named(folder: Path, name: str) -> None:
    """One hostile file costs itself alone."""
    data, reason = HOSTILE[name]
    (folder / name).write_bytes(data)
    titles, problems = ingest(folder)
    assert ["Good"] == titles
    assert reason in [code for file, code in problems if file.startswith(name)]


def test_nuls_and_lone_surrogates_are_no_obstacle(folder: Path) -> None:
    """Text with odd characters is an article, and what cannot be stored is replaced."""
    odd = {
        "title": "Piano \ud800 lost",
        "author": "\udc00Ann Roe",
        "text": LONG + "\0\udfff" + LONG,
    }
    (folder / "odd.jsonl").write_text(json.dumps(odd) + "\n")
    (folder / "odd.txt").write_bytes(b"Quay \xed\xa0\x80 closed\n\n" + LONG.encode() * 2)
    titles, problems = ingest(folder)
    assert [] == problems
    assert 3 == len(titles)
    assert not any("\0" in title or "\ud800" in title for title in titles)


@pytest.mark.skipif(sys.platform == "win32", reason="links and FIFOs need privileges on Windows")
def test_pipes_and_links_are_not_followed(folder: Path) -> None:
    """A FIFO would block forever, a loop never end, and an escape tell what was not asked for."""
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "loop").symlink_to(folder)
    (folder / "escape.txt").symlink_to("/etc/passwd")
    titles, problems = ingest(folder)
    assert ["Good"] == titles
    assert [
        ("escape.txt", "link-out-of-root"),
        ("loop", "link"),
        ("pipe.jsonl", "special-file"),
    ] == sorted(problems)


@pytest.mark.slow
@pytest.mark.skipif("not config.getoption('-m')", reason="slow: run with -m slow")
def test_a_line_of_a_gigabyte(folder: Path) -> None:
    """It is named by its number, and the lines around it are read; memory stays small."""
    with (folder / "lines.jsonl").open("wb") as stream:
        stream.write(json.dumps({"title": "First", "text": LONG + "First."}).encode() + b"\n")
        stream.write(b'{"title":"' + b"x" * 100_000)  # the hole that follows reads as NULs
        stream.seek(1 << 30, os.SEEK_CUR)
        stream.write(b'"}\n')
        stream.write(json.dumps({"title": "Last", "text": LONG + "Last."}).encode() + b"\n")
    tracemalloc.start()
    titles, problems = ingest(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ["First", "Good", "Last"] == titles
    assert [("lines.jsonl", "too-large")] == problems
    assert peak < 200 * MIB
