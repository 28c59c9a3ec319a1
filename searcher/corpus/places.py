"""Where does a file lie? One path through folders and archives, for all that judge by folders.

For people a member is `x/a.zip!content/a.md`. Its *place* is `x/a.zip!/content/a.md`: the archive
is a folder there, as if it had been unpacked under that name.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

SEPARATOR: Final = "!"  # between an archive and its member
# Beyond these no system would have unpacked the member, and its folders say nothing. They bound
# what a name may cost: one in a tar may have a mebibyte of folders.
_MAX_PATH: Final = 4096  # characters
_MAX_DEPTH: Final = 64  # folders within each other


class Placed(Protocol):
    """A file of the corpus or a member of an archive, as something that lies in a folder.

    `place` is POSIX style. `archive` is the beginning of it that stands for the innermost archive,
    `x/a.zip!`; empty outside of archives, and for a file that is only compressed.
    """

    @property
    def place(self) -> str: ...

    @property
    def archive(self) -> str: ...

    @property
    def open(self) -> Callable[[], BinaryIO]: ...


def root_of(place: str) -> str:
    """Give the folder that stands for the archive at this place."""
    return f"{place}{SEPARATOR}"


def below(root: str, name: str) -> str:
    """Give the place of a member of the archive with this root."""
    said = len(name) <= _MAX_PATH and name.count("/") <= _MAX_DEPTH
    return f"{root}/{name if said else ''}"


def inner(file: Placed) -> str:
    """Give the place within the innermost archive, which is like that within an ingested folder."""
    return file.place[len(file.archive) + 1 :] if file.archive else file.place


def folder_of(place: str) -> str:
    """Give the folder in which a place lies; empty for the root."""
    return place.rpartition("/")[0]


def folders(place: str) -> Iterator[str]:
    """Give the folders in which a place lies, from the nearest to the root."""
    while place:
        place = folder_of(place)
        yield place
