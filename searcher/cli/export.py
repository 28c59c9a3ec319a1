"""`searcher export`: every hit, into files that can be reproduced."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Unpack, cast

from searcher.cli import export_options, options
from searcher.cli.console import Console
from searcher.cli.request import within_saved
from searcher.cli.run import ERROR, NOTHING, OK
from searcher.cli.signature import command
from searcher.errors import UsageError
from searcher.query.arguments import Filters
from searcher.query.fields import not_known
from searcher.render.look import counted

if TYPE_CHECKING:
    from searcher.exports.asked import Failed
    from searcher.exports.run import ExportProgress
    from searcher.exports.work import Exported
    from searcher.query.model import SearchRequest


@command
def export(
    console: Console,
    *,
    output: export_options.Output = None,
    queries: export_options.Queries = None,
    sort: export_options.SortBy = None,
    order: export_options.Order = None,
    limit: export_options.AtMost = 0,
    json: options.AsJson = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[export_options.Exporting],
) -> int:
    """Write all articles that match into a file: any number, in the same order every time.

    Takes the words and filters of `search`. Equal corpora give equal files, byte for byte. Beside
    the file stand a manifest (what was asked, how it was understood, digests of corpus and files,
    the command that repeats it) and a list of the articles; `searcher verify` checks all of it. A
    file appears when it is whole. With `--queries` each query gets a file of its own in a folder,
    or rows with its name in one file.

    Examples:

    - `searcher export treasury --since 2025 -o treasury.jsonl`
    - `searcher export -o all.csv.gz --fields id,date,title,authors`
    - `searcher export --queries queries.txt --facet year -o hits/`
    - `searcher export treasury --format ids -o - | wc -l`
    - `searcher export --saved reefs -o reefs.csv`

    Exit codes: 0 written, 1 no article matches, 2 error or failed queries, 3 the index is missing
    or cannot be used, 130 interrupted.
    """
    from searcher.exports.export import export as write

    if json and output == "-":
        raise UsageError("--json prints the manifest where the hits go: leave one out")
    requests, chosen = _requests(asked, queries, index)
    chosen |= {"order": _order(sort, order), "limit": limit, "authors": authors}
    with _ended_tidily():
        done = write(
            index, requests, _target(console, output), on_progress=_shown(console), **chosen
        )
    console.clear()
    _tell(console, done, output or "", json=json)
    if done.errors:
        return ERROR
    return OK if any(done.hits.values()) else NOTHING


def _requests(
    asked: Any, queries: str | None, index: str | None
) -> tuple["str | Path | SearchRequest", dict[str, Any]]:
    """Take the words out of the options; a file of queries, or a saved search, stands for them."""
    chosen = dict(asked)
    words, saved = " ".join(chosen.pop("words")), chosen.pop("saved")
    if saved is not None:
        if queries is not None:
            raise UsageError("--saved and --queries exclude each other: leave one out")
        filters = {name: chosen.pop(name) for name in Filters.__annotations__}
        options = {**filters, "strict": not chosen["lenient"]}
        return within_saved(saved, index, words, options), chosen
    if queries is None:
        return words, chosen
    if words:
        raise UsageError(f"words beside --queries: put “{words}” into the file, or leave it out")
    return Path(queries), chosen


def _order(sort: str | None, order: str | None) -> str:
    if order not in (None, "id", "stored"):
        raise not_known("order", order, ("id", "stored"))
    if sort is None:
        return order or "id"
    if order is not None:
        raise UsageError("--sort and --order exclude each other: leave one out")
    if sort in ("id", "stored"):
        raise UsageError(f"--sort {sort}: that is written --order {sort}")
    return sort


def _target(console: Console, output: str | None) -> str | BinaryIO:
    if output is None:
        raise UsageError("say where to write: -o hits.jsonl, or -o - for the standard output")
    return console.binary() if output == "-" else output


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Let a request to end the process take away what is half done, as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP", "SIGBREAK")
    signs = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # Who had it ignored, as nohup does, meant that.
    heard = [sign for sign in signs if signal.getsignal(sign) is not signal.SIG_IGN]
    former = {sign: signal.signal(sign, signal.default_int_handler) for sign in heard}
    try:
        yield
    finally:
        for sign, handler in former.items():
            signal.signal(sign, handler or signal.SIG_DFL)


def _shown(console: Console) -> Any:
    def show(at: "ExportProgress") -> None:
        query = f" · {at.query}" if at.query else ""
        if not at.rows:
            console.progress(f"counting · {counted(at.total, 'hit')}{query}")
            return
        done = 100 * at.rows // max(at.total, 1)
        console.progress(f"{counted(at.rows, 'hit')} of {at.total:,} · {done} %{query}")

    return show


def _tell(console: Console, done: "Exported", output: str, *, json: bool) -> None:
    """Say what was written where, what was changed on the way, and which queries failed."""
    from searcher.render.contract import json_lines

    for one in done.errors:
        console.error(_failure(one))
    for note in done.notes:
        console.note(note)
    answered = len(done.hits)
    if done.manifest["batch"]:
        empty = sum(not total for total in done.hits.values())
        without = f", {empty:,} of them without a hit" if empty else ""
        asked = counted(answered, "query", "queries")
        console.note(f"{asked} answered{without}; {len(done.errors):,} failed")
    if output != "-":
        console.note(f"wrote {counted(done.rows, 'hit')} to {output}; manifest: {done.path}")
    if json:
        console.write(json_lines(cast(object, done.manifest)), data=True)


def _failure(one: "Failed") -> str:
    where = f"line {one.line}" if one.line is not None else one.name
    return f"{where}: {one.message}".replace("\n", " ")
