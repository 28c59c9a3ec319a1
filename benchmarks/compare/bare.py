"""Tantivy itself: title and body, one analyser that does not stem, nothing around it."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import tantivy
from tantivy import FieldType, Occur

from compare.article import read
from compare.system import FACETS, PAGE, VALUES, Answer, Corpus, Query, System

_Query = tantivy.Query
_TEXTS = ("title", "body")
_HEAP, _THREADS = 512 << 20, 2


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in _TEXTS:
        builder.add_text_field(name, stored=True, tokenizer_name="words", index_option="position")
    for name in ("author", "topic"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("day", "year"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    return builder.build()


def _opened(folder: Path, schema: tantivy.Schema) -> tantivy.Index:
    index = tantivy.Index(schema, str(folder), reuse=True)
    built = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = built.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("words", folded.build())
    return index


class Bare(System):
    """A query is a tree of tantivy's own, made beforehand."""

    name: ClassVar = "tantivy"

    def version(self) -> str:
        """Give that of the Python package."""
        return version("tantivy")

    def build(self, corpus: Corpus) -> None:
        """Add all articles with two threads, one commit, merges waited for."""
        self.folder.mkdir(parents=True)
        schema = _schema()
        writer = _opened(self.folder, schema).writer(_HEAP, _THREADS)
        for one in read(corpus.entries):
            values: dict[str, Any] = {"id": one.id, "title": one.title, "body": one.body}
            values |= {"author": list(one.authors), "topic": list(one.topics)}
            if one.day is not None:
                values |= {"day": one.day, "year": one.year}
            writer.add_document(tantivy.Document.from_dict(values, schema))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open the index."""
        self._schema = _schema()
        self._searcher = _opened(self.folder, self._schema).searcher()

    def close(self) -> None:
        """Let go of the files."""
        del self._searcher

    def prepared(self, query: Query) -> Callable[[], Answer]:
        """Search, aggregate where facets are asked for, fetch stored titles."""
        searcher: Any = self._searcher  # its stub knows no counts
        tree = self._tree(query)
        options: dict[str, Any] = {"count": True, "offset": query.offset}
        if query.newest:
            options |= {"order_by_field": "day", "order": tantivy.Order.Desc}
        facets = {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS}

        def ask() -> Answer:
            found = searcher.search(tree, PAGE, **options)
            if query.facets:
                searcher.aggregate(tree, facets)
            titles = [searcher.doc(place).get_first("title") or "" for _, place in found.hits]
            return Answer(found.count or 0, tuple(titles))

        return ask

    def _tree(self, query: Query) -> tantivy.Query:
        schema = self._schema
        clauses = [(Occur.Must, self._words(query))]
        for name, value in (("author", query.author), ("topic", query.topic)):
            if value is not None:
                term = _Query.term_query(schema, name, value, "basic")
                clauses.append((Occur.Must, _Query.const_score_query(term, 0.0)))
        if query.since is not None:
            days = _Query.range_query(schema, "day", FieldType.Unsigned, query.since, query.until)
            clauses.append((Occur.Must, _Query.const_score_query(days, 0.0)))
        return clauses[0][1] if len(clauses) == 1 else _Query.boolean_query(clauses)

    def _words(self, query: Query) -> tantivy.Query:
        schema = self._schema
        first = query.words[0]
        match query.clause:
            case "phrase":
                words: list[str | tuple[int, str]] = [*query.words]
                return self._either(lambda name: _Query.phrase_query(schema, name, words))
            case "prefix":
                return self._either(
                    lambda name: _Query.fuzzy_term_query(schema, name, first, 0, prefix=True)
                )
            case "fuzzy":
                return self._either(
                    lambda name: _Query.fuzzy_term_query(
                        schema, name, first, 1, transposition_cost_one=True
                    )
                )
            case "any":
                return _Query.boolean_query(
                    [
                        (Occur.Should, _Query.term_query(schema, name, word, "freq"))
                        for word in query.words
                        for name in _TEXTS
                    ]
                )
            case "all":
                each = [self._word(word) for word in query.words]
                if len(each) == 1:
                    return each[0]
                return _Query.boolean_query([(Occur.Must, one) for one in each])

    def _word(self, word: str) -> tantivy.Query:
        return self._either(lambda name: _Query.term_query(self._schema, name, word, "freq"))

    def _either(self, make: Callable[[str], tantivy.Query]) -> tantivy.Query:
        return _Query.boolean_query([(Occur.Should, make(name)) for name in _TEXTS])

    def export(self) -> int:
        """Read stored ids and titles in the order of the store."""
        searcher = self._searcher
        found = searcher.search(_Query.all_query(), max(searcher.num_docs, 1), count=False).hits
        count = 0
        for _, place in found:
            document = searcher.doc(place)
            count += document.get_first("id") is not None
            document.get_first("title")
        return count
