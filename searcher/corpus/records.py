"""One file to its articles: detect, read, settle the order of day and month, normalise."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from searcher.article import Article, Provenance, RawArticle, RawTopic, Rejection, Skipped
from searcher.corpus.archives.containers import CONTAINERS, Container, Member, container_of
from searcher.corpus.archives.containers import VERSION as CONTAINERS_VERSION
from searcher.corpus.archives.streams import MAX_UNPACKED
from searcher.corpus.surroundings.hints import NONE, Hint, Hints
from searcher.corpus.surroundings.listings import UNLISTED, Listings
from searcher.corpus.surroundings.people import NOBODY, People
from searcher.corpus.surroundings.survey import survey
from searcher.corpus.walk import CorpusFile
from searcher.dates import DayMonthOrder, parse_published
from searcher.dates.settle import Order
from searcher.normalise import VERSION as NORMALISER_VERSION
from searcher.normalise import Context, normalise
from searcher.readers import READERS, foreign
from searcher.readers.base import Reader, ReadOptions
from searcher.readers.detect import is_binary
from searcher.readers.markdown import NAME as MARKDOWN
from searcher.readers.markdown import named_date
from searcher.readers.plugins import Plugins, installed, reader_of

# Enough to see a format's signs, and the structure of a page dump.
HEAD_BYTES = 64 << 10

NO_READER = "-"


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user said about the files.

    `reference` is the date that relative dates are held against when the record has none of its
    own; `file` takes each file's time, and only because the user asked for it. `people` is not what
    the user said, but what other files below the same root or in the same archive say of their
    authors, `hints` what the folders there say of texts, and `listings` what a list says of pages.
    """

    reference: dt.date | Literal["file"] | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    infer_topics: bool = True
    max_unpacked: int = MAX_UNPACKED  # bytes that may come out of one compressed file or archive
    folder_hints: bool = True
    people: People = NOBODY
    hints: Hints = NONE
    listings: Listings = UNLISTED

    def context(self, file: CorpusFile | Member, evidence: DayMonthOrder | None) -> Context:
        """Give the normaliser what it may know about this file; `evidence` is of its dates."""
        order, years = (evidence.order, evidence.years) if evidence else (None, None)
        if self.reference == "file":
            # Seconds since 1970 in UTC; standard input has none.
            seconds = file.mtime_ns / 1e9
            day = dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds else None
            return Context(
                reference=day,
                reference_origin="file",
                order=order,
                years=years,
                infer_topics=self.infer_topics,
                people=self.people.near(file.place),
            )
        return Context(
            reference=self.reference,
            order=order,
            years=years,
            infer_topics=self.infer_topics,
            people=self.people.near(file.place),
        )


class Outcome(NamedTuple):
    """What came of one record; `captured` is its time of capture as sortable text, or empty."""

    record: Article | Skipped | Rejection
    captured: str = ""


def way(reader: Reader | Container | None, options: IngestOptions, file: CorpusFile) -> str:
    """Name the way in which a file is read: if it changes, the file is read again."""
    import orjson

    reference = options.context(file, None).reference
    unpacked = options.max_unpacked if isinstance(reader, Container) else None
    return orjson.dumps(
        [
            reader.name if reader else NO_READER,
            _version(reader),
            unpacked,
            NORMALISER_VERSION,
            str(reference),
            dict(sorted(options.read.fields.items())),
            options.infer_topics,
            options.people.digest(file.place),
            [*_hint_name(reader, options, file), *options.listings.said(file.place)],
        ]
    ).decode()


def limited(way: str, limits: Sequence[float]) -> str:
    """Name the way in which a file was read of which some documents exceeded the limits."""
    import orjson

    return orjson.dumps([*orjson.loads(way), limits]).decode()


def is_outdated(way: str) -> bool:
    """Say whether a file that was read in this way would be read differently by this version.

    Of the readers of other packages nothing is known here: they are imported by an ingest only.
    """
    import orjson

    name, version, _, normaliser, *_ = orjson.loads(way)
    own = _own(name)
    if isinstance(own, Container):
        changed = version[:2] != _containers_version()
    else:
        changed = bool(own) and version != _version(own)
    return bool(normaliser != NORMALISER_VERSION or changed)


def way_named(name: str) -> Reader | Container | None:
    """Find the reader or container by its name, as the ledger has it."""
    own = _own(name)
    if own is None and name != NO_READER:
        return next((one for one in plugins().readers if one.name == name), None)
    return own


def plugins() -> Plugins:
    """Give the readers of other packages, which are imported at the first call."""
    return installed(frozenset({NO_READER, *(one.name for one in CONTAINERS)}))


def _own(name: str) -> Reader | Container | None:
    known: tuple[Reader | Container, ...] = (*READERS, *CONTAINERS)
    return next((one for one in known if one.name == name), None)


def _version(reader: Reader | Container | None) -> Any:
    if isinstance(reader, Container):
        # What is in it is not known before it is read: any reader may take part.
        others = [[one.name, one.version] for one in plugins().readers]
        return [*_containers_version(), *([others] if others else [])]
    return reader.version if reader else 0


