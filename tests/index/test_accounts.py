"""What a report says of records agrees with what stands in the index when the run is over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index
from searcher.corpus.accounts.report import OUTCOMES, IngestReport

RIVER = "the river rose in the night and the bridge was closed until noon " * 4


def write(folder: Path, name: str, *records: dict[str, str]) -> None:
    """Write a file of JSON lines."""
    folder.mkdir(exist_ok=True)
    lines = (json.dumps({"title": "On rivers", **record}) + "\n" for record in records)
    (folder / name).write_text("".join(lines))


def capture(page: int, text: str, day: str = "2026-01-01") -> dict[str, str]:
    """Make a record of a page as it was on a day."""
    return {"url": f"https://a.example/{page}", "text": f"{RIVER} {text}", "captured": day}


def counts(report: IngestReport) -> dict[str, int]:
    """Give the outcomes that occurred."""
    every = {outcome: int(getattr(report, outcome)) for outcome in OUTCOMES}
    return {outcome: count for outcome, count in every.items() if count}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


def test_what_a_later_file_supersedes_is_not_unchanged(index: Index, tmp_path: Path) -> None:
    """A record of a file that is not read again is recounted when another takes its place."""
    corpus = tmp_path / "corpus"
    write(corpus, "a.jsonl", capture(1, "old"))
    index.ingest(corpus)
    write(corpus, "b.jsonl", capture(1, "new", "2026-01-02"))
    report = index.ingest(corpus)
    assert {"replaced": 1, "superseded": 1} == counts(report)
    assert 1 == report.articles


def test_what_comes_up_for_a_vanished_record_is_counted(index: Index, tmp_path: Path) -> None:
    """An older capture that stands again has replaced the newer one, whose file is gone."""
    corpus = tmp_path / "corpus"
    write(corpus, "a.jsonl", capture(1, "old"))
    write(corpus, "b.jsonl", capture(1, "new", "2026-01-02"))
    index.ingest(corpus)
    (corpus / "b.jsonl").unlink()
    assert {"replaced": 1} == counts(index.ingest(corpus))
    assert {"unchanged": 1} == counts(index.ingest(corpus))


def test_a_hidden_copy_that_comes_up_is_new(index: Index, tmp_path: Path) -> None:
    """A copy under another address was not in the index before: it is added, also when pruned."""
    corpus = tmp_path / "corpus"
    write(corpus, "a.jsonl", capture(1, "text"))
    write(corpus, "b.jsonl", capture(2, "text", "2026-01-02"))
    assert {"added": 1, "duplicate": 1} == counts(index.ingest(corpus))
    (corpus / "b.jsonl").unlink()
    assert {"added": 1} == counts(index.ingest(corpus, prune=True))


def test_what_rose_before_it_was_counted_is_not_unchanged(index: Index, tmp_path: Path) -> None:
    """A file that is passed over after another made room for its record says so."""
    corpus = tmp_path / "corpus"
    write(corpus, "a.jsonl", capture(1, "new", "2026-01-02"), capture(2, "text two", "2026-01-02"))
    write(corpus, "b.jsonl", capture(1, "old"), capture(3, "text two"), capture(4, "four"))
    index.ingest(corpus)
    write(corpus, "a.jsonl", capture(5, "five"))
    # Nothing is read ahead: the first file is in the books before the second is looked at.
    report = index.ingest(corpus, workers=0)
    assert {"added": 2, "replaced": 1, "unchanged": 1} == counts(report)


def test_what_took_another_place_in_the_same_run_is_a_replacement(
    index: Index, tmp_path: Path
) -> None:
    """A record that is read after an older capture came up replaces what stood before the run."""
    corpus = tmp_path / "corpus"
    write(corpus, "a.jsonl", capture(1, "new", "2026-01-02"))
    write(corpus, "b.jsonl", capture(1, "old"))
    index.ingest(corpus)
    write(corpus, "a.jsonl", capture(2, "another"))
    write(corpus, "c.jsonl", capture(1, "newest", "2026-01-03"))
    report = index.ingest(corpus, workers=0)
    assert {"added": 1, "replaced": 1, "superseded": 1} == counts(report)
