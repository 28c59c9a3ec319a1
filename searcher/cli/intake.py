"""What `ingest` needs beside the façade: its options understood, its index, its running report."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from searcher.article import Rejection, Skipped
from searcher.cli.console import Console
from searcher.errors import IndexNotFound, NothingToIngest, UsageError
from searcher.index import Index, remove
from searcher.render.look import counted, size

if TYPE_CHECKING:
    from searcher.corpus.report import Progress


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
    """Understand --map: `title=headline,published=date`."""
    fields: dict[str, str] = {}
    for part in text.split(",") if text else ():
        attribute, sign, name = (piece.strip() for piece in part.partition("="))
        if not (attribute and sign and name):
            raise UsageError(f"--map {part}: write ATTRIBUTE=FIELD, as in title=headline")
        fields[attribute] = name
    return fields


def languages_of(text: str | None) -> tuple[str, ...]:
    """Understand --languages: codes with commas between them; empty where not given."""
    return tuple(code for part in (text or "").split(",") if (code := part.strip().lower()))


_SIZE = re.compile(r"(\d+) ?([kmgt]?)(i?b)?", re.IGNORECASE)


def bytes_of(text: str | None) -> int | None:
    """Understand --max-unpacked: a number of bytes, or with K, M, G, T (powers of 1024)."""
    if text is None:
        return None
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"--max-unpacked {text}: no size. Write it as 500G or 2T.")
    return int(found[1]) << 10 * " kmgt".index(found[2].lower() or " ")


@contextmanager
def target(console: Console, where: str | None, languages: tuple[str, ...]) -> Iterator[Index]:
    """Open the index, or make it; say which. One that was made for nothing is removed again."""
    made = False
    try:
        index = Index.open(where)
    except IndexNotFound:
        index, made = Index.create(where, languages=languages or ("en",)), True
    console.note(f"index {index.name}{' (new)' if made else ''}: {index.path}")
    try:
        with index:
            _same_languages(index, languages)
            yield index
    except NothingToIngest:
        if made:
            remove(index.path)
        raise


def _same_languages(index: Index, languages: tuple[str, ...]) -> None:
    made_for = index.info().languages if languages else ()
    if set(languages) != set(made_for):
        raise UsageError(
            f"--languages {','.join(languages)}: {index.name} was made for "
            f"{','.join(made_for)}, which stays. To change it: searcher reindex --languages …"
        )


class RunningReport:
    """Tells, while an ingest runs, how far it is and what could not be read."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def progress(self, at: "Progress") -> None:
        """Show how far it is."""
        files = f"{at.files:,}" if at.files_total is None else f"{at.files:,}/{at.files_total:,}"
        done = f" · {100 * at.bytes // at.bytes_total} %" if at.bytes_total else ""
        self._console.progress(
            f"{files} files · {counted(at.records, 'record')} · {size(at.bytes)}{done} · {at.file}"
        )

    def problem(self, problem: Rejection | Skipped) -> None:
        """Name a record that could not be read; what is no article is only counted."""
        if isinstance(problem, Rejection):
            detail = f": {problem.detail}" if problem.detail else ""
            where = f"{problem.where.file}:{problem.where.record}"
            self._console.error(f"{where}: {problem.reason}{detail}".replace("\n", " "))
