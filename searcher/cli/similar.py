"""`searcher similar`: articles like one."""

from typing import Unpack

from searcher.cli import options, similar_options
from searcher.cli.console import Console
from searcher.cli.request import format_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render import SIMILAR_FORMATS


@command
def similar(
    console: Console,
    *,
    article_id: options.ArticleId,
    words: similar_options.TellingWords = 25,
    copies: similar_options.Copies = False,
    limit: similar_options.Hits = 10,
    count: options.Counting = "articles",
    format: similar_options.Format = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **chosen: Unpack[options.Chosen],
) -> int:
    """Find articles like one: those that share the words that tell it from others.

    These words are frequent in the article and rare in the corpus; they are named, and with each
    hit those that it shares. The article itself and its copies are left out. Filters choose among
    the others.

    Examples:

    - `searcher similar 1a2b3c4d`
    - `searcher similar 1a2b3c4d --since 2025 --not-source "Harbour Ledger"`
    - `searcher similar 1a2b3c4d --words 10 --count stories --json`
    """
    form = format_of(SIMILAR_FORMATS, format, json=json)
    with Index.open(index, authors=authors) as opened:
        found = opened.similar(
            article_id,
            words=words,
            copies=copies,
            limit=limit,
            count=count,
            **chosen,
        )
    look = console.look(opened.name if console.terminal else None)
    console.write(form.render(found, look), data=form.data)
    for note in found.results.notes:
        console.note(note)
    return OK if found.results.hits else NOTHING
