"""`searcher kwic`: every occurrence of the words in its context."""

from typing import Unpack

from searcher.cli import kwic_options, options
from searcher.cli.console import Console
from searcher.cli.request import cut_of, format_of, request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render import KWIC_FORMATS

_USUAL = 100  # lines


@command
def kwic(
    console: Console,
    *,
    width: kwic_options.Width = 40,
    sort: kwic_options.Sort = "right",
    sample: kwic_options.Sample = None,
    seed: kwic_options.Seed = 0,
    part: kwic_options.In = None,
    limit: kwic_options.Lines = _USUAL,
    offset: kwic_options.PassedOver = 0,
    format: kwic_options.Format = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[options.Asking],
) -> int:
    """Line up every occurrence of the words in its context: a concordance (key word in context).

    Words, phrases, near phrases, prefixes, wildcards and fuzzy words are found as the search finds
    them; excluded words have no lines. All lines are counted, whatever is shown.

    Examples:

    - `searcher kwic bank --sort left`
    - `searcher kwic '"treasury holdings"' --since 2025 --width 60`
    - `searcher kwic 'willow*' --sample 50 --seed 1 --limit 0 --format csv`

    Exit codes: 0 lines found, 1 none, 2 error, 3 the index is missing or cannot be used.
    """
    form = format_of(KWIC_FORMATS, format, json=json)
    request = request_of(asked, index=index)
    with Index.open(index, authors=authors) as opened:
        found = opened.kwic(
            request,
            width=width,
            sort=sort,
            sample=sample,
            seed=seed,
            part=part,
            limit=limit,
            offset=offset,
        )
        console.write(form.render(found, console.look()), data=form.data)
    for note in found.notes:
        console.note(note)
    every = found.total if found.sampled is None else found.sampled
    if limit == _USUAL and (cut := cut_of(form, found.shown, every)):
        console.note(cut)
    return OK if found.total else NOTHING
