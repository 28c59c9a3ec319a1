"""Ingests are noted as they commit: what they read by name, what came of it, and how they ended."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from searcher import Index, IngestStopped
from searcher.corpus.accounts import runs as module
from searcher.corpus.accounts.ledger import LEDGER_VERSION, Ledger
from searcher.corpus.accounts.report import OUTCOMES, Tally
from searcher.corpus.accounts.runs import Run, read_runs

GOOD = (
    '{"title": "On rivers", "body": "The river rose in the night.", "url": "https://a.example/1"}'
)
BAD = '{"title": "On brid'


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index", languages=("en",)) as made:
        yield made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Make a folder with an article, and a record that is none."""
    folder = tmp_path / "machine" / "news"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text(f"{GOOD}\n{BAD}\n", "utf-8")
    return folder


def counted(run: Run) -> dict[str, int]:
    """Give the outcomes that there were."""
    return {outcome: number for outcome, number in run.counts.items() if number}


def test_each_ingest_is_noted(index: Index, news: Path) -> None:
    """The newest first, with the counts of its report."""
    assert (0, ()) == (index.info().ingests, index.info().runs)
    first = index.ingest(news, workers=0)
    (news / "b.jsonl").write_text(GOOD.replace("rivers", "seas").replace("/1", "/2"), "utf-8")
    second = index.ingest([news, news / "b.jsonl"], workers=0)
    info = index.info()
    assert 2 == info.ingests
    again, once = info.runs
    assert ({"added": 1, "rejected": 1}, {"added": 1, "unchanged": 2, "rejected": 1}) == (
        counted(once),
        counted(again),
    )
    for run, report in ((once, first), (again, second)):
        assert {outcome: getattr(report, outcome) for outcome in OUTCOMES} == dict(run.counts)
        assert "whole" == run.state
        assert run.ended is not None
        assert run.begun <= run.ended
    assert (("news",), ("news", "b.jsonl")) == (once.names, again.names)
    assert (1, 2) == (once.number, again.number)


def test_no_place_of_this_machine_is_noted(index: Index, news: Path) -> None:
    """Neither in what an index says, nor in the table."""
    index.ingest([news / "a.jsonl", str(news / "*.jsonl")], workers=0)
    assert ("a.jsonl", "a.jsonl") == index.info().runs[0].names
    with sqlite3.connect(index.path / "ledger.sqlite") as db:
        assert "machine" not in str(db.execute("SELECT * FROM runs").fetchall())
    db.close()


def test_one_that_was_stopped_says_so(index: Index, news: Path) -> None:
    """By whoever asked for it; what was whole is counted."""
    with pytest.raises(IngestStopped):
        index.ingest(news, workers=0, should_stop=lambda: True)
    (run,) = index.info().runs
    assert ("stopped", {}) == (run.state, counted(run))
    assert run.ended is not None


def test_one_that_broke_off_is_interrupted(index: Index, news: Path) -> None:
    """Also before another has begun; its last commit is what is counted."""

    def fail(_: Any) -> None:
        raise RuntimeError("the machine is on fire")

    (news / "0.jsonl").write_text(GOOD.replace("rivers", "seas").replace("/1", "/2"), "utf-8")
    with pytest.raises(RuntimeError):
        index.ingest(news, workers=0, on_problem=fail, commit_every=1)
    (run,) = index.info().runs
    assert ("interrupted", None) == (run.state, run.ended)
    assert 0 < run.counts["added"] <= 2
    index.ingest(news, workers=0)
    whole, broken = index.info().runs
    assert ("whole", "interrupted") == (whole.state, broken.state)
    assert broken.counts == run.counts


