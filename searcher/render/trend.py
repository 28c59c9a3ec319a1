"""Counts over time for a person: a line a period, with a bar, or a column for each series."""

from collections.abc import Iterator, Sequence

from searcher.dates.periods import Unit
from searcher.render.columns import clip, width
from searcher.render.look import BOLD, DIM, Look, counted, took
from searcher.render.safety import one_line
from searcher.trends import Series, Tally, Trend, share

# What is dated too roughly to lie in one period.
ROUGH: dict[Unit, str] = {
    "day": "month or year only",
    "week": "month or year only",
    "month": "year only",
    "quarter": "year only",
    "year": "",
}
UNDATED = "undated"
NO_SHARE = "–"

_BAR = 40  # columns of the longest bar
_LEAST_BAR = 4  # a shorter one says nothing
_NAME = 20  # columns of a series' name
_SMALL = 0.0005  # below, a share is printed with two digits that say something


def trend_table(trend: Trend, look: Look) -> Iterator[str]:
    """Give a heading, a line a period, and lines for what lies in none."""
    yield look.paint(clip(one_line(heading(trend)), look.columns), BOLD)
    if len(trend.series) == 1:
        yield from _bars(trend, trend.series[0], look)
    else:
        yield from _columns(trend, look)
    yield ""
    yield look.paint(clip(_footer(trend), look.columns), DIM)


def heading(trend: Trend) -> str:
    """Say what is counted: `tide: articles by month`."""
    what = f"share of {trend.request.count}" if trend.shares else trend.request.count
    each = f" and {trend.field}" if trend.field else ""
    words = trend.request.words or "all" if not _are_queries(trend) else "several queries"
    return f"{words}: {what} by {trend.by}{each}"


def _are_queries(trend: Trend) -> bool:
    return any(one.kind == "query" for one in trend.series)


def percent(part: float | None) -> str:
    """`7.5 %`; small shares with two digits, and none as a dash."""
    if part is None:
        return NO_SHARE
    return f"{part * 100:.2g} %" if 0 < part < _SMALL else f"{part * 100:.1f} %"


def labels(trend: Trend) -> list[str]:
    """Give the name of each line: the periods, and what lies in none, where there is any."""
    names = [period.label for period in trend.periods]
    if any(one.found.undated for one in trend.series):
        names.append(UNDATED)
    if any(one.found.rough for one in trend.series):
        names.append(ROUGH[trend.by])
    return names


def column(trend: Trend, tally: Tally) -> list[int]:
    """Give the counts beside `labels`."""
    counts = list(tally.counts)
    if any(one.found.undated for one in trend.series):
        counts.append(tally.undated)
    if any(one.found.rough for one in trend.series):
        counts.append(tally.rough)
    return counts


def _bars(trend: Trend, one: Series, look: Look) -> Iterator[str]:
    names, counts = labels(trend), column(trend, one.found)
    bases = column(trend, one.base) if one.base else None
    cells = [f"{count:,}" for count in counts]
    sizes: Sequence[float] = counts
    if bases is not None:
        shares = [share(count, base) for count, base in zip(counts, bases, strict=True)]
        of, parts = [f"{base:,}" for base in bases], [percent(part) for part in shares]
        cells = [
            f"{count} of {base}  {part}"
            for count, base, part in zip(_right(cells), _right(of), _right(parts), strict=True)
        ]
        sizes = [part or 0 for part in shares]
    cells = _right(cells)
    wide = max(map(width, names), default=0)
    bar = min(_BAR, look.columns - 2 - wide - 2 - max(map(len, cells), default=0) - 2)
    # What lies in no period is no part of the course, and has no bar.
    shown = len(trend.periods)
    largest = max(sizes[:shown], default=0) or 1
    for place, (name, cell) in enumerate(zip(names, cells, strict=True)):
        length = -(-bar * sizes[place] // largest) if place < shown and bar >= _LEAST_BAR else 0
        drawn = "  " + look.paint("━" * int(length), DIM) if length else ""
        yield f"  {name}{' ' * (wide - width(name))}  {cell}{drawn}"


def _columns(trend: Trend, look: Look) -> Iterator[str]:
    """Give a column for each series, in as many blocks as the page is too narrow."""
    names = labels(trend)
    wide = max(map(width, names), default=0)
    columns = [_cells(trend, one) for one in trend.series]
    start = 0
    while start < len(columns):
        end, used = start, 2 + wide
        while end < len(columns):
            used += 2 + width(columns[end][0])
            if used > look.columns and end > start:
                break
            end += 1
        if start:
            yield ""
        head = "".join(f"  {cells[0]}" for cells in columns[start:end])
        yield look.paint(f"  {' ' * wide}{head}".rstrip(), DIM)
        for place, name in enumerate(names, 1):
            row = "".join(f"  {cells[place]}" for cells in columns[start:end])
            yield f"  {name}{' ' * (wide - width(name))}{row}"
        total = "".join(f"  {cells[-1]}" for cells in columns[start:end])
        yield look.paint(f"  {'all':<{wide}}{total}", DIM)
        start = end


def _cells(trend: Trend, one: Series) -> list[str]:
    """Give a column: its name, a cell for each label, the total; all equally wide."""
    found = [*column(trend, one.found), one.found.total]
    cells = [f"{count:,}" for count in found]
    if one.base is not None:
        bases = [*column(trend, one.base), one.base.total]
        cells = [
            f"{cell}/{base:,} {percent(share(count, base))}"
            for cell, count, base in zip(cells, found, bases, strict=True)
        ]
    return _right([clip(one_line(one.name), _NAME) or '""', *cells])


def _right(cells: list[str]) -> list[str]:
    wide = max(map(width, cells), default=0)
    return [" " * (wide - width(cell)) + cell for cell in cells]


def _footer(trend: Trend) -> str:
    stories = trend.request.count == "stories"
    noun = ("story", "stories") if stories else ("article", "articles")
    periods = counted(len(trend.periods), trend.by)
    if len(trend.series) == 1:
        periods = f"{counted(trend.series[0].found.total, *noun)}, {periods}"
    else:
        periods = f"{len(trend.series)} series, {periods}"
    return f"{periods}, {took(trend.took_ms)}"
