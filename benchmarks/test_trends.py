"""How long do counts over time, and stories in their order, take?

`bare` is one aggregation of the same numbers on tantivy's searcher; `api` is the engine's answer,
with what is undated and too rough.

    pytest benchmarks/test_trends.py --benchmark-enable
"""

from dataclasses import replace

import pytest
from generator import vocabulary
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.dates.periods import UNITS, Unit
from searcher.engines.tantivy import TantivyEngine
from searcher.query.model import Everything, SearchRequest, Word
from searcher.trends import TIMELINE_SORTS, TimelineSort

WORDS = vocabulary()
REQUESTS = {
    "all": SearchRequest(query=Everything()),
    "common": SearchRequest(query=Word(WORDS[70])),
    "rare": SearchRequest(query=Word(WORDS[5_000])),
}


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("way", ["bare", "api"])
def test_days(benchmark: BenchmarkFixture, engine: TantivyEngine, kind: str, way: str) -> None:
    """Measure all days."""
    benchmark.group = f"{kind} day"
    if way == "api":
        assert benchmark(engine.over_time, REQUESTS[kind], "day").counts
        return
    searcher, planner = engine._now.searcher, engine._now.plan()  # noqa: SLF001 - what is measured
    asked = {"day": {"terms": {"field": "day", "size": 16_000, "segment_size": 16_000}}}
    answer = benchmark(searcher.aggregate, planner.query(REQUESTS[kind]), asked)
    assert answer["day"]["buckets"]


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("count", ["articles", "stories"])
def test_over_time(
    benchmark: BenchmarkFixture, engine: TantivyEngine, kind: str, unit: Unit, count: str
) -> None:
    """Measure each unit."""
    benchmark.group = f"{kind} {count}"
    request = replace(REQUESTS[kind], count="stories" if count == "stories" else "articles")
    assert benchmark(engine.over_time, request, unit).counts


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("sort", TIMELINE_SORTS)
def test_timeline(
    benchmark: BenchmarkFixture, engine: TantivyEngine, kind: str, sort: TimelineSort
) -> None:
    """Measure the first twenty stories."""
    benchmark.group = f"{kind} timeline"
    total, stories = benchmark(engine.timeline, replace(REQUESTS[kind], limit=20), sort=sort)
    assert total
    assert stories
