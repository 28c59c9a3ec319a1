"""What is seen of one commit, and what was made of it so far: it stays for the next answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import tantivy

from searcher.engines.tantivy.hits import Hits
from searcher.engines.tantivy.late import Articles
from searcher.engines.tantivy.metadata import MetadataFile
from searcher.engines.tantivy.plan import Planner
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import Node

if TYPE_CHECKING:
    from searcher.engines.tantivy.dictionary import Names
    from searcher.engines.tantivy.facets import FacetCounter
    from searcher.results import CorpusState


class _Plan:
    """Makes the planner when it is asked for; hits hold it too, and not what holds them."""

    def __init__(self, make: Callable[[], Planner]) -> None:
        self._make = make
        self._made: Planner | None = None

    def __call__(self) -> Planner:
        if self._made is None:
            self._made = self._make()
        return self._made


class Seen:
    """One commit. `stamp` names it; None if another came between."""

    def __init__(
        self,
        searcher: tantivy.Searcher,
        metadata: MetadataFile,
        stamp: str | None,
        *,
        seam: Seam,
        plan: Callable[[], Planner],
        highlighter: Callable[[Node], Highlighter],
    ) -> None:
        """Make nothing yet; `plan` makes what builds queries, `highlighter` what marks words."""
        self.searcher, self.metadata, self.stamp = searcher, metadata, stamp
        self.plan = _Plan(plan)
        self.articles = Articles(searcher, metadata, seam)
        self.hits = Hits(searcher, self.articles, seam, self.plan, highlighter)
        self.state: CorpusState | None = None
        self.facets: FacetCounter | None = None
        self.listed: dict[str, Names] = {}
