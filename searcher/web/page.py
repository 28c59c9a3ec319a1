"""How is a page made? From templates, which escape all that they print, under any prefix."""

import functools
import hashlib
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from searcher.web.theme import HERE, Theme, version_of

__all__ = [
    "HERE",
    "Renderer",
    "Static",
    "mount_of",
    "noted",
    "path_of",
    "renderer_of",
    "root_of",
    "site_of",
]

_PREFIX, _RENDERER = "searcher.prefix", "searcher.renderer"


class Renderer:
    """Makes the pages of one theme."""

    def __init__(self, theme: Theme = Theme()) -> None:  # noqa: B008 - it is never changed
        """Read the theme, and compile all templates: no page waits for it. Raises `UsageError`."""
        self.css = theme.css()
        self._style = version_of(self.css) if self.css else None
        self._templates = theme.environment()
        for name in self._templates.list_templates(["html"]):
            self._templates.get_template(name)

    def page(
        self, template: str, *, root: str, home: str, status: int = HTTPStatus.OK, **shown: object
    ) -> HTMLResponse:
        """Render a page; `root` leads from it to where the pages are mounted.

        `home` is the query of links that begin anew.
        """
        given = {"root": root, "home": home, "style": self._style, "version": version(), **shown}
        return HTMLResponse(self._templates.get_template(template).render(given), status)


# The system may know them by others: in the registry of Windows scripts may be plain text.
_KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


class Static(StaticFiles):
    """Styles and scripts, which browsers keep by the version in their address."""

    def __init__(self) -> None:
        """Serve the folder."""
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer; without the version it is asked each time whether anything has changed."""
        answer = await super().get_response(path, scope)
        if (kind := _KINDS.get(PurePosixPath(path).suffix)) and "content-type" in answer.headers:
            answer.headers["content-type"] = kind
        if scope["query_string"] == f"v={version()}".encode():
            answer.headers["cache-control"] = "private, max-age=31536000, immutable"
        return answer


@functools.cache
def version() -> str:
    """Give what changes with any style or script."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def noted(scope: Scope, renderer: Renderer) -> Scope:
    """Note who makes pages, and where the app is mounted: its own mounts make the prefix longer."""
    return {**scope, _PREFIX: scope.get("root_path", ""), _RENDERER: renderer}


def renderer_of(scope: Scope) -> Renderer:
    """Give who makes pages for a request."""
    found = scope.get(_RENDERER)
    return found if isinstance(found, Renderer) else Renderer()


def mount_of(scope: Scope) -> str:
    """Give the path at which the app is mounted as it stands in an address, empty for the top."""
    return quote(str(scope.get(_PREFIX, "")))


def site_of(scope: Scope) -> str:
    """Give the whole address at which the app is mounted, without a slash behind."""
    url = URL(scope=scope)
    return f"{url.scheme}://{url.netloc}{mount_of(scope)}"


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
