"""What is kept of a run, and how is it told from another?"""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import orjson

FILE = "run.json"
Samples = dict[str, list[float]]  # by system


class Difference(TypedDict):
    """How often a system's total is another than that of the system it is held against."""

    against: str
    queries: int
    differ: int
    example: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run: nothing in it names the machine or its user.

    `clock` is `wall`, or `processor` for the time that answers took of processors. `times` are
    milliseconds of every single answer, by row, where a system answers the queries of a row one
    after the other, and `between` where others answer between two of its answers; `whole` are
    measures of whole systems: `ingest` and `export` in articles a second, `size` as index by raw
    bytes, `cold` in seconds.
    """

    date: str
    machine: str
    python: str
    corpus: str
    articles: int
    raw: int
    seed: int
    repetitions: int
    clock: str
    versions: dict[str, str]
    left_out: dict[str, str]
    queries: dict[str, list[str]]
    times: dict[str, Samples] = field(default_factory=dict)
    between: dict[str, Samples] = field(default_factory=dict)
    whole: dict[str, Samples] = field(default_factory=dict)
    differences: dict[str, dict[str, Difference]] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The name of the run's folder."""
        return f"{self.date}-{self.machine}-{self.articles}"

    def systems(self) -> list[str]:
        """List the systems in their order."""
        return list(self.versions)

    def p(self, row: str, system: str, share: int = 50, *, between: bool = False) -> float | None:
        """Give a percentile in milliseconds; None where the system was not asked."""
        times = (self.between if between else self.times).get(row, {}).get(system)
        return percentile(times, share) if times else None

    def middle(self, measure: str, system: str) -> float | None:
        """Give the median of a measure of the whole system."""
        values = self.whole.get(measure, {}).get(system)
        return statistics.median(values) if values else None

    def write(self, folder: Path) -> None:
        """Write it as JSON."""
        (folder / FILE).write_bytes(orjson.dumps(self, option=orjson.OPT_APPEND_NEWLINE))


def read(folder: Path) -> Run:
    """Read a run from its folder."""
    return Run(**orjson.loads((folder / FILE).read_bytes()))


def percentile(values: Sequence[float], share: int) -> float:
    """Give the smallest value that at least `share` of a hundred values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-share * len(ordered) // 100) - 1)]


def machine() -> str:
    """Describe the machine without naming it: `linux-x86_64-2cpu`."""
    system, kind = platform.system().lower(), platform.machine().lower()
    return f"{system}-{kind}-{os.cpu_count()}cpu"


def kept(runs: Path) -> list[Run]:
    """Read the runs that are kept, the newest last, and of one day the largest."""
    found = [read(path.parent) for path in runs.glob(f"*/{FILE}")]
    return sorted(found, key=lambda one: (one.date, one.articles, one.machine))


def comparable(run: Run, runs: Path) -> Run | None:
    """Give the last run that is kept of a corpus of this kind and size, if there is one.

    Times of runs that know no `between` are all of that way, and are no measure for others.
    """

    def kind(one: Run) -> tuple[str, int, bool]:
        return one.corpus, one.articles, bool(one.between)

    return next((one for one in reversed(kept(runs)) if kind(one) == kind(run)), None)
