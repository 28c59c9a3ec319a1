"""A thread reads ahead: nothing is lost, nothing hangs, errors come where they are wanted."""

import threading
from collections.abc import Iterator

import pytest

from searcher.exports.ahead import ahead


def test_all_items_come_in_order() -> None:
    """As from the source itself."""
    with ahead(iter(range(100))) as items:
        assert list(range(100)) == list(items)


def test_an_error_of_the_source_is_raised_where_its_items_are_wanted() -> None:
    """After what came before it."""

    def source() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    seen: list[int] = []
    with pytest.raises(ZeroDivisionError), ahead(source()) as items:
        seen.extend(items)
    with ahead(source()) as items:
        assert 1 == next(items)


def test_leaving_early_ends_the_thread() -> None:
    """However much is left, and whatever ended the block."""
    before = threading.active_count()

    def leave() -> None:
        with ahead(iter(range(1_000_000))) as items:
            assert 0 == next(items)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        leave()
    assert before == threading.active_count()


def test_no_more_is_read_than_a_few_items_ahead() -> None:
    """Memory is bounded by what waits."""
    read = []

    def source() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    with ahead(source()) as items:
        for _ in range(10):
            next(items)
        assert len(read) <= 10 + 4
