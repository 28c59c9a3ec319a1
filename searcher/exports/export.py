"""Requests become files and a manifest: `searcher.export`."""

import datetime as dt
import io
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import UnionType
from typing import Any, Unpack, cast

from searcher.errors import UsageError
from searcher.exports.asked import (
    Asked,
    params_of,
    question,
    understand,
    understand_one,
)
from searcher.exports.formats import format_for
from searcher.exports.manifest import Told
from searcher.exports.plan import plan_of
from searcher.exports.queries import Queries, read_queries
from searcher.exports.run import ExportProgress, Run
from searcher.exports.sidecars import QUERIES
from searcher.exports.stage import Stage, is_folder
from searcher.exports.streams import Writable
from searcher.exports.work import Exported, Work
from searcher.index import Index, index_home
from searcher.index.folder.home import is_index
from searcher.query.arguments import Filters
from searcher.query.model import SearchRequest

Request = str | SearchRequest
Requests = Request | Mapping[str, Request] | Iterable[Request] | Path


def export(
    index: Index | str | Path | None,
    requests: Requests,
    target: str | Path | Writable,
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    fields: str | Sequence[str] | None = None,
    order: str = "id",
    limit: int | None = None,
    facet: str | Sequence[str] = (),
    raw: bool = False,
    excel: bool = False,
    force: bool = False,
    lenient: bool = False,
    today: dt.date | None = None,
    named: str | None = None,
    authors: str | Path | None = None,
    on_progress: Callable[[ExportProgress], None] | None = None,
    **options: Unpack[Filters],
) -> Exported:
    """Write every hit of one request, or of each of many, into files, with a manifest beside.

    `requests` is a text or a `SearchRequest`; several in a sequence, or in a mapping by name; or
    the `Path` of a file of queries. `options` are filters, as in `Index.search`, for all of them.
    Of a request understood before, sort, limit, offset and facets are passed over: `order`, `limit`
    and `facet` stand for them here. A mistake in the words is an error, unless `lenient` has it
    repaired with a note.

    `target` is a file, whose suffix says format and compression if `format` does not; for several
    requests also a folder (a text that ends in a slash, a folder that exists, a name without a
    suffix that is known), which gets a file for each; or a binary stream, of which only `write` is
    needed. What exists is kept unless `force`. In `order` of `id` equal corpora give equal bytes;
    `stored` is faster and does not; `relevance`, `newest` and `oldest` sort, and take 200,000 hits
    at most. `limit` None or 0 is all. `raw` leaves cells that a spreadsheet would run as they are,
    `excel` suits CSV to it. `named` is how the manifest names the index, if not by its name or
    path. `authors` is the file that says which names are one author's, as in `Index.open`, else
    that of an index that is open. A snapshot is exported as it is; of any other index the newest
    commit.

    Of several requests one mistake never stops the others: see `Exported.errors`. Raises
    `ExportError`, `TargetExists`, and as `Index.search` does.
    """
    _checked("index", index, Index | str | Path | None, "an Index, a name or a path")
    _checked("format", format, str | None, "a name")
    _checked("fields", fields, str | Iterable | None, "names of columns")
    _checked("order", order, str, "a name")
    _checked("limit", limit, int | None, "a whole number")
    _checked("today", today, dt.date | None, "a datetime.date")
    _checked("authors", authors, str | Path | None, "a path")
    _checked("named", named, str | None, "a name")
    for switch, on in (("raw", raw), ("excel", excel), ("force", force), ("lenient", lenient)):
        _checked(switch, on, bool, "True or False")
    stream = None if isinstance(target, str | Path) else _binary(target)
    name = _place(target) if isinstance(target, str | Path) else "-"
    common = params_of(options)
    given, queries = _questions(requests)
    batch = not isinstance(requests, str | SearchRequest)
    many = batch and stream is None and _is_folder(name)
    plan = plan_of(
        "" if many else Path(name).name,
        format="jsonl" if format is None and many else format,
        fields=fields,
        order=order,
        limit=limit,
        facet=facet,
        raw=raw,
        excel=excel,
        lenient=lenient,
    )
    if stream is not None and (plan.format.makes != "stream" or plan.facets):
        what = "facets" if plan.facets else plan.format.name
        suffix = plan.format.suffixes[0] if plan.format.suffixes else "/"
        raise UsageError(f"{what} cannot go through a pipe. Name a place: -o hits{suffix}")
    if batch and not many:
        plan = plan.with_query()
    elif not batch and plan.format.makes != "folder" and _is_folder(name, plain=True):
        raise UsageError(f"{name} is a folder. Name a file in it, as in {Path(name, 'hits.jsonl')}")
    plan.format.load()
    if batch:
        asked, mistaken = understand(given.questions, common, lenient=lenient, today=today)
    else:
        understood = understand_one(given.questions[0], common, lenient=lenient, today=today)
        words = " ".join(understood[0].get("q", ()))
        asked, mistaken = [Asked(words, Path(name).name, *understood)], []
    with _snapshot(index, authors) as opened:
        said = opened.authors.given
        if said is not None and named is not None:
            said = Path(said).name  # where it lies is no business of who reads it elsewhere
        told = Told(
            batch,
            named or _named(index, opened),
            name,
            queries,
            given.header,
            None if said is None else str(said),
        )
        work = Work(Run(opened, plan, on_progress), told, asked, [*given.failed, *mistaken])
        if stream is not None:
            return work.to_stream(stream)
        _kept_apart(Path(name), queries)
        with Stage(Path(name), folder=many, force=force) as stage:
            return work.to_folder(stage) if many else work.to_file(stage)


