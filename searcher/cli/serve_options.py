"""The options of `searcher serve`."""

from typing import Annotated

import typer

from searcher.cli.completion import index_names

ServedIndexes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[INDEX]...",
        help="The indexes to serve: names or paths; none is the usual one.",
        autocompletion=index_names,
        show_default=False,
    ),
]
Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen, if not on this machine.")
]
Port = Annotated[
    int,
    typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0: any that is free."),
]
Servers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that answer, where the system lets them share a port.",
        show_default="one for each processor, at most 4",
    ),
]
MaxSeconds = Annotated[
    float,
    typer.Option(
        "--max-seconds",
        metavar="SECONDS",
        min=0,
        help="Time that one question may take; 0: any. Exports take as long as they need.",
        show_default="20",
    ),
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Open no browser.")]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="TEXT",
        envvar="SEARCHER_TOKEN",
        show_envvar=True,
        help="What every request must show.",
        show_default="one that is printed, where other machines can ask",
    ),
]
Origins = Annotated[
    list[str] | None,
    typer.Option(
        "--origin",
        metavar="URL",
        help="A site whose pages may ask, such as http://localhost:8000.",
        show_default="no other site",
    ),
]
