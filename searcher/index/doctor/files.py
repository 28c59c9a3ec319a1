"""Are the files of the index as they were written?

The engine closes each of its files with a footer: JSON that has a CRC-32 of all before it, the
length of that JSON, and a mark. It checks none of them when it opens an index.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import orjson

from searcher.engines.tantivy.files import META_FILE, deleted, in_force, name_of
from searcher.engines.tantivy.metadata import METADATA_FILE

_END = struct.Struct("<II")  # length of the footer, mark
_MARK = 1337
_LONGEST_FOOTER = 64 << 10  # bytes; ours have a hundred
_BLOCK = 1 << 20
_SUFFIXES = ("fast", "fieldnorm", "idx", "pos", "store", "term")  # that every segment has
# Somebody who writes meanwhile takes files away that a commit before needed.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files with how many bytes were held against their checksums, and what is wrong."""

    files: int
    octets: int
    wrong: dict[str, str]  # name and what is wrong with it


def check(folder: Path, on_progress: Callable[[str], None] | None = None) -> Checked:
    """Hold all files of the commit in force against their checksums."""
    done = Checked(0, 0, {})
    for _ in range(_TRIES):
        try:
            meta = (folder / META_FILE).read_bytes()
            names = in_force(meta, [path.name for path in folder.iterdir()])
            segments = [*map(name_of, orjson.loads(meta)["segments"])]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            return Checked(0, 0, {META_FILE: f"describes no commit ({problem})"})
        wrong: dict[str, str] = {}
        octets = 0
        for at, name in enumerate(names):
            if on_progress is not None:
                on_progress(f"checksum of {at + 1} of {len(names)} files: {name}")
            try:
                octets += (folder / name).stat().st_size
                if (found := _problem(folder / name)) is not None:
                    wrong[name] = found
            except OSError as error:
                wrong[name] = error.strerror or str(error)
        needed = {f"{segment}.{suffix}" for segment in segments for suffix in _SUFFIXES}
        wrong |= dict.fromkeys(sorted(needed - {*names}), "missing")
        done = Checked(len(names), octets, wrong)
        if not wrong or meta == (folder / META_FILE).read_bytes():
            break
    return done


def unused(folder: Path, metadata: int) -> tuple[int, int]:
    """Give about how many bytes only deleted or replaced articles took, and all of the engine's.

    Merges free those of segments by and by. `metadata` is what the articles' metadata takes: a
    file that is only appended to.
    """
    # An index without articles may be without it.
    held = sum(file.stat().st_size for file in folder.glob(METADATA_FILE))
    gone, whole = max(held - metadata, 0), held
    for one in orjson.loads((folder / META_FILE).read_bytes())["segments"]:
        size = sum(file.stat().st_size for file in folder.glob(f"{name_of(one)}.*"))
        gone += size * deleted(one) // one["max_doc"]
        whole += size
    return gone, whole


def _problem(path: Path) -> str | None:
    """Say what is wrong with a file."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < _END.size:
            return "cut off: too short for a checksum"
        file.seek(size - _END.size)
        length, mark = _END.unpack(file.read(_END.size))
        if mark != _MARK or length > min(size - _END.size, _LONGEST_FOOTER):
            return "cut off, or no file of the engine: no checksum at its end"
        end = size - _END.size - length
        file.seek(end)
        try:
            expected = orjson.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return "damaged: its checksum cannot be read"
        file.seek(0)
        found, left = 0, end
        while left and (block := file.read(min(_BLOCK, left))):
            found = zlib.crc32(block, found)
            left -= len(block)
    return None if found == expected else "damaged: its checksum is another"
