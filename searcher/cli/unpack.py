"""`searcher unpack`: make an index of a packed one."""

from searcher.cli import options, pack_options
from searcher.cli.console import Console
from searcher.cli.intake import byte_progress
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.render.look import counted


@command
def unpack(
    console: Console,
    *,
    file: pack_options.PackedFile,
    json: options.AsJson = False,
    index: pack_options.NewIndex = None,
) -> int:
    """Make an index of a file that `searcher pack` wrote.

    Every file in it is held against its digest, and the whole is opened and counted, before it
    becomes an index. What is missing, altered or cut off is refused, and nothing is left. The
    disk must have room for all of it, which is checked first. --json prints what `searcher info`
    does.

    Examples:

    - `searcher unpack news.tar.zst`
    - `searcher unpack news.tar.zst --index ./elsewhere/news`

    Exit codes: 0 done, 2 error, 3 there is an index already, or this is one of another version,
    130 interrupted.
    """
    from searcher.index import unpack as unpack_index
    from searcher.render.contract import json_lines

    info = unpack_index(file, index, on_progress=byte_progress(console))
    console.clear()
    if json:
        console.write(json_lines(info.as_json()), data=True)
        return OK
    held = f"{counted(info.articles, 'article')}, digest {info.digest[:16]}"
    console.note(f"unpacked index {info.name}: {held}, in {info.path}")
    return OK
