"""Which export does a request mean? Parameters become one checked wish.

Names are the flags' own; `zip` is the one addition: all files that the command writes, in one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from searcher.errors import UsageError
from searcher.exports.asked import of_articles
from searcher.exports.formats import Format
from searcher.exports.plan import SORTED_MOST, Plan, plan_of
from searcher.index import Index
from searcher.query.model import SearchRequest
from searcher.query.params import from_params
from searcher.query.typed_values import is_on, whole

# Parameters of an export, beside those of its request.
OWN = ("format", "fields", "limit", "sort", "lenient", "zip")
_STEM = "hits"
_DIGITS = 15  # of a limit: exact in JSON


@dataclass(frozen=True, slots=True)
class Wanted:
    """An export that can be made. `zip` is all of it in one, with manifest and digests."""

    request: SearchRequest
    plan: Plan
    fields: str | None
    zip: bool

    @property
    def format(self) -> Format:
        """The format."""
        return self.plan.format

    @property
    def file(self) -> str:
        """What the hits are called, as a command would be told."""
        return file_of(self.format)

    @property
    def staged(self) -> bool:
        """Whether it must be whole before it can be sent."""
        return self.zip or self.format.makes != "stream"

    @property
    def options(self) -> dict[str, Any]:
        """The options of `searcher.export`."""
        return {
            "format": self.format.name,
            "fields": self.fields,
            "order": self.plan.order,
            "limit": self.plan.limit,
            "lenient": self.plan.lenient,
        }

    def check(self, index: Index) -> int:
        """Count the hits; raises `UsageError` for more than can be sorted."""
        total = index.count(self.request)
        rows = min(total, self.plan.limit or total)
        if self.plan.sorted and rows > SORTED_MOST:
            raise UsageError(
                f"{rows:,} hits are too many to be sorted: at most {SORTED_MOST:,} are. Leave sort "
                "out (any number, in the order of ids), or add limit or filters."
            )
        return total


def wanted_of(
    given: Iterable[tuple[str, str]],
    within: Callable[[SearchRequest], SearchRequest] | None = None,
) -> Wanted:
    """Understand names and values, where what is empty is not given; raises what is wrong.

    `within` puts the request within a saved search.
    """
    own: dict[str, list[str]] = {}
    params: dict[str, list[str]] = {}
    for name, value in given:
        if name not in OWN:
            params.setdefault(name, []).append(value)
        elif value.strip():
            own.setdefault(name, []).append(value)
    # As the command: nobody reads along with an export.
    lenient = is_on("lenient", own.get("lenient", [""])[-1])
    asked = from_params(params, strict=not lenient)
    request = of_articles(within(asked) if within else asked)
    fields = ",".join(own["fields"]) if "fields" in own else None
    plan = plan_of(
        "-",
        format=own.get("format", ["jsonl"])[-1],
        fields=fields,
        order=own.get("sort", ["id"])[-1],
        limit=whole("limit", own.get("limit", ["0"])[-1], digits=_DIGITS),
        lenient=lenient,
    )
    plan.format.load()
    return Wanted(request, plan, fields, is_on("zip", own.get("zip", [""])[-1]))


def file_of(form: Format) -> str:
    """Name the file, or the folder, of an export in a format."""
    return _STEM + (form.suffixes[0] if form.suffixes else "")
