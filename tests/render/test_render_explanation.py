"""An explanation as lines to read and as JSON: nothing is left out of either."""

import orjson

from searcher.explanation import (
    Contribution,
    Expansion,
    Explanation,
    Forms,
    HitExplanation,
    Part,
    Relaxed,
)
from searcher.render.explanation import explanation_lines, explanation_record

TIDE = Part("tide", "words", 1_200, 7)
FULL = Explanation(
    understood=("words: tide AND zebra", "order: relevance, 10 hits"),
    articles=0,
    parts=(TIDE, Part("zebra", "words", 0, 1_200)),
    expansions=(
        Expansion("tide", "stem", Forms((("tides", 1_100), ("tide", 1)), 2)),
        Expansion("ti*", "pattern", Forms((("tin", 4),), 31, exact=False)),
        Expansion("zebrra~1", "fuzzy", Forms()),
    ),
    causes=(Part("zebra", "words", 0, 1_200),),
    relaxed=(Relaxed("without zebra", 1_200, {"q": ["tide"]}),),
    hits=(
        HitExplanation(
            1, "ab", 3.5, (Contribution("tide", 3.0, {"title": 1.0, "body": 2.0}),), 0.5
        ),
        HitExplanation(2, "cd", 1.0, (), 0.0),
    ),
    left_out=3,
)


def test_lines_say_all_of_it() -> None:
    """A line for each thing."""
    assert [
        "words: tide AND zebra",
        "order: relevance, 10 hits",
        "found: 0 articles",
        "tide: 1,200 articles alone; without it 7",
        "zebra: 0 articles alone; without it 1,200",
        "tide is found as tides (1,100), tide (1)",
        "ti* stands for tin (4) and 30 more; of the most frequent words only",
        "zebrra~1 stands for no word",
        "nothing is found because no article fulfils zebra",
        "without zebra: 1,200 articles",
        "hit 1, score 3.50: tide 3.00 (title 1.00, body 2.00), together +0.50",
        "hit 2, score 1.00: no words to rank by",
        "3 more of these were left out, for want of room or time.",
    ] == list(explanation_lines(FULL))


def test_one_part_is_the_whole() -> None:
    """It has no line of its own: it finds what is found."""
    lines = list(explanation_lines(Explanation(("words: tide",), 7, (TIDE,))))
    assert ["words: tide", "found: 7 articles"] == lines


def test_the_record_is_plain_json() -> None:
    """And holds every attribute."""
    record = orjson.loads(orjson.dumps(explanation_record(FULL)))
    assert set(Explanation.__slots__) == set(record)
    assert {"text": "tide", "kind": "words", "count": 1_200, "without": 7} == record["parts"][0]
    assert [{"word": "tin", "count": 4}] == record["expansions"][1]["words"]
    assert {"q": ["tide"]} == record["relaxed"][0]["params"]
    assert {"title": 1.0, "body": 2.0} == record["hits"][0]["parts"][0]["fields"]
