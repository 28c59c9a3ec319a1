"""One file to its articles: detect, read, settle the order of day and month, normalise."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from searcher.article import Article, Provenance, RawArticle, Rejection, Skipped
from searcher.corpus.hints import NONE, Hint, Hints
from searcher.corpus.people import NOBODY, People
from searcher.corpus.walk import CorpusFile
from searcher.dates import DayMonthOrder, needs_order, parse_published
from searcher.normalise import VERSION as NORMALISER_VERSION
from searcher.normalise import Context, normalise
from searcher.readers import detect
from searcher.readers.base import Reader, ReadOptions, Source
from searcher.readers.detect import is_binary
from searcher.readers.markdown import NAME as MARKDOWN
from searcher.readers.markdown import named_date

# Enough to see a format's signs, and the structure of a page dump.
HEAD_BYTES = 64 << 10

NO_READER = "-"


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user said about the files.

    `reference` is the date that relative dates are held against when the record has none of its
    own; `file` takes each file's time, and only because the user asked for it. `people` is not what
    the user said, but what other files below the same root say of their authors, and `hints` what
    the folders below it say of texts.
    """

    reference: dt.date | Literal["file"] | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    infer_topics: bool = True
    folder_hints: bool = True
    people: People = NOBODY
    hints: Hints = NONE

    def context(self, file: CorpusFile, order: Literal["dmy", "mdy"] | None) -> Context:
        """Give the normaliser what it may know about this file."""
        if self.reference == "file":
            # Seconds since 1970 in UTC; standard input has none.
            seconds = file.mtime_ns / 1e9
            day = dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds else None
            return Context(
                reference=day,
                reference_origin="file",
                order=order,
                infer_topics=self.infer_topics,
                people=self.people.near(file.file),
            )
        return Context(
            reference=self.reference,
            order=order,
            infer_topics=self.infer_topics,
            people=self.people.near(file.file),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one record; `captured` is its time of capture as sortable text, or empty."""

    record: Article | Skipped | Rejection
    captured: str = ""


def way(reader: Reader | None, options: IngestOptions, file: CorpusFile) -> str:
    """Name the way in which a file is read: if it changes, the file is read again."""
    import orjson

    reference = options.context(file, None).reference
    return orjson.dumps(
        [
            reader.name if reader else NO_READER,
            reader.version if reader else 0,
            NORMALISER_VERSION,
            str(reference),
            dict(sorted(options.read.fields.items())),
            options.infer_topics,
            options.people.digest(file.file),
            _hint_name(reader, options, file),
        ]
    ).decode()


def find_reader(file: CorpusFile) -> Reader | None:
    """Detect the format from the first bytes and the name; raises OSError."""
    return detect(file.file, _head(file))


def _head(file: CorpusFile) -> bytes:
    with file.open() as stream:
        return stream.read(HEAD_BYTES)


def digest_file(file: CorpusFile) -> bytes:
    """Give the SHA-256 of the file's bytes; raises OSError."""
    digest = hashlib.sha256()
    with file.open() as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.digest()


def read_file(file: CorpusFile, reader: Reader | None, options: IngestOptions) -> Iterator[Outcome]:
    """Read all records of a file, in its order; bad ones come as values, never as exceptions."""
    if file.file in options.people.files:
        where = Provenance(file.file, reader.name if reader else NO_READER)
        yield Outcome(Skipped(where, "no-article", "names authors"))
        return
    if reader is None:
        where = Provenance(file=file.file, reader=NO_READER)
        head = _head(file)
        unknown = "binary" if is_binary(head) else "unknown-format"
        yield Outcome(Skipped(where, unknown if head else "empty"))
        return
    source = Source(file.file, file.open)
    context = options.context(file, None)
    order_known = False
    for record in reader.read(source, options.read):
        if not isinstance(record, RawArticle):
            yield Outcome(record)
            continue
        if not order_known and any(needs_order(date.text) for date in record.dates):
            # `02/03/2024`: the rest of the file tells which is the day.
            context = options.context(file, _day_month_order(reader, source, options))
            order_known = True
        hint = options.hints.of(file.file) if reader.folder_hints else None
        record = _hinted(record, hint) if hint else record  # noqa: PLW2901
        yield Outcome(normalise(record, context), _captured(record))


def _hinted(record: RawArticle, hint: Hint) -> RawArticle:
    """Take the folder's name where the record itself says nothing."""
    if hint.attribute == "topics" and not record.topics:
        return replace(record, topics=(hint.value,), hinted=("topics",))
    if hint.attribute == "authors" and not record.authors:
        return replace(record, authors=(hint.value,), hinted=("authors",))
    return record


def _hint_name(reader: Reader | None, options: IngestOptions, file: CorpusFile) -> list[str]:
    """Name what the place of a file says; the same file elsewhere may be another article."""
    hint = options.hints.of(file.file) if reader and reader.folder_hints else None
    dated = named_date(file.path.name) if reader and reader.name == MARKDOWN else None
    return [*((hint.attribute, hint.value) if hint else ()), *((dated,) if dated else ())]


def _day_month_order(
    reader: Reader, source: Source, options: IngestOptions
) -> Literal["dmy", "mdy"] | None:
    evidence = DayMonthOrder()
    for record in reader.read(source, options.read):
        if isinstance(record, RawArticle):
            for date in record.dates:
                evidence.see(date.text)
    return evidence.order


def _captured(record: RawArticle) -> str:
    if not record.captured:
        return ""
    when = parse_published(record.captured)
    if when.instant is not None:
        return when.instant.isoformat()
    return when.text or ""
