"""The engine: a dictionary of articles, and a writer that replaces it at each commit."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from searcher.article import Article, fold, story_of
from searcher.dates.periods import Unit
from searcher.engines.base import Eldest, ScanOrder, Stored, WalkOrder
from searcher.engines.depth import Depth, cut
from searcher.engines.memory.analysis import exact, spans, tokenise
from searcher.engines.memory.counting import count, over_time
from searcher.engines.memory.matching import Prepared, matches, matching_words
from searcher.engines.memory.occurrences import occurrences
from searcher.engines.memory.vocabulary import vocabulary
from searcher.errors import IndexLocked
from searcher.identity import content_digest, stored
from searcher.query.model import (
    FACET_FILTER,
    And,
    Boosted,
    Fuzzy,
    Node,
    Or,
    Pattern,
    Phrase,
    SearchRequest,
    Word,
    Worded,
)
from searcher.query.recency import rewarded
from searcher.results import CorpusState, Facet, FacetCount, Hit, Marks, Results, Snippet, Usage
from searcher.trends import OverTime, TimelineSort

# A snippet's length in characters.
_SNIPPET = 200


class MemoryEngine:
    """Answers requests by looking at every article."""

    def __init__(self, languages: Sequence[str] = ("en",)) -> None:
        """`languages` are the subtags whose texts are stemmed."""
        self.languages = tuple(languages)
        self._articles: dict[str, Prepared] = {}
        self._writer: MemoryWriter | None = None

    def writer(self) -> "MemoryWriter":
        """Open the writer; raises `IndexLocked` while there is one."""
        if self._writer is not None:
            raise IndexLocked("This index has a writer already.")
        self._writer = MemoryWriter(self._replace, self._release)
        return self._writer

    def preparer(self) -> "MemoryPreparer":
        """Give what prepares nothing."""
        return MemoryPreparer()

    def _replace(self, added: dict[str, Article | None]) -> None:
        articles = dict(self._articles)
        for article_id, article in added.items():
            articles.pop(article_id, None)
            if article is not None:
                articles[article_id] = Prepared.of(article, self.languages)
        self._articles = articles

    def _release(self) -> None:
        self._writer = None

    def refresh(self) -> None:
        """Do nothing: commits are seen at once."""

    def close(self) -> None:
        """Do nothing: there are no files."""

    def _matching(self, request: SearchRequest, *, ignoring: str | None = None) -> list[Prepared]:
        return [
            found for found in self._articles.values() if matches(found, request, ignoring=ignoring)
        ]

    def _ordered(self, request: SearchRequest) -> list[tuple[Prepared, float | None]]:
        """Give all matches in the request's order, with their scores."""
        ordered = sorted(self._matching(request), key=lambda found: found.article.id)
        result: list[tuple[Prepared, float | None]]
        if request.sort != "relevance":
            by_date = _by_date([f.article for f in ordered], ordered, request.sort == "newest")
            result = [(found, None) for found in by_date]
        else:
            words = _positive_words(request.query)
            scored = [(found, float(_score(found, words))) for found in ordered]
            if request.recency:
                # Without words all are equal, and age alone decides.
                scored = [
                    (found, rewarded(score if words else 1.0, request.recency, _day(found)))
                    for found, score in scored
                ]
            result = [*sorted(scored, key=lambda pair: -pair[1])]
        if request.count == "articles":
            return result
        first = {story_of(pair[0].article): pair for pair in reversed(result)}
        return [pair for pair in result if first[story_of(pair[0].article)] is pair]

    def search(self, request: SearchRequest) -> Results:
        """Find the page of hits, the exact total, and the facets asked for."""
        mark = self.marker(request)
        ordered = self._ordered(request)
        hits = tuple(
            Hit(
                rank,
                score,
                found.article,
                mark(found.article) if request.snippets else Snippet(""),
                *self._copies(found.article),
                (mark(found.article),) if request.snippets > 1 else (),
            )
            for rank, (found, score) in enumerate(ordered[_page(request)], request.offset + 1)
        )
        facets = {
            wanted.field: self.facet(request, wanted.field, wanted.limit)
            for wanted in request.facets
        }
        return Results(request, len(ordered), hits, self.state(), facets)

    def _copies(self, article: Article) -> tuple[int, int]:
        """Count the other articles of its story, and their sources."""
        story = story_of(article)
        every = (found.article for found in self._articles.values())
        others = [one for one in every if story_of(one) == story and one.id != article.id]
        return len(others), len({fold(one.source) for one in others if one.source})

    def count(self, request: SearchRequest) -> int:
        """Count the articles that match, or their stories."""
        found = self._matching(request)
        if request.count == "stories":
            return len({story_of(one.article) for one in found})
        return len(found)

    def frozen(self) -> "MemoryEngine":
        """Give an engine that stays with the commit that is seen now."""
        frozen = MemoryEngine(self.languages)
        frozen._articles = self._articles  # a commit puts another in its place
        return frozen

    def scan(self, request: SearchRequest, *, order: ScanOrder = "id") -> Iterator[Article]:
        """Walk all matching articles, by id or in the order of their addition."""
        found = [prepared.article for prepared in self._matching(request)]
        if order == "id":
            found.sort(key=lambda article: article.id)
        return iter(found)

    def walk(
        self, request: SearchRequest, *, order: WalkOrder = "id", depth: Depth = "record"
    ) -> Iterator[Sequence[Stored]]:
        """Walk all matching articles, in one batch."""
        if order == "sort":
            page = self._ordered(request)[_page(request)]
            whole = [Stored(*stored(found.article), score) for found, score in page]
        else:
            whole = [Stored(*stored(article)) for article in self.scan(request, order=order)]
        yield [one._replace(record=cut(one.record, depth)) for one in whole]

    def marker(self, request: SearchRequest) -> Callable[[Article], Snippet]:
        """Give what marks the words at the begin of the text."""
        words = _positive_words(request.query)
        return lambda article: _snippet(article, words)

    def marks(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what marks the words as typed in all of an article."""
        words = _positive_words(request.query)
        return lambda article: Marks(
            *(_spans(text, words) for text in (article.title, article.summary, article.body))
        )

    def occurrences(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds every occurrence in an article of what the request's words mean."""
        return lambda article: occurrences(article, request.query, self.languages)

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count one facet over the request, its own selection ignored."""
        found = self._matching(request, ignoring=FACET_FILTER[field])
        return count(
            [prepared.article for prepared in found],
            field,
            limit,
            request=request,
            every=[prepared.article for prepared in self._articles.values()],
            like=like,
        )

    def vocabulary(self, article: Article) -> Mapping[str, Usage]:
        """Give the words of an article by a key that all forms of a word have in its language."""
        return vocabulary(article, self.languages)

    def spread(self, key: str) -> int:
        """Count the articles that have the word of a key."""
        every = (found.article for found in self._articles.values())
        return sum(key in vocabulary(one, self.languages) for one in every)

    def over_time(self, request: SearchRequest, unit: Unit) -> OverTime:
        """Count what matches in each period."""
        return over_time([found.article for found in self._matching(request)], unit, request.count)

    def timeline(
        self, request: SearchRequest, *, least: int = 1, sort: TimelineSort = "time"
    ) -> tuple[int, Sequence[Eldest]]:
        """Find the stories that match in the order of time, or of copies."""
        every = replace(request, sort="oldest", count="articles", limit=None, offset=0)
        stories: dict[int, list[Article]] = {}
        for found, _ in self._ordered(every):
            stories.setdefault(story_of(found.article), []).append(found.article)
        listed = [Eldest(of[0], len(of)) for of in stories.values() if len(of) >= least]
        if sort == "copies":
            listed.sort(key=lambda one: -one.articles)
        return len(listed), listed[_page(request)]

    def completions(self, prefix: str, *, limit: int, field: str | None = None) -> Sequence[str]:
        """List words that begin so, the most frequent first."""
        folded = exact(prefix)
        counter = Counter(
            word
            for found in self._articles.values()
            for word in _words(found.article, field)
            if word.startswith(folded)
        )
        return sorted(counter, key=lambda word: (-counter[word], word))[:limit]

    def candidates(self, node: Worded) -> tuple[Sequence[str], bool]:
        """List words that the node finds: all of them."""
        counter = Counter(
            form for found in self._articles.values() for form in matching_words(found, node)
        )
        return sorted(counter, key=lambda form: (-counter[form], form)), True

    def names(self, field: str, start: str, *, limit: int) -> Sequence[FacetCount]:
        """List values in which a word begins with this folded text, the most frequent first."""
        found = self.facet(SearchRequest(), field, None).counts
        at_start = re.compile(rf"(?<![^\W_]){re.escape(start)}")
        kept = [count for count in found if count.key is not None and at_start.search(count.key)]
        return kept[:limit]

    def values(self, field: str) -> Sequence[FacetCount]:
        """List every value of a keyword facet in the whole corpus with its count, by key."""
        counts = self.facet(SearchRequest(), field, None).counts
        return sorted((c for c in counts if c.key is not None), key=lambda c: c.key or "")

    def get(self, article_id: str) -> Article | None:
        """Read one article by its id."""
        found = self._articles.get(article_id)
        return found.article if found else None

    def held_stories(self, numbers: Sequence[int]) -> list[bool]:
        """Say to which of these stories an article belongs."""
        held = {story_of(one.article) for one in self._articles.values()}
        return [number in held for number in numbers]

    def ids_with_prefix(self, prefix: str, *, limit: int) -> Sequence[str]:
        """List ids that begin with the hex digits, in order."""
        return sorted(found for found in self._articles if found.startswith(prefix))[:limit]

    def commit_stamp(self) -> str | None:
        """Name the last commit, by what is in it."""
        return self.state().digest

    def state(self) -> CorpusState:
        """Name the corpus: the sum of the articles' digests modulo 2**256, and their number."""
        total = sum(
            int.from_bytes(content_digest(found.article), "big")
            for found in self._articles.values()
        )
        return CorpusState(f"{total % 2**256:064x}", len(self._articles))


def _words(article: Article, field: str | None) -> set[str]:
    body = f"{article.summary}\n{article.body}"
    texts = {"title": article.title, "summary": article.summary, "body": body}
    chosen = texts.values() if field is None else [texts[field]]
    return {exact(token) for text in chosen for token in tokenise(text) if token}


def _page(request: SearchRequest) -> slice:
    end = None if request.limit is None else request.offset + request.limit
    return slice(request.offset, end)


class MemoryPreparer:
    """Leaves articles as they are."""

    def prepare(self, article: Article, stored: bytes, content: bytes) -> object:
        """Give the article itself."""
        del stored, content
        return article

    def retold(self, prepared: object, story: int) -> object:
        """Give the article with another story."""
        if not isinstance(prepared, Article):
            raise TypeError("not prepared by this engine")
        return replace(prepared, story=story)


class MemoryWriter:
    """Gathers changes until the commit."""

    def __init__(
        self, replace: Callable[[dict[str, Article | None]], None], release: Callable[[], None]
    ) -> None:
        """`replace` takes the changes, with None for deletions; `release` frees the engine."""
        self._replace = replace
        self._release = release
        self._changes: dict[str, Article | None] = {}

    def add(self, article: Article) -> None:
        """Put the article in, in place of any with the same id."""
        self._changes[article.id] = article

    def put(self, article_id: str, prepared: object, *, fresh: bool = False) -> None:
        """Put in what `MemoryPreparer` gave."""
        del fresh
        if not isinstance(prepared, Article):
            raise TypeError(f"{article_id}: not prepared by this engine")
        self.add(prepared)

    def delete(self, article_id: str) -> None:
        """Take the article out; unknown ids are ignored."""
        self._changes[article_id] = None

    def commit(self) -> None:
        """Make all changes visible, at once."""
        self._replace(self._changes)
        self._changes = {}

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        self._changes = {}

    def close(self) -> None:
        """Forget what was not committed, and let another writer open."""
        self.rollback()
        self._release()


def _by_date(articles: list[Article], found: list[Prepared], newest: bool) -> list[Prepared]:
    """Order by day, then instant (or the day's begin), undated last; equals stay in order."""
    dates = [(when.date, when.instant) if (when := a.published) else (None, None) for a in articles]
    midnight = dt.time(tzinfo=dt.UTC)
    known = [
        ((day, instant or dt.datetime.combine(day, midnight)), item)
        for (day, instant), item in zip(dates, found, strict=True)
        if day
    ]
    undated = [item for (day, _), item in zip(dates, found, strict=True) if not day]
    known.sort(key=lambda pair: pair[0], reverse=newest)
    return [item for _, item in known] + undated


def _positive_words(node: Node) -> frozenset[str]:
    """Give the exact forms that are asked for and not negated."""
    match node:
        case And(children) | Or(children):
            return frozenset().union(*(_positive_words(child) for child in children))
        case Word(text) | Phrase(text) | Fuzzy(text) | Pattern(text):
            return frozenset(exact(token) for token, _, _ in spans(text) if token is not None)
        case Boosted(child, weight) if weight:
            return _positive_words(child)
        case _:
            return frozenset()


def _day(found: Prepared) -> int | None:
    """Give the ordinal of the first day on which it may have come out; None if it is undated."""
    published = found.article.published
    return published.date.toordinal() if published and published.date else None


def _score(found: Prepared, words: frozenset[str]) -> int:
    """Count how often the words stand in title and text: an order, no ranking."""
    parts = (found.parts["title"], found.parts["body"])
    return sum(token is not None and exact(token) in words for part in parts for token in part)


def _snippet(article: Article, words: frozenset[str]) -> Snippet:
    """Give the begin of the text, with the words in it marked."""
    text = (article.summary or article.body or article.title)[:_SNIPPET]
    return Snippet(text, _spans(text, words))


def _spans(text: str, words: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (start, end)
        for token, start, end in spans(text)
        if token is not None and exact(token) in words
    )
