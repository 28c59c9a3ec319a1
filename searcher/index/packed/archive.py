"""What does a packed index look like? Its manifest, its members' names, its headers.

A tar whose every byte follows from its files: the same index gives the same archive, and whatever
differs from it was altered. So headers are written here and not by `tarfile`, whose headers change
with Python's version, and an archive is read by comparing and not by interpreting.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any, Final, Self

import orjson

from searcher.engines.tantivy.files import MANAGED_FILE, META_FILE
from searcher.errors import IndexIncompatible
from searcher.index.folder.home import (
    LEAVING_FILE,
    LEDGER_FILE,
    SEARCHES_FILE,
    SETTINGS_FILE,
    STATE_FILE,
    is_device,
    is_engine_folder,
)
from searcher.record import Record, record

FORMAT: Final = 1
MANIFEST_FILE: Final = "manifest.json"
MAX_MANIFEST: Final = 4 << 20  # bytes; some 25,000 files
BLOCK: Final = 512
_OWN_DIGEST: Final = "manifest_sha256"
_RECORD: Final = 20 * BLOCK  # tar's tools write and read so much at a time
_OCTAL: Final = 8**11  # sizes from here on are written in base 256, as GNU tar does

# A segment's file or one of the engine's two lists; small letters, since not every file system
# tells them from capitals.
_PLAIN = re.compile(r"\.?[a-z0-9]+(?:\.[a-z0-9]+)+", re.ASCII)
_LONGEST: Final = 100  # characters of a name that a header holds
_SHA256 = re.compile(r"[0-9a-f]{64}")


@record
class Held(Record):
    """One file of the archive."""

    name: str
    size: int
    sha256: str


@record
class Manifest(Record):
    """The archive's first member: what is in it, in order of name, and what index that makes.

    `tool` packed it; `engine`, `schema`, `languages`, `digest` and `articles` are the index's.
    """

    tool: str
    engine: str
    schema: int
    languages: tuple[str, ...]
    digest: str
    articles: int
    files: tuple[Held, ...]
    format: int = FORMAT

    @property
    def folder(self) -> str:
        """The engine's folder."""
        return next(held.name.partition("/")[0] for held in self.files if "/" in held.name)

    @property
    def engine_files(self) -> list[str]:
        """The names within the engine's folder."""
        return [held.name.partition("/")[2] for held in self.files if "/" in held.name]

    @property
    def size(self) -> int:
        """The size of all files together."""
        return sum(held.size for held in self.files)

    def to_bytes(self) -> bytes:
        """Give the file. It ends with the SHA-256 of itself without that: damage shows."""
        values = asdict(self)
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        return orjson.dumps({**values, _OWN_DIGEST: _digest(values)}, option=options)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the file, which may be anybody's.

        Raises `ValueError` with what is wrong, and `IndexIncompatible` for a later format.
        """
        try:
            values = orjson.loads(data)
            facts = {name: one for name, one in values.items() if name != _OWN_DIGEST}
            form, tool = _of(int, values["format"]), _of(str, values["tool"])
            # Of every format, so that damage is not taken for a later one.
            if values[_OWN_DIGEST] != _digest(facts):
                raise ValueError(f"{MANIFEST_FILE} was altered")
            if form > FORMAT:
                raise IndexIncompatible(
                    f"packed by searcher {tool[:40]!r}, which is newer. Update searcher."
                )
            manifest = cls(
                tool=tool,
                engine=_of(str, values["engine"]),
                schema=_of(int, values["schema"]),
                languages=tuple(_of(str, one) for one in _of(list, values["languages"])),
                digest=_of(str, values["digest"]),
                articles=_of(int, values["articles"]),
                files=tuple(_held(one) for one in _of(list, values["files"])),
                format=form,
            )
        except (KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as problem:
            raise ValueError(f"{MANIFEST_FILE} is no manifest ({problem})") from problem
        manifest._check_names()
        if manifest.to_bytes() != data:
            raise ValueError(f"{MANIFEST_FILE} was altered")
        return manifest

    def _check_names(self) -> None:
        """Allow the files of one index only, each once, in order."""
        names = [held.name for held in self.files]
        for name in names:
            if not may_hold(name):
                raise ValueError(f"{shown(name)} is no name of a file of an index")
        for before, name in pairwise(names):
            if before >= name:
                raise ValueError(f"{shown(name)} is listed twice, or out of order")
        folders = {name.partition("/")[0] for name in names if "/" in name}
        if len(folders) > 1:
            raise ValueError(f"it holds {len(folders)} folders of the engine")
        folder = folders.pop() if folders else "tantivy"
        needed = (SETTINGS_FILE, STATE_FILE, f"{folder}/{META_FILE}", f"{folder}/{MANAGED_FILE}")
        for name in needed:
            if name not in names:
                raise ValueError(f"{MANIFEST_FILE} lists no {name}")
        for held in self.files:
            if held.name.endswith(".json") and held.size > MAX_MANIFEST:
                raise ValueError(f"{held.name} claims {held.size:,} bytes")


def _digest(facts: Mapping[str, object]) -> str:
    return hashlib.sha256(orjson.dumps(facts)).hexdigest()


def may_hold(name: str) -> bool:
    """Say whether an index may hold a file of this name, on any system."""
    if name in {SETTINGS_FILE, LEDGER_FILE, LEAVING_FILE, STATE_FILE, SEARCHES_FILE}:
        return True
    folder, _, file = name.partition("/")
    return (
        name.isascii()
        and len(name) <= _LONGEST
        and is_engine_folder(folder)
        and (_PLAIN.fullmatch(file) is not None or file == MANAGED_FILE)
        and not is_device(file)
        and not file.endswith(".lock")
    )


def shown(name: str) -> str:
    """Give a name that anybody may have written, for a message."""
    return ascii(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")


def header(name: str, size: int) -> bytes:
    """Give the header of a member: readable by all, owned by root, of 1970."""
    number = b"%011o\0" % size if size < _OCTAL else b"\x80" + size.to_bytes(11, "big")
    before = name.encode("ascii").ljust(_LONGEST, b"\0") + b"0000644\0" + b"0000000\0" * 2
    before += number + b"0" * 11 + b"\0"
    after = (b"0" + bytes(_LONGEST) + b"ustar  \0").ljust(BLOCK - len(before) - 8, b"\0")
    checksum = sum(before) + 8 * ord(" ") + sum(after)
    return before + b"%06o\0 " % checksum + after


def padding(size: int) -> bytes:
    """Give what fills a member's last block."""
    return bytes(-size % BLOCK)


def end(position: int) -> bytes:
    """Give what ends the archive: two empty blocks, and what fills the last record."""
    return bytes(2 * BLOCK + -(position + 2 * BLOCK) % _RECORD)


def _of(kind: type[Any], value: Any) -> Any:
    # True is an int, too.
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value


def _held(values: Mapping[str, Any]) -> Held:
    held = Held(_of(str, values["name"]), _of(int, values["size"]), _of(str, values["sha256"]))
    if held.size < 0 or not _SHA256.fullmatch(held.sha256):
        raise TypeError(f"{shown(held.name)}: no size, or no digest")
    return held
