"""Reading in processes: the same comes out, in the same order, and no document stops the run."""

import contextlib
import io
import json
import os
import signal
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from crews import LIMITS, TAKER, check, read, seen
from searcher.article import Rejection, Skipped
from searcher.corpus.accounts.taken import Taken
from searcher.corpus.records import IngestOptions
from searcher.corpus.walk import roots
from searcher.corpus.workers import worker
from searcher.corpus.workers.crew import Alone, quick_of, workers_of
from searcher.corpus.workers.jobs import Job, Start, packed, send
from searcher.corpus.workers.process import End
from searcher.corpus.workers.processes import Processes, _Part
from searcher.corpus.workers.steps import Phase, Place
from searcher.corpus.workers.watchdog import Limits, Seen, Step, limits_of
from searcher.errors import IngestError, UsageError

pytest_plugins = ["crew_fixtures"]


def texts(*bodies: str) -> list[str]:
    """Write JSON lines with these bodies."""
    return [
        json.dumps({"title": f"Title {n}", "text": body, "url": f"https://a.example/{n}"}) + "\n"
        for n, body in enumerate(bodies)
    ]


def zip_of_texts(path: Path, names: list[str]) -> Path:
    """Write a zip of texts, numbered, with these names."""
    with zipfile.ZipFile(path, "w") as zipped:
        for number, name in enumerate(names):
            zipped.writestr(f"{number:02}-{name}.txt", f"Title {number}\n\nA text {number}.")
    return path


def mixed_archive(path: Path, members: int) -> Path:
    """Write a tar with texts, lines, what is no article, and one member that is cut off."""
    folder = path.with_suffix("")
    folder.mkdir()
    for number in range(members):
        if number % 10 == 3:
            (folder / f"{number:03}.jsonl").write_text(
                "".join(texts(*(f"Text {number} {n}" for n in range(70)))) + "{broken\n"
            )
        elif number % 10 == 5:
            (folder / f"{number:03}.bin").write_bytes(b"\0\1\2" * 100)
        elif number % 10 == 7:
            (folder / f".hidden-{number}").write_text("x")
        else:
            (folder / f"{number:03}.txt").write_text(f"Title {number}\n\nA text {number}.")
    with tarfile.open(path, "w:gz" if path.suffix == ".gz" else "w") as tar:
        tar.add(folder, arcname="x")
    return path


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_any_number_of_processes_reads_the_same(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int
) -> None:
    """Lines and archives, shared out, come in the order of the file."""
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(texts(*(f"A text, number {n}." for n in range(1000)))) + "[1]\nno\n")
    crew = processes(3)
    for path in (lines, mixed_archive(tmp_path / "mixed.tar", 90)):
        alone = read(Alone(TAKER, check), path)
        together = read(crew, path, parts=parts)
        assert list(map(seen, alone)) == list(map(seen, together))
        assert alone == together


