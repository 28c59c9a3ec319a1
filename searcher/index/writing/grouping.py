"""The stories of an index while it is written: noted as articles come, settled at the commit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from searcher.article import Article, own_story, story_of
from searcher.corpus.accounts.ledger import Ledger
from searcher.corpus.accounts.rows import article_of
from searcher.corpus.accounts.taken import Taken
from searcher.engines.base import Engine
from searcher.index.writing.held import Held
from searcher.index.writing.waiting import Waiting
from searcher.query.model import And, Not, SearchRequest, Term

if TYPE_CHECKING:
    from searcher.corpus.copies.samples import Borne
    from searcher.corpus.copies.stories import Stories

# The digits of an id that all articles have which found the same story: 52 of its 53 bits.
_HEAD = 13
_FOUNDERS = 16


class Grouping:
    """Notes articles for their stories. What it needs is loaded with the first one."""

    def __init__(
        self,
        engine: Engine,
        ledger: Ledger,
        held: Held,
        put: Callable[[bytes, object, bool], None],
        again: Callable[[Article], None],
    ) -> None:
        """`put` puts in what was prepared of an article; it is told whether its id is new.

        `again` puts an article in again, which belongs to another story than it said.
        """
        self._engine = engine
        self._ledger = ledger
        self._held = held
        self._put = put
        self._again = again
        self._preparer = engine.preparer()
        self._waiting = Waiting()
        self._gone: set[bytes] = set()
        self._said_ungrouped = False
        self._opened: Stories | None = None

    def add(self, taken: Taken, *, fresh: bool) -> None:
        """Put an article in and note it, or let it wait for its story."""
        if taken.keys is not None:
            self._stories().add(taken.id, taken.keys, taken.length)
            if self._waiting.takes(taken, fresh=fresh):
                return
        elif not self._said_ungrouped:
            self._ledger.ungrouped = self._said_ungrouped = True
        self._put(taken.id, taken.prepared, fresh)

    def drop(self, one: bytes) -> None:
        """Note an article that was taken out: nothing is held against it any more."""
        self._gone.add(one)
        if self._opened:
            self._opened.drop(one)
        self._waiting.pop(one)

    def settle(self) -> None:
        """Decide on all that was noted, before the index's commit."""
        told = self._opened.settle() if self._opened else ()
        for one, story, is_news in told:
            if waits := self._waiting.pop(one):
                # The engine indexes it while others are decided.
                prepared = waits.prepared
                if is_news:
                    prepared = self._preparer.retold(prepared, story)
                self._put(one, prepared, waits.fresh)
            elif is_news:
                held = self._held.get(one)
                if held is None:
                    raise AssertionError(f"article {one.hex()} was added and is not held")
                self._again(replace(article_of(held), story=story))
        for one, waits in self._waiting.rest():
            self._put(one, waits.prepared, waits.fresh)
        if self._opened:
            self._opened.clear()
        self._gone.clear()

    def remember(self, articles: Iterable[Article]) -> None:
        """Learn of articles that the index holds and the ledger did not know."""
        from searcher.corpus.copies.sketch import text_of

        self._stories().remember((bytes.fromhex(one.id), text_of(one)) for one in articles)

    def _stories(self) -> "Stories":
        if self._opened is None:
            from searcher.corpus.copies.bands import Bands
            from searcher.corpus.copies.stories import Stories

            bands = Bands(self._ledger.database)
            self._opened = Stories(bands, Present(self._engine, self._held), self._gone)
        return self._opened


class Present:
    """The articles of the index, with what was added since its last commit."""

    def __init__(self, engine: Engine, held: Held) -> None:
        """The engine must see the last commit."""
        self._engine = engine
        self._held = held

    def has_story(self, story: int, besides: bytes) -> bool:
        """Say quickly whether a committed article besides this one belongs to it.

        Of most articles that are read again none does: to be told so takes 20 µs, to read them 300.
        """
        if not self._engine.held_stories([story])[0]:
            return False
        others = And((Term("story", str(story)), Not(Term("id", besides.hex()))))
        return self._engine.count(SearchRequest(query=others)) > 0

    def held_stories(self, stories: Sequence[int]) -> list[bool]:
        """Say quickly to which of these a committed article may belong."""
        return self._engine.held_stories(stories)

    def text(self, one: bytes) -> str | None:
        """Give the text by which copies of an article are known, as it will stand."""
        from searcher.corpus.copies.sketch import text_in, text_of

        if held := self._held.get(one):
            return text_in(held)
        found = self._engine.get(one.hex())
        return text_of(found) if found else None

    def bearing(self, number: int) -> Iterator["Borne"]:
        """Walk the committed articles whose own number it is, then those whose story it is."""
        yield from self.of_number(number)
        of_story = SearchRequest(query=Term("story", str(number)), limit=None)
        yield from map(_borne, self._engine.scan(of_story))

    def of_number(self, number: int) -> Iterator["Borne"]:
        """Walk the committed articles whose own number it is."""
        for one in self.ids_of_number(number):
            if found := self._engine.get(one):
                yield _borne(found)

    def ids_of_number(self, number: int) -> Iterator[str]:
        """Walk the ids of the committed articles whose own number it is."""
        for one in self._engine.ids_with_prefix(f"{number << 3:014x}"[:_HEAD], limit=_FOUNDERS):
            if own_story(one) == number:
                yield one


def _borne(article: Article) -> "Borne":
    from searcher.corpus.copies.samples import Borne
    from searcher.corpus.copies.sketch import text_of

    return Borne(bytes.fromhex(article.id), story_of(article), text_of(article))
