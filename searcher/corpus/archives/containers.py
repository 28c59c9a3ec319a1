"""Which files are in this file? Compressed files and archives, opened down to their members.

A container is told by its first bytes. Members are read as streams, one after the other, and never
extracted under their names. A member that is in one piece elsewhere (a zip, a plain tar) is opened
where it lies; one that comes in a stream (a tar.xz) is kept until it has been read.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from searcher.article import Provenance, Rejection, Skipped
from searcher.corpus.archives import tars, zips
from searcher.corpus.archives.compression import Broken, codec_of
from searcher.corpus.archives.streams import (
    MAX_UNPACKED,
    Budget,
    Entry,
    Meter,
    Open,
    Spool,
    Unpacked,
    buffered,
)
from searcher.corpus.places import SEPARATOR, below, root_of
from searcher.corpus.walk import CorpusFile

MAX_DEPTH: Final = 3  # containers within each other; a compressed tar is one
MAX_MEMBERS: Final = 10_000_000  # of one file; their names cost about 80 bytes each
# Raised whenever other members come out, other bytes of them, or when more is known about them.
VERSION: Final = 4
_HEAD: Final = 1 << 10

_JUNK: Final = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container: one row in the table that drives detection and docs."""

    name: str
    title: str
    suffixes: tuple[str, ...]


CONTAINERS: Final[tuple[Container, ...]] = (
    Container("gzip", "gzip", (".gz", ".tgz")),
    Container("bzip2", "bzip2", (".bz2", ".tbz2")),
    Container("xz", "xz", (".xz", ".txz")),
    Container("zstd", "Zstandard", (".zst", ".tzst")),
    Container("zip", "zip", (".zip",)),
    Container("tar", "tar, plain or compressed", (".tar",)),
)
_BY_NAME: Final = {container.name: container for container in CONTAINERS}
_ZIP: Final = _BY_NAME["zip"]
_TAR: Final = _BY_NAME["tar"]


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file. `open` may be called more than once, until the next one is asked for.

    `file` is its place for people, `archive.tar.xz!content/a.md` (that of the file itself where it
    is only compressed); `name` is its own, `content/a.md`, from which readers take hints. `place`
    and `archive` are those of `places.Placed`. `reader` names the container.
    """

    file: str
    name: str
    place: str
    mtime_ns: int
    open: Open
    archive: str = ""
    reader: str = "-"


Found = Member | Skipped | Rejection


@dataclass(frozen=True, slots=True)
class _Place:
    """A member to be, which may be a container itself.

    `in_place` says that its bytes can be sought in without unpacking.
    """

    file: str
    name: str
    place: str
    mtime_ns: int
    open: Open
    in_place: bool
    archive: str = ""
    reader: str = "-"

    def member(self) -> Member:
        return Member(
            self.file, self.name, self.place, self.mtime_ns, self.open, self.archive, self.reader
        )

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(_HEAD)


def container_of(file: str, head: bytes) -> Container | None:
    """Tell a container by its first bytes (1 KiB), or None.

    The name helps with old tars, and with documents, which are zips of parts.
    """
    codec = codec_of(head)
    if codec:
        return _BY_NAME[codec]
    if zips.is_zip(file, head):
        return _ZIP
    return _TAR if tars.is_tar(file, head) else None


def members(file: CorpusFile, *, max_unpacked: int = MAX_UNPACKED) -> Iterator[Found]:
    """Give the files within a file, in its order, and what was refused or broke off.

    Raises OSError only: what is wrong with the bytes is a `Rejection`.
    """
    place = _Place(file.file, file.file, file.place, file.mtime_ns, file.open, True)
    return _Opening(Budget(file.size, max_unpacked)).walk(place, 1)


def _unpacked_name(name: str) -> str:
    """Give the name without the compression's suffix."""
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    for container in CONTAINERS[:4]:
        if suffix in container.suffixes:
            return str(path.with_suffix(".tar" if suffix.startswith(".t") else ""))
    return name


