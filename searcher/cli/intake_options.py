"""The options of `searcher ingest` and `reindex`."""

from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders (read with all below them), patterns such as '*.html', "
        "or - for standard input.",
        show_default=False,
    ),
]
ReferenceDate = Annotated[
    str | None,
    typer.Option(
        "--reference-date",
        metavar="DATE|file",
        help="When the pages were saved, as in 2026-02-01, for dates printed without a year; "
        "`file`: each file's own time. Without it such dates stay unsettled.",
    ),
]
Map = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="ATTRIBUTE=FIELD,...",
        help="Which field of the data holds what, as in title=headline,published=date.",
        show_default=False,
    ),
]
Languages = Annotated[
    str | None,
    typer.Option(
        "--languages",
        metavar="CODES",
        help="Languages whose word forms are matched, as in en,de. Chosen when the index is made.",
        show_default="en",
    ),
]
NoTopics = Annotated[
    bool,
    typer.Option("--no-infer-topics", help="Keep declared topics only; infer none from the text."),
]
NoStories = Annotated[
    bool,
    typer.Option(
        "--no-stories",
        help="Look for no copies; `searcher stories rebuild` does so later.",
    ),
]
Prune = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Delete articles that no file holds any more, as far as they came from these paths.",
    ),
]
QuarantineFile = Annotated[
    str | None,
    typer.Option(
        "--quarantine",
        metavar="FILE",
        help="Where to list rejected records, a JSON object a line.",
        show_default="rejected.jsonl in the index",
    ),
]
ListSkipped = Annotated[
    bool,
    typer.Option(
        "--list-skipped",
        help="Name on stderr each file and record that is skipped, and why.",
    ),
]
MaxUnpacked = Annotated[
    str | None,
    typer.Option(
        "--max-unpacked",
        metavar="SIZE",
        help="How much may come out of one compressed file or archive, as in 500G; what exceeds it "
        "is rejected.",
        show_default="256G",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        envvar="SEARCHER_WORKERS",
        show_envvar=True,
        help="Processes that read; 0: the one that writes reads too, and no document is stopped.",
        show_default="one fewer than processors, two where there are two, at most 16",
    ),
]
MaxSeconds = Annotated[
    float | None,
    typer.Option(
        "--max-seconds",
        metavar="SECONDS",
        help="Time that one document may take; what exceeds it is rejected.",
        show_default="10",
    ),
]
MaxMemory = Annotated[
    str | None,
    typer.Option(
        "--max-memory",
        metavar="SIZE",
        help="Memory that each process that reads may take (on Linux); a document that needs more "
        "is rejected.",
        show_default="1G",
    ),
]
NoFolderHints = Annotated[
    bool,
    typer.Option(
        "--no-folder-hints", help="Take no topic or author from the folders of plain texts."
    ),
]
