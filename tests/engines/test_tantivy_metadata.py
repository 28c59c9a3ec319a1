"""Metadata lies beside the engine's files: as the commit has it, and refused where damaged."""

import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import given

from searcher import own_files
from searcher.article import Article
from searcher.engines.depth import Depth, cut
from searcher.engines.tantivy import TantivyEngine, metadata
from searcher.engines.tantivy import stored as reading
from searcher.engines.tantivy.metadata import _MARKS, METADATA_FILE, _unpacked, packed
from searcher.errors import IndexDamaged, IngestError, SearcherError
from searcher.identity import stored
from searcher.query.params import build
from searcher.testing import article, haystack
from strategies import articles
from tantivy_index import built


def walked(engine: TantivyEngine, depth: Depth) -> list[bytes]:
    """Read so much of every article, in order of id."""
    return [one.record for batch in engine.walk(build(""), depth=depth) for one in batch]


def check(engine: TantivyEngine) -> list[bytes]:
    """Hold metadata and ids against the records; give the metadata."""
    whole = walked(engine, "record")
    for depth in ("metadata", "id"):
        assert [cut(record, depth) for record in whole] == walked(engine, depth)
    return walked(engine, "metadata")


@given(articles())
def test_metadata_is_the_record_without_texts(several: list[Article]) -> None:
    """And its id the same without more; both are JSON, whatever the texts say."""
    for one in several:
        record = stored(one)[0]
        whole = orjson.loads(record)
        left = {n: v for n, v in whole.items() if n not in ("summary", "body", "provenance", "raw")}
        assert left == orjson.loads(cut(record, "metadata"))
        assert {"id": one.id} == orjson.loads(cut(record, "id"))
        assert record == cut(record, "record")


def test_names_within_texts_cut_nothing() -> None:
    """A quotation mark within a text is no end of it."""
    trap = '","summary":"","words":1,"provenance":{"id":"\x00\x1f\n'
    one = article(title=trap, summary=trap, body=trap, source=trap, authors=[trap])
    record = stored(one)[0]
    assert trap == orjson.loads(cut(record, "metadata"))["title"]
    assert [cut(record, "metadata")] == _unpacked([packed(cut(record, "metadata"))])


@given(articles())
def test_phrases_come_back(several: list[Article]) -> None:
    """Entries that are read together are those that were written."""
    written = [b"", *(cut(stored(one)[0], "metadata") for one in several)]
    assert written == _unpacked(map(packed, written))


@given(articles())
def test_no_phrase_is_passed_over(several: list[Article]) -> None:
    """Each is looked for, in their order, in every entry."""
    for entry in (cut(stored(one)[0], "metadata") for one in several):
        plain = entry
        for mark, phrase in _MARKS:
            plain = plain.replace(phrase, mark)
        assert plain == packed(entry)[:-4]


def test_every_phrase_is_used() -> None:
    """None is hidden by another that stands before it."""
    several = b"".join(phrase + b"x" for _, phrase in _MARKS)
    assert {mark for mark, _ in _MARKS} == {bytes([n]) for n in packed(several)[:-4]} & {
        mark for mark, _ in _MARKS
    }


def test_metadata_follows_what_is_committed(tmp_path: Path) -> None:
    """Replaced, deleted, rolled back, merged, and by a second writer."""
    hay = haystack()
    engine = built(tmp_path, hay[:9], hay[9:15], hay[15:], deleted=[hay[3].id])
    assert 23 == len(check(engine))
    with closing(engine.writer()) as writer:
        writer.add(replace(hay[5], title="Another title"))
        writer.add(hay[3])
        writer.commit()
        writer.add(replace(hay[6], title="Never seen"))
        writer.delete(hay[7].id)
        writer.rollback()
        writer.add(replace(hay[8], title="A third title"))
        writer.commit()
        writer.add(replace(hay[9], title="Not committed"))
    before = check(engine)
    engine.refresh()
    after = check(engine)
    assert (23, 24) == (len(before), len(after))
    titles = b"".join(after)
    assert [1, 1, 0, 0] == [
        titles.count(title) for title in (b"Another t", b"A third t", b"Never", b"Not comm")
    ]


def test_a_walk_stays_with_its_commit(tmp_path: Path) -> None:
    """Also when the file grows, or goes away with its folder."""
    engine = built(tmp_path, haystack())
    expected = check(engine)
    fresh = TantivyEngine.open(tmp_path / "index", ("en", "de"))
    with closing(engine.writer()) as writer:
        for one in haystack():
            writer.add(replace(one, title="Later"))
        writer.commit()
    shutil.rmtree(tmp_path / "index")
    assert expected == walked(engine, "metadata") == walked(fresh, "metadata")
    fresh.close()


