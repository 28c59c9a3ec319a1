"""What came out when? Counts over time, and stories in the order of time.

Engines count, the index puts together, renderers and the web read.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from searcher.article import Article
from searcher.dates.periods import Period, Unit
from searcher.query.model import SearchRequest
from searcher.record import Record, record
from searcher.results import CorpusState, FacetCount, Note


@record
class OverTime(Record):
    """How many articles came out in each period, by its first day; periods without any are absent.

    What has no date is *undated*; what is dated too roughly to lie in one period is *rough*: an
    article known to its month lies in no day and no week. `total` is all of it: the sum, or where
    stories are counted, those, each of which may lie in several periods.
    """

    counts: Mapping[dt.date, int]
    undated: int
    rough: int
    total: int


@record
class Tally(Record):
    """Counts in the order of a trend's periods, and what lies in none, as in `OverTime`."""

    counts: tuple[int, ...]
    undated: int
    rough: int
    total: int


SeriesKind = Literal["all", "query", "value", "missing", "other"]
# What shares are of: the articles that the filters leave, whatever the words; those that match
# whatever their value; or all articles.
ShareOf = Literal["filters", "matches", "all"]


@record
class Series(Record):
    """One line of a trend: what was counted by `request`, under a `name` to show.

    `kind` says what it is: *all* that matches, a *query* of several, a *value* of a field (`key`),
    articles where that is *missing*, or *other*: those with none of the values shown. Where shares
    were asked for, `base` is what they are of, and `share_of` says which articles these are.
    """

    name: str
    kind: SeriesKind
    key: str | None
    request: SearchRequest
    found: Tally
    base: Tally | None = None
    share_of: ShareOf | None = None

    def share(self, place: int) -> float | None:
        """Give the share in a period, by its place; None where its base is empty."""
        return share(self.found.counts[place], self.base.counts[place] if self.base else 0)


def share(count: int, base: int) -> float | None:
    """Divide; nothing has no parts."""
    return count / base if base else None


@record
class Trend(Record):
    """Counts by period, from the first to the last, those without any among them.

    `request` is the question; with several, the first. `field` is the one whose values are series.
    """

    request: SearchRequest
    by: Unit
    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    corpus: CorpusState
    field: str | None = None
    shares: bool = False
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0


TimelineUnit = Literal["day", "month"]
TIMELINE_UNITS: tuple[TimelineUnit, ...] = ("day", "month")
TimelineSort = Literal["time", "copies"]
TIMELINE_SORTS: tuple[TimelineSort, ...] = ("time", "copies")


@record
class Told(Record):
    """A story among the matches: its oldest article that matches, and all of those that do.

    `sources` are their outlets, with how many are from each; `days` how many came out on each day
    that is known. `rank` counts from 1 over all pages.
    """

    rank: int
    article: Article
    articles: int
    sources: tuple[FacetCount, ...]
    days: tuple[tuple[dt.date, int], ...]

    @property
    def copies(self) -> int:
        """The articles beside the oldest."""
        return self.articles - 1

    @property
    def first(self) -> dt.date | None:
        """The first day that is known."""
        return self.days[0][0] if self.days else None

    @property
    def last(self) -> dt.date | None:
        """The last day that is known."""
        return self.days[-1][0] if self.days else None

    def within(self, days: int) -> int | None:
        """Count the articles that came out within so many days; None where no day is known.

        The day of the first is the first of them.
        """
        if self.first is None:
            return None
        end = self.first.toordinal() + days
        return sum(count for day, count in self.days if day.toordinal() < end)

    def period(self, by: TimelineUnit) -> str | None:
        """Give the day or month under which it stands, no more than is known; None if undated."""
        text = self.article.published.text if self.article.published else None
        return text[: len("2026-01") if by == "month" else None] if text else None


@record
class Timeline(Record):
    """A page of the stories that match, the oldest first, undated ones last.

    Or, by `sort`, those of the most matching articles first, of as many in the order of time.
    `total` counts all of them, those of more than `min_copies` matching articles.
    """

    request: SearchRequest
    by: TimelineUnit
    min_copies: int
    total: int
    stories: tuple[Told, ...]
    corpus: CorpusState
    sort: TimelineSort = "time"
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0
