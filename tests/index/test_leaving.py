"""An article that leaves the index with a commit after which the run dies is not lost."""

import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Index
from searcher.corpus.accounts.ledger import Ledger
from searcher.errors import IngestError
from searcher.index.folder.home import LEAVING_FILE
from searcher.index.folder.leaving import Leaving
from searcher.own_files import append_to, read_from

TEXT = "The lock keeper counted eleven barges before noon and none after. " * 3
OTHER = "The ferry lay at the quay all winter, and nobody asked for it."


class Died(BaseException):
    """Nothing more happened."""


def line(url: str, text: str, captured: str) -> str:
    return json.dumps({"title": "Of the river", "text": text, "url": url, "captured": captured})


def write(folder: Path, files: Mapping[str, tuple[str, ...]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{one}\n" for one in lines))


def ledger_of(index: Path) -> list[Any]:
    with sqlite3.connect(index / "ledger.sqlite") as db:
        return db.execute("SELECT hex(id), state, stale FROM records ORDER BY 1, 2").fetchall()


OLD = "https://a.example/old"
NEW = "https://a.example/new"
NEXT = "https://a.example/next"
# The copy takes the old article's place until a later capture takes that of the copy.
COPY = (
    {"a.jsonl": (line(OLD, TEXT, "2026-01-02"),)},
    {"a.jsonl": (line(NEW, TEXT, "2026-01-01"), line(NEW, f"{OTHER} Not once.", "2026-01-02"))},
    {OLD, NEW},
)
# An older capture stands while its file is not yet read, which does not hold it any more either.
CAPTURE = (
    {"a.jsonl": (line(OLD, TEXT, "2026-01-02"),), "b.jsonl": (line(OLD, OTHER, "2026-01-01"),)},
    {"a.jsonl": (line(NEW, TEXT, "2026-01-02"),), "b.jsonl": (line(NEXT, OTHER, "2026-01-02"),)},
    {NEW, NEXT},
)


def die(path: Path, corpus: Path, died_at: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Ingest, and die before a commit of the ledger; gives the number of those begun."""
    commits = 0
    commit = Ledger.commit

    def dies(self: Ledger, stamp: str) -> None:
        nonlocal commits
        commits += 1
        if commits == died_at:
            raise Died
        commit(self, stamp)

    with monkeypatch.context() as patch, Index.open(path) as index:
        patch.setattr(Ledger, "commit", dies)
        with suppress(Died):
            index.ingest(corpus, workers=0, commit_every=1)
    return commits


@pytest.mark.parametrize(("first", "second", "stand"), [COPY, CAPTURE])
@pytest.mark.parametrize("died_at", range(1, 6))
def test_what_left_with_the_last_commit_comes_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    died_at: int,
    first: dict[str, tuple[str, ...]],
    second: dict[str, tuple[str, ...]],
    stand: set[str],
) -> None:
    """Its file holds it no more: only the file of what leaves could bring it back."""
    corpus = tmp_path / "corpus"
    write(corpus, first)
    for name in ("whole", "died"):
        with Index.create(tmp_path / name) as index:
            index.ingest(corpus, workers=0)
    write(corpus, second)
    with Index.open(tmp_path / "whole") as index:
        expected = index.ingest(corpus, workers=0, commit_every=1).digest
        assert stand == {article.url for article in index.scan()}
    assert die(tmp_path / "died", corpus, died_at, monkeypatch) in (died_at, died_at - 1)
    with Index.open(tmp_path / "died") as index:
        assert expected == index.ingest(corpus, workers=0, commit_every=1).digest
    assert ledger_of(tmp_path / "whole") == ledger_of(tmp_path / "died")
    assert not (tmp_path / "died" / LEAVING_FILE).exists()


def test_what_leaves_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that is packed right after the kill comes right where it is unpacked."""
    first = {"a.jsonl": (line(OLD, TEXT, "2026-01-02"),)}
    second = {"a.jsonl": (line(NEW, TEXT, "2026-01-01"), line(NEW, OTHER, "2026-01-02"))}
    corpus = tmp_path / "corpus"
    write(corpus, first)
    with Index.create(tmp_path / "died") as index:
        index.ingest(corpus, workers=0)
    write(corpus, second)
    die(tmp_path / "died", corpus, 2, monkeypatch)
    left = (tmp_path / "died" / LEAVING_FILE).read_bytes()
    assert left
    searcher.pack(tmp_path / "died", tmp_path / "died.tar")
    assert left == (tmp_path / "died" / LEAVING_FILE).read_bytes()
    searcher.unpack(tmp_path / "died.tar", tmp_path / "there")
    assert left == (tmp_path / "there" / LEAVING_FILE).read_bytes()
    for name in ("died", "there"):
        with Index.open(tmp_path / name) as index:
            index.ingest(corpus, workers=0)
            assert {OLD, NEW} == {article.url for article in index.scan()}
    assert ledger_of(tmp_path / "died") == ledger_of(tmp_path / "there")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with a name")
@pytest.mark.parametrize("kind", ["link", "pipe", "empty"])
def test_what_is_no_file_of_what_leaves_is_not_packed(tmp_path: Path, kind: str) -> None:
    """Nor is an empty one, which protects nothing."""
    write(tmp_path / "corpus", {"a.jsonl": (line(OLD, TEXT, "2026-01-02"),)})
    with Index.create(tmp_path / "news") as index:
        index.ingest(tmp_path / "corpus", workers=0)
    searcher.pack(tmp_path / "news", tmp_path / "before.tar")
    (tmp_path / "other").write_text("of others\n")
    path = tmp_path / "news" / LEAVING_FILE
    if kind == "link":
        path.symlink_to(tmp_path / "other")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
    searcher.pack(tmp_path / "news", tmp_path / "after.tar")
    assert (tmp_path / "before.tar").read_bytes() == (tmp_path / "after.tar").read_bytes()


def test_a_line_that_breaks_off_is_none(tmp_path: Path) -> None:
    """The run died while it was written, and before the engine's commit."""
    leaving = Leaving(tmp_path)
    leaving.add(b'{"id": 1}')
    leaving.sync()
    leaving.close()
    with (tmp_path / LEAVING_FILE).open("ab") as file:
        file.write(b'{"id": 2')
    assert [b'{"id": 1}\n'] == list(Leaving(tmp_path).read())
    # What the run that puts things right takes out stands on a line of its own.
    leaving = Leaving(tmp_path)
    leaving.add(b'{"id": 3}')
    leaving.sync()
    assert [b'{"id": 1}\n', b'{"id": 2\n', b'{"id": 3}\n'] == list(leaving.read())
    leaving.clear()
    assert not list(leaving.read())
    leaving.clear()


def test_a_line_that_never_ends_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index may come from anyone: nothing is held that no article can be."""
    monkeypatch.setattr("searcher.index.folder.leaving._LONGEST", 100)
    (tmp_path / LEAVING_FILE).write_bytes(b'{"id": 1}\n' + b"x" * 1_000)
    assert [b'{"id": 1}\n'] == list(Leaving(tmp_path).read())
    with (tmp_path / LEAVING_FILE).open("ab") as file:
        file.write(b'\n{"id": 2}\n')
    assert max(map(len, Leaving(tmp_path).read())) <= 100


def test_files_of_an_index_are_opened_in_one_way(tmp_path: Path) -> None:
    """What is appended to is made, or grows; a folder is no file."""
    for _ in range(2):
        number = append_to(tmp_path / "a")
        os.write(number, b"x\n")
        os.close(number)
    with read_from(tmp_path / "a") as file:
        assert b"x\nx\n" == file.read()
    with pytest.raises(OSError, match=r"no file|denied"):
        read_from(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes with a name")
def test_what_lies_there_instead_of_a_file_is_not_read(tmp_path: Path) -> None:
    """An index may come from anyone."""
    os.mkfifo(tmp_path / LEAVING_FILE)
    assert not list(Leaving(tmp_path).read())
    (tmp_path / LEAVING_FILE).unlink()
    (tmp_path / "other").write_text("of others\n")
    (tmp_path / LEAVING_FILE).symlink_to("other")
    assert not list(Leaving(tmp_path).read())
    leaving = Leaving(tmp_path)
    leaving.add(b"{}")
    with pytest.raises(IngestError, match="cannot be written"):
        leaving.sync()
    assert (tmp_path / "other").read_text() == "of others\n"
