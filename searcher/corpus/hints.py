"""What does the folder of a text file say: a topic, an author, or nothing?

Plain text declares nothing, and many corpora tell it by folders: `sport/001.txt`. A folder's name
counts only where the structure is clear: every text file below a folder lies in one of at least two
folders beside each other, each of several files, and each name is short and says something. In
any other case moving a file changes nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, Literal

from searcher.corpus.walk import CorpusFile
from searcher.readers.companions import companion

Attribute = Literal["topics", "authors"]

_SUFFIXES: Final = frozenset({".txt", ".text", ""})
_LEAST: Final = 2  # folders beside each other, and files in each
_LONGEST: Final = 30  # characters of a folder's name
_WORDS: Final = 3
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

    def of(self, file: str) -> Hint | None:
        """Give the hint that holds for a text file."""
        return self.by_folder.get(str(PurePosixPath(file).parent)) if self.by_folder else None


NONE = Hints()


def folder_hints(files: Iterable[CorpusFile]) -> Hints:
    """Look at the places of all text files; holds folders in memory, not files."""
    counts: Counter[PurePosixPath] = Counter()
    for file in files:
        path = PurePosixPath(file.file)
        if not file.refused and path.suffix.lower() in _SUFFIXES and not companion(file.file):
            counts[path.parent] += 1
    below: dict[PurePosixPath, list[PurePosixPath]] = defaultdict(list)
    for folder in counts:
        if folder.parts:
            below[folder.parent].append(folder)
    found: dict[str, Hint] = {}
    for parent, folders in below.items():
        deeper = any(parent in folder.parents and folder.parent != parent for folder in counts)
        if parent not in counts and not deeper and _is_clear(folders, counts):
            names = [_readable(folder.name) for folder in folders]
            attribute: Attribute = "authors" if all(map(_is_person, names)) else "topics"
            for folder, name in zip(folders, names, strict=True):
                found[str(folder)] = Hint(attribute, name)
    return Hints(found) if found else NONE


def _is_clear(folders: list[PurePosixPath], counts: Counter[PurePosixPath]) -> bool:
    return len(folders) >= _LEAST and all(
        counts[folder] >= _LEAST and _says_something(folder.name) for folder in folders
    )


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
