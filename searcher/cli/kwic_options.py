"""The options of a concordance beside those of `search`."""

from typing import Annotated

import typer

from searcher.cli.options import SHOWN, _choice, _names
from searcher.render import KWIC_FORMATS

SORTS = ("left", "right", "date", "id")
PARTS = ("title", "summary", "body")

Width = Annotated[
    int,
    typer.Option(
        "--width",
        "-w",
        metavar="N",
        help="Characters of context on either side, cut where a word ends.",
        rich_help_panel=SHOWN,
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar=_choice(SORTS),
        help="By the words before (from the middle leftwards), those behind, date, or place.",
        rich_help_panel=SHOWN,
    ),
]
Sample = Annotated[
    int | None,
    typer.Option(
        "--sample",
        metavar="N",
        help="Only so many lines, drawn from all; the same ones for a seed.",
        show_default=False,
        rich_help_panel=SHOWN,
    ),
]
Seed = Annotated[
    int,
    typer.Option("--seed", metavar="S", help="What decides the sample.", rich_help_panel=SHOWN),
]
In = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar=_choice(PARTS),
        help="Only lines from this part of an article.",
        show_default=False,
        rich_help_panel=SHOWN,
    ),
]
Lines = Annotated[
    int,
    typer.Option(
        "--limit", "-n", metavar="N", min=0, help="Lines at most; 0: all.", rich_help_panel=SHOWN
    ),
]
PassedOver = Annotated[
    int,
    typer.Option("--offset", metavar="N", min=0, help="Lines to pass over.", rich_help_panel=SHOWN),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar=_names(KWIC_FORMATS, "|"),
        help="How lines are printed.",
        rich_help_panel=SHOWN,
    ),
]
