"""Make an index of a file that `pack` wrote, on another machine or at another place."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from searcher.errors import (
    IndexExists,
    IndexIncompatible,
    IndexProblem,
    PackError,
    UsageError,
    ValueNotKnown,
)
from searcher.index.facade import Index
from searcher.index.folder.durable import sync, sync_folder
from searcher.index.folder.home import SETTINGS_FILE, SETTINGS_TEMPORARY, is_index, resolve
from searcher.index.folder.removal import being_made
from searcher.index.info import IndexInfo
from searcher.index.packed.archive import Manifest
from searcher.index.packed.inspection import check_version, inspect
from searcher.index.packed.reader import Archive, opened
from searcher.index.packed.writer import without_suffix
from searcher.windows import patiently

# What a file takes beyond its bytes, at most, for a start.
_CLUSTER = 4096


def unpack(
    file: str | Path,
    where: str | Path | None = None,
    *,
    on_progress: Callable[[int, int], None] | None = None,
) -> IndexInfo:
    """Make an index of a packed one, and say what it holds.

    `where` is a name or a path that is no index yet; without it the file's name is taken. The
    archive may be anybody's: only what its manifest lists is written, each file is held against
    its digest, and the whole is opened and counted before it becomes an index. `on_progress` is
    told the bytes done, and of how many. Raises `PackError` where anything is missing, altered,
    cut off or too much, or where the disk has no room for it; `UsageError`, `IndexExists`,
    `IndexLocked`, and `IndexIncompatible` for an index of another version. Then nothing is left.
    """
    file = Path(file)
    if not file.is_file():
        raise UsageError(f"no file at {file}. Name a file that searcher pack made.")
    path = resolve(without_suffix(file.name) if where is None else where)
    if is_index(path):
        raise IndexExists(
            f"{path} is an index already. Choose another name (--index NAME), or remove it with "
            "searcher remove."
        )
    with opened(file) as archive:
        manifest = archive.manifest()
        with _refused(archive, file):
            check_version(manifest)
        with being_made(path):
            _check_room(file, path, manifest)
            try:
                _write(archive, manifest, path, on_progress)
                with _refused(archive, file):
                    inspect(path, manifest)
                patiently(lambda: (path / SETTINGS_TEMPORARY).replace(path / SETTINGS_FILE))
                sync_folder(path)
            except OSError as problem:
                raise PackError(
                    f"{path}: cannot be written ({problem.strerror or problem}). Nothing was "
                    "unpacked; free some space, or choose another place."
                ) from problem
    with Index.open(path, authors="none") as index:
        return index.info()


def _write(
    archive: Archive,
    manifest: Manifest,
    path: Path,
    on_progress: Callable[[int, int], None] | None,
) -> None:
    (path / manifest.folder).mkdir()
    archive.extract(manifest, partial(_put, path), on_progress or (lambda _done, _all: None))
    sync_folder(path / manifest.folder)
    sync_folder(path)


@contextlib.contextmanager
def _put(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open a new file of the index; the settings under a name that does not make it one yet."""
    with (path / (SETTINGS_TEMPORARY if name == SETTINGS_FILE else name)).open("xb") as stream:
        yield stream
        sync(stream)


@contextlib.contextmanager
def _refused(archive: Archive, file: Path) -> Iterator[None]:
    """Say that what is wrong with the index is wrong with its archive."""
    try:
        yield
    except IndexIncompatible as problem:
        raise IndexIncompatible(f"{file}: {problem}") from problem
    except (IndexProblem, ValueNotKnown) as problem:
        raise archive.refusal(str(problem).removesuffix(".")) from problem


def _check_room(file: Path, path: Path, manifest: Manifest) -> None:
    """Refuse before anything is written what cannot fit."""
    needed = manifest.size + _CLUSTER * len(manifest.files)
    free = shutil.disk_usage(path).free
    if needed > free:
        raise PackError(
            f"{file}: unpacked it takes {needed:,} bytes, and there are {free:,} free at {path}. "
            "Free some space, or choose another place."
        )
