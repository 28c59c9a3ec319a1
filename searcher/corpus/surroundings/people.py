"""Who are the authors that articles name by a short name? Asked of the files that name them.

A pass over the few files that `readers.people` knows by their place, before any article is read:
an article's author does not depend on the order of files.
"""

import hashlib
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from searcher.corpus.places import Placed, folders, inner
from searcher.corpus.walk import CorpusFile
from searcher.readers.people import MAX_PEOPLE_BYTES, people, scope


@dataclass(frozen=True, slots=True)
class People:
    """The authors that files below one root name.

    `by_folder` holds names by short name for each folder in which they are valid (POSIX style,
    empty for the root): two sites below one root may have a `jane` each. `files` are the places of
    those that name somebody; they are no articles.
    """

    by_folder: Mapping[str, dict[str, str]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    _near: dict[str | None, Mapping[str, str]] = field(default_factory=dict, compare=False)
    _digests: dict[str | None, str] = field(default_factory=dict, compare=False)

    def near(self, place: str) -> Mapping[str, str]:
        """Give the names that hold for a file; those of the nearest folder come first."""
        nearest = self._nearest(place)
        known = self._near.get(nearest)
        if known is None:
            known = self._near[nearest] = self._names(nearest)
        return known

    def digest(self, place: str) -> str:
        """Name what holds for a file, so that it is read again when that changes; may be empty."""
        nearest = self._nearest(place)
        known = self._digests.get(nearest)
        if known is None:
            names = sorted(self.near(place).items())
            digest = hashlib.sha256(repr(names).encode()).hexdigest()[:16]
            known = self._digests[nearest] = digest if names else ""
        return known

    def over(self, outer: "People") -> "People":
        """Give these names before those around them."""
        if not self.by_folder:
            return outer
        return People({**outer.by_folder, **self.by_folder}, self.files | outer.files)

    def _nearest(self, place: str) -> str | None:
        """Find the nearest folder that has names: all below it are alike."""
        if not self.by_folder:
            return None
        return next((folder for folder in folders(place) if folder in self.by_folder), None)

    def _names(self, nearest: str | None) -> Mapping[str, str]:
        if nearest is None:
            return {}
        # Not copied into one: folders within each other may all have names.
        above = (self.by_folder.get(folder) for folder in (nearest, *folders(nearest)))
        return ChainMap(*(names for names in above if names))


NOBODY = People()


class Gathering:
    """Collects names while files come by, in any order.

    Of two files that name the same short name in one folder the last in order of name counts.
    """

    def __init__(self, most: int | None = None) -> None:
        """Read at most so many bytes, names of files included, where that is given."""
        self._left = most
        self._found: list[tuple[str, str, Mapping[str, str]]] = []

    def see(self, file: Placed) -> None:
        """Read the names; a file that cannot be read names nobody, and is reported in its turn."""
        name = inner(file)
        folder = scope(name)
        if folder is None or not self._allows(len(file.place)):
            return
        try:
            with file.open() as stream:
                data = stream.read(MAX_PEOPLE_BYTES + 1)
        except OSError:
            return
        if len(data) > MAX_PEOPLE_BYTES or not self._allows(len(data)):
            return
        if found := people(name, data):
            root = f"{file.archive}/{folder}".removesuffix("/") if file.archive else folder
            self._found.append((file.place, root, found))

    def people(self) -> People:
        """Give all that were named."""
        by_folder: dict[str, dict[str, str]] = {}
        for _, folder, found in sorted(self._found, key=lambda one: one[0]):
            by_folder.setdefault(folder, {}).update(found)
        return People(by_folder, frozenset(one[0] for one in self._found)) if by_folder else NOBODY

    def _allows(self, size: int) -> bool:
        if self._left is None:
            return True
        self._left -= size
        return self._left >= 0


def gather(files: Iterable[CorpusFile]) -> People:
    """Read the names that files of one root give."""
    gathering = Gathering()
    for file in files:
        if not file.refused and file.size <= MAX_PEOPLE_BYTES:
            gathering.see(file)
    return gathering.people()
