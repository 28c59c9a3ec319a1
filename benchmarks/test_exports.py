"""How quickly are all hits exported, and in how much memory?

`bare` reads the stored documents over the same addresses, in the order of ids, and writes them as
they are; both end with the bytes on the disk. The export digests, lists and describes what it
writes as well. `memory` is what the process holds beyond its start, without mapped files.

    pytest benchmarks/test_exports.py --benchmark-enable
"""

import os
import sys
import threading
import time
from pathlib import Path

import pytest
import tantivy
from pytest_benchmark.fixture import BenchmarkFixture

import searcher
from searcher import Index
from searcher.engines.tantivy.walk import windows

WAYS = {
    "lines": {"format": "jsonl"},
    "lines of chosen fields": {"format": "jsonl", "fields": "+author_keys"},
    "table": {"format": "csv"},
    "ids": {"format": "ids"},
}


def bare(index: Index, target: Path) -> int:
    """Read and write the stored documents; gives their number."""
    index.count()
    engine = index._engine  # noqa: SLF001 - what is measured against
    searcher_, planner = engine._searcher, engine._plan()  # type: ignore[attr-defined]  # noqa: SLF001
    number = 0
    with target.open("wb", buffering=1 << 20) as out:
        for window in windows(searcher_, planner, tantivy.Query.all_query()):
            for _, address in window:
                out.write(searcher_.doc(address).get_first("article") + b"\n")
                number += 1
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


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory(index: Index, tmp_path: Path) -> None:
    """Measure what an export adds to what the process holds, whatever the number of hits: MB."""
    searcher.export(index, "", tmp_path / "warm", format="ids", limit=1)
    before, most, ended = _held(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not ended.is_set():
            most = max(most, _held())
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    searcher.export(index, "", tmp_path / "out", format="jsonl")
    ended.set()
    watcher.join()
    sys.stderr.write(f"\nmemory: {most - before:.0f} MB for {index.count():,} articles\n")
    assert most - before < 200


def _held() -> float:
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("RssAnon:")[1].split()[0]) / 1024
