"""What does the API offer? Its OpenAPI document, from the same tables as the command line."""

from functools import cache
from typing import Any

from searcher._version import __version__
from searcher.exports.formats import FORMATS
from searcher.query.fields import FACETS, FIELDS
from searcher.query.params import SORTS
from searcher.web.problems import KINDS

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer", "minimum": 0}


def _parameter(name: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _several(name: str, about: str) -> dict[str, Any]:
    return _parameter(name, about, {"type": "array", "items": _TEXT}) | {"explode": True}


@cache
def document() -> dict[str, Any]:
    """Give the document."""
    index = _parameter("index", "The index; else the first that is served.", _TEXT)
    asked = [
        _parameter("q", "The words, in the query language.", _TEXT),
        _parameter("any", "1: one of the words is enough.", _TEXT),
        _parameter("strict", "1: a query with a mistake in it is refused.", _TEXT),
        _parameter("since", "Not before this day.", _TEXT),
        _parameter("until", "Not after this day.", _TEXT),
        *(_several(field.name, f"With this {field.name}.") for field in FIELDS if field.filter),
        *(
            _several(f"not-{field.name}", f"Without this {field.name}.")
            for field in FIELDS
            if field.filter
        ),
        index,
    ]
    sort = _parameter("sort", "The order of hits.", {"type": "string", "enum": list(SORTS)})
    limit = _parameter("limit", "How many at most.", _NUMBER)
    formats = [row.name for row in FORMATS]
    like = _parameter("like", "Only values that hold this text.", _TEXT)
    streams = [row.name for row in FORMATS if row.makes == "stream"]
    paths = {
        "/api/search": _get(
            "Find articles, as `search --json` does.",
            [
                *asked,
                sort,
                limit,
                _parameter("offset", "Hits to pass over.", _NUMBER),
                _several("facet", f"Count the values of a field too: {', '.join(FACETS)}."),
                _parameter("cursor", "Where the page before ended: see the header Link.", _TEXT),
            ],
            more={"304": {"description": "As the ETag says."}},
        ),
        "/api/facets/{field}": _get(
            "Count the values of one field.", [*asked, limit, like, _path("field", list(FACETS))]
        ),
        "/api/suggest": _get(
            "Say what may be meant by words that are still typed.",
            [asked[0], index, _parameter("limit", "How many of a kind at most.", _NUMBER)],
        ),
        "/api/articles/{id}": _get(
            "Read one article, or cite it.",
            [
                index,
                _path("id"),
                _parameter(
                    "format",
                    "As an export of it alone, to be saved: ris, bibtex and csl are citations.",
                    {"type": "string", "enum": streams},
                ),
            ],
        ),
        "/api/corpus": _get("What the index holds.", [index]),
        "/api/indexes": _get("Which indexes are served.", []),
        "/api/export": _get(
            "Write all hits, as `searcher export` does.",
            [
                *asked,
                sort,
                limit,
                _parameter("format", "What is written.", {"type": "string", "enum": formats}),
                _parameter("fields", "Columns, with commas between.", _TEXT),
                _parameter("lenient", "1: a mistake in the query is repaired.", _TEXT),
                _parameter(
                    "zip",
                    "1: all files that the command writes, with manifest and digests, as one zip; "
                    "needed for formats that are folders.",
                    _TEXT,
                ),
            ],
            content="application/octet-stream",
        ),
        "/feed.atom": _get(
            "The newest hits as an Atom feed.", asked, content="application/atom+xml"
        ),
        "/opensearch.xml": _get(
            "How browsers search from their address bar.",
            [index],
            content="application/opensearchdescription+xml",
        ),
        "/openapi.json": _get("This document.", []),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Searcher", "version": __version__},
        "paths": paths,
        "components": {"schemas": {"Problem": _problem()}},
    }


def _path(name: str, values: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"enum": values} if values else {})
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _get(
    about: str,
    parameters: list[dict[str, Any]],
    *,
    content: str = "application/json",
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = sorted({kind.status for kind in KINDS} | {401, 405, 414})
    problems = {
        str(status): {"description": "See `type` and `detail`.", "content": problem}
        for status in statuses
    }
    answers = {"200": {"description": "The answer.", "content": {content: {}}}}
    return {
        "get": {
            "summary": about,
            "parameters": parameters,
            "responses": answers | problems | (more or {}),
        }
    }


def _problem() -> dict[str, Any]:
    types = [f"urn:searcher:problem:{kind.type}" for kind in KINDS]
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail", "suggestions"],
        "properties": {
            "type": {"type": "string", "enum": types},
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "column": {"type": ["integer", "null"]},
            "suggestion": {"type": ["string", "null"]},
            "suggestions": {"type": "array", "items": _TEXT},
        },
    }
