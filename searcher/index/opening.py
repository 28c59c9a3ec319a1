"""How is the engine of an index opened?"""

from pathlib import Path
from typing import TYPE_CHECKING

from searcher.errors import IndexDamaged
from searcher.index.home import STATE_FILE
from searcher.index.settings import Settings

if TYPE_CHECKING:
    from searcher.engines.base import Engine


def open_engine(path: Path, settings: Settings) -> "Engine":
    """Open the engine of an index; raises `IndexIncompatible`, `IndexDamaged`."""
    from searcher.engines.tantivy import TantivyEngine

    folder = path / settings.folder
    if not folder.is_dir():
        # Its settings are there, so it is an index: nobody should make a new one in its place.
        raise IndexDamaged(
            f"{folder}: this folder of the index is missing. Restore a copy of it; or remove the "
            "index with searcher remove, and ingest again."
        )
    return TantivyEngine.open(folder, settings.languages, state_cache=path / STATE_FILE)
