"""Which keyword arguments say a request? Tables for those who pass them on."""

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

# None is not given, as an empty list is.
Values = str | Sequence[str] | None
When = str | dt.date
Dates = When | Sequence[When] | None


class Filters(TypedDict, total=False):
    """The keyword arguments of `build` that choose articles."""

    any_word: bool
    author: Values
    source: Values
    topic: Values
    subject: Values
    language: Values
    kind: Values
    date: Dates
    since: When | None
    until: When | None
    date_confidence: str | None
    not_author: Values
    not_source: Values
    not_topic: Values
    not_subject: Values
    not_language: Values
    not_kind: Values
    not_date: Dates
    no_inferred: bool


class Choosing(Filters, total=False):
    """The keyword arguments of `build` that say how words and filters are understood, too."""

    strict: bool
    today: dt.date | None


class Paging(Choosing, total=False):
    """The keyword arguments of `build` but for the order of hits, where others give an order."""

    count: str
    expand: bool
    half_life: str | None
    limit: int | None
    offset: int
    after: str | None
    snippets: int
    facet: Values


class Options(Paging, total=False):
    """The keyword arguments of `build`."""

    sort: str
