"""Builds an index on disk from articles, in as many segments as a test wants."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine


def built(
    folder: Path,
    *segments: Iterable[Article],
    languages: Sequence[str] = ("en", "de"),
    deleted: Iterable[str] = (),
) -> TantivyEngine:
    """Commit each group of articles by itself, then the deletions; give the engine."""
    engine = TantivyEngine.create(folder / "index", languages)
    writer = engine.writer(heap=15_000_000, threads=1)
    for segment in segments:
        for article in segment:
            writer.add(article)
        writer.commit()
    for article_id in deleted:
        writer.delete(article_id)
    writer.commit()
    writer.close()
    engine.refresh()
    return engine
