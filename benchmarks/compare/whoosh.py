"""Whoosh (Whoosh-Reloaded), which is Python throughout."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any, ClassVar

from compare.article import plain, read
from compare.system import FACETS, PAGE, Answer, Corpus, Query, System

_TEXTS = ("title", "body")


class Whoosh(System):
    """Queries are its own trees; texts are given as `plain` words, stored as they stand."""

    name: ClassVar = "Whoosh"
    needs: ClassVar = ("whoosh",)

    def version(self) -> str:
        """Give that of the package."""
        return version("Whoosh-Reloaded")

    def build(self, corpus: Corpus) -> None:
        """Add documents with one writer of 512 MB, and merge all to one segment."""
        from whoosh import fields, index
        from whoosh.analysis import SpaceSeparatedTokenizer

        self.folder.mkdir(parents=True)
        words: dict[str, Any] = {"analyzer": SpaceSeparatedTokenizer(), "phrase": True}
        keywords: dict[str, Any] = {"commas": True, "sortable": True}
        schema = fields.Schema(
            id=fields.STORED,
            title=fields.TEXT(stored=True, **words),
            body=fields.TEXT(stored=True, **words),
            author=fields.KEYWORD(**keywords),
            topic=fields.KEYWORD(**keywords),
            day=fields.NUMERIC(sortable=True),
            year=fields.NUMERIC(sortable=True),
        )
        writer = index.create_in(str(self.folder), schema).writer(limitmb=512)
        for one in read(corpus.entries):
            values: dict[str, Any] = {
                "title": plain(one.title),
                "body": plain(one.body),
                "_stored_title": one.title,
                "_stored_body": one.body,
            }
            for name, several in (("author", one.authors), ("topic", one.topics)):
                if several:
                    values[name] = ",".join(value.replace(",", " ") for value in several)
            if one.day is not None:
                values |= {"day": one.day, "year": one.year}
            writer.add_document(id=one.id, **values)
        writer.commit(optimize=True)

    def open(self) -> None:
        """Open a searcher."""
        from whoosh import index

        self._searcher = index.open_dir(str(self.folder)).searcher()

    def close(self) -> None:
        """Close it."""
        self._searcher.close()

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Search for ten; the length of its results counts all."""
        from whoosh import sorting

        searcher, tree = self._searcher, self._tree(query)
        options: dict[str, Any] = {"limit": PAGE}
        if query.newest:
            options["sortedby"] = sorting.FieldFacet("day", reverse=True)
        if query.facets:
            facets = sorting.Facets()
            for name in FACETS:
                facets.add_field(name, allow_overlap=name != "year")
            options |= {"groupedby": facets, "maptype": sorting.Count}

        def ask() -> Answer:
            found = searcher.search(tree, **options)
            return Answer(len(found), tuple([hit["title"] for hit in found]))

        return ask

    def _tree(self, query: Query) -> Any:
        from whoosh import query as made

        def either(make: Callable[[str], Any]) -> Any:
            return made.Or([make(name) for name in _TEXTS])

        first = query.words[0]
        match query.clause:
            case "phrase":
                tree = either(lambda name: made.Phrase(name, list(query.words)))
            case "prefix":
                tree = either(lambda name: made.Prefix(name, first))
            case "fuzzy":
                tree = either(lambda name: made.FuzzyTerm(name, first, 1, prefixlength=0))
            case "any":
                tree = made.Or([made.Term(name, w) for w in query.words for name in _TEXTS])
            case _:
                tree = made.And(
                    [either(lambda name, w=w: made.Term(name, w)) for w in query.words]  # type: ignore[misc]
                )
        filters = [
            made.Term(name, value.replace(",", " "))
            for name, value in (("author", query.author), ("topic", query.topic))
            if value is not None
        ]
        if query.since is not None:
            filters.append(made.NumericRange("day", query.since, query.until))
        return made.And([tree, *map(made.ConstantScoreQuery, filters)]) if filters else tree

    def export(self) -> int:
        """Read the stored fields of all."""
        return sum(
            one["id"] is not None and one["title"] is not None
            for one in self._searcher.all_stored_fields()
        )
