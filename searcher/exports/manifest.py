"""What says of an export how it came about? The manifest: a JSON file beside it.

It holds no time and no place but the names that were given, so that equal exports have equal
manifests. `searcher verify` reads it.
"""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from searcher.exports.asked import Asked, Failed
from searcher.exports.plan import Plan
from searcher.exports.run import Run
from searcher.exports.sidecars import QUERIES
from searcher.exports.streams import digest_of
from searcher.index import Index
from searcher.query.describe import describe, request_record
from searcher.query.model import And, Boosted, Dated, Node, Not, Or, SearchRequest
from searcher.query.params import to_params
from searcher.query.typed_values import to_flags
from searcher.query.unparse import unparse
from searcher.record import Record, record

FORMAT = 1


def request_part(asked: Asked) -> dict[str, Any]:
    """Give a question: as given, as understood, and in words."""
    understood = resolved(asked.request)
    record = {k: v for k, v in request_record(asked.request).items() if k not in _PAGE_KEYS}
    return {
        "name": asked.name,
        "line": asked.line,
        "given": {name: list(values) for name, values in asked.params.items()},
        "understood": understood,
        "query": record,
        "description": [line for line in describe(asked.request) if not line.startswith("order: ")],
    }


def resolved(request: SearchRequest) -> dict[str, list[str]]:
    """Give a request as names and values that mean the same on any day.

    Filters hold days already; words such as `date:yesterday` are written as they were understood.
    """
    params = {name: values for name, values in to_params(request).items() if name not in _PAGE}
    if _has_days(request.query):
        params["q"] = [unparse(request.query)]
        params.pop("any", None)
    return params


def _has_days(node: Node) -> bool:
    match node:
        case And(children) | Or(children):
            return any(map(_has_days, children))
        case Not(child) | Boosted(child):
            return _has_days(child)
        case _:
            return isinstance(node, Dated)


_PAGE = ("sort", "expand", "half-life", "limit", "offset", "after", "facet")
_PAGE_KEYS = ("sort", "expand", "half_life", "limit", "offset", "facets", "authority")


@record
class Told(Record):
    """What the manifest repeats of how the export was asked for.

    `queries` is the file that the questions come from, with its `header`, if it has one; `target`
    and `authors`, the file of authors, are the names as given.
    """

    batch: bool
    index: str
    target: str
    queries: Path | None
    header: str = ""
    authors: str | None = None


def manifest_of(
    run: Run,
    told: Told,
    *,
    asked: Sequence[Asked],
    requests: Sequence[Mapping[str, Any]],
    errors: Sequence[Failed],
    files: Sequence[Mapping[str, Any]],
    notes: Sequence[str],
) -> dict[str, Any]:
    """Put it together."""
    from searcher._version import __version__

    plan, settings, corpus = run.plan, run.index.settings, run.corpus
    return {
        "manifest": FORMAT,
        "searcher": __version__,
        "engine": settings.engine,
        "schema": settings.schema,
        "libraries": _libraries(plan),
        "index": told.index,
        "languages": list(settings.languages),
        "corpus": {"digest": corpus.digest, "articles": corpus.articles},
        "authority": authority_part(run.index),
        "format": plan.format.name,
        "compression": plan.compression.removeprefix(".") or None,
        "fields": [column.name for column in plan.columns] if plan.format.fields else None,
        "order": plan.order,
        "reproducible": plan.reproducible,
        "limit": plan.limit,
        "facets": [facet.field for facet in plan.facets],
        "excel": plan.options.excel,
        "lenient": plan.lenient,
        "batch": told.batch,
        "queries": _queries(told.queries),
        "rows": sum(request["rows"] for request in requests),
        "requests": list(requests),
        "errors": [
            {"name": e.name, "line": e.line, "column": e.column, "message": e.message}
            for e in errors
        ],
        "files": list(files),
        "guarding": not plan.options.raw,
        "guarded": run.guarded,
        "cut": run.cut,
        "replaced": run.replaced,
        "notes": list(notes),
        "command": command_of(plan, told, asked),
    }


def _libraries(plan: Plan) -> dict[str, str]:
    """Name the libraries on whose versions the bytes of a format depend."""
    found = {}
    if plan.format.name == "sqlite":
        import sqlite3

        found["sqlite"] = sqlite3.sqlite_version
    if plan.format.extra is not None:
        from importlib.metadata import version

        found["pyarrow"] = version("pyarrow")
    if plan.compression == ".gz":
        import zlib

        found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    return found


def _queries(path: Path | None) -> dict[str, str | None] | None:
    if path is None:
        return None
    # A pipe cannot be read again.
    return {"name": path.name, "sha256": digest_of(path)[1] if path.is_file() else None}


def authority_part(index: Index) -> dict[str, str] | None:
    """Name the file by which names of one author were joined."""
    authority = index.authors.authority
    ref = authority.ref if authority else None
    return None if ref is None else {"name": ref.name, "digest": ref.digest}


def command_of(plan: Plan, told: Told, asked: Sequence[Asked]) -> str | None:
    """Give the command that makes the same export again, from the folder of its target.

    Dates are resolved in it. The queries of a batch lie beside the hits as they were understood.
    None for a pipe, and where no question was understood.
    """
    if told.target == "-" or not asked:
        return None
    within = told.target.endswith(("/", os.sep)) or not plan.shows("query")
    target = PurePath(told.target).name + "/" * (told.batch and within)
    parts = ["searcher", "export"]
    words: Sequence[str] = ()
    if told.batch:
        parts += ["--queries", f"{target}{'' if target.endswith('/') else '.'}{QUERIES}"]
    else:
        params: dict[str, Sequence[str]] = {**resolved(asked[0].request)}
        words = params.pop("q", ())
        parts += to_flags(params)
    parts += ["--index", told.index, "-o", target, *_options(plan)]
    parts += [] if told.authors is None else ["--authors", told.authors]
    if any(words):
        parts += ["--", *words]
    return shlex.join(parts)


def _options(plan: Plan) -> list[str]:
    parts = ["--format", plan.format.name]
    if plan.fields is not None:
        parts += ["--fields", ",".join(plan.fields)]
    if plan.sorted:
        parts += ["--sort", plan.order]
    elif plan.order != "id":
        parts += ["--order", plan.order]
    if plan.limit is not None:
        parts += ["--limit", str(plan.limit)]
    for facet in plan.facets:
        parts += ["--facet", facet.field]
    parts += ["--raw"] * plan.options.raw + ["--excel"] * plan.options.excel
    return parts + ["--lenient"] * plan.lenient
