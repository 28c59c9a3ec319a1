"""Adding, replacing, deleting, committing, forgetting."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from searcher.engines.tantivy import TantivyEngine
from searcher.errors import IndexLocked, IngestError
from searcher.query.model import SearchRequest, Term, Word
from searcher.testing import article, haystack
from tantivy_index import built

KILLED = """
import os, sys
from pathlib import Path
from searcher.engines.tantivy import TantivyEngine
from searcher.testing import article
writer = TantivyEngine.open(Path(sys.argv[1]), ("en", "de")).writer(heap=15_000_000, threads=1)
writer.add(article(body="first text", id=sys.argv[2]))
writer.commit()
writer.add(article(body="lost text"))
os._exit(9)
"""
FIRST = article(body="first text", id="a" * 32)
SECOND = article(body="second text", id="a" * 32)


def empty(folder: Path) -> TantivyEngine:
    """Make an index without articles."""
    return TantivyEngine.create(folder / "index", ("en", "de"))


def total(engine: TantivyEngine, word: str = "text") -> int:
    """Count what a fresh look finds."""
    engine.refresh()
    return engine.count(SearchRequest(query=Word(word)))


@pytest.mark.parametrize("committed", [True, False])
def test_the_last_article_with_an_id_stays(tmp_path: Path, committed: bool) -> None:
    """It replaces the one before, whether that was committed or not."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(FIRST, fresh=True)
    if committed:
        writer.commit()
    writer.add(SECOND)
    writer.commit()
    writer.close()
    assert 1 == total(engine)
    assert SECOND == engine.get(FIRST.id)


def test_nothing_is_seen_before_a_commit(tmp_path: Path) -> None:
    """Neither additions nor deletions."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(FIRST)
    assert 0 == total(engine)
    writer.commit()
    writer.delete(FIRST.id)
    assert 1 == total(engine)
    writer.commit()
    assert 0 == total(engine)
    writer.close()


def test_a_rollback_forgets_and_the_writer_goes_on(tmp_path: Path) -> None:
    """What came after the last commit is gone; what comes now is kept."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(FIRST)
    writer.commit()
    writer.delete(FIRST.id)
    writer.add(article(body="other text"))
    writer.rollback()
    writer.add(article(body="third text"))
    writer.commit()
    writer.close()
    assert 2 == total(engine)
    assert 0 == total(engine, "other")


def test_closing_forgets_what_was_not_committed(tmp_path: Path) -> None:
    """And frees the lock; a second close does nothing."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(FIRST)
    writer.close()
    writer.close()
    assert 0 == total(engine)
    again = engine.writer()
    again.add(SECOND)
    again.commit()
    again.close()
    assert 1 == total(engine)


def test_closing_waits_for_merges(tmp_path: Path) -> None:
    """Many small commits end up in few segments."""
    engine = empty(tmp_path)
    writer = engine.writer(heap=15_000_000, threads=1)
    for number in range(10):
        writer.add(article(body=f"text {number}"))
        writer.commit()
    writer.close()
    assert 10 == total(engine)
    assert engine._now.searcher.num_segments < 5


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """In this process or another, with the folder's name."""
    engine = empty(tmp_path)
    writer = engine.writer()
    for other in (engine, TantivyEngine.open(tmp_path / "index", ("en", "de"))):
        with pytest.raises(IndexLocked, match="index: another process"):
            other.writer()
    writer.close()
    engine.writer().close()


def test_a_writer_belongs_to_its_thread(tmp_path: Path) -> None:
    """Another thread is told so, and nothing is lost."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(FIRST)
    caught: list[BaseException] = []

    def other() -> None:
        for call in (writer.commit, writer.rollback, writer.close, lambda: writer.add(SECOND)):
            try:
                call()
            except IngestError as error:
                caught.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    assert 4 == len(caught)
    assert "thread" in str(caught[0])
    writer.commit()
    writer.close()
    engine.refresh()
    assert FIRST == engine.get(FIRST.id)


def test_a_closed_writer_says_so(tmp_path: Path) -> None:
    """With what to do next."""
    writer = empty(tmp_path).writer()
    writer.close()
    with pytest.raises(IngestError, match="Open another"):
        writer.add(FIRST)


def test_a_bad_article_leaves_the_others_alone(tmp_path: Path) -> None:
    """What cannot be stored fails at once, and the writer lives."""
    engine = empty(tmp_path)
    writer = engine.writer()
    writer.add(article(body="good text"))
    with pytest.raises(IngestError):
        writer.add(article(body="bad \ud800 text", id="b" * 32))
    writer.add(article(body="better text"))
    writer.commit()
    writer.close()
    assert 2 == total(engine)


def test_text_of_every_kind_is_kept(tmp_path: Path) -> None:
    """Control characters, NUL, marks, endless words, megabytes: stored whole, found again."""
    texts = [
        "nul\0inside word",
        "\u200bzero\u200dwidth word",
        "w" * 70_000 + " word",
        "हिन्दी 東京 word",
        "word " * 200_000,
        "😀 word",
    ]
    corpus = [article(body=text) for text in texts]
    engine = built(tmp_path, corpus)
    assert len(texts) == total(engine, "word")
    for kept in corpus:
        assert kept == engine.get(kept.id)
    assert 1 == total(engine, "हिन्दी")
    assert 1 == total(engine, "東京")


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    """The engine's list of files is as readable as the folder that it is in."""
    tmp_path.chmod(0o755)
    old = os.umask(0o022)
    try:
        built(tmp_path, haystack()).close()
    finally:
        os.umask(old)
    modes = {file.name: file.stat().st_mode & 0o044 for file in (tmp_path / "index").iterdir()}
    assert {0o044} == {mode for name, mode in modes.items() if not name.endswith(".lock")}


def test_a_killed_writer_leaves_the_last_commit(tmp_path: Path) -> None:
    """No stale lock, nothing half written."""
    engine = empty(tmp_path)
    # A process of its own: a fork would have the locks that threads of this one held.
    command = [sys.executable, "-c", KILLED, str(tmp_path / "index"), FIRST.id]
    assert 9 == subprocess.run(command, check=False, timeout=60).returncode
    assert 1 == total(engine)
    writer = engine.writer()
    writer.delete(FIRST.id)
    writer.commit()
    writer.close()
    assert 0 == total(engine)


def test_kinds_and_fields_of_the_haystack_are_found(tmp_path: Path) -> None:
    """Each article by its own id, kind and address."""
    engine = built(tmp_path, haystack())
    for kept in haystack():
        assert 1 == engine.count(SearchRequest(query=Term("id", kept.id)))
        if kept.url:
            assert kept.id in {
                found.id for found in engine.scan(SearchRequest(query=Term("url", kept.url)))
            }
