"""How fast is an ingest, and how much of it is ours?

`alone` and `workers` read a file of JSON lines through everything: reader, dates, authors,
language, topics, stories, ledger, commit; in this process, and by processes of their own;
`declared` infers no topics, and `ungrouped` finds no copies besides. `bare` adds
documents of the same articles, made beforehand, to the same schema with a writer of the same size,
and waits for merges. The corpus is the seeded generator's, `SEARCHER_BENCH_INGEST` articles
(2,000), or the JSON lines of `SEARCHER_BENCH_LINES`.

    pytest benchmarks/test_ingest.py --benchmark-enable
"""

import os
from pathlib import Path

import pytest
from generator import corpus, line
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.engines.tantivy.preparing import TantivyPreparer, document
from searcher.engines.tantivy.writer import TantivyWriter
from searcher.identity import stored
from searcher.index import Index

ARTICLES = int(os.environ.get("SEARCHER_BENCH_INGEST", "2000"))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the corpus as JSON lines."""
    if given := os.environ.get("SEARCHER_BENCH_LINES"):
        return Path(given)
    path = tmp_path_factory.mktemp("lines") / "corpus.jsonl"
    with path.open("wb") as file:
        file.writelines(map(line, corpus(ARTICLES)))
    return path


@pytest.mark.parametrize("way", ["bare", "alone", "workers", "declared", "ungrouped"])
def test_ingest(benchmark: BenchmarkFixture, lines: Path, tmp_path: Path, way: str) -> None:
    """Measure one ingest into a new index; the rate is `articles` by the time."""
    benchmark.group = "ingest"
    with Index.create(tmp_path / "prepared") as prepared:
        prepared.ingest(lines)
        articles = list(prepared.scan(order="stored"))
    benchmark.extra_info["articles"] = len(articles)
    made: list[Index] = []

    def fresh() -> tuple[tuple[Index, list[object]], dict[str, object]]:
        index = Index.create(tmp_path / f"{way}-{len(made)}")
        made.append(index)
        if way != "bare":
            return (index, []), {}
        writer = index._engine.writer()  # noqa: SLF001 - what is measured
        assert isinstance(writer, TantivyWriter)
        preparer = TantivyPreparer(("en",))
        schema, analysis = writer._schema, writer._analysis  # noqa: SLF001
        made_of = (
            document(preparer.prepare(a, *stored(a)), schema, analysis, (0, 0)) for a in articles
        )
        return (index, [writer, *made_of]), {}

    def bare(_: Index, given: list[object]) -> int:
        writer, *documents = given
        assert isinstance(writer, TantivyWriter)
        add = writer._own().add_document  # noqa: SLF001
        for one in documents:
            add(one)  # type: ignore[arg-type]
        writer.commit()
        writer.close()
        return len(documents)

    def ingest(index: Index, _: list[object]) -> int:
        return index.ingest(
            lines,
            workers=0 if way == "alone" else None,
            infer_topics=way in ("alone", "workers"),
            stories=way != "ungrouped",
        ).articles

    count = benchmark.pedantic(  # type: ignore[no-untyped-call]
        bare if way == "bare" else ingest, setup=fresh, rounds=3
    )
    assert len(articles) == count
    for index in made:
        index.close()
