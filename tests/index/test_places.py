"""Indexes in unkind places: a full disk, a read-only mount, another user's folder."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher
from searcher import Index, IndexProblem, IngestError

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


def write(folder: Path, name: str, count: int) -> Path:
    """Write articles whose words hardly repeat, so that they take space."""
    folder.mkdir(exist_ok=True)
    lines = [
        json.dumps(
            {
                "title": f"Report {name} {n}",
                "text": f"Harbour {name} {n}: " + os.urandom(240).hex(" ", 4),
                "language": "en",
            }
        )
        for n in range(count)
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    return folder / f"{name}.jsonl"


def mount(*args: str) -> None:
    """Mount something, or skip: only root may, and not everywhere."""
    if shutil.which("mount") is None:
        pytest.skip("needs mount")
    done = subprocess.run(["mount", *args], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("needs the right to mount a file system")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder with room for 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Give an index of three articles."""
    with Index.create(tmp_path / "written") as index:
        index.ingest(write(tmp_path / "corpus", "few", 3))
    return tmp_path / "written"


@pytest.mark.slow
def test_a_full_disk_costs_only_what_was_not_committed(tmp_path: Path, small_disk: Path) -> None:
    """The error says so, the last commit is intact, and with room the same run completes."""
    with Index.create(small_disk / "index") as index:
        first = index.ingest(write(tmp_path / "corpus", "few", 100), infer_topics=False)
    many = write(tmp_path / "corpus", "many", 6_000)
    with (
        Index.open(small_disk / "index") as index,
        pytest.raises(IngestError, match=r"full.*intact"),
    ):
        index.ingest(many, infer_topics=False)
    with Index.open(small_disk / "index") as index:
        assert (first.digest, 100) == (index.info().digest, index.count("harbour"))
    mount("-o", "remount,size=300m", str(small_disk))
    with Index.open(small_disk / "index") as index:
        assert 6_100 == index.ingest(many, infer_topics=False).articles


def test_an_index_on_a_read_only_mount_is_searched(tmp_path: Path, written: Path) -> None:
    """Search, info and show need no write; an ingest says that it may not."""
    place = tmp_path / "medium"
    place.mkdir()
    mount("--bind", str(written), str(place))
    try:
        mount("-o", "remount,bind,ro", str(place))
        with Index.open(place) as index:
            assert 3 == index.search("harbour").total == index.info().articles
            assert 1 == index.info().files
            with pytest.raises(searcher.SearcherError, match=r"[Rr]ead-only|no permission"):
                index.ingest(tmp_path / "corpus")
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs root, to become another user"
)
def test_another_users_index_is_searched(written: Path) -> None:
    """Who may read the files may search, without a right to write."""
    with Index.open(written) as index:  # what is imported late is imported as the owner
        index.search("harbour")
        index.info()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(written, folder / "index")
        (folder / "index" / "state.json").unlink()
        os.seteuid(NOBODY)
        try:
            with pytest.raises(PermissionError):
                (folder / "index" / "x").touch()
            with Index.open(folder / "index") as index:
                assert 3 == index.search("harbour").total == index.info().articles
                assert 1 == index.info().files
                with pytest.raises(IndexProblem, match="no permission"):
                    index.ingest(folder)
        finally:
            os.seteuid(0)
