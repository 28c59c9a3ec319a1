"""Do the parameters hold where nobody chose them? One collection is left out at a time.

Of a grid the setting is taken that does best on the mean of the others, relative to the worst there
is, and its result on the collection that was left out is told beside that of the shipped one.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from statistics import fmean

from collection import Collection
from measures import mean, ndcg10
from ours import built, weighed

from searcher.engines.tantivy import feedback
from searcher.engines.tantivy.places import WEIGHTS
from searcher.record import replace

# Hits that are read, words that are taken from them, and what these weigh together.
Setting = tuple[int, int, float]
GRID: tuple[Setting, ...] = tuple(product((3, 4, 6, 8), (10, 15, 20, 30), (0.4, 0.6, 0.8, 1.0)))
SHIPPED: Setting = (feedback.HITS, feedback.WORDS, WEIGHTS.feedback)


def measured(collection: Collection) -> dict[Setting, float]:
    """Give nDCG@10 of each setting."""
    found: dict[Setting, float] = {}
    kept = feedback.HITS, feedback.WORDS
    try:
        with built(collection) as index:
            for setting in GRID:
                feedback.HITS, feedback.WORDS, weight = setting
                ranked = weighed(index, collection, replace(WEIGHTS, feedback=weight))
                found[setting] = mean(ndcg10, ranked, collection)
    finally:
        feedback.HITS, feedback.WORDS = kept
    return found


def held_out(
    collections: Sequence[Collection],
) -> Iterator[tuple[str, Setting, float, float, float]]:
    """Walk (collection, setting chosen by the others, its result here, shipped, worst of all)."""
    results = [measured(one) for one in collections]
    for left, result in enumerate(results):
        others = [one for at, one in enumerate(results) if at != left]
        chosen = max(GRID, key=lambda s: fmean(one[s] / min(one.values()) for one in others))
        name = collections[left].name
        yield name, chosen, result[chosen], result[SHIPPED], min(result.values())
