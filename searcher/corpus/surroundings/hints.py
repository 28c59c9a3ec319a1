"""What does the folder of a text file say: a topic, an author, or nothing?

Plain text declares nothing, and many corpora tell it by folders: `sport/001.txt`. A folder's name
counts only where the structure is clear: every text file below a folder lies in one of at least two
folders beside each other, each of several files, and each name is short and says something. In
any other case moving a file changes nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, Literal

from searcher.corpus.places import Placed, folder_of, folders, inner
from searcher.corpus.walk import CorpusFile
from searcher.readers.companions import companion

Attribute = Literal["topics", "authors"]

_SUFFIXES: Final = frozenset({".txt", ".text", ""})
_LEAST: Final = 2  # folders beside each other, and files in each
_LONGEST: Final = 30  # characters of a folder's name
_WORDS: Final = 3
_MOST: Final = 100_000  # folders with texts; nobody sorts into more, and their names are held
# How people split and stage data: these words say nothing of an article.
_STAGES: Final = re.compile(
    r"(?:train(?:ing)?|test(?:ing)?|dev|val(?:id(?:ation)?)?|data|dataset|raw|clean(?:ed)?|processed"
    r"|texts?|txts?|docs?|documents?|articles?|files?|pages?|posts?|news|output|input|archives?"
    r"|old|new|tmp|temp|backup|batch|part|chunk|shard|vol(?:ume)?|[a-z]{1,2})"
    r"(?:[ _-]?\d*)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PERSON = re.compile(
    r"[A-Z][^\W\d_]+(?: (?:[A-Z]\.?|[a-z]{2,3}|[A-Z][^\W\d_]+)){0,2} [A-Z][^\W\d_]+"
)
# Words of topics' names: `RealEstate` beside `WorldNews` are no persons.
_SECTIONS = re.compile(
    r"news|world|sports?|business|politics|culture|opinion|science|health|travel|money|style|life"
    r"|arts?|tech(?:nology)?|food|media|books|films?|music|local|national|international|european"
    r"|estate|east|west|north|south|public|policy|social|human|climate|energy|foreign"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A folder's name, and which attribute of its articles it stands for."""

    attribute: Attribute
    value: str


@dataclass(frozen=True, slots=True)
class Hints:
    """Hints by folder (POSIX style, relative to the root)."""

    by_folder: Mapping[str, Hint] = field(default_factory=dict)

    def of(self, place: str) -> Hint | None:
        """Give the hint that holds for a text file."""
        return self.by_folder.get(folder_of(place)) if self.by_folder else None

    def over(self, outer: "Hints") -> "Hints":
        """Give these hints beside those of the folders around them."""
        return Hints({**outer.by_folder, **self.by_folder}) if self.by_folder else outer


NONE = Hints()


class Folders:
    """Looks at the places of all text files while they come by; holds folders, not files.

    Each archive is a corpus of its own: its folders lie beside none of those around it.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._counts: dict[str, Counter[str]] = {}  # by archive and folder
        self._size = 0

    def see(self, file: Placed) -> None:
        """Count a file, if it is a text."""
        if self._size > _MOST:
            return
        name = inner(file)
        if not name or PurePosixPath(name).suffix.lower() not in _SUFFIXES or companion(name):
            return
        counts = self._counts.setdefault(file.archive, Counter())
        folder = folder_of(name)
        self._size += folder not in counts
        counts[folder] += 1

    def hints(self) -> Hints:
        """Give what they say, where the structure is clear."""
        found: dict[str, Hint] = {}
        if self._size <= _MOST:
            for archive, counts in self._counts.items():
                for folder, hint in _clear(counts):
                    found[f"{archive}/{folder}" if archive else folder] = hint
        return Hints(found) if found else NONE


def folder_hints(files: Iterable[CorpusFile]) -> Hints:
    """Look at all text files below one root."""
    seen = Folders()
    for file in files:
        if not file.refused:
            seen.see(file)
    return seen.hints()


def _clear(counts: Counter[str]) -> Iterator[tuple[str, Hint]]:
    below: dict[str, list[str]] = defaultdict(list)
    for folder in counts:
        if folder:
            below[folder_of(folder)].append(folder)
    deeper = {
        above for folder in counts for above in islice(folders(folder), 1, None) if above in below
    }
    for parent, beside in below.items():
        if parent not in counts and parent not in deeper and _is_clear(beside, counts):
            names = [_readable(_name(folder)) for folder in beside]
            attribute: Attribute = "authors" if all(map(_is_person, names)) else "topics"
            for folder, name in zip(beside, names, strict=True):
                yield folder, Hint(attribute, name)


def _is_clear(beside: list[str], counts: Counter[str]) -> bool:
    return len(beside) >= _LEAST and all(
        counts[folder] >= _LEAST and _says_something(_name(folder)) for folder in beside
    )


def _name(folder: str) -> str:
    return folder.rpartition("/")[2]


def _says_something(name: str) -> bool:
    readable = _readable(name)
    return (
        len(name) <= _LONGEST
        and len(readable.split()) <= _WORDS
        and sum(map(str.isdigit, name)) == 0
        and any(map(str.isalpha, name))
        and "." not in name.strip(".")  # `example.org` is a site
        and not _STAGES.fullmatch(name.lower())
    )


def _readable(name: str) -> str:
    return " ".join(_CAMEL.sub(" ", name).replace("_", " ").replace("-", " ").split())


def _is_person(name: str) -> bool:
    return bool(_PERSON.fullmatch(name)) and not any(map(_SECTIONS.fullmatch, name.lower().split()))
