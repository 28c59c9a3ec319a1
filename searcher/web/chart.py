"""When were the articles published? Bars in time, each a link to the articles of its time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from searcher.dates import DateRange
from searcher.results import Facet
from searcher.web.state import State

# More bars than this are too thin to hit on a telephone.
MOST_BARS = 40
# Units of the drawing's height.
HEIGHT = 48
_LEAST = 2  # a bar that has articles is seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One time: its count, the height of its bar, and where its link leads (none for zero)."""

    name: str
    count: int
    at: int
    height: int
    query: str | None
    selected: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars from the first time to the last, gaps filled.

    `rough` articles of these years are in no bar: of months those dated only to the year.
    """

    unit: str
    bars: tuple[Bar, ...]
    most: int
    height: int = HEIGHT
    rough: int = 0


Facets = Mapping[str, Facet]


def chart(
    facets: Facets, chosen: Sequence[DateRange], state: State, articles: Callable[[], Facets]
) -> Chart | None:
    """Draw months if they are few, else years, else decades; None where nothing is dated.

    Where times are chosen, the years around them are shown, so that one can look closer; but all
    where none of them has an article, so that one can look elsewhere. `articles` counts years and
    months in articles, of which each lies in one: a story may lie in several.
    """
    years = _counts(facets, "year")
    months = _counts(facets, "month")
    shown = [day.year for days in chosen for day in (days.first, days.last) if day]
    filled = [year for year in years if shown and min(shown) <= int(year) <= max(shown)]
    if not filled or any(days.first is None or days.last is None for days in chosen):
        shown = []
    if shown:
        low, high = min(shown), max(shown)
    elif years:
        low, high = int(min(years)), int(max(years))
    else:
        return None
    names = [f"{year:04}-{month:02}" for year in range(low, high + 1) for month in range(1, 13)]
    if not shown and len(months) > 1:
        names = [name for name in names if min(months) <= name <= max(months)]
    if 1 < len(names) <= MOST_BARS and any(name in months for name in names):
        drawn = _drawn("month", [(name, months.get(name, 0)) for name in names], chosen, state)
        return drawn and replace(drawn, rough=_rough(articles(), low, high))
    if high - low < MOST_BARS:
        named = [f"{year:04}" for year in range(low, high + 1)]
        return _drawn("year", [(name, years.get(name, 0)) for name in named], chosen, state)
    decades: dict[str, int] = {}
    for name, count in sorted(years.items()):
        if low <= int(name) <= high:
            decade = f"{name[:3]}0s"
            decades[decade] = decades.get(decade, 0) + count
    return _drawn("decade", list(decades.items())[-MOST_BARS:], chosen, state)


def _rough(facets: Facets, low: int, high: int) -> int:
    """Count the articles of these years that lie in none of their months."""
    parts = (
        sum(n for name, n in _counts(facets, field).items() if low <= int(name[:4]) <= high)
        for field in ("year", "month")
    )
    return next(parts) - next(parts)


def _counts(facets: Facets, field: str) -> dict[str, int]:
    found = facets.get(field)
    counts = found.counts if found else ()
    return {count.key: count.count for count in counts if count.key and count.count}


def _drawn(
    unit: str, counts: Sequence[tuple[str, int]], chosen: Sequence[DateRange], state: State
) -> Chart | None:
    most = max((count for _, count in counts), default=0)
    if not most:
        return None
    bars = tuple(
        Bar(
            name,
            count,
            at,
            max(_LEAST, round(count * HEIGHT / most)) if count else 0,
            state.put("date", name).query if count else None,
            _covers(chosen, name),
        )
        for at, (name, count) in enumerate(counts)
    )
    return Chart(unit, bars, most)


def _covers(chosen: Sequence[DateRange], name: str) -> bool:
    """Say whether a time is chosen; ISO dates compare as texts."""
    first, last = (name[:4], f"{name[:3]}9") if name.endswith("s") else (name, name)
    size = len(first)
    return any(
        (days.first is None or days.first.isoformat()[:size] <= first)
        and (days.last is None or last <= days.last.isoformat()[:size])
        for days in chosen
    )
