"""What does a diagnosis say? Findings in order, each with a number and what shows its articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from searcher.query.model import SearchRequest

Severity = Literal["ok", "look", "problem"]
SEVERITIES: tuple[Severity, ...] = ("ok", "look", "problem")


class Ids:
    """Ids of articles, 16 bytes each: a finding may be of all of some millions."""

    def __init__(self) -> None:
        """Begin with none."""
        self._packed = bytearray()

    def add(self, article_id: str) -> None:
        """Add an id of 32 hex digits."""
        self._packed += bytes.fromhex(article_id)

    def add_packed(self, article_id: bytes) -> None:
        """Add an id of 16 bytes."""
        self._packed += article_id

    def __len__(self) -> int:
        """Count them."""
        return len(self._packed) // 16

    def __iter__(self) -> Iterator[str]:
        """Walk them in the order in which they came, which is that of ids."""
        for at in range(0, len(self._packed), 16):
            yield self._packed[at : at + 16].hex()


@dataclass(frozen=True, slots=True)
class Part:
    """One reason, source or line within a finding; `command` shows exactly `number` articles.

    Of gaps `number` counts days. `examples` are texts as found, days or ids.
    """

    what: str
    number: int
    examples: tuple[str, ...] = ()
    command: str | None = None

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {
            "what": self.what,
            "number": self.number,
            "examples": list(self.examples),
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: `number` of `total` units; `share` is None where there is no total.

    `command` shows the articles. Where the query language can say which they are it is a search
    that gives exactly `number`, and `ids` is None; else it lists the ids, which `ids` has too.
    `requests` ask for the articles where a query can.
    """

    check: str
    severity: Severity
    title: str
    unit: str
    number: int
    total: int | None = None
    examples: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    command: str | None = None
    advice: str = ""
    ids: Ids | None = None
    requests: tuple[SearchRequest, ...] = field(default=())

    @property
    def share(self) -> float | None:
        """The number's part of the total."""
        return self.number / self.total if self.total else None

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        share = self.share
        return {
            "check": self.check,
            "severity": self.severity,
            "title": self.title,
            "unit": self.unit,
            "number": self.number,
            "total": self.total,
            "share": None if share is None else round(share, 6),
            "examples": list(self.examples),
            "parts": [part.as_json() for part in self.parts],
            "command": self.command,
            "advice": self.advice,
            "ids": None if self.ids is None else list(self.ids),
        }


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings about one state of an index; `as_of` (ISO) is the day that dates are held to."""

    name: str
    path: Path
    articles: int
    digest: str
    as_of: str
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The worst of the findings."""
        return worst([one.severity for one in self.findings])

    def finding(self, check: str) -> Finding | None:
        """Give the finding of a check by its name."""
        return next((one for one in self.findings if one.check == check), None)

    def as_json(self) -> dict[str, object]:
        """Give plain JSON types."""
        return {
            "name": self.name,
            "path": str(self.path),
            "articles": self.articles,
            "digest": self.digest,
            "as_of": self.as_of,
            "severity": self.severity,
            "findings": [one.as_json() for one in self.findings],
        }


def worst(found: Sequence[Severity]) -> Severity:
    """Give the worst severity, `ok` of none."""
    return max(found, key=SEVERITIES.index, default="ok")
