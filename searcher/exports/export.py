"""Requests become files and a manifest: `searcher.export`."""

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Unpack

from searcher.errors import UsageError
from searcher.exports.asked import (
    Asked,
    Failed,
    Question,
    params_of,
    question,
    understand,
    understand_one,
)
from searcher.exports.formats import format_for
from searcher.exports.manifest import resolved
from searcher.exports.plan import plan_of
from searcher.exports.queries import read_queries
from searcher.exports.run import Progress, Run
from searcher.exports.stage import Stage, is_folder
from searcher.exports.work import BESIDE, Exported, Told, Work
from searcher.index import Index, resolve
from searcher.query.model import SearchRequest
from searcher.query.params import Filters, from_params

Request = str | SearchRequest
Requests = Request | Mapping[str, Request] | Sequence[Request] | Path


def export(
    index: Index | str | Path | None,
    requests: Requests,
    target: str | Path | BinaryIO,
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
    on_progress: Callable[[Progress], None] | None = None,
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
    suffix that is known), which gets a file for each; or a binary stream. What exists is kept
    unless `force`. In `order` of `id` equal corpora give equal bytes; `stored` is faster and does
    not; `relevance`, `newest` and `oldest` sort, and take 200,000 hits at most. `limit` None or 0
    is all. `raw` leaves cells that a spreadsheet would run as they are, `excel` suits CSV to it.

    Of several requests one mistake never stops the others: see `Exported.errors`. Raises
    `ExportError`, `TargetExists`, and as `Index.search` does.
    """
    stream = None if isinstance(target, str | Path) else target
    name = str(target) if isinstance(target, str | Path) else "-"
    common = params_of("", options)
    questions, failed, queries = _questions(requests)
    batch = queries is not None or not isinstance(requests, str | SearchRequest)
    many = batch and stream is None and _is_folder(name)
    plan = plan_of(
        "" if many else Path(name).name,
        format=format or ("jsonl" if many else None),
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
    plan.format.load()
    if batch:
        asked, mistaken = understand(questions, common, lenient=lenient, today=today)
    else:
        understood = understand_one(questions[0], common, lenient=lenient, today=today)
        words = " ".join(understood[0].get("q", ()))
        asked, mistaken = [Asked(words, Path(name).name, *understood)], []
    with Index.open(index.path if isinstance(index, Index) else index, snapshot=True) as opened:
        days = resolved(from_params(common, today=today))
        told = Told(batch, _named(index, opened), name, queries, days)
        work = Work(Run(opened, plan, on_progress), told, asked, [*failed, *mistaken])
        if stream is not None:
            return work.to_stream(stream)
        place = Path(name)
        if plan.format.makes != "folder" and not many and is_folder(place):
            raise UsageError(
                f"{place} is a folder. Name a file in it, as in {place / 'hits.jsonl'}"
            )
        with Stage(place, beside=() if many else BESIDE, force=force) as stage:
            return work.to_folder(stage) if many else work.to_file(stage)


def _questions(requests: Requests) -> tuple[list[Question], list[Failed], str | None]:
    """Give the questions, those that cannot be read, and the file that they come from."""
    if isinstance(requests, str | SearchRequest):
        return [question("", requests)], [], None
    if isinstance(requests, Path):
        return *read_queries(requests), str(requests)
    if isinstance(requests, Mapping):
        return [question(str(name), one) for name, one in requests.items()], [], None
    return [question("", one) for one in requests], [], None


def _is_folder(name: str) -> bool:
    return name.endswith(("/", os.sep)) or format_for(name) is None or is_folder(Path(name))


def _named(index: Index | str | Path | None, opened: Index) -> str:
    """Give the index as it is named in a command: the name in the index home, or the path."""
    if isinstance(index, str):
        return index
    if resolve(opened.name) == opened.path:
        return opened.name
    path = str(opened.path)
    # Without a separator it would be a name.
    return path if os.sep in path or "/" in path else f"./{path}"
