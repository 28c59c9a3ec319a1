"""What came out when, over HTTP: `/api/trend` and `/api/timeline`, as the commands answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.errors import UsageError
from searcher.query.fields import not_known
from searcher.query.typed_values import is_on, whole
from searcher.render import TIMELINE_FORMATS, TREND_FORMATS, Format, Look
from searcher.web.api import answered, as_file, asked_within, name_of
from searcher.web.desk import Desk
from searcher.web.openapi import FARTHEST, MOST_HITS, STORIES
from searcher.web.page import mount_of

# Parameters beside those of a request.
TREND_OWN = ("by", "share", "series", "top", "query", "format")
TIMELINE_OWN = ("by", "sort", "min-copies", "limit", "offset", "format")
_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "markdown": "text/markdown",
    "svg": "image/svg+xml",
}
_SUFFIXES = {"markdown": "md"}
_MOST_DIGITS = 4


def routes(desk: Desk) -> list[BaseRoute]:
    """List what there is."""

    async def trend(request: Request) -> Response:
        params = request.query_params
        form = _format(TREND_FORMATS, params.get("format", "json"))
        asked = await asked_within(request, desk, without=TREND_OWN)
        queries = [
            await asked_within(request, desk, without=TREND_OWN, words=words)
            for words in params.getlist("query")
            if words.strip()
        ]
        options = trend_options(dict(params))
        found = await desk.ask(
            name_of(request, desk), lambda index: index.trend(asked, queries=queries, **options)
        )
        return _sent(form, found, "trend")

    async def timeline(request: Request) -> Response:
        params = request.query_params
        form = _format(TIMELINE_FORMATS, params.get("format", "json"))
        limit = whole("limit", params.get("limit", str(STORIES)), digits=len(str(MOST_HITS)))
        if not 1 <= limit <= MOST_HITS:
            raise UsageError(f"limit is 1 to {MOST_HITS:,} here; the command has all.")
        asked = await asked_within(
            request, desk, without=("by", "sort", "min-copies", "limit", "format")
        )
        if asked.offset + limit > FARTHEST:
            raise UsageError(f"pages end at {FARTHEST:,} stories; the command has all.")
        options = timeline_options(dict(params))
        asked = replace(asked, limit=limit)
        found = await desk.ask(
            name_of(request, desk), lambda index: index.timeline(asked, **options)
        )
        answer = _sent(form, found, "timeline")
        after = asked.offset + len(found.stories)
        if found.stories and after < min(found.total, FARTHEST):
            following = request.url.include_query_params(offset=after)
            path = f"{mount_of(request.scope)}/api/timeline"
            answer.headers["link"] = f'<{path}?{following.query}>; rel="next"'
        return answer

    return [
        Route("/api/trend", answered(trend)),
        Route("/api/timeline", answered(timeline)),
    ]


def trend_options(given: dict[str, str]) -> dict[str, Any]:
    """Give the options of `Index.trend` that parameters name; what is empty is not given."""
    options: dict[str, Any] = {}
    for name in ("by", "series"):
        if text := given.get(name, "").strip():
            options[name] = text
    if text := given.get("top", "").strip():
        options["top"] = whole("top", text, digits=_MOST_DIGITS)
    options["share"] = is_on("share", given.get("share", ""))
    return options


def timeline_options(given: dict[str, str]) -> dict[str, Any]:
    """Give the options of `Index.timeline` that parameters name."""
    options: dict[str, Any] = {}
    for name in ("by", "sort"):
        if text := given.get(name, "").strip():
            options[name] = text
    if text := given.get("min-copies", "").strip():
        options["min_copies"] = whole("min-copies", text)
    return options


def formats_of(formats: Sequence[Format]) -> tuple[str, ...]:
    """Name the formats that are sent: those for programs."""
    return tuple(row.name for row in formats if row.data)


def _format(formats: Sequence[Format], name: str) -> Format:
    for row in formats:
        if row.data and row.name == name:
            return row
    raise not_known("format", name[:80], formats_of(formats))


def _sent(form: Format, record: object, stem: str) -> Response:
    text = "".join(f"{line}\n" for line in form.render(record, Look()))
    file = f"{stem}.{_SUFFIXES.get(form.name, form.name)}"
    headers = {} if form.name == "json" else as_file(file)
    data = text.encode("utf-8", "replace")
    return Response(data, headers=headers, media_type=_TYPES[form.name])
