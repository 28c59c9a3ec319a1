"""An ingest with processes that read: the same index and the same report as without."""

import json
import shutil
import sqlite3
import sys
import zipfile
from pathlib import Path

import pytest

from searcher import Index, IngestStopped, Progress
from searcher.corpus.records import is_outdated
from searcher.corpus.workers import processes

TEXT = "The ferry was late again, and nobody on the quay could say when it would come. "


def lines(count: int, *, start: int = 0, bad: int | None = None) -> str:
    """Write JSON lines; one of them may be broken, and every seventh is a copy."""
    written = []
    for n in range(start, start + count):
        record = {"title": f"Title {n - n % 7 // 6}", "text": f"{TEXT}{n - n % 7 // 6}. " * 4}
        record |= {"url": f"https://a.example/{n}", "date": f"{1 + n % 28:02}/03/2024"}
        written.append("{broken\n" if n == bad else json.dumps(record) + "\n")
    return "".join(written)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Write a folder in which much is amiss."""
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.jsonl").write_text(lines(500, bad=130))
    (folder / "b.txt").write_text(f"Title\n\n{TEXT}")
    (folder / "c.bin").write_bytes(b"\0\1\2\3")
    (folder / "d.txt").write_text("")
    (folder / "sub" / "e.csv").write_text(f"title,text\nOne,{TEXT}\nTwo\nThree,{TEXT}3\n")
    with zipfile.ZipFile(folder / "f.zip", "w") as zipped:
        for n in range(50):
            zipped.writestr(f"sport/{n}.txt", f"Match {n}\n\n{TEXT}{n}")
            zipped.writestr(f"culture/{n}.txt", f"Play {n}\n\n{TEXT}-{n}")
        zipped.writestr("x.jsonl", lines(100, start=10_000, bad=10_050))
    return folder


def ingested(where: Path, corpus: Path, workers: int) -> tuple[dict[str, object], bytes]:
    """Ingest twice; give the reports, and what was rejected."""
    with Index.create(where) as index:
        reports = [index.ingest(corpus, workers=workers).as_json() for _ in range(2)]
    for report in reports:
        del report["seconds"], report["notes"]
    return {"first": reports[0], "again": reports[1]}, (where / "rejected.jsonl").read_bytes()


def test_reports_do_not_hang_on_the_number_of_processes(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts, digest and the list of rejected records, of the first and of a second ingest."""
    monkeypatch.setattr("searcher.index.intake.reading._SHARE", 10_000)
    monkeypatch.setattr("searcher.index.intake.reading._SHARE_PACKED", 1_000)
    alone = ingested(tmp_path / "alone", corpus, 0)
    assert alone == ingested(tmp_path / "one", corpus, 1)
    assert alone == ingested(tmp_path / "three", corpus, 3)
    assert 5 == len(alone[1].splitlines())


def test_a_file_named_twice_is_read_once(tmp_path: Path, corpus: Path) -> None:
    """Also where it is being read when it comes up again."""
    with Index.create(tmp_path / "index") as index:
        report = index.ingest([corpus / "a.jsonl", corpus / "a.jsonl", corpus], workers=1)
        once = index.ingest(corpus / "a.jsonl", workers=1)
    assert once.unchanged + once.duplicate == 499
    assert report.unchanged == 2 * once.unchanged


