"""How is a page made? From templates, which escape all that they print, under any prefix."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.responses import HTMLResponse
from starlette.types import Scope

from searcher._version import __version__
from searcher.web.theme import HERE, Theme, version_of

__all__ = ["HERE", "Renderer", "mount_of", "noted", "path_of", "renderer_of", "root_of", "site_of"]

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
        given = {"root": root, "home": home, "style": self._style, "version": __version__, **shown}
        return HTMLResponse(self._templates.get_template(template).render(given), status)


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
