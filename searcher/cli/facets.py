"""`searcher facets`: count the values of one field."""

from typing import Unpack

from searcher.cli import facet_options, options
from searcher.cli.console import Console
from searcher.cli.request import format_of, request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.query.fields import facet_name
from searcher.render import FACET_FORMATS


@command
def facets(
    console: Console,
    *,
    field: facet_options.Field,
    limit: facet_options.Values = None,
    like: facet_options.Like = "",
    count: options.Counting = "articles",
    format: facet_options.Format = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[options.Asking],
) -> int:
    """Count the values of one field over the articles that match.

    A facet's counts ignore the selection made in itself: `facets author --author smith` shows all
    authors, with smith marked. Articles without a value are counted too (unsigned, undated, or
    with no month or day known).

    Examples:

    - `searcher facets author`
    - `searcher facets author --like roe`
    - `searcher facets month treasury --source "Harbour Ledger"`
    - `searcher facets topic --limit 0 --format csv`
    """
    form = format_of(FACET_FORMATS, format, json=json)
    request = request_of(asked, count=count, index=index, counted=[facet_name(field)])
    with Index.open(index, authors=authors) as opened:
        if limit is None:
            answer = opened.facet_answer(field, request, like=like)
        else:
            answer = opened.facet_answer(field, request, like=like, limit=limit)
    facet = answer.facet
    console.write(form.render(answer, console.look()), data=form.data)
    for note in answer.notes:
        console.note(note)
    if facet.more and format == "csv":  # the others say so themselves
        console.note(
            f"these are {len(facet.counts):,} values; there are more: --limit 0 gives all."
        )
    return OK if facet.counts else NOTHING
