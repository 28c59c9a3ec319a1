"""The records of one file, understood and made ready, in handy portions."""

import time
from collections.abc import Iterator
from typing import Final

from searcher.article import Article, Provenance
from searcher.corpus.accounts.taken import Taken, Taker
from searcher.corpus.archives.containers import Container
from searcher.corpus.records import IngestOptions, Outcome, surveyed, way_named
from searcher.corpus.walk import CorpusFile
from searcher.corpus.workers.jobs import Chunk, Record
from searcher.corpus.workers.steps import SURVEY, Phase, Place, Share, Watch, steps
from searcher.corpus.workers.watchdog import Reached, WatchedFile

FULL: Final = 256 << 10  # bytes of articles that are passed on at a time
PATIENCE: Final = 0.5  # seconds after which less is passed on too
_OTHER: Final = 500  # bytes of a record beside its texts

_Held = list[tuple[Place, Outcome]]


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
    last = share.after
    held: _Held = []
    size, begun = 0, time.monotonic()
    unreadable = None

    def chunk(*, ended: bool) -> Chunk:
        records = _ready(held, taker, watch)
        first, reached = held[0][0] if held else last, watched.position
        taken = sum(len(one.stored) if isinstance(one, Taken) else _OTHER for one in records)
        return Chunk(number, first, last, records, ended, unreadable, reached, taken)

    by = way_named(reader) if reader else None
    if isinstance(by, Container):
        watch.step(Phase.SURVEYING, SURVEY)
        if broken := share.trouble(Phase.SURVEYING, SURVEY):
            if share.after < SURVEY:
                lost = "; its folders and authors' files were not looked at"
                held.append((SURVEY, Outcome(broken.refusal(Provenance(file.file, by.name), lost))))
                last = SURVEY
        else:
            options = surveyed(WatchedFile.of(file, Reached(watch)), options)
    try:
        for place, outcome in steps(watched, by, options, share=share, watch=watch):
            full = size >= FULL or time.monotonic() - begun > PATIENCE
            # All of one place go together: a reading is taken up behind the last.
            if held and place != last and (full or not share.goes_on(last, place)):
                yield chunk(ended=False)
                held, size, begun = [], 0, time.monotonic()
            held.append((place, outcome))
            last = place
            size += _OTHER
            if isinstance(one := outcome.record, Article):
                size += len(one.body) + len(one.summary)
    except OSError as problem:
        unreadable = problem.strerror or str(problem)
    yield chunk(ended=True)


def _ready(held: _Held, taker: Taker, watch: Watch) -> list[Record]:
    """Make articles ready, of a chunk together.

    That takes an eighth less of all the reading than to do it with each as it is read: what one
    step needs the processor has at hand for the next article.
    """
    records: list[Record] = []
    articles: dict[int, Article] = {}
    for at, (place, (record, captured)) in enumerate(held):
        if isinstance(record, Article):
            # What it takes is its own, though others were read since.
            watch.step(Phase.UNDERSTANDING, place)
            articles[at] = record
            records.append(taker(record, captured))
        else:
            records.append(record)
    if taker.stories and articles:
        taken = [one for one in records if isinstance(one, Taken)]
        for at, one in zip(articles, taker.sketched(taken, [*articles.values()]), strict=True):
            records[at] = one
    return records
