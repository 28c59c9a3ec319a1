"""How long do exact counts take?

`bare` is one aggregation of the same fields on tantivy's searcher, as quick as it can be asked for
(10 values, no exactness across segments); `api` gives the facets with printed forms, selections,
missing buckets and exact counts.

    pytest benchmarks/test_facets.py --benchmark-enable
"""

import pytest
from generator import vocabulary
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.facets import FacetCounter
from searcher.query.model import Everything, Filter, SearchRequest, Word
from searcher.results import Facet

WORDS = vocabulary()
REQUESTS = {
    "all": SearchRequest(query=Everything()),
    "common": SearchRequest(query=Word(WORDS[70])),
    "rare": SearchRequest(query=Word(WORDS[5_000])),
    "filtered": SearchRequest(
        query=Word(WORDS[70]), filters=(Filter("topic", ("economy",)), Filter("kind", ("article",)))
    ),
}
FACETS = {
    "author": ("author",),
    "day": ("day",),
    "page": ("author", "source", "topic", "language", "month"),
}


@pytest.mark.parametrize("kind", REQUESTS)
@pytest.mark.parametrize("facets", FACETS)
@pytest.mark.parametrize("way", ["bare", "api"])
def test_facets(
    benchmark: BenchmarkFixture, engine: TantivyEngine, kind: str, facets: str, way: str
) -> None:
    """Measure ten values of each."""
    benchmark.group = f"{kind} {facets}"
    request, names = REQUESTS[kind], FACETS[facets]
    searcher, planner = engine._now.searcher, engine._now.plan()  # noqa: SLF001 - what is measured
    if way == "api":
        counter = FacetCounter(searcher, planner)
        wanted = [(name, 10) for name in names]

        def counted() -> dict[str, Facet]:
            return counter.begun(request, wanted)()

        built = benchmark(counted)
        assert all(built[name].counts for name in names)
        return
    query = planner.query(request)
    asked = {name: {"terms": {"field": name, "size": 10}} for name in names}
    answer = benchmark(searcher.aggregate, query, asked)
    assert all(answer[name]["buckets"] for name in names)


@pytest.mark.parametrize("facet", ["author", "topic"])
def test_complete_list(benchmark: BenchmarkFixture, engine: TantivyEngine, facet: str) -> None:
    """Measure all values of a facet."""
    found = benchmark(engine.facet, SearchRequest(), facet, None)
    assert not found.more


def test_digest(benchmark: BenchmarkFixture, engine: TantivyEngine) -> None:
    """Measure the corpus digest when it is not remembered."""
    from searcher.engines.tantivy import state

    found = benchmark(state.compute, engine._now.searcher, engine._now.plan())  # noqa: SLF001
    assert engine.state() == found
