"""Which values are counted beside the hits, and how many of each field?"""

from collections.abc import Iterable

from searcher.errors import UsageError
from searcher.query.fields import facet_name
from searcher.query.model import FacetRequest
from searcher.query.typed_values import whole

# Values shown of a keyword facet; dates are shown whole, for a chart must have no holes.
FACET_LIMIT = 10
VALUES = 20  # of one facet alone
DATE_FACETS = ("year", "month", "day")


def facets(texts: Iterable[str]) -> tuple[FacetRequest, ...]:
    """Read `author`, or `author:20` for as many values (0: all); raises `UsageError`."""
    wanted: dict[str, int | None] = {}
    for text in texts:
        name, colon, number = text.partition(":")
        field = facet_name(name.strip())
        dates = field in DATE_FACETS
        wanted[field] = None if dates else FACET_LIMIT
        if colon and dates:
            raise UsageError(f"--facet {text}: dates are shown whole. Try --facet {name.strip()}.")
        if colon:
            wanted[field] = whole(f"facet {name.strip()}", number.strip()) or None
    return tuple(FacetRequest(field, limit) for field, limit in wanted.items())


def facet_text(facet: FacetRequest) -> str:
    """Give a facet as it is typed: `author`, `author:20`."""
    usual = facet.field in DATE_FACETS or facet.limit == FACET_LIMIT
    return facet.field if usual else f"{facet.field}:{facet.limit or 0}"
