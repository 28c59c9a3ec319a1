"""`searcher save`, `searcher saved`: questions that are asked again."""

from typing import Annotated, Unpack

import typer

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import resolve

Force = Annotated[
    bool,
    typer.Option("--force", help="Replace a search of that name.", rich_help_panel=options.WHERE),
]
Remove = Annotated[
    str | None,
    typer.Option(
        "--remove", metavar="NAME", help="Take this one away instead.", show_default=False
    ),
]


@command
def save(
    console: Console,
    *,
    name: options.SearchName,
    force: Force = False,
    json: options.AsJson = False,
    index: options.Index = None,
    **asked: Unpack[options.Asked],
) -> int:
    """Save words and filters under a name, to be asked again: `search --saved NAME`.

    They are kept in the index's folder, in `searches.json`. Times stay as they are typed: `last
    week` is another week each time. Packed indexes take their searches along.

    Examples:

    - `searcher save reefs "reef OR oyster" --date "last month"`
    - `search --saved reefs --author "Hannah Okafor"`
    - `searcher export --saved reefs -o reefs.csv`
    """
    from searcher.index.folder.searches import Searches
    from searcher.render.contract import json_lines
    from searcher.render.searches import search_record

    filters = {key: value for key, value in asked.items() if key != "words"}
    words = " ".join(asked["words"])
    saved = Searches(resolve(index)).save(name, words, force=force, **filters)  # type: ignore[arg-type]
    if json:
        console.write(json_lines(search_record(saved)), data=True)
        return OK
    console.note(f"saved “{saved.name}”. Ask it: search --saved {_shell(saved.name)}")
    return OK


@command
def saved(
    console: Console,
    *,
    remove: Remove = None,
    json: options.AsJson = False,
    index: options.Index = None,
) -> int:
    """List the searches that are saved with an index, or remove one.

    Examples:

    - `searcher saved`
    - `searcher saved --remove reefs`

    Exit codes: 0 listed or removed, 1 there are none, 2 error, 3 the index is missing, or the
    file of its searches cannot be understood.
    """
    from searcher.index.folder.searches import Searches
    from searcher.render.contract import json_lines
    from searcher.render.searches import search_list, search_record

    searches = Searches(resolve(index))
    if remove is not None:
        console.note(f"removed “{searches.remove(remove).name}”.")
        return OK
    every = searches.list()
    lines = json_lines([*map(search_record, every)]) if json else search_list(every)
    console.write(lines, data=True)
    if not every:
        console.note("no saved search. Save one: searcher save NAME WORDS")
    return OK if every else NOTHING


def _shell(name: str) -> str:
    import shlex

    return shlex.quote(name)
