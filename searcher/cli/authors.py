"""`searcher authors`: names that may be one author's, for review."""

from pathlib import Path
from typing import Annotated

import typer

from searcher.cli import options
from searcher.cli.completion import index_names
from searcher.cli.console import Console
from searcher.cli.run import NOTHING, OK, new_app
from searcher.cli.signature import command
from searcher.index import Index

_USUAL = 500

SuggestedFor = Annotated[
    str | None,
    typer.Argument(
        metavar="[INDEX]",
        help="The index, as --index takes it.",
        autocompletion=index_names,
        show_default="default",
    ),
]
AtMost = Annotated[
    int,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=0,
        help="Authors at most; 0: all.",
        rich_help_panel=options.SHOWN,
    ),
]
File = Annotated[str, typer.Argument(metavar="FILE", help="A file of authors.")]


def authors() -> typer.Typer:
    """Make the group of commands."""
    made = new_app()
    made.command("suggest")(suggest)
    made.command("check")(check)
    made.callback()(group)
    return made


def group() -> None:
    """Say which names are one author's: propose it, check it."""


@command
def suggest(
    console: Console,
    *,
    suggested_for: SuggestedFor = None,
    limit: AtMost = _USUAL,
    json: options.AsJson = False,
    index: options.Index = None,
    authors: options.Authors = None,
) -> int:
    """Propose which authors may be one under several names, as a file to edit and save.

    The same words in another order or punctuation, spellings of agencies; commented out, since
    they are less sure: middle initials, initials for first names, names one letter apart that share
    a source or topic. Nothing is changed.

    Examples:

    - `searcher authors suggest news > authors.yaml`

    Exit codes: 0 something is proposed, 1 nothing, 2 error, 3 the index is missing or cannot be
    used.
    """
    from searcher.index.folder.home import resolve
    from searcher.index.merges.suggest import suggest_authors
    from searcher.index.merges.written import written
    from searcher.render.contract import json_lines

    where = index if suggested_for is None else suggested_for
    found = suggest_authors(where, authors=authors, on_progress=console.progress)
    console.clear()
    name = resolve(where).name
    told = {"index": name, **found.as_json(limit or None)} if json else None
    lines = json_lines(told) if told else written(found, name, limit=limit or None)
    console.write(lines, data=True)
    return OK if found.proposals else NOTHING


@command
def check(console: Console, *, file: File, index: options.Index = None) -> int:
    """Check a file of authors: whether it can be read, and which of its names sign no article.

    Examples:

    - `searcher authors check authors.yaml --index news`

    Exit codes: 0 every name signs something, 1 some sign nothing, 2 the file cannot be read, 3 the
    index is missing or cannot be used.
    """
    from searcher.index.folder.authors import read_authority
    from searcher.render.safety import one_line

    authority = read_authority(Path(file))
    with Index.open(index, authors="none") as opened:
        signed = {count.key for count in opened.facet("author", limit=0).counts}
    unknown = [
        one_line(f"{group.name}: {key}")
        for group in authority.groups
        for key in group.members
        if key not in signed
    ]
    console.write(unknown)
    console.note(f"{authority.said()} {len(unknown):,} of them sign no article.")
    return NOTHING if unknown else OK
