"""`searcher doctor`: what an index holds, and how far it can be trusted."""

from typing import Annotated

import typer

from searcher.cli import options
from searcher.cli.completion import index_names
from searcher.cli.console import Console
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.errors import UsageError

Examined = Annotated[
    str | None,
    typer.Argument(
        metavar="[INDEX]",
        help="The index, as --index takes it.",
        autocompletion=index_names,
        show_default="default",
    ),
]
Ids = Annotated[
    str | None,
    typer.Option(
        "--ids",
        metavar="CHECK",
        help="List the ids of all articles that a check found, one a line.",
        rich_help_panel=options.SHOWN,
        show_default=False,
    ),
]


@command
def doctor(
    console: Console,
    *,
    examined: Examined = None,
    ids: Ids = None,
    json: options.AsJson = False,
    index: options.Index = None,
) -> int:
    """Check an index and all of its articles: files, ledger, dates, authors, texts.

    Each finding has its number, its share, examples, and the command that shows its articles: a
    search where a query can say which they are, else `--ids`. Nothing is changed.

    Examples:

    - `searcher doctor`
    - `searcher doctor news --json`
    - `searcher doctor news --ids date-low`

    Exit codes: 0 nothing is a problem, 1 something is, 2 error, 3 the index is missing or cannot be
    used.
    """
    from searcher.index.doctor.checks import BY_NAME
    from searcher.index.doctor.diagnosis import diagnose, ids_of
    from searcher.query.fields import not_known
    from searcher.render.contract import json_lines
    from searcher.render.diagnosis import diagnosis

    if ids is not None and ids not in BY_NAME:
        raise not_known("check", ids, tuple(BY_NAME))
    if ids is not None and json:
        raise UsageError("--ids lists ids and --json gives all findings: choose one")
    done = diagnose(index if examined is None else examined, on_progress=console.progress)
    console.clear()
    if ids is not None:
        console.write(ids_of(done, ids))
        return OK
    record = done.as_json()
    console.write(json_lines(record) if json else diagnosis(record, console.look()), data=json)
    return NOTHING if done.severity == "problem" else OK
