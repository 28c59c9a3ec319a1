"""How is an archive written beside its place, compressed as its name says, and put there whole?"""

import contextlib
import glob
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from searcher.errors import PackError, UsageError
from searcher.index.compressors import COMPRESSORS
from searcher.index.folder.durable import sync, sync_folder, try_lock
from searcher.index.folder.home import PACKED_SUFFIXES
from searcher.windows import patiently

Packing = Callable[[IO[bytes]], Any]


# One for each of PACKED_SUFFIXES.
_PACKINGS: Final[dict[str, Packing]] = {
    ".tar": contextlib.nullcontext,
    ".tgz": COMPRESSORS[".gz"],
    **{f".tar{suffix}": packing for suffix, packing in COMPRESSORS.items()},
}


def packing_of(target: Path) -> Packing:
    """Choose the compression by the file's suffix; raises `UsageError`."""
    if suffix := _suffix(target.name):
        return _PACKINGS[suffix]
    raise UsageError(f"{target}: choose a name that ends with {', '.join(PACKED_SUFFIXES)}.")


def _suffix(name: str) -> str:
    return next((end for end in PACKED_SUFFIXES if name.lower().endswith(end)), "")


def without_suffix(name: str) -> str:
    """Give the name of a packed index as its file's name says it."""
    return name[: len(name) - len(_suffix(name))] or name


def check_target(target: Path, index: Path, *, force: bool) -> None:
    """Raise `UsageError` where the archive may not be put."""
    if not target.parent.is_dir():
        raise UsageError(f"{target}: there is no folder {target.parent}. Make it first.")
    if target.resolve().parent.is_relative_to(index.resolve()):
        raise UsageError(f"{target} lies within the index. Choose a place outside of it.")
    if target.exists() and not target.is_file():
        raise UsageError(f"{target} is no file. Choose another name.")
    if target.exists() and not force:
        raise _exists(target)


def _exists(target: Path) -> UsageError:
    return UsageError(f"{target} exists already. Choose another name, or add --force.")


@contextlib.contextmanager
def put_in_place(target: Path, packing: Packing, *, force: bool) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes are the file, once the block ends well; else nothing is left.

    Raises `PackError` where the system refuses, and `UsageError` where another came before.
    """
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        _clear_partials(target)
        with partial.open("xb") as stream:
            try_lock(stream)
            with packing(stream) as packed:
                yield packed
            sync(stream)
        _rename(partial, target, force=force)
        sync_folder(target.parent)
    except ImportError as problem:
        raise PackError(
            f"{target}: this Python cannot pack so ({problem}). Choose another suffix."
        ) from problem
    except OSError as problem:
        raise PackError(
            f"{target}: cannot be written ({problem.strerror or problem}). Nothing is left of it; "
            "free some space, or choose another place."
        ) from problem
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _clear_partials(target: Path) -> None:
    """Delete what was left of this file by processes that were killed."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.partial"):
        # What another process is writing is locked.
        with contextlib.suppress(OSError):
            with left.open("rb") as stream:
                gone = try_lock(stream)
            if gone:  # by now it is closed here: Windows deletes no open file
                left.unlink()


def _rename(partial: Path, target: Path, *, force: bool) -> None:
    """Give the file its name; an existing one is kept unless `force` says otherwise."""
    if force:
        patiently(lambda: partial.replace(target))
        return
    try:
        target.hardlink_to(partial)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:  # a file system without links
        if target.exists():
            raise _exists(target) from None
        patiently(lambda: partial.replace(target))
