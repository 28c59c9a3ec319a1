"""`searcher story`: an article and its copies, in order of time."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.request import format_of
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render import FORMATS


@command
def story(
    console: Console,
    *,
    article_id: options.ArticleId,
    format: options.Format = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
) -> int:
    """List an article with its copies: nearly identical texts, the oldest first, undated ones last.

    The same as searching for `story:NUMBER`, by which a story can also be exported.

    Examples:

    - `searcher story 1a2b3c4d`
    - `searcher story 1a2b3c4d --format csv`
    """
    form = format_of(FORMATS, format, json=json)
    with Index.open(index) as opened:
        results = opened.story(article_id)
    look = console.look(opened.name if console.terminal else None)
    console.write(form.render(results, look), data=form.data)
    return OK
