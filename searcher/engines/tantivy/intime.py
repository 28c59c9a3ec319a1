"""The engine's answers about time: what came out when, and stories in their order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.seen import Seen
from searcher.engines.tantivy.stored import article_at
from searcher.query.model import SearchRequest

if TYPE_CHECKING:
    from searcher.dates.periods import Unit
    from searcher.engines.base import Eldest
    from searcher.trends import OverTime, TimelineSort


class InTime:
    """The part of the engine that is loaded when it is asked."""

    _seam: Seam
    _now: Seen

    def over_time(self, request: SearchRequest, unit: "Unit") -> "OverTime":
        """Count what matches in each period."""
        from searcher.engines.tantivy.overtime import articles_over_time, stories_over_time

        with self._seam:
            searcher, planner = self._now.searcher, self._now.plan()
            count = stories_over_time if request.count == "stories" else articles_over_time
            return count(searcher, planner, planner.query(request), unit)

    def timeline(
        self, request: SearchRequest, *, least: int = 1, sort: "TimelineSort" = "time"
    ) -> tuple[int, Sequence["Eldest"]]:
        """Find the stories on the page, and count all."""
        from searcher.engines.base import Eldest
        from searcher.engines.tantivy.overtime import Stories

        with self._seam:
            searcher, planner = self._now.searcher, self._now.plan()
            stories = Stories(searcher, planner, planner.query(request))
            end = None if request.limit is None else request.offset + request.limit
            found = stories.first(end, least=least, sort=sort)[request.offset :]
            eldest = [Eldest(article_at(searcher, at), count) for at, count in found]
            return stories.total, eldest
