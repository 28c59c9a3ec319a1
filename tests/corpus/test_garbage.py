"""Garbage is collected seldom during an ingest, and as before afterwards."""

import gc
from collections.abc import Iterator

import pytest

from searcher.corpus.garbage import SELDOM, seldom


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_is_seldom_within_and_as_before_afterwards() -> None:
    """By the numbers that readers have too."""
    gc.set_threshold(700, 10, 10)
    with seldom():
        assert SELDOM == gc.get_threshold()
    assert (700, 10, 10) == gc.get_threshold()


@pytest.mark.parametrize("first", [0, 100_000])
def test_what_is_more_seldom_stays(first: int) -> None:
    """Of 0 it never is."""
    gc.set_threshold(first, 10, 10)
    with seldom():
        assert (first, 10, 10) == gc.get_threshold()
