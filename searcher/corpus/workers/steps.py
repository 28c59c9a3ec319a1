"""In which steps is a file read? Member by member, record by record, each at a numbered place.

The numbers are the same whenever the file is read: a reading that broke off can be taken up where
it was, without the step that broke it; and several can share one file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final, NamedTuple, Protocol

from searcher.article import Provenance, RawArticle, Rejection
from searcher.corpus.archives.containers import Container, Member, members
from searcher.corpus.records import (
    NO_READER,
    IngestOptions,
    Outcome,
    dates_of,
    head,
    no_article,
    placed,
    told,
    understand,
)
from searcher.corpus.walk import CorpusFile
from searcher.dates import DayMonthOrder, needs_evidence
from searcher.readers import text_tables
from searcher.readers.base import Passed, Reader, Source, Unread

# Places of what is no member's record: after all that the member before it may hold.
_BESIDE: Final = 1 << 48
# Neighbours stay together, since each sharing costs an interruption of the others.
_MEMBERS: Final = 16
_RECORDS: Final = 64
# Records that take long, such as pages: many together would leave a process without work.
_UNREAD: Final = 4


class Phase(IntEnum):
    """What is being done at a place."""

    SURVEYING = -1  # an archive is looked through for what it says of its members
    BETWEEN = 0  # looking for the next member
    OPENING = 1  # telling the format of a member
    ORDER = 2  # looking through a member's dates, to tell the day from the month
    READING = 3  # the reader makes the next record
    UNDERSTANDING = 4  # the record is normalised, and read before if it was only found


class Place(NamedTuple):
    """A member of a file, and a record of it, both counted from 0."""

    member: int
    record: int


# Where nothing has been read yet; where an archive is looked through; where its members begin.
NOTHING: Final = Place(-3, -1)
SURVEY: Final = Place(-2, -1)
BEGIN: Final = Place(-1, -1)


class Trouble(NamedTuple):
    """A step that must not be taken again, and why."""

    place: Place
    phase: Phase
    reason: str
    detail: str

    def refusal(self, where: Provenance, lost: str = "") -> Rejection:
        """Refuse what stands there; `lost` says what goes with it."""
        return Rejection(where, self.reason, f"{self.detail}{lost}")


# How many times as long a step may take, by the number of its file, place and phase.
Patience = Mapping[tuple[int, Place, Phase], int]


@dataclass(frozen=True, slots=True)
class Share:
    """Which steps of a file one reading takes: all, or every `parts`-th group of neighbours.

    Only places after `after` count. `troubles` are steps to be left out.
    """

    part: int = 0
    parts: int = 1
    after: Place = NOTHING
    troubles: Mapping[tuple[Phase, Place], Trouble] = field(default_factory=dict)

    def has(self, member: int, record: int = 0, *, unread: bool = False) -> bool:
        """Say whether a place belongs to this share; `unread`: its record takes long."""
        together = _UNREAD if unread else _RECORDS
        return (member // _MEMBERS + record // together) % self.parts == self.part

    def wanted(self, member: int) -> Callable[[int], bool]:
        """Give what says of a member's records, by number, which belong to it."""
        first = self.after.record + 1 if member == self.after.member else 0
        parts, rest = self.parts, (self.part - member // _MEMBERS) % self.parts
        return lambda record: record // _RECORDS % parts == rest and record >= first

    def goes_on(self, last: Place, place: Place) -> bool:
        """Say whether no place of another share lies between two that follow in this one."""
        if self.parts == 1:
            return True
        if last.member == place.member:
            return place.record <= last.record + 1
        return last.member // _MEMBERS == place.member // _MEMBERS

    def trouble(self, phase: Phase, place: Place) -> Trouble | None:
        """Say what is wrong with a step, if anything is known to be."""
        return self.troubles.get((phase, place))


WHOLE: Final = Share()


class Watch(Protocol):
    """Who is told at the begin of each step; a step that never ends can be stopped then."""

    def step(self, phase: Phase, place: Place) -> None:
        """Begin a step."""

    def alive(self) -> None:
        """Tell that a long step goes on."""


class Unwatched:
    """Nobody looks."""

    def step(self, phase: Phase, place: Place) -> None:
        """Do nothing."""

    def alive(self) -> None:
        """Do nothing."""


def steps(
    file: CorpusFile,
    reader: Reader | Container | None,
    options: IngestOptions,
    *,
    share: Share = WHOLE,
    watch: Watch | None = None,
) -> Iterator[tuple[Place, Outcome]]:
    """Read the records of a file that belong to a share, in its order, with their places.

    Several records may come of one place, one after the other.

    `options` have what `surveyed` adds. Bad records come as values, never as exceptions; raises
    OSError where the system refuses.
    """
    reading = _Reading(options, share, watch or Unwatched())
    if isinstance(reader, Container):
        return reading.members(file, reader)
    return reading.records(0, file, reader, Source(file.file, file.open), shared=True)


class _Reading:
    """One reading of one file."""

    def __init__(self, options: IngestOptions, share: Share, watch: Watch) -> None:
        self._options = options
        self._share = share
        self._watch = watch

    def members(self, file: CorpusFile, container: Container) -> Iterator[tuple[Place, Outcome]]:
        """Read what is in a container.

        The records of one compressed file are shared out; of an archive's members each is one's.
        """
        share, whole = self._share, Provenance(file.file, container.name)
        number, beside = -1, 0
        if broken := self._begin(Phase.BETWEEN, BEGIN):
            yield from self._left(BEGIN, whole, broken)
            return
        for member in members(file, max_unpacked=self._options.max_unpacked):
            if not isinstance(member, Member):
                # Whoever reads the member before it sees what breaks off in that.
                place = Place(number, _BESIDE + beside)
                beside += 1
                if share.has(number) and place > share.after:
                    yield place, Outcome(member)
                continue
            number, beside = number + 1, 0
            if number >= share.after.member and (not member.archive or share.has(number)):
                yield from self._member(number, member)
            if broken := self._begin(Phase.BETWEEN, Place(number, _BESIDE)):
                yield from self._left(Place(number, _BESIDE), whole, broken)
                return

    def _left(
        self, place: Place, where: Provenance, broken: Trouble
    ) -> Iterator[tuple[Place, Outcome]]:
        """Say that the rest stays unread: each share says so of its own."""
        if place > self._share.after:
            yield place, Outcome(broken.refusal(where, "; what follows in this file stays unread"))

    def _member(self, number: int, member: Member) -> Iterator[tuple[Place, Outcome]]:
        place = Place(number, 0)
        if broken := self._begin(Phase.OPENING, place):
            if place > self._share.after:
                yield place, Outcome(broken.refusal(Provenance(member.file, member.reader)))
            return
        reader, source = told(member.name, head(member)), Source(member.name, member.open)
        shared = not member.archive
        for at, outcome in self.records(number, member, reader, source, shared=shared):
            yield at, Outcome(placed(outcome.record, member.file), outcome.captured)

    def records(
        self,
        number: int,
        file: CorpusFile | Member,
        reader: Reader | None,
        source: Source,
        *,
        shared: bool,
    ) -> Iterator[tuple[Place, Outcome]]:
        """Read one file or member; `shared` says that its records may be shared out."""
        share, place = self._share, Place(number, 0)
        where = Provenance(file.file, reader.name if reader else NO_READER)
        if broken := share.trouble(Phase.BETWEEN, BEGIN):
            # A plain file that cannot even be begun.
            yield from self._left(BEGIN, where, broken)
            return
        shared = shared and reader is not None and reader.streams
        if not shared and not share.has(number):
            return
        none = no_article(file, reader, self._options)
        if none or reader is None:
            if none and place > share.after and share.has(number):
                yield place, Outcome(none)
            return
        context = self._options.context(file, None)
        order_known = False
        asked = replace(source, wanted=share.wanted(number) if shared else None)
        row = self._options.listings.text(file.place)
        told = (text_tables.read(asked, row, reader.name),) if row else None
        records = iter(told or reader.read(asked, self._options.read))
        reading, understanding = Phase.READING, Phase.UNDERSTANDING  # to look them up takes long
        while True:
            if broken := self._begin(reading, place):
                where = replace(where, record=place.record + 1)
                if place.record:
                    yield from self._left(place, where, broken)
                elif place > share.after:
                    yield place, Outcome(broken.refusal(where))
                return
            record = next(records, None)
            if record is None:
                return
            if isinstance(record, Passed):
                place = Place(number, place.record + record.records)
                continue
            slow = isinstance(record, Unread) and not record.quick
            if place <= share.after or (shared and not share.has(*place, unread=slow)):
                pass
            elif broken := self._begin(understanding, place):
                at = record.provenance if isinstance(record, RawArticle) else record.where
                yield place, Outcome(broken.refusal(at))
            elif slow and isinstance(record, Unread):
                for outcome in self._unread(record, file, reader):
                    yield place, outcome
            else:
                for one in record.read() if isinstance(record, Unread) else (record,):
                    if not isinstance(one, RawArticle):
                        yield place, Outcome(one)
                        continue
                    if not order_known and any(map(needs_evidence, dates_of(one))):
                        # `02/03/2024`: the rest of the file tells which is the day.
                        evidence = self._evidence(number, reader, source)
                        context, order_known = self._options.context(file, evidence), True
                        self._begin(Phase.UNDERSTANDING, place)
                    yield place, understand(one, file, reader, self._options, context)
            place = Place(number, place.record + 1)

    def _unread(
        self, unread: Unread, file: CorpusFile | Member, reader: Reader
    ) -> Iterator[Outcome]:
        """Read a record that is by itself, as if it were a file."""
        records = unread.read()
        evidence = DayMonthOrder()
        for record in records:
            if isinstance(record, RawArticle):
                for date in record.dates:
                    evidence.see(date.text)
        context = self._options.context(file, evidence)
        for record in records:
            if isinstance(record, RawArticle):
                yield understand(record, file, reader, self._options, context)
            else:
                yield Outcome(record)

    def _evidence(self, number: int, reader: Reader, source: Source) -> DayMonthOrder:
        """See all dates of a file, as far as it can be read."""
        evidence = DayMonthOrder()
        records = iter(reader.read(source, self._options.read))
        place = Place(number, 0)
        while not self._begin(Phase.ORDER, place) and (record := next(records, None)) is not None:
            quick = isinstance(record, Unread) and record.quick
            for one in record.read() if isinstance(record, Unread) and quick else (record,):
                for date in one.dates if isinstance(one, RawArticle) else ():
                    evidence.see(date.text)
            place = Place(number, place.record + 1)
        return evidence

    def _begin(self, phase: Phase, place: Place) -> Trouble | None:
        """Begin a step, unless it is known for trouble: then that is given."""
        self._watch.step(phase, place)
        return self._share.trouble(phase, place) if self._share.troubles else None
