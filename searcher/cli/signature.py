"""How does a function become a command? Shared options are spread out where Typer can see them.

Typer reads a function's signature. Fifteen filters that five commands share would be written and
passed on five times; instead a command takes `**asked: Unpack[Asked]`, which type checkers
understand, and `command` shows Typer one parameter for each key of that table.
"""

import inspect
from collections.abc import Callable
from typing import Any, get_args, get_origin

import typer

from searcher.cli.console import COLOURS, Console
from searcher.cli.options import DEFAULTS, Color, Debug, Version
from searcher.errors import UsageError

Body = Callable[..., int]


def command(body: Body) -> Callable[..., int]:
    """Make a Typer command of `body(console, …) -> exit code`; adds the options of all."""

    def run(ctx: typer.Context, *, color: str, **given: Any) -> int:
        if color not in COLOURS:
            raise UsageError(f"--color {color}: choose {', '.join(COLOURS)}")
        console: Console = ctx.obj
        console.color = color
        # These two have done their work: --version ends early, --debug is looked for on an error.
        del given["version"], given["debug"]
        return body(console, **given)

    run.__name__, run.__doc__ = body.__name__, body.__doc__
    shown = [_parameter("ctx", typer.Context, inspect.Parameter.empty), *_parameters(body)]
    shown.append(_parameter("color", Color, "auto"))
    shown += [_parameter("debug", Debug, False), _parameter("version", Version, False)]
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _parameters(body: Body) -> list[inspect.Parameter]:
    """List what the command asks for first, the shared options, then the command's own."""
    own: list[inspect.Parameter] = []
    shared: list[inspect.Parameter] = []
    for parameter in list(inspect.signature(body).parameters.values())[1:]:
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            own.append(_parameter(parameter.name, parameter.annotation, parameter.default))
            continue
        (table,) = get_args(parameter.annotation)
        shared = [
            _parameter(name, option, _default(name, option))
            for name, option in table.__annotations__.items()
        ]
    first = [one for one in own if one.default is inspect.Parameter.empty]
    return [*first, *shared, *(one for one in own if one not in first)]


def _default(name: str, option: Any) -> object:
    kind = get_args(option)[0]
    if get_origin(kind) is list:
        return []
    return DEFAULTS.get(name, False if kind is bool else None)


def _parameter(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
