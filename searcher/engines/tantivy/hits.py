"""What is shown of each hit on a page? Its article, its passages, and how many copies it has."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import tantivy
from tantivy import DocAddress

from searcher.article import Article
from searcher.engines.tantivy.late import KEPT, Articles
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import Node, SearchRequest
from searcher.results import Hit, Snippet

if TYPE_CHECKING:
    from searcher.engines.tantivy.stories import StoryCounter

_NO_PASSAGE: tuple[Snippet, tuple[Snippet, ...]] = (Snippet(""), ())
_NO_COPIES = 0, 0


class Hits:
    """Makes the hits of one snapshot.

    Paging back and ticking a facet ask the same words again: the last query's snippets are kept as
    marked.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        articles: Articles,
        highlighter: Callable[[Node], Highlighter],
        stories: "Callable[[], StoryCounter]",
    ) -> None:
        """`highlighter` marks a query's words; `stories` counts copies."""
        self._searcher, self._articles = searcher, articles
        self._highlighter, self._stories = highlighter, stories
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
        return tuple(
            [
                Hit(rank, key if by_score else None, article, snippet, *copies, several)
                for rank, ((key, _), article, (snippet, several), copies) in enumerate(
                    zip(
                        found,
                        articles,
                        self._shown(request, addresses, articles),
                        self._copies(addresses, articles),
                        strict=True,
                    ),
                    first,
                )
            ]
        )

    def _shown(
        self, request: SearchRequest, addresses: Sequence[DocAddress], articles: Sequence[Article]
    ) -> Sequence[tuple[Snippet, tuple[Snippet, ...]]]:
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

    def _copies(
        self, addresses: list[DocAddress], articles: Sequence[Article]
    ) -> list[tuple[int, int]]:
        """Count the copies of each article, and their outlets."""
        frequency = self._searcher.doc_freq
        counter: StoryCounter | None = None
        counted = []
        stories = self._searcher.fast_field_values("story", addresses)
        for number, article in zip(stories, articles, strict=True):
            if frequency("story", number) > 1:
                counter = counter or self._stories()
                counted.append(counter.copies(article))
            else:
                counted.append(_NO_COPIES)
        return counted
