"""What a reader is given and what it gives back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from searcher.article import Provenance, RawArticle, Rejection, Skipped

Record = RawArticle | Skipped | Rejection

MAX_PAGE_BYTES = 5 << 20  # a page or text file larger than this is rejected as `too-large`
MAX_LINE_BYTES = 16 << 20  # a JSON line larger than this is rejected as `too-large`


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that was found and not yet read, which takes most of the time.

    So several processes can share a file of pages: each finds all of them, and calls `read` for
    its own. What `read` gives is by itself, as a file is: the dates of other records tell nothing
    of how its dates are written. It is one record, or several: the cards of an index page.

    Not so where it is `quick`: a record like any other of its file, of which only the finding
    comes before `read`. What breaks that breaks no other record.
    """

    where: Provenance
    read: Callable[[], Sequence[Record]]
    quick: bool = False


class Passed(NamedTuple):
    """So many records that nobody wanted."""

    records: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `file` is POSIX style and relative; `open` may be called more than once.

    `wanted` says of a record's number, from 0, whether it is asked for. A reader that can pass by
    a record without reading it gives a `Passed` for those that are not, and may give the others as
    a quick `Unread`; any other gives all.
    """

    file: str
    open: Callable[[], BinaryIO]
    wanted: Callable[[int], bool] | None = None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user said about the files: `fields` maps article attributes to field names.

    `fields={"title": "headline"}` is `--map title=headline` and overrides the table of synonyms.
    Readers add to `matched` each key of `fields` that some record answered: one that is still
    missing at the end names a field that no record has, and the report can say so.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    matched: set[str] = field(default_factory=set, compare=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: one row in the table that drives detection, help and docs.

    `read` yields records in the order of the file and never raises for bad content: that is a
    `Rejection`. Where that takes long it yields an `Unread`. `version` is raised whenever the
    output for the same bytes changes.
    `folder_hints`: the format declares so little that a folder's name may say topic or author.
    `streams`: a file may hold any number of records, and reading one takes little time: several
    processes can each read it all and share the work that follows.
    `quick`: to read plain texts takes less than to index them, so that half of the processors do.
    `recognises` is for readers of other packages: from a file's name and first bytes (at most
    64 KiB) it says whether the format is this. The formats here are told by `detect`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    version: int
    read: Callable[[Source, ReadOptions], Iterator[Record | Unread | Passed]]
    folder_hints: bool = False
    streams: bool = False
    quick: bool = False
    recognises: Callable[[str, bytes], bool] | None = None

    def records(self, source: Source, options: ReadOptions) -> Iterator[Record]:
        """Read all records, at once."""
        for record in self.read(source, options):
            if isinstance(record, Unread):
                yield from record.read()
            elif not isinstance(record, Passed):
                yield record
