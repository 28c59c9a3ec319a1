"""How does an export run? Each question is counted, then its hits are walked into a sink."""

import errno
import sqlite3
from binascii import unhexlify
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from searcher.article import Article, from_record
from searcher.engines.base import Stored, WalkOrder
from searcher.engines.depth import ID, Depth
from searcher.errors import ExportError, IndexDamaged, SearcherError
from searcher.exports.ahead import ahead
from searcher.exports.asked import Asked, Failed
from searcher.exports.base import PathSink, Sink
from searcher.exports.columns import Row
from searcher.exports.plan import SORTED_MOST, Order, Plan
from searcher.exports.stage import refused, translated
from searcher.exports.streams import Digested, Writable, digest_of, packed
from searcher.index.facade import Index
from searcher.index.kwic.concordance import WIDTH, refuse_wordless
from searcher.index.kwic.lines import lines_of
from searcher.query.model import FacetRequest, SearchRequest
from searcher.query.narrow import spoken_out
from searcher.query.params import SORTS
from searcher.record import Record, record
from searcher.results import CorpusState, Facet, Marks, Snippet

# Facets with few values: in the table of counts each of those has a column.
ACROSS = ("year", "month", "language", "kind")


@record
class ExportProgress(Record):
    """How far an export is: `rows` of `total`, and the name of the question."""

    rows: int
    total: int
    query: str


@record
class Answer(Record):
    """A question counted: `rows` of `total` will be written; `facets` are those of `ACROSS`."""

    asked: Asked
    total: int
    rows: int
    notes: tuple[str, ...]
    facets: Mapping[str, Facet]


