"""`searcher trend`: what came out when."""

import os
from pathlib import Path
from typing import Unpack

from searcher.cli import options, time_options
from searcher.cli.console import Console
from searcher.cli.request import format_of, request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.errors import TargetExists, UsageError
from searcher.index import Index
from searcher.render import TREND_FORMATS
from searcher.trends import Trend


@command
def trend(
    console: Console,
    *,
    by: time_options.By = "month",
    share: time_options.Share = False,
    series: time_options.Series = None,
    top: time_options.Top = 5,
    query: time_options.Queries = (),  # type: ignore[assignment]  # never changed
    count: options.Counting = "articles",
    plot: time_options.Plot = None,
    force: time_options.Force = False,
    format: time_options.TrendFormat = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[options.Asking],
) -> int:
    """Count the articles that match by the time at which they came out, exactly.

    Periods without articles are shown as 0; what is undated, or dated too roughly to lie in one
    period, has lines of its own. With --count stories an article and its copies are counted once in
    each period.

    Examples:

    - `searcher trend treasury --by year`
    - `searcher trend --query tide --query flood --by quarter --share`
    - `searcher trend --series source --top 3 --since 2025 --plot sources.svg`
    - `searcher trend treasury --by week --format csv`
    """
    form = format_of(TREND_FORMATS, format, json=json)
    if plot is not None:
        _check(plot, force=force)
    requests = [request_of(asked | {"words": [words]}, count=count, index=index) for words in query]
    if asked["words"] or not requests:
        requests.insert(0, request_of(asked, count=count, index=index))
    with Index.open(index, authors=authors) as opened:
        counted = opened.trend(
            requests[0], queries=requests[1:], by=by, share=share, series=series, top=top
        )
    console.write(form.render(counted, console.look()), data=form.data)
    for note in counted.notes:
        console.note(note)
    if plot is not None:
        _draw(counted, plot, console)
    return OK if any(one.found.total for one in counted.series) else NOTHING


def _check(plot: Path, *, force: bool) -> None:
    """Say before anything is counted that a drawing cannot be put there."""
    if plot.suffix.lower() != ".svg":
        raise UsageError(f"--plot {plot}: the drawing is SVG. Name a file that ends in .svg.")
    if not force and os.path.lexists(plot):
        raise TargetExists(
            f"--plot {plot}: it exists. Choose another name, or replace it by --force."
        )


def _draw(counted: Trend, plot: Path, console: Console) -> None:
    (form,) = (row for row in TREND_FORMATS if row.name == "svg")
    text = "".join(f"{line}\n" for line in form.render(counted, console.look()))
    try:
        plot.write_text(text, "utf-8", newline="\n")
    except OSError as problem:
        raise UsageError(f"--plot {plot}: {problem.strerror or problem}.") from problem
    console.note(f"drawn in {plot}")
