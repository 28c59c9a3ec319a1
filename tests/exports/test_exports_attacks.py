"""What once broke an export, or could: short writes, devices, races, wrong kinds, hostile names."""

import io
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

import searcher
from searcher import ExportError, Index, TargetExists, UsageError
from searcher.exports.asked import Asked, Question, understand
from searcher.exports.formats import FORMATS
from searcher.exports.streams import packed
from searcher.testing import article
from sinks import EVERYTHING
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]


class Slow(io.RawIOBase):
    """Takes a few bytes at a time, as a pipe may; or none any more."""

    def __init__(self, most: int, room: int = 1 << 40) -> None:
        super().__init__()
        self.most = most
        self.room = room
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int | None:
        taken = bytes(data)[: min(self.most, self.room - len(self.data))]
        self.data += taken
        return len(taken) or None


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_stream_that_takes_little_gets_all(hay_index: Index, tmp_path: Path, suffix: str) -> None:
    """Unbuffered streams say how much they took; the rest is offered again."""
    searcher.export(hay_index, "", tmp_path / f"x.jsonl{suffix}")
    slow = Slow(7)
    with packed(slow, suffix) as (stream, counted):
        stream.write((tmp_path / f"x.jsonl{suffix}").read_bytes())
    assert counted.bytes == len(slow.data)
    slow = Slow(1000)
    searcher.export(hay_index, "", slow, format="jsonl")
    searcher.export(hay_index, "", tmp_path / "y.jsonl")
    assert (tmp_path / "y.jsonl").read_bytes() == slow.data


def test_a_stream_that_takes_no_more_is_an_error(hay_index: Index) -> None:
    """Never fewer bytes than were digested."""
    with pytest.raises(ExportError, match="the stream cannot be written to"):
        searcher.export(hay_index, "", Slow(1000, 5000), format="jsonl")


