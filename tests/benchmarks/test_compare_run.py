"""The whole: build, ask, show, keep, check; and what the documentation shows of it."""

import os
import re
from pathlib import Path

import pytest
from compare import table
from compare.corpora import generated
from compare.lucene import Lucene
from compare.record import kept
from compare.run import RUNS, checked, keep, main
from compare.system import System

from runs import made

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
SHOWN = re.compile(r"(<!-- run -->\n).*(<!-- end -->)", re.DOTALL)
SMALL = ("--queries", "2", "--rounds", "1", "--processes", "1", "--systems", "SQLite")


def test_a_small_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bare tantivy and SQLite count as searcher does; peers that were not asked are named."""
    lines, runs = tmp_path / "private.jsonl", tmp_path / "runs"
    generated(lines, 300)
    assert 0 == main(["--corpus", str(lines), "--runs", str(runs), *SMALL])
    (run,) = kept(runs)
    assert 300 == run.articles
    assert {"searcher", "tree", "searcher, exact", "tree, exact", "tantivy", "SQLite FTS5"} == {
        *run.times["word"]
    }
    assert {"Lucene", "Xapian", "LanceDB", "bm25s", "Whoosh"} == {*run.left_out}
    differ = {
        (row, name)
        for row, by_system in run.differences.items()
        for name, one in by_system.items()
        if one["differ"]
    }
    assert set() == differ
    assert {"ingest", "size", "export", "cold"} == {*run.whole}
    assert "| one common word |" in capsys.readouterr().out
    files = [*(runs / run.folder).iterdir()]
    assert {"answers.svg", "run.json", "systems.svg", "table.md"} == {path.name for path in files}
    # A corpus of the user's own is not named in what is kept.
    assert not any("private" in path.read_text("utf-8") for path in files)


def test_check_says_what_got_worse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0: nothing, 1: something did, 2: there is nothing to compare with."""
    assert 2 == checked(made(), tmp_path, 0.15)
    keep(made(), tmp_path)
    assert 0 == checked(made(1.05), tmp_path, 0.15)
    assert 1 == checked(made(2.0), tmp_path, 0.15)
    assert "worse: phrase: searcher / tree: 3.00, was 1.50 (+100%)" in capsys.readouterr().out


def test_who_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the package, or by what is missing otherwise."""
    monkeypatch.delenv("LUCENE_JAR", raising=False)

    class Absent(System):
        needs = ("no_such_package",)

    assert "the Python package no_such_package is not installed" == Absent.missing()
    assert Lucene.missing() in {"there is no Java", "LUCENE_JAR names no jar of Lucene"}


def test_the_page_shows_the_last_run() -> None:
    """The tables of docs/benchmarks.md are those of the newest run; UPDATE_DOCS=1 writes them."""
    run = kept(RUNS)[-1]
    images = "".join(
        f"![{title}](../benchmarks/runs/{run.folder}/{name}.svg)\n\n"
        for title, name in (("How long answers take", "answers"), ("Whole systems", "systems"))
    )
    shown = "".join(f"{line}\n" for line in table.lines(run))
    text = PAGE.read_text("utf-8")
    expected = SHOWN.sub(lambda found: f"{found[1]}\n{shown}\n{images}{found[2]}", text)
    if os.environ.get("UPDATE_DOCS") == "1":
        PAGE.write_text(expected, "utf-8")
        return
    assert expected == text
