"""Xapian, through its Python bindings: words with positions, keywords as terms, numbers as values.

Its own splitting of words differs from all others', so texts are given as `plain` words.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from compare.article import plain, read
from compare.system import PAGE, Answer, Corpus, Query, System

_DAY, _FACETS = 0, (1, 2, 3)
_LONGEST = 200  # bytes of a term, with its prefix


def _term(prefix: str, value: str) -> bytes:
    return prefix.encode() + value.encode()[:_LONGEST]


class Xapian(System):
    """Facets are counted by spies over one value each; there are no fuzzy terms before 1.5."""

    name: ClassVar = "Xapian"
    needs: ClassVar = ("xapian",)

    def version(self) -> str:
        """Give that of the library."""
        import xapian

        return str(xapian.version_string())

    def build(self, corpus: Corpus) -> None:
        """Add documents, with commits as Xapian makes them; title and body are stored."""
        import xapian

        base = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE_OR_OVERWRITE)
        words = xapian.TermGenerator()
        for one in read(corpus.entries):
            document = xapian.Document()
            words.set_document(document)
            words.set_termpos(0)
            words.index_text(plain(one.title))
            words.increase_termpos()
            words.index_text(plain(one.body))
            document.set_data("\n".join((one.id, " ".join(one.title.split()), one.body)))
            for prefix, values in (("XA", one.authors), ("XT", one.topics)):
                for value in values:
                    document.add_boolean_term(_term(prefix, value))
            if one.day is not None:
                document.add_value(_DAY, xapian.sortable_serialise(one.day))
            firsts = (one.authors[:1], one.topics[:1], (str(one.year),) if one.year else ())
            for slot, values in zip(_FACETS, firsts, strict=True):
                if values:
                    document.add_value(slot, values[0].encode())
            base.add_document(document)
        base.commit()
        base.close()

    def open(self) -> None:
        """Open for reading."""
        import xapian

        self._base = xapian.Database(str(self.folder))

    def close(self) -> None:
        """Close it."""
        self._base.close()

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Ask for ten, all matches looked at, so that their number is exact."""
        import xapian

        if query.clause == "fuzzy":
            return None
        base, tree = self._base, self._tree(query)

        def ask() -> Answer:
            enquire = xapian.Enquire(base)
            enquire.set_query(tree)
            if query.newest:
                enquire.set_weighting_scheme(xapian.BoolWeight())
                enquire.set_sort_by_value(_DAY, True)
            spies = [xapian.ValueCountMatchSpy(slot) for slot in _FACETS] if query.facets else []
            for spy in spies:
                enquire.add_matchspy(spy)
            found = enquire.get_mset(query.offset, PAGE, base.get_doccount())
            for spy in spies:
                list(spy.top_values(PAGE))
            titles = [one.document.get_data().split(b"\n", 2)[1].decode() for one in found]
            return Answer(found.get_matches_estimated(), tuple(titles))

        return ask

    def _tree(self, query: Query) -> Any:
        import xapian

        kind = xapian.Query
        words = list(query.words)
        match query.clause:
            case "phrase":
                tree = kind(kind.OP_PHRASE, words)
            case "prefix":
                tree = kind(
                    kind.OP_WILDCARD, words[0], 0, kind.WILDCARD_LIMIT_ERROR, kind.OP_SYNONYM
                )
            case "any":
                tree = kind(kind.OP_OR, words)
            case _:
                tree = kind(kind.OP_AND, words)
        for prefix, value in (("XA", query.author), ("XT", query.topic)):
            if value is not None:
                tree = kind(kind.OP_FILTER, tree, kind(_term(prefix, value)))
        if query.since is not None and query.until is not None:
            first, last = map(xapian.sortable_serialise, (query.since, query.until))
            tree = kind(kind.OP_FILTER, tree, kind(kind.OP_VALUE_RANGE, _DAY, first, last))
        return tree

    def export(self) -> int:
        """Read the data of all documents."""
        count = 0
        for posting in self._base.postlist(""):
            number, title, _ = self._base.get_document(posting.docid).get_data().split(b"\n", 2)
            count += bool(number) and isinstance(title.decode(), str)
        return count
