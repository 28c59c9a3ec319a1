"""Make one segment of all: facets of many values are counted several times as fast.

As with `reindex` the new folder is made beside the old one, and comes into force with the writing
of the settings, which name it.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from searcher.errors import IndexDamaged
from searcher.index.folder.home import is_index, missing, resolve
from searcher.index.folder.opening import opened
from searcher.index.writing.session import Session
from searcher.results import CorpusState


@dataclass(frozen=True, slots=True)
class Optimized:
    """How many articles there are, of how many segments one was made, and bytes of the engine.

    Both sizes are equal where nothing was to be done.
    """

    articles: int
    segments: int
    before: int
    after: int

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {
            "articles": self.articles,
            "segments": self.segments,
            "before": self.before,
            "after": self.after,
        }


def optimize(
    where: str | Path | None = None, *, on_progress: Callable[[int], None] | None = None
) -> Optimized:
    """Merge all segments of an index into one, without its deleted articles.

    `on_progress` is told the bytes written so far. Searches go on meanwhile. Needs room for a
    second copy. Raises `IndexNotFound`, `IndexLocked`, `IndexIncompatible`, `IndexDamaged`, and
    `IngestError` where the disk is full: the index is as it was then.
    """
    from searcher.engines.tantivy import TantivyEngine
    from searcher.engines.tantivy.merging import can_merge, merge, segments

    path = resolve(where)
    if not is_index(path):
        raise missing(path)
    settings, engine, _ = opened(path, where)
    old, new = path / settings.folder, path / settings.next_folder()
    try:
        with Session(engine, path, generation=settings.folder):
            pass  # what an interrupted ingest left is put right, and merges that it began end
        with Session(engine, path, generation=settings.folder) as session:
            count, _ = segments(old)
            before = _size(old)
            state = engine.state()
            if not can_merge(old):
                return Optimized(state.articles, count, before, before)
            try:
                merge(old, new, on_progress)
                built = TantivyEngine.open(new, settings.languages)
                try:
                    _check(path, built.state(), state)
                    stamp = built.commit_stamp()
                finally:
                    built.close()
                replace(settings, folder=new.name).write(path)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise
            session.ledger.commit(stamp or "")
            done = Optimized(state.articles, count, before, _size(new))
    finally:
        engine.close()
    # Where another process still has it open (on Windows) the next writer clears it away.
    shutil.rmtree(old, ignore_errors=True)
    return done


def _check(path: Path, merged: CorpusState, state: CorpusState) -> None:
    if merged != state:
        raise IndexDamaged(
            f"{path}: {merged.articles:,} of {state.articles:,} articles came through, or not as "
            "they were. The index is as it was: searcher doctor checks it."
        )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
