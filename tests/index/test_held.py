"""What was added since the last commit can be read back."""

import sys
from pathlib import Path

import pytest

from searcher.errors import IngestError
from searcher.index.writing.held import Held


def test_the_last_of_an_id_is_read_back(tmp_path: Path) -> None:
    """Whatever was written in between; dropped and cleared ones are gone, and no file is seen."""
    held = Held(tmp_path)
    held.add(b"a", b"first")
    held.add(b"b", b"other")
    held.add(b"a", b"second, longer")
    assert (b"second, longer", b"other", None) == (held.get(b"a"), held.get(b"b"), held.get(b"c"))
    held.add(b"c", b"third")
    held.drop(b"b")
    assert (None, b"third") == (held.get(b"b"), held.get(b"c"))
    held.clear()
    assert held.get(b"a") is None
    held.add(b"a", b"anew")
    assert b"anew" == held.get(b"a")
    assert sys.platform == "win32" or [] == list(tmp_path.iterdir())
    held.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(IngestError, match="cannot be written"):
        Held(tmp_path / "nothing")


def test_articles_are_read_back_from_file_and_memory(tmp_path: Path) -> None:
    """Some megabytes of them, read while more come, and again after a commit."""
    held = Held(tmp_path)
    for _ in range(2):
        for number in range(60):
            held.add(bytes([number]), bytes([number]) * (70_000 + number))
            for earlier in (0, number // 2, number):
                assert bytes([earlier]) * (70_000 + earlier) == held.get(bytes([earlier]))
        held.clear()
        assert held.get(b"\0") is None
    held.close()
