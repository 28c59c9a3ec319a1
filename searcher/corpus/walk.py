"""Paths, folders, patterns and standard input to the files that will be read."""

import errno
import glob
import os
import re
import select
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from searcher import windows
from searcher.errors import NothingToIngest

STDIN = "-"
SPOOL_PREFIX = "stdin-"
INDEX_FILE = "searcher.json"  # what makes a folder an index
_NO_STDIN = "-: the standard input is closed"
_PIPE = OSError(0, "a pipe; let it be the standard input: … | searcher ingest -")
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT
_POLL = 0.25  # seconds between looks at whether to go on


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file to read. `root` is absolute (`-`: standard input), `file` POSIX style below it.

    `refused` is the reason code of one that will not be read: `unreadable` is a rejection, any
    other means skipped. `detail` says more.
    """

    root: str
    file: str
    path: Path
    size: int
    mtime_ns: int
    refused: str | None = None
    detail: str = ""

    @property
    def place(self) -> str:
        """Where it lies, as `places.Placed` has it."""
        return self.file

    @property
    def archive(self) -> str:
        """In which archive it lies: in none."""
        return ""

    def open(self) -> BinaryIO:
        """Open the bytes; raises OSError where the file has vanished or may not be read."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Root:
    """One argument: the folder that names are relative to, and whether all of it is read."""

    folder: Path
    whole: bool
    files: Callable[[], Iterator[CorpusFile]]


def roots(paths: Sequence[str | Path]) -> list[Root]:
    """Understand the arguments; raises `NothingToIngest` for one that is nothing.

    A folder is read whole, in order of name; a file belongs to its folder; a pattern (`*`, `?`,
    `[…]`, `**`) to the folder before its first magic part. Shells without globbing (Windows) pass
    patterns through, so they are understood here as well.
    """
    found = []
    for path in paths:
        text = os.fspath(path)
        location = Path(text)
        if _is_index(location):
            raise NothingToIngest(
                f"{text}: this folder is an index. Name the files or folders that articles are in."
            )
        if location.is_dir():
            found.append(Root(location.resolve(), True, _tree(location.resolve())))
        elif os.path.lexists(location):
            found.append(Root(_folder_of(location), False, _single(location)))
        elif glob.has_magic(text):
            found.append(_pattern(text))
        else:
            raise NothingToIngest(f"{text}: no such file or folder")
    return found


def _tree(root: Path) -> Callable[[], Iterator[CorpusFile]]:
    return lambda: _walk(root, root)


def _folder_of(location: Path) -> Path:
    try:
        return location.resolve(strict=True).parent
    except (OSError, RuntimeError):
        return location.absolute().parent


def _single(location: Path) -> Callable[[], Iterator[CorpusFile]]:
    # Named outright: a link is followed, since the user asked for it.
    def files() -> Iterator[CorpusFile]:
        try:
            real = location.resolve(strict=True)
            yield _look(real.parent, real, real.stat())
        except (OSError, RuntimeError) as problem:
            # A link to nothing or in a circle, or gone since: the rest of the run goes on.
            why = _PIPE if _is_pipe(location) else problem
            yield _unreadable(location.absolute().parent, location.absolute(), why)

    return files


def _is_pipe(location: Path) -> bool:
    """Say whether this is a shell's `<(command)`, a pipe that has a name and no place."""
    try:
        return stat.S_ISFIFO(location.stat().st_mode)
    except (OSError, RuntimeError):
        return False


def _pattern(text: str) -> Root:
    parts = Path(text).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    folder = Path(*parts[:fixed]).resolve()
    rest = str(Path(*parts[fixed:]))
    names = sorted(glob.glob(rest, root_dir=folder, recursive=True))  # noqa: PTH207 - pathlib follows links
    if not names:
        raise NothingToIngest(f"{text}: nothing matches this pattern")

    def files() -> Iterator[CorpusFile]:
        for name in names:
            path = folder / name
            if not path.is_dir():
                inside = any(map(is_index, path.parents[: -len(folder.parts)]))
                yield _entry(folder, path, refused="index" if inside else None)

    is_index = lru_cache(_is_index)
    return Root(folder, False, files)


def _is_index(folder: Path) -> bool:
    with suppress(OSError):  # one that may not be looked into is named where it is listed
        return (folder / INDEX_FILE).is_file()
    return False


def _walk(root: Path, folder: Path) -> Iterator[CorpusFile]:
    """Walk depth first in order of name; hidden entries and links out of the root are refused.

    So are indexes: the one that is written to may lie among the articles.
    Without recursion: folders may be nested deeper than Python's stack.
    """
    levels = [_list(root, folder)]
    while levels:
        found = next(levels[-1], None)
        if found is None:
            levels.pop()
        elif isinstance(found, Path):
            levels.append(_list(root, found))
        else:
            yield found


