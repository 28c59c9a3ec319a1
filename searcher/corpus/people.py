"""Who are the authors that articles name by a short name? Asked of the files that name them.

A pass over the few files that `readers.people` knows by their place, before any article is read:
an article's author does not depend on the order of files.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from searcher.corpus.walk import CorpusFile
from searcher.readers.people import MAX_PEOPLE_BYTES, people, scope


@dataclass(frozen=True, slots=True)
class People:
    """The authors that files below one root name.

    `by_folder` holds names by short name for each folder in which they are valid (POSIX style,
    empty for the root): two sites below one root may have a `jane` each. `files` are those that
    name somebody; they are no articles.
    """

    by_folder: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    _near: dict[str, tuple[Mapping[str, str], str]] = field(default_factory=dict, compare=False)

    def near(self, file: str) -> Mapping[str, str]:
        """Give the names that hold for a file; those of the nearest folder come first."""
        return self._found(file)[0]

    def digest(self, file: str) -> str:
        """Name what holds for a file, so that it is read again when that changes; may be empty."""
        return self._found(file)[1]

    def _found(self, file: str) -> tuple[Mapping[str, str], str]:
        if not self.by_folder:
            return {}, ""
        folder = PurePosixPath(file).parent
        known = self._near.get(str(folder))
        if known is None:
            names: dict[str, str] = {}
            for above in (*reversed(folder.parents), folder):
                names |= self.by_folder.get("" if str(above) == "." else str(above), {})
            digest = hashlib.sha256(repr(sorted(names.items())).encode()).hexdigest()[:16]
            known = self._near[str(folder)] = (names, digest if names else "")
        return known


NOBODY = People()


def gather(files: Iterable[CorpusFile]) -> People:
    """Read the names; a file that cannot be read names nobody here, and is reported in its turn.

    Of two files that name the same short name in one folder the last in order of name counts.
    """
    by_folder: dict[str, dict[str, str]] = {}
    named = []
    for file in sorted((f for f in files if scope(f.file) is not None), key=lambda f: f.file):
        folder = scope(file.file)
        if file.refused or folder is None or file.size > MAX_PEOPLE_BYTES:
            continue
        try:
            with file.open() as stream:
                found = people(file.file, stream.read(MAX_PEOPLE_BYTES))
        except OSError:
            continue
        if found:
            named.append(file.file)
            by_folder.setdefault(folder, {}).update(found)
    return People(by_folder, frozenset(named)) if named else NOBODY
