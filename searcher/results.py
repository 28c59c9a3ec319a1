"""What came back: hits, total, facets, notes. Engines build it, renderers and the web read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Self

from searcher.article import Article
from searcher.query.model import SearchRequest
from searcher.record import Record, field, record

if TYPE_CHECKING:
    from searcher.explanation import Explanation


@record
class Snippet(Record):
    """A passage and the spans to mark in it: [start, end) in characters, in order, disjoint."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@record
class Marks(Record):
    """Spans in the whole text of an article, of each part its own: [start, end) in characters.

    Those to mark are disjoint, as in a snippet; occurrences may overlap.
    """

    title: tuple[tuple[int, int], ...] = ()
    summary: tuple[tuple[int, int], ...] = ()
    body: tuple[tuple[int, int], ...] = ()


@record
class Hit(Record):
    """One article found; `rank` counts from 1 over all pages; no `score` where order is by date.

    `copies` are the other articles of its story in the whole corpus, `outlets` the sources that
    these name. `article` may be read no further than it is looked at, from the snapshot that it was
    found in: it is whole all the same, also when the index has changed or is closed. `snippet` is
    the best passage, empty where none was asked for; where several were, `snippets` are those that
    together show most of the query, in order of reading.
    """

    rank: int
    score: float | None
    article: Article
    snippet: Snippet
    copies: int = 0
    outlets: int = 0
    snippets: tuple[Snippet, ...] = ()


@record
class FacetCount(Record):
    """How many of the articles have this value; None is the missing bucket (undated, unsigned).

    `value` is the form to show, `key` the form to filter by.
    """

    value: str | None
    key: str | None
    count: int
    selected: bool = False


@record
class Suggestion(Record):
    """What somebody may be about to type: a word of the texts, or a value of a field.

    `query` are the words as they would stand then. A value that is a filter beside them has its
    `key`; `kind` is its field, or `word`. `count` is how many articles of the corpus have it.
    """

    kind: str
    text: str
    count: int
    query: str
    key: str | None = None


@record
class Facet(Record):
    """The counts of one facet; `more` says that there are further values beyond the limit.

    Keyword facets are ordered by count, then key, the missing bucket last among equals; date
    facets by time, the missing bucket last.
    """

    field: str
    counts: tuple[FacetCount, ...]
    more: bool = False


Part = Literal["title", "summary", "body"]
PARTS: tuple[Part, ...] = ("title", "summary", "body")


@record
class KwicLine(Record):
    """One occurrence in its context.

    `start` and `end` count characters in the article's stored `part`, end exclusive; white space in
    `left`, `node` and `right` is single spaces. `date` is as precise as it is known, None where
    it is not.
    """

    id: str
    part: Part
    start: int
    end: int
    left: str
    node: str
    right: str
    date: str | None
    source: str | None


NoteKind = Literal[
    "repaired", "unknown", "spelling", "any", "undated", "rough", "unsure", "authors", "more"
]


class Note(str):
    """One thing to know of an answer: a sentence, and what it is about, for doors that have links.

    It is the text wherever a text is wanted. The kinds: the words were *repaired*; no article has
    a value (*unknown*: `field`, `value`, and the `proposals` that were probably meant); the
    *spelling* of the words (`value`) may be meant otherwise (`proposals` are queries); what *any*
    of the words would find; the *undated*, and those dated too *rough*ly, that a choice of days
    left out; those whose date is more *unsure* than was asked for; that a file joined
    names of *authors*; the facet `field` has *more* values.
    """

    __slots__ = ("field", "kind", "proposals", "value")

    kind: NoteKind
    field: str
    value: str
    proposals: tuple[FacetCount, ...]

    def __new__(
        cls,
        text: str,
        kind: NoteKind = "repaired",
        *,
        field: str = "",
        value: str = "",
        proposals: tuple[FacetCount, ...] = (),
    ) -> Self:
        """Make a note; it is never changed."""
        note = super().__new__(cls, text)
        note.kind, note.field, note.value, note.proposals = kind, field, value, proposals
        return note


@record
class CorpusState(Record):
    """Names what was searched: 256 bits as 64 hex digits, and the number of articles."""

    digest: str
    articles: int


@record
class FacetAnswer(Record):
    """One facet alone, with what was asked of which corpus, and what should be known of it."""

    request: SearchRequest
    facet: Facet
    notes: tuple[Note, ...]
    corpus: CorpusState


@record
class Results(Record):
    """The answer to a request. `total` is exact; `took_ms` is the engine's and façade's time.

    Of more than a thousand `hits` each is made when it is looked at, in the snapshot that they are
    of: walk them once, and no more than some are held.

    What a choice of days leaves out may be counted when `notes` are looked at, in the snapshot that
    the hits are of, also when the index has changed or is closed. `explanation` is there where it
    was asked for.
    """

    request: SearchRequest
    total: int
    hits: Sequence[Hit]
    corpus: CorpusState
    facets: Mapping[str, Facet] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0
    explanation: "Explanation | None" = None

    @property
    def next(self) -> str | None:
        """The cursor of the next page, to be given as `after`; None where there is no more."""
        if not self.hits or self.hits[-1].rank >= self.total:
            return None
        from searcher.query.cursor import cursor_behind, written

        last = self.hits[-1]
        cursor = cursor_behind(last.rank, last.article.id, self.corpus.digest, self.request)
        return written(cursor)


@record
class Usage(Record):
    """How an article uses a word: `text` as it is mostly written, how often, and all exact forms.

    In scripts that part no words two neighbouring characters are one word here.
    """

    text: str
    count: int
    forms: frozenset[str]


@record
class TellingWord(Record):
    """A word that tells an article from others: how often it has it, and how many `articles` do."""

    text: str
    count: int
    articles: int


@record
class Similar(Record):
    """Articles like one: `results` share some of its telling `words`, the most telling first.

    `shared` are these words by hit.
    """

    article: Article
    words: tuple[TellingWord, ...]
    results: Results
    shared: tuple[tuple[str, ...], ...]


KwicSort = Literal["left", "right", "date", "id"]


@record
class Concordance(Record):
    """All occurrences of what a request's words mean: `total` of them, in `articles`; exact.

    `matching` articles fit the request, some of them maybe by an author or a date alone. `lines`
    are the `shown` ones in order behind the first `offset`, of the `sampled` where a sample was
    drawn with `seed`. They may be read again, but not by two at once; more than fit in memory come
    from a temporary file.
    """

    request: SearchRequest
    width: int
    sort: KwicSort
    parts: tuple[Part, ...]
    total: int
    articles: int
    matching: int
    shown: int
    lines: Iterable[KwicLine]
    corpus: CorpusState
    offset: int = 0
    sampled: int | None = None
    seed: int | None = None
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0
