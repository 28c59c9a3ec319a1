"""How is a question kept, to be asked again another day? As parameters, times as they were typed.

`last week` is another week each time that it is asked for; what `to_params` gives names days.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Unpack

from searcher.dates import DateRange
from searcher.errors import UsageError
from searcher.query.arguments import Filters
from searcher.query.params import build, to_params

# What belongs to one answer, and not to the question.
NOT_KEPT = ("count", "sort", "limit", "offset", "after", "snippets", "facet")


def kept(words: str = "", **filters: Unpack[Filters]) -> dict[str, list[str]]:
    """Give names and values that `from_params` reads; raises as `build` does, for any mistake."""
    request = build(words, strict=True, **filters)
    params = to_params(request)
    for chosen in request.filters:
        if chosen.field == "date":
            name = "not-date" if chosen.exclude else "date"
            params[name] = [
                value.text or str(value) if isinstance(value, DateRange) else "none"
                for value in chosen.values
            ]
    for name, given in (("since", filters.get("since")), ("until", filters.get("until"))):
        if isinstance(given, dt.date):
            params[name] = [given.isoformat()[: len("2026-01-30")]]
        elif given is not None:
            params[name] = [given.strip()]
    return params


def checked(params: Mapping[str, object]) -> dict[str, list[str]]:
    """Give parameters that anybody may have written, in their form; raises `UsageError`."""
    for name, values in params.items():
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise UsageError(f"{name} is no list of texts")
        if name in NOT_KEPT:
            raise UsageError(f"{name} is no part of a question")
    return {name: [str(one) for one in values] for name, values in params.items()}  # type: ignore[attr-defined]
