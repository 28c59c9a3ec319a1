"""Whole processes: the console scripts, real pipes, a real terminal. Few, for each takes time."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ("command_fixtures",)

SEARCH = [
    sys.executable,
    "-c",
    "import sys; from searcher.cli.search import main; sys.exit(main())",
]


@pytest.fixture
def environment(hay_home: Path) -> dict[str, str]:
    """Give a small environment that knows the haystack."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "SEARCHER_HOME": str(hay_home), "COLUMNS": "80"}


# What a plain search does without: each of these would take it a millisecond, some of them many.
# rich is for help alone; orjson for many articles, and brings dataclasses; rapidfuzz for words that
# are nowhere; dateparser, readers and normalisation are for an ingest.
HEAVY = (
    *("rich", "typer.rich_utils", "email", "http", "logging", "concurrent", "importlib.metadata"),
    *("orjson", "dataclasses", "rapidfuzz", "numpy", "dateparser", "lxml", "trafilatura", "yaml"),
    *("sqlite3", "tempfile", "random", "hashlib", "calendar", "locale", "zoneinfo", "signal"),
    *("struct", "zlib"),
    *("searcher._version", "searcher.readers", "searcher.normalise", "searcher.corpus"),
    *("searcher.engines.base", "searcher.engines.memory", "searcher.engines.tantivy.facets"),
    *("searcher.engines.tantivy.linked", "searcher.engines.tantivy.preparing"),
    *("searcher.engines.tantivy.writer", "searcher.query.arguments", "searcher.query.typed"),
    *("searcher.cli.ingest", "searcher.cli.serve", "searcher.exports", "searcher.web"),
)
_LOWEST = 19  # of priorities
# What Typer imports for other uses than a search; and what would come with these.
WAITING = (
    *("subprocess", "shellingham", "platform", "fnmatch", "linecache", "tokenize", "difflib"),
    *("gettext", "shutil", "traceback", "urllib.parse", "uuid"),
    *(("ast",) if sys.version_info >= (3, 13) else ()),
    *("bz2", "lzma", "ipaddress", "textwrap", "heapq"),
)


@pytest.mark.parametrize(
    "start",
    [
        "sys.argv = ['search', 'willows']; from searcher.cli.search import main",
        "sys.argv = ['searcher', 'search', 'willows']; from searcher.cli.main import main",
    ],
)
def test_a_search_prints_hits_and_imports_nothing_heavy(
    environment: dict[str, str], start: str
) -> None:
    """As the process's own command, by either name."""
    script = (
        # What Python itself loads for `-c` is another matter.
        f"import os, sys; before = {{*sys.modules}}; {start}\n"
        "def end(code):\n"
        f"    print(code, sorted(({{*sys.modules}} - before).intersection({HEAVY + WAITING!r})))\n"
        "    sys.stdout.flush()\n"
        "os._exit = end; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, check=False
    )
    lines = done.stdout.decode().splitlines()
    assert "0 []" == lines[-1], done.stderr
    assert "Willows along the river" in "".join(lines)


def test_what_waits_is_loaded_when_it_is_used() -> None:
    """Who imported it meanwhile has all of it; who comes later has the module itself."""
    script = (
        "import sys\n"
        "from searcher.cli.standins import WAITING, give_way, stand_in\n"
        "def kinds():\n"
        "    held = [sys.modules[name] for name in WAITING if name in sys.modules]\n"
        "    return {type(one).__name__ for one in held}\n"
        "for name in WAITING: sys.modules.pop(name, None)\n"
        "stand_in(); print(kinds())\n"
        "import platform, subprocess, uuid\n"
        "from difflib import get_close_matches\n"
        "from traceback import StackSummary\n"
        "from uuid import UUID\n"
        "print(platform.system() != '', type(sys.modules['platform']).__name__)\n"
        "give_way(); print(kinds())\n"
        "print(get_close_matches('lake', ['lakes']), UUID(int=3).int)\n"
        "print(StackSummary.from_list([]), uuid.NAMESPACE_DNS.version)\n"
        "meant = subprocess.Popen\n"
        "import subprocess; print(type(subprocess).__name__, subprocess.Popen is meant)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert ["{'_StandIn'}", "True module", "{'module'}", "['lakes'] 3", "[] 1", "module True"] == (
        done.stdout.splitlines()
    )


def test_results_are_utf_8_in_any_locale(environment: dict[str, str]) -> None:
    """A pipe gets the same bytes everywhere; notes are not among them."""
    environment |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*SEARCH, "--language", "zh", "--format", "csv"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    assert "王小明" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("args", [["--limit", "0", "--format", "json"], ["--help"]])
