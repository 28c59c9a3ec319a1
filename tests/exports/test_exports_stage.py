"""What stands at an export's place is whole, whatever happened on the way."""

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import searcher
from searcher import ExportError, Index, TargetExists, UsageError
from searcher.exports.stage import Stage, refused
from searcher.testing import article
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]

KILLS = int(os.environ.get("SEARCHER_KILLS", "5"))
ARTICLES = int(os.environ.get("SEARCHER_CRASH_ARTICLES", "3000"))

CHILD = """
import sys, searcher
index, target, queries = sys.argv[1:]
requests = queries.split("|") if queries else ""
print("begun", flush=True)
searcher.export(index, requests, target, force=True, facet="year")
print("done", flush=True)
"""


def names(folder: Path) -> list[str]:
    """List what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_files_appear_together_and_the_target_last(tmp_path: Path) -> None:
    """Until they are published only a hidden folder is there; afterwards it is gone."""
    with Stage(tmp_path / "x.csv") as stage:
        stage.path.write_text("x")
        stage.beside("digests").write_text("a")
        assert [".x.csv.partial"] == names(tmp_path)
        stage.publish()
        assert {"x.csv", "x.csv.digests"} < set(names(tmp_path))
    assert ["x.csv", "x.csv.digests"] == names(tmp_path)


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    """Whatever was made is taken away."""

    def interrupted() -> None:
        with Stage(tmp_path / "x.csv") as stage:
            stage.path.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [] == names(tmp_path)


def test_two_exports_to_one_place_exclude_each_other(tmp_path: Path) -> None:
    """The second is told; the first is not disturbed."""
    with Stage(tmp_path / "x.csv") as stage:
        stage.path.write_text("first")
        with (
            pytest.raises(ExportError, match="another export is writing there"),
            Stage(tmp_path / "x.csv"),
        ):
            pass
        stage.publish()
    assert "first" == (tmp_path / "x.csv").read_text()
    assert ["x.csv"] == names(tmp_path)


def test_what_comes_meanwhile_is_kept(tmp_path: Path) -> None:
    """A file that appeared while the export ran is not replaced unasked."""
    with Stage(tmp_path / "x.csv") as stage:
        stage.path.write_text("ours")
        (tmp_path / "x.csv").write_text("theirs")
        with pytest.raises(TargetExists):
            stage.publish()
    assert (["x.csv"], "theirs") == (names(tmp_path), (tmp_path / "x.csv").read_text())


def test_leftovers_of_a_killed_export_are_cleared(tmp_path: Path) -> None:
    """They are hidden, and the next one begins anew."""
    left = tmp_path / ".x.csv.partial" / "made"
    left.mkdir(parents=True)
    (left / "x.csv").write_text("half")
    with Stage(tmp_path / "x.csv") as stage:
        assert [] == names(left)
        stage.path.write_text("whole")
        stage.publish()
    assert ["x.csv"] == names(tmp_path)


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What a link at the place points to stays as it is."""
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "x.csv").symlink_to(tmp_path / "precious")
    with pytest.raises(TargetExists), Stage(tmp_path / "x.csv"):
        pass
    with Stage(tmp_path / "x.csv", force=True) as stage:
        stage.path.write_text("new")
        stage.publish()
    assert ("precious", False) == (
        (tmp_path / "precious").read_text(),
        (tmp_path / "x.csv").is_symlink(),
    )


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """With what to do."""
    problem = OSError(errno.ENOSPC, "No space left on device")
    assert "the disk is full. Nothing of the export was left" in str(refused(tmp_path, problem))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_fills_up_leaves_nothing(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is noticed only when buffers are written."""
    opened = Path.open

    def full(path: Path, mode: str = "r", **options: object) -> object:
        if path.name == "x.jsonl" and "x" in mode:
            return opened(Path("/dev/full"), "wb", buffering=0)
        return opened(path, mode, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(ExportError, match="the disk is full"):
        searcher.export(hay_index, "", tmp_path / "x.jsonl")
    assert [] == names(tmp_path)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_no_permission_is_named(hay_index: Index, tmp_path: Path) -> None:
    """With the place."""
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="cannot be written"):
            searcher.export(hay_index, "", tmp_path / "x.jsonl")
    finally:
        tmp_path.chmod(0o700)


def test_a_name_too_long_is_named(hay_index: Index, tmp_path: Path) -> None:
    """The system's reason, no traceback."""
    with pytest.raises(ExportError, match="cannot be written"):
        searcher.export(hay_index, "", tmp_path / ("x" * 300 + ".jsonl"))


def digests(folder: Path) -> dict[str, str]:
    """Digest every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
@pytest.mark.parametrize("queries", ["", "salt|bridge|ferry|nothing"])
def test_killed_at_any_moment_it_leaves_nothing_that_looks_finished(
    tmp_path: Path, queries: str
) -> None:
    """The place holds nothing, or the whole; the next run ends with the same bytes.

    SEARCHER_KILLS and SEARCHER_CRASH_ARTICLES in the environment ask for more.
    """
    words = ("salt", "bridge", "ferry", "tide", "orchard", "signal")
    rng = random.Random(7)
    articles = [
        article(title=f"Number {n}", body=" ".join(rng.choices(words, k=300)), published="2026")
        for n in range(ARTICLES)
    ]
    indexed(tmp_path / "index", articles, languages=("en",)).close()
    name = "out" if queries else "out.jsonl"

    def child(folder: Path) -> "subprocess.Popen[str]":
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-c", CHILD, str(tmp_path / "index"), name, queries]
        return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)

    whole = tmp_path / "whole"
    with child(whole) as process:
        assert process.stdout is not None
        process.stdout.readline()
        begun = time.monotonic()
        assert 0 == process.wait()
        lasted = time.monotonic() - begun
    expected = digests(whole)
    assert 2 < len(expected)

    moments: Counter[str] = Counter()
    for number in range(KILLS):
        folder = tmp_path / f"killed-{number}"
        with child(folder) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rng.uniform(0, 1.25 * lasted))
            process.send_signal(signal.SIGKILL)
        visible = {k: v for k, v in digests(folder).items() if not k.startswith(".")}
        finished = any(k == name or k.startswith(f"{name}/") for k in visible)
        moments["finished" if finished else "sidecars" if visible else "nothing"] += 1
        if finished:
            assert expected == visible
        with child(folder) as process:
            assert 0 == process.wait()
        assert expected == digests(folder)
    print(f"\n{queries or 'one file'}: {dict(moments)}")  # noqa: T201 - for those who ask for more


# Ends the process, as a kill does, before the n-th change of a name.
STEPS = """
import os, pathlib, sys, searcher
index, target, queries, last = sys.argv[1:]
left = int(last)
def counted(change):
    def run(*args, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return change(*args, **options)
    return run
for name in ("rename", "replace", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
requests = queries.split("|") if queries else ""
searcher.export(index, requests, target, force=True, facet="year", format="csv")
"""


@pytest.mark.parametrize("queries", ["", "bank|river"])
def test_killed_between_any_two_changes_of_names_the_next_run_is_whole(
    hay_path: Path, tmp_path: Path, queries: str
) -> None:
    """Also where an earlier export is replaced: what stands is the old one, the new one or none."""

    def run(folder: Path, steps: int) -> int:
        command = [sys.executable, "-c", STEPS, str(hay_path), "out", queries, str(steps)]
        return subprocess.run(command, cwd=folder, check=False).returncode

    whole = tmp_path / "whole"
    whole.mkdir()
    # One file has no suffix here, and is a folder where there are several queries.
    assert 0 == run(whole, 1000)
    expected = digests(whole)
    steps = 0
    while True:
        folder = tmp_path / f"cut-{steps}"
        folder.mkdir()
        searcher.export(hay_path, ["river"] if queries else "river", folder / "out", format="csv")
        old = digests(folder)
        code = run(folder, steps)
        visible = {k: v for k, v in digests(folder).items() if not k.startswith(".")}
        data = {k: v for k, v in visible.items() if k == "out" or k.startswith("out/")}
        of_old, of_new = ({k: v for k, v in made.items() if k in data} for made in (old, expected))
        assert data in ({}, of_old, of_new)
        if code == 0:
            break
        assert 9 == code
        assert 0 == run(folder, 1000)
        assert expected == digests(folder)
        steps += 1
    assert steps >= (2 if queries else 4)


def written(folder: Path, name: str, text: str) -> Path:
    """Write a file, and the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("format_", ["articles", "csv"])
def test_force_never_takes_a_folder_that_holds_anything_else(
    hay_index: Index, tmp_path: Path, format_: str
) -> None:
    """A manifest.json of others, a file put beside, a file changed: the folder stays as it is."""
    requests = "bank" if format_ == "articles" else ["bank"]

    def export() -> None:
        target = tmp_path / "out"
        searcher.export(hay_index, requests, target, format=format_, force=True)

    written(tmp_path, "out/manifest.json", '{"name": "my extension", "manifest": 1}')
    written(tmp_path, "out/thesis.txt", "years of work")
    with pytest.raises(TargetExists, match="as it was written"):
        export()
    for left in (tmp_path / "out").iterdir():
        left.unlink()
    export()
    export()
    mine = written(tmp_path, "out/thesis.txt", "years of work")
    with pytest.raises(TargetExists, match="as it was written"):
        export()
    mine.unlink()
    some = next(path for path in (tmp_path / "out").rglob("*") if path.suffix in (".md", ".csv"))
    some.write_text(some.read_text() + "a note of mine")
    with pytest.raises(TargetExists, match="as it was written"):
        export()


def test_files_beside_are_kept_as_the_target_is(hay_index: Index, tmp_path: Path) -> None:
    """Without force nothing is replaced; with it only what the earlier manifest names."""
    searcher.export(hay_index, "bank", tmp_path / "x.csv")
    (tmp_path / "x.csv").unlink()
    with pytest.raises(TargetExists, match=r"x\.csv\.digests exists"):
        searcher.export(hay_index, "bank", tmp_path / "x.csv")
    mine = written(tmp_path, "x.csv.errors.csv", "mine")
    with pytest.raises(TargetExists, match="move that file away"):
        searcher.export(hay_index, "bank", tmp_path / "x.csv", force=True)
    assert "mine" == mine.read_text()
    mine.unlink()
    searcher.export(hay_index, "bank", tmp_path / "x.csv", force=True)


def test_a_link_to_a_folder_is_never_replaced(hay_index: Index, tmp_path: Path) -> None:
    """The export would land on another disk than the link says."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for force in (False, True):
        with pytest.raises(TargetExists, match="is a link to a folder"):
            searcher.export(hay_index, ["bank"], f"{tmp_path}/link/", force=force)
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("requests", ["bank", ["bank", "river"]])
def test_an_export_that_cannot_be_put_in_its_place_brings_back_the_earlier_one(
    hay_index: Index,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    requests: str | list[str],
) -> None:
    """Whichever renaming fails, every file is as it was."""
    target = tmp_path / "out"
    searcher.export(hay_index, requests, target, format="csv")
    before = digests(tmp_path)
    other = "willows" if requests == "bank" else ["willows"]
    rename = Path.rename
    for fails_at in range(6):
        left = fails_at

        def failing(path: Path, to: Path) -> Path:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError(errno.EIO, "Input/output error")
            return rename(path, to)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "rename", failing)
            try:
                searcher.export(hay_index, other, target, format="ids", force=True)
            except ExportError as problem:
                assert "cannot be written" in str(problem)  # noqa: PT017 - the last try succeeds
                assert before == digests(tmp_path)
            else:
                assert fails_at >= 2
                break


@pytest.mark.parametrize("name", [".", "..", "./", "/", "", "a\0b"])
def test_what_cannot_be_a_name_is_said(hay_index: Index, name: str) -> None:
    """No internal error, and nothing is made."""
    for requests in ("bank", ["bank"]):
        with pytest.raises(UsageError, match=r"cannot be made\. Name a file"):
            searcher.export(hay_index, requests, name, format="csv", force=True)


def test_everything_is_on_the_disk_before_it_has_its_name(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file is synced where it is made, and the folder after the renaming."""
    done: list[str] = []
    monkeypatch.setattr(
        "searcher.exports.stage.sync", lambda file: done.append(Path(file.name).name)
    )
    monkeypatch.setattr("searcher.exports.stage.sync_folder", lambda path: done.append(path.name))
    searcher.export(hay_index, "bank", tmp_path / "x.csv")
    assert {"x.csv", "x.csv.digests", "x.csv.manifest.json"} == set(done[:-1])
    assert tmp_path.name == done[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="bytes are no names there")
def test_a_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """The manifest could not say it; nothing is left of the try."""
    with (
        pytest.raises(ExportError, match="no name in UTF-8"),
        Stage(tmp_path / os.fsdecode(b"wall\xe9.csv")),
    ):
        pass
    assert [] == names(tmp_path)
