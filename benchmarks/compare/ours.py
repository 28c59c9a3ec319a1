"""Searcher through its Python API, and the very trees that it gives its engine, bare.

Each is asked twice: as users ask, where a word finds all its forms, and for exact forms, which is
the work of systems that do not stem.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import orjson
import tantivy

import searcher
from compare.system import FACETS, PAGE, VALUES, Analysis, Answer, Corpus, Query, System
from searcher.query.model import Phrase, SearchRequest
from searcher.query.params import build


def options_of(query: Query) -> dict[str, Any]:
    """Give the keyword arguments for a query."""
    given: dict[str, Any] = {"author": query.author, "topic": query.topic}
    given["snippets"] = int(query.snippets)
    if query.since is not None:
        given |= {"since": _day(query.since), "until": _day(query.until)}
    if query.newest:
        given["sort"] = "newest"
    if query.facets:
        given["facet"] = [*FACETS]
    if query.offset:
        given["offset"] = query.offset
    return {name: value for name, value in given.items() if value is not None}


def _day(number: int | None) -> str:
    text = str(number)
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def words_of(query: Query, *, exact: bool) -> str:
    """Write the words as a user types them; `exact` asks for exactly these forms."""
    mark = "=" if exact else ""
    match query.clause:
        case "phrase":
            return f'"{" ".join(query.words)}"'
        case "prefix":
            return f"{query.words[0]}*"
        case "fuzzy":
            return f"{query.words[0]}~1"
        case "any":
            return " OR ".join(mark + word for word in query.words)
        case "all":
            return " ".join(mark + word for word in query.words)


def request_of(query: Query, *, exact: bool) -> SearchRequest:
    """Give the request that the API makes of a query."""
    request = build(words_of(query, exact=exact), strict=True, **options_of(query))
    if exact and isinstance(request.query, Phrase):
        # The query language cannot say it: only stems and exact forms at once.
        return replace(request, query=replace(request.query, exact=True))
    return request


class _Ours(System):
    exact: ClassVar[bool]

    def version(self) -> str:
        """Give our own."""
        return searcher.__version__

    def open(self) -> None:
        """Open the index, with caches of its own."""
        self._index = searcher.Index.open(self.folder, authors="none")

    def close(self) -> None:
        """Close it."""
        self._index.close()


class Searcher(_Ours):
    """`Index.search`, as users call it: words are parsed, notes made, titles taken from hits."""

    name: ClassVar = "searcher"
    analysis: ClassVar[Analysis] = "stemmed"
    exact: ClassVar = False

    def build(self, corpus: Corpus) -> None:
        """Ingest the JSON lines with everything on: dates, authors, topics, stories, ledger."""
        with searcher.Index.create(self.folder) as index:
            index.ingest(corpus.lines)

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Search by text and keyword arguments."""
        index, options = self._index, options_of(query)
        words: str | SearchRequest = words_of(query, exact=self.exact)
        if self.exact and query.clause == "phrase":
            words, options = request_of(query, exact=True), {}
        if query.row == "scan":
            return lambda: Answer(sum(1 for _ in index.scan(words)), ())

        def ask() -> Answer:
            results = index.search(words, **options)
            if query.snippets:
                [hit.snippet.text for hit in results.hits]
            return Answer(results.total, tuple([hit.article.title for hit in results.hits]))

        return ask

    def export(self) -> int:
        """Walk the metadata of all articles; ids and titles are parsed out."""
        count = 0
        for batch in self._index.walk(SearchRequest(), order="stored", depth="metadata"):
            for found in batch:
                article = orjson.loads(found.record)
                count += article["id"] is not None and article["title"] is not None
        return count


class SearcherExact(Searcher):
    """The same for exact forms."""

    name: ClassVar = "searcher, exact"
    analysis: ClassVar[Analysis] = "exact"
    exact: ClassVar = True
    borrowed: ClassVar = True


class Tree(_Ours):
    """The engine's query, as `searcher` would give it, made beforehand, on tantivy's searcher.

    Titles are taken from the stored articles: a bare engine has them nowhere else.
    """

    name: ClassVar = "tree"
    analysis: ClassVar[Analysis] = "stemmed"
    exact: ClassVar = False
    borrowed: ClassVar = True

    def build(self, corpus: Corpus) -> None:
        """Nothing is built: the index is that of `searcher`."""

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Search with a count, aggregate facets, fetch the stored articles."""
        if query.row in ("scan", "misspelt"):
            return None
        engine: Any = self._index._engine  # noqa: SLF001 - what is measured
        request = request_of(query, exact=self.exact)
        tree = engine._now.plan().query(request, scored=request.sort == "relevance")  # noqa: SLF001
        bare = engine._now.searcher  # noqa: SLF001
        options: dict[str, Any] = {"count": True, "offset": query.offset}
        if query.newest:
            options |= {"order_by_field": "newest", "order": tantivy.Order.Desc}
        facets = {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS}

        def ask() -> Answer:
            found = bare.search(tree, PAGE, **options)
            if query.facets:
                bare.aggregate(tree, facets)
            records = [bare.doc(place).get_first("article") for _, place in found.hits]
            return Answer(found.count, tuple([orjson.loads(one)["title"] for one in records]))

        return ask

    def export(self) -> int:
        """Read stored articles in the order of their places, without understanding them."""
        bare: Any = self._index._engine._now.searcher  # type: ignore[attr-defined]  # noqa: SLF001
        hits = bare.search(tantivy.Query.all_query(), max(bare.num_docs, 1), count=False).hits
        return sum(bare.doc(place).get_first("article") is not None for _, place in hits)


class TreeExact(Tree):
    """The same for exact forms."""

    name: ClassVar = "tree, exact"
    analysis: ClassVar[Analysis] = "exact"
    exact: ClassVar = True
