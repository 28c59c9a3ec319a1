"""The data flow: files → records → articles → writer → commit → ledger."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path

from searcher.article import Provenance, Rejection, Skipped
from searcher.corpus.accounts.ledger import KnownFile
from searcher.corpus.accounts.report import IngestReport, Progress
from searcher.corpus.garbage import seldom
from searcher.corpus.records import (
    NO_READER,
    IngestOptions,
    digest_file,
    find_reader,
    head,
    limited,
    plugins,
    way,
    way_named,
)
from searcher.corpus.surroundings.hints import NONE, folder_hints
from searcher.corpus.surroundings.listings import UNLISTED, Lists
from searcher.corpus.surroundings.people import NOBODY, gather
from searcher.corpus.walk import (
    STDIN,
    CorpusFile,
    Root,
    is_gone,
    named,
    place_named,
    roots,
    spool_stdin,
)
from searcher.corpus.workers.crew import Alone, Crew
from searcher.corpus.workers.processes import Processes
from searcher.corpus.workers.watchdog import Limits
from searcher.engines.base import Engine
from searcher.errors import IngestStopped, NothingToIngest
from searcher.index.advice.stemming import unstemmed_note
from searcher.index.folder.quarantine import Quarantine
from searcher.index.folder.settings import Settings
from searcher.index.intake.acquaintance import Acquaintance, as_noted, same_time
from searcher.index.intake.books import Books, OnProblem, OnSkipped
from searcher.index.intake.pace import Pace
from searcher.index.intake.reading import Reading, Wanted, is_quick
from searcher.index.writing.session import Session
from searcher.readers.plugins import said

OnProgress = Callable[[Progress], None]


class Ingest:
    """One run. Use `run` once."""

    def __init__(
        self,
        engine: Engine,
        session: Session,
        quarantine: Quarantine,
        options: IngestOptions,
        *,
        workers: int,
        quick: int,
        limits: Limits,
        prune: bool = False,
        should_stop: Callable[[], bool] | None = None,
        on_progress: OnProgress | None = None,
        on_problem: OnProblem | None = None,
        on_skipped: OnSkipped | None = None,
    ) -> None:
        """Prepare; nothing is opened yet. `workers` processes read; 0: this one.

        Files that are `quick` to read go to so many of them.
        """
        self._engine = engine
        self._session = session
        self._folder = session.folder
        self._quarantine = quarantine
        self._options = options
        self._workers = workers
        self._quick = quick
        # Without a process of its own no document is held to them.
        self._limits = limits if workers else None
        self._prune = prune
        self._should_stop = should_stop or (lambda: False)
        self._told = on_problem, on_skipped
        self._pace = Pace(on_progress)
        self._read_any = False

    def run(self, paths: Sequence[str | Path]) -> IngestReport:
        """Read everything and commit; what was committed before an interruption stays."""
        started = time.perf_counter()
        said()  # of an earlier run, which nobody asked for
        found = roots([path for path in paths if path != STDIN])
        if not paths:
            raise NothingToIngest("no file or folder was named. Try: searcher ingest FOLDER")
        with ExitStack() as open_:
            open_.enter_context(seldom())
            session = open_.enter_context(self._session)
            open_.enter_context(self._quarantine)
            crew = open_.enter_context(closing(self._crew()))
            books = self._books = Books(session, self._quarantine, *self._told)
            self._acquaintance = Acquaintance(session.ledger, self._folder)
            reading = self._reading = Reading(
                crew, books, self._limits, self._pace, quick=self._quick
            )
            self._pace.tally = books.tally
            places = [self._place_of(root) for root in found]
            session.ledger.runs.begin(_names(found, stdin=STDIN in paths), books.tally)
            session.ledger.begin_reading(places)
            try:
                self._read_all(found, stdin=STDIN in paths)
            except _Stop:
                session.ledger.runs.end("stopped")
                session.commit()
                self._quarantine.finish()
                raise IngestStopped(
                    "stopped: what was whole is kept. Ingest the same again, and it goes on."
                ) from None
            leftover = books.leftovers.settle(places, prune=self._prune)
            session.ledger.end_reading()
            session.ledger.runs.end("whole")
            session.commit()
            self._quarantine.finish()
        state = self._engine.state()
        return books.tally.report(
            articles=state.articles,
            digest=state.digest,
            seconds=time.perf_counter() - started,
            notes=(
                *session.notes,
                *reading.notes,
                *plugins().problems,
                *said(),
                *leftover,
                *self._advice(),
            ),
        )

    def _crew(self) -> Crew:
        taker = self._session.taker
        if not self._limits:
            return Alone(taker, self._check)
        return Processes(self._workers, self._limits, taker, self._check)

    def _check(self) -> None:
        """Between two records: nothing is half done."""
        if self._should_stop():
            raise _Stop

    def _read_all(self, found: Sequence[Root], *, stdin: bool) -> None:
        self._pace.begin(file for root in found for file in root.files())
        for root in found:
            self._root(root)
        if stdin:
            self._options = replace(self._options, people=NOBODY, hints=NONE, listings=UNLISTED)
            spooled = spool_stdin(self._folder, self._check)
            try:
                self._file(spooled, STDIN)
                self._reading.finish()
            finally:
                # On Windows whoever still reads it holds it; the next writer clears it away.
                with suppress(OSError):
                    spooled.path.unlink(missing_ok=True)

    # Files

    def _root(self, root: Root) -> None:
        label = self._acquaintance.label(root.folder)
        present: set[str] = set()
        self._options = self._learned(root)
        for file in root.files():
            self._check()
            present.add(file.file)
            self._file(file, label)
        self._reading.finish()
        if root.whole:
            self._vanished(root, label, present)

    def _learned(self, root: Root) -> IngestOptions:
        """Learn what files below a root say of others."""
        hints = folder_hints(root.files()) if self._options.folder_hints else NONE
        lists = Lists()
        people = gather(lists.passing(root.files()))
        return replace(self._options, people=people, hints=hints, listings=lists.listings())

    def _place_of(self, root: Root) -> str:
        """Name an argument, to recognise it in a later run."""
        label = self._acquaintance.label(root.folder)
        return label if root.whole else "|".join([label, *(file.file for file in root.files())])

    def _file(self, file: CorpusFile, label: str) -> None:
        if file.refused:
            kind = Rejection if file.refused == "unreadable" else Skipped
            where = Provenance(file.file, NO_READER)
            self._books.problem(None, file.file, kind(where, file.refused, file.detail))
            self._pace.reached(file, file.size)
            return
        if self._reading.begins(file):
            # Named twice: what is known of it is known when it has been read.
            self._reading.finish()
        try:
            wanted = self._wanted(file, label)
        except OSError as problem:
            where = Provenance(file.file, NO_READER)
            said = problem.strerror or str(problem)
            self._books.problem(None, file.file, Rejection(where, "unreadable", said))
            wanted = None
        if wanted:
            self._read_any = self._read_any or wanted.reader is not None
            self._reading.want(wanted, self._options)
        else:
            self._pace.passed(file)
            self._session.commit_if_due()

    def _wanted(self, file: CorpusFile, label: str) -> Wanted | None:
        """Look whether a file must be read; one that is known is counted instead."""
        known = self._acquaintance.by_place(file, label)
        if (
            known
            and same_time(known, file)
            and self._same_way(known, way(way_named(known.reader), self._options, file))
        ):
            # Not even opened.
            self._books.unchanged(known, file.file)
            return None
        start = head(file)
        reader = find_reader(file, start)
        fingerprint = way(reader, self._options, file)
        quick = is_quick(start, reader)
        self._reading.expect(file, reader, quick=quick)
        noted, digest = as_noted(file), digest_file(file)
        if known is None:
            moved = self._acquaintance.by_bytes(digest, file)
            known = next((one for one in moved if self._same_way(one, fingerprint)), None)
        if known and self._same_way(known, fingerprint) and known.digest == digest:
            self._books.ledger.moved(known, noted, label)
            self._books.unchanged(known, file.file)
            return None
        return Wanted(file, noted, label, reader, digest, fingerprint, quick)

    def _same_way(self, known: KnownFile, fingerprint: str) -> bool:
        """Say whether a file was read in this way: whole, or within the same limits."""
        limits = self._limits
        return known.fingerprint == fingerprint or (
            limits is not None and known.fingerprint == limited(fingerprint, limits.said)
        )

    def _vanished(self, root: Root, label: str, present: set[str]) -> None:
        """Note the files below a root that are no longer there, by whichever root they came."""
        ledger, leftovers = self._books.ledger, self._books.leftovers
        for known in ledger.files_below(label):
            # A folder that cannot be listed does not make its files vanish.
            if known.file not in present and is_gone(place_named(root.folder, known.file)):
                leftovers.vanished(known)
        home = self._folder.resolve()
        for other in ledger.roots():
            folder = Path(os.path.normpath(place_named(home, other)))
            if other != label and (root.folder in folder.parents or folder in root.folder.parents):
                for known in ledger.files_below(other):
                    place = place_named(folder, known.file)
                    if place.is_relative_to(root.folder) and is_gone(place):
                        leftovers.vanished(known)

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
        if count := self._books.tally.yearless:
            advice.append(
                f"{count} {'article prints' if count == 1 else 'articles print'} a date without a "
                "year and nothing to hold it against, and stayed undated. If you know about when "
                "the pages were saved, --reference-date DATE settles them."
            )
        if count := self._books.tally.order_unsettled:
            advice.append(
                f"{count} {'article has a date' if count == 1 else 'articles have dates'} such as "
                "02/03/2024, and nothing in the file tells the day from the month: only the year "
                "was kept."
            )
        enabled = Settings.read(self._folder).languages
        return [*advice, *unstemmed_note(self._folder, self._engine, enabled)]


def _names(found: Sequence[Root], *, stdin: bool) -> Iterator[str]:
    """Name what is read: folders that are read whole, files, standard input."""
    for root in found:
        if root.whole:
            yield named(root.folder.name or root.folder.as_posix())
        else:
            yield from (Path(file.file).name for file in root.files())
    if stdin:
        yield "standard input"


class _Stop(Exception):
    """The caller wants the run to end here."""
