r"""The only module that writes to stdout and stderr.

Results go to stdout; progress, notes, questions and errors to stderr. Where a stream is no
terminal it is UTF-8 with `\n`, whatever the platform.
"""

import codecs
import errno
import io
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from searcher import windows
from searcher.render.columns import clip
from searcher.render.look import DIM, Look
from searcher.render.safety import one_line, safe_data

COLOURS = ("auto", "always", "never")

_DEFAULT_WIDTH = 80  # columns, where no terminal says otherwise
_PROGRESS_EVERY = 0.1  # seconds
_CLEAR = "\r\x1b[K"


class ReaderGone(Exception):
    """Whoever read our output closed it, as `head` does."""


class Console:
    """The streams of one run; `color` is auto, always or never."""

    def __init__(self, *, color: str = "auto") -> None:
        """Make the streams ready: no character in a result may be impossible to write."""
        self.color = color
        self._progress_shown = False
        self._progress_due = 0.0
        # Python has no stream where the shell closed it (`search tax >&-`). Nobody needs what is
        # said beside the results; that these cannot be written has to be known.
        sys.stdin = sys.stdin or _closed("r")
        sys.stdout, sys.stderr = sys.stdout or _closed(), sys.stderr or _nowhere()
        for stream in (sys.stdout, sys.stderr):
            _prepare(stream)

    @property
    def terminal(self) -> bool:
        """Whether results are read by a person at a terminal."""
        return _is_terminal(sys.stdout)

    @property
    def shows_progress(self) -> bool:
        """Whether a line of progress would be seen, and rubbed out again."""
        return _is_terminal(sys.stderr) and not _is_dumb(sys.stderr)

    def look(self, index: str | None = None) -> Look:
        """Give the page to lay results out for."""
        return Look(_width(), self._coloured(sys.stdout), index)

    def write(self, lines: Iterable[str], *, data: bool = False) -> None:
        """Write results. What is made for programs (`data`) is made safe if a terminal shows it."""
        guard = data and self.terminal
        try:
            for line in lines:
                sys.stdout.write(f"{safe_data(line) if guard else line}\n")
            sys.stdout.flush()
        except OSError as problem:
            raise _failure(problem) from problem

    def binary(self) -> BinaryIO:
        """Give stdout for bytes; a terminal gets them as safe text."""
        if self.terminal:
            return cast(BinaryIO, _Shown())
        return cast(BinaryIO, _Piped())

    def note(self, text: str) -> None:
        """Tell the person something beside the results."""
        line = one_line(text)
        self._tell(f"\x1b[{DIM}m{line}\x1b[0m" if self._coloured(sys.stderr) else line)

    def error(self, text: str) -> None:
        """Say what went wrong."""
        self._tell(safe_data(text))

    def progress(self, text: str) -> None:
        """Replace the progress line: on a terminal only, and no faster than the eye follows."""
        now = time.monotonic()
        if now < self._progress_due or not self.shows_progress:
            return
        self._progress_due, self._progress_shown = now + _PROGRESS_EVERY, True
        sys.stderr.write(_CLEAR + clip(one_line(text), _width() - 1))
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the progress line away."""
        if self._progress_shown:
            self._progress_shown = False
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def confirm(self, question: str) -> bool | None:
        """Ask on the terminal; None where nobody can answer."""
        if not (_is_terminal(sys.stdin) and _is_terminal(sys.stderr)):
            return None
        sys.stderr.write(f"{one_line(question)} [y/N] ")
        sys.stderr.flush()
        return sys.stdin.readline().strip().casefold() in {"y", "yes"}

    def close(self) -> None:
        """Write what is left; a reader who has gone is no error, then or at the process's end."""
        self.clear()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):  # what could be said about it has been
                discard(stream)

    def _tell(self, line: str) -> None:
        self.clear()
        # A stderr that is closed or full must not change what the command does.
        try:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
        except OSError:
            discard(sys.stderr)

    def _coloured(self, stream: TextIO) -> bool:
        if self.color != "auto":
            return self.color == "always"
        return not os.environ.get("NO_COLOR") and _is_terminal(stream) and not _is_dumb(stream)


class _Piped(io.RawIOBase):
    """Stdout for bytes: a reader who has gone is a quiet end, as for text."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        try:
            sys.stdout.buffer.write(view)
        except OSError as problem:
            raise _failure(problem) from problem
        return len(view)

    def flush(self) -> None:
        try:
            sys.stdout.buffer.flush()
        except OSError as problem:
            raise _failure(problem) from problem


class _Shown(io.RawIOBase):
    """A terminal for bytes of UTF-8: characters that come in two writes are put together."""

    def __init__(self) -> None:
        super().__init__()
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data)  # type: ignore[arg-type]
        sys.stdout.write(safe_data(self._decode(view.tobytes())))
        return len(view)

    def flush(self) -> None:
        sys.stdout.flush()


def discard(stream: TextIO) -> None:
    """Send what a stream still holds to nowhere, or the interpreter would complain at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # a stream without a descriptor: nothing is left to complain
        return


def _failure(problem: OSError) -> Exception:
    """Give what to raise where results cannot be written."""
    # Windows says that the argument is invalid.
    if isinstance(problem, BrokenPipeError) or (windows.HERE and problem.errno == errno.EINVAL):
        return ReaderGone()
    if problem.errno == errno.EBADF:
        return OSError(errno.EBADF, "the standard output is closed: the results went nowhere")
    return problem


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _closed(mode: str = "w") -> TextIO:
    # Something has to take the number of the descriptor, or the next file that is opened would have
    # it. What is opened for reading refuses what is written to it, as a closed stream does; what is
    # opened for writing is not read.
    way = os.O_RDONLY if mode == "w" else os.O_WRONLY
    return cast(TextIO, os.fdopen(os.open(os.devnull, way), mode, encoding="utf-8"))


def _prepare(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:  # replaced by a test or a host program
        return
    if _is_terminal(stream):
        windows.understands_escapes(stream)
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def _is_dumb(stream: TextIO) -> bool:
    return os.environ.get("TERM") == "dumb" or not windows.understands_escapes(stream)


def _width() -> int:
    chosen = os.environ.get("COLUMNS", "")
    if chosen.isdecimal() and int(chosen) > 0:
        return int(chosen)
    for stream in (sys.stdout, sys.stderr):
        try:
            return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
        except (OSError, ValueError):
            continue
    return _DEFAULT_WIDTH