def _snapshot(
    index: Index | str | Path | None, authors: str | Path | None
) -> AbstractContextManager[Index]:
    """Give one commit: that of a snapshot, which stays open, else the newest."""
    if not isinstance(index, Index):
        return Index.open(index, snapshot=True, authors=authors)
    given = index.authors.given
    if index.is_snapshot and authors in (None, given):
        return nullcontext(index)
    if index.is_snapshot:
        raise UsageError("a snapshot keeps its file of authors: open it with authors=… instead.")
    return Index.open(index.path, snapshot=True, authors=given if authors is None else authors)


def _checked(name: str, value: Any, kinds: type | UnionType, wanted: str) -> None:
    """Raise `UsageError` for a value of another kind: callers may be unchecked."""
    # To Python a bool is a number, which no number here is meant to be.
    if not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
        raise UsageError(f"{name} needs {wanted}, not {value!r:.40}")


def _binary(target: Any) -> Writable:
    if not callable(getattr(target, "write", None)) or isinstance(target, io.TextIOBase):
        raise UsageError(f"a target is a path or a binary stream, not {target!r:.60}")
    if getattr(target, "closed", False) is True:
        raise UsageError(f"the stream {target!r:.60} is closed")
    return cast(Writable, target)


def _place(target: str | Path) -> str:
    name = str(target)
    if Path(name).name in ("", "..") or "\0" in name:
        raise UsageError(
            f"{name or 'an empty name'} cannot be made. Name a file, or a folder, that is to be, "
            "as in hits.jsonl"
        )
    return name


def _kept_apart(target: Path, queries: Path | None) -> None:
    """Raise `UsageError` for a target that would destroy what the export comes from."""
    place = Path(os.path.abspath(target))  # noqa: PTH100 - links shall stay what they are
    if queries is not None:
        asked = Path(os.path.abspath(queries))  # noqa: PTH100
        ours = asked.name.endswith(QUERIES) and (place / QUERIES == asked or asked.parent != place)
        if asked == place or (place in asked.parents and not ours):
            raise UsageError(f"{target} holds the queries {queries}. Choose another place.")
    index = next((folder for folder in place.parents if is_index(folder)), None)
    if index is not None or (is_folder(place) and is_index(place)):
        raise UsageError(f"{target} lies within the index {index or place}. Choose another place.")


def _questions(requests: Any) -> tuple[Queries, Path | None]:
    """Give the questions, and the file that they come from."""
    if isinstance(requests, str | SearchRequest):
        return Queries([question("", requests)], []), None
    if isinstance(requests, Path):
        return read_queries(requests), requests
    if isinstance(requests, Mapping):
        found = [question(str(name), one) for name, one in requests.items()]
    elif isinstance(requests, bytes) or not isinstance(requests, Iterable):
        raise UsageError(
            f"a request is a text or a SearchRequest, or several of them, or the Path of a file of "
            f"queries, not {requests!r:.40}"
        )
    else:
        found = [question("", one) for one in requests]
    if not found:
        raise UsageError("there is no request to export")
    return Queries(found, []), None


def _is_folder(name: str, *, plain: bool = False) -> bool:
    """Say whether a name means a folder; `plain`: by itself, whatever its suffix does not say."""
    says = name.endswith(("/", os.sep)) or is_folder(Path(name))
    return says or (not plain and format_for(name) is None)


def _named(index: Index | str | Path | None, opened: Index) -> str:
    """Give the index as it is named in a command: the name in the index home, or the path."""
    if isinstance(index, str):
        return index
    if opened.path == index_home() / opened.name:
        return opened.name
    path = str(opened.path)
    # Without a separator it would be a name.
    return path if os.sep in path or "/" in path else f"./{path}"
