"""Which files are being read, and what comes of them: given to the crew, taken in, in order."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from searcher.article import Provenance, Rejection
from searcher.corpus.archives.containers import Container
from searcher.corpus.records import NO_READER, IngestOptions, limited
from searcher.corpus.walk import CorpusFile
from searcher.corpus.workers.crew import Crew
from searcher.corpus.workers.processes import LIMITED
from searcher.corpus.workers.watchdog import Limits
from searcher.index.intake.acquaintance import changed_since
from searcher.index.intake.books import Books
from searcher.index.intake.pace import Pace
from searcher.readers.base import Reader

# Small files are given to a process together: by number, and by bytes.
_FILES: Final = 32
_BYTES: Final = 512 << 10
# Of larger ones each process may take a share: of an archive for each so many bytes, since these
# are packed and hold whole pages, of others for so many.
_SHARE_PACKED: Final = 1 << 20
_SHARE: Final = 8 << 20
_MARKUP: Final = b"</", b"<\\/", b"\\u003c/", b"\\u003C/"  # also as JSON may write it


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be read: as it is and as it will be `noted`, its root, what reads it, and how.

    `quick`: reading it takes less than indexing what it holds.
    """

    file: CorpusFile
    noted: CorpusFile
    label: str
    reader: Reader | Container | None
    digest: bytes
    fingerprint: str
    quick: bool

    @property
    def reader_name(self) -> str | None:
        """What reads it, by name."""
        return self.reader.name if self.reader else None


class Reading:
    """The files between being wanted and being in the books."""

    def __init__(
        self,
        crew: Crew,
        books: Books,
        limits: Limits | None,
        pace: Pace,
        *,
        quick: int,
    ) -> None:
        """`pace` is told how far into each file its reading is.

        `limits` are None where no document is stopped. `quick` files go to so many processes.
        """
        self.notes: list[str] = []
        self._crew = crew
        self._books = books
        self._limits = limits
        self._pace = pace
        self._quick = quick
        self._batch: list[Wanted] = []
        self._options: IngestOptions | None = None
        self._jobs: deque[tuple[int, list[Wanted]]] = deque()
        self._places: set[str] = set()

    def begins(self, file: CorpusFile) -> bool:
        """Say whether the file at this place is being read."""
        return str(file.path) in self._places

    def expect(self, file: CorpusFile, reader: Reader | Container | None, *, quick: bool) -> None:
        """Learn that a file may have to be read, before its bytes are compared with others.

        Of a large one that takes as long as the processes that would read it take to start.
        """
        if (shares := _shares(file, reader)) > 1:
            self._crew.expect(shares, among=self._quick if quick else None)

    def want(self, wanted: Wanted, options: IngestOptions) -> None:
        """Have a file read, soon."""
        if options is not self._options:
            self._give()
            self._options = options
        shares = _shares(wanted.file, wanted.reader)
        if shares > 1:
            self._give()
        self._batch.append(wanted)
        self._places.add(str(wanted.file.path))
        size = sum(one.file.size for one in self._batch)
        full = shares > 1 or len(self._batch) == _FILES or size >= _BYTES
        if full or not self._crew.size:
            self._give(parts=shares)

    def finish(self) -> None:
        """Take in all that is wanted still."""
        self._give()
        while self._jobs:
            self._take_in(*self._jobs.popleft())

    def _give(self, *, parts: int = 1) -> None:
        if self._batch and self._options is not None:
            files = [(one.file, one.reader_name) for one in self._batch]
            among = self._quick if all(one.quick for one in self._batch) else None
            job = self._crew.submit(files, self._options, parts=parts, among=among)
            self._jobs.append((job, self._batch))
            self._batch = []
        # So many at most that all have something to do while this process is busy.
        while len(self._jobs) > 2 * self._crew.size:
            self._take_in(*self._jobs.popleft())

    def _take_in(self, job: int, batch: list[Wanted]) -> None:
        books, file_id, stopped = self._books, None, False
        for chunk in self._crew.chunks(job):
            wanted = batch[chunk.file]
            name = wanted.file.file
            if file_id is None:
                self._pace.reached(wanted.file, 0, ended=False)
                file_id = books.ledger.start_file(
                    wanted.noted, wanted.label, reader=wanted.reader_name or NO_READER
                )
            books.records(file_id, name, chunk.records)
            stopped = stopped or any(
                isinstance(record, Rejection) and record.reason in LIMITED
                for record in chunk.records
            )
            if chunk.unreadable is not None:
                where = Provenance(name, NO_READER)
                books.problem(None, name, Rejection(where, "unreadable", chunk.unreadable))
            self._pace.reached(wanted.file, chunk.reached, ended=chunk.ended)
            if chunk.ended:
                if chunk.unreadable is None:
                    self._end(wanted, file_id, stopped=stopped)
                self._places.discard(str(wanted.file.path))
                file_id, stopped = None, False
                books.session.commit_if_due()

    def _end(self, wanted: Wanted, file_id: int, *, stopped: bool) -> None:
        books, name = self._books, wanted.file.file
        if changed_since(wanted.file, wanted.digest):
            # Left as unread: the next ingest reads it again.
            self.notes.append(
                f"{name} was changed while it was being read: ingest again to read it whole."
            )
            return
        # With other limits other documents would come through: then it is read again.
        way = wanted.fingerprint
        if stopped and self._limits:
            way = limited(way, self._limits.said)
        books.ledger.finish_file(file_id, wanted.digest, way, books.session.target, books.tally)
        books.leftovers.after_reading(file_id, name)


def is_quick(start: bytes, reader: Reader | Container | None) -> bool:
    """Say whether to read a file that begins so takes less than to index what it holds.

    Texts that are pages take more.
    """
    quick = isinstance(reader, Reader) and reader.quick
    return quick and not any(sign in start for sign in _MARKUP)


def _shares(file: CorpusFile, reader: Reader | Container | None) -> int:
    """Say how many processes may share a file."""
    packed = isinstance(reader, Container)
    if packed or (isinstance(reader, Reader) and reader.streams):
        return 1 + file.size // (_SHARE_PACKED if packed else _SHARE)
    return 1
