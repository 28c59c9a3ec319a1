"""`searcher delete`: delete articles from an index."""

from typing import Unpack

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.request import request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.errors import UsageError
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.render.look import counted
from searcher.results import Results

# Titles that are shown before anything is deleted.
_SHOWN = 5


@command
def delete(
    console: Console,
    *,
    yes: options.Yes = False,
    all: options.All = False,  # noqa: A002 - the option's name
    json: options.AsJson = False,
    index: options.Index = None,
    **asked: Unpack[options.Asked],
) -> int:
    """Delete articles from an index: those that `search` finds with the same words and filters.

    Says how many there are and asks first; elsewhere than on a terminal --yes is needed. The files
    stay as they are. A deleted article stays deleted as long as its record does not change, also
    when its file is read again. A copy of it that was hidden until now is deleted too if it
    matches; otherwise it comes up, and is counted.

    Examples:

    - `searcher delete --source "Spam Wire"`
    - `searcher delete --date undated --kind teaser --yes --json`

    Exit codes: 0 deleted, 1 nothing found or not confirmed, 2 error, 3 the index is locked or
    missing.
    """
    from searcher.index.deletion import refuse_everything
    from searcher.render.contract import corpus_record, json_lines

    notes: list[str] = []
    note = notes.append if json else console.note
    request = request_of(asked, strict=True)
    refuse_everything(request, all_articles=all)
    with Index.open(index) as opened:
        found = opened.search(request)
        chosen = found.total > 0 and (yes or _confirmed(console, opened.name, found))
        deleted = opened.delete(request, all_articles=all, on_note=note) if chosen else 0
        if not chosen:
            note("nothing deleted" if found.total else "no article matches; nothing deleted")
        if json:
            corpus = corpus_record(opened.search(SearchRequest(limit=0)).corpus)
            told = {"index": opened.name, "deleted": deleted, "notes": notes, "corpus": corpus}
            console.write(json_lines(told), data=True)
        elif chosen:
            note(f"deleted {counted(deleted, 'article')} from index {opened.name}")
    return OK if chosen else NOTHING


def _confirmed(console: Console, name: str, found: Results) -> bool:
    question = f"Delete {counted(found.total, 'article')} from index {name}?"
    for hit in found.hits[:_SHOWN]:
        console.note(f"  {hit.article.title or hit.article.id}")
    if found.total > _SHOWN:
        console.note("  …")
    answer = console.confirm(question)
    if answer is None:
        raise UsageError(f"{question} Nobody can answer here: add --yes")
    return answer