LIMITED = """
import resource, signal, sys, searcher
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[3])
index = searcher.Index.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    searcher.export(index, "", sys.argv[2])
except searcher.ExportError as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
@pytest.mark.parametrize("ending", ["jsonl", "csv", "csv.gz", "parquet", "sqlite", "md"])
def test_a_file_that_may_not_grow_is_an_error_and_not_a_short_file(
    hay_path: Path, tmp_path: Path, ending: str
) -> None:
    """One byte less than needed, and half of it: nothing is left."""
    with Index.open(hay_path) as index:
        searcher.export(index, "", tmp_path / f"whole.{ending}")
    size = (tmp_path / f"whole.{ending}").stat().st_size
    folder = tmp_path / "limited"
    folder.mkdir()
    for limit in (size - 1, size // 2):
        command = [sys.executable, "-c", LIMITED, str(hay_path), f"x.{ending}", str(limit)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        assert "cannot be written" in done.stdout or "disk is full" in done.stdout
        assert [] == list(folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_pipes_and_devices_are_never_replaced(hay_index: Index, tmp_path: Path) -> None:
    """Also not by force."""
    os.mkfifo(tmp_path / "pipe")
    for force in (False, True):
        with pytest.raises(TargetExists, match="a device or a pipe"):
            searcher.export(hay_index, "", tmp_path / "pipe", format="ids", force=force)
    assert (tmp_path / "pipe").is_fifo()


def test_an_index_is_never_written_into(own_index: Index) -> None:
    """Neither its folder nor any file in it."""
    for place in (own_index.path, own_index.path / "x.ids", own_index.path / "tantivy" / "x.ids"):
        with pytest.raises((UsageError, TargetExists)):
            searcher.export(own_index, "", place, format="ids", force=True)
    with pytest.raises(UsageError, match="lies within the index"):
        searcher.export(own_index, ["bank"], own_index.path / "batch" / "", force=True)
    assert 24 == own_index.count()


def test_the_queries_are_never_replaced(hay_index: Index, tmp_path: Path) -> None:
    """Nor the folder that holds those that failed."""
    queries = tmp_path / "q.csv"
    queries.write_text('query\nbank\n"open\n')
    with pytest.raises(UsageError, match="holds the queries"):
        searcher.export(hay_index, queries, queries, force=True)
    searcher.export(hay_index, queries, tmp_path / "out")
    with pytest.raises(UsageError, match="holds the queries"):
        searcher.export(hay_index, tmp_path / "out" / "failed.csv", tmp_path / "out", force=True)
    searcher.export(hay_index, tmp_path / "out" / "queries.jsonl", tmp_path / "out", force=True)


def test_exports_to_one_place_at_once_never_mix(hay_path: Path, tmp_path: Path) -> None:
    """Each is done, or told that another is writing; what stands is whole."""
    said: list[str] = []
    ended = time.monotonic() + 3

    def export() -> None:
        while time.monotonic() < ended:
            try:
                searcher.export(hay_path, "bank", tmp_path / "x.ids", force=True)
            except ExportError as problem:
                said.append(str(problem))
            except Exception as problem:  # noqa: BLE001 - that is what is looked for
                said.append(repr(problem))

    threads = [threading.Thread(target=export) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == [text for text in said if "another export is writing" not in text][:3]
    assert searcher.verify(tmp_path / "x.ids").intact


def test_ten_thousand_equal_names_are_given_numbers_at_once() -> None:
    """Not by counting from two for each."""
    begun = time.monotonic()
    asked, _ = understand([Question("same", {"q": ["tax"]}) for _ in range(10_000)], {})
    assert 10_000 == len({one.name for one in asked}) == len({one.file for one in asked})
    assert time.monotonic() - begun < 10


def test_names_with_numbers_meet_no_others() -> None:
    """A name that looks like a numbered one keeps its own."""
    names = ["a", "a (2)", "a", "A", "a-2", "a"]
    asked, _ = understand([Question(name, {"q": ["tax"]}) for name in names], {})
    assert 6 == len({one.name for one in asked}) == len({one.file.casefold() for one in asked})
    assert all(isinstance(one, Asked) for one in asked)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sort": "newest"},
        {"offset": 1},
        {"author": b"x"},
        {"author": [5]},
        {"author": 5},
        {"date": 5},
        {"any_word": "x"},
        {"any_word": 1},
        {"format": ""},
        {"format": 5},
        {"format": []},
        {"fields": 5},
        {"fields": [5]},
        {"fields": b"id"},
        {"order": None},
        {"limit": "5"},
        {"limit": 1.5},
        {"limit": True},
        {"limit": 1 << 70},
        {"raw": "x"},
        {"excel": None},
        {"lenient": 1},
        {"today": "2026"},
        {"facet": 5},
    ],
    ids=str,
)
def test_wrong_kinds_are_said_and_never_taken_for_something_else(
    hay_index: Index, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    """Each is an error of ours, and nothing is made."""
    with pytest.raises(searcher.SearcherError):
        searcher.export(hay_index, "bank", tmp_path / "x.csv", **wrong)
    assert [] == list(tmp_path.iterdir())


def test_what_is_not_utf8_is_said(hay_index: Index, tmp_path: Path) -> None:
    """In words, names, filters."""
    for requests in ("\ud800", ["\ud800"], {"\ud800": "bank"}):
        try:
            done = searcher.export(hay_index, requests, tmp_path / "x.csv")
        except searcher.SearcherError as problem:
            assert "UTF-8" in str(problem)  # noqa: PT017 - a batch names it among its errors
        else:
            assert "UTF-8" in done.errors[0].message
            (tmp_path / "x.csv").unlink()
            for beside in tmp_path.iterdir():
                beside.unlink()


def test_lines_that_failed_are_written_back_byte_for_byte(hay_index: Index, tmp_path: Path) -> None:
    """A line in another encoding must not become another query that works."""
    queries = tmp_path / "q.txt"
    queries.write_bytes(b'bank\ncaf\xe9 bank\n"open\n')
    searcher.export(hay_index, queries, tmp_path / "out")
    assert b'caf\xe9 bank\n"open\n' == (tmp_path / "out" / "failed.txt").read_bytes()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("languages",), 5),
        (("languages",), [5]),
        (("order",), 5),
        (("limit",), -1),
        (("limit",), "5"),
        (("limit",), 1.5),
        (("requests", 0, "name"), 5),
        (("requests", 0, "rows"), 1 << 62),
        (("requests", 0, "rows"), 1),
        (("requests", 0, "understood"), {"q": [5]}),
        (("requests", 0, "understood"), {"q": "bank"}),
        (("requests", 0, "understood"), [1]),
        (("files", 0, "name"), ["x"]),
        (("files", 0, "name"), {}),
        (("files", 0, "bytes"), "x"),
        (("files",), {}),
        (("requests",), None),
        (("corpus",), None),
    ],
    ids=str,
)
def test_a_hostile_manifest_is_refused(
    hay_index: Index, tmp_path: Path, path: tuple[Any, ...], value: object
) -> None:
    """By one message, at once."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    said = json.loads(done.path.read_text())
    inner = said
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    done.path.write_bytes(orjson.dumps(said))
    with pytest.raises(ExportError):
        searcher.verify(done.path)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_and_pipes_named_by_a_manifest_are_not_read(hay_index: Index, tmp_path: Path) -> None:
    """They would hang it, or have it read what lies elsewhere."""
    done = searcher.export(hay_index, "bank", tmp_path / "x.jsonl")
    assert done.path is not None
    (tmp_path / "x.jsonl").unlink()
    os.mkfifo(tmp_path / "x.jsonl")
    assert "changed" == searcher.verify(done.path, files_only=True).files["x.jsonl"]
    (tmp_path / "x.jsonl").unlink()
    (tmp_path / "x.jsonl").symlink_to("/dev/zero")
    assert "changed" == searcher.verify(done.path, files_only=True).files["x.jsonl"]


def test_the_mode_of_an_empty_folder_is_kept(hay_index: Index, tmp_path: Path) -> None:
    """Who made it private meant that."""
    (tmp_path / "private").mkdir(mode=0o700)
    searcher.export(hay_index, ["bank"], tmp_path / "private")
    assert 0o700 == (tmp_path / "private").stat().st_mode & 0o777


@pytest.mark.parametrize("form", [row for row in FORMATS if row.makes != "folder"], ids=str)
def test_long_articles_are_held_one_at_a_time(tmp_path: Path, form: Any) -> None:
    """Every format writes articles of a megabyte, whole."""
    articles = [article(title=f"Number {n}", body=f"salt{n} " * 150_000) for n in range(3)]
    with indexed(tmp_path / "index", articles, languages=("en",)) as index:
        done = searcher.export(
            index, EVERYTHING.get(form.name, ""), tmp_path / "x", format=form.name
        )
    assert 3 == done.rows
