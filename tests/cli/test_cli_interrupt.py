"""Ctrl-C while an ingest runs: what is whole is kept, and the same command goes on from there."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index

SEARCHER = Path(sys.executable).with_name("searcher")
ARTICLES = 15_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals"),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write enough that an ingest takes some seconds."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    rng = random.Random(1)
    words = [f"word{n}" for n in range(2000)]
    with path.open("w") as lines:
        for n in range(ARTICLES):
            text = " ".join(rng.choices(words, k=150))
            record = {"title": f"Title {n}", "text": text, "url": f"https://a.example/{n}"}
            lines.write(json.dumps(record) + "\n")
    return path


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """Let children be told also where the tests run in the background of a shell, or by nohup."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    hung_up = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGINT, former)
    signal.signal(signal.SIGHUP, hung_up)


def started(index: Path, corpus: Path, workers: str) -> "subprocess.Popen[str]":
    """Start an ingest as a shell would, in a group of its own."""
    return subprocess.Popen(
        [SEARCHER, "ingest", corpus, "--index", index, "--workers", workers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "SEARCHER_HOME": str(index.parent)},
    )


def wait_for_writer(index: Path) -> None:
    """Wait until the ingest has begun."""
    for _ in range(1_200):
        if (index / "writer.json").exists():
            return
        time.sleep(0.05)
    raise AssertionError("the ingest did not begin")


def wait_for_articles(index: Path) -> None:
    """Wait until thousands were added: what the engine keeps beside them reached the disk."""
    for _ in range(20_000):
        with contextlib.suppress(FileNotFoundError):
            if (index / "tantivy" / "metadata.bin").stat().st_size:
                return
        time.sleep(0.01)
    raise AssertionError("no article was added")


@pytest.mark.parametrize("workers", ["0", "1"])
def test_ctrl_c_keeps_what_is_whole(tmp_path: Path, corpus: Path, workers: str) -> None:
    """The whole group of processes is told, as a terminal does it; then the rest is read."""
    index = tmp_path / "index"
    with started(index, corpus, workers) as running:
        wait_for_articles(index)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert 130 == running.returncode
    assert "stopping: what is whole is committed first" in err
    assert "Run the same command again: it goes on from there." in err
    assert "Traceback" not in err
    with Index.open(index) as opened:
        kept = opened.count()
        assert 0 < kept < ARTICLES
    with started(index, corpus, workers) as running:
        running.communicate(timeout=120)
    assert 0 == running.returncode
    with Index.open(index) as opened:
        assert ARTICLES == opened.count()
        assert ARTICLES == len({article.id for article in opened.scan()})


def test_a_lost_terminal_keeps_what_is_whole(tmp_path: Path, corpus: Path) -> None:
    """Nobody reads along any more, and all processes are told, by the system and by the shell."""
    index = tmp_path / "index"
    with started(index, corpus, "1") as running:
        wait_for_articles(index)
        for stream in (running.stdout, running.stderr):
            assert stream is not None
            stream.close()
        os.killpg(running.pid, signal.SIGHUP)
        time.sleep(0.05)
        os.killpg(running.pid, signal.SIGHUP)
        running.wait(timeout=60)
    assert 130 == running.returncode
    with Index.open(index) as opened:
        assert 0 < opened.count() < ARTICLES
        # No record was taken for a bad one because its reader had been ended.
        assert not (index / "rejected.jsonl").exists()


def test_a_second_ctrl_c_ends_at_once(tmp_path: Path, corpus: Path) -> None:
    """Nothing is committed then, and no process stays behind."""
    index = tmp_path / "index"
    with started(index, corpus, "2") as running:
        wait_for_writer(index)
        time.sleep(0.5)
        os.killpg(running.pid, signal.SIGINT)
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert 130 == running.returncode
    assert "Traceback" not in err
    for _ in range(50):
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("a process stayed behind")


def test_standard_input_need_not_end(tmp_path: Path) -> None:
    """Who waits for more is stopped at once, and the new index is removed."""
    index = tmp_path / "index"
    with started(index, Path("-"), "1") as running:
        assert running.stdin is not None
        running.stdin.write('{"title": "a", "text": "b c d"}\n')
        running.stdin.flush()
        wait_for_writer(index)
        time.sleep(0.5)
        running.send_signal(signal.SIGTERM)
        code = running.wait(timeout=20)
        err = running.stderr.read() if running.stderr else ""
    assert 130 == code
    assert "the new index is removed" in err
    assert not index.exists()
