"""The records of one file, understood and made ready, in handy portions."""

import time
from collections.abc import Iterator
from typing import Final

from searcher.article import Article, Provenance
from searcher.corpus.containers import Container
from searcher.corpus.jobs import Chunk, Record
from searcher.corpus.records import IngestOptions, surveyed, way_named
from searcher.corpus.steps import SURVEY, Phase, Share, Watch, steps
from searcher.corpus.taken import Taken, Taker
from searcher.corpus.walk import CorpusFile
from searcher.corpus.watchdog import Reached, WatchedFile

FULL: Final = 256 << 10  # bytes of articles that are passed on at a time
PATIENCE: Final = 0.5  # seconds after which less is passed on too
_OTHER: Final = 500  # bytes of a record that is no article


def chunks(
    number: int,
    file: CorpusFile,
    reader: str | None,
    options: IngestOptions,
    taker: Taker,
    *,
    share: Share,
    watch: Watch,
) -> Iterator[Chunk]:
    """Read a share of a file; the last chunk says that it ended, and may be empty.

    Never raises OSError: the last chunk says that too. `number` and `reader` are as in `Job`.
    """
    watched = WatchedFile.of(file, Reached(watch))
    first = last = share.after
    records: list[Record] = []
    articles: dict[int, Article] = {}  # those among them, where they are to be sketched together
    size, begun = 0, time.monotonic()
    unreadable = None
    by = way_named(reader) if reader else None
    if isinstance(by, Container):
        watch.step(Phase.SURVEYING, SURVEY)
        if broken := share.trouble(Phase.SURVEYING, SURVEY):
            if share.after < SURVEY:
                lost = "; its folders and authors' files were not looked at"
                records.append(broken.refusal(Provenance(file.file, by.name), lost))
                first = last = SURVEY
        else:
            options = surveyed(WatchedFile.of(file, Reached(watch)), options)
    found = steps(watched, by, options, share=share, watch=watch)
    try:
        for place, outcome in found:
            record = outcome.record
            done: Record = (
                taker(record, outcome.captured) if isinstance(record, Article) else record
            )
            full = size >= FULL or time.monotonic() - begun > PATIENCE
            # All of one place go together: a reading is taken up behind the last.
            if records and place != last and (full or not share.goes_on(last, place)):
                _sketch(records, articles, taker)
                yield Chunk(number, first, last, records, False, None, watched.position, size)
                records, size, begun = [], 0, time.monotonic()
                articles = {}
            if not records:
                first = place
            last = place
            if taker.stories and isinstance(record, Article):
                articles[len(records)] = record
            records.append(done)
            size += len(done.stored) if isinstance(done, Taken) else _OTHER
    except OSError as problem:
        unreadable = problem.strerror or str(problem)
    first = first if records else last
    _sketch(records, articles, taker)
    yield Chunk(number, first, last, records, True, unreadable, watched.position, size)


def _sketch(records: list[Record], articles: dict[int, Article], taker: Taker) -> None:
    """Give the articles at these places the keys of their texts."""
    taken = [one for at in articles if isinstance(one := records[at], Taken)]
    if taken:
        for at, one in zip(articles, taker.sketched(taken, [*articles.values()]), strict=True):
            records[at] = one
