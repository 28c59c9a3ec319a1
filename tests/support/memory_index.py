"""Builds the naive engine, which is the oracle of the other."""

from searcher.article import Article
from searcher.engines.memory import MemoryEngine

LANGUAGES = ("en", "de", "fr", "ru")


def remembered(corpus: list[Article], languages: tuple[str, ...] = LANGUAGES) -> MemoryEngine:
    """Put the articles into the naive engine."""
    engine = MemoryEngine(languages)
    writer = engine.writer()
    for article in corpus:
        writer.add(article)
    writer.commit()
    writer.close()
    engine.refresh()
    return engine
