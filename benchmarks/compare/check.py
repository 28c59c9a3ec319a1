"""What got worse since a run that is kept? Ratios are compared, never times: machines differ."""

from collections.abc import Iterator

from compare.record import Run
from compare.table import OURS, TITLES, ratios

TOLERANCE = 0.15


def worse(now: Run, before: Run, tolerance: float = TOLERANCE) -> Iterator[str]:
    """Name each ratio that grew by more than `tolerance`, is gone, or whose totals differ more."""
    found = ratios(now)
    for name, old in ratios(before).items():
        new = found.get(name)
        if new is None:
            yield f"{name}: not measured any more (was {old:.2f})"
        elif new > old * (1 + tolerance):
            yield f"{name}: {new:.2f}, was {old:.2f} (+{new / old - 1:.0%})"
    for row, by_system in now.differences.items():
        for name in OURS:
            differ = by_system[name]["differ"] if name in by_system else 0
            earlier = before.differences.get(row, {}).get(name)
            if differ > (earlier["differ"] if earlier else 0):
                one = by_system[name]
                yield (
                    f"{TITLES.get(row, row)}: {name} counts otherwise than {one['against']} "
                    f"in {differ} of {one['queries']} queries ({one['example']})"
                )
