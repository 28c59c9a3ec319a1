"""How many threads and processes are begun follows from what this process may use."""

import pytest

from searcher.processors import usable


def test_what_a_process_is_bound_to_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not what the machine has, where the system tells."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {3}, raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert 1 == usable()


def test_elsewhere_all_of_the_machine_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """One, where nobody knows."""
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    assert 64 == usable()
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert 1 == usable()
