"""What is known of a time: `Published` (what a page printed) and `DateRange` (what a user asks)."""

import datetime as dt
from typing import Literal

from searcher.record import Record, record

Precision = Literal["year", "month", "day", "hour", "minute", "second"]
Confidence = Literal["high", "medium", "low"]
# iso, rfc2822, epoch, pattern: exact layers, month names of many languages among them. dateparser:
# the last resort. weekday: `Jan 30, Fri` against a reference date.
Method = Literal["iso", "rfc2822", "epoch", "pattern", "dateparser", "weekday"]


@record
class Published(Record):
    """When an article came out, as far as the page says so.

    `raw` is the text as printed. Where it could not be settled, `date`, `precision`, `instant`,
    `method` and `confidence` are None and `flags` says why. `date` is the first local civil day of
    the interval that `precision` names; `instant` is UTC and known only with a time and a zone.
    """

    raw: str
    date: dt.date | None = None
    precision: Precision | None = None
    instant: dt.datetime | None = None
    method: Method | None = None
    confidence: Confidence | None = None
    flags: tuple[str, ...] = ()

    @property
    def last(self) -> dt.date | None:
        """The last local civil day of the interval; `date` is the first."""
        if self.date is None:
            return None
        if self.precision == "year":
            return self.date.replace(month=12, day=31)
        if self.precision == "month":
            from calendar import monthrange

            return self.date.replace(day=monthrange(self.date.year, self.date.month)[1])
        return self.date

    @property
    def text(self) -> str | None:
        """`2026`, `2026-01` or `2026-01-30`, no more than is known."""
        if self.date is None:
            return None
        iso = self.date.isoformat()
        return {"year": iso[:4], "month": iso[:7]}.get(self.precision or "", iso)

    def __str__(self) -> str:
        """Give the `text`, or `undated`: what a reader wants to see of it."""
        return self.text or "undated"


@record
class DateRange(Record):
    """An interval of local civil days, both ends inclusive; None is open.

    `text` is what the user typed, for messages.
    """

    first: dt.date | None
    last: dt.date | None
    text: str = ""

    def __eq__(self, other: object) -> bool:
        """Compare the days, however they were typed."""
        if not isinstance(other, DateRange):
            return NotImplemented
        return (self.first, self.last) == (other.first, other.last)

    def __hash__(self) -> int:
        """Hash the days."""
        return hash((self.first, self.last))

    def __str__(self) -> str:
        """`2026-01-01..2026-03-31`, as `parse_when` reads it again."""
        first = self.first.isoformat() if self.first else ""
        last = self.last.isoformat() if self.last else ""
        return first if first and first == last else f"{first}..{last}"

    def holds(self, first: dt.date, last: dt.date) -> bool:
        """Say whether the whole interval lies inside."""
        return (self.first is None or self.first <= first) and (
            self.last is None or last <= self.last
        )

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Say whether any day of the interval lies inside."""
        return (self.first is None or self.first <= last) and (
            self.last is None or first <= self.last
        )
