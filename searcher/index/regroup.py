"""Decide anew which articles are copies of one another, for the whole index.

In order of id, so that the same articles come into the same stories, whatever the order in which
they were ingested. Each portion is committed; a run that was interrupted is simply run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from searcher.article import Article, own_story, story_of
from searcher.corpus.bands import Bands
from searcher.corpus.sketch import keys, text_of
from searcher.corpus.stories import Borne, Stories
from searcher.engines.base import Engine
from searcher.index.grouping import Present
from searcher.index.home import is_index, missing, resolve
from searcher.index.session import Session
from searcher.index.settings import Settings
from searcher.query.model import SearchRequest

_PORTION: Final = 50_000  # articles whose keys are in memory at a time: 10 MB


@dataclass(frozen=True, slots=True)
class Regrouped:
    """How many articles there are, in how many stories, and how many are in another than before."""

    articles: int
    stories: int
    changed: int


def rebuild_stories(
    where: str | Path | None = None, *, on_progress: Callable[[int], None] | None = None
) -> Regrouped:
    """Put every article of an index into its story, in order of id.

    `on_progress` is told the number of articles done. Raises `IndexNotFound`, `IndexLocked`,
    `IndexIncompatible`, and `IngestError` where the disk is full.
    """
    from searcher.engines.tantivy import TantivyEngine

    path = resolve(where)
    if not is_index(path):
        raise missing(path)
    settings = Settings.read(path)
    engine = TantivyEngine.open(path / settings.folder, settings.languages)
    try:
        with Session(engine, path, generation=settings.folder) as session:
            return _rebuilt(engine, session, on_progress or (lambda _: None))
    finally:
        engine.close()


def _rebuilt(engine: Engine, session: Session, on_progress: Callable[[int], None]) -> Regrouped:
    bands = Bands(session.ledger.database)
    bands.clear()
    session.ledger.ungrouped = True
    session.commit()
    stories = Stories(bands, _Decided(engine, session.held))
    articles = joined = changed = 0
    for portion in _portions(engine.scan(SearchRequest(limit=None))):
        before: dict[bytes, int] = {}
        for article in portion:
            one = bytes.fromhex(article.id)
            before[one] = story_of(article)
            stories.add(one, keys(text_of(article)))
            articles += 1
        told = dict(stories.settle())
        joined += len(told)
        stories.clear()
        for one, old in before.items():
            story = told.get(one, own_story(one.hex()))
            if story != old and (found := engine.get(one.hex())):
                session.put(replace(found, story=story))
                changed += 1
        session.commit()
        on_progress(articles)
    session.ledger.ungrouped = False
    session.commit()
    return Regrouped(articles, articles - joined, changed)


def _portions(articles: Iterator[Article]) -> Iterator[Iterator[Article]]:
    """Cut a walk into portions, each of which is walked to its end."""
    import itertools

    for first in articles:
        yield itertools.chain((first,), itertools.islice(articles, _PORTION - 1))


class _Decided(Present):
    """What has been decided so far: the rest of the index still says what held before."""

    def bearing(self, number: int) -> Iterator[Borne]:
        """Walk the articles whose own number it is: no sample is missing."""
        return self.of_number(number)

    def has_story(self, story: int, besides: bytes) -> bool:
        """Say whether another article bears this number: one in a million million does."""
        return any(one != besides.hex() for one in self.ids_of_number(story))
