"""Where is an export made before it is sent? In a temporary folder that nobody else may open.

It goes with the block that asked for it. What a killed server left is cleared by the next export:
a room is locked by its holder, and a lock ends with its process, however that ends.
"""

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from searcher.errors import ExportError
from searcher.index.folder.durable import try_lock

_PREFIX = "searcher-export-"
_LOCK = "lock"
# Seconds: some file systems have no locks, and where nobody seems to hold one, somebody may.
_OLD = 3_600


@contextmanager
def room() -> Iterator[Path]:
    """Give an empty folder for the block; raises `ExportError` where there can be none."""
    try:
        _clear()
        held, lock = _taken()
    except OSError as problem:
        reason = "the disk is full" if problem.errno == errno.ENOSPC else problem.strerror
        raise ExportError(
            f"the server can make no temporary folder ({reason}). Try a format that needs none, "
            "such as jsonl, without the manifest."
        ) from problem
    try:
        yield held / "made"
    finally:
        shutil.rmtree(held / "made", ignore_errors=True)
        lock.close()  # Windows deletes no open file
        shutil.rmtree(held, ignore_errors=True)


def _taken() -> tuple[Path, IO[bytes]]:
    held = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        lock = (held / _LOCK).open("xb")
        try:
            try_lock(lock)
            (held / "made").mkdir()
        except BaseException:
            lock.close()
            raise
    except BaseException:
        shutil.rmtree(held, ignore_errors=True)
        raise
    return held, lock


def _clear() -> None:
    """Remove the rooms of this user whose holders are no more."""
    before = time.time() - _OLD
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        # Others may put anything there, links too.
        with suppress(OSError):
            said = left.lstat()
            own = not hasattr(os, "getuid") or said.st_uid == os.getuid()
            if not (own and stat.S_ISDIR(said.st_mode) and said.st_mtime < before):
                continue
            with (left / _LOCK).open("rb+") as lock:
                gone = try_lock(lock)
            if gone:
                shutil.rmtree(left, ignore_errors=True)
