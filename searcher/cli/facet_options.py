"""The options of a facet beside those of `search`."""

from typing import Annotated

import typer

from searcher.cli.options import SHOWN, _names
from searcher.query.fields import FACETS
from searcher.render import FACET_FORMATS

Field = Annotated[str, typer.Argument(metavar="FIELD", help=f"One of {', '.join(FACETS)}.")]
Values = Annotated[
    int | None,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=0,
        help="Values at most; 0: all.",
        show_default="20, of dates all",
        rich_help_panel=SHOWN,
    ),
]
Like = Annotated[
    str,
    typer.Option(
        "--like",
        metavar="TEXT",
        help="Only values that hold this text, whatever its case and accents.",
        show_default=False,
        rich_help_panel=SHOWN,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar=_names(FACET_FORMATS, "|"),
        help="How counts are printed.",
        rich_help_panel=SHOWN,
    ),
]
