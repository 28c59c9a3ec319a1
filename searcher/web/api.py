"""The HTTP API: what the command line asks, under the same names, as JSON.

`/api/search` answers as `search --json` does; exports are in `searcher.web.download`.
"""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.article import Article, to_record
from searcher.errors import ArticleNotFound, IndexDamaged, SearcherError, UsageError
from searcher.exports.formats import FORMATS, Format, format_named
from searcher.index import Index
from searcher.index.folder.searches import Saved
from searcher.query.facets import DATE_FACETS
from searcher.query.fields import facet_name, not_known
from searcher.query.model import SearchRequest
from searcher.query.params import from_params
from searcher.query.typed_values import is_on, only, whole
from searcher.render.contract import facet_record, results_record, suggestion_record
from searcher.render.searches import search_record
from searcher.results import Results
from searcher.web.citing import MEDIA_TYPES, written
from searcher.web.desk import Desk
from searcher.web.failures import failure
from searcher.web.openapi import (
    FARTHEST,
    MOST_HITS,
    MOST_SUGGESTIONS,
    MOST_VALUES,
    SUGGESTIONS,
    VALUES,
    document,
)
from searcher.web.page import mount_of

# Parameters that are not part of a request.
_OWN = ("index", "strict", "explain")
# Suggestions are of the whole corpus: a filter would be lost.
_OF_SUGGESTIONS = ("q", "limit", "index")
# The saved search within which is asked.
SAVED = "saved"

Answer = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> list[BaseRoute]:
    """List what there is."""

    async def search(request: Request) -> Response:
        asked = await asked_within(request, desk)
        if asked.limit is None or asked.limit > MOST_HITS:
            raise UsageError(f"limit is 1 to {MOST_HITS:,} here; /api/export gives all hits.")
        explaining = is_on("explain", request.query_params.get("explain", ""))
        for facet in asked.facets:
            most = facet.limit or (0 if facet.field in DATE_FACETS else MOST_VALUES + 1)
            if most > MOST_VALUES:
                raise UsageError(f"facet {facet.field} is 1 to {MOST_VALUES:,} values here.")
        if asked.offset + asked.limit > FARTHEST:
            if asked.cursor is None:
                raise UsageError(
                    f"offset reaches {FARTHEST:,} hits. Go on behind them page by page, with "
                    "`after`; /api/export gives all."
                )
            if _is_held(asked):
                raise UsageError(
                    f"pages of this order end at {FARTHEST:,} hits. Those by time have no end "
                    "(sort=newest); /api/export gives all."
                )

        def ask(index: Index) -> dict[str, Any]:
            from searcher.index.explain import explained

            found = explained(index, asked) if explaining else index.search(asked)
            return results_record(found) | {"answering": _answering(found)}

        record = await desk.ask(name_of(request, desk), ask)
        # A saved search may have become another under its name.
        tag = _tag(record.pop("answering"), f"{request.url.query} {record['query']}")
        headers = {"etag": tag}
        if record["next"]:
            following = request.url.remove_query_params("offset")
            following = following.include_query_params(after=record["next"])
            path = f"{mount_of(request.scope)}/api/search"
            headers["link"] = f'<{path}?{following.query}>; rel="next"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return _json(record, headers)

    async def facet(request: Request) -> Response:
        params = request.query_params
        field, like = request.path_params["field"], params.get("like", "")
        usual = 0 if field in DATE_FACETS or field == "date" else VALUES
        limit = _whole(params, "limit", usual, MOST_VALUES)
        named = facet_name(field)
        asked = await asked_within(request, desk, without=("limit", "like"), counted=[named])
        found = await desk.ask(
            name_of(request, desk),
            lambda index: index.facet_answer(field, asked, limit=limit, like=like),
        )
        return _json(facet_record(found))

    async def suggest(request: Request) -> Response:
        params = request.query_params
        for name in params:
            if name not in _OF_SUGGESTIONS:
                raise not_known("parameter", name[:80], _OF_SUGGESTIONS)
        limit = _whole(params, "limit", SUGGESTIONS, MOST_SUGGESTIONS)
        words = params.get("q", "")
        found = await desk.ask(
            name_of(request, desk), lambda index: index.suggest(words, limit=limit)
        )
        return _json({"suggestions": [suggestion_record(one) for one in found]})

    async def article(request: Request) -> Response:
        wanted = request.path_params["id"]
        name = request.query_params.get("format")
        form = None if name is None else _streamed(name)

        def read(index: Index) -> Article:
            try:
                return index.get(wanted)
            except ArticleNotFound as wrong:
                # Where the index lies on this machine is no one's business.
                message = str(wrong).replace(f" in {index.path}", "")
                raise ArticleNotFound(message) from wrong

        found = await desk.ask(name_of(request, desk), read)
        if form is None:
            return _json(to_record(found))
        data, file = written(found, form)
        kind = MEDIA_TYPES.get(form.name, "application/octet-stream")
        return Response(data, media_type=kind, headers=as_file(file))

    async def corpus(request: Request) -> Response:
        found = await desk.ask(name_of(request, desk), lambda index: index.info())
        record = found.as_json()
        del record["path"]  # where it lies on this machine is no one's business
        return _json(record)

    async def saved(request: Request) -> Response:
        def read(index: Index) -> tuple[Saved, ...]:
            try:
                return index.searches.list()
            except IndexDamaged as wrong:
                # Where the index lies on this machine is no one's business.
                raise IndexDamaged("the file of saved searches cannot be understood.") from wrong

        found = await desk.ask(name_of(request, desk), read)
        return _json({"searches": [search_record(one) for one in found]})

    async def indexes(_: Request) -> Response:
        return _json({"indexes": list(desk.names)})

    async def openapi(_: Request) -> Response:
        return _json(document())

    return [
        Route("/api/search", answered(search)),
        Route("/api/facets/{field}", answered(facet)),
        Route("/api/suggest", answered(suggest)),
        Route("/api/articles/{id}", answered(article), name="api-article"),
        Route("/api/corpus", answered(corpus)),
        Route("/api/saved", answered(saved)),
        Route("/api/indexes", answered(indexes)),
        Route("/openapi.json", answered(openapi)),
    ]


