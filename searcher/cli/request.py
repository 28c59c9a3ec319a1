"""Flags as typed become the one request that engines read, and a format that exists."""

from collections.abc import Mapping, Sequence

from searcher.cli.options import Asked
from searcher.errors import UsageError
from searcher.query.model import SearchRequest
from searcher.query.params import build
from searcher.render import Format, format_named

# Formats that have a place for rows alone: not for how many there are.
_ROWS = frozenset({"csv", "tsv", "jsonl", "ids"})


def request_of(
    asked: Asked,
    *,
    strict: bool | None = None,
    count: str | None = None,
    index: str | None = None,
    counted: Sequence[str] = (),
) -> SearchRequest:
    """Build the request; several shell words are one query, joined by spaces.

    `strict` is for commands without the option, `count` for those that have it alone; `index` is
    where a saved search is looked for, `counted` are the facets that are shown of it alone.
    """
    options = {name: value for name, value in asked.items() if name != "words"}
    saved = options.pop("saved", None)
    options |= {} if strict is None else {"strict": strict}
    options |= {} if count is None else {"count": count}
    words = " ".join(asked["words"])
    if isinstance(saved, str):
        return within_saved(saved, index, words, options, counted)
    return build(words, **options)  # type: ignore[arg-type]


def within_saved(
    name: str,
    index: str | None,
    words: str,
    options: Mapping[str, object],
    counted: Sequence[str] = (),
) -> SearchRequest:
    """Build a request within a saved search of an index."""
    from searcher.index import resolve
    from searcher.index.folder.searches import Searches

    further = build(words, **options)  # type: ignore[arg-type]
    return Searches(resolve(index)).within(name, further, counted=counted)


def format_of(formats: Sequence[Format], name: str, *, json: bool) -> Format:
    """Find the format; --json beside another one is a contradiction."""
    form = format_named(name, formats)
    if not json:
        return form
    if form.name not in {formats[0].name, "json"}:
        raise UsageError(f"--json and --format {name} exclude each other: leave one out")
    return format_named("json", formats)


def cut_of(form: Format, shown: int, total: int) -> str | None:
    """Say that rows end where nobody said so, in a format that cannot: a file looks whole."""
    if form.name not in _ROWS or shown >= total:
        return None
    return f"these are {shown:,} of {total:,}: --limit 0 gives all."
