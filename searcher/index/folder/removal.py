"""How is an index made and removed so that an interruption leaves no half of one?

A marker stands in the folder from before the first step to after the last. Only where it stands
are files cleared: a folder that merely looks like an index is never touched.
"""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from searcher import windows
from searcher.errors import (
    IndexDamaged,
    IndexIncompatible,
    IndexLocked,
    IndexNotFound,
    UsageError,
)
from searcher.index.folder.durable import try_lock
from searcher.index.folder.home import (
    OWN_FILES,
    SETTINGS_FILE,
    UNFINISHED_FILE,
    engine_folders,
    is_index,
    left_behind,
    missing,
    resolve,
)
from searcher.windows import patiently


def prepare(path: Path) -> None:
    """Make the folder ready for a new index; raises `UsageError` where other files lie there."""
    with _held(path):
        _clear(path)


@contextmanager
def being_made(path: Path) -> Iterator[None]:
    """Make a new index in the block; if that fails, nothing is left.

    Raises as `prepare` does, and `IndexLocked` while another process makes one there.
    """
    # What a kill left is no folder of anybody's.
    there = path.is_dir() and not (path / UNFINISHED_FILE).exists()
    with _held(path) as marker:
        _clear(path)
        try:
            yield
        except BaseException:
            # What went wrong first is what is told.
            with suppress(OSError):
                _clear(path)
                if sys.platform == "win32":  # there only what is closed can be deleted
                    marker.close()
                finished(path)
                if not there:
                    path.rmdir()
            raise
    finished(path)


@contextmanager
def _held(path: Path) -> Iterator[IO[bytes]]:
    """Put the marker into the folder, and keep others from clearing it."""
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file. Choose a folder of its own for the index.")
    if path.is_dir() and any(path.iterdir()) and not (path / UNFINISHED_FILE).is_file():
        raise UsageError(f"{path} holds other files. Choose a folder of its own.")
    try:
        path.mkdir(parents=True, exist_ok=True)
        marker = (path / UNFINISHED_FILE).open("ab")
    except OSError as problem:
        raise not_here(path, problem) from problem
    with marker:
        if not try_lock(marker):
            raise IndexLocked(
                f"{path}: another process is making an index here. Wait until it ends, or choose "
                "another folder."
            )
        yield marker


def not_here(path: Path, problem: OSError) -> UsageError:
    """Say that the system refuses an index in this folder."""
    return UsageError(f"{path}: an index cannot be made here ({problem.strerror or problem}).")


def finished(path: Path) -> None:
    """Say that the index is whole."""
    (path / UNFINISHED_FILE).unlink()


def is_half(path: Path) -> bool:
    """Say whether only a part of an index is there, since its making or removal was interrupted."""
    return not is_index(path) and (path / UNFINISHED_FILE).is_file()


def remove(where: str | Path) -> Path:
    """Delete a whole index, also one that is damaged, and give the folder that it was in.

    Only the index's own files are deleted: a folder that holds anything else is left standing.
    What an interruption left of a removal is removed too. Raises `IndexNotFound`, and `IndexLocked`
    while another process writes to it, or has files open that cannot be deleted then.
    """
    path = resolve(where)
    if not is_half(path):
        if not is_index(path):
            raise missing(path)
        _take_lock(path)
        (path / UNFINISHED_FILE).touch()
    with _held(path):
        # First the settings: what is half removed is no index any more.
        (path / SETTINGS_FILE).unlink(missing_ok=True)
        try:
            patiently(lambda: _clear(path))
        except PermissionError as problem:
            if not windows.HERE:
                raise
            raise IndexLocked(
                f"{path}: a program that searches this index has files of it open. It is no index "
                "any more: end that program, and remove it again."
            ) from problem
    finished(path)
    if not any(path.iterdir()):
        path.resolve().rmdir()
        if path.is_symlink():  # which leads nowhere now
            path.unlink()
    return path


def _clear(path: Path) -> None:
    for name in OWN_FILES:
        (path / name).unlink(missing_ok=True)
    for left in left_behind(path):
        left.unlink(missing_ok=True)
    for folder in engine_folders(path):
        if folder.is_symlink() or not folder.is_dir():  # what a link leads to may be anybody's
            folder.unlink()
        else:
            shutil.rmtree(folder)


def _take_lock(path: Path) -> None:
    """Be sure that nobody is writing: the lock is taken, and given back."""
    from searcher.engines.tantivy import TantivyEngine
    from searcher.index.folder.settings import Settings

    try:
        settings = Settings.read(path)
        engine = TantivyEngine.open(path / settings.folder, settings.languages, any_schema=True)
    except (IndexDamaged, IndexIncompatible, IndexNotFound):
        # Nobody can write to it, and removing it is the cure.
        return
    try:
        engine.writer().close()
    finally:
        engine.close()
