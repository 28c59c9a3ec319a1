"""The data flow: files → records → articles → writer → commit → ledger."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from searcher.article import Article, Provenance, Rejection, Skipped
from searcher.corpus.hints import NONE, folder_hints
from searcher.corpus.ledger import KnownFile
from searcher.corpus.people import NOBODY, gather
from searcher.corpus.records import (
    NO_READER,
    IngestOptions,
    digest_file,
    find_reader,
    read_file,
    way,
    way_named,
)
from searcher.corpus.report import IngestReport, Outcome, Progress, Tally
from searcher.corpus.rows import DELETED
from searcher.corpus.walk import STDIN, CorpusFile, Root, is_gone, roots, spool_stdin
from searcher.engines.base import Engine
from searcher.errors import NothingToIngest
from searcher.index.leftovers import Leftovers
from searcher.index.quarantine import Quarantine
from searcher.index.session import Session

OnProgress = Callable[[Progress], None]
OnProblem = Callable[[Rejection | Skipped], None]

# A file as young as this when it was read may have been written to again within one tick of its
# clock: it is compared by its bytes and not by its time (as git does).
YOUNG_NS = 2_000_000_000


class Ingest:
    """One run. Use `run` once."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        quarantine: Quarantine,
        options: IngestOptions,
        *,
        prune: bool = False,
        on_progress: OnProgress | None = None,
        on_problem: OnProblem | None = None,
    ) -> None:
        """Prepare; nothing is opened yet."""
        self._engine = engine
        self._session = session
        self._folder = session.folder
        self._quarantine = quarantine
        self._options = options
        self._prune = prune
        self._on_progress = on_progress
        self._on_problem = on_problem or (lambda _: None)
        self._tally = Tally()
        self._notes: list[str] = []
        self._read_any = False
        self._files = self._files_total = 0
        self._bytes = self._bytes_total = 0

    def run(self, paths: Sequence[str | Path]) -> IngestReport:
        """Read everything and commit; what was committed before an interruption stays."""
        started = time.perf_counter()
        found = roots([path for path in paths if path != STDIN])
        if not paths:
            raise NothingToIngest("no file or folder was named. Try: searcher ingest FOLDER")
        with ExitStack() as open_:
            session = open_.enter_context(self._session)
            open_.enter_context(self._quarantine)
            self._ledger, self._target = session.ledger, session.target
            self._leftovers = Leftovers(session.ledger, session.target, self._tally)
            places = [self._place_of(root) for root in found]
            session.ledger.begin_reading(places)
            if self._on_progress is not None:
                self._measure(found)
            for root in found:
                self._root(root)
            if STDIN in paths:
                self._options = replace(self._options, people=NOBODY, hints=NONE)
                spooled = spool_stdin(self._folder)
                open_.callback(spooled.path.unlink, missing_ok=True)
                self._file(spooled, STDIN)
            leftover = self._leftovers.settle(places, prune=self._prune)
            session.ledger.end_reading()
            session.commit()
            self._quarantine.finish()
        state = self._engine.state()
        return self._tally.report(
            articles=state.articles,
            digest=state.digest,
            seconds=time.perf_counter() - started,
            notes=(*session.notes, *self._notes, *leftover, *self._advice()),
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
            self._vanished(root, label, present)

    def _place_of(self, root: Root) -> str:
        """Name an argument, to recognise it in a later run."""
        label = self._label(root.folder)
        return label if root.whole else "|".join([label, *(file.file for file in root.files())])

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
            kind = Rejection if file.refused == "unreadable" else Skipped
            self._problem(None, kind(Provenance(file.file, NO_READER), file.refused, file.detail))
            return
        try:
            self._read(file, label)
        except OSError as problem:
            where = Provenance(file.file, NO_READER)
            self._problem(None, Rejection(where, "unreadable", problem.strerror or str(problem)))
        self._bytes += file.size
        self._session.commit_if_due()

    def _read(self, file: CorpusFile, label: str) -> None:
        known = self._known(file, label)
        if (
            known
            and self._same_time(known, file)
            and known.fingerprint == way(way_named(known.reader), self._options, file)
        ):
            # Not even opened.
            self._unchanged(known, file)
            return
        reader = find_reader(file)
        fingerprint = way(reader, self._options, file)
        # Where a file is too young its time tells nothing next time: it is noted as zero.
        young = time.time_ns() - file.mtime_ns <= YOUNG_NS
        noted = replace(file, mtime_ns=0) if young else file
        digest = digest_file(file)
        if known and known.fingerprint == fingerprint and known.digest == digest:
            self._ledger.moved(known, noted, label)
            self._unchanged(known, file)
            return
        moved = None if known else self._moved_from(digest, fingerprint, file)
        if moved:
            self._ledger.moved(moved, noted, label)
            self._unchanged(moved, file)
            return
        self._read_any = self._read_any or reader is not None
        name = reader.name if reader else NO_READER
        file_id = self._ledger.start_file(noted, label, reader=name)
        for outcome in read_file(file, reader, self._options):
            if isinstance(outcome.record, Article):
                self._place(file_id, outcome.record, outcome.captured)
            else:
                self._problem(file_id, outcome.record)
        if self._changed_since(file, digest):
            # Left as unread: the next ingest reads it again.
            self._notes.append(
                f"{file.file} was changed while it was being read: ingest again to read it whole."
            )
            return
        self._ledger.finish_file(file_id, digest, fingerprint, self._target, self._tally)
        self._leftovers.after_reading(file_id, file.file)

    def _unchanged(self, known: KnownFile, file: CorpusFile) -> None:
        self._ledger.count_known(known, self._tally)
        for rejection in self._ledger.rejections(known, file.file):
            self._quarantine.add(rejection)
        self._leftovers.after_reading(known.file_id, file.file)

    def _changed_since(self, file: CorpusFile, digest: bytes) -> bool:
        """Say whether a file is no longer the one whose digest was taken before it was read."""
        if file.root == STDIN:
            return False
        try:
            now = file.path.stat()
            same = (now.st_size, now.st_mtime_ns) == (file.size, file.mtime_ns)
            if same and time.time_ns() - now.st_mtime_ns > YOUNG_NS:
                return False
            return digest_file(file) != digest
        except OSError:
            return True

    def _same_time(self, known: KnownFile, file: CorpusFile) -> bool:
        same = known.size == file.size and known.mtime_ns == file.mtime_ns
        return same and file.mtime_ns > 0

    def _known(self, file: CorpusFile, label: str) -> KnownFile | None:
        """Find the file in the ledger, also where it was read below another root."""
        if (known := self._ledger.known(file.file, label)) or file.root == STDIN:
            return known
        for folder in file.path.parents:
            name = file.path.relative_to(folder).as_posix()
            if known := self._ledger.known(name, self._label(folder)):
                self._ledger.moved(
                    known, replace(file, size=known.size, mtime_ns=known.mtime_ns), label
                )
                return replace(known, root=label, file=file.file)
        return None

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

    def _vanished(self, root: Root, label: str, present: set[str]) -> None:
        """Note the files below a root that are no longer there, by whichever root they came."""
        for known in self._ledger.files_below(label):
            # A folder that cannot be listed does not make its files vanish.
            if known.file not in present and is_gone(root.folder / known.file):
                self._leftovers.vanished(known)
        home = self._folder.resolve()
        for other in self._ledger.roots():
            folder = Path(os.path.normpath(home / other))
            if other != label and (root.folder in folder.parents or folder in root.folder.parents):
                for known in self._ledger.files_below(other):
                    place = folder / known.file
                    if place.is_relative_to(root.folder) and is_gone(place):
                        self._leftovers.vanished(known)

    # Records

    def _place(self, file_id: int, article: Article, captured: str) -> None:
        if self._ledger.standing.deleted(article):
            self._problem(file_id, Skipped(article.provenance, DELETED))
            return
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
        self._session.commit_if_due()

    def _problem(self, file_id: int | None, problem: Skipped | Rejection) -> None:
        outcome: Outcome = "rejected" if isinstance(problem, Rejection) else "skipped"
        self._tally.count(outcome, reader=problem.where.reader)
        self._tally.by_reason[problem.reason] += 1
        if file_id is not None:
            self._ledger.problem(file_id, problem)
        if isinstance(problem, Rejection):
            self._quarantine.add(problem)
        self._on_problem(problem)

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
        if count := self._quarantine.records:
            advice.append(
                f"{count} rejected {'record is' if count == 1 else 'records are'} listed in "
                f"{self._quarantine.path}"
            )
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
