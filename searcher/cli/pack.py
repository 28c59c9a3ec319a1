"""`searcher pack`: one file of an index."""

from searcher.cli import options, pack_options
from searcher.cli.console import Console
from searcher.cli.intake import byte_progress
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.render.look import counted, size


@command
def pack(
    console: Console,
    *,
    output: pack_options.PackFile,
    force: pack_options.ReplacePacked = False,
    json: options.AsJson = False,
    index: options.Index = None,
) -> int:
    """Pack an index into one file, to carry it elsewhere; `searcher unpack` opens it there.

    The same index gives the same bytes. What is in the file: the articles, and the ledger with the
    names of the files that were read, so that ingests go on from there. The list of rejected
    records stays behind. Nobody can write to the index meanwhile; searches go on.

    Examples:

    - `searcher pack --index news -o news.tar.zst`

    Exit codes: 0 done, 2 error, 3 the index is locked or missing, 130 interrupted.
    """
    from searcher.index import pack as pack_index
    from searcher.index.folder.home import resolve
    from searcher.render.contract import json_lines

    packed = pack_index(index, output, force=force, on_progress=byte_progress(console))
    console.clear()
    if json:
        console.write(json_lines({"index": resolve(index).name, **packed.as_json()}), data=True)
        return OK
    held = f"{counted(packed.articles, 'article')}, {counted(packed.files, 'file')}"
    console.note(f"packed {held} of {size(packed.bytes)} into {packed.path} ({size(packed.size)})")
    return OK
