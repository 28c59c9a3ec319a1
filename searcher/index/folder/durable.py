"""When is a file on the disk, and does another process hold it?"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from searcher.errors import IngestError

if sys.platform == "win32":
    import msvcrt

    def try_lock(stream: IO[bytes]) -> bool:
        """Hold the file until it is closed; False where another holds it."""
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(stream: IO[bytes]) -> bool:
        """Hold the file until it is closed; False where another holds it.

        The lock ends with its process, however that ends. Where the file system has no locks,
        nobody seems to hold anything.
        """
        try:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


@contextlib.contextmanager
def written(place: Path) -> Iterator[None]:
    """Raise `IngestError` where a file of a run cannot be written there."""
    try:
        yield
    except OSError as problem:
        raise IngestError(
            f"{place}: cannot be written ({problem.strerror or problem}). What was committed "
            "before is intact; free some space and ingest again."
        ) from problem


def sync(stream: IO[bytes]) -> None:
    """Wait until what was written is on the disk."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until new names are on the disk, where the system can say so."""
    # Windows opens no folders; some network file systems refuse.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
