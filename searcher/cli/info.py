"""`searcher info`: what one index holds."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.index import Index


@command
def info(console: Console, *, json: options.AsJson = False, index: options.Index = None) -> int:
    """Say what an index holds: articles, dates, authors, sources, size, digest.

    The digest names the corpus: equal articles give equal digests, on any machine.
    """
    from searcher.render.contract import json_lines
    from searcher.render.reports import index_info

    with Index.open(index, authors="none") as opened:
        record = opened.info().as_json()
    console.write(json_lines(record) if json else index_info(record, console.look()), data=json)
    return OK
