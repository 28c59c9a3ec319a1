"""All segments become one: nothing else changes, whatever happens on the way."""

import json
import struct
from contextlib import closing
from pathlib import Path

import pytest

import searcher
from searcher import Index, IndexDamaged, IndexLocked, IndexNotFound, IngestError
from searcher.engines.tantivy import merging
from searcher.testing import article

STEPS = (
    "searcher.engines.tantivy.merging._described",
    "searcher.engines.tantivy.merging._merged",
    "searcher.index.folder.settings.Settings.write",
    "searcher.corpus.accounts.ledger.Ledger.commit",
    "searcher.index.optimize.shutil.rmtree",
)
WORDS = ["reed", "barrage", "quay", "harbour", "ledger", "pilot"]


class Killed(BaseException):
    """Stands for a kill: nothing after it is done."""


def written(folder: Path, first: int, count: int) -> Path:
    """Write a file of so many articles, of some authors."""
    records = [
        {
            "url": f"https://reed.example/{number}",
            "title": f"Number {number}",
            "text": f"The {WORDS[number % 6]} of {number} {WORDS[number % 5]}.",
            "author": f"Author {WORDS[number % 4].title()}",
            "date": f"2026-01-{1 + number % 28:02}",
        }
        for number in range(first, first + count)
    ]
    path = folder / f"{first}.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def made(folder: Path, parts: int) -> Path:
    """Make an index by so many ingests of different size; of two parts some articles go."""
    path = folder / "index"
    with Index.create(path) as index:
        for part in range(parts):
            index.ingest(written(folder, 1_000 * part, 30 + 40 * part), workers=0)
        index.delete(f"=number =9 OR =number ={1_000 * (parts - 1) + 9}")
    return path


def answers(path: Path) -> dict[str, object]:
    """Ask for what may depend on segments."""
    with Index.open(path) as index:
        found = index.search("reed quay", any_word=True, limit=50, facet=("author", "year"))
        return {
            "digest": index.info().digest,
            "ids": sorted(hit.article.id for hit in index.search("reed", limit=1_000).hits),
            "total": found.total,
            "facets": {name: facet.counts for name, facet in found.facets.items()},
            "newest": [hit.article.id for hit in index.search("", sort="newest", limit=20).hits],
            "metadata": [one.title for one in index.scan("quay")],
        }


def segments(path: Path) -> tuple[int, int]:
    """Give segments and deleted articles of the folder in force."""
    folder = json.loads((path / "searcher.json").read_text())["folder"]
    return merging.segments(path / folder)


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_answers_stay(tmp_path: Path, parts: int) -> None:
    """Of one segment and several, with deleted articles; eight of them the engine would merge."""
    path = made(tmp_path, parts)
    before, (count, deleted) = answers(path), segments(path)
    assert count >= min(parts, 2)
    assert deleted
    with Index.open(path) as reading:
        done = searcher.optimize(path)
        assert before["total"] == reading.search("reed quay", any_word=True).total
    assert (count, 1, 0) == (done.segments, *segments(path))
    assert before == answers(path)
    assert not any(one.severity == "problem" for one in searcher.diagnose(path).findings[:5])
    assert ["tantivy-2"] == [one.name for one in path.glob("tantivy*")]


def test_later_ingests_go_on(tmp_path: Path) -> None:
    """The ledger knows the index; what is new comes beside it, what changed in its place."""
    path = made(tmp_path, 2)
    searcher.optimize(path)
    with Index.open(path) as index:
        again = index.ingest([tmp_path / "0.jsonl", tmp_path / "1000.jsonl"], workers=0)
        assert again.articles == again.unchanged
        assert not any("interrupted" in note for note in again.notes)
        before = index.count("")
        index.ingest(written(tmp_path, 5_000, 10), workers=0)
        index.delete("=number =1012")
        assert before + 9 == index.count("")
    assert segments(path)[0] > 1
    searcher.optimize(path)
    assert (1, 0) == segments(path)
    with Index.open(path) as index:
        assert before + 9 == index.count("")
        assert 10 == index.count("number", date="2026-01") - before + 1


