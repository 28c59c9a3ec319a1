"""How is an empty index made? Its settings come last: a folder without them is no index."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from searcher._version import __version__
from searcher.engines.base import Engine
from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine, engine_version
from searcher.errors import IndexExists
from searcher.index.folder.home import ENGINE_FOLDER, STATE_FILE, is_index
from searcher.index.folder.removal import finished, not_here, prepare
from searcher.index.folder.settings import Settings


def make(path: Path, languages: str | Sequence[str]) -> tuple[Settings, Engine]:
    """Make it in the folder; raises as `Index.create` does."""
    if is_index(path):
        raise IndexExists(f"{path} is an index already. Remove it with searcher remove.")
    prepare(path)
    # A text is a sequence of texts too.
    codes = (languages,) if isinstance(languages, str) else tuple(languages)
    try:
        engine = TantivyEngine.create(path / ENGINE_FOLDER, codes, state_cache=path / STATE_FILE)
        settings = Settings(
            schema=SCHEMA_VERSION,
            engine=engine_version(),
            languages=codes,
            created=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            tool=__version__,
        )
        settings.write(path)
        finished(path)
    except OSError as problem:
        raise not_here(path, problem) from problem
    return settings, engine
