"""Builds an index on disk from articles, in as many segments as a test wants."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine
from searcher.index import Index


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


def indexed(path: Path, articles: Iterable[Article], *, languages: tuple[str, ...]) -> Index:
    """Make an index that holds these articles."""
    index = Index.create(path, languages=languages)
    writer = index._engine.writer(heap=15_000_000, threads=1)  # type: ignore[call-arg]
    for article in articles:
        writer.add(article)
    writer.commit()
    writer.close()
    return index
