"""`search`: an app of one command and no subcommands, so that any word may be asked for."""

from searcher.cli.start import leave, loading

TYPE_CHECKING = False  # as in `start`

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer


def app() -> "typer.Typer":
    """Make the app."""
    from searcher.cli.find import search
    from searcher.cli.run import new_app

    made = new_app()
    made.command()(search)
    return made


def main(args: "Sequence[str] | None" = None) -> int:
    """Run `search`: without `args` as the process's last act, else the exit code is returned."""
    with loading(asks=args is None):
        from searcher.cli.run import run

        made = app()
    code = run(made, "search", args)
    if args is None:
        leave(code)
    return code
