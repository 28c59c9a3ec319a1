"""Why does a question find what it finds? Records that an explanation is made of.

All counts are of articles, also where the answer counts stories.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from searcher.record import Record, field, record

PartKind = Literal["words", "filter"]
WordsKind = Literal["stem", "pattern", "fuzzy", "expression"]


@record
class Part(Record):
    """A clause of the words, or a filter beside them.

    `count` articles fulfil it alone; `without` it the rest would find so many.
    """

    text: str
    kind: PartKind
    count: int
    without: int


@record
class Forms(Record):
    """Words of the index, as they are indexed, with counts; `total` of them, the first are given.

    `exact` False: so many at least or about, since only the most frequent words were looked at, or
    some may stand in deleted articles only.
    """

    words: tuple[tuple[str, int], ...] = ()
    total: int = 0
    exact: bool = True


@record
class Expansion(Record):
    """What one word of the query stands for in this index: by stem, by pattern, or nearly alike."""

    text: str
    kind: WordsKind
    forms: Forms


@record
class Relaxed(Record):
    """A question that finds something where the one asked does not.

    `text` says what is different, `params` ask it: names and values as in a link.
    """

    text: str
    count: int
    params: Mapping[str, Sequence[str]]


@record
class Contribution(Record):
    """What one word or phrase alone is worth in an article: in all, and by part of the article."""

    text: str
    score: float
    fields: Mapping[str, float] = field(default_factory=dict)


@record
class HitExplanation(Record):
    """Why a hit stands where it does; `rest` is its score less what its words are worth alone."""

    rank: int
    id: str
    score: float
    parts: tuple[Contribution, ...]
    rest: float


@record
class Explanation(Record):
    """How a request was understood, and why it finds what it finds.

    `understood` are lines to read. `articles` are found. Where there are none, `causes` are the
    parts that no article fulfils, and `relaxed` what would find some. `left_out` counts what there
    was no room or time for: parts, words and hits.
    """

    understood: tuple[str, ...]
    articles: int
    parts: tuple[Part, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    causes: tuple[Part, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    hits: tuple[HitExplanation, ...] = ()
    left_out: int = 0
