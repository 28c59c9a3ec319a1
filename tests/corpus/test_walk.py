"""Paths, patterns and folders become files, in a fixed order, and nothing outside is touched."""

import io
import os
import sys
from pathlib import Path

import pytest

import searcher
from searcher.corpus.walk import CorpusFile, roots, spool_stdin
from searcher.errors import NothingToIngest


def files(*paths: str | Path) -> list[CorpusFile]:
    """Walk the arguments."""
    return [file for root in roots(paths) for file in root.files()]


def test_a_folder_is_read_whole_in_order_of_name(tmp_path: Path) -> None:
    """Names are relative to the folder, POSIX style, depth first."""
    for name in ("b.txt", "a/2.txt", "a/10.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert ["a/10.txt", "a/2.txt", "b.txt", "c.txt"] == [file.file for file in files(tmp_path)]


def test_a_file_belongs_to_its_folder(tmp_path: Path) -> None:
    """One file named outright is called by its name."""
    (tmp_path / "a.txt").write_text("x")
    (found,) = files(tmp_path / "a.txt")
    assert ("a.txt", str(tmp_path.resolve()), 1) == (found.file, found.root, found.size)


def test_a_pattern_is_expanded_here(tmp_path: Path) -> None:
    """Patterns work where no shell expands them, into folders too with `**`."""
    for name in ("a.txt", "b.json", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert ["a.txt", "deep/c.txt"] == [file.file for file in files(str(tmp_path / "**/*.txt"))]


@pytest.mark.parametrize("path", ["gone", "gone/*.txt"])
def test_what_is_not_there_is_an_error(tmp_path: Path, path: str) -> None:
    """A path or pattern that names nothing stops the ingest before it begins."""
    with pytest.raises(NothingToIngest, match="gone"):
        roots([str(tmp_path / path)])


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    """Brackets in a real name are no pattern."""
    (tmp_path / "a[1].txt").write_text("x")
    assert ["a[1].txt"] == [file.file for file in files(str(tmp_path / "a[1].txt"))]


@pytest.mark.skipif(sys.platform == "win32", reason="links and FIFOs need privileges on Windows")
def test_links_and_special_files_are_refused_and_named(tmp_path: Path) -> None:
    """A link out of the root, a loop, a FIFO and hidden files are skipped with their reason."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (root / "escape").symlink_to(tmp_path / "secret.txt")
    (root / "loop").symlink_to(root)
    (root / "self").symlink_to(root / "self")
    os.mkfifo(root / "pipe")
    (root / ".hidden").write_text("x")
    (root / "a.txt").write_text("x")
    refused = {file.file: file.refused for file in files(root)}
    assert refused.pop("self") is not None
    assert {
        ".hidden": "hidden",
        "a.txt": None,
        "escape": "link-out-of-root",
        "loop": "link",
        "pipe": "special-file",
    } == refused


def test_indexes_among_the_articles_are_not_read(tmp_path: Path) -> None:
    """The one that is written to may be one of them; named itself it is an error."""
    searcher.Index.create(tmp_path / "below" / "ix").close()
    (tmp_path / "a.json").write_text("{}")
    assert [("a.json", None), ("below/ix", "index")] == [
        (file.file, file.refused) for file in files(tmp_path)
    ]
    found = {file.file: file.refused for file in files(str(tmp_path / "**" / "*.json"))}
    assert (None, {"index"}) == (found.pop("a.json"), set(found.values()))
    with pytest.raises(NothingToIngest, match="this folder is an index"):
        roots([tmp_path / "below" / "ix"])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no paths of that length")
def test_folders_are_walked_however_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system cannot open by its path is named; the rest is found."""
    (tmp_path / "z.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    for _ in range(2500):
        os.mkdir("d")  # noqa: PTH102 - a path from the root would be too long
        os.chdir("d")
    os.chdir(tmp_path)
    found = files(tmp_path)
    for step in ["d"] * 2500:
        os.chdir(step)
    for _ in range(2500):  # `rmtree` is recursive
        os.chdir("..")
        os.rmdir("d")  # noqa: PTH106 - as above
    assert (2, "z.txt") == (len(found), found[-1].file)
    assert (found[0].refused or "").startswith("unreadable")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    """Odd bytes in a name stay visible and the name is valid UTF-8."""
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (found,) = files(tmp_path)
    assert "caf\\xe9.txt" == found.file
    with found.open() as stream:
        assert stream.read() == b"x"


@pytest.mark.skipif(sys.platform != "linux", reason="needs pipes with a name in /dev/fd")
def test_a_pipe_of_the_shell_is_refused_with_another_way() -> None:
    """`<(command)` can be read once, and an ingest reads twice."""
    reading, writing = os.pipe()
    try:
        (found,) = files(f"/dev/fd/{reading}")
    finally:
        os.close(reading)
        os.close(writing)
    assert "unreadable" == found.refused
    assert "| searcher ingest -" in found.detail


def test_standard_input_is_kept_until_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal input has an equal name; it can be opened more than once."""

    class Stdin:
        buffer = io.BytesIO(b"one line\n")

    monkeypatch.setattr("sys.stdin", Stdin)
    found = spool_stdin(tmp_path)
    assert ("-", 9) == (found.root, found.size)
    with found.open() as first, found.open() as second:
        assert first.read() == second.read() == b"one line\n"


def test_what_was_not_kept_whole_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever checks may end it while standard input is waited for."""

    class Enough(Exception):
        pass

    def check() -> None:
        raise Enough

    class Stdin:
        buffer = io.BytesIO(b"one line\n")

    monkeypatch.setattr("sys.stdin", Stdin)
    with pytest.raises(Enough):
        spool_stdin(tmp_path, check)
    assert [] == list(tmp_path.iterdir())
