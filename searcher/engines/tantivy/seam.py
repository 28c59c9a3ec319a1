"""What does a failure inside tantivy mean to the user?

tantivy raises `ValueError` for nearly everything, and panics come out as an exception that derives
from `BaseException`. Every call into it happens inside a `Seam`, which gives them our names.
"""

import os
from pathlib import Path
from types import TracebackType

from searcher.errors import (
    IndexDamaged,
    IndexLocked,
    IndexProblem,
    IngestError,
    QueryError,
    SearcherError,
)

# Errors of the program itself, or the user's wish to stop: never renamed.
_OURS = (
    SearcherError,
    KeyboardInterrupt,
    SystemExit,
    GeneratorExit,
    MemoryError,
    RecursionError,
    AssertionError,
)
_FULL = (
    *("no space left", "storagefull", "quota exceeded"),
    *("os error 28", "os error 112", "os error 122"),  # the second is Windows'
)
# A thread of the writer failed, and does not say why: on a full disk this is how it comes out.
_KILLED = "index writer was killed"
_NEARLY_FULL = 512 << 20  # bytes left; a thread's next segment may be as large as the heap
_DENIED = ("permission denied", "permissiondenied", "read-only file system", "readonlyfilesystem")


# Where an index is read through links: a commit may come between, and take away old files.
TRIES = 3

# The modules that call what may fail in tantivy.
_CALLERS = frozenset(
    f"searcher.engines.tantivy.{name}"
    for name in (
        *(
            "dictionary",
            "engine",
            "facets",
            "feedback",
            "forms",
            "function_words",
            "hits",
            "late",
            "linked",
            "merging",
            "metadata",
            "nearness",
            "paging",
            "places",
            "plan",
            "printed",
            "ranking",
            "recency",
            "state",
            "stored",
            "walk",
            "writer",
        ),
    )
) | {"searcher.json_text"}  # which reads what is stored


def is_panic(error: BaseException) -> bool:
    """Say whether Rust code panicked; the class cannot be imported."""
    return type(error).__name__ == "PanicException"


def _nearly_full(folder: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(folder).free < _NEARLY_FULL
    except OSError:
        return False


def is_foreign(error: BaseException, folder: Path) -> bool:
    """Say whether the error comes from the engine, and not from a mistake in our own code.

    tantivy's calls leave no frame of their own: its errors are raised where a module that calls it
    does so. Failures of the operating system count where they are about the index's folder.
    """
    if is_panic(error):
        return True
    if isinstance(error, OSError) and error.filename is not None:
        file = Path(os.fsdecode(error.filename))
        return file.is_relative_to(folder) or folder.is_relative_to(file)
    if not isinstance(error, ValueError | OSError | RuntimeError | OverflowError):
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__") in _CALLERS


def translate(error: BaseException, folder: Path, *, writing: bool = False) -> SearcherError:
    """Give our name for a foreign error; `folder` is what the message names."""
    text = " ".join(str(error).split())
    low = text.lower()
    if "lockbusy" in low:
        return IndexLocked(
            f"{folder}: another process is writing to this index. "
            "Wait until it ends, then try again."
        )
    if "regexqueryerror" in low or "compiled regex exceeds" in low:
        return QueryError(
            "An expression or a word with wildcards is too large; use fewer `*`, `?` and `.`"
        )
    if any(sign in low for sign in _FULL) or (_KILLED in low and _nearly_full(folder)):
        return IngestError(
            f"{folder}: the disk is full. What was committed before is intact; "
            "free some space and ingest again."
        )
    if any(sign in low for sign in _DENIED) or isinstance(error, PermissionError):
        return IndexProblem(f"{folder}: no permission to {'write' if writing else 'read'}: {text}")
    if writing and not is_panic(error):
        return IngestError(
            f"{folder}: writing failed: {text}. What was committed before is intact; ingest again."
        )
    return IndexDamaged(
        f"{folder}: files of the index are missing or corrupt ({text}). "
        "Restore a copy, or remove the index and ingest again."
    )


class Seam:
    """Translate whatever leaves the block; reusable, and cheap on the way without errors."""

    __slots__ = ("_folder", "_writing")

    def __init__(self, folder: Path, *, writing: bool = False) -> None:
        """Name `folder` in messages; `writing` tells failed writes from damage."""
        self._folder = folder
        self._writing = writing

    def __enter__(self) -> None:
        """Nothing is needed on the way in."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Raise our error in place of a foreign one."""
        if error is None or isinstance(error, _OURS) or not is_foreign(error, self._folder):
            return
        raise translate(error, self._folder, writing=self._writing) from error
