"""Folders of plain texts that say topic or author."""

from pathlib import Path

import pytest

from searcher.corpus.surroundings.hints import Hint, folder_hints
from searcher.corpus.walk import CorpusFile
from searcher.index import Index


def hints(*names: str) -> dict[str, Hint]:
    """Give the hints of files with these names."""
    files = [CorpusFile("/r", name, Path("/r", name), 1, 1) for name in names]
    return dict(folder_hints(files).by_folder)


def in_folders(*folders: str) -> list[str]:
    """Name two files in each folder."""
    return [f"{folder}/{n}.txt" for folder in folders for n in (1, 2)]


def test_short_names_beside_each_other_are_topics() -> None:
    """A readme above them disturbs nothing."""
    found = hints("README.txt", *in_folders("bbc/sport", "bbc/real_estate"))
    expected = {
        "bbc/sport": Hint("topics", "sport"),
        "bbc/real_estate": Hint("topics", "real estate"),
    }
    assert expected == found


def test_names_of_persons_are_authors() -> None:
    """All of them must be, as they are in sets made for author recognition."""
    found = hints(*in_folders("train/AnnLee", "train/BoRay", "test/Cy Day", "test/Al van Berg"))
    assert {"authors"} == {hint.attribute for hint in found.values()}
    assert Hint("authors", "Ann Lee") == found["train/AnnLee"]
    mixed = hints(*in_folders("AnnLee", "WorldNews"))
    assert {"topics"} == {hint.attribute for hint in mixed.values()}


@pytest.mark.parametrize(
    "names",
    [
        in_folders("sport"),
        [*in_folders("sport", "tech"), "other.txt"],
        [*in_folders("sport", "tech"), "sport/2004/1.txt"],
        in_folders("sport", "2004"),
        in_folders("train", "test"),
        in_folders("sport", "a-folder-for-each-article-with-its-title"),
        in_folders("example.org", "example.net"),
        ["sport/1.txt", "tech/1.txt"],
        ["sport/1.html", "sport/2.html", "tech/1.html", "tech/2.html"],
    ],
)
def test_unclear_structure_says_nothing(names: list[str]) -> None:
    """One folder, mixed depths, numbers, stages of work, slugs, sites, single files, pages."""
    assert {} == hints(*names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give texts in two folders, one of which names its topics itself."""
    for name in in_folders("in/sport", "in/tech"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Title of {name}\n\nSome text of {name} here.\n", "utf-8")
    own = "Own title\nBy Ann Lee\nTopics: rowing\n\nThe boats went out early.\n"
    (tmp_path / "in/sport/2.txt").write_text(own, "utf-8")
    return tmp_path / "in"


def test_origin_is_recorded_and_own_topics_come_first(folder: Path, tmp_path: Path) -> None:
    """`raw.hinted` tells a folder's topic from one that the text states."""
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        found = {a.title: (a.raw.topics, a.raw.hinted) for a in index.scan()}
    assert (("sport",), ("topics",)) == found["Title of in/sport/1.txt"]
    assert (("rowing",), ()) == found["Own title"]


def test_switched_off_folders_say_nothing(folder: Path, tmp_path: Path) -> None:
    """The same files without hints are read again, since that changes what they say."""
    with Index.create(tmp_path / "ix") as index:
        index.ingest([folder])
        report = index.ingest([folder], folder_hints=False)
        assert 3 == report.replaced
        assert not any(article.raw.hinted for article in index.scan())


def test_move_without_hints_changes_nothing(folder: Path, tmp_path: Path) -> None:
    """Where a folder's name was no hint, the digest is the same after a move."""
    (folder / "other.txt").write_text("Another title\n\nAnd a text of its own.\n", "utf-8")
    with Index.create(tmp_path / "ix") as index:
        before = index.ingest([folder])
        (folder / "sport/1.txt").rename(folder / "tech/3.txt")
        after = index.ingest([folder])
    assert (before.digest, 5) == (after.digest, after.unchanged)
