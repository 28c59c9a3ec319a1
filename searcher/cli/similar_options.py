"""The options of `searcher similar` beside filters."""

from typing import Annotated

import typer

from searcher.cli.options import SHOWN, WHAT, _names
from searcher.render import SIMILAR_FORMATS

TellingWords = Annotated[
    int,
    typer.Option(
        "--words",
        metavar="N",
        help="By so many of its most telling words, at most 100.",
        rich_help_panel=WHAT,
    ),
]
Copies = Annotated[
    bool,
    typer.Option("--copies", help="Its own copies too, not only others.", rich_help_panel=WHAT),
]
Hits = Annotated[
    int,
    typer.Option(
        "--limit", "-n", metavar="N", min=0, help="Hits at most; 0: all.", rich_help_panel=SHOWN
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar=_names(SIMILAR_FORMATS, "|"),
        help="How hits are printed.",
        rich_help_panel=SHOWN,
    ),
]