class _Opening:
    """The opening of one file of the corpus, with the limits that all its layers share."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._members = 0

    def walk(self, place: _Place, depth: int) -> Iterator[Found]:
        """Give the place itself, if it is no container, or what is in it."""
        container = container_of(place.name, place.head())
        if container is None:
            yield place.member()
        elif depth > MAX_DEPTH:
            detail = f"more than {MAX_DEPTH} containers within each other"
            yield Rejection(Provenance(place.file, container.name), "too-nested", detail)
        elif container is _TAR:
            yield from self._tar(place, depth)
        elif container is not _ZIP:
            yield from self._compressed(place, container, depth)
        elif place.in_place:
            yield from self._zip(place, depth)
        else:
            with place.open() as stream, closing(Spool(stream.read)) as spool:
                yield from self._zip(replace(place, open=spool.open, in_place=True), depth)

    def _compressed(self, place: _Place, container: Container, depth: int) -> Iterator[Found]:
        meter = Meter(self._budget)
        inner = replace(
            place,
            name=_unpacked_name(place.name),
            open=lambda: buffered(Unpacked(place.open(), container.name, meter)),
            in_place=False,
            reader=container.name,
        )
        if container_of(inner.name, inner.head()) is _TAR:
            yield from self._tar(inner, depth)
        else:
            yield from self.walk(inner, depth + 1)
        if meter.reason:
            yield Rejection(Provenance(place.file, container.name), meter.reason, meter.detail)

    def _tar(self, place: _Place, depth: int) -> Iterator[Found]:
        entries = tars.entries(place.open, self._budget, in_place=place.in_place)
        return self._archive(place, _TAR, entries, depth)

    def _zip(self, place: _Place, depth: int) -> Iterator[Found]:
        return self._archive(place, _ZIP, zips.entries(place.open, self._budget), depth)

    def _archive(
        self, place: _Place, container: Container, entries: Iterator[Entry], depth: int
    ) -> Iterator[Found]:
        names = _Names()
        root = root_of(place.place)
        try:
            for entry in entries:
                self._members += 1
                if self._members > MAX_MEMBERS:
                    detail = f"more than {MAX_MEMBERS:,} members; the rest stays unread"
                    where = Provenance(place.file, container.name)
                    yield Rejection(where, "too-many-members", detail)
                    return
                if entry.kind == "folder":
                    continue
                own = _own(entry.name)
                distinct = names.distinct(own)
                file = f"{place.file}{SEPARATOR}{distinct}"
                where = Provenance(file, container.name)
                if refused := _refusal(where, own, entry):
                    yield refused
                    continue
                inner = _Place(
                    file,
                    own,
                    below(root, distinct),
                    entry.mtime_ns,
                    entry.open,
                    entry.in_place,
                    archive=root,
                    reader=container.name,
                )
                yield from self.walk(inner, depth + 1)
                if entry.meter.reason:
                    yield Rejection(where, entry.meter.reason, entry.meter.detail)
                    if self._budget.spent:
                        return
        except Broken as problem:
            yield Rejection(Provenance(place.file, container.name), problem.reason, str(problem))


def _own(name: str) -> str:
    """Give a member's name POSIX style, as text that can be stored; still absolute if it was."""
    odd = name.replace("\\", "/").encode("utf-8", "surrogateescape")
    text = odd.decode("utf-8", "backslashreplace")
    parts = "/".join(part for part in text.split("/") if part not in {"", "."})
    return f"/{parts}" if text.startswith("/") else parts


class _Names:
    """The names of one archive's members; their hashes are kept, to save memory."""

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._times: dict[int, int] = {}

    def distinct(self, own: str) -> str:
        """Number the second and further members of one name."""
        key = hash(own)
        if key not in self._once:
            self._once.add(key)
            return own
        self._times[key] = number = self._times.get(key, 1) + 1
        return f"{own}#{number}"


def _refusal(where: Provenance, own: str, entry: Entry) -> Skipped | Rejection | None:
    parts = own.split("/")
    if not own or own.startswith("/") or ".." in parts or _DRIVE.match(own):
        return Rejection(where, "unsafe-name", "the name leads out of the archive")
    if any(part.startswith(".") or part in _JUNK for part in parts):
        return Skipped(where, "hidden")
    if entry.kind == "link":
        return Skipped(where, "link")
    if entry.kind == "special":
        return Skipped(where, "special-file")
    return Rejection(where, *entry.refused) if entry.refused else None
