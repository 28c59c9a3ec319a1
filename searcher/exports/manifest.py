"""What says of an export how it came about? The manifest: a JSON file beside it.

It holds no time and no place but the names that were given, so that equal exports have equal
manifests. `searcher verify` reads it.
"""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from searcher.exports.asked import Asked, Failed, Params
from searcher.exports.plan import Plan
from searcher.query.describe import describe, request_record
from searcher.query.model import And, Dated, Node, Not, Or, SearchRequest
from searcher.query.params import to_params
from searcher.query.unparse import unparse
from searcher.results import CorpusState

FORMAT = 1
# Bytes an article has in the list of articles: its id, and the digest of its content.
ARTICLE_BYTES = 16 + 32


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
        case Not(child):
            return _has_days(child)
        case _:
            return isinstance(node, Dated)


_PAGE = ("sort", "limit", "offset", "facet")
_PAGE_KEYS = ("sort", "limit", "offset", "facets")


def manifest_of(
    plan: Plan,
    *,
    index: str,
    languages: Sequence[str],
    corpus: CorpusState,
    requests: Sequence[Mapping[str, Any]],
    errors: Sequence[Failed],
    files: Sequence[Mapping[str, Any]],
    batch: bool,
    changed: Mapping[str, int],
    notes: Sequence[str],
    command: str,
) -> dict[str, Any]:
    """Put it together."""
    from searcher._version import __version__
    from searcher.engines.tantivy import SCHEMA_VERSION, engine_version

    return {
        "manifest": FORMAT,
        "searcher": __version__,
        "engine": engine_version(),
        "schema": SCHEMA_VERSION,
        "index": index,
        "languages": list(languages),
        "corpus": {"digest": corpus.digest, "articles": corpus.articles},
        "format": plan.format.name,
        "compression": plan.compression.removeprefix(".") or None,
        "fields": [column.name for column in plan.columns] if plan.format.fields else None,
        "order": plan.order,
        "reproducible": plan.order != "stored",
        "limit": plan.limit,
        "facets": [facet.field for facet in plan.facets],
        "excel": plan.options.excel,
        "lenient": plan.lenient,
        "batch": batch,
        "rows": sum(request["rows"] for request in requests),
        "requests": list(requests),
        "errors": [
            {"name": e.name, "line": e.line, "column": e.column, "message": e.message}
            for e in errors
        ],
        "files": list(files),
        "guarding": not plan.options.raw,
        **changed,
        "notes": list(notes),
        "command": command,
    }


def command_of(
    plan: Plan, index: str, target: str, asked: Asked | None, *, queries: str | None, common: Params
) -> str:
    """Give the command that makes the same export again, with dates resolved where it can.

    Of a batch its file of queries is named, with the filters common to all.
    """
    params: dict[str, Sequence[str]] = dict(common)
    if asked is not None:
        params = {**resolved(asked.request)}
    parts = ["searcher", "export"]
    words: Sequence[str] = params.pop("q", ())
    for name, values in params.items():
        if name == "any":
            parts.append("--any")
            continue
        parts += [part for value in values for part in (f"--{name}", value)]
    parts += ["--queries", queries] if queries is not None else []
    parts += ["--index", index, "-o", target, *_options(plan)]
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
