"""What does each step of the ranking bring, alone and left out?"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from collection import Collection, Run
from ours import built, weighed

from searcher.engines.tantivy.places import WEIGHTS, Weights

PLAIN = Weights(exact=0.0, function_word=1.0, feedback=0.0)


class Step(NamedTuple):
    """A way to rank: what the index holds, and how it is asked."""

    name: str
    weights: Weights
    title: int = 1
    fields: bool = False


STEPS = (
    Step("title and body apart, summed", PLAIN, fields=True),
    Step("one text", PLAIN),
    Step("one text, title twice", PLAIN, title=2),
    Step("one text, form as typed", replace(PLAIN, exact=WEIGHTS.exact)),
    Step("one text, function words", replace(PLAIN, function_word=WEIGHTS.function_word)),
    Step("one text, feedback", replace(PLAIN, feedback=WEIGHTS.feedback)),
    Step("all but title twice", WEIGHTS, 1),
    Step("all but form as typed", replace(WEIGHTS, exact=0.0), 2),
    Step("all but function words", replace(WEIGHTS, function_word=1.0), 2),
    Step("all but feedback", replace(WEIGHTS, feedback=0.0), 2),
    Step("all", WEIGHTS, 2),
)


def stepped(collection: Collection) -> Iterator[tuple[str, Run]]:
    """Walk the steps; an index is made for each way to fill it."""
    for title in dict.fromkeys(step.title for step in STEPS):
        with built(collection, title=title) as index:
            for step in STEPS:
                if step.title == title:
                    yield step.name, weighed(index, collection, step.weights, fields=step.fields)
