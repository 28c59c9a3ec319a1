"""`searcher list`: the indexes there are."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command


@command
def list_(console: Console, *, json: options.AsJson = False) -> int:
    """List the indexes in the index home.

    The index home is $SEARCHER_HOME, else the nearest `indexes` folder at or above the working
    directory with a `.searcher-home` file, else the user's data folder.
    """
    from searcher.index import index_home, list_indexes
    from searcher.render.contract import json_lines
    from searcher.render.reports import index_list

    records = [index.as_json() for index in list_indexes()]
    console.write(json_lines(records) if json else index_list(records, console.look()), data=json)
    if not records:
        console.note(f"no index in {index_home()}. Make one: searcher ingest FOLDER")
    return OK if records else NOTHING
