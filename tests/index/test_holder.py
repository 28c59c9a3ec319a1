"""Who is writing is named; who only seems to be stops nobody."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from searcher import Index, IndexLocked
from searcher.index.folder.holder import holder, take_writer


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Make an empty index, and a file to ingest beside it."""
    Index.create(tmp_path / "index").close()
    (tmp_path / "a.txt").write_text("Headline\n\nThe ferry left at noon.")
    return tmp_path / "index"


def test_the_holder_of_the_lock_is_named(index: Path) -> None:
    """Process, command and since when; searching goes on; afterwards nobody is named."""
    with Index.open(index) as first, Index.open(index) as second:
        with take_writer(first._engine, index):
            with pytest.raises(IndexLocked, match=rf"process {os.getpid()} \(.*since 20"):
                second.ingest(index.parent / "a.txt")
            assert 0 == second.search("ferry").total
        assert holder(index) is None
        assert 1 == second.ingest(index.parent / "a.txt").added


def test_a_holder_that_was_killed_stops_nobody(index: Path) -> None:
    """What it left says so itself: its process is gone."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    record = {"pid": gone.pid, "host": socket.gethostname(), "command": "x", "since": "2026"}
    (index / "writer.json").write_text(json.dumps(record))
    assert holder(index) is None
    with Index.open(index) as opened:
        assert 1 == opened.ingest(index.parent / "a.txt").added
    assert not (index / "writer.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pid": "x"}', '{"pid": 1e99}'])
def test_a_spoilt_note_is_no_news(index: Path, text: str) -> None:
    """The file only explains: whatever is in it, the lock decides."""
    (index / "writer.json").write_text(text)
    assert holder(index) is None


def test_another_machine_is_named_as_such(index: Path) -> None:
    """Whether a process lives elsewhere cannot be seen from here."""
    record = {"pid": 1, "host": "elsewhere", "command": "searcher ingest", "since": "2026"}
    (index / "writer.json").write_text(json.dumps(record))
    assert "process 1 on elsewhere (searcher ingest, since 2026)" == holder(index)


def test_a_search_during_an_ingest_sees_the_last_commit(index: Path) -> None:
    """An open index sees each commit of a running ingest, and nothing in between."""
    corpus = index.parent / "corpus"
    corpus.mkdir()
    for number in range(6):
        (corpus / f"{number}.txt").write_text(f"Ferry {number}\n\n" + f"Ferry {number}. " * 30)
    seen = []
    with Index.open(index) as reading, Index.open(index) as writing:
        writing.ingest(
            corpus, commit_every=1000, on_progress=lambda _: seen.append(reading.count("ferry"))
        )
        assert 6 == reading.count("ferry")
    assert sorted(seen) == seen
    assert 0 == seen[0]
    assert len(set(seen)) > 2