def test_a_broken_pipe_is_a_quiet_success(environment: dict[str, str], args: list[str]) -> None:
    """The reader closes at once, as `head -0` does; nothing is said, nothing is wrong."""
    process = subprocess.Popen(
        [*SEARCH, *args], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    with process.stderr as stderr:
        said = stderr.read()
    assert (0, b"") == (process.wait(), said)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        (">&-", 2, b"search: the standard output is closed: the results went nowhere\n"),
        ("2>&-", 0, b""),
        (">&- 2>&-", 2, b""),
    ],
)
def test_a_closed_stream_is_an_error_where_results_are_lost(
    environment: dict[str, str], closed: str, code: int, said: bytes
) -> None:
    """What is said beside the results may be unwanted, but nobody asks to be told nothing."""
    command = f'exec "$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *SEARCH, "willows"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (code, said) == (done.returncode, done.stderr)
    assert (b"" == done.stdout) is (">&-" in closed.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["delete", "willows"], b"Nobody can answer here: add --yes"),
        (["remove", "default"], b"Nobody can answer here: add --yes"),
        (["ingest", "-", "--index", "new"], b"searcher: -: the standard input is closed"),
    ],
)
def test_a_closed_stdin_is_said(environment: dict[str, str], given: list[str], said: bytes) -> None:
    """Where something would be read from it; it was an internal error."""
    code = "import sys; from searcher.cli.main import main; sys.exit(main())"
    command = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-c", code, *given]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert 2 == done.returncode
    assert done.stderr.strip().endswith(said)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device that is always full")
def test_notes_that_cannot_be_written_keep_back_no_results(environment: dict[str, str]) -> None:
    """A full disk behind stderr is as a closed one: nothing found was not meant."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*SEARCH, "willows", "--explain"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert 0 == done.returncode
    assert done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_an_export_to_a_closed_stream_fails_and_one_to_a_file_does_not(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Only what would have been written there is lost."""
    codes = []
    for output in ("-", str(tmp_path / "willows.jsonl")):
        code = "import sys; from searcher.cli.main import main; sys.exit(main())"
        searcher = [sys.executable, "-c", code]
        given = ["export", "willows", "-o", output, "--format", "jsonl"]
        command = ["sh", "-c", 'exec "$@" >&-', "sh", *searcher, *given]
        codes.append(
            subprocess.run(
                command, env=environment, stderr=subprocess.DEVNULL, check=False
            ).returncode
        )
    assert [2, 0] == codes


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_is_colour_and_the_index_is_named(environment: dict[str, str]) -> None:
    """The width is the terminal's, which COLUMNS would override."""
    import pty

    del environment["COLUMNS"]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [*SEARCH, "willows"], env=environment, stdout=follower, stderr=follower
    )
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(leader)
    assert 0 == process.wait()
    text = shown.decode()
    assert "\x1b[1mWillows along the river\x1b[0m" in text
    assert "· index default" in text


@pytest.mark.skipif(not hasattr(os, "nice"), reason="Windows has no such number")
@pytest.mark.parametrize(("command", "stands_back"), [("ingest", True), ("info", False)])
def test_an_ingest_stands_back(command: str, stands_back: bool) -> None:
    """Searches beside it stay quick; a call within a program changes nothing of that program."""
    code = (
        "import os, sys; from searcher.cli.main import main; before = os.nice(0); "
        f"main(['{command}', 'nothing-here']); within = os.nice(0); "
        f"sys.argv = ['searcher', '{command}', 'nothing-here']; main(); "
        "print(before, within - before, os.nice(0) - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, within, alone = map(int, done.stdout.split()[-3:])
    assert 0 == within
    # Where there is no room left below, less is possible.
    assert (stands_back and before < _LOWEST) == (alone > 0)


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("searcher", "searcher exp", "export"),
        ("searcher", "searcher export --forc", "--force"),
        ("search", "search --not-auth", "--not-author"),
        ("searcher", "searcher facets author --index def", "default"),
        ("search", "search bank -i d", "default"),
        ("searcher", "searcher serve def", "default"),
        ("search", "search bank -i ./def", ""),
    ],
)
def test_bash_completes_what_is_typed(
    environment: dict[str, str], tmp_path: Path, name: str, typed: str, expected: str
) -> None:
    """As docs/commands.md says: what the command prints is taken by the shell, which asks it."""
    home = "search" if name == "search" else "main"
    script = tmp_path / name
    code = f"import sys; from searcher.cli.{home} import main; sys.argv[0] = '{name}'; main()"
    python = shlex.quote(sys.executable)  # which may stand in a folder with a space in its name
    script.write_text(f'#!/bin/sh\nexec {python} -c "{code}" "$@"\n', "utf-8")
    script.chmod(0o755)
    words = typed.split()
    commands = (
        f'eval "$(_{name.upper()}_COMPLETE=source_bash {name})"; COMP_WORDS=({typed}); '
        f"COMP_CWORD={len(words) - 1}; _{name}_completion {name}; echo ${{COMPREPLY[@]}}"
    )
    path = f"{tmp_path}{os.pathsep}{environment['PATH']}"
    python_path = str(Path(__file__).parents[2])
    done = subprocess.run(
        ["bash", "-c", commands],
        env=environment | {"PATH": path, "PYTHONPATH": python_path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, f"{expected}\n", "") == (done.returncode, done.stdout, done.stderr)
