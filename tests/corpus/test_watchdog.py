"""What is told of a step that a process ended in: which, and how long it had worked on it."""

import faulthandler
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from searcher.corpus.workers import watchdog
from searcher.corpus.workers.steps import Phase, Place
from searcher.corpus.workers.watchdog import Board, Limits, Watchdog


def work(seconds: float) -> None:
    """Be busy for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.fixture
def board() -> Iterator[Board]:
    """Make a board."""
    with closing(Board.make()) as made:
        yield made


@pytest.fixture
def watch(board: Board) -> Iterator[Watchdog]:
    """Make what writes on it, and stop it afterwards."""
    made = Watchdog(board, Limits(seconds=60))
    with closing(made._nowhere):
        yield made
        faulthandler.cancel_dump_traceback_later()


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of work ticks seldom")
def test_work_before_a_step_is_not_its_documents(
    board: Board, watch: Watchdog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watch is set for several at once: the last of them did not do what the others did."""
    monkeypatch.setattr(watchdog, "_SLACK", 5.0)
    watch.at(1, 0, {})
    first = board.read()
    work(0.3)
    watch.step(Phase.READING, Place(0, 1))
    second = board.read()
    assert first.watched
    assert (Phase.READING, Place(0, 1)) == (second.step.phase, second.step.place)
    assert second.began >= first.began + 0.3
    assert time.process_time() - second.began < 0.1


@pytest.mark.skipif(sys.platform == "win32", reason="its clock of work ticks seldom")
def test_what_goes_on_begins_anew(
    board: Board, watch: Watchdog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step whose bytes keep coming has its time from then on, and its work too."""
    monkeypatch.setattr(watchdog, "_SLACK", 0.1)
    watch.at(1, 0, {})
    watch.step(Phase.READING, Place(0, 7))
    work(0.3)
    watch.alive()
    seen = board.read()
    assert (Phase.READING, Place(0, 7)) == (seen.step.phase, seen.step.place)
    assert time.process_time() - seen.began < 0.1


def test_nothing_is_watched_while_another_is_waited_for(board: Board, watch: Watchdog) -> None:
    """What is told last stays."""
    watch.at(3, 2, {})
    watch.step(Phase.UNDERSTANDING, Place(1, 4))
    watch.rest()
    seen = board.read()
    assert not seen.watched
    assert (3, 2, Place(1, 4), Phase.UNDERSTANDING) == seen.step
