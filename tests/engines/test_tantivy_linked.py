"""Is an index that cannot be written to read through links, and are they gone afterwards?"""

import os
from pathlib import Path

import pytest
import tantivy

from searcher.engines.tantivy.linked import LinkedFolder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title", stored=True)
    where = tmp_path / "index"
    where.mkdir()
    index = tantivy.Index(builder.build(), str(where))
    writer = index.writer()
    writer.add_document(tantivy.Document(title="Harbour"))
    writer.commit()
    writer.wait_merging_threads()
    return where


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    where = tmp_path / "scratch"
    where.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(where))
    return where


def test_an_index_is_read_through_links(index: Path, scratch: Path) -> None:
    links = LinkedFolder(index)
    assert links.open().searcher().num_docs == 1
    links.close()
    assert not list(scratch.iterdir())


def test_a_lock_that_is_written_while_the_links_are_deleted_goes_too(
    index: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = LinkedFolder(index)
    links.renew()
    (folder,) = scratch.iterdir()
    remove = os.rmdir
    tried: list[str] = []

    def late(path: str, *, dir_fd: int | None = None) -> None:
        if not tried:
            (folder / ".tantivy-meta.lock").touch()
        tried.append(path)
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr("os.rmdir", late)
    links.close()
    assert len(tried) == 2
    assert not folder.exists()
    assert (index / "meta.json").exists()


def test_links_are_renewed_as_files_come_and_go(index: Path, scratch: Path) -> None:
    links = LinkedFolder(index)
    links.renew()
    (folder,) = scratch.iterdir()
    (index / "meta.json").rename(index / "other.json")
    links.renew()
    names = {path.name for path in folder.iterdir()}
    assert "other.json" in names
    assert "meta.json" not in names
    links.close()
