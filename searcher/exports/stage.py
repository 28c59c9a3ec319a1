"""Where do files lie while they are made? Hidden beside their place, until all of them are whole.

`hits.jsonl` is made in `.hits.jsonl.partial/made/` and renamed at the end, after the files that
belong to it: what stands at its place is always whole. An earlier export is moved into `old/`
meanwhile, and comes back if anything fails; a journal says that renaming has begun, so that the
next export to the same place can undo what a kill left half done. Two exports to one place exclude
each other.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from searcher import windows
from searcher.errors import ExportError, TargetExists
from searcher.exports.earlier import is_export, parts_of
from searcher.exports.sidecars import SIDECARS
from searcher.index.folder.durable import sync, sync_folder, try_lock
from searcher.windows import patiently

_FULL = (errno.ENOSPC, errno.EDQUOT)
# With more files the whole system is asked to write instead: each wait takes milliseconds.
_SYNCED_ONE_BY_ONE = 64


class Stage:
    """Holds what is being made for one target; use it in a `with` statement."""

    def __init__(self, target: Path, *, folder: bool = False, force: bool = False) -> None:
        """In a `folder` what belongs to the hits lies within it, else beside the target.

        `force` says that an earlier export may go.
        """
        self.target = target
        self._folder = folder
        names = () if folder else SIDECARS
        self._beside = tuple(target.with_name(f"{target.name}.{name}") for name in names)
        self._force = force
        self._room = target.with_name(f".{target.name}.partial")
        self._made = self._room / "made"
        self._old = self._room / "old"
        self._journal = self._room / "journal"
        self._lock: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Take the place, and undo what an interrupted export left there.

        Raises `TargetExists` where something else stands, `ExportError` where nothing can be made.
        """
        with translated(self.target):
            if not self.target.parent.is_dir():
                raise ExportError(f"{self.target.parent}: there is no such folder. Make it first.")
            if not self._room.is_dir():
                self.check()
                self._room.mkdir(exist_ok=True)
            try:
                self._lock = _locked(self._room / "lock")
            except BlockingIOError as busy:
                raise ExportError(
                    f"{self.target}: another export is writing there. Wait for its end, or choose "
                    "another place."
                ) from busy
        try:
            with translated(self.target):
                self._undo()
                self.check()
                self._made.mkdir()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was not put in its place."""
        if self._lock is not None:
            with suppress(OSError):
                self._undo()
            self._leave()

    def check(self) -> None:
        """Raise `TargetExists` for what may not be replaced, `ExportError` for no name at all."""
        target = self.target
        # The manifest names it.
        if (name := target.name.encode("utf-8", "replace").decode()) != target.name:
            raise ExportError(f"“{name}” is no name in UTF-8. Choose another.")
        if target.is_symlink() and is_folder(target):
            raise TargetExists(f"{target} is a link to a folder. Name the folder itself.")
        if os.path.ismount(target):
            raise TargetExists(f"{target} is a disk of its own. Name a folder on it.")
        if _stands(target) and not (target.is_file() or is_folder(target) or target.is_symlink()):
            raise TargetExists(f"{target} is no file, but a device or a pipe. Choose another name.")
        known = parts_of(target)
        for path in self._beside:
            if not _stands(path):
                continue
            if not self._force or path.name not in known:
                raise TargetExists(
                    f"{path} exists and would be replaced. Choose another name"
                    + (", or --force." if path.name in known else ", or move that file away.")
                )
        if is_folder(target):
            if not any(target.iterdir()) or (self._force and is_export(target)):
                return
            raise TargetExists(
                f"{target} is a folder with files in it. Choose another name; --force replaces "
                "an earlier export that is as it was written."
            )
        if _stands(target) and not self._force:
            raise TargetExists(f"{target} exists. Choose another name, or replace it by --force.")

    @property
    def path(self) -> Path:
        """Where the target is made."""
        return self._made / self.target.name

    def beside(self, name: str) -> Path:
        """Give the place where one of the `SIDECARS` is made."""
        return self.path / name if self._folder else self._made / f"{self.target.name}.{name}"

    def place(self, name: str) -> Path:
        """Give the place where it will stand in the end."""
        target = self.target
        return target / name if self._folder else target.with_name(f"{target.name}.{name}")

    def publish(self) -> None:
        """Put all files in their places, the target last."""
        with translated(self.target):
            _synced([*_files(self._made)])
            self.check()
            if is_folder(self.target):
                self.path.chmod(self.target.stat().st_mode & 0o7777)
            self._note([path.name for path in self._made.iterdir()])
            self._old.mkdir()
            places = (*self._beside, self.target)
            for place in places:
                if _stands(place):
                    patiently(partial(place.rename, self._old / place.name))
            for place in places:
                if (made := self._made / place.name).exists():
                    patiently(partial(made.rename, place))
            sync_folder(self.target.parent)

    def _note(self, names: Sequence[str]) -> None:
        """Write down what will be renamed, whole or not at all."""
        draft = self._journal.with_suffix(".tmp")
        draft.write_text("".join(f"{name}\n" for name in names), "utf-8")
        patiently(lambda: draft.replace(self._journal))

    def _undo(self) -> None:
        """Take back a renaming that was not finished, and clear what was made for it."""
        if self._journal.is_file() and (self._made / self.target.name).exists():
            for name in self._journal.read_text("utf-8").splitlines():
                # What was made and is not there any more was renamed already.
                if not (self._made / name).exists():
                    self.target.with_name(name).unlink(missing_ok=True)
            if self._old.is_dir():
                for old in self._old.iterdir():
                    old.rename(self.target.with_name(old.name))
        self._journal.unlink(missing_ok=True)
        for folder in (self._made, self._old):
            shutil.rmtree(folder, ignore_errors=True)

    def _leave(self) -> None:
        """Give the place free: whoever locks the room next must not lose what it puts there."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        for folder in (self._made, self._old):
            shutil.rmtree(folder, ignore_errors=True)
        if windows.HERE:  # it deletes no open file
            lock.close()
        with suppress(OSError):
            (self._room / "lock").unlink(missing_ok=True)
        lock.close()
        # Whoever has locked the room by now keeps it: it is not empty.
        with suppress(OSError):
            self._room.rmdir()


@contextmanager
def translated(target: Path | None) -> Iterator[None]:
    """Name what the operating system refuses, and what to do; without a target of a stream."""
    try:
        yield
    except (BrokenPipeError, BlockingIOError):
        raise
    except OSError as problem:
        if target is None:
            reason = problem.strerror or str(problem)
            raise ExportError(f"the stream cannot be written to ({reason}).") from problem
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


def _stands(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _synced(files: Sequence[Path]) -> None:
    """Wait until all is on the disk: a name that outlives its content would look finished."""
    if len(files) > _SYNCED_ONE_BY_ONE and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            sync(file)


def _locked(path: Path) -> BinaryIO:
    """Open and lock a file; raises `BlockingIOError` while another process has it."""
    while True:
        try:
            file = path.open("ab")
        except FileNotFoundError:
            path.parent.mkdir(exist_ok=True)
            continue
        if not try_lock(file):
            file.close()
            raise BlockingIOError
        # Whoever had it before has taken its file away with it: then lock the new one.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        file.close()
