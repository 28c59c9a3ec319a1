"""`searcher reindex`: build an index anew from its own articles."""

from searcher.cli import intake_options, options
from searcher.cli.console import Console
from searcher.cli.intake import languages_of
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.render.look import counted


@command
def reindex(
    console: Console,
    *,
    languages: intake_options.Languages = None,
    json: options.AsJson = False,
    index: options.Index = None,
) -> int:
    """Build an index anew from its own articles: with other languages, or after an update.

    The files are not needed, and what was read from them stays. Until it is done, searches see the
    index as it was; an interruption leaves it so. Needs room on the disk for a second copy. --json
    prints what `searcher info` does.

    Examples:

    - `searcher reindex --languages en,de --index news`

    Exit codes: 0 done, 2 error, 3 the index is locked or missing.
    """
    from searcher.index.rebuild import reindex as rebuild
    from searcher.render.contract import json_lines

    chosen = languages_of(languages) or None
    info = rebuild(
        index,
        languages=chosen,
        on_progress=lambda done: console.progress(counted(done, "article")),
    )
    console.clear()
    if json:
        console.write(json_lines(info.as_json()), data=True)
        return OK
    held = f"{counted(info.articles, 'article')} in {', '.join(info.languages)}"
    console.note(f"built index {info.name} anew: {held}, schema {info.schema}")
    return OK
