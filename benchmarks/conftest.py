"""One index for all measurements, of `SEARCHER_BENCH_ARTICLES` articles (20,000).

Or that of `SEARCHER_BENCH_INDEX`, where files of measurements ask for an `Index`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from generator import corpus

from searcher import Index
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


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Make an index, or open the one that is named."""
    if made := os.environ.get("SEARCHER_BENCH_INDEX"):
        with Index.open(Path(made)) as opened:
            yield opened
        return
    with Index.create(tmp_path_factory.mktemp("whole") / "index") as created:
        writer = created._engine.writer(threads=2)  # type: ignore[call-arg]  # noqa: SLF001
        for article in corpus(ARTICLES):
            writer.add(article)
        writer.commit()
        writer.close()
        yield created
