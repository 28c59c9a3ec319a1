"""The rejected records of the last ingest, one JSON object a line: to be looked at, and mended."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import orjson

from searcher.article import Rejection
from searcher.errors import IngestError
from searcher.windows import patiently


class Quarantine:
    """A file that is written beside its place and put there at the end of a run that succeeded.

    `keep_empty`: also where nothing was rejected; otherwise the file of the run before is deleted.
    """

    def __init__(self, path: Path, *, keep_empty: bool) -> None:
        """Prepare; nothing is opened yet."""
        self.path = path
        self.records = 0
        self._beside = path.with_name(f"{path.name}.tmp")
        self._keep_empty = keep_empty
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Open the file where it was asked for: a wrong path ends the run before it began."""
        if self._keep_empty:
            self._guarded(self._opened)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Forget what was written, unless it was put in its place."""
        if self._stream is not None:
            self._stream.close()
            self._beside.unlink(missing_ok=True)

    def add(self, problem: Rejection) -> None:
        """Write one record down; raises `IngestError` where that is impossible."""
        where = problem.where
        line = orjson.dumps(
            {
                "file": where.file,
                "record": where.record,
                "start": where.start,
                "end": where.end,
                "reader": where.reader,
                "reason": problem.reason,
                "detail": problem.detail.encode("utf-8", "backslashreplace").decode(),
                "digest": where.digest or None,
            },
            option=orjson.OPT_APPEND_NEWLINE,
        )
        self._guarded(lambda: self._opened().write(line))
        self.records += 1

    def finish(self) -> None:
        """Put the file in its place."""
        if self._stream is None:
            self.path.unlink(missing_ok=True)
            return
        stream, self._stream = self._stream, None
        self._guarded(stream.close)
        self._guarded(lambda: patiently(lambda: self._beside.replace(self.path)))

    def _opened(self) -> BinaryIO:
        if self._stream is None:
            self._stream = self._beside.open("wb")
        return self._stream

    def _guarded(self, act: Callable[[], object]) -> None:
        # Reading a file raises OSError too, and is no reason to end the run: this is.
        try:
            act()
        except OSError as problem:
            raise IngestError(
                f"{self.path}: the list of rejected records cannot be written "
                f"({problem.strerror or problem}). What was committed before is intact."
            ) from problem
