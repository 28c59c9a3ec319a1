"""An ingest that is killed at any moment: the index opens, and the next run makes it whole.

By default a few kills on a small corpus. SEARCHER_KILLS (how many), SEARCHER_CRASH_ARTICLES (how
large a corpus) and SEARCHER_CRASH_WORKERS (processes that read) in the environment ask for more;
what happened is printed (`pytest -s`).
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from searcher import Index
from searcher.engines.depth import DEPTHS, cut
from searcher.identity import content_digest
from searcher.query.model import SearchRequest

KILLS = int(os.environ.get("SEARCHER_KILLS", "3"))
ARTICLES = int(os.environ.get("SEARCHER_CRASH_ARTICLES", "1500"))
WORKERS = os.environ.get("SEARCHER_CRASH_WORKERS", "1")
FILES = 20
CHILD = Path(__file__).resolve().parents[1] / "support" / "ingest_child.py"
WORDS = """
    harbour ferry tide council budget bridge willow flood museum orchard engine lantern quarry
    signal railway market pension reserve salt marsh telescope winter strike letter kitchen
""".split()  # noqa: SIM905 - a list of words reads better as text

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9"),
]


def write_corpus(folder: Path, version: int) -> None:
    """Write the corpus, or its later version: half the texts changed, some records gone.

    A fiftieth are copies under another address, and as many older captures of another record.
    """
    folder.mkdir()
    for number in range(FILES):
        lines = []
        for place in range(ARTICLES // FILES):
            one = number * 100_000 + place
            rng = random.Random(one)
            if version == 2 and rng.random() < 0.02:
                continue
            changed = version if rng.random() < 0.5 else 1
            text_of, url, captured = one, f"https://a.example/{one}", "2026-01-02"
            kind = rng.random()
            if kind < 0.02:
                text_of = rng.randrange(FILES) * 100_000 + rng.randrange(ARTICLES // FILES)
            elif kind < 0.04:
                url = f"https://a.example/{rng.randrange(FILES) * 100_000 + place}"
                captured = "2026-01-01"
            words = random.Random(text_of).choices(WORDS, k=30)
            text = f"Text {text_of} of version {changed}: " + " ".join(words)
            record = {
                "title": f"Title {text_of}",
                "text": text,
                "url": url,
                "captured": captured,
                "language": "en",
                "date": f"2025-{1 + one % 12:02}-{1 + one % 28:02}",
            }
            lines.append(json.dumps(record) + "\n")
        (folder / f"{number:02}.jsonl").write_text("".join(lines))


def child(index: Path, corpus: Path) -> "subprocess.Popen[str]":
    """Start an ingest that commits some 15 times."""
    every = ARTICLES * 250 // 15
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(index), str(corpus), str(every)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "SEARCHER_WORKERS": WORKERS},
    )


def to_the_end(index: Path, corpus: Path) -> tuple[str, float]:
    """Run an ingest that leaves nothing out; give its digest, and the seconds that it took."""
    with child(index, corpus) as running:
        assert running.stdout is not None
        assert "reading\n" == running.stdout.readline()
        started = time.perf_counter()
        *_, last = running.stdout
        seconds = time.perf_counter() - started
    assert 0 == running.returncode
    done, digest, reasons = last.strip().split(" ", 2)
    assert ("done", "{}") == (done, reasons)
    return digest, seconds


def killed(index: Path, corpus: Path, moment: float) -> list[str]:
    """Kill an ingest after so many seconds; give what it had said."""
    with child(index, corpus) as running:
        assert running.stdout is not None
        said = [running.stdout.readline()]
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        said += running.stdout
    return [line.strip() for line in said]


def contents(index: Path) -> set[bytes]:
    """Read every article whole, and check that counts agree; give the content digests."""
    with Index.open(index) as opened:
        articles = list(opened.scan())
        assert len(articles) == opened.count() == opened.info().articles
        assert len(articles) == len({article.id for article in articles})
        whole, metadata = (
            [one.record for batch in opened.walk(SearchRequest(), depth=depth) for one in batch]
            for depth in DEPTHS[:0:-1]
        )
        assert [cut(record, "metadata") for record in whole] == metadata
        return {content_digest(article) for article in articles}


def books(index: Path) -> list[tuple[object, ...]]:
    """Give what the ledger knows, but for the numbers of rows."""
    db = sqlite3.connect(index / "ledger.sqlite")
    try:
        return db.execute(
            "SELECT files.file, hex(id), hex(content), stale, state, article IS NULL "
            "FROM records JOIN files USING (file_id) ORDER BY 1, 2, 3, 4, 5, 6"
        ).fetchall()
    finally:
        db.close()


@dataclass(frozen=True)
class Uninterrupted:
    """What a run without a kill leaves."""

    digest: str
    contents: set[bytes]
    books: list[tuple[object, ...]]
    seconds: float

    @property
    def records(self) -> set[bytes]:
        """Give the contents of all records: also of those that stand only until others come."""
        return {bytes.fromhex(str(content)) for _, _, content, *_ in self.books}


def uninterrupted(index: Path, corpus: Path) -> Uninterrupted:
    """Run to the end and look."""
    digest, seconds = to_the_end(index, corpus)
    return Uninterrupted(digest, contents(index), books(index), seconds)


def outcome(said: list[str]) -> str:
    """Name the moment of a kill."""
    if said[-1].startswith("done"):
        return "after the end"
    return {
        "commit": "inside a commit",
        "closing": "inside a merge",
        "committed": "after a commit",
    }.get(said[-1], "before the first commit")


def kill_and_resume(
    base: Path, corpus: Path, before: set[bytes], after: Uninterrupted, scratch: Path
) -> None:
    """Kill ingests at random moments; each time the index is whole, and can be completed."""
    rng = random.Random(2026 + len(before))
    moments: Counter[str] = Counter()
    known = before | after.records
    for number in range(KILLS):
        index = scratch / f"killed-{number}"
        shutil.copytree(base, index)
        said = killed(index, corpus, rng.uniform(0, after.seconds))
        moments[outcome(said)] += 1
        found = contents(index)
        if "committed" in said:
            assert found
        assert set() == found - known, "an article that neither version holds"
        print(f"{number}: {outcome(said)}, {len(found)} articles", flush=True)  # noqa: T201 - asked for with -s
        digest, _ = to_the_end(index, corpus)
        found = contents(index)
        lost, odd = len(after.contents - found), len(found - after.contents)
        assert (0, 0) == (lost, odd), (number, said[-1])
        assert after.digest == digest, (number, said[-1])
        assert after.books == books(index)
        shutil.rmtree(index)
    print(f"\n{KILLS} kills in {after.seconds:.1f} s each, {ARTICLES} articles: {dict(moments)}")  # noqa: T201 - asked for with -s


def test_a_first_ingest_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    """From nothing: what was committed is there, and the next run completes it."""
    write_corpus(tmp_path / "corpus", 1)
    Index.create(tmp_path / "empty").close()
    shutil.copytree(tmp_path / "empty", tmp_path / "whole")
    whole = uninterrupted(tmp_path / "whole", tmp_path / "corpus")
    kill_and_resume(tmp_path / "empty", tmp_path / "corpus", set(), whole, tmp_path)


def test_a_later_ingest_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    """Over an index: each article is the old or the new one, and the next run renews the rest."""
    corpus, first, second = tmp_path / "corpus", tmp_path / "first", tmp_path / "second"
    write_corpus(corpus, 1)
    Index.create(first).close()
    old = uninterrupted(first, corpus)
    shutil.rmtree(corpus)
    write_corpus(corpus, 2)
    shutil.copytree(first, second)
    new = uninterrupted(second, corpus)
    assert old.digest != new.digest
    kill_and_resume(first, corpus, old.records, new, tmp_path)