def name_of(request: Request, desk: Desk) -> str:
    """Give the index that a request names, else the first that is served."""
    name = request.query_params.get("index", desk.names[0])
    if name not in desk.names:
        raise not_known("index served here:", name[:80], tuple(desk.names))
    return name


def asked_of(
    request: Request,
    *,
    without: Sequence[str] = (),
    strict: bool | None = None,
    words: str | None = None,
) -> SearchRequest:
    """Understand what a request asks, but for the parameters that are not part of it.

    `strict` None: as its parameter says. `words` are asked in place of its own.
    """
    params = request.query_params
    strict = is_on("strict", params.get("strict", "")) if strict is None else strict
    kept = {name: params.getlist(name) for name in params if name not in (*_OWN, *without)}
    if words is not None:
        kept["q"] = [words]
    return from_params(kept, strict=strict)


def saved_in(params: QueryParams) -> str | None:
    """Give the saved search that is named; raises `UsageError` for several: one would be lost."""
    named = params.getlist(SAVED)
    return only(SAVED, named) if named else None


async def asked_within(
    request: Request,
    desk: Desk,
    *,
    without: Sequence[str] = (),
    words: str | None = None,
    counted: Sequence[str] = (),
) -> SearchRequest:
    """Understand what a request asks, within a saved search where it names one.

    `counted` are facets that are shown of it alone. Raises `ValueNotKnown` where there is none of
    this name.
    """
    saved = saved_in(request.query_params)
    asked = asked_of(request, without=(SAVED, *without), words=words)
    if saved is None:
        return asked
    return await desk.ask(
        name_of(request, desk), lambda index: index.searches.within(saved, asked, counted=counted)
    )


def _whole(params: QueryParams, name: str, usual: int, most: int) -> int:
    text = params.get(name)
    if text is None:
        return usual
    number = whole(name, text, digits=len(str(most)))
    if number > most:
        raise UsageError(f"{name} is {most:,} at most.")
    return number


def _is_held(asked: SearchRequest) -> bool:
    """Say whether all hits before a page are held as it is found, some 200 bytes each."""
    return asked.sort == "relevance" and (asked.count == "stories" or asked.recency is not None)


def _answering(found: Results) -> str:
    """Name what answers: the corpus, and the file of authors where there is one."""
    authority = found.request.authority
    return found.corpus.digest[:32] + (f"-{authority.digest[:16]}" if authority else "")


def _tag(answering: str, asked: str) -> str:
    # “Last week” is another one tomorrow.
    told = f"{dt.datetime.now(dt.UTC).astimezone():%Y-%m-%d} {asked}"
    asked = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f'W/"{answering}-{asked}"'


def as_file(name: str) -> dict[str, str]:
    """Give the header by which a browser saves an answer under a name."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def _streamed(name: str) -> Format:
    """Find a format that is one stream."""
    form = format_named(name)
    if not form.of_one:
        names = ", ".join(row.name for row in FORMATS if row.of_one)
        raise UsageError(f"{form.name} is no format of one article here. Choose one of {names}.")
    return form


def _json(record: object, headers: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(record), headers=headers, media_type="application/json")


def answered(answer: Answer) -> Answer:
    """Answer problems as such."""

    async def run(request: Request) -> Response:
        try:
            return await answer(request)
        except SearcherError as problem:
            return failure(request.scope, problem)

    return run
