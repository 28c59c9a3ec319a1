"""Which values of a facet are selected? Those are counted and shown wherever they stand."""

import datetime as dt
from collections.abc import Iterable

from searcher.dates import DateRange
from searcher.engines.tantivy.date_numbers import days_of, number_of, text_of
from searcher.engines.tantivy.plan import own_filter
from searcher.engines.tantivy.source import keyword
from searcher.query.model import SearchRequest
from searcher.results import FacetCount

# A key, the (first, last) day of a period, or None: the missing bucket.
Chosen = str | tuple[dt.date, dt.date] | None


def selected(request: SearchRequest, own: str) -> set[Chosen]:
    """Give the values that are chosen in a facet, whose own filter this is."""
    chosen: set[Chosen] = set()
    for selection in request.filters:
        if selection.field != own or selection.exclude:
            continue
        for value in selection.values:
            if not isinstance(value, DateRange):
                chosen.add(value if value is None else keyword(value))
            elif value.first and value.last:
                chosen.add((value.first, value.last))
    return chosen


def reach(request: SearchRequest, field: str, limit: int | None) -> int | None:
    """Give how many values to count: the one after them is neither within the limit nor selected.

    It says whether there are more.
    """
    return None if limit is None else limit + len(selected(request, own_filter(field)))


def is_within(place: int, limit: int | None) -> bool:
    """Say whether the value at this place of a facet's order is shown without being selected."""
    return limit is None or place < limit


def numbered(field: str, chosen: Iterable[Chosen]) -> set[int]:
    """Give the numbers of those dates that are one value of the facet."""
    numbers = set()
    for days in chosen:
        if isinstance(days, tuple):
            number = number_of(field, days[0])
            if days_of(field, number) == days:
                numbers.add(number)
    return numbers


def date_count(field: str, number: int, count: int, chosen: set[Chosen]) -> FacetCount:
    """Give what stands in a facet of dates for one of them."""
    text = text_of(field, number)
    return FacetCount(text, text, count, selected=bool(chosen) and days_of(field, number) in chosen)
