"""`searcher optimize`: merge all segments of an index into one."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.render.look import counted, size


@command
def optimize(console: Console, *, json: options.AsJson = False, index: options.Index = None) -> int:
    """Merge all segments of an index into one, without its deleted articles.

    An ingest leaves some ten segments, and every search looks into each. With one, facets of many
    values are counted several times as fast, and searches take less too. Later ingests add new
    segments beside it. Searches go on meanwhile; an interruption leaves the index as it was. Needs
    room on the disk for a second copy.

    Examples:

    - `searcher optimize --index news`

    Exit codes: 0 done, 2 error, 3 the index is locked or missing.
    """
    from searcher.index.folder.home import resolve
    from searcher.index.optimize import optimize as merge
    from searcher.render.contract import json_lines

    done = merge(index, on_progress=lambda done: console.progress(f"{size(done)} written"))
    console.clear()
    if json:
        console.write(json_lines({"index": resolve(index).name, **done.as_json()}), data=True)
        return OK
    held = counted(done.articles, "article")
    if done.before == done.after:
        console.note(f"nothing to do: {held} in {counted(done.segments, 'segment')}")
    else:
        console.note(
            f"{held} in one segment, of {counted(done.segments, 'segment')}: "
            f"{size(done.after)}, before {size(done.before)}"
        )
    return OK
