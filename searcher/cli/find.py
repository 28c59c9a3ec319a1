"""The command `search`, which is also `searcher search`: find articles."""

from typing import Unpack

from searcher.cli import options
from searcher.cli.console import Console
from searcher.cli.request import cut_of, format_of, request_of
from searcher.cli.run import NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.record import replace
from searcher.render import FORMATS
from searcher.results import Results


@command
def search(
    console: Console,
    *,
    format: options.Format = "table",  # noqa: A002 - the option's name
    json: options.Json = False,
    explain: options.Explain = False,
    index: options.Index = None,
    authors: options.Authors = None,
    **asked: Unpack[options.Searched],
) -> int:
    """Find articles: by words, author, date, topic, source, language and kind.

    All words must occur, unless --any. Filters may be repeated: several values of one option are
    alternatives, different options must all hold.

    Examples:

    - `search "Treasury holdings" --author Cryptopolitan`
    - `search '"exact phrase"' --since 2025-04 --sort newest`
    - `search bank -- -river`
    - `search flood --facet author --facet month --json`
    - `search --saved reefs --since 2025`

    Exit codes: 0 articles found, 1 none, 2 error, 3 the index is missing or cannot be used.
    """
    form = format_of(FORMATS, format, json=json)
    request = request_of(asked, index=index)
    with Index.open(index, authors=authors) as opened:
        results = _explained(console, opened, request) if explain else opened.search(request)
    look = console.look(opened.name if console.terminal else None)
    console.write(form.render(results, look), data=form.data)
    for note in results.notes:
        console.note(note)
    if request.limit == options.DEFAULTS["limit"] and (
        cut := cut_of(form, len(results.hits), results.total)
    ):
        console.note(cut)
    if results.facets and not form.facets:
        console.note(f"{form.name} has no place for facets: use --json, or searcher facets.")
    return OK if results.total else NOTHING


def _explained(console: Console, index: Index, request: SearchRequest) -> Results:
    """Say how the request was understood, why it finds what it finds, and which index answers."""
    from searcher.index.explain import explain
    from searcher.render.explanation import explanation_lines

    results = index.search(request)
    explanation = explain(index.asked, results)
    for line in (*explanation_lines(explanation), f"index: {index.path}"):
        console.note(line)
    return replace(results, explanation=explanation)
