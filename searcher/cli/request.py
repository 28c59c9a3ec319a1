"""Flags as typed become the one request that engines read, and a format that exists."""

from collections.abc import Sequence

from searcher.cli.options import Asked
from searcher.errors import UsageError
from searcher.query.model import SearchRequest
from searcher.query.params import build
from searcher.render import Format, format_named


def request_of(
    asked: Asked, *, strict: bool | None = None, count: str | None = None
) -> SearchRequest:
    """Build the request; several shell words are one query, joined by spaces.

    `strict` is for commands without the option, `count` for those that have it alone.
    """
    options = {name: value for name, value in asked.items() if name != "words"}
    options |= {} if strict is None else {"strict": strict}
    options |= {} if count is None else {"count": count}
    return build(" ".join(asked["words"]), **options)  # type: ignore[arg-type]


def format_of(formats: Sequence[Format], name: str, *, json: bool) -> Format:
    """Find the format; --json beside another one is a contradiction."""
    form = format_named(name, formats)
    if not json:
        return form
    if form.name not in {formats[0].name, "json"}:
        raise UsageError(f"--json and --format {name} exclude each other: leave one out")
    return format_named("json", formats)
