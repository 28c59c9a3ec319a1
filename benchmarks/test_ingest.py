"""How fast is an ingest, and how much of it is ours?

`ingest` reads a file of JSON lines through everything: reader, dates, authors, language, topics,
ledger, commit. `bare` adds the same articles, prepared beforehand, to the same schema by the same
writer. The corpus is the seeded generator's, `SEARCHER_BENCH_INGEST` articles (2,000).

    pytest benchmarks/test_ingest.py --benchmark-enable
"""

import os
from pathlib import Path

import orjson
import pytest
from generator import corpus
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.article import Article
from searcher.index import Index

ARTICLES = int(os.environ.get("SEARCHER_BENCH_INGEST", "2000"))


def line(article: Article) -> bytes:
    """Give the article as a data set would have it."""
    published = article.published
    return orjson.dumps(
        {
            "headline": article.title,
            "byline": " and ".join(author.name for author in article.authors),
            "pubDate": published.raw if published else None,
            "description": article.summary,
            "content": article.body,
            "section": article.topics[0].path if article.topics else None,
            "url": article.url or f"https://bench.example/{article.id}",
            "source": article.source,
        },
        option=orjson.OPT_APPEND_NEWLINE,
    )


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the corpus as JSON lines."""
    path = tmp_path_factory.mktemp("lines") / "corpus.jsonl"
    with path.open("wb") as file:
        file.writelines(line(article) for article in corpus(ARTICLES))
    return path


@pytest.mark.parametrize("way", ["bare", "ingest"])
def test_ingest(benchmark: BenchmarkFixture, lines: Path, tmp_path: Path, way: str) -> None:
    """Measure one ingest into a new index; the rate is `ARTICLES` by the time."""
    benchmark.group = "ingest"
    benchmark.extra_info["articles"] = ARTICLES
    with Index.create(tmp_path / "prepared") as prepared:
        prepared.ingest(lines)
        articles = list(prepared.scan(order="stored"))
    made: list[Index] = []

    def fresh() -> tuple[tuple[Index], dict[str, object]]:
        made.append(Index.create(tmp_path / f"{way}-{len(made)}"))
        return (made[-1],), {}

    def bare(index: Index) -> int:
        writer = index._engine.writer()  # noqa: SLF001 - what is measured
        for article in articles:
            writer.add(article)
        writer.commit()
        writer.close()
        return len(articles)

    def ingest(index: Index) -> int:
        return index.ingest(lines).articles

    count = benchmark.pedantic(  # type: ignore[no-untyped-call]
        bare if way == "bare" else ingest, setup=fresh, rounds=3
    )
    assert len(articles) == count
    for index in made:
        index.close()
