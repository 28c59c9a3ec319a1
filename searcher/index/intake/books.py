"""Keeps the accounts of one ingest: each record is counted, and placed, noted or listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from searcher.article import Rejection, Skipped
from searcher.corpus.accounts.ledger import KnownFile
from searcher.corpus.accounts.report import Outcome, Tally
from searcher.corpus.accounts.rows import DELETED, article_of
from searcher.corpus.accounts.taken import Taken
from searcher.corpus.workers.jobs import Record
from searcher.index.folder.quarantine import Quarantine
from searcher.index.intake.leftovers import Leftovers
from searcher.index.writing.session import Session

OnProblem = Callable[[Rejection | Skipped], None]
OnSkipped = Callable[[Skipped], None]

_TOGETHER: Final = 64  # articles that are placed at a time


class Books:
    """The tally, the ledger and the list of rejected records of one run."""

    def __init__(
        self,
        session: Session,
        quarantine: Quarantine,
        on_problem: OnProblem | None,
        on_skipped: OnSkipped | None = None,
    ) -> None:
        """Open the books of a session that has begun."""
        self.tally = Tally()
        self.session = session
        self.ledger = session.ledger
        self.leftovers = Leftovers(session.ledger, session.target, self.tally)
        self._quarantine = quarantine
        self._on_problem = on_problem or (lambda _: None)
        self._on_skipped = on_skipped

    def records(self, file_id: int, file: str, records: Iterable[Record]) -> None:
        """Take in records of a file."""
        batch: list[Taken] = []
        characters = 0
        for record in records:
            if not isinstance(record, Taken):
                self.problem(file_id, file, record)
            elif self.ledger.standing.deleted(record):
                where = article_of(record.stored).provenance
                self.problem(file_id, file, Skipped(where, DELETED))
            else:
                batch.append(record)
                characters += record.characters
                if len(batch) == _TOGETHER or self.session.is_due(characters):
                    self._place(file_id, batch)
                    batch, characters = [], 0
        self._place(file_id, batch)

    def _place(self, file_id: int, batch: Sequence[Taken]) -> None:
        tally = self.tally
        for one in batch:
            tally.dates[one.dated] += 1
            tally.yearless += one.yearless
            tally.order_unsettled += one.order_unsettled
        self.ledger.standing.place(file_id, batch, self.session.target, tally)
        self.session.commit_if_due()

    def problem(self, file_id: int | None, file: str, problem: Skipped | Rejection) -> None:
        """Count what is no article; `file_id` is None where the file was not even begun."""
        outcome: Outcome = "rejected" if isinstance(problem, Rejection) else "skipped"
        self.tally.count(outcome, reader=problem.where.reader)
        self.tally.explain(problem.reason, problem.where.file)
        if file_id is not None:
            self.ledger.problems.add(file_id, file, problem)
        if isinstance(problem, Rejection):
            self._quarantine.add(problem)
        elif self._on_skipped:
            self._on_skipped(problem)
        self._on_problem(problem)

    def unchanged(self, known: KnownFile, file: str) -> None:
        """Count the records of a file that is not read again."""
        self.ledger.count_known(known, file, self.tally)
        for rejection in self.ledger.problems.rejected(known.file_id, file, known.reader):
            self._quarantine.add(rejection)
        if self._on_skipped:
            # A crawl has hundreds of thousands of them: asked for only.
            for skipped in self.ledger.problems.skipped(known.file_id, file, known.reader):
                self._on_skipped(skipped)
        self.leftovers.after_reading(known.file_id, file)