class Run:
    """One export from one commit of an index."""

    def __init__(
        self, index: Index, plan: Plan, on_progress: Callable[[ExportProgress], None] | None
    ) -> None:
        """Prepare; `index` should be a snapshot."""
        self.index = index
        self.plan = plan
        self.guarded = self.cut = self.replaced = self.lines = 0
        self.expected = self.done = 0
        self._corpus: CorpusState | None = None
        self._on_progress = on_progress

    @property
    def corpus(self) -> CorpusState:
        """The corpus that is exported."""
        return self._corpus or self.index.search(SearchRequest(limit=0)).corpus

    def answer(self, asked: Asked, *, across: bool = False) -> Answer:
        """Count a question's hits; raises for one that cannot be answered, or not in this order.

        `across` counts the facets of `ACROSS` too.
        """
        if self.plan.format.lines:
            refuse_wordless(asked.request)
        facets = tuple(facet for facet in self.plan.facets if across and facet.field in ACROSS)
        found = self.index.search(_counting(asked.request))
        self._corpus = found.corpus
        rows = min(found.total, self.plan.limit or found.total)
        if self.plan.sorted and rows > SORTED_MOST:
            raise ExportError(
                f"{rows:,} hits are too many to be sorted: at most {SORTED_MOST:,} are, since all "
                "are held in memory. Leave --sort out (any number, in the order of ids), or add "
                "--limit or filters."
            )
        self.expected += rows
        notes = tuple(dict.fromkeys((*asked.request.notes, *found.notes)))
        return Answer(asked, found.total, rows, notes, self._facets(asked, facets))

    def facets(self, asked: Asked) -> Mapping[str, Facet]:
        """Count all values of the facets wanted."""
        return self._facets(asked, self.plan.facets)

    def _facets(self, asked: Asked, facets: tuple[FacetRequest, ...]) -> Mapping[str, Facet]:
        """Count values over the hits alone: who reads a file ticks nothing in it."""
        if not facets:
            return {}
        return self.index.search(_counting(spoken_out(asked.request), facets)).facets

    def answers(self, questions: list[Asked]) -> Iterator[Answer | Failed]:
        """Count each question's hits; a mistake is that question's own."""
        for asked in questions:
            self._tell(asked.name)
            try:
                yield self.answer(asked, across=True)
            except SearcherError as problem:
                column = getattr(problem, "column", None)
                yield Failed(asked.name, asked.line, column, str(problem), asked.text)

    @contextmanager
    def stream(self, out: Writable) -> Iterator[tuple[Sink, Digested]]:
        """Give a sink whose bytes go to the stream."""
        with packed(out, self.plan.compression) as (stream, counted):
            made = self.plan.format.load()
            sink = made(stream, self.plan.columns, self.plan.options)  # type: ignore[arg-type]
            yield sink, counted
            self._closed(sink)

    @contextmanager
    def file(self, path: Path, place: Path, rows: int) -> Iterator[tuple[Sink, dict[str, Any]]]:
        """Give a sink that makes the file or folder, and what the manifest will say of it.

        `place` is where it will stand in the end, for messages; `rows` is how many will come.
        """
        said: dict[str, Any] = {"name": path.name}
        with _foreign(place):
            if self.plan.format.makes == "stream":
                with path.open("xb", buffering=0) as out, self.stream(out) as (sink, counted):
                    yield sink, said
                said |= {"bytes": counted.bytes, "sha256": counted.digest}
            else:
                made = self.plan.format.load()
                options = replace(self.plan.options, rows=rows)
                sink = made(path, self.plan.columns, options)  # type: ignore[arg-type]
                assert isinstance(sink, PathSink)  # noqa: S101 - the table's promise
                try:
                    yield sink, said
                except BaseException:
                    sink.abandon()
                    raise
                self._closed(sink)
                size, digest = digest_of(path)
                said |= {"bytes": size, "sha256": digest}

    def _closed(self, sink: Sink) -> None:
        sink.close()
        self.guarded += sink.guarded
        self.cut += sink.cut
        self.replaced += sink.replaced
        self.lines += sink.lines

    def write(self, answer: Answer, sink: Sink, articles: BinaryIO | None) -> None:
        """Walk the hits of a question into the sink, and their ids and digests into `articles`."""
        rows = 0
        request = answer.asked.request
        mark = self.index.marker(request) if self.plan.shows("snippet") else None
        find = self.index.occurrences(request) if self.plan.format.lines else None
        more = find is not None or any(map(self.plan.shows, ("query", "rank", "score", "snippet")))
        # Closed whatever happens: a thread reads ahead for it.
        with closing(
            walked(self.index, request, self.plan.order, answer.rows, self.plan.depth)
        ) as batches:
            for batch in batches:
                records = [one.record for one in batch]
                # Rows are read one by one: a thousand at once the collector of garbage would look
                # through, in the time that reading them takes.
                if more:
                    sink.write(self._rows(answer, batch, rows, mark, find))
                elif not sink.write_stored(records):
                    sink.write(map(orjson.loads, records))
                if articles is not None:
                    articles.write(
                        b"".join([unhexlify(one.record[ID]) + one.content for one in batch])
                    )
                rows += len(batch)
                self.done += len(batch)
                self._tell(answer.asked.name)
        if rows != answer.rows:
            raise IndexDamaged(
                f"{self.index.path}: {answer.rows:,} articles were counted, but {rows:,} could be "
                "read. Build the index anew: searcher reindex."
            )

    def _tell(self, name: str) -> None:
        if self._on_progress is not None:
            self._on_progress(ExportProgress(self.done, self.expected, name))

    def _rows(
        self,
        answer: Answer,
        batch: Sequence[Stored],
        before: int,
        mark: Callable[[Article], Snippet] | None,
        find: Callable[[Article], Marks] | None,
    ) -> Iterator[Row]:
        """Give rows with what only an answer has."""
        for rank, one in enumerate(batch, before + 1):
            row: Row = orjson.loads(one.record)
            article = from_record(row) if mark or find else None
            row["query"], row["rank"], row["score"] = answer.asked.name, rank, one.score
            if article and mark:
                found = mark(article)
                row["snippet"] = {"text": found.text, "spans": [list(s) for s in found.spans]}
            if article and find:
                row["lines"] = [*lines_of(article, find(article), WIDTH)]
            yield row


def walked(
    index: Index, request: SearchRequest, order: Order, rows: int, depth: Depth
) -> Generator[Sequence[Stored], None, None]:
    """Walk the first `rows` hits of a request in an order, so much of each, read ahead."""
    if not rows:
        return
    way: WalkOrder = "sort" if order in SORTS else "id" if order == "id" else "stored"
    sort = next((sort for sort in SORTS if sort == order), request.sort)
    request = replace(request, sort=sort, limit=rows, offset=0, facets=())
    with ahead(index.walk(request, order=way, depth=depth)) as batches:
        for batch in batches:
            yield batch if len(batch) <= rows else batch[:rows]
            rows -= len(batch)
            if rows <= 0:
                return


def _counting(request: SearchRequest, facets: tuple[FacetRequest, ...] = ()) -> SearchRequest:
    """Give the request as one for its total, notes and facets, without a hit."""
    return replace(request, limit=0, offset=0, facets=facets)


@contextmanager
def _foreign(path: Path) -> Iterator[None]:
    """Name what the system refuses, also where a library says it in its own way."""
    with translated(path):
        try:
            yield
        except sqlite3.Error as problem:
            # A full disk has a code of its own; all else is input and output, or memory.
            full = getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise refused(path, OSError(errno.ENOSPC if full else errno.EIO, str(problem))) from (
                problem
            )
