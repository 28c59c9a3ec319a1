"""How is the engine of an index opened?"""

from pathlib import Path
from typing import TYPE_CHECKING

from searcher.index.home import STATE_FILE
from searcher.index.settings import Settings

if TYPE_CHECKING:
    from searcher.engines.base import Engine


def open_engine(path: Path, settings: Settings) -> "Engine":
    """Open the engine of an index; raises `IndexIncompatible`, `IndexDamaged`."""
    from searcher.engines.tantivy import TantivyEngine

    return TantivyEngine.open(
        path / settings.folder, settings.languages, state_cache=path / STATE_FILE
    )
