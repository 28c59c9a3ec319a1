"""The data flow: files → records → articles → writer → commit → ledger."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from searcher.article import Article, Provenance, Rejection, Skipped
from searcher.corpus.hints import NONE, folder_hints
from searcher.corpus.ledger import KnownFile, Ledger
from searcher.corpus.people import NOBODY, gather
from searcher.corpus.records import (
    NO_READER,
    IngestOptions,
    digest_file,
    find_reader,
    read_file,
    way,
)
from searcher.corpus.report import IngestReport, Outcome, Progress, Tally
from searcher.corpus.standing import Target
from searcher.corpus.walk import STDIN, CorpusFile, Root, roots, spool_stdin
from searcher.engines.base import Engine
from searcher.errors import NothingToIngest
from searcher.query.model import SearchRequest

OnProgress = Callable[[Progress], None]
OnProblem = Callable[[Rejection | Skipped], None]

# A commit costs about a second of merging later: by text, so that memory is bounded too, since
# what was added since the last commit is held until then.
COMMIT_CHARACTERS = 128_000_000

# A file as young as this when it was read may have been written to again within one tick of its
# clock: it is compared by its bytes and not by its time (as git does).
YOUNG_NS = 2_000_000_000


class Ingest:
    """One run. Use `run` once."""

    def __init__(
        self,
        engine: Engine,
        ledger_path: Path,
        options: IngestOptions,
        *,
        on_progress: OnProgress | None = None,
        on_problem: OnProblem | None = None,
    ) -> None:
        """Prepare; nothing is opened yet."""
        self._engine = engine
        self._folder = ledger_path.parent
        self._ledger_path = ledger_path
        self._options = options
        self._on_progress = on_progress
        self._on_problem = on_problem or (lambda _: None)
        self._tally = Tally()
        self._notes: list[str] = []
        self._held: dict[str, Article] = {}
        self._characters = 0
        self._read_any = False
        self._files = self._files_total = 0
        self._bytes = self._bytes_total = 0

    def run(self, paths: Sequence[str | Path]) -> IngestReport:
        """Read everything and commit; what was committed before an interruption stays."""
        started = time.perf_counter()
        spooled: CorpusFile | None = None
        found = roots([path for path in paths if path != STDIN])
        if not paths:
            raise NothingToIngest("no file or folder was named. Try: searcher ingest FOLDER")
        writer = self._engine.writer()
        try:
            ledger = Ledger.open(self._ledger_path)
            try:
                self._writer, self._ledger = writer, ledger
                self._target = Target(self._add, self._delete, self._fetch)
                self._catch_up()
                if self._on_progress is not None:
                    self._measure(found)
                for root in found:
                    self._root(root)
                if STDIN in paths:
                    self._options = replace(self._options, people=NOBODY, hints=NONE)
                    spooled = spool_stdin(self._folder)
                    self._file(spooled, STDIN)
                self._commit()
            finally:
                ledger.close()
        finally:
            if spooled is not None:
                spooled.path.unlink(missing_ok=True)
            writer.close()
        self._engine.refresh()
        state = self._engine.state()
        return self._tally.report(
            articles=state.articles,
            digest=state.digest,
            seconds=time.perf_counter() - started,
            notes=(*self._notes, *self._advice()),
        )

    # Files

    def _root(self, root: Root) -> None:
        label = self._label(root.folder)
        present: set[str] = set()
        hints = folder_hints(root.files()) if self._options.folder_hints else NONE
        self._options = replace(self._options, people=gather(root.files()), hints=hints)
        for file in root.files():
            present.add(file.file)
            self._file(file, label)
        if root.whole:
            self._vanished(label, present)

    def _label(self, folder: Path) -> str:
        # Relative to the index where that is possible, so that both can be copied together.
        try:
            return Path(os.path.relpath(folder, self._folder.resolve())).as_posix()
        except ValueError:  # another drive on Windows
            return folder.as_posix()

    def _file(self, file: CorpusFile, label: str) -> None:
        self._files += 1
        self._progress(file)
        if file.refused:
            self._problem(None, Skipped(Provenance(file.file, NO_READER), file.refused))
            return
        try:
            self._read(file, label)
        except OSError as problem:
            where = Provenance(file.file, NO_READER)
            self._problem(None, Rejection(where, "unreadable", problem.strerror or str(problem)))
        self._bytes += file.size
        if self._characters >= COMMIT_CHARACTERS:
            self._commit()

    def _read(self, file: CorpusFile, label: str) -> None:
        reader = find_reader(file)
        fingerprint = way(reader, self._options, file)
        known = self._ledger.known(file, label)
        if known and known.fingerprint == fingerprint and self._same_time(known, file):
            self._ledger.count_known(known, self._tally)
            return
        digest = digest_file(file)
        if known and known.fingerprint == fingerprint and known.digest == digest:
            self._ledger.moved(known, file, label)
            self._ledger.count_known(known, self._tally)
            return
        moved = None if known else self._moved_from(digest, fingerprint, file)
        if moved:
            self._ledger.moved(moved, file, label)
            self._ledger.count_known(moved, self._tally)
            return
        self._read_any = self._read_any or reader is not None
        name = reader.name if reader else NO_READER
        file_id = self._ledger.start_file(file, label, reader=name)
        for outcome in read_file(file, reader, self._options):
            if isinstance(outcome.record, Article):
                self._place(file_id, outcome.record, outcome.captured)
            else:
                self._problem(file_id, outcome.record)
        left = self._ledger.finish_file(file_id, digest, fingerprint, self._target, self._tally)
        if left:
            self._notes.append(
                f"{file.file} changed: {_articles(left)} that it no longer holds "
                f"{_stay(left)} in the index."
            )

    def _same_time(self, known: KnownFile, file: CorpusFile) -> bool:
        return (
            known.size == file.size
            and known.mtime_ns == file.mtime_ns
            and time.time_ns() - file.mtime_ns > YOUNG_NS
            and file.mtime_ns > 0
        )

    def _moved_from(self, digest: bytes, fingerprint: str, file: CorpusFile) -> KnownFile | None:
        """Find a file of the same bytes that is no longer where it was: this is it, moved."""
        for known in self._ledger.same_bytes(digest, fingerprint):
            if known.root == STDIN:
                continue
            if Path(known.file).name != file.path.name and Path(known.file).suffix != (
                file.path.suffix
            ):
                continue
            if not os.path.lexists(self._folder / known.root / known.file):
                return known
        return None

    def _vanished(self, label: str, present: set[str]) -> None:
        files = articles = 0
        for known in self._ledger.files_below(label):
            if known.file not in present:
                left = self._ledger.vanish(known, self._target, self._tally)
                files += 1 if left else 0
                articles += left
        if articles:
            self._notes.append(
                f"{files} {'file is' if files == 1 else 'files are'} no longer there: "
                f"{_articles(articles)} of {'it' if files == 1 else 'them'} "
                f"{_stay(articles)} in the index."
            )

    # Records

    def _place(self, file_id: int, article: Article, captured: str) -> None:
        tally, published = self._tally, article.published
        if published is None:
            tally.dates["none"] += 1
        elif published.date is None:
            tally.dates["undated"] += 1
            tally.yearless += "no-reference" in published.flags
        else:
            tally.dates[published.method or "none"] += 1
            tally.order_unsettled += "day-month-ambiguous" in published.flags
        self._ledger.standing.place(file_id, article, captured, self._target, tally)
        if self._characters >= COMMIT_CHARACTERS:
            self._commit()

    def _problem(self, file_id: int | None, problem: Skipped | Rejection) -> None:
        outcome: Outcome = "rejected" if isinstance(problem, Rejection) else "skipped"
        self._tally.count(outcome, reader=problem.where.reader)
        self._tally.by_reason[problem.reason] += 1
        if file_id is not None:
            self._ledger.problem(file_id, problem)
        self._on_problem(problem)

    def _add(self, article: Article) -> None:
        self._writer.add(article)
        self._held[article.id] = article
        self._characters += len(article.body) + len(article.summary) + len(article.title)

    def _delete(self, article_id: str) -> None:
        self._writer.delete(article_id)
        self._held.pop(article_id, None)

    def _fetch(self, article_id: str) -> Article:
        held = self._held.get(article_id) or self._engine.get(article_id)
        if held is None:
            # The ledger was checked against the index when the run began.
            raise AssertionError(f"article {article_id} is in the ledger and not in the index")
        return held

    def _commit(self) -> None:
        self._writer.commit()
        self._engine.refresh()
        self._ledger.commit(self._engine.commit_stamp() or "")
        self._held.clear()
        self._characters = 0

    def _catch_up(self) -> None:
        """After an interruption: learn what the index has and the ledger missed."""
        if self._ledger.stamp == (self._engine.commit_stamp() or ""):
            return
        everything = SearchRequest(limit=None)
        adopted = self._ledger.adopt(self._engine.scan(everything, order="stored"))
        lost = self._ledger.forget_missing(lambda one: self._engine.get(one) is not None)
        if adopted or lost:
            self._notes.append(
                f"An earlier ingest was interrupted: {_articles(adopted)} of its last commit were "
                "found, and will be matched with their files when those are read again."
            )

    def _measure(self, found: Sequence[Root]) -> None:
        """Count files and bytes first, so that progress can say how much is left."""
        for root in found:
            for file in root.files():
                self._files_total += 1
                self._bytes_total += file.size

    def _progress(self, file: CorpusFile) -> None:
        if self._on_progress is not None:
            known = file.root != STDIN
            self._on_progress(
                Progress(
                    files=self._files,
                    files_total=self._files_total if known else None,
                    records=sum(self._tally.outcomes.values()),
                    bytes=self._bytes,
                    bytes_total=self._bytes_total if known else None,
                    file=file.file,
                )
            )

    def _advice(self) -> list[str]:
        """Say which option would have told more."""
        advice = []
        asked = self._options.read
        if self._read_any and (unmatched := set(asked.fields) - asked.matched):
            pairs = ", ".join(f"{name}={asked.fields[name]}" for name in sorted(unmatched))
            advice.append(f"--map {pairs}: no record that was read has such a field.")
        if count := self._tally.yearless:
            advice.append(
                f"{count} {'article prints' if count == 1 else 'articles print'} a date without a "
                "year and nothing to hold it against, and stayed undated. If you know about when "
                "the pages were saved, --reference-date DATE settles them."
            )
        if count := self._tally.order_unsettled:
            advice.append(
                f"{count} {'article has a date' if count == 1 else 'articles have dates'} such as "
                "02/03/2024, and nothing in the file tells the day from the month: only the year "
                "was kept."
            )
        return advice


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"


def _stay(count: int) -> str:
    return "stays" if count == 1 else "stay"
