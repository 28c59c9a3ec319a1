"""`searcher`: the toolbox around `search`."""

import sys

from searcher.cli.start import leave, loading, stand_back

TYPE_CHECKING = False  # as in `start`

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer


# The commands, in the order of help: a module here, and the name of its function.
_COMMANDS = {
    "ingest": ("ingest", "ingest"),
    "search": ("find", "search"),
    "facets": ("facets", "facets"),
    "save": ("save", "save"),
    "saved": ("save", "saved"),
    "kwic": ("kwic", "kwic"),
    "trend": ("trend", "trend"),
    "timeline": ("timeline", "timeline"),
    "export": ("export", "export"),
    "verify": ("verify", "verify"),
    "serve": ("serve", "serve"),
    "show": ("show", "show"),
    "similar": ("similar", "similar"),
    "story": ("story", "story"),
    "info": ("info", "info"),
    "doctor": ("doctor", "doctor"),
    "list": ("list", "list_"),
    "delete": ("delete", "delete"),
    "reindex": ("reindex", "reindex"),
    "optimize": ("optimize", "optimize"),
    "remove": ("remove", "remove"),
    "pack": ("pack", "pack"),
    "unpack": ("unpack", "unpack"),
}
# Those with commands of their own.
_GROUPS = ("stories", "authors")


def app(asked: str = "") -> "typer.Typer":
    """Make the app, with all commands, or with the one `asked` for alone if there is such a one."""
    from importlib import import_module

    from searcher.cli.run import new_app, toolbox

    made = new_app()
    made.callback()(toolbox)
    one = asked if asked in _COMMANDS or asked in _GROUPS else ""
    for name, (module, function) in _COMMANDS.items():
        if one in ("", name):
            made.command(name)(getattr(import_module(f"searcher.cli.{module}"), function))
    for name in _GROUPS:
        if one in ("", name):
            made.add_typer(getattr(import_module(f"searcher.cli.{name}"), name)(), name=name)
    return made


def main(args: "Sequence[str] | None" = None) -> int:
    """Run `searcher`, without arguments its help; the exit code is returned."""
    given = sys.argv[1:] if args is None else args
    if args is None and given[:1] in (["ingest"], ["reindex"], ["optimize"]):
        stand_back()
    # The first word is a command, or else what is told needs all of them: help, a mistake.
    asked = given[0] if given else ""
    only_asks = args is None and asked == "search"
    with loading(asks=only_asks):
        from searcher.cli.run import run

        made = app(asked)
    code = run(made, "searcher", given or ["--help"])
    if only_asks:
        leave(code)
    return code
