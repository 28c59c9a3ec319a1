"""How long does a query take, and how much of it is ours?

Each kind of query is measured three times in one run. `api` goes through `TantivyEngine.search`:
top 10, exact total, articles; the last 128 articles are kept as read. `shown` has passages too.
`bare` is the same engine query, built beforehand, on tantivy's searcher: top 10, count, stored
bytes fetched, from blocks that tantivy keeps unpacked. The corpus is the seeded generator's
(`conftest`); words are those of its ranks. Against other programs: `scripts/benchmark`.

    pytest benchmarks/test_query.py --benchmark-enable
"""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import tantivy
from generator import vocabulary
from pytest_benchmark.fixture import BenchmarkFixture

from searcher import Index
from searcher.dates import DateRange
from searcher.engines.tantivy import TantivyEngine
from searcher.query.model import And, Filter, Fuzzy, Not, Or, Pattern, Phrase, SearchRequest, Word

# By rank: the word of rank n stands about 60,000/n times in a million words.
WORDS = vocabulary()
COMMON, SECOND, MIDDLE, RARE = WORDS[70], WORDS[80], WORDS[400], WORDS[20_000]
YEAR = DateRange(dt.date(2020, 1, 1), dt.date(2020, 12, 31))

KINDS = {
    "all": SearchRequest(),
    "common": SearchRequest(query=Word(COMMON)),
    "middle": SearchRequest(query=Word(MIDDLE)),
    "rare": SearchRequest(query=Word(RARE)),
    "exact": SearchRequest(query=Word(COMMON, exact=True)),
    "and": SearchRequest(query=And((Word(COMMON), Word(MIDDLE)))),
    "or": SearchRequest(query=Or((Word(SECOND), Word(MIDDLE)))),
    "not": SearchRequest(query=And((Word(MIDDLE), Not(Word(SECOND))))),
    "phrase": SearchRequest(query=Phrase(f"{COMMON} {SECOND}")),
    "near": SearchRequest(query=Phrase(f"{COMMON} {SECOND} {MIDDLE}", slop=3)),
    "prefix": SearchRequest(query=Pattern(MIDDLE[:4] + "*")),
    "fuzzy": SearchRequest(query=Fuzzy(MIDDLE)),
    "date": SearchRequest(query=Word(MIDDLE), within=YEAR),
    "topic": SearchRequest(query=Word(MIDDLE), filters=(Filter("topic", ("economy",)),)),
    "newest": SearchRequest(query=Word(COMMON), sort="newest"),
    "oldest": SearchRequest(query=Word(COMMON), sort="oldest"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["bare", "api", "shown"])
def test_query(benchmark: BenchmarkFixture, engine: TantivyEngine, kind: str, way: str) -> None:
    """Measure the first page."""
    benchmark.group = kind
    request = KINDS[kind]
    expected = engine.search(request)
    assert expected.hits
    if way != "bare":
        found = benchmark(engine.search, replace(request, snippets=1 if way == "shown" else 0))
        assert expected.total == found.total
        return
    searcher = engine._now.searcher  # noqa: SLF001 - what is measured
    query = engine._now.plan().query(request, scored=request.sort == "relevance")  # noqa: SLF001
    options: dict[str, Any] = {"count": True}
    if request.sort == "newest":
        options |= {"order_by_field": "newest", "order": tantivy.Order.Desc}

    def bare() -> list[bytes]:
        hits = searcher.search(query, 10, **options).hits
        return [searcher.doc(address).get_first("article") or b"" for _, address in hits]

    assert len(expected.hits) == len(benchmark(bare))


@pytest.mark.parametrize("sort", ["relevance", "newest"])
@pytest.mark.parametrize("offset", [0, 100, 1_000])
def test_deep_page(
    benchmark: BenchmarkFixture, engine: TantivyEngine, sort: Any, offset: int
) -> None:
    """Measure a page far down."""
    benchmark.group = f"page by {sort}"
    request = SearchRequest(query=Word(COMMON), sort=sort, offset=offset, snippets=0)
    assert benchmark(engine.search, request).hits


@pytest.mark.parametrize("typed", ["right", "misspelt"])
def test_did_you_mean(benchmark: BenchmarkFixture, index: Index, typed: str) -> None:
    """Measure a search for a word, and for one that is written wrongly and means it."""
    benchmark.group = "did you mean"
    word = WORDS[2_000]
    asked = word if typed == "right" else word[:2] + word[3:]
    found = benchmark(index.search, asked, snippets=0)
    assert (typed == "right") == (not any(note.kind == "spelling" for note in found.notes))


@pytest.mark.parametrize("order", ["id", "stored"])
def test_scan(benchmark: BenchmarkFixture, engine: TantivyEngine, order: Any) -> None:
    """Measure a walk over all articles."""
    request = SearchRequest()
    count = benchmark(lambda: sum(1 for _ in engine.scan(request, order=order)))
    assert engine.count(request) == count


def test_open_and_search(benchmark: BenchmarkFixture, engine: TantivyEngine) -> None:
    """Measure what a command pays: open, one query, its page."""
    path = engine._path  # noqa: SLF001
    cache = engine._state_cache  # noqa: SLF001

    def opened() -> int:
        other = TantivyEngine.open(path, ("en",), state_cache=cache)
        total = other.search(KINDS["and"]).total
        other.close()
        return total

    assert engine.search(KINDS["and"]).total == benchmark(opened)
