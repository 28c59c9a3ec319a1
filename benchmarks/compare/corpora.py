"""Which articles are compared on: generated ones, or JSON lines of the user's."""

from pathlib import Path

import orjson
from generator import SEED, corpus

MODEL = f"generated (benchmarks/generator.py), seed {SEED}"


def generated(path: Path, articles: int) -> None:
    """Write invented articles as a data set would have them."""
    with path.open("wb") as file:
        for one in corpus(articles):
            record = {
                "url": one.url,
                "headline": one.title,
                "byline": " and ".join(author.name for author in one.authors) or None,
                "pubDate": one.published.raw if one.published else None,
                "description": one.summary or None,
                "content": one.body,
                "section": one.topics[0].path,
                "source": one.source,
                "language": one.language,
            }
            file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
