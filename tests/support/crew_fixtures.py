"""Crews that end with their test, and documents that misbehave."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crews import LIMITS, TAKER, check
from searcher.corpus.workers.processes import Processes


@pytest.fixture
def processes() -> Iterator[Callable[[int], Processes]]:
    """Give what starts crews, which are ended with the test."""
    made: list[Processes] = []

    def start(size: int) -> Processes:
        made.append(Processes(size, LIMITS, TAKER, check))
        return made[-1]

    yield start
    for crew in made:
        crew.close()


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes that are started misbehave where a text says so."""
    support = Path(__file__).resolve().parent
    place = tmp_path / "site"
    place.mkdir()
    (place / "sitecustomize.py").write_text("import hostile_reader\nhostile_reader.install()\n")
    monkeypatch.setattr(sys, "path", [str(place), str(support), *sys.path])
