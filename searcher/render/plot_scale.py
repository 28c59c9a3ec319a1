"""Where do an axis' marks stand? At round numbers, and at round times."""

import math
from collections.abc import Iterator, Sequence

from searcher.dates.periods import Period

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 2_400, 6_000, 12_000, 24_000)
_MARKS = 5  # about so many upwards


def nice(most: float, *, whole: bool) -> tuple[float, float]:
    """Give the end of an axis that reaches `most`, and the distance of its marks."""
    if most <= 0:
        return (1.0, 1.0)
    rough = most / _MARKS
    power = 10.0 ** math.floor(math.log10(rough))
    every = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    if whole:
        every = max(1.0, every)
    return math.ceil(round(most / every, 9)) * every, every


def marks_of(most: float, every: float) -> Iterator[float]:
    """Walk the marks of an axis, zero among them."""
    for number in range(round(most / every) + 1):
        yield number * every


def places_of(periods: Sequence[Period], most: int) -> list[int]:
    """Give the places of at most so many periods that are named, at round distances.

    Years, quarters and months stand at round times too: 1990, 1995; January and July.
    """
    if not periods:
        return []
    unit = periods[0].unit
    steps = {"month": _MONTHS, "quarter": tuple(n // 3 for n in _MONTHS if n % 3 == 0)}
    wanted = -(-len(periods) // max(most, 1))
    step = next(one for one in steps.get(unit, _STEPS) if one >= wanted)
    numbers = [_number(period, place) for place, period in enumerate(periods)]
    return [place for place, number in enumerate(numbers) if number % step == 0]


def _number(period: Period, place: int) -> int:
    year, month = period.first.year, period.first.month - 1
    numbers = {"year": year, "quarter": year * 4 + month // 3, "month": year * 12 + month}
    return numbers.get(period.unit, place)
