"""What does HTTP cost beside the call in Python, and how large are the pages?

`python` is `Index.search` with the passages and facets that the page has; `api` the same through
the app in this process, without a socket, as JSON; `page` as HTML. The index stays open in all.
The corpus is the seeded generator's (`conftest`).

    pytest benchmarks/test_web.py --benchmark-enable
"""

import pytest
from generator import vocabulary
from pytest_benchmark.fixture import BenchmarkFixture

from searcher import Index

testclient = pytest.importorskip("starlette.testclient", reason="needs searcher[web]")
WORDS = vocabulary()
ASKED = {"common": WORDS[70], "middle": WORDS[400], "two": f"{WORDS[70]} {WORDS[400]}"}
FACETS = ("author", "topic", "year")


@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("way", ["python", "api", "page"])
def test_search(benchmark: BenchmarkFixture, index: Index, way: str, kind: str) -> None:
    """Measure the first page of hits."""
    from searcher.web.app import create_app

    benchmark.group = kind
    words = ASKED[kind]
    if way == "python":
        assert benchmark(index.search, words, facet=FACETS).total
        return
    with testclient.TestClient(create_app(index.path), base_url="http://127.0.0.1") as client:
        address = "/api/search" if way == "api" else "/"
        asked = {"q": words, "facet": FACETS} if way == "api" else {"q": words}
        answer = benchmark(client.get, address, params=asked)
        benchmark.extra_info["bytes"] = len(answer.content)
        assert answer.status_code == 200


@pytest.mark.parametrize("typed", [WORDS[400][:2], WORDS[400][:4]])
def test_suggest(benchmark: BenchmarkFixture, index: Index, typed: str) -> None:
    """Measure what is asked for while somebody types."""
    from searcher.web.app import create_app

    benchmark.group = "suggest"
    with testclient.TestClient(create_app(index.path), base_url="http://127.0.0.1") as client:
        assert benchmark(client.get, "/api/suggest", params={"q": typed}).status_code == 200
