"""What `ingest` needs beside the façade: its options understood, its index, its running report."""

import datetime as dt
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from searcher.article import Rejection, Skipped
from searcher.cli.console import Console
from searcher.errors import IndexNotFound, IngestStopped, SearcherError, UsageError, ValueNotKnown
from searcher.index import Index, remove
from searcher.render.look import counted, lasting, size

if TYPE_CHECKING:
    from searcher.corpus.accounts.report import Progress


def reference_of(text: str | None) -> dt.date | Literal["file"] | None:
    """Understand --reference-date: an ISO date, since it settles other dates, or `file`."""
    if text is None or text == "file":
        return text  # type: ignore[return-value]
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise UsageError(
            f"--reference-date {text}: no date. Write it as 2026-02-01, or `file`."
        ) from problem


def fields_of(text: str | None) -> Mapping[str, str]:
    """Understand --map: `title=headline,published=date`; a field's name may have spaces in it."""
    if text is None:
        return {}
    from searcher.readers.records.field_names import ALIASES, SYNONYMS

    fields: dict[str, str] = {}
    seen: set[str] = set()
    for part in text.split(","):
        attribute, sign, name = (piece.strip() for piece in part.partition("="))
        if not (attribute and sign and name):
            raise UsageError(f"--map {part}: write ATTRIBUTE=FIELD, as in title=headline")
        if "=" in name:
            raise UsageError(
                f"--map {part}: put a comma between pairs, as in title=headline,published=date"
            )
        meant = ALIASES.get(attribute.casefold(), attribute.casefold())
        if meant not in SYNONYMS:
            raise ValueNotKnown(
                f"--map {part}: an article has no attribute {attribute}. Choose from: "
                f"{', '.join(SYNONYMS)}."
            )
        if meant in seen:
            raise UsageError(f"--map {text}: {meant} is given twice. One field fills it.")
        seen.add(meant)
        fields[attribute] = name
    return fields


def languages_of(text: str | None) -> tuple[str, ...]:
    """Understand --languages: codes with commas between them; empty where not given."""
    if text is None:
        return ()
    from searcher.engines.tantivy.analysis import check_languages

    codes = [code for part in text.split(",") if (code := part.strip().lower())]
    if not codes:
        raise UsageError("--languages needs a code, as in en,de")
    try:
        return check_languages(codes)
    except ValueNotKnown as problem:
        raise ValueNotKnown(f"--languages {text}: {problem}") from problem


def check_paths(paths: Sequence[str]) -> None:
    """Raise `NothingToIngest` for a path that does not exist."""
    from searcher.corpus.walk import STDIN, roots

    roots([path for path in paths if path != STDIN])


def check_limits(workers: int | None, seconds: float | None, memory: int | None) -> None:
    """Raise `UsageError` for numbers that make no sense."""
    from searcher.corpus.workers.crew import workers_of
    from searcher.corpus.workers.watchdog import limits_of

    workers_of(workers)
    limits_of(seconds, memory)


_SIZE = re.compile(r"(\d+) ?([kmgt]?)(i?b)?", re.IGNORECASE)


def bytes_of(text: str | None, option: str = "--max-unpacked") -> int | None:
    """Understand a size: a number of bytes, or with K, M, G, T (powers of 1024)."""
    if text is None:
        return None
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{option} {text}: no size. Write it as 500G or 2T.")
    return int(found[1]) << 10 * " kmgt".index(found[2].lower() or " ")


@contextmanager
def target(console: Console, where: str | None, languages: tuple[str, ...]) -> Iterator[Index]:
    """Open the index, or make it; say which. One that was made for nothing is removed again."""
    made = False
    try:
        index = Index.open(where, authors="none")
    except IndexNotFound:
        index, made = Index.create(where, languages=languages or ("en",)), True
    console.note(f"index {index.name}{' (new)' if made else ''}: {index.path}")
    try:
        with index:
            _same_languages(index, languages)
            yield index
    except BaseException as problem:
        kept = _kept(index.path, made=made)
        if isinstance(problem, KeyboardInterrupt | IngestStopped):
            console.note(kept)
        if isinstance(problem, IngestStopped):
            raise KeyboardInterrupt from problem
        raise


def _kept(path: Path, *, made: bool) -> str:
    """Say what an ingest that failed leaves behind: never an empty index that it made itself."""
    held = "what was committed is kept"
    # What went wrong first is what is told: another process may be writing, the disk be full.
    with suppress(SearcherError, OSError):
        with Index.open(path, authors="none") as index:
            articles, name = index.count(), index.name
        if made and not articles:
            remove(path)
            return "nothing was committed yet, and the new index is removed."
        held = f"{counted(articles, 'article')} committed so far are kept in index {name}"
    return f"{held}. Run the same command again: it goes on from there."


def _same_languages(index: Index, languages: tuple[str, ...]) -> None:
    made_for = index.info().languages if languages else ()
    if set(languages) != set(made_for):
        raise UsageError(
            f"--languages {','.join(languages)}: {index.name} was made for "
            f"{','.join(made_for)}, which stays. To change it: searcher reindex --languages …"
        )


_STOPPING = b"\nstopping: what is whole is committed first; once more to end at once.\n"


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C, a polite `kill` or a lost terminal end an ingest between two records.

    A second one ends it now, but for the terminal's: system and shell both say that it is gone.
    Gives what says whether that was asked for.
    """
    asked = False

    def ask(number: int, frame: object) -> None:
        nonlocal asked
        del frame
        if asked and number == getattr(signal, "SIGHUP", None):
            return
        if asked:
            raise KeyboardInterrupt
        asked = True
        # Not by the console: what it was doing just now is not finished.
        with suppress(OSError):
            os.write(2, _STOPPING)

    former = {}
    if threading.current_thread() is threading.main_thread():
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        for number in [getattr(signal, name) for name in names if hasattr(signal, name)]:
            # What was started to be left alone (`nohup`) is.
            if signal.getsignal(number) is not signal.SIG_IGN:
                former[number] = signal.signal(number, ask)
    try:
        yield lambda: asked
    finally:
        for number, handler in former.items():
            signal.signal(number, handler or signal.SIG_DFL)


def byte_progress(console: Console) -> Callable[[int, int], None]:
    """Give what shows how many bytes are done, of how many."""

    def show(done: int, total: int) -> None:
        console.progress(f"{size(done)} of {size(total)} · {100 * done // max(total, 1)} %")

    return show


class RunningReport:
    """Tells, while an ingest runs, how far it is and what could not be read."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def progress(self, at: "Progress") -> None:
        """Show how far it is."""
        files = f"{at.files:,}" if at.files_total is None else f"{at.files:,}/{at.files_total:,}"
        done = f" · {100 * at.bytes // at.bytes_total} %" if at.bytes_total else ""
        left = "" if at.seconds_left is None else f" · {lasting(at.seconds_left)} left"
        self._console.progress(
            f"{counted(at.articles, 'article')} · {files} files · {size(at.bytes)}{done}{left} · "
            f"{at.file}"
        )

    def problem(self, problem: Rejection | Skipped) -> None:
        """Name a record that could not be read; what is no article is only counted."""
        if isinstance(problem, Rejection):
            self._name(problem)

    def skipped(self, problem: Skipped) -> None:
        """Name what is no article, where that was asked for."""
        self._name(problem)

    def _name(self, problem: Rejection | Skipped) -> None:
        detail = f": {problem.detail}" if problem.detail else ""
        where = f"{problem.where.file}:{problem.where.record}"
        self._console.error(f"{where}: {problem.reason}{detail}".replace("\n", " "))
