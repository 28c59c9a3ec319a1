"""Which engine of an index is in force? It may be built anew at any time, also while it is opened.

The settings name its folder. Once they name another the old one is taken away: what is missing then
was no damage, and the new one is opened in its place.
"""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from searcher.errors import IndexDamaged, IndexIncompatible, IndexProblem, UsageError
from searcher.index.folder.held_authors import AuthorsOf
from searcher.index.folder.home import SETTINGS_FILE, STATE_FILE
from searcher.index.folder.settings import Settings, rebuilding, seen

if TYPE_CHECKING:
    from searcher.engines.base import Engine
    from searcher.engines.tantivy import TantivyEngine


class Opened(NamedTuple):
    """An engine with the settings that name its folder, and the writing that these are of."""

    settings: Settings
    engine: "TantivyEngine"
    seen: tuple[int, int, int] | None


def opened(
    path: Path,
    where: str | Path | None = None,
    *,
    any_schema: bool = False,
    remembers: bool = False,
) -> Opened:
    """Open the engine of an index, in whatever folder it is by then.

    `where` is how the user named the index; an engine that `remembers` need not add up the digests
    of all articles to name the corpus. Raises `IndexNotFound`, `IndexDamaged`, and
    `IndexIncompatible` for another schema; with `any_schema` only for a newer one.
    """
    from searcher.engines.tantivy import SCHEMA_VERSION, TantivyEngine

    before: Settings | None = None
    problem: IndexProblem | None = None
    while True:
        written = seen(path / SETTINGS_FILE)  # first, so that a later writing is noticed
        settings = Settings.read(path)
        if problem is not None and before is not None and settings.folder == before.folder:
            raise problem
        settings.check_schema(SCHEMA_VERSION, path, where, older=any_schema)
        try:
            engine = TantivyEngine.open(
                _folder(path, settings),
                settings.languages,
                state_cache=path / STATE_FILE if remembers else None,
                any_schema=any_schema,
            )
        except IndexIncompatible as raised:
            cure = rebuilding(where or path.name)
            before, problem = settings, IndexIncompatible(f"{raised} {cure}")
        except IndexProblem as raised:
            before, problem = settings, raised
        else:
            return Opened(settings, engine, written)


def _folder(path: Path, settings: Settings) -> Path:
    folder = path / settings.folder
    if not folder.is_dir():
        # Its settings are there, so it is an index: nobody should make a new one in its place.
        raise IndexDamaged(
            f"{folder}: this folder of the index is missing. Restore a copy of it; or remove the "
            "index with searcher remove, and ingest again."
        )
    return folder


class InForce:
    """What an index asks: the engine in force, for all threads that ask at a time."""

    path: Path
    authors: AuthorsOf
    _settings: Settings
    _snapshot: bool
    _opened: "Engine | None"
    _seen: tuple[int, int, int] | None
    _following: Lock

    @property
    def _engine(self) -> "Engine":
        if self._opened is None:
            raise UsageError(f"the index {self.path} is closed. Open it again.")
        return self._opened

    @property
    def asked(self) -> "Engine":
        """What is asked: one commit, with the names of an author as one where a file says so.

        So an answer is of one commit, whatever another thread sees meanwhile.
        """
        engine = self._engine
        try:
            return self.authors.joined(engine.frozen())
        except IndexProblem:
            if engine is self._opened:
                raise
        return self.asked  # another thread has opened the one that was built anew

    def _refresh(self) -> None:
        """See the newest commit, also of an index that was built anew since it was opened."""
        engine = self._engine
        if self._snapshot:
            return
        self.authors.refresh()
        if seen(self.path / SETTINGS_FILE) != self._seen:
            self._follow()
        try:
            self._engine.refresh()
        except IndexProblem:
            # It was built anew just now, by another process, or opened so by another thread.
            if not self._follow() and engine is self._opened:
                raise
            self._engine.refresh()

    def _follow(self) -> bool:
        """Open the engine that the settings name, if it is another one; says whether it was.

        One thread does; the others wait, and find it opened.
        """
        with self._following:
            written = seen(self.path / SETTINGS_FILE)
            if Settings.read(self.path).folder == self._settings.folder:
                self._seen = written
                return False
            engine = self._engine
            self._settings, self._opened, self._seen = opened(self.path, remembers=True)
        engine.close()
        return True
