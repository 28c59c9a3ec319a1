"""One facet's counts for a person: value, count, and a bar against the largest."""

from collections.abc import Iterator

from searcher.render.columns import clip, width
from searcher.render.look import BOLD, DIM, Look
from searcher.render.safety import one_line
from searcher.results import Facet, FacetAnswer, FacetCount

# What the missing bucket of a facet is called. A date of a year alone has no month: in the facets
# `month` and `day` it is among those whose month or day is not known.
MISSING = {
    "author": "unsigned",
    "year": "undated",
    "month": "no month known",
    "day": "no day known",
    "source": "no source",
    "topic": "no topic",
    "subject": "no subject",
    "language": "no language",
}
_BAR = 24  # columns of the longest bar
_NARROW = 46  # below, there are no bars


def answer_table(answer: FacetAnswer, look: Look) -> Iterator[str]:
    """Give the table of one facet alone."""
    return facet_table(answer.facet, look)


def facet_table(facet: Facet, look: Look) -> Iterator[str]:
    """Give a heading and one line a value; `*` marks what is selected."""
    yield look.paint(facet.field, BOLD)
    if not facet.counts:
        yield look.paint("  no values", DIM)
        return
    largest = max(1, *(count.count for count in facet.counts))
    digits = max(len(f"{count.count:,}") for count in facet.counts)
    bar = 0 if look.columns < _NARROW else min(_BAR, look.columns // 4)
    room = look.columns - 2 - 2 - digits - (bar + 2 if bar else 0)
    names = [clip(_name(facet, count), room) for count in facet.counts]
    wide = max(map(width, names))
    for name, count in zip(names, facet.counts, strict=True):
        sign = "* " if count.selected else "  "
        pad = " " * (wide - width(name))
        number = f"{count.count:>{digits},}"
        # A value that is counted has a bar, however short.
        length = -(-bar * count.count // largest)
        drawn = "  " + look.paint("━" * length, DIM) if length else ""
        yield f"{sign}{name}{pad}  {number}{drawn}"
    if facet.more:
        yield look.paint("  … and more", DIM)


def _name(facet: Facet, count: FacetCount) -> str:
    if count.value is None:
        return MISSING.get(facet.field, "none")
    return one_line(count.value) or '""'
