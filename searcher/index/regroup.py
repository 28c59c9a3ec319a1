"""Decide anew which articles are copies of one another, for the whole index.

The longest first, equals in order of id, so that the same articles come into the same stories,
whatever the order in which they were ingested. Each portion is committed; a run that was
interrupted is simply run again.
"""

import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from searcher.article import own_story, story_of
from searcher.corpus.copies.bands import Bands
from searcher.corpus.copies.samples import Borne
from searcher.corpus.copies.sketch import sketched, text_of
from searcher.corpus.copies.stories import Stories
from searcher.engines.base import Engine
from searcher.index.folder.home import HELD_PREFIX, is_index, missing, resolve
from searcher.index.folder.opening import opened
from searcher.index.writing.grouping import Present
from searcher.index.writing.session import Session
from searcher.query.model import SearchRequest

_PORTION: Final = 50_000  # articles whose keys are in memory at a time: some 15 MB
_ID: Final = 16  # bytes


@dataclass(frozen=True, slots=True)
class Regrouped:
    """How many articles there are, in how many stories, and how many are in another than before."""

    articles: int
    stories: int
    changed: int

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {"articles": self.articles, "stories": self.stories, "changed": self.changed}


def rebuild_stories(
    where: str | Path | None = None, *, on_progress: Callable[[int], None] | None = None
) -> Regrouped:
    """Put every article of an index into its story, the longest first.

    `on_progress` is told the number of articles done. Takes some 300 bytes of the disk for each
    article while it runs. Raises `IndexNotFound`, `IndexLocked`, `IndexIncompatible`, and
    `IngestError` where the disk is full.
    """
    path = resolve(where)
    if not is_index(path):
        raise missing(path)
    settings, engine, _ = opened(path, where)
    try:
        with (
            Session(engine, path, generation=settings.folder) as session,
            tempfile.TemporaryFile(dir=path, prefix=HELD_PREFIX) as file,
        ):
            return _rebuilt(engine, session, file, on_progress or (lambda _: None))
    finally:
        engine.close()


def _rebuilt(
    engine: Engine, session: Session, file: BinaryIO, on_progress: Callable[[int], None]
) -> Regrouped:
    bands = Bands(session.ledger.database)
    bands.clear()
    session.ledger.ungrouped = True
    session.commit()
    every = _Every(engine, file)
    stories = Stories(bands, _Decided(engine, session.held))
    joined = changed = done = 0
    for portion in every.portions():
        before: dict[bytes, int] = {}
        for one in portion:
            before[one.id] = one.story
            stories.add(one.id, one.keys, one.length)
        told = {one.id: one.story for one in stories.settle()}
        stories.clear()
        for article, old in before.items():
            own = own_story(article.hex())
            story = told.get(article, own)
            joined += story != own
            if story != old and (found := engine.get(article.hex())):
                session.put(replace(found, story=story))
                changed += 1
        session.commit()
        done += len(before)
        on_progress(done)
    session.ledger.ungrouped = False
    session.commit()
    return Regrouped(done, done - joined, changed)


class _One(NamedTuple):
    id: bytes
    story: int  # as the index says
    length: int
    keys: bytes


class _Every:
    """All articles in order of length; their keys lie in a file, since there may be millions."""

    def __init__(self, engine: Engine, file: BinaryIO) -> None:
        self._file = file
        self._ids = bytearray()
        self._numbers = array("Q")
        self._lengths = array("Q")
        self._ends = array("Q", (0,))
        articles = engine.scan(SearchRequest(limit=None))
        for article, text, made in sketched((one, text_of(one)) for one in articles):
            file.write(made)
            self._ids += bytes.fromhex(article.id)
            self._numbers.append(story_of(article))
            self._lengths.append(len(text))
            self._ends.append(self._ends[-1] + len(made))

    def portions(self) -> Iterator[list[_One]]:
        """Cut them into portions; equals are in order of id, as the engine walks."""
        import numpy as np

        lengths = np.array(self._lengths, np.int64)
        order = np.argsort(-lengths, kind="stable").tolist()
        for start in range(0, len(order), _PORTION):
            yield [self._read(at) for at in order[start : start + _PORTION]]

    def _read(self, at: int) -> _One:
        start, end = self._ends[at : at + 2]
        self._file.seek(start)
        one = bytes(self._ids[at * _ID : (at + 1) * _ID])
        return _One(one, self._numbers[at], self._lengths[at], self._file.read(end - start))


class _Decided(Present):
    """What has been decided so far: the rest of the index still says what held before."""

    def bearing(self, number: int) -> Iterator[Borne]:
        """Walk the articles whose own number it is: no sample is missing."""
        return self.of_number(number)

    def held_stories(self, stories: Sequence[int]) -> list[bool]:
        """Leave it to `has_story`."""
        return [True] * len(stories)

    def has_story(self, story: int, besides: bytes) -> bool:
        """Say whether another article bears this number: one in a million million does."""
        return any(one != besides.hex() for one in self.ids_of_number(story))
