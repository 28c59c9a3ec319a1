"""The index as Python sees it: create, open, ingest, search, scan."""

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NoReturn, Self, Unpack

from searcher.article import Article
from searcher.engines.depth import Depth
from searcher.errors import UsageError
from searcher.index.advice.notes import DatelessOf, LateResults, choice_of, notes_for
from searcher.index.folder.held_authors import AuthorsOf
from searcher.index.folder.home import (
    QUARANTINE_FILE,
    is_index,
    missing,
    resolve,
)
from searcher.index.folder.opening import InForce, opened
from searcher.index.folder.peek import stories_notes
from searcher.index.folder.settings import Settings
from searcher.index.patience import Patient
from searcher.index.views import Views, request_of
from searcher.query.fields import not_known
from searcher.query.model import SearchRequest
from searcher.results import Marks, Note, Results, Snippet

if TYPE_CHECKING:
    from searcher.article import Rejection, Skipped
    from searcher.corpus.accounts.report import IngestReport, Progress
    from searcher.engines.base import Engine, ScanOrder, Stored, WalkOrder
    from searcher.explanation import Explanation
    from searcher.index.folder.searches import Searches
    from searcher.index.info import IndexInfo
    from searcher.query.arguments import Options


SCAN_ORDERS = ("id", "stored")


