"""The two set-up scripts: they start anywhere, reuse what stands, and say what is wrong.

No environment is made here, that takes too long: these are the decisions; the scripts themselves
are run by whoever checks out the project.
"""

import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
SHELL_SCRIPTS = [
    *(SCRIPTS / name for name in ("quickstart", "test", "fuzz", "benchmark", "run-python")),
    ROOT / ".ci/run",
]

needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import a script under a name of its own; `test` is taken by the standard library."""
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    spec = importlib.util.spec_from_file_location(f"script_{name}", SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the module that the scripts share."""
    monkeypatch.delitem(sys.modules, "environment", raising=False)
    return load("environment", monkeypatch)


@pytest.fixture
def quickstart(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the quickstart script as a module."""
    return load("quickstart", monkeypatch)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give the test script as a module."""
    return load("test", monkeypatch)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give an empty project whose path has a space in it."""
    root = tmp_path / "a check out"
    (root / ".venv").mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    return root


@needs_sh
@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda path: str(path.name))
def test_shell_scripts_parse_and_may_be_executed(script: Path) -> None:
    """Every shell script is valid for `sh` and has its executable bit."""
    done = subprocess.run(["sh", "-n", script], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert os.access(script, os.X_OK)


@needs_sh
def test_launcher_works_from_a_path_with_spaces(tmp_path: Path) -> None:
    """`run-python` starts the script beside it, with its arguments whole, from any directory."""
    folder = tmp_path / "a check out" / "scripts"
    folder.mkdir(parents=True)
    shutil.copy(SCRIPTS / "run-python", folder)
    (folder / "say.py").write_text("import sys; print(sys.argv[1:])", encoding="utf-8")
    done = subprocess.run(
        ["sh", folder / "run-python", "say.py", "two words", "*"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
        env=os.environ | {"PYTHON": sys.executable},
    )
    assert "['two words', '*']\n" == done.stdout


@needs_sh
def test_launcher_skips_a_python_that_does_not_start(tmp_path: Path) -> None:
    """A launcher for a version that is not installed, and one too old, are passed over."""
    for name, line in {
        "python3": "exit 127",
        "python": "exit 1",
        "python3.14": f'exec "{sys.executable}" "$@"',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["sh", SCRIPTS / "run-python", "quickstart.py", "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin"},
    )
    assert (0, "usage: quickstart") == (done.returncode, done.stdout[:17])


@needs_sh
def test_launcher_says_what_to_do_without_a_python(tmp_path: Path) -> None:
    """Without a Python that is new enough the message names the version and a cure."""
    sh, dirname = shutil.which("sh"), shutil.which("dirname")
    assert sh is not None
    assert dirname is not None
    (tmp_path / "dirname").symlink_to(dirname)
    done = subprocess.run(
        [sh, SCRIPTS / "run-python", "quickstart.py"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )
    assert 2 == done.returncode
    assert "No Python 3.11 or newer" in done.stderr
    assert f"PYTHON=/path/to/python {SCRIPTS}/quickstart" in done.stderr


@needs_sh
def test_launcher_refuses_a_chosen_python_that_is_too_old(tmp_path: Path) -> None:
    """`PYTHON` is obeyed or refused, never silently replaced."""
    done = subprocess.run(
        ["sh", SCRIPTS / "run-python", "quickstart.py"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHON": str(tmp_path / "none")},
    )
    assert 2 == done.returncode
    assert "is not a Python 3.11 or newer" in done.stderr


def test_broken_environment_is_seen(environment: Any, project: Path) -> None:
    """An environment whose Python is missing, or does not start, does not work."""
    assert not environment.works(project / ".venv")
    python = environment.program(project / ".venv", "python")
    python.parent.mkdir()
    python.write_text("not a program", encoding="utf-8")
    python.chmod(0o755)
    assert not environment.works(project / ".venv")


def test_stamp_holds_until_the_project_changes(
    environment: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is installed is installed once, and again when pyproject.toml changes."""
    ran: list[list[str]] = []

    def run(line: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(line)
        return subprocess.CompletedProcess(line, 0)

    monkeypatch.setattr(environment.subprocess, "run", run)
    venv = project / ".venv"
    assert not environment.installed(project, venv, ["dev"])
    environment.install(project, venv, ["dev"])
    assert f"{project}[dev]" == ran[0][-1]
    assert environment.installed(project, venv, ["dev"])
    assert environment.installed(project, venv, [])
    assert not environment.installed(project, venv, ["other"])
    (project / "pyproject.toml").write_text("[project]\nname = 'y'\n", encoding="utf-8")
    assert not environment.installed(project, venv, ["dev"])


def test_stamp_does_not_survive_a_move(environment: Any, project: Path) -> None:
    """A moved checkout is installed again: an environment holds absolute paths."""
    before = environment.fingerprint(project)
    moved = project.rename(project.with_name("elsewhere"))
    assert before != environment.fingerprint(moved)


def test_failed_install_leaves_no_stamp(
    environment: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After pip failed the next run tries again, and the message speaks of the network."""
    venv = project / ".venv"
    (venv / environment.STAMP).write_text("{}", encoding="utf-8")
    failed = subprocess.CompletedProcess[bytes]([], 1)
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(environment.SetupError, match="network connection"):
        environment.install(project, venv, [])
    assert not (venv / environment.STAMP).exists()


def test_damaged_stamp_counts_as_none(environment: Any, project: Path) -> None:
    """A stamp that was cut short means: install."""
    (project / ".venv" / environment.STAMP).write_text('{"finger', encoding="utf-8")
    assert not environment.installed(project, project / ".venv", [])


def test_old_python_is_told_so(
    environment: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python scripts/quickstart.py` with an old Python names the version that is needed."""
    monkeypatch.setattr(environment.sys, "version_info", (3, 9, 18, "final", 0))
    with pytest.raises(environment.SetupError, match=r"This is Python 3\.9\.18; 3\.11 or newer"):
        environment.prepare(project)


def test_quickstart_shows_commands_as_typed(quickstart: Any) -> None:
    """The shown command is the README's, to be copied."""
    line = '$ search "Treasury holdings" --author Cryptopolitan --index sample'
    assert line == quickstart.shown("search", quickstart.SEARCH)


def test_quickstart_works_in_the_projects_own_home(
    quickstart: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own index settings neither receive the sample nor are changed by it."""
    monkeypatch.setenv("SEARCHER_INDEX", "mine")
    monkeypatch.setenv("SEARCHER_HOME", "/somewhere")
    env = quickstart.environ(project)
    assert str(project / "indexes") == env["SEARCHER_HOME"]
    assert "SEARCHER_INDEX" not in env


def test_quickstart_remakes_an_index_of_another_version(
    quickstart: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3 of the ingest: the sample index is deleted and ingested once more."""
    folder = project / "indexes" / "sample"
    folder.mkdir(parents=True)
    (folder / "searcher.json").write_text("{}", encoding="utf-8")
    codes = iter([3, 0])
    monkeypatch.setattr(quickstart, "run", lambda *_: next(codes))
    quickstart.ingest(project / ".venv", project)
    assert not folder.exists()
    assert [] == list(codes)


def test_quickstart_deletes_nothing_that_is_no_index(
    quickstart: Any, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in the way that searcher did not make stays, and the message names it."""
    folder = project / "indexes" / "sample"
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")
    monkeypatch.setattr(quickstart, "run", lambda *_: 3)
    with pytest.raises(quickstart.SetupError, match="is no index of ours"):
        quickstart.ingest(project / ".venv", project)
    assert (folder / "thesis.txt").exists()


def test_every_check_runs_although_one_failed(
    checks: Any, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One failure does not hide another; the last line names each with its time; exit code 1."""
    ran: list[str] = []

    def perform(check: Any, _root: Path) -> Any:
        ran.append(check.name)
        return checks.Outcome(check.name, check.name != "lint", 1.25)

    monkeypatch.setattr(checks, "prepare", lambda *_, **__: project / ".venv")
    monkeypatch.setattr(checks, "perform", perform)
    assert 1 == checks.main([])
    assert ["format", "lint", "types", "imports", "tests"] == ran
    last = capsys.readouterr().out.splitlines()[-1]
    assert "FAILED: format 1.2 s, lint FAILED 1.2 s, types 1.2 s" in last


def test_arguments_go_to_pytest(checks: Any, project: Path) -> None:
    """`scripts/test -k dates` narrows the tests and nothing else."""
    lines = [check.command for check in checks.checks(project / ".venv", ["-k", "dates"])]
    assert ("-m", "pytest") == lines[-1][1:3]
    assert ("-k", "dates") == lines[-1][-2:]
    assert not any("-k" in line for line in lines[:-1])


def test_output_of_a_failed_check_is_shown(
    checks: Any, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check that passes is quiet, one that fails shows what it said."""
    script = "import sys; print('the reason'); sys.exit(int(sys.argv[1]))"
    for code in ("0", "1"):
        check = checks.Check("lint", (sys.executable, "-c", script, code))
        assert (code == "0") == checks.perform(check, project).passed
    assert 1 == capsys.readouterr().out.count("the reason")


@pytest.mark.slow
def test_fuzz_goes_on_where_it_was(tmp_path: Path) -> None:
    """The same command with a larger count asks the rest, and says where it stands."""
    state = tmp_path / "state.json"
    said = []
    for count in ("20", "30", "30"):
        done = subprocess.run(
            [
                sys.executable,
                SCRIPTS / "fuzz.py",
                "--count",
                count,
                "--jobs",
                "1",
                "--state",
                state,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.splitlines()[-1])
    assert [line.partition(" queries")[0] for line in said] == ["20 of 20", "30 of 30", "30 of 30"]
    other = subprocess.run(
        [sys.executable, SCRIPTS / "fuzz.py", "--seed", "2", "--state", state],
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 2
    assert "is of seed 1" in other.stdout


def test_a_path_is_said_where_the_console_has_no_letters_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = load("environment", monkeypatch)
    memory = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(memory, "cp1252", write_through=True))
    script.say("cd C:/Архив/é")
    assert memory.getvalue().decode("cp1252").rstrip() == (
        r"cd C:/\u0410\u0440\u0445\u0438\u0432/é"
    )
