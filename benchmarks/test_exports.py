"""How quickly are all hits exported, and in how much memory?

`bare` reads the stored documents over the same addresses, in the order of ids, and writes them as
they are; both end with the bytes on the disk. The export digests, lists and describes what it
writes as well. `memory` is what the process holds beyond its start, without mapped files.

Of titles, authors and dates: `bare` parses the stored documents; `records` is the export as it
would be without a file of metadata; `sqlite` selects four columns of a table of SQLite's FTS5, in
order of id, that holds the texts as well. These two write by Python's `csv`, which guards no cell.

    pytest benchmarks/test_exports.py --benchmark-enable
"""

import csv
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest
import tantivy
from memory import own
from pytest_benchmark.fixture import BenchmarkFixture

import searcher
from searcher import Index
from searcher.engines.tantivy.walk import windows
from searcher.exports.plan import Plan

WAYS = {
    "lines": {"format": "jsonl"},
    "lines of chosen fields": {"format": "jsonl", "fields": "+author_keys"},
    "table": {"format": "csv"},
    "ids": {"format": "ids"},
}


FOUR = "id,title,authors,date"
METADATA = {
    "table": {"format": "csv", "fields": FOUR},
    "lines": {"format": "jsonl", "fields": FOUR},
    "all of it": {"format": "jsonl", "fields": "-summary,-body,+story"},
}


def records(index: Index) -> Iterator[bytes]:
    """Read the stored documents in order of id."""
    index.count()
    engine = index._engine  # noqa: SLF001 - what is measured against
    searcher_, planner = engine._now.searcher, engine._now.plan()  # type: ignore[attr-defined]  # noqa: SLF001
    for window in windows(searcher_, planner, tantivy.Query.all_query()):
        for _, address in window:
            yield searcher_.doc(address).get_first("article")


def bare(index: Index, target: Path) -> int:
    """Read and write the stored documents; gives their number."""
    number = 0
    with target.open("wb", buffering=1 << 20) as out:
        for number, record in enumerate(records(index), 1):  # noqa: B007 - counted
            out.write(record + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return number


@pytest.mark.parametrize("way", ["bare", *WAYS])
def test_all_hits(benchmark: BenchmarkFixture, index: Index, tmp_path: Path, way: str) -> None:
    """Measure every article into a file."""
    if way == "bare":
        number = benchmark(bare, index, tmp_path / "bare")
    else:
        done = benchmark(searcher.export, index, "", tmp_path / "out", force=True, **WAYS[way])
        number = done.rows
    assert index.count() == number


def four(record: bytes) -> tuple[str, str, str, str]:
    """Give what the four fields hold."""
    row = orjson.loads(record)
    published = row["published"] or {"date": ""}
    authors = "; ".join(author["name"] for author in row["authors"])
    return row["id"], row["title"], authors, published["date"]


def written(rows: Iterator[tuple[str, ...]], target: Path) -> int:
    """Write rows as CSV; gives the size of the file."""
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([FOUR.split(","), *rows])
        out.flush()
        os.fsync(out.fileno())
    return target.stat().st_size


@pytest.fixture(scope="module")
def database(index: Index) -> Iterator[sqlite3.Connection]:
    """Make a table of SQLite's FTS5 of all articles, with their texts, in a file of its own."""
    with closing(sqlite3.connect("")) as db:
        db.execute("CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED,title,authors,date,body)")
        rows = ((*four(record), orjson.loads(record)["body"]) for record in records(index))
        db.executemany("INSERT INTO articles VALUES (?,?,?,?,?)", rows)
        db.commit()
        yield db


@pytest.mark.parametrize("way", ["bare", "sqlite", "records", *METADATA])
def test_metadata(
    benchmark: BenchmarkFixture,
    index: Index,
    database: sqlite3.Connection,
    tmp_path: Path,
    way: str,
) -> None:
    """Measure titles, authors and dates of every article into a file."""
    benchmark.group = "metadata"
    target = tmp_path / "out"
    select = f"SELECT {FOUR} FROM articles"  # noqa: S608 - our own words
    if way == "bare":
        assert benchmark(lambda: written(map(four, records(index)), target))
    elif way == "sqlite":
        assert benchmark(lambda: written(database.execute(select), target))
    else:
        options = METADATA.get(way, METADATA["table"])
        with pytest.MonkeyPatch.context() as patched:
            if way == "records":
                patched.setattr(Plan, "depth", "record")
            done = benchmark(searcher.export, index, "", target, force=True, **options)
        assert index.count() == done.rows


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory(index: Index, tmp_path: Path) -> None:
    """Measure what an export adds to what the process holds, whatever the number of hits: MB."""
    searcher.export(index, "", tmp_path / "warm", format="ids", limit=1)
    before, most, ended = own(), 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.is_set():
            most = max(most, own())
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    searcher.export(index, "", tmp_path / "out", format="jsonl")
    ended.set()
    watcher.join()
    sys.stderr.write(f"\nmemory: {(most - before) / 2**20:.0f} MB for {index.count():,} articles\n")
    assert most - before < 200 << 20
