"""Saved searches: one legible file, changed whole or not at all, and read as if from a stranger."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

import searcher
from searcher import Index, IndexDamaged, IndexLocked, IndexNotFound, UsageError, ValueNotKnown
from searcher.errors import IndexIncompatible, IndexProblem
from searcher.index.folder import searches as module
from searcher.index.folder.durable import try_lock
from searcher.index.folder.home import SEARCHES_FILE, SEARCHES_LOCK
from searcher.index.folder.searches import MAX_NAME, MOST, Searches
from searcher.testing import article
from tantivy_index import indexed

TEXTS = (
    article(title="Reef", body="An oyster reef.", authors=["Ana Roe"], published="2025-03-01"),
    article(title="Oyster", body="Oysters at the quay.", authors=["Bo Lind"]),
    article(title="Quay", body="No shells here.", authors=["Ana Roe"]),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make an index of three articles."""
    indexed(tmp_path / "quay", TEXTS, languages=("en",)).close()
    return tmp_path / "quay"


@pytest.fixture
def searches(path: Path) -> Searches:
    """Give its saved searches: none yet."""
    return Searches(path)


def write(path: Path, content: object) -> None:
    """Put something into the file."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (path / SEARCHES_FILE).write_bytes(data)


def one(**changed: object) -> dict[str, Any]:
    """Give the content of a file with one search."""
    search = {"name": "a", "saved": "2026-01-01T00:00:00+00:00", "ask": {"q": ["x"]}} | changed
    return {"format": 1, "searches": [search]}


def test_a_search_is_saved_and_asked(path: Path) -> None:
    """Alone, or narrowed by further words and filters."""
    with Index.open(path) as index:
        saved = index.searches.save("Shells", "oyster OR shells")
        assert {"q": ["oyster OR shells"]} == saved.params
        assert (saved,) == index.searches.list()
        assert 3 == index.count(index.searches.request("shells"))
        assert 2 == index.count(index.searches.request("SHELLS", author="Ana Roe"))
        assert 1 == index.count(index.searches.request("Shells", "reef", author="Ana Roe"))
        assert 0 == index.count(index.searches.request("Shells", date="1999"))


def test_two_filters_on_one_field_must_both_hold(path: Path) -> None:
    """Further values narrow; they are no further alternatives."""
    with Index.open(path) as index:
        index.searches.save("Ana", author="Ana Roe")
        assert 0 == index.count(index.searches.request("Ana", author="Bo Lind"))
        assert 2 == index.count(index.searches.request("Ana", author=["Bo Lind", "Ana Roe"]))


def test_no_search_is_known_where_none_is_saved(searches: Searches) -> None:
    """And the message says so."""
    with pytest.raises(ValueNotKnown, match=r"no saved search “Reef”\. There are none"):
        searches.get("Reef")


def test_the_file_is_legible_and_in_order(searches: Searches, path: Path) -> None:
    """Names and words as typed, in any script; by name."""
    searches.save("Zwei", "b")
    searches.save("Ölpreis", "Öl", date="last week")
    text = (path / SEARCHES_FILE).read_text("utf-8")
    assert '"name": "Ölpreis"' in text
    assert '"last week"' in text
    assert ["Ölpreis", "Zwei"] == [saved.name for saved in searches.list()]


def test_a_name_is_taken_once(searches: Searches) -> None:
    """Whatever its case and accents, unless it is to be replaced."""
    searches.save("Öl", "a")
    with pytest.raises(UsageError, match="already"):
        searches.save("OL", "b")
    searches.save("OL", "b", force=True)
    assert [("OL", {"q": ["b"]})] == [(s.name, s.params) for s in searches.list()]


@pytest.mark.parametrize(
    "name", ["", " ", "-x", "--", "...", "a\nb", "a\x1b[31m", "\u202eab", "x" * (MAX_NAME + 1)]
)
def test_names_that_are_none(searches: Searches, name: str) -> None:
    """They could not be typed, or read."""
    with pytest.raises(UsageError, match="no name for a search"):
        searches.save(name, "a")
    assert () == searches.list()


def test_what_asks_for_nothing_is_not_saved(searches: Searches) -> None:
    """It would be all articles."""
    with pytest.raises(UsageError, match="nothing to save"):
        searches.save("all")


def test_a_search_is_removed(searches: Searches) -> None:
    """By its name; an unknown one is told with those that are alike."""
    searches.save("reefs", "reef")
    with pytest.raises(ValueNotKnown, match="Did you mean reefs"):
        searches.remove("reef")
    assert "reefs" == searches.remove("REEFS").name
    assert () == searches.list()
    with pytest.raises(ValueNotKnown):
        searches.request("reefs")


def test_there_must_be_an_index(tmp_path: Path) -> None:
    """Or there is no place for them."""
    with pytest.raises(IndexNotFound):
        Searches(tmp_path / "nowhere")


def test_number_and_size_are_bounded(searches: Searches, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an error before anything is written."""
    searches.save("a", "a")
    monkeypatch.setattr(module, "MOST", 1)
    with pytest.raises(UsageError, match="1 searches at most"):
        searches.save("b", "b")
    monkeypatch.setattr(module, "MOST", MOST)
    monkeypatch.setattr(module, "MAX_BYTES", 1_000)
    with pytest.raises(UsageError, match="1,000 bytes at most"):
        searches.save("c", "c" * 2_000)
    assert ["a"] == [saved.name for saved in searches.list()]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no list of saved searches"),
        (b"{}", "no list of saved searches"),
        (b"[1]", "no list of saved searches"),
        (b"\xff\xfe", "no list of saved searches"),
        (b"[" * 100_000, "no list of saved searches"),
        ({"format": 0, "searches": []}, "its format is '0'"),
        ({"format": "2", "searches": []}, "its format is '2'"),
        ({"format": 1, "searches": {"a": 1}}, "no list of saved searches"),
        ({"format": 1, "searches": [1]}, "no list of saved searches"),
        (one(name=1), "no list of saved searches"),
        (one(name="a\nb"), "no name for a search"),
        (one(name="x" * 10_000), "no name for a search"),
        (one(saved="soon"), "Invalid isoformat"),
        (one(saved=None), "no list of saved searches"),
        (one(ask={"q": "x"}), "q is no list of texts"),
        (one(ask={"limit": ["0"]}), "limit is no part of a question"),
        (one(ask=None), "no list of saved searches"),
        (one(ask=["q"]), "no list of saved searches"),
        ({"format": 1, "searches": one()["searches"] * 2}, "two searches have one name"),
        (b" " * (module.MAX_BYTES + 1), "larger than"),
    ],
)
def test_a_file_of_anybody_is_checked(
    searches: Searches, path: Path, content: object, reason: str
) -> None:
    """What is wrong is said with the file's name, and nothing is overwritten."""
    write(path, content)
    before = (path / SEARCHES_FILE).read_bytes()
    with pytest.raises(IndexDamaged, match=reason) as told:
        searches.list()
    assert len(str(told.value)) < 600 + len(str(path))
    with pytest.raises(IndexDamaged):
        searches.save("b", "b")
    assert before == (path / SEARCHES_FILE).read_bytes()


