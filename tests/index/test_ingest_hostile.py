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


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow names in UTF-8 only")
def test_names_that_are_no_text_are_as_good_as_others(tmp_path: Path) -> None:
    """Files and folders with bytes that are no UTF-8 are read, known again, moved and missed."""
    folder = tmp_path / "corpus" / os.fsdecode(b"caf\xe9")
    folder.mkdir(parents=True)
    for at in range(3):
        text = f"Ferry {at}\n\n{LONG}{at}\n"
        (folder / os.fsdecode(b"%d\xe9.txt" % at)).write_text(text)
    with Index.create(tmp_path / "index") as index:
        assert 3 == index.ingest(folder).added
        assert {"0\\xe9.txt", "1\\xe9.txt", "2\\xe9.txt"} == {
            article.provenance.file for article in index.scan()
        }
        # By another root, by its own, as a copy (which is no move), moved, and gone.
        assert 3 == index.ingest(tmp_path / "corpus", prune=True).unchanged
        assert 3 == index.ingest(folder, prune=True).unchanged
        first = folder / os.fsdecode(b"0\xe9.txt")
        (tmp_path / "corpus" / "copy.txt").write_bytes(first.read_bytes())
        copied = index.ingest(tmp_path / "corpus", prune=True)
        assert (3, 1) == (copied.unchanged, copied.superseded)
        (folder / os.fsdecode(b"1\xe9.txt")).rename(folder / os.fsdecode(b"9\xe8.txt"))
        assert 3 == index.ingest(folder, prune=True).unchanged
        (folder / os.fsdecode(b"2\xe9.txt")).unlink()
        assert 2 == index.ingest(folder, prune=True).unchanged
        assert ["Ferry 0", "Ferry 1"] == sorted(article.title for article in index.scan())
        assert "caf\\xe9" in index.info().runs[0].names