def test_nothing_is_done_twice(tmp_path: Path) -> None:
    """One segment without deletions stays; so does an empty index."""
    path = made(tmp_path, 2)
    searcher.optimize(path)
    done = searcher.optimize(path)
    assert (1, done.before) == (done.segments, done.after)
    assert ["tantivy-2"] == [one.name for one in path.glob("tantivy*")]
    Index.create(tmp_path / "empty").close()
    assert (0, 0) == (
        searcher.optimize(tmp_path / "empty").articles,
        segments(tmp_path / "empty")[0],
    )


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_an_index(
    tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers as before; the leftover is cleared by the next writer."""
    path = made(tmp_path, 3)
    before = answers(path)

    def kill(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("searcher.index.optimize.shutil.rmtree", lambda *_, **__: None)
        patched.setattr(step, kill)
        with pytest.raises(Killed):
            searcher.optimize(path)
    assert before == answers(path)
    with Index.open(path) as index:
        report = index.ingest(sorted(tmp_path.glob("*.jsonl")), workers=0)
        assert report.articles == report.unchanged
    assert before == answers(path)
    assert 1 == len(list(path.glob("tantivy*")))


def test_a_merge_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a full disk: the index is as it was, and nothing is left beside it."""
    path = made(tmp_path, 3)
    before = answers(path)
    monkeypatch.setattr(merging, "_LEAST", 0)  # too few segments for tantivy
    with pytest.raises(IngestError, match=r"could not be merged; .* MB are left on the disk"):
        searcher.optimize(path)
    assert before == answers(path)
    assert ["tantivy"] == [one.name for one in path.glob("tantivy*")]


def test_an_article_that_is_lost_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new segment does not come into force."""
    path = made(tmp_path, 3)
    before = answers(path)
    original = merging._described

    def forgetful(folder: Path, meta: dict[str, list[object]], names: list[str]) -> list[str]:
        meta["segments"].pop()
        return original(folder, meta, names)

    monkeypatch.setattr(merging, "_described", forgetful)
    with pytest.raises(IndexDamaged, match="articles came through"):
        searcher.optimize(path)
    assert before == answers(path)


def test_files_are_copied_where_they_cannot_be_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems know no second names."""

    def refuse(*_: object) -> None:
        raise OSError("no such thing here")

    path = made(tmp_path, 2)
    before = answers(path)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    searcher.optimize(path)
    assert ((1, 0), before) == (segments(path), answers(path))


def test_who_writes_is_named(tmp_path: Path) -> None:
    """And where there is no index nothing is made."""
    path = made(tmp_path, 1)
    with (
        Index.open(path) as index,
        closing(index._engine.writer()),
        pytest.raises(IndexLocked),
    ):
        searcher.optimize(path)
    with pytest.raises(IndexNotFound):
        searcher.optimize(tmp_path / "nowhere")


@pytest.mark.parametrize("size", [1, 63, 64, 65, 128])
def test_lists_of_deletions_are_as_tantivy_reads_them(tmp_path: Path, size: int) -> None:
    """As many bits as articles, and none more."""
    with Index.create(tmp_path / "i") as index, closing(index._engine.writer()) as writer:
        writer.add(article(title="One"))
        writer.commit()
    folder = tmp_path / "i" / "tantivy"
    segment = json.loads((folder / "meta.json").read_text())["segments"][0]
    segment["max_doc"] = size
    for fill, expected in ((b"\xff", size), (b"\0", 0)):
        held = (folder / merging._write_list(folder, segment, 7, fill)).read_bytes()
        assert (size,) == struct.unpack_from("<I", held)
        words = held[4 : 4 + 8 * -(-size // 64)]
        assert expected == int.from_bytes(words, "little").bit_count()
        assert int.from_bytes(words, "little") < 1 << size