@pytest.mark.parametrize("ask", [{"q": ["autor:x"]}, {"colour": ["red"]}, {"date": ["2025-13"]}])
def test_one_that_cannot_be_asked_does_not_bar_the_others(
    searches: Searches, path: Path, ask: dict[str, list[str]]
) -> None:
    """It is listed, and says what is wrong when it is asked."""
    write(path, one(ask=ask))
    searches.save("good", "reef")
    assert ["a", "good"] == [saved.name for saved in searches.list()]
    with pytest.raises(UsageError, match="the saved search “a” cannot be asked: "):
        searches.request("a")
    assert searches.request("good").words == "reef"


def test_many_at_once_lose_none(path: Path) -> None:
    """Who saves waits for the others."""
    names = [f"search {number}" for number in range(24)]
    threads = [threading.Thread(target=Searches(path).save, args=(name, "reef")) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names) == sorted(saved.name for saved in Searches(path).list())


def test_one_who_never_ends_is_not_waited_for_forever(
    searches: Searches, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After some seconds that is said."""
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    with (path / SEARCHES_LOCK).open("ab") as held:
        assert try_lock(held)
        with pytest.raises(IndexLocked, match="another process is saving"):
            searches.save("a", "a")
    searches.save("a", "a")


def test_a_folder_that_cannot_be_written_is_told(
    searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved searches are read there as before."""
    searches.save("a", "a")
    real = Path.open

    def denied(self: Path, mode: str = "r", **options: Any) -> Any:
        if mode[0] in "wa":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode, **options)

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(IndexProblem, match=r"cannot be saved here \(Permission denied\)"):
        searches.save("b", "b")
    assert ["a"] == [saved.name for saved in searches.list()]


def test_they_survive_a_rebuild_and_go_with_the_index(searches: Searches, path: Path) -> None:
    """Reindexing leaves them alone; removing takes them away, and leaves no folder."""
    searches.save("a", "reef", date="last week")
    searcher.reindex(path)
    assert ["a"] == [saved.name for saved in searches.list()]
    searcher.remove(path)
    assert not path.exists()


def test_they_are_packed_along(searches: Searches, path: Path, tmp_path: Path) -> None:
    """And are the same elsewhere."""
    searches.save("Last week", "reef", date="last week")
    write(path, json.loads((path / SEARCHES_FILE).read_bytes()))  # otherwise laid out
    searcher.pack(path, tmp_path / "quay.tar.gz")
    searcher.unpack(tmp_path / "quay.tar.gz", tmp_path / "there")
    assert searches.list() == Searches(tmp_path / "there").list()


def test_searches_of_a_newer_version_are_refused_and_kept(path: Path) -> None:
    """The cure is another version of the program, and not another file."""
    write(path, {"format": 2, "searches": [], "later": True})
    before = (path / SEARCHES_FILE).read_bytes()
    searches = Searches(path)
    for act in (searches.list, lambda: searches.save("x", "reef"), lambda: searches.remove("x")):
        with pytest.raises(IndexIncompatible, match=r"newer version of searcher\. Update"):
            act()
    assert before == (path / SEARCHES_FILE).read_bytes()


def test_nothing_is_saved_in_an_index_of_a_newer_version(path: Path) -> None:
    settings = path / "searcher.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text("utf-8")), "format": 2}))
    with pytest.raises(IndexIncompatible, match="Update searcher"):
        Searches(path).save("x", "reef")
    assert not (path / SEARCHES_FILE).exists()
