"""`searcher stories`: what is decided of all stories of an index."""

import typer

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.run import OK, new_app
from searcher.cli.signature import command
from searcher.render.look import counted


def stories() -> typer.Typer:
    """Make the group of commands."""
    made = new_app()
    made.command("rebuild")(rebuild)
    made.callback()(group)
    return made


def group() -> None:
    """Put articles and their copies together."""


@command
def rebuild(console: Console, *, json: options.AsJson = False, index: options.Index = None) -> int:
    """Decide anew which articles are copies of one another, the longest first.

    An ingest puts what it reads to what is there, and never moves what is there: what it finds
    depends on the order in which articles came. After a rebuild it does not, and it finds what
    `ingest --no-stories` left alone. Some 4,000 articles a second; searches go on meanwhile.

    Examples:

    - `searcher stories rebuild --index news`

    Exit codes: 0 done, 2 error, 3 the index is locked or missing.
    """
    from searcher.index.folder.home import resolve
    from searcher.index.regroup import rebuild_stories
    from searcher.render.contract import json_lines

    built = rebuild_stories(
        index, on_progress=lambda done: console.progress(counted(done, "article"))
    )
    console.clear()
    if json:
        console.write(json_lines({"index": resolve(index).name, **built.as_json()}), data=True)
        return OK
    found = f"{counted(built.articles, 'article')} in {counted(built.stories, 'story', 'stories')}"
    moved = counted(built.changed, "article")
    console.note(f"{found}; {moved} in another than before")
    return OK
