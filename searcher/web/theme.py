"""How do the pages look in an app of one's own? Name, colours, further styles, and templates.

All of it is the app's own, read once at the start: pages load styles from their own server only.
"""

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from markupsafe import Markup

from searcher.errors import UsageError
from searcher.query.fields import not_known
from searcher.render.safety import safe
from searcher.web.stretches import stretches

HERE = Path(__file__).parent
# In a rule these end the value, or the rule, or hide what follows.
_ENDS = re.compile(r"[;{}<>\\\x00-\x1f]|/\*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What is changed of the pages.

    `title` stands in the head of every page. `light` and `dark` set the variables of the
    stylesheet, by their names without dashes, where a browser prefers light or dark. `styles` are
    files of CSS that come after the app's own. `templates` are folders that come before the app's
    own, which are there under `searcher/…` too, to be extended.
    """

    title: str = "Searcher"
    light: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    styles: Sequence[str | Path] = ()
    templates: Sequence[str | Path] = ()

    def css(self) -> str:
        """Give the stylesheet, empty where nothing is changed; raises `UsageError`."""
        return "\n".join(self._rules())

    def _rules(self) -> Iterator[str]:
        for scheme, values in (("light", self.light), ("dark", self.dark)):
            if values:
                declared = ";".join(_declared(name, value) for name, value in values.items())
                yield f"@media (prefers-color-scheme:{scheme}){{:root{{{declared}}}}}"
        for path in self.styles:
            try:
                yield Path(path).read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError) as problem:
                raise UsageError(
                    f"theme: the style {path} cannot be read ({problem})."
                ) from problem

    def environment(self) -> Environment:
        """Give the templates, all of them understood; raises `UsageError`."""
        folders = tuple(Path(folder) for folder in self.templates)
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(f"theme: there is no folder of templates at {folder}.")
        # The app's own need be understood once in a process; what is in folders may have changed.
        made = _environment.__wrapped__ if folders else _environment
        return made(self.title, folders)


@functools.cache
def variables() -> tuple[str, ...]:
    """List the variables of the stylesheet, without dashes."""
    style = (HERE / "static" / "searcher.css").read_text("utf-8")
    return tuple(dict.fromkeys(re.findall(r"[{;\s]--([a-z-]+):", style)))


def version_of(css: str) -> str:
    """Give what changes with a stylesheet, for its address."""
    return hashlib.sha256(css.encode()).hexdigest()[:12]


def _declared(name: str, value: str) -> str:
    name = name.removeprefix("--")
    if name not in variables():
        raise not_known("variable of the theme:", name, variables())
    if _ENDS.search(value) or not value.strip():
        raise UsageError(f"theme: {name} needs one value of CSS, not {value!r:.80}.")
    return f"--{name}:{value}"


@functools.cache
def _environment(title: str, folders: tuple[Path, ...]) -> Environment:
    """Give the templates: all that they print is escaped, and free of control characters."""
    own = FileSystemLoader(HERE / "templates")
    before = [FileSystemLoader(folder) for folder in folders]
    environment = Environment(
        loader=ChoiceLoader([*before, own, PrefixLoader({"searcher": own})]),
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
    environment.globals["brand"] = title
    environment.filters["stretches"] = stretches
    for loader in before:
        for name in loader.list_templates():
            if name.endswith(".html"):
                _understand(environment, name)
    return environment


def _understand(environment: Environment, name: str) -> None:
    try:
        environment.get_template(name)
    except TemplateSyntaxError as problem:
        where = f"{problem.filename or name}, line {problem.lineno}"
        raise UsageError(f"theme: {where}: {problem.message}") from problem
    except UnicodeDecodeError as problem:
        raise UsageError(f"theme: the template {name} is not UTF-8 ({problem}).") from problem
