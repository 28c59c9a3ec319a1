"""Does a file say which names are one author's? Named by the user, or lying in the index's folder.

What heeds it is loaded only where there is one.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from searcher.query.model import SearchRequest
from searcher.results import Note

if TYPE_CHECKING:
    from searcher.engines.authority import AuthorityEngine
    from searcher.engines.base import Engine
    from searcher.index.folder.authors import Authors
    from searcher.query.authority import Authority

AUTHORS_FILE = "authors.yaml"
NO_FILE = "none"


class AuthorsOf:
    """The file of authors of one open index, if there is any.

    `given` is how it was named, to open the index with it again.
    """

    def __init__(self, index: Path, given: str | Path | None) -> None:
        """Look for it: `given`, else `SEARCHER_AUTHORS`, else in the folder of the index.

        Raises `UsageError` for one that cannot be understood, or was named and is not there.
        """
        named = given if given is not None else os.environ.get("SEARCHER_AUTHORS") or None
        self.given = named
        self._own = None if named is not None else index / AUTHORS_FILE
        self._path = None if named is None or named == NO_FILE else Path(named)
        self._held: Authors | None = None
        self._engine: AuthorityEngine | None = None
        self.refresh()

    @property
    def authority(self) -> "Authority | None":
        """What the file says."""
        return self._held.authority if self._held is not None else None

    def notes(self, request: SearchRequest, *facets: str) -> list[Note]:
        """Say that names were joined, where that may have changed an answer."""
        authority = self.authority
        if authority is None or not ("author" in facets or authority.names_author(request)):
            return []
        return [Note(authority.said(), "authors")]

    def refresh(self) -> None:
        """Heed a file that came, went or changed; raises `UsageError`."""
        own = self._own
        path = own if own is not None and own.exists() else self._path
        if path is None:
            self._held = self._engine = None
        elif self._held is None:
            from searcher.index.folder.authors import Authors

            self._held = Authors(path)
        elif self._held.changed():
            self._engine = None

    def joined(self, engine: "Engine") -> "Engine":
        """Give what asks the engine for all names of an author, where a file says which."""
        if self._held is None or not self._held.authority.groups:
            return engine
        if self._engine is None or self._engine.inner is not engine:
            from searcher.engines.authority import AuthorityEngine

            self._engine = AuthorityEngine(engine, self._held.authority)
        return self._engine
