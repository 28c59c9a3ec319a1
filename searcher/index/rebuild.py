"""Build the engine's files anew from the articles that the index itself stores.

For other languages, or a newer schema. The new folder is made beside the old one and comes into
force with one atomic act, the writing of the settings, which name it. Before that a kill leaves the
old index and a leftover, after it the new index and a leftover; the next writer clears either away.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from searcher.errors import IndexDamaged
from searcher.index.facade import Index
from searcher.index.folder.home import STATE_FILE, is_index, missing, resolve
from searcher.index.folder.opening import opened
from searcher.index.info import IndexInfo
from searcher.index.writing.session import Session
from searcher.query.model import SearchRequest


def reindex(
    where: str | Path | None = None,
    *,
    languages: str | Sequence[str] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> IndexInfo:
    """Build an index anew, with other `languages` if given; the articles stay as they are.

    Texts are not extracted again: where `info` counts outdated files, ingest those. `on_progress`
    is told the number of articles done. Needs room for a second copy. Raises `IndexNotFound`,
    `IndexLocked`, `ValueNotKnown` for a language, `IndexDamaged`.
    """
    from searcher._version import __version__
    from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine, engine_version

    path = resolve(where)
    if not is_index(path):
        raise missing(path)
    old, engine, _ = opened(path, any_schema=True)
    if isinstance(languages, str):
        languages = (languages,)
    wanted = old.languages if languages is None else tuple(languages)
    new = replace(
        old,
        schema=SCHEMA_VERSION,
        engine=engine_version(),
        tool=__version__,
        languages=wanted,
        folder=old.next_folder(),
    )
    try:
        # What an interrupted ingest left is put right first, in the old schema: that may know
        # nothing of stories.
        stories = old.schema == SCHEMA_VERSION
        with Session(engine, path, generation=old.folder, stories=stories) as session:
            built = TantivyEngine.create(path / new.folder, wanted)
            try:
                writer = built.writer()
                standing = session.ledger.standing
                articles = 0
                for article in engine.scan(SearchRequest(limit=None), order="stored"):
                    writer.add(article, fresh=True)
                    standing.renew(article)
                    articles += 1
                    if on_progress is not None:
                        on_progress(articles)
                standing.renew_kept()
                writer.commit()
                writer.close()
                built.refresh()
                if not articles == built.state().articles == engine.state().articles:
                    raise IndexDamaged(
                        f"{path}: only {articles:,} of {engine.state().articles:,} articles could "
                        "be read. The index is as it was; ingest the files into a new one."
                    )
                new.write(path)
                (path / STATE_FILE).unlink(missing_ok=True)
                session.ledger.commit(built.commit_stamp() or "")
            finally:
                built.close()
    finally:
        engine.close()
    # Where another process still has it open (on Windows) the next writer clears it away.
    shutil.rmtree(path / old.folder, ignore_errors=True)
    with Index.open(path, authors="none") as index:
        return index.info()
