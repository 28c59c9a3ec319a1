"""How is a concordance made? All matching articles are read once, and every line counted."""

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import get_args

import orjson

from searcher.article import from_record
from searcher.engines.base import Engine
from searcher.errors import SearchTimeout, UsageError
from searcher.index.kwic.lines import drawing_key, lines_of, packed, sort_key, unpacked
from searcher.index.kwic.spool import Spool
from searcher.query.fields import not_known
from searcher.query.kinds import listed, seconds_of, whole
from searcher.query.model import (
    And,
    Boosted,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Word,
)
from searcher.record import Record, record
from searcher.results import PARTS, Concordance, KwicLine, KwicSort, Note, Part

KWIC_SORTS: tuple[KwicSort, ...] = get_args(KwicSort)
WIDTH = 40  # characters on either side
WIDEST = 1_000
LIMIT = 100


@record
class KwicOptions(Record):
    """How lines are cut, chosen and ordered; `sample` and `limit` None are all lines."""

    width: int = WIDTH
    sort: KwicSort = "right"
    sample: int | None = None
    seed: int = 0
    parts: tuple[Part, ...] = PARTS
    limit: int | None = LIMIT
    offset: int = 0


def options_of(
    *,
    width: int = WIDTH,
    sort: str = "right",
    sample: int | None = None,
    seed: int = 0,
    part: str | Sequence[str] | None = None,
    limit: int | None = LIMIT,
    offset: int = 0,
) -> KwicOptions:
    """Check what was given; raises `UsageError`, `ValueNotKnown`."""
    if not 0 <= whole("width", width) <= WIDEST:
        raise UsageError(f"--width {width}: the context takes 0 to {WIDEST:,} characters.")
    if sort not in KWIC_SORTS:
        raise not_known("order of lines", sort, KWIC_SORTS)
    if sample is not None and whole("sample", sample) < 1:
        raise UsageError(f"--sample {sample}: at least one line is drawn, or leave it out.")
    if whole("limit", 0 if limit is None else limit) < 0:
        raise UsageError(f"--limit cannot be negative, as {limit} is. 0 is all lines.")
    if whole("offset", offset) < 0:
        raise UsageError(f"--offset cannot be negative, as {offset} is.")
    chosen = [part] if isinstance(part, str) else listed("part", part or PARTS, "parts of articles")
    for name in chosen:
        if name not in PARTS:
            raise not_known("part of an article", name, PARTS)
    return KwicOptions(
        width,
        sort,
        sample,
        whole("seed", seed),
        tuple(name for name in PARTS if name in chosen),
        limit or None,
        offset,
    )


def concordance(
    engine: Engine,
    request: SearchRequest,
    options: KwicOptions,
    *,
    max_seconds: float | None = None,
) -> Concordance:
    """Find all lines of a request; raises `UsageError` where it asks for no word.

    What is held in memory does not grow with their number. After `max_seconds` it ends with
    `SearchTimeout`.
    """
    started = time.perf_counter()
    if max_seconds is not None:
        seconds_of("max_seconds", max_seconds)
    refuse_wordless(request)
    if request.count != "articles":
        raise UsageError("a concordance has the lines of every article: leave out count=stories.")
    end = None if options.limit is None else min(options.offset + options.limit, sys.maxsize)
    sorted_lines = Spool(end)
    drawn = None if options.sample is None else Spool(options.sample)
    total = articles = matching = 0
    find = engine.occurrences(request)
    for batch in engine.walk(request, order="stored"):
        matching += len(batch)
        for one in batch:
            if max_seconds is not None and time.perf_counter() - started > max_seconds:
                raise SearchTimeout(
                    f"the lines of {matching:,} articles and more take longer than "
                    f"{max_seconds:g} s. Wait longer, or ask for less: filters, rarer words."
                )
            article = from_record(orjson.loads(one.record))
            before = total
            for line in lines_of(article, find(article), options.width, options.parts):
                total += 1
                if drawn is None:
                    sorted_lines.add(sort_key(line, options.sort), packed(line))
                else:
                    drawn.add(drawing_key(line, options.seed), packed(line))
            articles += total > before
    for value in drawn or ():
        sorted_lines.add(sort_key(unpacked(value), options.sort), value)
    return Concordance(
        request=request,
        width=options.width,
        sort=options.sort,
        parts=options.parts,
        total=total,
        articles=articles,
        matching=matching,
        shown=max(len(sorted_lines) - options.offset, 0),
        lines=_Lines(sorted_lines, min(options.offset, len(sorted_lines))),
        corpus=engine.search(SearchRequest(limit=0)).corpus,
        offset=options.offset,
        sampled=None if drawn is None else len(drawn),
        seed=None if drawn is None else options.seed,
        notes=tuple(map(Note, request.notes)),
        took_ms=(time.perf_counter() - started) * 1e3,
    )


@record
class _Lines(Record):
    """The lines kept behind the first, read when they are wanted."""

    spool: Spool
    offset: int

    def __iter__(self) -> Iterator[KwicLine]:
        return map(unpacked, islice(self.spool, self.offset, None))

    def __len__(self) -> int:
        return max(len(self.spool) - self.offset, 0)


def refuse_wordless(request: SearchRequest) -> None:
    """Raise `UsageError` for a request that asks for no word."""
    pending: list[tuple[Node, bool]] = [(request.query, True)]
    while pending:
        node, wanted = pending.pop()
        if isinstance(node, And | Or):
            pending += [(child, wanted) for child in node.children]
        elif isinstance(node, Not):
            pending.append((node.child, not wanted))
        elif isinstance(node, Boosted):
            pending.append((node.child, wanted))
        elif wanted and isinstance(node, Word | Phrase | Pattern | Fuzzy | Regex):
            return
    raise UsageError(
        "a concordance needs a word or a phrase to stand in the middle: filters and excluded words "
        "have no place in a text."
    )
