"""How long do the ways to look take, through Python as a program uses them?

The corpus is the seeded generator's (`conftest`): words are those of its ranks. A view is compared
with `search`, ten hits of the same words without passages.

    pytest benchmarks/test_views.py --benchmark-enable
"""

from collections.abc import Callable

import pytest
from generator import vocabulary
from pytest_benchmark.fixture import BenchmarkFixture

from searcher import Index

WORDS = vocabulary()
COMMON, MIDDLE, RARE = WORDS[70], WORDS[400], WORDS[20_000]

VIEWS: dict[str, Callable[[Index, str], object]] = {
    "search": lambda index, words: index.search(words, snippets=0).total,
    "trend by month": lambda index, words: index.trend(words).series,
    "trend by day, share": lambda index, words: index.trend(words, by="day", share=True).series,
    "trend by author": lambda index, words: index.trend(words, series="author").series,
    "timeline": lambda index, words: index.timeline(words, limit=20).total,
    "kwic": lambda index, words: index.kwic(words, limit=100).total,
    "explain": lambda index, words: index.explain(words).hits,
}


@pytest.mark.parametrize("word", [COMMON, MIDDLE, RARE], ids=["common", "middle", "rare"])
@pytest.mark.parametrize("view", VIEWS)
def test_views(benchmark: BenchmarkFixture, index: Index, view: str, word: str) -> None:
    """Measure one view of one word."""
    benchmark.group = word
    assert benchmark(VIEWS[view], index, word)


@pytest.mark.parametrize("words", [10, 25, 50])
def test_similar(benchmark: BenchmarkFixture, index: Index, words: int) -> None:
    """Measure articles like the first of those with a word, by so many telling words."""
    benchmark.group = "similar"
    first = index.search(MIDDLE, limit=1, snippets=0).hits[0].article.id
    assert benchmark(index.similar, first, words=words).results.hits


def test_story(benchmark: BenchmarkFixture, index: Index) -> None:
    """Measure a count of stories in place of articles."""
    benchmark.group = "stories"
    assert benchmark(index.search, COMMON, count="stories", snippets=0).total
