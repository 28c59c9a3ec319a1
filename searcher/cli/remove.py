"""`searcher remove`: delete a whole index."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.errors import UsageError
from searcher.render.look import counted


@command
def remove(
    console: Console,
    *,
    index: options.IndexName,
    yes: options.Yes = False,
    json: options.AsJson = False,
) -> int:
    """Delete a whole index; the files that it was made from stay.

    Asks first on a terminal; elsewhere --yes is needed.
    """
    from searcher.index import Index, resolve
    from searcher.index import remove as delete
    from searcher.index.folder.removal import is_half
    from searcher.render.contract import json_lines

    path = resolve(index)

    def told(*, removed: bool) -> int:
        if json:
            record = {"index": path.name, "path": str(path), "removed": removed}
            console.write(json_lines(record), data=True)
        else:
            console.note(f"deleted {path}" if removed else "nothing deleted")
        return OK if removed else NOTHING

    if not yes and not is_half(path):
        with Index.open(index, authors="none") as opened:
            held = counted(opened.info().articles, "article")
            question = f"Delete index {opened.name} ({held})?"
        answer = console.confirm(question)
        if answer is None:
            raise UsageError(f"{question} Nobody can answer here: add --yes")
        if not answer:
            return told(removed=False)
    delete(index)
    return told(removed=True)
