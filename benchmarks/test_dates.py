"""How fast are dates read? One core; seeded strings in the shapes of feeds, pages and data sets.

Every round reads the same 1,000 distinct strings, so a time in ms is µs a string. The cache is
emptied before each round where the layers themselves are measured.
"""

import datetime as dt
import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.dates import parse_when, published

SEED, COUNT = 20260130, 1000
REFERENCE = dt.date(2026, 2, 1)
SHAPES = {
    "iso": "%Y-%m-%dT%H:%M:%S+01:00",
    "rfc2822": "%a, %d %b %Y %H:%M:%S +0100",
    "numeric": "%Y/%m/%d %H:%M",
    "words": "%A, %B %d, %Y at %I:%M %p",
    "weekday": "%b %d, %a %H:%M",
}


def _strings(shape: str) -> list[str]:
    """Give distinct moments of the four years before the reference."""
    minutes = random.Random(SEED).sample(range(4 * 365 * 24 * 60), COUNT)
    start = dt.datetime(2022, 2, 2, tzinfo=dt.UTC)
    return [(start + dt.timedelta(minutes=m)).strftime(shape) for m in minutes]


@pytest.mark.parametrize("shape", SHAPES)
def test_published(benchmark: BenchmarkFixture, shape: str) -> None:
    """The layers, without the cache."""
    strings = _strings(SHAPES[shape])

    def read() -> int:
        found = [published.parse_published(raw, reference=REFERENCE) for raw in strings]
        return sum(each.date is not None for each in found)

    settled = benchmark.pedantic(  # type: ignore[no-untyped-call] # pytest-benchmark has no types
        read, setup=published.forget, rounds=5, warmup_rounds=1
    )
    assert settled == COUNT


def test_published_cached(benchmark: BenchmarkFixture) -> None:
    """The same strings again, as a column of days repeats them."""
    strings = _strings(SHAPES["words"])

    def read() -> int:
        return sum(published.parse_published(raw).date is not None for raw in strings)

    assert benchmark(read) == COUNT


def test_when(benchmark: BenchmarkFixture) -> None:
    """One filter of each common form."""
    forms = ["2026", "2026-01", "2026-01..2026-03", "since 2025-04", "last 30 days", "30 Jan 2026"]
    assert len(forms) == len(benchmark(lambda: [parse_when(f, today=REFERENCE) for f in forms]))
