"""Where do files lie while they are made? Hidden beside their place, until all of them are whole.

`hits.jsonl` is made in `.hits.jsonl.partial/made/` and renamed at the end, after the files that
belong to it: what stands at its place is always whole. What an interruption leaves is hidden, and
cleared away by the next export to the same place. Two exports to one place exclude each other.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from searcher.errors import ExportError, TargetExists
from searcher.index.durable import sync, sync_folder, try_lock

_FULL = (errno.ENOSPC, errno.EDQUOT)


class Stage:
    """Holds what is being made for one target; use it in a `with` statement."""

    def __init__(self, target: Path, *, beside: Sequence[str] = (), force: bool = False) -> None:
        """`beside` are the endings of files that belong to the target, as in `.manifest.json`.

        Raises `TargetExists` where the target exists, unless `force` says that it may go.
        """
        self.target = target
        self._beside = tuple(target.with_name(target.name + ending) for ending in beside)
        self._force = force
        self._room = target.with_name(f".{target.name}.partial")
        self._made = self._room / "made"
        self._lock: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Take the place; clears what an interrupted export left there."""
        with translated(self.target):
            if not self.target.parent.is_dir():
                raise ExportError(f"{self.target.parent}: there is no such folder. Make it first.")
            self.check()
            self._room.mkdir(exist_ok=True)
            try:
                self._lock = _locked(self._room / "lock")
            except BlockingIOError as busy:
                raise ExportError(
                    f"{self.target}: another export is writing there. Wait for its end, or choose "
                    "another place."
                ) from busy
            shutil.rmtree(self._made, ignore_errors=True)
            self._made.mkdir()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was not put in its place."""
        if self._lock is not None:
            shutil.rmtree(self._made, ignore_errors=True)
            self._lock.close()
            self._lock = None
            shutil.rmtree(self._room, ignore_errors=True)

    def check(self) -> None:
        """Raise `TargetExists` for what may not be replaced."""
        target = self.target
        if not (target.exists() or target.is_symlink()):
            return
        if target.is_dir():
            if not any(target.iterdir()):
                return
            if self._force and any(path.is_file() for path in (*self._beside, *_inside(target))):
                return
            raise TargetExists(
                f"{target} is a folder with files in it. Choose another name"
                + (", or empty it." if self._force else "; --force replaces an earlier export.")
            )
        if not self._force:
            raise TargetExists(f"{target} exists. Choose another name, or replace it by --force.")

    def path(self, ending: str = "") -> Path:
        """Give the place where the target, or what belongs to it, is made."""
        return self._made / (self.target.name + ending)

    def publish(self) -> None:
        """Put all files in their places, the target last."""
        with translated(self.target):
            for path in _files(self._made):
                with path.open("rb+") as file:
                    sync(file)
            self.check()
            self._away(self.target)
            for place in self._beside:
                place.unlink(missing_ok=True)
                if (made := self._made / place.name).is_file():
                    made.replace(place)
            (self._made / self.target.name).rename(self.target)
            sync_folder(self.target.parent)

    def _away(self, old: Path) -> None:
        if old.is_dir() and not old.is_symlink():
            old.rename(self._room / "old")
        else:
            old.unlink(missing_ok=True)


@contextmanager
def translated(target: Path) -> Iterator[None]:
    """Name what the operating system refuses, and what to do."""
    try:
        yield
    except (BrokenPipeError, BlockingIOError):
        raise
    except OSError as problem:
        raise refused(target, problem) from problem


def refused(target: Path, problem: OSError) -> ExportError:
    """Say why nothing can be written there."""
    if problem.errno in _FULL:
        return ExportError(
            f"{target}: the disk is full. Nothing of the export was left there; free some space or "
            "choose another disk, and run the same command again."
        )
    reason = problem.strerror or str(problem)
    return ExportError(f"{target}: cannot be written ({reason}). Choose another place.")


def is_folder(path: Path) -> bool:
    """Say whether there is a folder; a name that cannot be is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _inside(folder: Path) -> tuple[Path, ...]:
    """Where the manifest of an export lies that is a folder by itself."""
    return (folder / "manifest.json",)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _locked(path: Path) -> BinaryIO:
    """Open and lock a file; raises `BlockingIOError` while another process has it."""
    while True:
        file = path.open("ab")
        if not try_lock(file):
            file.close()
            raise BlockingIOError
        try:
            # Whoever had it before has taken its file away with it: then lock the new one.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            path.parent.mkdir(exist_ok=True)
        file.close()
