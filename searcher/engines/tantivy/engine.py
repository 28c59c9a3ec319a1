"""The engine that answers requests from an index on disk."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import tantivy

from searcher.article import Article
from searcher.engines.depth import Depth
from searcher.engines.tantivy import paging, state
from searcher.engines.tantivy.analysis import Analysis, check_languages
from searcher.engines.tantivy.intime import InTime
from searcher.engines.tantivy.inwords import InWords
from searcher.engines.tantivy.marking import KnownWords
from searcher.engines.tantivy.metadata import METADATA_FILE, MetadataFile
from searcher.engines.tantivy.places import WEIGHTS, Places
from searcher.engines.tantivy.plan import Planner
from searcher.engines.tantivy.schema import build_schema
from searcher.engines.tantivy.seam import TRIES, Seam
from searcher.engines.tantivy.seen import Seen
from searcher.engines.tantivy.snippets import Highlighter
from searcher.engines.tantivy.stored import article_at, articles, in_order, reading, within
from searcher.engines.tantivy.walk import windows
from searcher.errors import (
    IndexDamaged,
    IndexExists,
    IndexIncompatible,
    IndexNotFound,
    IndexProblem,
)
from searcher.query.model import Node, SearchRequest
from searcher.results import CorpusState, Facet, Marks, Results, Snippet

if TYPE_CHECKING:
    from searcher.engines.base import ScanOrder, Stored, WalkOrder
    from searcher.engines.tantivy.linked import LinkedFolder
    from searcher.engines.tantivy.preparing import TantivyPreparer
    from searcher.engines.tantivy.stories import StoryCounter
    from searcher.engines.tantivy.writer import TantivyWriter

T = TypeVar("T")


class TantivyEngine(InTime, InWords):
    """Answers over the last commit seen; make one with `create` or `open`."""

    weights = WEIGHTS  # of the ranking; others are for measuring

    def __init__(
        self,
        index: tantivy.Index,
        path: Path,
        languages: Sequence[str],
        *,
        state_cache: Path | None = None,
        links: "LinkedFolder | None" = None,
    ) -> None:
        """Wrap an open index; `links` are what it was opened through, if it is read-only."""
        self._index = index
        self._path = path
        self._meta = path / "meta.json"
        self._analysis = Analysis(languages)
        self._state_cache = state_cache
        self._links = links
        self._known = KnownWords(self._analysis)
        self._seam = Seam(path)
        with self._seam:
            index.config_reader("manual")  # no thread watches for commits: `refresh` says when
            self._see()

    @classmethod
    def create(
        cls, path: Path, languages: Sequence[str] = ("en",), *, state_cache: Path | None = None
    ) -> "TantivyEngine":
        """Make an empty index in a folder that holds none; raises `IndexExists`."""
        from searcher.engines.tantivy.files import store_in_blocks
        from searcher.engines.tantivy.writer import share

        known = check_languages(languages)
        with Seam(path, writing=True):
            if path.is_dir() and any(path.iterdir()):
                # tantivy would wipe it.
                raise IndexExists(f"{path}: there is something in this folder already.")
            path.mkdir(parents=True, exist_ok=True)
            tantivy.Index(build_schema(known), str(path), reuse=True)
            store_in_blocks(path)
            index = tantivy.Index.open(str(path))
            (path / METADATA_FILE).touch()
            share(path)
        return cls(index, path, known, state_cache=state_cache)

    @classmethod
    def open(
        cls,
        path: Path,
        languages: Sequence[str] = ("en",),
        *,
        state_cache: Path | None = None,
        any_schema: bool = False,
    ) -> "TantivyEngine":
        """Open the index made with these languages.

        `any_schema` opens one of another schema too: enough to `scan` all of it.
        Raises `IndexNotFound`, `IndexIncompatible` (another schema) and `IndexDamaged`.
        """
        known = check_languages(languages)
        if not path.is_dir():
            raise IndexNotFound(f"{path}: there is no index here.")
        links = None
        with Seam(path):
            if not (path / "meta.json").is_file():
                raise IndexDamaged(
                    f"{path}: meta.json is missing. Restore a copy, or remove the index and "
                    "ingest again."
                )
            try:
                index = tantivy.Index.open(str(path))
            except ValueError as error:
                if "Lockfile" not in str(error):
                    raise
                from searcher.engines.tantivy.linked import LinkedFolder

                links = LinkedFolder(path)
                index = links.open()
        if not any_schema and index.schema != build_schema(known):
            if links is not None:
                links.close()
            raise IndexIncompatible(
                f"{path}: the index has other fields than this version expects."
            )
        return cls(index, path, known, state_cache=state_cache, links=links)

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written to."""
        return self._links is not None

    def writer(self, *, heap: int | None = None, threads: int | None = None) -> "TantivyWriter":
        """Open the writer; `heap` counts bytes for all `threads`.

        Raises `IndexLocked`, and `IndexProblem` where the index can only be read.
        """
        if self._links is not None:
            raise IndexProblem(
                f"{self._path}: this index can only be read here (no permission to write in its "
                "folder). Give that permission and open it again, or copy the index."
            )
        from searcher.engines.tantivy.writer import TantivyWriter

        return TantivyWriter(self._index, self._path, self._analysis, heap=heap, threads=threads)

    def preparer(self) -> "TantivyPreparer":
        """Give what prepares articles for this index's fields; it can be pickled."""
        from searcher.engines.tantivy.preparing import TantivyPreparer

        return TantivyPreparer(self._analysis.languages)

    def refresh(self) -> None:
        """See the newest commit from now on."""
        with self._seam:
            if self._file_seen() != self._file:
                self._see()

    def _file_seen(self) -> tuple[int, int, int]:
        # tantivy writes meta.json anew, under another name, at every commit and merge.
        status = self._meta.stat()
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _see(self) -> None:
        """Take a snapshot, with the stamp of its commit (None if another came between)."""
        index = self._held(lambda: self._index)
        stamp: str | None = None
        file = self._file_seen()
        for tried in range(1, TRIES + 1):
            before = state.read_stamp(self._path)
            try:
                if self._links is not None:
                    self._links.renew()
                index.reload()
            except ValueError:
                # No lock keeps the files that are linked from being taken away.
                if self._links is None or tried == TRIES:
                    raise
                continue
            searcher, metadata = index.searcher(), MetadataFile(self._path)
            if before == state.read_stamp(self._path):
                stamp = before
                break
        # At once: another thread may be answering.
        self._now = Seen(
            searcher,
            metadata,
            stamp,
            seam=self._seam,
            plan=partial(self._planned, searcher),
            highlighter=self._highlighter,
        )
        self._file = file
        self._frozen: tuple[Seen | None, TantivyEngine | None] = (None, None)

    def _planned(self, searcher: tantivy.Searcher) -> Planner:
        schema = self._index.schema
        return Planner(Places.seen(searcher, schema, self._analysis, self.weights))

    def frozen(self) -> "TantivyEngine":
        """Give an engine that stays with the commit that is seen now; the same one for each."""
        now, (of, frozen) = self._held(lambda: (self._now, self._frozen))
        if frozen is None or of is not now:
            frozen = TantivyEngine.__new__(TantivyEngine)
            frozen.__dict__.update(self.__dict__, _now=now, _frozen=(None, None))
            self._frozen = now, frozen
        return frozen

    def _held(self, what: Callable[[], T]) -> T:
        """Give what the engine lets go of when it is closed, as another thread may do just then."""
        try:
            return what()
        except AttributeError:
            raise IndexProblem(f"{self._path}: this index was closed. Open it again.") from None

    @property
    def _stories(self) -> "StoryCounter":
        from searcher.engines.tantivy.stories import StoryCounter  # most searches meet no copy

        return StoryCounter(self._now.searcher, self._now.plan())

    def commit_stamp(self) -> str | None:
        """Name the commit that is seen; merges do not change it. None if that is not certain."""
        return self._now.stamp

    def search(self, request: SearchRequest) -> Results:
        """Find the page of hits, the exact total, and the facets asked for."""
        with self._seam:
            now = self._now
            facets = self._facets_begun(request)
            count, found = paging.page(now.searcher, now.plan(), request, now.articles)
            hits = now.hits.of(request, found)
            return Results(request, count, hits, self._late_state(), facets())

    def _facets_begun(self, request: SearchRequest) -> Callable[[], dict[str, Facet]]:
        """Begin to count the facets of an answer, beside the hits; give what waits for them."""
        if not request.facets:
            return dict
        wanted = [(facet.field, facet.limit) for facet in request.facets]
        if request.count == "articles":
            return self._counter().begun(request, wanted)
        from searcher.engines.beside import begun

        count = self._stories.facet
        return begun(lambda: {field: count(request, field, limit) for field, limit in wanted})

    def count(self, request: SearchRequest) -> int:
        """Count the articles that match; page, sort and facets are ignored."""
        with self._seam:
            return paging.count(self._now.searcher, self._now.plan(), request)

    def scan(self, request: SearchRequest, *, order: "ScanOrder" = "id") -> Iterator[Article]:
        """Walk all matching articles in constant memory; limit, offset and sort are ignored.

        In order of `id` equal corpora give equal sequences; `stored` reads faster, and goes by
        place within each window.
        """
        return within(self._seam, self.walk(request, order=order), articles)

    def walk(
        self, request: SearchRequest, *, order: "WalkOrder" = "id", depth: Depth = "record"
    ) -> Iterator[Sequence["Stored"]]:
        """Walk all matching articles in batches, over the commit that is seen now."""
        with self._seam:
            now = self._now
            searcher, planner = now.searcher, now.plan()
            read = partial(in_order, searcher, order=order, read=reading(depth, now.metadata))
            if order == "sort":
                _, found = paging.page(searcher, planner, request, now.articles)
                batches = iter([found])
            else:
                batches = windows(searcher, planner, planner.query(request))
        return within(self._seam, batches, read)

    def _highlighter(self, query: Node) -> Highlighter:
        return Highlighter(self._analysis, self._known, query)

    def marker(self, request: SearchRequest) -> Callable[[Article], Snippet]:
        """Give what finds the passage of an article that answers the request."""
        return self._highlighter(request.query).snippet

    def marks(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds the words of the request in all of an article."""
        return self._highlighter(request.query).marks

    def occurrences(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds every occurrence in an article of what the request's words mean."""
        from searcher.engines.tantivy.occurrences import Occurrences

        return Occurrences(self._analysis, self._known, request.query).of

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count one facet over the request, its own selection ignored."""
        with self._seam:
            if request.count == "stories":
                return self._stories.facet(request, field, limit, like=like)
            return self._counter().facet(request, field, limit, like=like)

    def get(self, article_id: str) -> Article | None:
        """Read one article by its id."""
        with self._seam:
            searcher, plan = self._now.searcher, self._now.plan
            if searcher.num_docs == 0:
                return None
            found = searcher.search(plan().article(article_id), limit=1, count=False)
            return article_at(searcher, found.hits[0][1]) if found.hits else None

    def held_stories(self, numbers: Sequence[int]) -> list[bool]:
        """Say quickly to which of these stories an article may belong; deleted ones may count."""
        with self._seam:
            frequency = self._now.searcher.doc_freq
            return [frequency("story", number) > 0 for number in numbers]

    def ids_with_prefix(self, prefix: str, *, limit: int) -> Sequence[str]:
        """List ids that begin with the hex digits, in order."""
        with self._seam:
            # With a query deleted articles are left out.
            everything = tantivy.Query.all_query()
            found = self._now.searcher.terms_with_prefix("id", prefix.lower(), everything, limit)
            return [article_id for article_id, _ in found]

    def state(self) -> CorpusState:
        """Name the corpus: digest and number of articles."""
        late = self._late_state()
        return CorpusState(late.digest, late.articles)

    def _late_state(self) -> CorpusState:
        """Give the state of this snapshot, computed when it is read."""
        now = self._now
        if now.state is None:
            now.state = state.late(
                now.searcher, now.plan(), self._state_cache, now.stamp, self._seam
            )
        return now.state

    def close(self) -> None:
        """Let go of files; the engine cannot be used afterwards."""
        self.__dict__.pop("_now", None)
        self.__dict__.pop("_frozen", None)
        self.__dict__.pop("_index", None)
        if self._links is not None:
            self._links.close()
