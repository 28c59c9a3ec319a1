"""`searcher show`: one article in full."""

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.request import format_of
from searcher.cli.run import OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render import ARTICLE_FORMATS


@command
def show(
    console: Console,
    *,
    article_id: options.ArticleId,
    format: options.ArticleFormat = "text",  # noqa: A002 - the option's name
    json: options.Json = False,
    index: options.Index = None,
) -> int:
    """Show one article: its text, what was understood beside what was found, and its file.

    Examples:

    - `searcher show 1a2b3c4d`
    - `search treasury --format ids | head -1 | xargs searcher show`
    """
    form = format_of(ARTICLE_FORMATS, format, json=json)
    from searcher.index.folder.peek import moved_to

    with Index.open(index, authors="none") as opened:
        article = opened.get(article_id)
    console.write(form.render(article, console.look()), data=form.data)
    if now := moved_to(opened.path, article):
        console.note(f"The file has moved since it was read: {now}")
    return OK
