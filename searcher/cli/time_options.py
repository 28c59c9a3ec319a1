"""The options of the commands that look at time: `trend`, `timeline`."""

from pathlib import Path
from typing import Annotated

import typer

from searcher.cli.options import SHOWN, WHAT
from searcher.dates.periods import UNITS
from searcher.index.trending import MOST_SERIES, SERIES_FIELDS
from searcher.render import TIMELINE_FORMATS, TREND_FORMATS
from searcher.trends import TIMELINE_SORTS, TIMELINE_UNITS

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="|".join(UNITS),
        help="Of which periods each is counted; weeks are those of ISO 8601.",
        rich_help_panel=SHOWN,
    ),
]
Share = Annotated[
    bool,
    typer.Option(
        "--share",
        help="Hold each count against all articles of its period that the filters leave: words "
        "against the filters, a value against what matches, filters alone against all articles.",
        rich_help_panel=SHOWN,
    ),
]
Series = Annotated[
    str | None,
    typer.Option(
        "--series",
        metavar="FIELD",
        help=f"Count the top values of a field apart: {', '.join(SERIES_FIELDS)}.",
        rich_help_panel=SHOWN,
    ),
]
Top = Annotated[
    int,
    typer.Option(
        "--top",
        metavar="N",
        help=f"Values of --series, 1 to {MOST_SERIES}; those without a value and all others follow "
        "as series of their own.",
        rich_help_panel=SHOWN,
    ),
]
Queries = Annotated[
    list[str],
    typer.Option(
        "--query",
        metavar="WORDS",
        help="Further words, counted apart, with the same filters; may be repeated.",
        rich_help_panel=WHAT,
        show_default=False,
    ),
]
Plot = Annotated[
    Path | None,
    typer.Option(
        "--plot",
        metavar="FILE.svg",
        help="Draw it as well, in this file.",
        rich_help_panel=SHOWN,
        show_default=False,
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace the drawing that is at the place of --plot.",
        rich_help_panel=SHOWN,
    ),
]
TrendFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(row.name for row in TREND_FORMATS),
        help="How counts are printed.",
        rich_help_panel=SHOWN,
    ),
]
Under = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="|".join(TIMELINE_UNITS),
        help="Under which headings stories are put.",
        rich_help_panel=SHOWN,
    ),
]
MinCopies = Annotated[
    int,
    typer.Option(
        "--min-copies",
        metavar="N",
        min=0,
        help="Only stories of which so many more articles match.",
        rich_help_panel=SHOWN,
    ),
]
TimelineSort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="|".join(TIMELINE_SORTS),
        help="By time, or by copies: the most copied first, without headings.",
        rich_help_panel=SHOWN,
    ),
]
Told = Annotated[
    int,
    typer.Option(
        "--limit", "-n", metavar="N", min=0, help="Stories at most; 0: all.", rich_help_panel=SHOWN
    ),
]
PassedOver = Annotated[
    int,
    typer.Option(
        "--offset", metavar="N", min=0, help="Stories to pass over.", rich_help_panel=SHOWN
    ),
]
TimelineFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(row.name for row in TIMELINE_FORMATS),
        help="How stories are printed.",
        rich_help_panel=SHOWN,
    ),
]
