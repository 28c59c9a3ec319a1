"""How is a page made? From templates, which escape all that they print, under any prefix."""

import functools
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse
from starlette.types import Scope

from searcher._version import __version__
from searcher.render.safety import safe

HERE = Path(__file__).parent
_PREFIX = "searcher.prefix"


@functools.cache
def templates() -> Environment:
    """Give the templates: all that they print is escaped, and free of control characters."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        # What macros give is escaped, and made of such texts.
        finalize=lambda value: (
            safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value
        ),
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def warm_up() -> None:
    """Compile the templates once, so that the first page does not wait for it."""
    for name in templates().list_templates():
        templates().get_template(name)


def page(
    template: str, *, root: str, home: str, status: int = HTTPStatus.OK, **shown: object
) -> HTMLResponse:
    """Render a page; `root` leads from it to where the pages are mounted.

    `home` is the query of links that begin anew.
    """
    given = {"root": root, "home": home, "version": __version__, **shown}
    return HTMLResponse(templates().get_template(template).render(given), status)


def mounted(scope: Scope) -> Scope:
    """Note where the app is mounted, before its own mounts make the prefix longer."""
    return {**scope, _PREFIX: scope.get("root_path", "")}


def path_of(scope: Scope) -> str:
    """Give a request's path as seen from where the pages are mounted."""
    path, prefix = str(scope["path"]), str(scope.get(_PREFIX, ""))
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path


def root_of(scope: Scope) -> str:
    """Give the way from a request's path to where the pages are mounted."""
    # As the browser has it: a slash that is written %2F leads nowhere.
    raw = bytes(scope.get("raw_path") or scope["path"].encode())
    prefix = str(scope.get(_PREFIX, ""))
    return "/".join([".."] * (raw.count(b"/") - prefix.count("/") - 1)) or "."
