"""`searcher timeline`: the stories of what matches, in the order of time."""

from dataclasses import replace
from typing import Unpack

from searcher.cli import options, time_options
from searcher.cli.console import Console
from searcher.cli.request import cut_of, format_of, request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render import TIMELINE_FORMATS

_USUAL = 20  # stories


@command
def timeline(
    console: Console,
    *,
    by: time_options.Under = "day",
    min_copies: time_options.MinCopies = 0,
    sort: time_options.TimelineSort = "time",
    limit: time_options.Told = _USUAL,
    offset: time_options.PassedOver = 0,
    format: time_options.TimelineFormat = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[options.Asking],
) -> int:
    """Tell the stories that match in the order of time, each once.

    A story, which is an article with its copies, stands where its oldest article that matches does;
    undated ones come last. Its outlets, its copies and how soon these came are told beside it, of
    those that match.

    Examples:

    - `searcher timeline treasury --since 2025`
    - `searcher timeline --min-copies 3 --by month --limit 0`
    - `searcher timeline --sort copies --since 2025`
    - `searcher timeline barrage --format markdown`
    """
    form = format_of(TIMELINE_FORMATS, format, json=json)
    request = replace(request_of(asked, index=index), limit=limit or None, offset=offset)
    with Index.open(index, authors=authors) as opened:
        told = opened.timeline(request, by=by, min_copies=min_copies, sort=sort)
    look = console.look(opened.name if console.terminal else None)
    console.write(form.render(told, look), data=form.data)
    for note in told.notes:
        console.note(note)
    if limit == _USUAL and (cut := cut_of(form, len(told.stories), told.total)):
        console.note(cut)
    return OK if told.total else NOTHING