def _containers_version() -> list[object]:
    return [CONTAINERS_VERSION, [[one.name, one.version] for one in READERS]]


def find_reader(file: CorpusFile, start: bytes | None = None) -> Reader | Container | None:
    """Detect the format from the name and the first bytes, which may be given; raises OSError."""
    start = head(file) if start is None else start
    return container_of(file.file, start) or told(file.file, start)


def told(file: str, start: bytes) -> Reader | None:
    """Tell the format of what is no container."""
    return reader_of(file, start, plugins().readers)


def head(file: CorpusFile | Member) -> bytes:
    """Read the first bytes; raises OSError."""
    with file.open() as stream:
        return stream.read(HEAD_BYTES)


def digest_file(file: CorpusFile) -> bytes:
    """Give the SHA-256 of the file's bytes; raises OSError."""
    digest = hashlib.sha256()
    with file.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.digest()


def surveyed(file: CorpusFile, options: IngestOptions) -> IngestOptions:
    """Add what an archive says of its members; it comes before what is said around it."""
    people, hints, listings = survey(
        file, max_unpacked=options.max_unpacked, folder_hints=options.folder_hints
    )
    return replace(
        options,
        people=people.over(options.people),
        hints=hints.over(options.hints),
        listings=listings.over(options.listings),
    )


def placed(record: Article | Skipped | Rejection, file: str) -> Article | Skipped | Rejection:
    """Give a member's record with its place for people."""
    if isinstance(record, Article):
        return replace(record, provenance=replace(record.provenance, file=file))
    return replace(record, where=replace(record.where, file=file))


def no_article(
    file: CorpusFile | Member, reader: Reader | None, options: IngestOptions
) -> Skipped | Rejection | None:
    """Say why a file is not read at all: it explains others, or nothing here reads it."""
    where = Provenance(file.file, reader.name if reader else NO_READER)
    if file.place in options.people.files:
        return Skipped(where, "no-article", "names authors")
    if refused := options.listings.refusal(file.place):
        return Rejection(where, "too-large", refused)
    if reader is None:
        start = head(file)
        if foreign.is_pointer(start):
            return Rejection(where, "pointer", foreign.POINTED)
        if not start:
            return Skipped(where, "empty")
        unknown = "binary" if is_binary(start) else "unknown-format"
        return Skipped(where, unknown, foreign.told(file.file, start))
    return None


def understand(
    record: RawArticle,
    file: CorpusFile | Member,
    reader: Reader,
    options: IngestOptions,
    context: Context,
) -> Outcome:
    """Normalise a record, with what the file's place says of it."""
    hint = options.hints.of(file.place) if reader.folder_hints else None
    record = _hinted(record, hint) if hint and not record.exported else record
    listed = options.listings.of(record, file.place)
    if isinstance(listed, Skipped):
        return Outcome(listed)
    record = listed
    return Outcome(normalise(record, context), _captured(record, context.order))


def dates_of(record: RawArticle) -> Iterator[str]:
    """Give every date that a record names, of publication first."""
    for date in record.dates:
        yield date.text
    if record.captured:
        yield record.captured
    if record.stamp:
        yield record.stamp


def _hinted(record: RawArticle, hint: Hint) -> RawArticle:
    """Take the folder's name where the record itself says nothing."""
    if hint.attribute == "topics" and not record.topics:
        return replace(record, topics=(RawTopic(hint.value, "folder"),), hinted=("topics",))
    if hint.attribute == "authors" and not record.authors:
        return replace(record, authors=(hint.value,), hinted=("authors",))
    return record


def _hint_name(
    reader: Reader | Container | None, options: IngestOptions, file: CorpusFile
) -> list[str]:
    """Name what the place of a file says; the same file elsewhere may be another article.

    What an archive's own folders say is in its bytes, but not whether they are listened to. A text
    that is only compressed takes the hint of its place.
    """
    archive = isinstance(reader, Container)
    hinted = archive or (isinstance(reader, Reader) and reader.folder_hints)
    hint = options.hints.of(file.place) if hinted else None
    dated = named_date(file.path.name) if reader and reader.name == MARKDOWN else None
    said = [*((hint.attribute, hint.value) if hint else ()), *((dated,) if dated else ())]
    return [*said, "folders"] if archive and options.folder_hints else said


def _captured(record: RawArticle, order: Order | None) -> str:
    """Give the time of capture as text that sorts; a clock without a zone counts as UTC."""
    if not record.captured:
        return ""
    try:
        clock = dt.datetime.fromisoformat(record.captured.strip())
    except ValueError:
        pass
    else:
        return clock.replace(tzinfo=clock.tzinfo or dt.UTC).astimezone(dt.UTC).isoformat()
    when = parse_published(record.captured, order=order)
    if when.instant is not None:
        return when.instant.isoformat()
    return when.text or ""
