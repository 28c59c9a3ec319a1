"""One index for all measurements, of `SEARCHER_BENCH_ARTICLES` articles (20,000)."""

import os
from collections.abc import Iterator

import pytest
from generator import corpus

from searcher.engines.tantivy import TantivyEngine

ARTICLES = int(os.environ.get("SEARCHER_BENCH_ARTICLES", "20000"))


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyEngine]:
    """Build the index once; two threads, one commit, merges done."""
    folder = tmp_path_factory.mktemp("benchmark")
    made = TantivyEngine.create(folder / "index", ("en",), state_cache=folder / "state.json")
    writer = made.writer(threads=2)
    for article in corpus(ARTICLES):
        writer.add(article, fresh=True)
    writer.commit()
    writer.close()
    made.refresh()
    made.state()
    yield made
    made.close()
