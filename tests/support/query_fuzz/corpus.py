"""Which articles are asked? Two thousand, short, in four segments, some deleted before.

The number of each stands as its length in `words`, so that a sum over a fast field tells sets
apart, and queries for lengths have something to find.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from searcher.article import Article, Author, Topic, fold
from searcher.engines.tantivy import TantivyEngine
from searcher.query.model import CONFIDENCES
from searcher.testing import article, published
from strategies import AUTHORS, CODES, DATES, LANGUAGES, SOURCES, STORIES, TOPICS, VOCABULARY
from tantivy_index import built

ARTICLES = 2_000
DELETED = 200
STEMMED = ("en", "de", "fr", "ru")
# Frequent and rare ones, in scripts of all kinds.
_SYLLABLES = [a + b for a in ("b", "br", "d", "f", "n", "st") for b in ("a", "ean", "i", "ou")]
_PLAIN = [a + b + c for a in _SYLLABLES[:12] for b in _SYLLABLES[:9] for c in ("", "s")]
WORDS = (*VOCABULARY, *_PLAIN)
_GAPS = (" ", " ", " ", " ", ", ", ". ", "-", "\n\n", " — ")
_SEED = 7


def articles(count: int = ARTICLES + DELETED) -> list[Article]:
    """Give the articles, the same at every call."""
    rng = random.Random(_SEED)
    weights = [1 / (3 + rank) for rank in range(len(WORDS))]
    order = rng.sample(WORDS, len(WORDS))

    def text(most: int) -> str:
        drawn = rng.choices(order, weights, k=rng.randint(0, most))
        return "".join(word + rng.choice(_GAPS) for word in drawn).strip()

    def number(at: int) -> Article:
        when = published(rng.choice(DATES)) if rng.random() < 0.9 else None
        if when and when.date:
            when = replace(when, confidence=rng.choice(CONFIDENCES))
        names = {fold(name): name for name in rng.sample(AUTHORS, rng.randint(0, 2))}
        topics = {fold(path): path for path in rng.sample(TOPICS, rng.randint(0, 2))}
        made = article(
            title=text(5),
            summary=text(6) if rng.random() < 0.5 else "",
            body=text(24),
            authors=[Author(name, key) for key, name in names.items()],
            source=rng.choice((None, *SOURCES)),
            published=when,
            topics=[
                Topic(path, inferred=rng.random() < 0.5, code=rng.choice(CODES))
                for path in topics.values()
            ],
            language=rng.choice((*LANGUAGES, "en", "en", "de")),
            url=f"https://example.org/{at}" if rng.random() < 0.8 else None,
            kind=rng.choice(("article", "article", "teaser")),
            story=rng.choice((None, None, *STORIES)),
            id=hashlib.sha256(b"fuzz %d" % at).hexdigest()[:32],
        )
        return replace(made, words=at)

    return [number(at) for at in range(count)]


def indexed(folder: Path, found: Sequence[Article], deleted: int = DELETED) -> TantivyEngine:
    """Build the index of all but the first, which are deleted again."""
    quarter = max(1, len(found) // 4)
    parts = [found[at : at + quarter] for at in range(0, len(found), quarter)]
    gone = [one.id for one in found[:deleted]]
    return built(folder, *parts, languages=STEMMED, deleted=gone)
