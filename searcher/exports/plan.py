"""What kind of export is wanted? Format, columns, order and the rest, checked before it runs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from searcher.engines.depth import Depth
from searcher.errors import UsageError
from searcher.exports.base import SinkOptions
from searcher.exports.columns import ORDERED, Column, columns_of, depth_of
from searcher.exports.formats import (
    COMPRESSED,
    FORMATS,
    Format,
    format_for,
    format_named,
    split_compression,
)
from searcher.query.fields import not_known
from searcher.query.model import FacetRequest
from searcher.query.params import SORTS, build
from searcher.record import Record, record

Order = Literal["id", "stored", "relevance", "newest", "oldest"]
ORDERS: tuple[Order, ...] = ("id", "stored", *SORTS)
# Hits whose places are held in memory to be sorted: some 200 bytes each.
SORTED_MOST = 200_000
# A whole number that JSON holds for every reader.
_LARGEST = (1 << 53) - 1


@record
class Plan(Record):
    """All that an export is told beside its questions; `compression` is a suffix, or empty.

    `fields` is what was asked for, `columns` what that means; `limit` None is all hits.
    """

    format: Format
    compression: str
    fields: tuple[str, ...] | None
    columns: tuple[Column, ...]
    order: Order
    limit: int | None
    facets: tuple[FacetRequest, ...]
    options: SinkOptions
    lenient: bool

    @property
    def reproducible(self) -> bool:
        """Whether equal corpora give equal bytes.

        Scores depend a little on the segments and deletions of an index, and stored order on all.
        """
        return self.order not in ("stored", "relevance")

    @property
    def sorted(self) -> bool:
        """Whether hits are sorted, and not walked."""
        return self.order in SORTS

    @property
    def depth(self) -> Depth:
        """How much of each article is read: what columns or format take."""
        return depth_of(self.columns, self.format.depth)

    def shows(self, name: str) -> bool:
        """Say whether there is such a column."""
        return any(column.name == name for column in self.columns)

    def with_query(self) -> "Plan":
        """Give the plan for several questions in one file: each row names its own."""
        if not self.format.fields:
            raise UsageError(
                f"{self.format.name} has no place for the names of queries. Name a folder instead, "
                "as in -o hits/: each query gets a file of its own."
            )
        if self.shows("query"):
            return self
        query = columns_of("query", nested=self.format.nested)
        return replace(self, columns=(*query, *self.columns))


def plan_of(
    target: str,
    *,
    format: str | None = None,  # noqa: A002 - the option's name
    fields: str | Sequence[str] | None = None,
    order: str = "id",
    limit: int | None = None,
    facet: str | Sequence[str] = (),
    raw: bool = False,
    excel: bool = False,
    lenient: bool = False,
) -> Plan:
    """Check all of it; raises `UsageError`, `ValueNotKnown`.

    `target` is a file's name, whose suffix may say format and compression; `-` is a pipe.
    """
    if order not in ORDERS:
        raise not_known("order", order, ORDERS)
    if limit is not None and limit < 0:
        raise UsageError(f"--limit cannot be negative, as {limit} is. 0 is all hits.")
    if limit is not None and limit > _LARGEST:
        raise UsageError(f"--limit {limit} is too large. 0 is all hits.")
    form = format_named(format) if format is not None else format_for(target)
    _, compression = split_compression(target)
    if form is None:
        raise UsageError(_no_format(target))
    if compression and form.makes != "stream":
        raise UsageError(
            f"{target}: {form.name} cannot be compressed by {compression}. Leave that out."
        )
    if excel and form.name not in ("csv", "tsv", "kwic"):
        raise UsageError(f"--excel is for csv, tsv and kwic, not for {form.name}.")
    if fields is not None and not form.fields:
        raise UsageError(f"{form.name} has its own fields. Leave --fields out.")
    columns = columns_of(fields, nested=form.nested, default=form.default)
    named = None if fields is None else tuple(column.name for column in columns)
    plan = Plan(
        format=form,
        compression=compression,
        fields=named,
        columns=columns,
        order=next(one for one in ORDERS if one == order),
        limit=limit or None,
        facets=tuple(replace(one, limit=None) for one in build(facet=facet).facets),
        options=SinkOptions(raw=raw, excel=excel),
        lenient=lenient,
    )
    for name in ORDERED:
        if plan.shows(name) and (not plan.sorted or (name == "score" and order != SORTS[0])):
            sorts = SORTS[0] if name == "score" else "|".join(SORTS)
            raise UsageError(f"the field {name} needs --sort {sorts}: else there is none.")
    return plan


def _no_format(target: str) -> str:
    names = ", ".join(row.name for row in FORMATS)
    if target in ("-", ""):
        return f"which format? Add --format, one of {names}."
    known = ", ".join(dict.fromkeys(row.suffixes[0] for row in FORMATS if row.suffixes))
    packed = ", ".join(COMPRESSED)
    return (
        f"{target}: its suffix names no format. Choose one of {known} (with {packed} after it), or "
        f"add --format, one of {names}."
    )
