"""What is shown of each hit on a page? Its article, its passages, and how many copies it has."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, overload

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
Place = tuple[Any, DocAddress]  # sort key and address
# Hits that are made at once: of more each takes some 4 KB, of what was found some 130 bytes.
TOGETHER: Final = 1_000


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


class ManyHits(Sequence[Hit]):
    """The hits of an answer that has more than are made at once.

    They are made as they are looked at, every time, in the snapshot that the answer is of; and
    equal to, shown and pickled as, a tuple of them.
    """

    __slots__ = ("_found", "_make")

    def __init__(
        self, found: Sequence[Place], make: Callable[[int, Sequence[Place]], tuple[Hit, ...]]
    ) -> None:
        """`make` is given how many hits of the answer stand before some neighbours, and these."""
        self._found, self._make = found, make

    def __len__(self) -> int:
        """Count them."""
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, at: int | slice) -> Hit | tuple[Hit, ...]:
        """Give one, or a tuple of several."""
        numbers = range(len(self._found))[at]
        if isinstance(numbers, int):
            return self._make(numbers, self._found[numbers : numbers + 1])[0]
        if numbers.step == 1:
            return tuple(self._between(numbers.start, numbers.stop))
        return tuple([self[number] for number in numbers])

    def __iter__(self) -> Iterator[Hit]:
        """Make them one after the other, some at a time."""
        return self._between(0, len(self._found))

    def _between(self, start: int, stop: int) -> Iterator[Hit]:
        for first in range(start, stop, KEPT):
            yield from self._make(first, self._found[first : min(first + KEPT, stop)])

    def __eq__(self, other: object) -> bool:
        """Compare as a tuple."""
        if not isinstance(other, tuple | ManyHits):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __add__(self, other: object) -> tuple[Hit, ...]:
        """Give a tuple of these and further ones, as hits that are few do."""
        if not isinstance(other, tuple | ManyHits):
            return NotImplemented
        return (*self, *other)

    def __radd__(self, other: object) -> tuple[Hit, ...]:
        """Give a tuple of others and these."""
        if not isinstance(other, tuple):
            return NotImplemented
        return (*other, *self)

    def __hash__(self) -> int:
        """Hash as a tuple."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show as a tuple."""
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Hit, ...]], tuple[list[Hit]]]:
        """Copy and pickle as a tuple."""
        return tuple, (list(self),)


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

    def of(self, request: SearchRequest, found: Sequence[Place]) -> Sequence[Hit]:
        """Make the hits of a page of what was found: of a long one when they are looked at."""
        if not found:
            return ()
        if len(found) > TOGETHER:
            return ManyHits(found, partial(self._made, request))
        return self._made(request, 0, found)

    def _made(self, request: SearchRequest, before: int, found: Sequence[Place]) -> tuple[Hit, ...]:
        """Make hits of a page that stand behind so many."""
        addresses = [address for _, address in found]
        by_score = request.sort == "relevance"
        first = max(request.offset, 0) + before + 1
        with self._seam:
            articles = self._articles.at(addresses, whole=request.snippets > 0)
            shown = self._shown(request, addresses, articles)
            copies = Copies(self._searcher, self._plan(), self._seam)
        return tuple(
            [
                LateHit.of(rank, key if by_score else None, article, passages, copies)
                for rank, ((key, _), article, passages) in enumerate(
                    zip(found, articles, shown, strict=True), first
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