def test_one_that_is_at_it_is_running(index: Index, news: Path) -> None:
    """As long as it writes."""
    states: list[str] = []

    def look(_: Any) -> None:
        with Index.open(index.path) as other:
            states.extend(run.state for run in other.info().runs)

    index.ingest(news, workers=0, on_problem=look)
    assert {"running"} == set(states)
    assert ["whole"] == [run.state for run in index.info().runs]


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their numbers go on."""
    monkeypatch.setattr(module, "KEPT", 3)
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    for number in range(10):
        ledger.runs.begin([f"n{number}", *"abcdefghijk"], Tally())
        ledger.runs.end("whole")
    count, runs = read_runs(ledger._db, 20, writing=False)
    assert (10, [10, 9, 8]) == (count, [run.number for run in runs])
    assert (10, 12) == (len(runs[0].names), runs[0].places)
    ledger.close()


def test_a_ledger_of_before_opens(index: Index, news: Path) -> None:
    """Without ingests until the next one; nothing else of it changes."""
    index.ingest(news, workers=0)
    with sqlite3.connect(index.path / "ledger.sqlite") as db:
        db.execute("DROP TABLE runs")
        db.execute("UPDATE meta SET value = '3' WHERE name = 'version'")
    before = index.info()
    assert (0, (), 1) == (before.ingests, before.runs, before.files)
    index.ingest(news, workers=0)
    assert [{"unchanged": 1, "rejected": 1}] == [counted(run) for run in index.info().runs]
    version = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    db.close()
    assert (str(LEDGER_VERSION),) == version


def test_the_orders_of_a_ledger_of_before_are_made_anew(index: Index, news: Path) -> None:
    """They had the state of a record last."""
    index.ingest(news, workers=0)
    find = "SELECT sql FROM sqlite_master WHERE name LIKE 'records_%' ORDER BY name"
    with closing(sqlite3.connect(index.path / "ledger.sqlite")) as db, db:
        now = db.execute(find).fetchall()
        db.execute("DROP INDEX records_id")
        db.execute("CREATE INDEX records_id ON records (id, stale, state)")
        db.execute("UPDATE meta SET value = '6' WHERE name = 'version'")
    index.ingest(news, workers=0)
    assert {"unchanged": 1, "rejected": 1} == counted(index.info().runs[0])
    with closing(sqlite3.connect(index.path / "ledger.sqlite")) as db:
        assert now == db.execute(find).fetchall()


def test_what_a_ledger_of_before_knew_of_dates_is_kept(index: Index, news: Path) -> None:
    """Who signed, and topics, it did not note: both stand below the date now."""
    index.ingest(news, workers=0)
    with closing(sqlite3.connect(index.path / "ledger.sqlite")) as db, db:
        db.execute("UPDATE records SET evidence = 32")
        db.execute("UPDATE meta SET value = '7' WHERE name = 'version'")
    index.ingest(news, workers=0)
    with closing(sqlite3.connect(index.path / "ledger.sqlite")) as db:
        assert [(256,)] == db.execute("SELECT DISTINCT evidence FROM records").fetchall()


@pytest.mark.parametrize(
    "values",
    [
        "x'00ff', 'x', 'x', 'x', '[', 'x', 1, 2, 3, 4, 5, 6, 7",
        "x'ff', x'ff', 7, x'ff', x'ff', -1, -1, 2.5, 'x', x'00', 9e99, 1, 1",
        "'b', 'e', 'whole', 't', '{\"a\": 1}', 1, 1, 1, 1, 1, 1, 1, 1",
        "'b', 'e', 'whole', 't', '[1, null, [\"x\"]]', 1, 1, 1, 1, 1, 1, 1, 1",
        "cast(x'ff' AS TEXT), 'e', 'whole', 't', '[]', 1, 1, 1, 1, 1, 1, 1, 1",
    ],
)
def test_a_ledger_from_elsewhere_harms_nobody(index: Index, news: Path, values: str) -> None:
    """Whatever lies in the table, all else is still counted."""
    index.ingest(news, workers=0)
    with sqlite3.connect(index.path / "ledger.sqlite") as db:
        db.execute(
            "INSERT INTO runs (begun, ended, state, tool, names, places, added, replaced, "  # noqa: S608
            f"unchanged, duplicate, superseded, skipped, rejected) VALUES ({values})"
        )
    db.close()
    info = index.info()
    assert 1 == info.files
    for run in info.runs:
        assert all(0 <= number < 1 << 53 for number in (*run.counts.values(), run.places))
        assert all(type(text) is str for text in (run.begun, run.tool, *run.names))
