"""How good is an order of documents? Means over all questions that have an answer."""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from collection import Collection, Run

Measure = Callable[[Sequence[str], Mapping[str, int]], float]
DEPTH = 100  # documents asked for


def ndcg10(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Give the discounted gain of the first ten, beside that of the best order possible."""
    best = sorted(relevant.values(), reverse=True)[:10]
    gained = _discounted([relevant.get(one, 0) for one in found[:10]])
    return gained / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def average_precision(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Give the mean precision at each relevant document, of those asked for."""
    hits, total = 0, 0.0
    for rank, one in enumerate(found, 1):
        if one in relevant:
            hits += 1
            total += hits / rank
    return total / len(relevant)


def recall100(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Give the part of the relevant documents that is among the first hundred."""
    return len(relevant.keys() & set(found[:DEPTH])) / len(relevant)


MEASURES: dict[str, Measure] = {
    "nDCG@10": ndcg10,
    "MAP@100": average_precision,
    "recall@100": recall100,
}


def mean(measure: Measure, run: Run, collection: Collection) -> float:
    """Give the mean; a question without any hits counts 0."""
    return fmean(measure(run.get(one, []), had) for one, had in collection.relevant.items())
