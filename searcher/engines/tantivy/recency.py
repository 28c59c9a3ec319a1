"""Which hits come first when new articles shall come sooner?

A score is multiplied by 1 + 2^(-age / half-life): doubled for an article of the day that ages are
counted from, or of a later one; as it was for one that is old or undated. An article known to the
year or month is as old as it can be. So no hit can gain more than its own score: once enough hits
are read that all others stay below the page at twice theirs, the page is exact.
"""

from collections.abc import Callable
from typing import Any

import tantivy

from searcher.query.model import Recency
from searcher.query.recency import rewarded

# Hits read at first beyond those of the page, and how many times as many each time that they do
# not settle it.
_BESIDE = 200
_MORE = 4
_GAIN = 2.0

Found = list[tuple[Any, tantivy.DocAddress]]


def by_recency(
    searcher: tantivy.Searcher,
    recency: Recency,
    ranked: Callable[[int], tuple[int, Found]],
    limit: int,
    offset: int,
) -> tuple[int, Found]:
    """Give the total and the page; `ranked(n)` gives the total and the first n hits by words.

    In the worst case, where all scores are alike, that reads all hits.
    """
    wanted, room = offset + limit, offset + limit + _BESIDE
    while True:
        size, hits = ranked(min(room, searcher.num_docs))
        best = _rewarded(searcher, recency, hits)
        settled = wanted <= len(best) and best[wanted - 1][0] > _GAIN * hits[-1][0]
        if settled or len(hits) >= size:
            return size, best[offset:wanted]
        room *= _MORE


def _rewarded(searcher: tantivy.Searcher, recency: Recency, hits: Found) -> Found:
    """Order hits by their scores with the reward, then by id."""
    addresses = [address for _, address in hits]
    days = searcher.fast_field_values("first_day", addresses)
    ids = searcher.fast_field_values("id64", addresses)
    scored = [
        (rewarded(score, recency, day), number or 0, at)
        for at, ((score, _), day, number) in enumerate(zip(hits, days, ids, strict=True))
    ]
    scored.sort(key=lambda hit: (-hit[0], hit[1]))
    return [(score, addresses[at]) for score, _, at in scored]
