"""A zip on its way is whole at its end and not before, whatever its size."""

import io
import os
import shutil
import subprocess
import tracemalloc
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from searcher.web import zipping
from searcher.web.zipping import Zip, zip_files


class Sink(io.RawIOBase):
    """A stream that can neither be read nor rewound."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        """Say that it takes bytes."""
        return True

    def write(self, data: object) -> int:
        """Take bytes."""
        self.data += bytes(memoryview(data))  # type: ignore[arg-type]
        return len(bytes(memoryview(data)))  # type: ignore[arg-type]


def zipped(*paths: Path) -> bytes:
    """Give the bytes of a zip of files and folders."""
    out = Sink()
    zip_files(paths, out)  # type: ignore[arg-type]
    return bytes(out.data)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Make files, a folder in a folder, and an empty one."""
    (tmp_path / "texts" / "a1").mkdir(parents=True)
    (tmp_path / "texts" / "a1" / "ä.md").write_bytes(b"text " * 10_000)
    (tmp_path / "texts" / "none").mkdir()
    (tmp_path / "hits.jsonl").write_bytes(b"")
    (tmp_path / "hits.manifest.json").write_bytes(bytes(range(256)) * 9)
    return [tmp_path / name for name in ("texts", "hits.jsonl", "hits.manifest.json")]


def read(data: bytes) -> dict[str, bytes]:
    """Read a zip with Python's own reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


EXPECTED = {
    "texts/": b"",
    "texts/a1/": b"",
    "texts/a1/ä.md": b"text " * 10_000,
    "texts/none/": b"",
    "hits.jsonl": b"",
    "hits.manifest.json": bytes(range(256)) * 9,
}


def test_what_goes_in_comes_out(files: list[Path]) -> None:
    """In the order given; folders by name, empty ones too. Equal files give equal bytes."""
    data = zipped(*files)
    assert EXPECTED == read(data)
    assert list(EXPECTED) == list(read(data))
    assert data == zipped(*files)
    assert len(data) < 5_000


@pytest.mark.parametrize(("large", "many"), [(10, 0xFFFF), (0xFFFF_FFFF, 2), (10, 2)])
def test_large_ones_are_read_alike(
    files: list[Path], monkeypatch: pytest.MonkeyPatch, large: int, many: int
) -> None:
    """The records of zip64, here from 10 bytes or two entries on."""
    plain = zipped(*files)
    monkeypatch.setattr(zipping, "_LARGE", large)
    monkeypatch.setattr(zipping, "_MANY", many)
    data = zipped(*files)
    assert EXPECTED == read(data)
    assert len(plain) < len(data)


@pytest.mark.skipif(shutil.which("unzip") is None, reason="needs unzip")
@pytest.mark.parametrize("large", [10, 0xFFFF_FFFF])
def test_another_program_finds_no_fault(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """Info-ZIP tests every entry."""
    monkeypatch.setattr(zipping, "_LARGE", large)
    (tmp_path / "made.zip").write_bytes(zipped(*files))
    done = subprocess.run(["unzip", "-t", tmp_path / "made.zip"], capture_output=True, check=False)
    assert 0 == done.returncode, done.stdout
    assert b"No errors detected" in done.stdout


def test_very_many_files_are_listed() -> None:
    """More than the 65,535 that the old records count."""
    out = Sink()
    with closing(Zip(out)) as made:  # type: ignore[arg-type]
        for number in range(66_000):
            made.add(f"articles/{number:06}.md", io.BytesIO(b"x"), 1)
        made.finish()
    with zipfile.ZipFile(io.BytesIO(out.data)) as found:
        assert 66_000 == len(found.namelist())
        assert b"x" == found.read("articles/065999.md")


def test_the_list_of_files_needs_no_memory() -> None:
    """It is written aside: 3 MB of it here."""
    with Path(os.devnull).open("wb") as out, closing(Zip(out)) as made:
        name = "articles/" + "n" * 130
        made.add(name, io.BytesIO(), 0)
        tracemalloc.start()
        for number in range(15_000):
            made.add(f"{name}{number}", io.BytesIO(), 0)
        made.finish()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    # Until a megabyte it is held in memory.
    assert peak < 2_900_000


def test_what_breaks_off_is_no_zip(files: list[Path]) -> None:
    """Wherever it ends before its end."""
    data = zipped(*files)
    for end in range(0, len(data) - 1, 7):
        with pytest.raises(zipfile.BadZipFile):
            read(data[:end])
