"""The options of `searcher export` and `verify`: `search` shall not load the table of formats."""

from typing import Annotated

import typer

from searcher.cli.completion import index_names
from searcher.cli.options import SHOWN, WHAT, WHERE, Asked, SavedSearch
from searcher.exports.formats import FORMATS
from searcher.query.fields import FACETS

_FORMATS = ", ".join(row.name for row in FORMATS)

Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|FOLDER/|-",
        help="Where to write: the suffix says format and compression, as in hits.csv.gz; "
        "- is the standard output.",
        rich_help_panel=SHOWN,
        show_default=False,
    ),
]
Queries = Annotated[
    str | None,
    typer.Option(
        "--queries",
        metavar="FILE",
        help="Ask all queries of a file: text, one a line; CSV or JSON lines with `query`, "
        "`name` and filters. Filters given here hold for all of them.",
        rich_help_panel=WHAT,
        show_default=False,
    ),
]
SortBy = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="relevance|newest|oldest",
        help="Sort the hits (200,000 at most); otherwise they come in the order of ids, any "
        "number of them.",
        rich_help_panel=SHOWN,
        show_default=False,
    ),
]
Order = Annotated[
    str | None,
    typer.Option(
        "--order",
        metavar="id|stored",
        help="id: equal corpora give equal files; stored: a little quicker, but another run "
        "may give another order.",
        rich_help_panel=SHOWN,
        show_default="id",
    ),
]
AtMost = Annotated[
    int,
    typer.Option(
        "--limit",
        "-n",
        metavar="N",
        min=0,
        help="Hits at most, of each query; 0: all.",
        rich_help_panel=SHOWN,
    ),
]
IndexElse = Annotated[
    str | None,
    typer.Option(
        "--index",
        "-i",
        metavar="NAME|PATH",
        help="The index to ask, if not the one that the manifest names.",
        autocompletion=index_names,
        rich_help_panel=WHERE,
        show_default=False,
    ),
]
ManifestFile = Annotated[
    str,
    typer.Argument(
        metavar="MANIFEST",
        help="The manifest of an export, or the file or folder itself.",
        show_default=False,
    ),
]
FilesOnly = Annotated[
    bool, typer.Option("--files-only", help="Check the files alone, without an index.")
]


class Exporting(Asked):
    """What `export` writes of the articles that it finds, by the names of `exports.export`."""

    saved: SavedSearch
    lenient: Annotated[
        bool,
        typer.Option(
            "--lenient",
            help="Repair a query with a mistake in it, with a note, as search does; otherwise "
            "that is an error.",
            rich_help_panel=WHAT,
        ),
    ]
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"What is written, if the suffix does not say: {_FORMATS}.",
            rich_help_panel=SHOWN,
            show_default=False,
        ),
    ]
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="NAMES",
            help="Columns and their order, as in id,title,date; or +snippet,-body to change the "
            "usual ones.",
            rich_help_panel=SHOWN,
            show_default=False,
        ),
    ]
    facet: Annotated[
        list[str],
        typer.Option(
            "--facet",
            metavar="FIELD",
            help=f"Count all values of a field too, in a file beside: {', '.join(FACETS)}.",
            rich_help_panel=SHOWN,
            show_default=False,
        ),
    ]
    raw: Annotated[
        bool,
        typer.Option(
            "--raw",
            help="In CSV leave cells that a spreadsheet would run as formulas as they are.",
            rich_help_panel=SHOWN,
        ),
    ]
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help="CSV for Excel: marked as UTF-8, no cell longer than Excel takes.",
            rich_help_panel=SHOWN,
        ),
    ]
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Replace the file, or the folder of an earlier export, at that place.",
            rich_help_panel=SHOWN,
        ),
    ]
