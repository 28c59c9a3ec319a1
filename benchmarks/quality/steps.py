"""What does each step of the ranking bring, alone and left out?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from collection import Collection, Run
from ours import built, weighed

from searcher.engines.tantivy.places import WEIGHTS, Weights

PLAIN = Weights(title=1.0, others=1.0, function_word=1.0, feedback=0.0)
BEST = replace(PLAIN, title=WEIGHTS.title, others=WEIGHTS.others)


class Step(NamedTuple):
    """A way to rank."""

    name: str
    weights: Weights


STEPS = (
    Step("title and body, summed", PLAIN),
    Step("half of title and body, summed", replace(PLAIN, title=0.5)),
    Step("best of title and body", BEST),
    Step("best, function words", replace(BEST, function_word=WEIGHTS.function_word)),
    Step("best, feedback", replace(BEST, feedback=WEIGHTS.feedback)),
    Step("all but the best of both", replace(WEIGHTS, title=0.5, others=1.0)),
    Step("all", WEIGHTS),
)


def stepped(collection: Collection) -> Iterator[tuple[str, Run]]:
    """Walk the steps over one index."""
    with built(collection) as index:
        for step in STEPS:
            yield step.name, weighed(index, collection, step.weights)
