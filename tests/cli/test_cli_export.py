"""`searcher export` and `searcher verify` as typed: streams, exit codes, messages."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import Run

pytest_plugins = ["command_fixtures"]

pytestmark = pytest.mark.usefixtures("hay")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write where nothing else is."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def test_a_file_is_written_and_said(searcher: Run) -> None:
    """Nothing on stdout; what was written, where, and its manifest on stderr."""
    ran = searcher("export", "treasury", "-o", "x.csv")
    assert (0, "") == (ran.code, ran.out)
    assert "wrote 4 hits to x.csv; manifest: x.csv.manifest.json" in ran.err
    assert 5 <= len(Path("x.csv").read_text("utf-8").splitlines())


def test_a_pipe_gets_the_hits_alone(searcher: Run) -> None:
    """`-o -` writes nothing but hits, and no file."""
    ran = searcher("export", "treasury", "-o", "-", "--format", "ids")
    assert (0, 4, "") == (ran.code, len(ran.lines), ran.err)
    assert [] == list(Path.cwd().iterdir())


def test_no_hits_is_exit_code_1(searcher: Run) -> None:
    """The file is there, whole and empty."""
    ran = searcher("export", "zeppelin", "-o", "x.jsonl")
    assert (1, b"") == (ran.code, Path("x.jsonl").read_bytes())


def test_failed_queries_are_exit_code_2_and_named(searcher: Run) -> None:
    """Each by line and message; the others are answered."""
    Path("q.txt").write_text('bank\n"open\nautor:x\n')
    ran = searcher("export", "--queries", "q.txt", "-o", "out/", "--format", "ids")
    assert 2 == ran.code
    assert "line 2: Strictly read: closed the quotation mark" in ran.err
    assert "line 3: There is no field “autor”" in ran.err
    assert "1 query answered; 2 failed" in ran.err


def test_json_prints_the_manifest(searcher: Run) -> None:
    """For scripts: what stands beside the file."""
    ran = searcher("export", "bank", "-o", "x.jsonl", "--json")
    assert json.loads(Path("x.jsonl.manifest.json").read_bytes()) == json.loads(ran.out)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("bank",), "say where to write: -o hits.jsonl"),
        (("-o", "x.csv", "--sort", "newest", "--order", "id"), "exclude each other"),
        (("-o", "x.csv", "--sort", "stored"), "--order stored"),
        (("bank", "-o", "x/", "--queries", "q.txt"), "words beside --queries"),
        (("-o", "-"), "which format? Add --format"),
        (("-o", "-", "--format", "csv", "--facet", "year"), "facets cannot go through a pipe"),
        (("-o", "x.csv", "--limit", "-3"), "limit"),
        (
            (
                "-o",
                "x.csv.zip",
            ),
            "suffix names no format",
        ),
        (("--queries", "none.txt", "-o", "x/"), "none.txt: cannot be read"),
        (('"open', "-o", "x.csv"), "closed the quotation mark"),
    ],
)
def test_mistakes_are_said_and_nothing_is_made(
    searcher: Run, given: tuple[str, ...], message: str
) -> None:
    """Exit code 2, a message with what to do."""
    ran = searcher("export", *given)
    assert (2, "") == (ran.code, ran.out)
    assert message in ran.err
    assert [] == list(Path.cwd().iterdir())


def test_words_that_would_be_repaired_are_an_error_unless_lenient(searcher: Run) -> None:
    """The repair is a note then."""
    assert 2 == searcher("export", '"small chess', "-o", "x.ids").code
    ran = searcher("export", '"small chess', "-o", "x.ids", "--lenient")
    assert "closed the quotation mark" in ran.err


def test_an_export_is_verified(searcher: Run) -> None:
    """Exit code 0 as it was, 2 when a file was changed."""
    searcher("export", "bank", "-o", "x.jsonl")
    ran = searcher("verify", "x.jsonl.manifest.json")
    assert 0 == ran.code
    assert [
        "2 files as written",
        "corpus: the same",
        "1 query with the same 5 articles",
    ] == ran.lines
    with Path("x.jsonl").open("a") as file:
        file.write("\n")
    ran = searcher("verify", "x.jsonl.manifest.json", "--files-only")
    assert (2, "x.jsonl: changed") == (ran.code, ran.lines[0])


def test_what_changed_since_is_named(searcher: Run, tmp_path: Path) -> None:
    """Exit code 1, with id and title; --json has all of it."""
    page = tmp_path / "a.jsonl"
    page.write_text('{"title": "One", "text": "salt"}\n{"title": "Two", "text": "salt"}\n')
    searcher("ingest", page, "--index", "./own")
    searcher("export", "salt", "--index", "./own", "-o", "x.jsonl")
    page.write_text('{"title": "One", "text": "salt"}\n{"title": "Three", "text": "salt"}\n')
    searcher("ingest", page, "--index", "./own", "--prune")
    ran = searcher("verify", "x.jsonl.manifest.json")
    assert 1 == ran.code
    assert "salt: 2 then, 2 now: 1 added, 1 removed" in ran.out
    assert " Three" in ran.out
    record = json.loads(searcher("verify", "x.jsonl.manifest.json", "--json").out)
    assert (False, True, 1, 1) == (
        record["same"],
        record["intact"],
        len(record["requests"][0]["added"]),
        len(record["requests"][0]["removed"]),
    )


def test_a_reader_who_leaves_is_no_error() -> None:
    """`export -o - | head` ends quietly."""
    run = "import sys; from searcher.cli.main import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", run, "export", "-o", "-", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"" == process.stderr.read()
    assert 0 == process.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_takes_away_what_is_half_done(sign: signal.Signals) -> None:
    """Ctrl-C, or a request to end: exit code 130, and nothing is left."""
    slow = (
        "import signal, sys, time\n"
        # In the background of a shell it would be ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from searcher.exports.jsonl import JsonLines\n"
        "def write(self, records):\n"
        "    open('begun', 'w').close(); time.sleep(60)\n"
        "JsonLines.write_stored = write\n"
        "from searcher.cli.main import main\n"
        "sys.exit(main(['export', '-o', 'x.jsonl']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow], stderr=subprocess.PIPE, env={**os.environ}
    ) as process:
        while not Path("begun").exists():
            time.sleep(0.02)
        assert Path(".x.jsonl.partial").is_dir()
        process.send_signal(sign)
        assert process.stderr is not None
        assert b"searcher: interrupted" in process.stderr.read()
    assert 130 == process.returncode
    assert ["begun"] == [path.name for path in Path.cwd().iterdir()]
