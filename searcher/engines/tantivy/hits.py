"""What is shown of each hit on a page? Its article, its passages, and how many copies it has."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import tantivy
from tantivy import DocAddress

from searcher.article import Article, story_of
from searcher.engines.tantivy.late import KEPT, Articles
from searcher.engines.tantivy.plan import Planner
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import Node, SearchRequest
from searcher.record import Late, Record
from searcher.results import Hit, Snippet

if TYPE_CHECKING:
    from searcher.engines.tantivy.stories import StoryCounter

_set = object.__setattr__
Passages = tuple[Snippet, tuple[Snippet, ...]]  # the best, and several
_NO_PASSAGE: Passages = (Snippet(""), ())


class Copies:
    """Counts the copies of a page's hits when they are looked at; each story once."""

    __slots__ = ("_counter", "_planner", "_seam", "_searcher")

    def __init__(self, searcher: tantivy.Searcher, planner: Planner, seam: Seam) -> None:
        """Count none yet."""
        self._searcher, self._planner, self._seam = searcher, planner, seam
        self._counter: StoryCounter | None = None

    def of(self, article: Article) -> tuple[int, int]:
        """Count the other articles of its story, and the outlets that they are from."""
        with self._seam:
            if self._searcher.doc_freq("story", story_of(article)) <= 1:
                return 0, 0
            if self._counter is None:
                from searcher.engines.tantivy.stories import StoryCounter  # most hits have none

                self._counter = StoryCounter(self._searcher, self._planner)
            return self._counter.copies(article)


class LateHit(Late, Hit):
    """A hit whose copies are counted when they are looked at, in the snapshot that it is of."""

    stands_for: ClassVar[type[Record]] = Hit
    __slots__ = ("_copies",)
    _copies: Copies | None

    @classmethod
    def of(
        cls,
        rank: int,
        score: float | None,
        article: Article,
        passages: Passages,
        copies: Copies,
    ) -> "LateHit":
        """Make a hit."""
        made: LateHit = object.__new__(cls)
        _set(made, "rank", rank)
        _set(made, "score", score)
        _set(made, "article", article)
        _set(made, "snippet", passages[0])
        _set(made, "snippets", passages[1])
        _set(made, "_copies", copies)
        return made

    def __getattr__(self, name: str) -> Any:
        """Count; two threads may both do so, and find the same."""
        if name not in ("copies", "outlets"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        if (counter := self._copies) is not None:
            copies, outlets = counter.of(self.article)
            _set(self, "copies", copies)
            _set(self, "outlets", outlets)
            _set(self, "_copies", None)
        return object.__getattribute__(self, name)


class Hits:
    """Makes the hits of one snapshot.

    Paging back and ticking a facet ask the same words again: the last query's snippets are kept as
    marked.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        articles: Articles,
        seam: Seam,
        plan: Callable[[], Planner],
        highlighter: Callable[[Node], Highlighter],
    ) -> None:
        """`plan` gives the planner of the snapshot; `highlighter` marks a query's words."""
        self._searcher, self._articles, self._seam = searcher, articles, seam
        self._plan, self._highlighter = plan, highlighter
        self._marked: tuple[Node | None, dict[tuple[int, int], Snippet]] = (None, {})

    def of(
        self, request: SearchRequest, found: Sequence[tuple[Any, DocAddress]]
    ) -> tuple[Hit, ...]:
        """Make the hits of a page; what was found are sort keys with places."""
        if not found:
            return ()
        addresses = [address for _, address in found]
        articles = self._articles.at(addresses, whole=request.snippets > 0)
        by_score = request.sort == "relevance"
        first = max(request.offset, 0) + 1
        copies = Copies(self._searcher, self._plan(), self._seam)
        return tuple(
            [
                LateHit.of(rank, key if by_score else None, article, passages, copies)
                for rank, ((key, _), article, passages) in enumerate(
                    zip(found, articles, self._shown(request, addresses, articles), strict=True),
                    first,
                )
            ]
        )

    def _shown(
        self, request: SearchRequest, addresses: Sequence[DocAddress], articles: Sequence[Article]
    ) -> Sequence[Passages]:
        """Give the best passage of each article, and several where these are wanted."""
        if not request.snippets:
            return [_NO_PASSAGE] * len(articles)
        query, kept = self._marked
        if query != request.query:
            kept = {}
            self._marked = request.query, kept
        marker: Highlighter | None = None
        shown = []
        for address, article in zip(addresses, articles, strict=True):
            place = address.segment_ord, address.doc
            snippet = kept.get(place)
            if snippet is None:
                marker = marker or self._highlighter(request.query)
                snippet = marker.snippet(article)
                if len(kept) < KEPT:
                    kept[place] = snippet
            several: tuple[Snippet, ...] = ()
            if request.snippets > 1:
                marker = marker or self._highlighter(request.query)
                several = marker.snippets(article, request.snippets) or (snippet,)
            shown.append((snippet, several))
        return shown