def test_what_a_share_could_not_read_is_read_next_time(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of two processes meets an error of the system: one rejection, and no file is finished."""
    monkeypatch.setattr("searcher.index.intake.reading._SHARE", 10_000)
    answers = processes.Processes._answers

    def failing(self: processes.Processes, part: processes._Part) -> object:
        for chunk in answers(self, part):
            lost = part.job.part == 0 and part.job.parts > 1 and chunk.ended
            yield chunk._replace(unreadable="Input/output error") if lost else chunk

    with Index.create(tmp_path / "index") as index:
        with monkeypatch.context() as patched:
            patched.setattr(processes.Processes, "_answers", failing)
            report = index.ingest(corpus / "a.jsonl", workers=2)
        assert {"unreadable": 1, "bad-json": 1} == report.by_reason
        assert {"bad-json": 1} == index.ingest(corpus / "a.jsonl", workers=2).by_reason


def test_other_limits_read_again_what_exceeded_them(
    tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the same limits do not."""
    support = Path(__file__).resolve().parents[1] / "support"
    (tmp_path / "sitecustomize.py").write_text("import hostile_reader\nhostile_reader.install()\n")
    (corpus / "a.jsonl").write_text(lines(3) + json.dumps({"title": "x", "text": "SPIN"}) + "\n")
    with Index.create(tmp_path / "index") as index:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "path", [str(tmp_path), str(support), *sys.path])
            slow = index.ingest(corpus / "a.jsonl", workers=1, max_seconds=0.5)
        assert {"too-slow": 1} == slow.by_reason
        again = index.ingest(corpus / "a.jsonl", workers=1, max_seconds=0.5)
        assert ({"too-slow": 1}, 3) == (again.by_reason, again.unchanged)
        moved = corpus / "moved.jsonl"
        (corpus / "a.jsonl").rename(moved)
        assert {"too-slow": 1} == index.ingest(moved, workers=1, max_seconds=0.5).by_reason
        assert 0 == index.info().outdated
        assert {} == index.ingest(moved, workers=1, max_seconds=5).by_reason
    db = sqlite3.connect(tmp_path / "index" / "ledger.sqlite")
    assert not any(is_outdated(way) for (way,) in db.execute("SELECT fingerprint FROM files"))
    db.close()


@pytest.mark.parametrize("workers", [0, 1])
def test_an_ingest_can_be_told_to_stop(tmp_path: Path, corpus: Path, workers: int) -> None:
    """What is whole is committed; the next one ends as if there had been one."""
    asked = 0

    def should_stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8

    with Index.create(tmp_path / "index") as index:
        with pytest.raises(IngestStopped, match="what was whole is kept"):
            index.ingest(corpus, workers=workers, should_stop=should_stop)
        assert asked == 9
        digest = index.ingest(corpus, workers=workers).digest
    with Index.create(tmp_path / "whole") as whole:
        assert digest == whole.ingest(corpus).digest


def test_matched_names_are_told_by_the_processes(tmp_path: Path, corpus: Path) -> None:
    """So that the report names only those that no record has."""
    with Index.create(tmp_path / "index") as index:
        fields = {"title": "title", "source": "paper"}
        report = index.ingest(corpus / "a.jsonl", workers=1, fields=fields)
    (note,) = (note for note in report.notes if note.startswith("--map"))
    assert "--map source=paper: no record that was read has such a field." == note


def test_progress_goes_on_within_a_file(tmp_path: Path, corpus: Path) -> None:
    """And ends with all bytes."""
    (corpus / "a.jsonl").write_text(lines(4000))
    seen: list[Progress] = []
    with Index.create(tmp_path / "index") as index:
        index.ingest(corpus / "a.jsonl", workers=1, on_progress=seen.append)
    assert len(seen) > 3
    assert sorted(one.bytes for one in seen) == [one.bytes for one in seen]
    assert (1, 1, seen[-1].bytes_total) == (
        seen[-1].files,
        seen[-1].files_total,
        seen[-1].bytes,
    )


def test_a_ledger_of_an_older_version_is_counted_and_filled(tmp_path: Path, corpus: Path) -> None:
    """Without what it did not know."""
    with Index.create(tmp_path / "index") as index:
        index.ingest(corpus)
        db = sqlite3.connect(tmp_path / "index" / "ledger.sqlite")
        for column in ("records.reader", "problems.reader", "problems.member"):
            table, name = column.split(".")
            db.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        for table in ("runs", "bands", "samples"):
            db.execute(f"DROP TABLE {table}")
        db.execute("UPDATE meta SET value = '2' WHERE name = 'version'")
        db.commit()
        db.close()
        old = index.ingest(corpus)
        assert {"zip"} <= set(old.by_format)
        shutil.copy(corpus / "f.zip", corpus / "g.zip")
        (corpus / "f.zip").unlink()
        (corpus / "h.txt").write_text(f"New\n\n{TEXT}new")
        new = index.ingest(corpus)
        assert 1 == new.added
        assert old.seen + 1 == new.seen
