"""The options of `searcher pack` and `unpack`."""

from typing import Annotated

import typer

from searcher.cli.options import WHERE
from searcher.index.folder.home import PACKED_SUFFIXES

PackFile = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="The file to write; how it ends says how it is compressed: "
        f"{', '.join(PACKED_SUFFIXES)}.",
        show_default=False,
    ),
]
ReplacePacked = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
PackedFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help="What searcher pack wrote.", show_default=False),
]
# Not from SEARCHER_INDEX: what that names is there already.
NewIndex = Annotated[
    str | None,
    typer.Option(
        "--index",
        "-i",
        metavar="NAME|PATH",
        help="The index to make: a name in the index home, or a path (with a slash).",
        rich_help_panel=WHERE,
        show_default="the file's name",
    ),
]
