"""`searcher verify`: is an export what it says it is, and would it be the same today?"""

from typing import TYPE_CHECKING

from searcher.cli import export_options, options
from searcher.cli.console import Console
from searcher.cli.run import ERROR, NOTHING, OK
from searcher.cli.signature import command
from searcher.index import Index
from searcher.render.look import counted

if TYPE_CHECKING:
    from searcher.exports.verify import Checked, Verified

# Articles that are named of each kind; --json names all.
_SHOWN = 10


@command
def verify(
    console: Console,
    *,
    manifest: export_options.ManifestFile,
    files_only: export_options.FilesOnly = False,
    json: options.AsJson = False,
    index: export_options.IndexElse = None,
    authors: options.Authors = None,
) -> int:
    """Check an export: its files by their digests, its requests by running them again.

    Says which articles were added, removed or changed since. Without --index the index that the
    manifest names is asked. Of a batch only what differs is named one by one.

    Examples:

    - `searcher verify treasury.jsonl`
    - `searcher verify hits/ --index ./copy/news`

    Exit codes: 0 all as it was, 1 articles were added, removed or changed, 2 files are missing or
    changed, or an error, 3 the index is missing or cannot be used.
    """
    from searcher.exports.verify import verify as check
    from searcher.render.contract import json_lines

    tell = console.progress
    done = check(manifest, index, files_only=files_only, authors=authors, on_progress=tell)
    console.clear()
    console.write(json_lines(done.as_json()) if json else _lines(done), data=json)
    if not done.intact:
        return ERROR
    return NOTHING if done.same is False else OK


def _lines(done: "Verified") -> list[str]:
    from searcher.render.safety import one_line

    wrong = {name: state for name, state in done.files.items() if state != "as written"}
    lines = [f"{one_line(name)}: {state}" for name, state in wrong.items()]
    kept = len(done.files) - len(wrong)
    lines.append(f"{counted(kept, 'file')} as written")
    if done.corpus_same is not None:
        lines.append(f"corpus: {'the same' if done.corpus_same else 'another one than then'}")
    for one in done.requests:
        if not one.same:
            lines.append(f"{one_line(one.name) or 'all articles'}: {_change(one)}")
    if same := [one for one in done.requests if one.same]:
        rows = sum(one.now for one in same)
        what = counted(len(same), "query", "queries")
        lines.append(f"{what} with the same {counted(rows, 'article')}")
    if done.index is not None and not done.same:
        with Index.open(done.index) as opened:
            for one in done.requests:
                lines += _named(one, opened)
    return lines + [one_line(note) for note in done.notes]


def _change(one: "Checked") -> str:
    parts = [
        f"{len(ids):,} {what}"
        for what, ids in (("added", one.added), ("removed", one.removed), ("changed", one.changed))
        if ids
    ]
    numbers = f"{one.hits_before:,} then, {one.hits_now:,} now"
    return f"{numbers}: {', '.join(parts)}" if parts else numbers


def _named(one: "Checked", index: Index) -> list[str]:
    from searcher.render.safety import one_line

    lines = []
    for sign, ids in (("+", one.added), ("-", one.removed), ("~", one.changed)):
        for article_id in ids[:_SHOWN]:
            title = "" if sign == "-" else f" {one_line(index.get(article_id).title)}"
            lines.append(f"  {sign} {article_id}{title}")
        if len(ids) > _SHOWN:
            lines.append(f"  {sign} and {len(ids) - _SHOWN:,} more: --json names all")
    return lines
