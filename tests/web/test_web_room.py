"""What is made before it is sent is in nobody's way, and goes."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from searcher.web.room import room


@pytest.fixture(autouse=True)
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary folders made in a folder of the test's own."""
    folder = tmp_path / "around"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def aged(path: Path) -> None:
    """Make a folder two hours old."""
    then = time.time() - 7_200
    os.utime(path, (then, then))


def test_it_is_there_for_the_block_alone(around: Path) -> None:
    """Whatever ends it, and whatever lies in it."""

    def fail() -> None:
        with room() as folder:
            (folder / "hits").mkdir()
            (folder / "hits" / "a.md").write_text("text")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [] == list(around.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_nobody_else_may_look(around: Path) -> None:
    """Articles may be confidential, and the folder is everybody's."""
    with room():
        assert [0o700] == [path.stat().st_mode & 0o777 for path in around.iterdir()]


def test_what_a_killed_server_left_is_cleared(around: Path) -> None:
    """But not what is young, not what is held, and nothing of others."""
    left, young, odd = (around / f"searcher-export-{name}" for name in ("left", "young", "odd"))
    for one in (left, young):
        one.mkdir()
        (one / "lock").touch()
        (one / "made").mkdir()
    odd.mkdir()
    mine = around / "mine"
    mine.mkdir()
    (mine / "lock").touch()
    with room() as held:
        for one in (left, odd, mine, held.parent):
            aged(one)
        link = around / "searcher-export-link"
        if os.name != "nt":
            link.symlink_to(mine)
        with room() as another:
            assert held.is_dir()
            assert another != held
        assert not left.exists()
        assert all(one.exists() for one in (young, odd, mine / "lock"))


def test_where_none_can_be_made_no_place_is_named(
    around: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what would do without."""
    from searcher.errors import ExportError

    monkeypatch.setattr(tempfile, "tempdir", str(around / "none"))
    with pytest.raises(ExportError, match="no temporary folder") as wrong, room():
        pass
    assert str(around) not in str(wrong.value)
