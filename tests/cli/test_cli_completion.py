"""What the Tab key offers is what the command takes, and never an error."""

from pathlib import Path

import pytest

from searcher.cli.completion import index_names
from searcher.index.folder.home import SETTINGS_FILE


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an index home with two indexes, one that cannot be named, and a folder that is none."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path))
    for name in ("harbour", "harvest", "in two words"):
        (tmp_path / name).mkdir()
        (tmp_path / name / SETTINGS_FILE).write_text("{}")
    (tmp_path / "hardly").mkdir()
    return tmp_path


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["harbour", "harvest"]),
        ("harb", ["harbour"]),
        ("in", []),
        ("Har", []),
        ("./har", []),
    ],
)
def test_names_of_indexes_are_offered(typed: str, expected: list[str]) -> None:
    """Those that begin so, whatever state they are in."""
    assert expected == index_names(typed)


@pytest.mark.parametrize("home", ["none/such", "\0", "file"])
def test_what_cannot_be_listed_is_no_error(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to offer then."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("searcher.index.folder.home.index_home", lambda: tmp_path / home)
    assert [] == index_names("")
