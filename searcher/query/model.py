"""The request and its syntax tree, in plain records.

A query's *words* become a tree of nodes; *filters* stay beside it, by field, because a facet's
counts ignore the selection made in that facet.
"""

import datetime as dt
from typing import Final, Literal

from searcher.dates import Confidence, DateRange
from searcher.record import Record, record

TextField = Literal["title", "summary", "body"]
Sort = Literal["relevance", "newest", "oldest"]
Counted = Literal["articles", "stories"]


@record
class Everything(Record):
    """All articles."""


@record
class Word(Record):
    """One word as typed; analysis is the engine's. It may fall into several tokens (`don't`).

    Without a field it is looked for in title, summary and body. `body` means the running text:
    summary and body. `exact` matches the folded form only, without stemming.
    """

    text: str
    field: TextField | None = None
    exact: bool = False


@record
class Phrase(Record):
    """Words side by side and in order; with `slop` up to that many moves apart (near phrase)."""

    text: str
    slop: int = 0
    field: TextField | None = None
    exact: bool = False


@record
class Pattern(Record):
    """A word with `*` (any run of characters) and `?` (one), matched on folded exact forms."""

    text: str
    field: TextField | None = None


@record
class Fuzzy(Record):
    """Words within `distance` (1 or 2) edits, transpositions counted as one; folded exact forms."""

    text: str
    distance: int = 1
    field: TextField | None = None


@record
class Regex(Record):
    """Words that fit a regular expression from end to end, on folded exact forms.

    `text` is what stood between the slashes; `query.regex` reads it, the same for every engine.
    """

    text: str
    field: TextField | None = None


@record
class Term(Record):
    """A value of a keyword field: author, source, topic, subject, language, kind, id, url, story.

    `key` is folded (`article.fold`) except for id and url; that of a story is a number, that of a
    subject the folded path of a Media Topic. Topics and subjects match their descendants too.
    """

    field: str
    key: str


@record
class Dated(Record):
    """Articles whose whole publication interval lies in the range (or touches it: `overlap`)."""

    range: DateRange
    overlap: bool = False


@record
class Between(Record):
    """Articles whose number in a field lies between the bounds, both included; None is open.

    The only such field is `words`, the length of summary and body.
    """

    field: str
    first: int | None
    last: int | None


@record
class Missing(Record):
    """Articles without a value: unsigned (`author`), undated (`date`), no `source`, `topic`…

    `month` and `day` are missing where the date is not known so exactly, or not at all.
    """

    field: str


@record
class And(Record):
    """All of them (at least one child)."""

    children: "tuple[Node, ...]"


@record
class Or(Record):
    """At least one of them (at least one child)."""

    children: "tuple[Node, ...]"


@record
class Not(Record):
    """All articles but these; pure negation works."""

    child: "Node"


@record
class Boosted(Record):
    """The same articles, with `weight` times the score: from 0 to 1,000, at most 3 decimals.

    The child is a clause on words, or an `And` or `Or`; never a weighted clause itself, and what is
    excluded has no weight.
    """

    child: "Node"
    weight: float


Node = (
    Everything
    | Word
    | Phrase
    | Pattern
    | Fuzzy
    | Regex
    | Term
    | Dated
    | Between
    | Missing
    | And
    | Or
    | Not
    | Boosted
)

# What may stand for several words of an index.
Worded = Word | Pattern | Fuzzy | Regex

# A filter's value: a folded key, a range of days (field `date` only), or None: the missing bucket.
FilterValue = str | DateRange | None


@record
class Filter(Record):
    """A selection in one facet: any of the values (or, with `exclude`, none of them).

    `field` is one of author, source, topic, subject, date, language, kind. Several filters are all
    required.
    """

    field: str
    values: tuple[FilterValue, ...]
    exclude: bool = False


@record
class FacetRequest(Record):
    """Counts wanted for a facet; `limit` None means all values.

    `field` is one of author, source, topic, subject, language, kind, year, month, day.
    """

    field: str
    limit: int | None = 10


@record
class Recency(Record):
    """New articles come sooner: a score is doubled on the day `at`.

    Half of that gain is lost every `days` days before; undated articles gain nothing.
    """

    days: int
    at: dt.date


@record
class AuthorityRef(Record):
    """Names a file of authors: its name, and the SHA-256 (hex) of its bytes."""

    name: str
    digest: str


@record
class Cursor(Record):
    """A place among hits: behind the one of this `rank` (from 1) and `id`.

    `corpus` and `asked` (hex) tell which corpus and which question it belongs to.
    """

    rank: int
    id: str
    corpus: str
    asked: str

    @property
    def id64(self) -> int:
        """The first 8 bytes of the id, by which equal hits are ordered."""
        return int(self.id[:16], 16)


_ALL: Final = Everything()


@record(kw_only=True)
class SearchRequest(Record):
    """Everything that is asked, once, understood; what every door builds and every engine reads.

    `words` is the text as typed and `query` its meaning; `any` records that one word suffices (it
    is part of `query` already). `within` are the bounds of --since and --until: unlike a filter on
    `date` they are no selection, and hold for date facets too, as does `date_confidence`: dates
    known at least so well. Without `inferred` the topics and subjects that were inferred do not
    count, in clauses, filters and facets; articles that have no others have none. `limit` None
    means all hits. `notes` tell the user how the words were repaired. `authority` is said by
    answers: the file by which names of one author were joined.
    `expand` orders hits by the words of the best of them too, `recency` by their age; both are of
    the order `relevance`, and change nothing else.
    The page begins behind the hit of `after`, whose rank is the offset (see `cursor`). Up to
    `snippets` passages of each hit are shown, 0 is none.
    `count` says what totals and facets count; of `stories` each has one hit, its best, and page and
    limit count these.
    """

    words: str = ""
    any: bool = False
    count: Counted = "articles"
    query: Node = _ALL
    filters: tuple[Filter, ...] = ()
    within: DateRange | None = None
    date_confidence: Confidence | None = None
    inferred: bool = True
    sort: Sort = "relevance"
    expand: bool = False
    recency: Recency | None = None
    limit: int | None = 10
    offset: int = 0
    after: Cursor | None = None
    snippets: int = 1
    facets: tuple[FacetRequest, ...] = ()
    authority: AuthorityRef | None = None
    notes: tuple[str, ...] = ()

    @property
    def cursor(self) -> Cursor | None:
        """What the page follows; None where another offset was set since."""
        after = self.after
        return after if after is not None and after.rank == self.offset else None


# How sure a date may be, the surest first.
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


def at_least(confidence: Confidence) -> tuple[Confidence, ...]:
    """Give it and all that are surer."""
    return CONFIDENCES[: CONFIDENCES.index(confidence) + 1]


# Which filter is a facet's own selection.
FACET_FILTER = {
    "author": "author",
    "source": "source",
    "topic": "topic",
    "subject": "subject",
    "language": "language",
    "kind": "kind",
    "year": "date",
    "month": "date",
    "day": "date",
}
