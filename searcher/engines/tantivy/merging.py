"""How do all segments become one? tantivy merges eight of like size or more, and takes no orders.

So a new folder gets links to the segments' files, and a description in which each segment has but
one article that is not deleted, whatever its list of deletions says: the merge goes by the lists,
the choice of what to merge by the description. Where there are fewer than eight, links to the
smallest under other names, with all articles deleted, make up the number. What the merge leaves
in the folder is one segment with an honest description; the index itself is not touched.
"""

import os
import shutil
import struct
import threading
import uuid
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import orjson
import tantivy

from searcher.engines.tantivy.files import (
    MANAGED_FILE,
    META_FILE,
    deleted,
    in_force,
    managed,
    name_of,
)
from searcher.engines.tantivy.metadata import METADATA_FILE
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.writer import share
from searcher.errors import IngestError

# Segments of like size that tantivy merges.
_LEAST: Final = 8
_HEAP: Final = 15_000_000  # bytes, the least that tantivy takes; nothing is added
_WORD: Final = 64  # articles in a word of a list of deletions
_END = struct.Struct("<II")  # at the end of each file: length of the footer, mark
_TICK: Final = 0.25  # seconds


def segments(folder: Path) -> tuple[int, int]:
    """Give how many segments an index has, and how many deleted articles still take room there."""
    listed = _listed(folder)
    return len(listed), sum(deleted(one) for one in listed)


def can_merge(folder: Path) -> bool:
    """Say whether there is something to merge: a few segments of one article each are let be."""
    listed = _listed(folder)
    several = len(listed) > 1 or any(map(deleted, listed))
    return several and any(one["max_doc"] > 1 for one in listed)


def merge(source: Path, target: Path, on_progress: Callable[[int], None] | None = None) -> None:
    """Make in the folder `target`, which is new, one segment of all those in `source`.

    There must be something to merge, and nobody may write to `source` meanwhile. `on_progress` is
    told the bytes written so far. Raises `IngestError` where the disk is full, `IndexDamaged` where
    files are missing or corrupt.
    """
    with Seam(target, writing=True):
        target.mkdir()
        present = {path.name for path in source.iterdir()}
        meta = orjson.loads((source / META_FILE).read_bytes())
        names = in_force(orjson.dumps(meta), present)
        for name in (*names, METADATA_FILE):
            _link(source / name, target / name)
        listed = _described(target, meta, names)
        (target / MANAGED_FILE).write_bytes(managed(listed))
        (target / META_FILE).write_bytes(orjson.dumps(meta))
        _merged(target, {*listed}, on_progress or (lambda _: None))
        share(target)


def _described(folder: Path, meta: dict[str, Any], names: list[str]) -> list[str]:
    """Describe the segments as those that tantivy merges; give the names of all their files."""
    listed = [*names]
    for one in meta["segments"]:
        if one.get("deletes") is None:
            listed.append(_write_list(folder, one, meta["opstamp"], b"\xff"))
        if deleted(one) < one["max_doc"]:
            one["deletes"]["num_deleted_docs"] = one["max_doc"] - 1
    # One of a single article cannot have but one that is not deleted, and a list of deletions.
    several = [one for one in meta["segments"] if one["max_doc"] > 1]
    smallest = min(several, key=lambda one: one["max_doc"])
    own = name_of(smallest)
    for _ in range(_LEAST - len(meta["segments"])):
        double = {**smallest, "segment_id": str(uuid.uuid4()), "deletes": None}
        for name in names:
            segment, _, suffix = name.partition(".")
            if segment == own and suffix.isalnum():
                _link(folder / name, folder / f"{name_of(double)}.{suffix}")
                listed.append(f"{name_of(double)}.{suffix}")
        listed.append(_write_list(folder, double, meta["opstamp"], b"\0"))
        double["deletes"]["num_deleted_docs"] = double["max_doc"] - 1
        meta["segments"].append(double)
    return listed


def _write_list(folder: Path, segment: dict[str, Any], opstamp: int, fill: bytes) -> str:
    """Write a segment's list of deletions, as tantivy does: of bits those set are alive."""
    size = segment["max_doc"]
    words = bytearray(fill * (-(-size // _WORD) * 8))
    if size % _WORD:
        words[-8:] = (int.from_bytes(words[-8:], "little") & (1 << size % _WORD) - 1).to_bytes(
            8, "little"
        )
    held = struct.pack("<I", size) + bytes(words)
    footer, mark = _footer(folder / f"{name_of(segment)}.idx")
    end = orjson.dumps({**footer, "crc": zlib.crc32(held)})
    name = f"{name_of(segment)}.{opstamp}.del"
    (folder / name).write_bytes(held + end + _END.pack(len(end), mark))
    segment["deletes"] = {"num_deleted_docs": 0, "opstamp": opstamp}
    return name


def _footer(path: Path) -> tuple[dict[str, Any], int]:
    """Read what tantivy closes a file with: versions and a checksum, and a mark."""
    with path.open("rb") as file:
        file.seek(-_END.size, os.SEEK_END)
        length, mark = _END.unpack(file.read(_END.size))
        file.seek(-_END.size - length, os.SEEK_END)
        return orjson.loads(file.read(length)), mark


def _merged(folder: Path, old: set[str], on_progress: Callable[[int], None]) -> None:
    """Let tantivy merge. It takes minutes, so it waits in a thread: Ctrl-C is heard."""
    writer = tantivy.Index.open(str(folder)).writer(_HEAP, 1)
    writer.commit()
    waiting = threading.Thread(target=writer.wait_merging_threads, daemon=True)
    waiting.start()
    while waiting.is_alive():
        waiting.join(_TICK)
        on_progress(sum(_size(path) for path in folder.iterdir() if path.name not in old))
    if segments(folder) != (1, 0):
        needed = f"{shutil.disk_usage(folder).free >> 20:,} MB are left on the disk"
        raise IngestError(f"{folder}: the segments could not be merged; {needed}.")


def _size(path: Path) -> int:
    try:
        return 0 if path.name == METADATA_FILE else path.stat().st_size
    except OSError:  # a temporary file that has got its name
        return 0


def _listed(folder: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = orjson.loads((folder / META_FILE).read_bytes())["segments"]
    return listed


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; a copy where the file system has no such names."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