def test_what_a_kill_left_behind_the_last_commit_is_passed_over(tmp_path: Path) -> None:
    """Half an entry, or anything at all: new ones begin behind it."""
    engine = built(tmp_path, haystack()[:12])
    with (tmp_path / "index" / METADATA_FILE).open("ab") as file:
        file.write(b"\x00half an entry")
    check(engine)
    with closing(engine.writer()) as writer:
        for one in haystack()[12:]:
            writer.add(one)
        writer.commit()
    engine.refresh()
    assert 24 == len(check(engine))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named_and_nothing_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Metadata comes before the commit; with room the next one has all."""
    monkeypatch.setattr(own_files, "_OWN", 0)  # the disk is a link here
    engine = built(tmp_path, haystack()[:3])
    file = tmp_path / "index" / METADATA_FILE
    file.rename(tmp_path / "aside")
    file.symlink_to("/dev/full")
    with closing(engine.writer()) as writer:
        writer.add(haystack()[4])
        with pytest.raises(IngestError, match="the disk is full"):
            writer.commit()
    file.unlink()
    (tmp_path / "aside").rename(file)
    engine.refresh()
    assert 3 == len(check(engine))
    with closing(engine.writer()) as writer:
        writer.add(haystack()[4])
        writer.commit()
    engine.refresh()
    assert 4 == len(check(engine))


def test_a_system_may_write_less_than_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or fail once: what was not written waits for the next commit."""
    write, fails = os.write, iter([True])

    def little(file: int, data: bytes) -> int:
        if len(data) < 1_000 and next(fails, False):
            raise OSError(5, "Input/output error")
        return write(file, bytes(data[:7]))

    engine = TantivyEngine.create(tmp_path / "index")
    monkeypatch.setattr(os, "write", little)
    with closing(engine.writer()) as writer:
        for one in haystack():
            writer.add(one)
        with pytest.raises(OSError, match="Input/output"):
            writer.commit()
        writer.commit()
    engine.refresh()
    assert 24 == len(check(engine))


def test_much_metadata_is_written_before_the_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it is not held in memory; the places stay right."""
    monkeypatch.setattr(metadata, "_BUFFER", 500)
    engine = built(tmp_path, haystack())
    assert 24 == len(check(engine))


def test_large_metadata_is_read_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title may be as long as a text."""
    monkeypatch.setattr(reading, "_ROOM", 5_000)
    long = [article(title=f"{n} " + "salt " * (900 if n % 5 == 0 else 1)) for n in range(40)]
    engine = built(tmp_path, long)
    batches = [len(batch) for batch in engine.walk(build(""), depth="metadata")]
    assert 40 == sum(batches)
    assert 8 < len(batches)
    check(engine)


def _flipped(data: bytes) -> bytes:
    return data[:100] + bytes([data[100] ^ 4]) + data[101:]


@pytest.mark.parametrize(
    "damage",
    [_flipped, lambda data: data[:-1], lambda _: b"", lambda data: data[1:], lambda _: None],
    ids=["a bit", "cut off", "empty", "shifted", "missing"],
)
def test_damage_is_refused_with_the_cure(tmp_path: Path, damage: object) -> None:
    """Nothing is given that was not written; whole records are read as before."""
    expected = check(built(tmp_path, haystack()))
    file = tmp_path / "index" / METADATA_FILE
    data = damage(file.read_bytes())  # type: ignore[operator]
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    engine = TantivyEngine.open(tmp_path / "index", ("en", "de"))
    with pytest.raises(IndexDamaged, match="searcher reindex"):
        walked(engine, "metadata")
    assert expected == [cut(record, "metadata") for record in walked(engine, "record")]
    assert 24 == len(walked(engine, "id"))


def test_the_metadata_of_another_index_is_refused(tmp_path: Path) -> None:
    """Whole as they are, each must begin with the id of its article."""
    hay = [replace(one, story=None) for one in haystack()]
    (tmp_path / "other").mkdir()
    built(tmp_path, hay[:1]).close()
    built(tmp_path / "other", [replace(hay[0], id="f" * 32)]).close()
    shutil.copyfile(
        tmp_path / "other" / "index" / METADATA_FILE, tmp_path / "index" / METADATA_FILE
    )
    engine = TantivyEngine.open(tmp_path / "index", ("en", "de"))
    with pytest.raises(IndexDamaged, match=r"another article's.*searcher reindex"):
        walked(engine, "metadata")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="a system without")
def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    """An index may come from anyone; what its link names stays as it is, or is not made."""
    TantivyEngine.create(tmp_path / "i").close()
    (tmp_path / "i" / METADATA_FILE).unlink()
    (tmp_path / "i" / METADATA_FILE).symlink_to(tmp_path / "elsewhere")
    with closing(TantivyEngine.open(tmp_path / "i")) as engine, pytest.raises(SearcherError):
        engine.writer()
    assert not (tmp_path / "elsewhere").exists()


def test_an_empty_index_has_no_metadata(tmp_path: Path) -> None:
    """And none is missed."""
    assert [] == check(TantivyEngine.create(tmp_path / "index"))


def test_a_folder_that_can_only_be_read_has_metadata_too(tmp_path: Path) -> None:
    """It is read where it is, and not through the links."""
    expected = check(built(tmp_path, haystack()))
    folder = tmp_path / "index"
    for lock in folder.glob("*.lock"):
        lock.unlink()
    (folder / ".tantivy-meta.lock").mkdir()
    engine = TantivyEngine.open(folder, ("en", "de"))
    assert engine.read_only
    assert expected == check(engine)
    engine.close()
