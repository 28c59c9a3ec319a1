"""How does a person try the API? On a page with a form for each path of its document.

No script is needed. But a form cannot put a value into a path, nor leave out what is empty: all are
sent to `/api/try`, which redirects to the address that a program would ask. Hostile values come
there too, so it leads to paths of the document alone.
"""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from searcher.errors import ArticleNotFound, UsageError
from searcher.index import Index
from searcher.query.fields import not_known
from searcher.web.api import answered
from searcher.web.desk import Desk
from searcher.web.openapi import document
from searcher.web.page import Renderer, root_of, site_of
from searcher.web.problems import KINDS
from searcher.web.state import INDEX, State

PATH = "path"
# What a refusal repeats of what was typed.
_SHOWN = 80
# Answered by any corpus. What stands in a path is filled in when the page is made.
EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "/api/search": {"q": "*", "since": "2020", "sort": "newest", "limit": "3"},
    "/api/facets/{field}": {"field": "author", "limit": "5"},
    "/api/kwic": {"q": "a*", "limit": "3"},
    "/api/similar/{id}": {"limit": "3"},
    "/api/trend": {"q": "*", "by": "year"},
    "/api/timeline": {"q": "*", "limit": "3"},
    "/api/suggest": {"q": "a"},
    "/api/articles/{id}": {},
    "/api/corpus": {},
    "/api/saved": {},
    "/api/indexes": {},
    "/api/export": {"q": "*", "format": "csv", "limit": "3"},
    "/feed.atom": {"q": "*"},
    "/opensearch.xml": {},
    "/openapi.json": {},
}
# Of an index that has no article.
_NO_ARTICLE = "0" * 32


class Input(NamedTuple):
    """One input of a form. `kind`: text, number, tick, choice (one), ticks (any), lines (any)."""

    name: str
    about: str
    kind: str
    choices: tuple[str, ...] = ()
    value: str = ""
    required: bool = False


class Form(NamedTuple):
    """A path of the API: its inputs, those for `filters` by themselves, and a line for a shell."""

    path: str
    about: str
    inputs: tuple[Input, ...]
    filters: tuple[Input, ...]
    command: str


def routes(desk: Desk, renderer: Renderer) -> list[BaseRoute]:
    """Give the page, and where its forms are sent."""

    async def page(request: Request) -> Response:
        state = State.of(request.query_params.multi_items())
        name = state.last(INDEX, desk.names[0])
        if name not in desk.names:
            raise ArticleNotFound(
                f"There is no index “{name[:_SHOWN]}”. Known: {', '.join(desk.names)}."
            )
        some = await desk.ask(name, _some)
        chosen = state.last(INDEX)
        return renderer.page(
            "api.html",
            root=root_of(request.scope),
            home=state.bare().query,
            forms=forms(site_of(request.scope), desk.names, chosen, some),
            kinds=KINDS,
        )

    async def attempt(request: Request) -> Response:
        where = address(request.query_params.multi_items())
        return RedirectResponse(root_of(request.scope) + where, 303)

    return [
        Route("/api", page, name="api"),
        Route("/api/try", answered(attempt), name="api-try"),
    ]


def address(given: Sequence[tuple[str, str]]) -> str:
    """Give the address that a form asks for, from the root on; raises `UsageError`."""
    paths = document()["paths"]
    path = next((value for name, value in given if name == PATH), "")
    if path not in paths:
        raise not_known("path of the API:", path[:_SHOWN], tuple(paths))
    known = {one["name"]: one for one in paths[path]["get"]["parameters"]}
    filled, pairs = path, []
    for name, text in given:
        if name == PATH:
            continue
        if name not in known:
            raise not_known(f"parameter of {path}:", name[:_SHOWN], tuple(known))
        # Browsers end lines with both characters.
        several = known[name]["schema"]["type"] == "array"
        lines = text.replace("\r\n", "\n").split("\n") if several else [text]
        values = [value for value in lines if value.strip()]
        if known[name]["in"] == "path":
            for value in values:
                filled = filled.replace(f"{{{name}}}", _segment(name, value))
        else:
            pairs += [(name, value) for value in values]
    missing = [name for name in known if f"{{{name}}}" in filled]
    if missing:
        raise UsageError(f"{path} needs {missing[0]}.")
    return f"{filled}?{urlencode(pairs)}" if pairs else filled


def _segment(name: str, value: str) -> str:
    """Write a value as one step of a path; some proxies take even an encoded slash for one more."""
    value = value.strip()
    if value in (".", "..") or "/" in value or "\\" in value:
        raise UsageError(f"{name} cannot be “{value[:_SHOWN]}”: it is one step of a path.")
    return quote(value, safe="")


def forms(base: str, names: Sequence[str], chosen: str, some: str) -> list[Form]:
    """Give a form for each path. `base` is where the app is, `some` an article's id."""
    found = []
    for path, methods in document()["paths"].items():
        inputs = [_input(one, names, chosen, some) for one in methods["get"]["parameters"]]
        example = dict(EXAMPLES[path])
        if "{id}" in path:
            example["id"] = some
        if chosen and any(one.name == INDEX for one in inputs):
            example[INDEX] = chosen
        line = base + address([(PATH, path), *example.items()])
        many = [one for one in inputs if one.kind in ("ticks", "lines")]
        found.append(
            Form(
                path,
                methods["get"]["summary"],
                tuple(one for one in inputs if one not in many),
                tuple(many),
                f"curl {shlex.quote(line)}",
            )
        )
    return found


def _input(one: Mapping[str, Any], names: Sequence[str], chosen: str, some: str) -> Input:
    """Give the input that a parameter's schema wants."""
    name, schema = one["name"], one["schema"]
    required = one.get("required", False)
    if name == INDEX:
        return Input(name, one["description"], "choice", tuple(names), chosen)
    if schema["type"] == "array":
        choices = tuple(schema["items"].get("enum", ()))
        return Input(name, one["description"], "ticks" if choices else "lines", choices)
    if "enum" in schema:
        choices = tuple(schema["enum"])
        return Input(name, one["description"], "choice", choices, required=required)
    kind = {"boolean": "tick", "integer": "number"}.get(schema["type"], "text")
    value = some if name == "id" else ""
    return Input(name, one["description"] + _bounds(schema), kind, value=value, required=required)


def _bounds(schema: Mapping[str, Any]) -> str:
    if "maximum" not in schema:
        return ""
    return f" {schema['minimum']} to {schema['maximum']:,}, {schema['default']} unless told."


def _some(index: Index) -> str:
    return next((hit.article.id for hit in index.search("", limit=1).hits), _NO_ARTICLE)
