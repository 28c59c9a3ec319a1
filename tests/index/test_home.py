"""Names of indexes, and where they live."""

import os
import sys
from pathlib import Path

import pytest

from searcher.errors import UsageError
from searcher.index.folder.home import index_home, resolve


def test_a_bare_name_lives_in_the_index_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`SEARCHER_HOME` is the index home where it is set."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path))
    assert tmp_path / "news" == resolve("news")


def test_the_nearest_marked_folder_is_the_index_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a setting, `indexes/` with a marker at or above the working directory counts."""
    monkeypatch.delenv("SEARCHER_HOME")
    (tmp_path / "indexes").mkdir()
    (tmp_path / "indexes" / ".searcher-home").touch()
    deep = tmp_path / "a" / "b"
    (deep / "indexes").mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert tmp_path / "indexes" == index_home()


def test_without_either_it_is_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform's folder for user data is the last resort."""
    monkeypatch.delenv("SEARCHER_HOME")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert index_home().is_relative_to(tmp_path)


def test_the_environment_names_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """`SEARCHER_INDEX` stands where no index is named."""
    assert "default" == resolve().name
    monkeypatch.setenv("SEARCHER_INDEX", "news")
    assert "news" == resolve().name


@pytest.mark.parametrize("path", ["./news", "/tmp/news", "a/b", "."])  # noqa: S108
def test_a_separator_makes_it_a_path(path: str) -> None:
    """Text with a path separator is a path, and so is a `Path`."""
    assert Path(path) == resolve(path)
    assert Path("news") == resolve(Path("news"))


@pytest.mark.parametrize("name", ["", "-x", ".x", "a b", "con", "NUL.txt", "com1", "x" * 65, "é"])
def test_bad_names_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are plain, short, and no device on Windows."""
    monkeypatch.delenv("SEARCHER_INDEX", raising=False)
    if name:
        with pytest.raises(UsageError, match="no name for an index"):
            resolve(name)
    else:
        with pytest.raises(UsageError):
            resolve(" ")


@pytest.mark.skipif(sys.platform == "win32", reason="bytes are no names there")
def test_a_path_that_is_not_utf8_is_refused() -> None:
    """The engine takes none, and said that the disk failed."""
    with pytest.raises(UsageError, match=r"caf\\xe9/news: this path is not UTF-8"):
        resolve(os.fsdecode(b"caf\xe9/news"))
