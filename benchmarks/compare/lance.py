"""LanceDB: a full-text index over title and body as one text, filters as SQL over columns.

It gives no totals: what is timed is the page alone. Whether it finds the same articles is seen
from all of them, outside of what is timed.
"""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, ClassVar

from compare.article import Entry, read
from compare.system import PAGE, Answer, Corpus, Query, System

_ROWS = 10_000  # added at a time


class Lance(System):
    """One table; keyword lists and days have scalar indexes of their own."""

    name: ClassVar = "LanceDB"
    needs: ClassVar = ("lancedb", "pyarrow")

    def version(self) -> str:
        """Give that of the package."""
        return version("lancedb")

    def build(self, corpus: Corpus) -> None:
        """Write the table, then its indexes."""
        import lancedb
        import pyarrow as pa

        texts = ("id", "title", "body", "text")
        fields = [pa.field(name, pa.string()) for name in texts]
        fields += [pa.field(name, pa.list_(pa.string())) for name in ("author", "topic")]
        schema = pa.schema([*fields, pa.field("day", pa.int64())])
        table = lancedb.connect(str(self.folder)).create_table("article", schema=schema)
        for rows in _batches(read(corpus.entries)):
            table.add(pa.Table.from_pylist(rows, schema))
        table.create_fts_index(
            "text",
            with_position=True,
            stem=False,
            remove_stop_words=False,
            ascii_folding=True,
            base_tokenizer="simple",
        )
        for name, kind in (("author", "LABEL_LIST"), ("topic", "LABEL_LIST"), ("day", "BTREE")):
            table.create_scalar_index(name, index_type=kind)
        table.optimize()

    def open(self) -> None:
        """Open the table."""
        import lancedb

        self._table = lancedb.connect(str(self.folder)).open_table("article")

    def close(self) -> None:
        """Let go of it."""
        del self._table

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Ask for ten titles."""
        if query.facets or query.newest or query.clause == "prefix":
            return None
        ask = self._asked(query, PAGE)
        return lambda: Answer(None, tuple(ask().column("title").to_pylist()))

    def total(self, query: Query) -> int | None:
        """Count all that it would list."""
        return int(self._asked(query, self._table.count_rows())().num_rows)

    def _asked(self, query: Query, limit: int) -> Callable[[], Any]:
        from lancedb.query import FullTextOperator, MatchQuery, PhraseQuery

        table, words = self._table, " ".join(query.words)
        if query.clause == "phrase":
            wanted = PhraseQuery(words, "text")
        else:
            joined = FullTextOperator.OR if query.clause == "any" else FullTextOperator.AND
            fuzziness = 1 if query.clause == "fuzzy" else 0
            # As many words as fit, not the first fifty.
            wanted = MatchQuery(
                words, "text", operator=joined, fuzziness=fuzziness, max_expansions=100_000
            )
        where = _where(query)

        def ask() -> Any:
            search = table.search(wanted, query_type="fts").select(["title", "_score"]).limit(limit)
            return (search.where(where, prefilter=True) if where else search).to_arrow()

        return ask

    def export(self) -> int:
        """Read two columns into Python's strings."""
        table = self._table.search().select(["id", "title"]).limit(None).to_arrow()
        ids, titles = (table.column(name).to_pylist() for name in ("id", "title"))
        return sum(1 for _ in zip(ids, titles, strict=True))


def _batches(entries: Iterator[Entry]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    for one in entries:
        row: dict[str, Any] = {"id": one.id, "title": one.title, "body": one.body, "day": one.day}
        row |= {"text": f"{one.title}\n{one.body}"}
        rows.append(row | {"author": list(one.authors), "topic": list(one.topics)})
        if len(rows) == _ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _where(query: Query) -> str:
    clauses = []
    for name, value in (("author", query.author), ("topic", query.topic)):
        if value is not None:
            quoted = value.replace("'", "''")
            clauses.append(f"array_has({name}, '{quoted}')")
    if query.since is not None:
        clauses.append(f"day >= {query.since} and day <= {query.until}")
    return " and ".join(clauses)