class Index(InForce, Views, Patient):
    """An index on disk. Use `create` or `open`; close it, or use it in a `with` statement."""

    def __init__(
        self,
        path: Path,
        settings: Settings,
        engine: "Engine",
        *,
        snapshot: bool = False,
        authors: str | Path | None = None,
        seen: tuple[int, int, int] | None = None,
    ) -> None:
        """Use `create` or `open`; `seen` tells the writing that the settings are of."""
        self.path = path
        self.authors = AuthorsOf(path, authors)
        self._settings = settings
        self._snapshot = snapshot
        self._opened: Engine | None = engine
        self._seen = seen
        self._following = Lock()
        self._dateless = DatelessOf()

    @property
    def settings(self) -> Settings:
        """What the index recorded when it was made."""
        return self._settings

    @property
    def is_snapshot(self) -> bool:
        """Whether it stays with the commit that it was opened at."""
        return self._snapshot

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.resolve().name

    @classmethod
    def create(
        cls, where: str | Path | None = None, *, languages: str | Sequence[str] = ("en",)
    ) -> Self:
        """Make an empty index in a folder that does not exist or is empty.

        `languages` are the two-letter codes whose texts are stemmed, or one such code. Raises
        `IndexExists`, `UsageError` for a folder with other things in it, `ValueNotKnown` for a
        language.
        """
        from searcher.index.folder.making import make

        path = resolve(where)
        settings, engine = make(path, languages)
        return cls(path, settings, engine)

    @classmethod
    def open(
        cls,
        where: str | Path | None = None,
        *,
        snapshot: bool = False,
        authors: str | Path | None = None,
    ) -> Self:
        """Open an index; raises `IndexNotFound`, `IndexIncompatible`, `IndexDamaged`.

        It answers from the newest commit; a `snapshot` stays with the one that it was opened at.
        `authors` is a file that says which names are one author's, else `SEARCHER_AUTHORS`, else
        `authors.yaml` in the index's folder; `"none"` for no file. Raises `UsageError` for a file
        that cannot be understood.
        """
        path = resolve(where)
        if not is_index(path):
            raise missing(path)
        settings, engine, seen = opened(path, where, remembers=True)
        try:
            return cls(path, settings, engine, snapshot=snapshot, authors=authors, seen=seen)
        except BaseException:
            engine.close()
            raise

    def again(self) -> "Index":
        """Open the same index once more, to ask it beside this one."""
        if self._snapshot:
            raise UsageError("a snapshot is one commit, and cannot be opened again: ask it itself.")
        return Index.open(self.path, authors=self.authors.given)

    def close(self) -> None:
        """Let go of files; closing twice is harmless."""
        self._wait_no_more()
        with self._following:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def __enter__(self) -> Self:
        """Give the index itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the index."""
        self.close()

    def ingest(
        self,
        paths: str | Path | Sequence[str | Path],
        *,
        reference_date: dt.date | Literal["file"] | None = None,
        fields: Mapping[str, str] | None = None,
        infer_topics: bool = True,
        stories: bool = True,
        prune: bool = False,
        quarantine: str | Path | None = None,
        commit_every: int | None = None,
        max_unpacked: int | None = None,
        folder_hints: bool = True,
        workers: int | None = None,
        max_seconds: float | None = None,
        max_memory: int | None = None,
        should_stop: Callable[[], bool] | None = None,
        on_progress: "Callable[[Progress], None] | None" = None,
        on_problem: "Callable[[Rejection | Skipped], None] | None" = None,
        on_skipped: "Callable[[Skipped], None] | None" = None,
    ) -> "IngestReport":
        """Read files, folders, patterns or standard input (`-`) into the index.

        `reference_date` is held against dates without a year where a record has no reference of its
        own (of a `datetime` its day); `"file"` takes each file's time. `fields` maps an article's
        attributes to field names (`{"title": "headline"}`). `folder_hints` lets the folders of
        plain texts stand for topic or author where all of them clearly do. `max_unpacked` is the
        number of bytes that may come out of one compressed file or archive (256 GiB). Bad records
        are no exceptions: they are counted, given to `on_problem`, and listed in the file
        `quarantine` (`rejected.jsonl` in the index's folder). `on_skipped` is given what is no
        article, also of files that are not read again. `prune` deletes articles that no file holds
        any more, as far as it was looked for in `paths`. `commit_every` counts characters of text
        between commits. Without `stories` copies are not looked for (`rebuild_stories` does so
        later).

        `workers` processes read (one fewer than there are processors, at most 16, and half of them
        plain texts in JSON or CSV; or as SEARCHER_WORKERS says; 0: this process reads), and a
        document that takes one of them more than `max_seconds` (10) or `max_memory` bytes (1 GiB)
        is rejected.
        `should_stop` is asked between records: once it says so, what is whole is committed, and
        `IngestStopped` raised. Raises `UsageError` and `ValueNotKnown` for what cannot be meant,
        `NothingToIngest`, `IndexLocked`, and `IngestError` where the run cannot go on; what was
        committed stays.
        """
        from searcher.corpus.archives.streams import MAX_UNPACKED
        from searcher.corpus.records import IngestOptions
        from searcher.corpus.workers.crew import quick_of, workers_of
        from searcher.corpus.workers.watchdog import limits_of
        from searcher.index import given
        from searcher.index.folder.quarantine import Quarantine
        from searcher.index.intake.ingest import Ingest
        from searcher.index.writing.session import COMMIT_CHARACTERS, Session

        given.check_limits(
            max_seconds,
            commit_every=commit_every,
            max_unpacked=max_unpacked,
            max_memory=max_memory,
            workers=workers,
        )
        wanted = given.paths_of(paths)
        options = IngestOptions(
            reference=given.reference_of(reference_date),
            read=given.read_options(fields),
            infer_topics=infer_topics,
            max_unpacked=MAX_UNPACKED if max_unpacked is None else max_unpacked,
            folder_hints=folder_hints,
        )
        self._refresh()
        run = Ingest(
            self._engine,
            Session(
                self._engine,
                self.path,
                generation=self._settings.folder,
                commit_every=commit_every or COMMIT_CHARACTERS,
                stories=stories,
            ),
            Quarantine(
                self.path / QUARANTINE_FILE if quarantine is None else Path(quarantine),
                keep_empty=quarantine is not None,
            ),
            options,
            workers=workers_of(workers),
            quick=quick_of(workers),
            limits=limits_of(max_seconds, max_memory),
            prune=prune,
            should_stop=should_stop,
            on_progress=on_progress,
            on_problem=on_problem,
            on_skipped=on_skipped,
        )
        return run.run(wanted)

    def delete(
        self,
        words: str | SearchRequest = "",
        *,
        all_articles: bool = False,
        on_note: Callable[[str], None] | None = None,
        **options: Unpack["Options"],
    ) -> int:
        """Delete the articles that match and give their number; their files stay as they are.

        A mistake in the words is an error here, never repaired. Deleted articles stay deleted as
        long as their records do not change. `on_note` is told of hidden copies: they are deleted
        too if they match, and come up if they do not. Raises `UsageError` where nothing chooses
        among the articles and `all_articles` does not say that all are meant, `QueryError`,
        `IndexLocked`.
        """
        from searcher.index.deletion import delete, refuse_everything, refuse_page
        from searcher.index.writing.session import Session

        refuse_page(options)
        if not isinstance(words, SearchRequest):
            options["strict"] = True
        request = request_of(words, options)
        refuse_everything(request, all_articles=all_articles)
        self._refresh()
        session = Session(self._engine, self.path, generation=self._settings.folder)
        # It must see what it has deleted.
        deleted = delete(self.authors.joined(self._engine), session, request)
        if on_note is not None:
            for note in (*session.notes, *deleted.notes()):
                on_note(note)
        return deleted.articles

    def search(self, words: str | SearchRequest = "", **options: Unpack["Options"]) -> Results:
        """Find articles; `options` are those of `searcher.query.params.build`.

        `after` is `Results.next` of the page before, of the same search. Raises `QueryError`,
        `DateError`, `ValueNotKnown`, `UsageError`, and `StaleCursor` where the corpus has changed
        since that page: a snapshot does not.
        """
        started = time.perf_counter()
        request = request_of(words, options)
        self._refresh()
        asked = self.asked
        self._check_page(request, asked)
        choice = choice_of(asked, request, self._dateless)
        found = asked.search(request)
        notes = (
            *map(Note, request.notes),
            *self.authors.notes(request, *found.facets),
            *stories_notes(self.path, request),
        )
        took_ms = (time.perf_counter() - started) * 1e3
        return LateResults.of(
            Results(
                found.request, found.total, found.hits, found.corpus, found.facets, notes, took_ms
            ),
            lambda: (*notes, *notes_for(asked, found, choice)),
        )

    def explain(
        self, words: str | SearchRequest = "", **options: Unpack["Options"]
    ) -> "Explanation":
        """Say how a request is understood, what each part finds, and why each hit ranks there.

        It takes some dozens of searches, but begins none after three seconds; raises as `search`.
        """
        from searcher.index.explain import explain

        found = self.search(words, **options)
        return explain(self.asked, found)

    def count(self, words: str | SearchRequest = "", **options: Unpack["Options"]) -> int:
        """Count the articles that match."""
        self._refresh()
        return self.asked.count(request_of(words, options))

    def scan(
        self,
        words: str | SearchRequest = "",
        *,
        order: "ScanOrder" = "id",
        **options: Unpack["Options"],
    ) -> Iterator[Article]:
        """Walk all matching articles in constant memory; limit, offset and sort are ignored.

        In `order` of `id` equal corpora give equal sequences; `stored` reads faster, and goes by
        place. Raises `ValueNotKnown` for another, and as `search` does.
        """
        if order not in SCAN_ORDERS:
            raise not_known("order of a scan", order, SCAN_ORDERS)
        self._refresh()
        return self.asked.scan(request_of(words, options), order=order)

    def walk(
        self, request: SearchRequest, *, order: "WalkOrder" = "id", depth: Depth = "record"
    ) -> Iterator[Sequence["Stored"]]:
        """Walk all matching articles in batches, as they are stored: the quickest way to read all.

        `depth` says how much of each: all (`record`), all but the texts and how it was found
        (`metadata`), or the `id`.
        In the order `sort` the request's own sort, offset and limit hold, and the places of all
        hits are held in memory.
        """
        self._refresh()
        asked = self.asked
        self._check_page(request, asked)
        return asked.walk(request, order=order, depth=depth)

    def _check_page(self, request: SearchRequest, asked: "Engine") -> None:
        """Raise `UsageError` where the page cannot follow the one that its cursor is of."""
        if request.cursor:
            from searcher.query.cursor import check

            check(self._named(request), asked.state().digest)

    def marker(self, request: SearchRequest) -> Callable[[Article], Snippet]:
        """Give what finds the passage of an article that answers the request."""
        self._refresh()
        return self.asked.marker(request)

    def __reduce__(self) -> NoReturn:
        """Refuse: files that are open here are not open elsewhere."""
        raise TypeError(
            "an Index cannot be pickled: pass its path, and open it there: "
            f"Index.open({str(self.path)!r})"
        )

    def marks(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds the words of the request in title, summary and body of an article."""
        self._refresh()
        return self.asked.marks(request)

    @property
    def searches(self) -> "Searches":
        """The searches that are saved with the index."""
        from searcher.index.folder.searches import Searches

        return Searches(self.path)

    def get(self, article_id: str) -> Article:
        """Read one article by its id or a unique beginning of it; raises `ArticleNotFound`."""
        from searcher.index.lookup import by_id

        self._refresh()
        return by_id(self._engine, article_id, self.path)

    def info(self) -> "IndexInfo":
        """Say how large the index is, what it spans, and how much is undated or unsigned."""
        from searcher.index.survey import survey

        self._refresh()
        return survey(self.path, self._settings, self._engine)
