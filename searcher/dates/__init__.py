"""When did this come out, and which days does the user mean?

The only caller of dateparser. `parse_published` reads what a page printed and never invents;
`parse_when` reads what a user typed and never guesses. Importing this package costs next to
nothing: the parsers are loaded when they are first asked for.
"""

from typing import TYPE_CHECKING

from searcher.dates.model import Confidence, DateRange, Method, Precision, Published

if TYPE_CHECKING:
    from searcher.dates.local import day_of_address as day_of_address
    from searcher.dates.local import with_local_day as with_local_day
    from searcher.dates.order import DayMonthOrder as DayMonthOrder
    from searcher.dates.order import needs_evidence as needs_evidence
    from searcher.dates.published import FLAGS as FLAGS
    from searcher.dates.published import day_of_line as day_of_line
    from searcher.dates.published import is_day as is_day
    from searcher.dates.published import parse_published as parse_published
    from searcher.dates.when import parse_reference as parse_reference
    from searcher.dates.when import parse_when as parse_when

__all__ = [
    "FLAGS",
    "Confidence",
    "DateRange",
    "DayMonthOrder",
    "Method",
    "Precision",
    "Published",
    "day_of_address",
    "day_of_line",
    "is_day",
    "needs_evidence",
    "parse_published",
    "parse_reference",
    "parse_when",
    "with_local_day",
]

_LATER = {
    "DayMonthOrder": "order",
    "FLAGS": "published",
    "day_of_address": "local",
    "day_of_line": "published",
    "is_day": "published",
    "needs_evidence": "order",
    "parse_published": "published",
    "parse_reference": "when",
    "parse_when": "when",
    "with_local_day": "local",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = value
    return value