def _list(root: Path, folder: Path) -> Iterator[CorpusFile | Path]:
    """Give the files of one folder, and its folders as paths."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as problem:
        yield _unreadable(root, folder, problem)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            # Editors' and systems' own files; a hidden folder counts once.
            yield CorpusFile(str(root), _relative(root, path), path, 0, 0, "hidden")
        elif not entry.is_dir(follow_symlinks=False) or _is_junction(path):
            yield _entry(root, path)
        elif _is_index(path):
            yield CorpusFile(str(root), _relative(root, path), path, 0, 0, "index")
        else:
            yield path


def _is_junction(folder: Path) -> bool:
    """Say whether this is a link of Windows to a folder, which counts as a folder there."""
    with suppress(OSError):
        return _tag(folder.lstat()) == _JUNCTION
    return False


def _tag(status: os.stat_result) -> int:
    return getattr(status, "st_reparse_tag", 0)


def _entry(root: Path, path: Path, *, refused: str | None = None) -> CorpusFile:
    name = _relative(root, path)
    if refused:
        return CorpusFile(str(root), name, path, 0, 0, refused)
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode) or _tag(status) == _JUNCTION:
            target = path.resolve()
            if not target.is_relative_to(root):
                return CorpusFile(str(root), name, path, 0, 0, "link-out-of-root")
            # What a link inside the root points at is read in its own place.
            return CorpusFile(str(root), name, path, 0, 0, "link")
    except (OSError, RuntimeError) as problem:
        return _unreadable(root, path, problem)
    return _look(root, path, status)


def _look(root: Path, path: Path, status: os.stat_result) -> CorpusFile:
    name = _relative(root, path)
    refused = None if stat.S_ISREG(status.st_mode) else "special-file"
    return CorpusFile(str(root), name, path, status.st_size, status.st_mtime_ns, refused)


def _unreadable(root: Path, path: Path, problem: Exception) -> CorpusFile:
    said = getattr(problem, "strerror", None) or "a circle of links"
    return CorpusFile(str(root), _relative(root, path), path, 0, 0, "unreadable", said)


def _relative(root: Path, path: Path) -> str:
    return named(path.relative_to(root).as_posix())


def named(path: str) -> str:
    r"""Give a path as text: an odd byte that is none becomes visible, as in `caf\xe9`.

    So does half a character, which Windows lets stand in a name, as in `caf\ud83d`.
    """
    try:
        return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return path.encode("utf-8", "backslashreplace").decode("utf-8")


def place_named(folder: Path, name: str) -> Path:
    """Give the path below a folder that has this name; see `named`."""
    path = folder / name
    if "\\" not in name or os.path.lexists(path):
        return path
    if windows.HERE and "\\ud" in name:
        return folder / re.sub(r"\\u(d[89a-f][0-9a-f]{2})", lambda m: chr(int(m[1], 16)), name)
    odd = re.sub(rb"\\x([89a-f][0-9a-f])", lambda m: bytes([int(m[1], 16)]), name.encode())
    return folder / odd.decode("utf-8", "surrogateescape")


def is_gone(path: Path) -> bool:
    """Say whether nothing is at this place; what may not be looked at is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def spool_stdin(folder: Path, check: Callable[[], None] = lambda: None) -> CorpusFile:
    """Write standard input to a file in the folder, so that it can be read twice.

    The name says what it held: a second, different input is a second file, no change of the first.
    `check` is called while waiting for more, and may raise.
    """
    import hashlib
    import tempfile

    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, prefix=SPOOL_PREFIX, delete=False) as spool:
        path = Path(spool.name)
        try:
            for block in _blocks(check):
                digest.update(block)
                spool.write(block)
        except BaseException:
            spool.close()
            path.unlink(missing_ok=True)
            raise
    name = f"{SPOOL_PREFIX}{digest.hexdigest()[:12]}"
    return CorpusFile(STDIN, name, path, path.stat().st_size, 0)


def _blocks(check: Callable[[], None]) -> Iterator[bytes]:
    """Read standard input; where the system can say whether anything came, no wait is long."""
    if sys.stdin is None:
        raise NothingToIngest(_NO_STDIN)
    stream = sys.stdin.buffer
    waiting = None
    if sys.platform != "win32":
        # A stream that a program put in its place may have no descriptor.
        with suppress(OSError, ValueError):
            waiting = stream.fileno()
    while True:
        check()
        if waiting is None:
            block = stream.read(1 << 20)
        elif select.select([waiting], [], [], _POLL)[0]:
            try:
                block = os.read(waiting, 1 << 20)
            except OSError as problem:
                if problem.errno == errno.EBADF:
                    raise NothingToIngest(_NO_STDIN) from problem
                raise
        else:
            continue
        if not block:
            return
        yield block
