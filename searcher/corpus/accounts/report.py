"""What an ingest did: every record is in exactly one of seven counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Outcome = Literal[
    "added", "replaced", "unchanged", "duplicate", "superseded", "skipped", "rejected"
]
OUTCOMES: tuple[Outcome, ...] = (
    "added",
    "replaced",
    "unchanged",
    "duplicate",
    "superseded",
    "skipped",
    "rejected",
)
EXAMPLES: Final = 10  # files that are named for each reason


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `seen` is the sum of the seven outcomes, which is asserted.

    `by_format` counts records by reader (`-` where no reader took the file), `by_reason` the
    skipped and rejected ones by reason code, `examples` the first files of each reason, `dates`
    the articles read by how their date was settled (`none`: none was printed; `undated`: what was
    printed could not be settled).
    `articles` and `digest` are of the whole index afterwards.
    """

    added: int
    replaced: int
    unchanged: int
    duplicate: int
    superseded: int
    skipped: int
    rejected: int
    by_format: Mapping[str, int]
    by_reason: Mapping[str, int]
    examples: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, int]
    articles: int
    digest: str
    seconds: float
    notes: tuple[str, ...] = ()

    @property
    def seen(self) -> int:
        """All records, whatever became of them."""
        return sum(int(getattr(self, outcome)) for outcome in OUTCOMES)

    def as_json(self) -> dict[str, object]:
        """Give the contract of `searcher ingest --json`."""
        counts: dict[str, object] = {outcome: getattr(self, outcome) for outcome in OUTCOMES}
        return {
            "seen": self.seen,
            **counts,
            "by_format": dict(self.by_format),
            "by_reason": dict(self.by_reason),
            "examples": {reason: list(files) for reason, files in self.examples.items()},
            "dates": dict(self.dates),
            "articles": self.articles,
            "digest": self.digest,
            "seconds": round(self.seconds, 3),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is; totals are None while they are unknown (standard input).

    `articles` are in the index by now, of the `records` that were seen. `bytes` are those of the
    files, as they are on disk. `seconds_left` is None until there is something to go by.
    """

    files: int
    files_total: int | None
    articles: int
    records: int
    bytes: int
    bytes_total: int | None
    file: str
    seconds_left: float | None = None


@dataclass(slots=True)
class Tally:
    """The report while it is being counted."""

    outcomes: Counter[str] = field(default_factory=Counter)
    by_format: Counter[str] = field(default_factory=Counter)
    by_reason: Counter[str] = field(default_factory=Counter)
    examples: dict[str, dict[str, None]] = field(default_factory=dict)
    dates: Counter[str] = field(default_factory=Counter)
    yearless: int = 0
    order_unsettled: int = 0

    def count(self, outcome: Outcome, *, reader: str, records: int = 1) -> None:
        """Count records of one outcome."""
        if records:
            self.outcomes[outcome] += records
            self.by_format[reader] += records

    def explain(self, reason: str, file: str, *, records: int = 1) -> None:
        """Count records that are no articles by the reason, and name their file."""
        self.by_reason[reason] += records
        files = self.examples.setdefault(reason, {})
        if len(files) < EXAMPLES:
            files[file] = None

    def move(self, old: Outcome, new: Outcome) -> None:
        """Recount a record of this run whose outcome a later record changed."""
        if old != new:
            self.outcomes[old] -= 1
            self.outcomes[new] += 1

    def report(
        self, *, articles: int, digest: str, seconds: float, notes: tuple[str, ...]
    ) -> IngestReport:
        """Close the books."""
        return IngestReport(
            **{outcome: self.outcomes[outcome] for outcome in OUTCOMES},
            by_format=dict(sorted(self.by_format.items())),
            by_reason=dict(sorted(self.by_reason.items())),
            examples={reason: tuple(files) for reason, files in sorted(self.examples.items())},
            dates=dict(sorted(self.dates.items())),
            articles=articles,
            digest=digest,
            seconds=seconds,
            notes=notes,
        )
