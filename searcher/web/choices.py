"""Which values can be ticked beside the hits, and which links leave them out?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from searcher.dates import DateRange
from searcher.render.facets import MISSING
from searcher.results import Facet
from searcher.web.passages import clip
from searcher.web.state import FIND, MORE, State, typed

# The facets beside the hits: field, heading, and how many values are shown.
FACETS = (
    ("author", "Authors", 8),
    ("source", "Sources", 8),
    ("topic", "Topics", 12),
    ("subject", "Subjects", 12),
    ("language", "Languages", 6),
    ("kind", "Kinds", 2),
)
LONG_LIST = 200  # values behind “more…”
NAME = 80  # characters of a value shown at most


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a facet: a checkbox, and a link that leaves it out."""

    text: str
    value: str
    count: int | None
    selected: bool
    exclude: str | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet; `more` is the link to its long list, `less` the one back.

    `find` is the text that its values hold; None where there are too few to look for one. `said`
    is what should be known of the list: that it ends before all are shown, or that none was found.
    """

    field: str
    heading: str
    values: tuple[ValueView, ...]
    more: str | None = None
    less: str | None = None
    find: str | None = None
    said: str = ""


def facet_view(facet: Facet, heading: str, size: int, state: State) -> FacetView | None:
    field = facet.field
    selected = any(count.selected for count in facet.counts)
    find = state.last(FIND + field).strip()
    alone = field in ("kind", "language", "subject") and len(facet.counts) == 1 > selected
    if not find and (not facet.counts or alone):
        return None  # nothing to choose from
    gone = state.values(f"not-{field}")
    values = []
    for count in facet.counts:
        value = typed(field, count.key)
        out = None if count.selected or value in gone else state.plus(f"not-{field}", value).query
        text = MISSING.get(field, "none") if count.value is None else count.value
        values.append(ValueView(text, value, count.count, count.selected, out))
    if field in ("topic", "subject"):
        values = _tree(values)
    # The last of a long path is what tells it from others: it is cut when it stands alone.
    values = [replace(value, text=clip(value.text, NAME)) for value in values]
    long = state.last(MORE) == field
    many = bool(find) or facet.more or len(values) > size
    return FacetView(
        field,
        heading,
        tuple(values),
        more=state.put(MORE, field).query if facet.more and not long else None,
        less=state.put(MORE).query if long and len(values) > size else None,
        find=clip(find, NAME) if many else None,
        said=_said(facet, clip(find, NAME), long=long),
    )


def _said(facet: Facet, find: str, *, long: bool) -> str:
    if find and all(count.selected for count in facet.counts):
        return f"No {'other ' if facet.counts else ''}value holds “{find}”."
    if long and facet.more:
        return (
            f"There are more than these {len(facet.counts):,}: find the others by what they hold."
        )
    return ""


def _tree(values: Sequence[ValueView]) -> list[ValueView]:
    """Put topics below the topic above them, where that is listed; else they keep their path."""
    listed = {value.value for value in values}
    below: dict[str, list[ValueView]] = {}
    for value in values:
        parent = value.value.rpartition("/")[0]
        below.setdefault(parent if parent in listed else "", []).append(value)
    found: list[ValueView] = []

    def walk(parent: str, depth: int) -> None:
        for value in below.get(parent, ()):
            text = value.text.rpartition("/")[2] if depth else value.text
            found.append(replace(value, text=text or value.text, depth=depth))
            walk(value.value, depth + 1)

    walk("", 0)
    return found


def date_view(years: Facet, chosen: Sequence[DateRange | None], state: State) -> FacetView | None:
    """Give the times that are chosen, and the undated, as checkboxes below the chart."""
    values = [
        ValueView(typed("date", days), typed("date", days), None, selected=True, exclude=None)
        for days in chosen
        if days is not None
    ]
    undated = sum(count.count for count in years.counts if count.key is None)
    if undated or None in chosen:
        out = None if None in chosen else state.plus("not-date", "none").query
        if "none" in state.values("not-date"):
            out = None
        values.append(ValueView(MISSING["year"], "none", undated, None in chosen, out))
    return FacetView("date", "Published", tuple(values)) if values else None