def test_small_files_come_in_their_order(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """A job may hold many files, also empty ones."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number:02}.txt").write_text("" if number % 7 == 2 else f"Title\n\n{number}")
    assert read(Alone(TAKER, check), folder) == read(processes(1), folder)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("SPIN", "too-slow"),
        pytest.param(
            "KILL",
            "crashed",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL"),
        ),
        ("FAIL", "internal-error"),
        pytest.param(
            "EAT",
            "too-much-memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux limits memory"),
        ),
    ],
)
def test_a_document_costs_its_process_and_not_the_run(
    tmp_path: Path, processes: Callable[[int], Processes], word: str, reason: str
) -> None:
    """It is rejected by name; all before and after it is read."""
    path = tmp_path / "a.jsonl"
    bodies = [f"A text, number {n}." for n in range(300)]
    bodies[150] = f"{word} and more"
    path.write_text("".join(texts(*bodies)))
    started = time.monotonic()
    (records,) = read(processes(2), path, parts=2)
    assert time.monotonic() - started < 15
    (rejected,) = (one for one in records if isinstance(one, Rejection))
    assert (reason, 151, "jsonl") == (
        rejected.reason,
        rejected.where.record,
        rejected.where.reader,
    )
    assert rejected is records[150]
    assert 299 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
def test_a_member_of_an_archive_is_named(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """Also several of them, in an archive that comes as a stream."""
    folder = tmp_path / "x"
    folder.mkdir()
    for number in range(40):
        body = "KILL it." if number in {7, 20, 39} else f"A text {number}."
        (folder / f"{number:02}.txt").write_text(f"Title {number}\n\n{body}")
    path = tmp_path / "x.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        tar.add(folder, arcname="x")
    (records,) = read(processes(1), path)
    rejected = [one for one in records if isinstance(one, Rejection)]
    assert [f"x.tar.gz!x/{number:02}.txt" for number in (7, 20, 39)] == [
        one.where.file for one in rejected
    ]
    assert 37 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("parts", [1, 2])
def test_members_that_cannot_be_opened_cost_themselves(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int
) -> None:
    """Two of them, each told once; what is in between is read."""
    names = ["opening-KILL" if number in {5, 40} else "text" for number in range(60)]
    path = zip_of_texts(tmp_path / "x.zip", names)
    (records,) = read(processes(2), path, parts=parts)
    rejected = [one.where.file for one in records if isinstance(one, Rejection)]
    assert ["x.zip!05-opening-KILL.txt", "x.zip!40-opening-KILL.txt"] == rejected
    assert 58 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("parts", [1, 2])
def test_an_archive_that_cannot_be_looked_through_is_read_and_named(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int
) -> None:
    """Once, however many read it."""
    path = zip_of_texts(tmp_path / "survey-KILL.zip", ["text"] * 40)
    (records,) = read(processes(2), path, parts=parts)
    (rejected,) = (one for one in records if isinstance(one, Rejection))
    assert ("crashed", "survey-KILL.zip") == (rejected.reason, rejected.where.file)
    assert "authors' files were not looked at" in rejected.detail
    assert 40 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("parts", [1, 2])
def test_a_file_that_cannot_be_read_on_says_what_is_lost(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int
) -> None:
    """Every process that shares it stops there; it is told once."""
    path = tmp_path / "a.csv"
    rows = [f"Title {n},Text number {n}" for n in range(400)]
    rows[200] = "FAIL here,x"
    path.write_text("\n".join(["title,text", *rows]))
    (records,) = read(processes(2), path, parts=parts)
    (rejected,) = (one for one in records if isinstance(one, Rejection))
    assert ("internal-error", 201) == (rejected.reason, rejected.where.record)
    assert rejected.detail == (
        "ZeroDivisionError: a mistake in a reader; what follows in this file stays unread"
    )
    assert 200 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("parts", [1, 2])
def test_a_line_that_ends_its_process_costs_itself_only(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int
) -> None:
    """It is passed by, and told once; the lines behind it are read."""
    path = tmp_path / "a.jsonl"
    written = texts(*(f"A text, number {n}." for n in range(400)))
    for number in (70, 200):
        written[number] = json.dumps({"title": "FAIL here", "text": "x"}) + "\n"
    path.write_text("".join(written))
    (records,) = read(processes(2), path, parts=parts)
    rejected = [one for one in records if isinstance(one, Rejection)]
    assert [("internal-error", 71), ("internal-error", 201)] == [
        (one.reason, one.where.record) for one in rejected
    ]
    assert "ZeroDivisionError: a mistake in a reader" == rejected[0].detail
    assert 398 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(("parts", "workers"), [(1, 1), (2, 2)])
def test_an_article_that_cannot_be_made_ready_costs_itself_only(
    tmp_path: Path, processes: Callable[[int], Processes], parts: int, workers: int
) -> None:
    """It is made ready with those around it, and blamed itself: not the one that was read last."""
    path = tmp_path / "a.jsonl"
    written = texts(*(f"A text, number {n}." for n in range(300)))
    for number, word in ((70, "SPIN"), (71, "FAIL")):
        written[number] = json.dumps({"title": "It", "text": "x", "source": f"{word} here"}) + "\n"
    path.write_text("".join(written))
    (records,) = read(processes(workers), path, parts=parts)
    rejected = [one for one in records if isinstance(one, Rejection)]
    assert [("too-slow", 71), ("internal-error", 72)] == [
        (one.reason, one.where.record) for one in rejected
    ]
    assert 298 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
def test_a_plain_file_that_cannot_be_read_is_named(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """The next one is read."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps({"title": "KILL it", "text": "x"}))
    (folder / "b.txt").write_text("Title\n\nA text.")
    first, second = read(processes(1), folder)
    assert ["crashed"] == [one.reason for one in first if isinstance(one, Rejection)]
    assert isinstance(second[0], Taken)


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_stood_still_blames_no_document(tmp_path: Path) -> None:
    """As with Ctrl-Z: its time ran out, and it did nothing.

    What the first document loads is work of its own, of up to a second on a slow machine.
    """
    path = tmp_path / "a.jsonl"
    path.write_text("".join(texts(*(f"A text, number {n}. " * 60 for n in range(3000)))))

    def stop() -> None:
        while not crew._workers:
            time.sleep(0.05)
        time.sleep(0.6)
        os.kill(crew._workers[0]._process.pid, signal.SIGSTOP)
        time.sleep(5)
        with contextlib.suppress(ProcessLookupError):
            os.kill(crew._workers[0]._process.pid, signal.SIGCONT)

    with closing(Processes(1, replace(LIMITS, seconds=3.0), TAKER, check)) as crew:
        stopper = threading.Thread(target=stop)
        stopper.start()
        (records,) = read(crew, path)
        stopper.join()
    assert 3000 == sum(isinstance(one, Taken) for one in records)


@pytest.mark.usefixtures("hostile")
@pytest.mark.skipif(sys.platform == "win32", reason="does not tell how much a process worked")
def test_a_document_that_is_slow_without_work_is_given_longer(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """As on a machine with too much to do; the one after it is not."""
    path = tmp_path / "a.jsonl"
    bodies = [f"A text, number {n}." for n in range(30)]
    bodies[10], bodies[11] = "NAP 2.2 and more", "SPIN and more"
    path.write_text("".join(texts(*bodies)))
    (records,) = read(processes(1), path)
    (rejected,) = (one for one in records if isinstance(one, Rejection))
    assert ("too-slow", 12) == (rejected.reason, rejected.where.record)
    assert "took more than 1 s; see --max-seconds" == rejected.detail
    assert 29 == sum(isinstance(one, Taken) for one in records)


def test_a_document_that_never_ends_is_not_given_longer_for_ever() -> None:
    """Not even if nothing is done meanwhile: after three times more it is left out."""
    crew = Processes(1, LIMITS, TAKER, check)
    step = Step(7, 2, Place(0, 5), Phase.READING)
    part = _Part(Job(7, ()), cast(Any, None), IngestOptions())
    end = End(1, Seen(step, watched=True, began=0.5), "", worked=0.6)
    for times in (2, 4, 8):
        crew._blame(part, end)
        assert {(2, Place(0, 5), Phase.READING): times} == part.job.patience
        assert not part.job.troubles
    part.job = Job(7, ((cast(Any, None), None),) * 3, patience=part.job.patience)
    crew._blame(part, end)
    assert [(2, "too-slow")] == [(at, trouble.reason) for at, trouble in part.job.troubles]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_process_that_somebody_killed_is_replaced(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """Nothing is lost, nothing comes twice, nothing is blamed."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(texts(*(f"A text, number {n}. " * 60 for n in range(4000)))))
    crew = processes(2)
    expected = seen(read(Alone(TAKER, check), path)[0])

    def kill() -> None:
        for _ in range(6):
            time.sleep(0.25)
            for one in list(crew._workers):
                # Four ends in a row to which no answer came would end the run.
                for _ in range(100):
                    if not crew._ends:
                        break
                    time.sleep(0.05)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one._process.pid, signal.SIGKILL)
                time.sleep(0.25)

    killer = threading.Thread(target=kill)
    killer.start()
    (records,) = read(crew, path, parts=2)
    killer.join()
    assert expected == seen(records)


def test_a_process_that_cannot_work_ends_the_run(
    tmp_path: Path, processes: Callable[[int], Processes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not started for ever; what it said last is told."""
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(9)\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    path = tmp_path / "a.jsonl"
    path.write_text("".join(texts("A text.")))
    with pytest.raises(IngestError, match=r"ends by itself \(exit code 9\).*--workers 0"):
        read(processes(1), path)


def test_an_interpreter_that_is_not_there_is_named(
    tmp_path: Path, processes: Callable[[int], Processes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a program that was frozen."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with pytest.raises(IngestError, match="no process to read files could be started"):
        processes(1).submit([], IngestOptions())


def test_the_folder_where_it_is_started_is_not_searched_for_modules(
    tmp_path: Path, processes: Callable[[int], Processes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A downloaded `json.py` beside the articles is not run."""
    (tmp_path / "json.py").write_text("import os\nos._exit(9)\n")
    (tmp_path / "a.txt").write_text("Title\n\nA text.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    records = read(processes(1), tmp_path / "a.txt")
    assert isinstance(records[0][0], Taken)


def test_who_is_expected_to_read_is_there_when_the_job_comes(
    tmp_path: Path, processes: Callable[[int], Processes]
) -> None:
    """Nobody is started twice, nor more than were allowed."""
    crew = processes(2)
    for _ in range(2):
        crew.expect(5)
    started = list(crew._workers)
    assert len(started) == 2
    assert all(one._much for one in started)
    (tmp_path / "a.jsonl").write_text('{"title": "One", "text": "Two"}\n' * 3)
    assert [3] == [len(records) for records in read(crew, tmp_path, parts=2)]
    assert started == crew._workers


@pytest.mark.parametrize("much", [False, True])
def test_the_detector_is_foreseen_where_much_is_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much: bool
) -> None:
    """Who reads a few articles may never ask for it."""
    asked: list[str] = []
    monkeypatch.setattr(worker, "foresee", lambda: asked.append("foresee"))
    monkeypatch.setattr(Limits, "obey", lambda _: None)
    messages = io.BytesIO()
    send(messages, packed(Start(str(tmp_path / "none"), LIMITS, TAKER, much)))
    messages.seek(0)
    with pytest.raises(OSError, match="none"):  # its board is not there: it goes no further
        worker._serve(messages, 1)
    assert asked == ["foresee"] * much


def test_waiting_can_be_stopped(tmp_path: Path) -> None:
    """Whoever checks may raise, and the processes end."""

    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    path = tmp_path / "a.jsonl"
    path.write_text("".join(texts(*("A text." for _ in range(100)))))
    with closing(Processes(1, LIMITS, TAKER, stop)) as crew, pytest.raises(Enough):
        read(crew, path)


def test_what_the_environment_says_counts_where_nothing_was_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An argument comes first; nonsense is named."""
    monkeypatch.setenv("SEARCHER_WORKERS", "3")
    assert (3, 5, 0) == (workers_of(None), workers_of(5), workers_of(0))
    assert (3, 5, 0) == (quick_of(None), quick_of(5), quick_of(0))
    monkeypatch.setenv("SEARCHER_WORKERS", "")
    assert workers_of(None) >= 1
    for processors, expected in (
        (1, (1, 1)),
        (2, (2, 1)),
        (3, (2, 1)),
        (4, (3, 2)),
        (64, (16, 16)),
    ):
        some = set(range(processors))
        monkeypatch.setattr("os.sched_getaffinity", lambda _, some=some: some, raising=False)
        assert expected == (workers_of(None), quick_of(None))
    assert (3, 0) == (quick_of(3), quick_of(0))
    monkeypatch.setenv("SEARCHER_WORKERS", "many")
    with pytest.raises(UsageError, match="SEARCHER_WORKERS=many"):
        workers_of(None)
    with pytest.raises(UsageError, match="--workers 1000"):
        workers_of(1000)


@pytest.mark.parametrize(("seconds", "memory"), [(0, None), (-1, None), (1e9, None), (None, 1000)])
def test_limits_that_nothing_can_keep_to_are_refused(
    seconds: float | None, memory: int | None
) -> None:
    """Too small or too large."""
    with pytest.raises(UsageError, match="--max-"):
        limits_of(seconds, memory)


def test_problems_are_values(tmp_path: Path, processes: Callable[[int], Processes]) -> None:
    """What is skipped or rejected comes as it is."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"x": 1}\n{"title": \n')
    (records,) = read(processes(1), path)
    assert [Skipped, Rejection] == [type(one) for one in records]


def test_a_job_goes_to_no_more_processes_than_may_get_it(tmp_path: Path) -> None:
    """However many parts it could have, and however busy those are."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(texts(*(f"Text {n}." for n in range(300)))))
    (file,) = (file for root in roots([path]) for file in root.files())
    with closing(Processes(3, LIMITS, TAKER, check)) as crew:
        jobs = [
            crew.submit([(file, "jsonl")], IngestOptions(), parts=5, among=among)
            for among in (1, 1, 2, None)
        ]
        assert [1, 1, 2, 3] == [len(crew._jobs[job]) for job in jobs]
        assert {id(crew._workers[0])} == {
            id(part.worker) for job in jobs[:2] for part in crew._jobs[job]
        }
        for job in jobs:
            assert 300 == sum(len(chunk.records) for chunk in crew.chunks(job))
