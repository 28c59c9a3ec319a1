"""What an engine must do; free of any engine's shapes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from searcher.article import Article
from searcher.engines.depth import ID, Depth
from searcher.query.model import SearchRequest, Worded
from searcher.record import Record, record
from searcher.results import CorpusState, Facet, FacetCount, Marks, Results, Snippet, Usage

if TYPE_CHECKING:
    from searcher.dates.periods import Unit
    from searcher.trends import OverTime, TimelineSort

ScanOrder = Literal["id", "stored"]
WalkOrder = Literal["id", "stored", "sort"]


class Stored(NamedTuple):
    """An article as the index keeps it, unread: for those who walk millions.

    `record` is its JSON, which `article.from_record` reads when parsed, or as much of it as was
    asked for (`engines.depth`); `content` the 32 bytes of its content digest; `score` is known only
    in the order of relevance.
    """

    record: bytes
    content: bytes
    score: float | None = None

    @property
    def id(self) -> str:
        """The article's id, which stands first in every record."""
        return self.record[ID].decode()


@record
class Eldest(Record):
    """The oldest article of a story among those that match, and how many of it match."""

    article: Article
    articles: int


class Preparer(Protocol):
    """Does what adding an article takes before the index is touched; other processes can do it."""

    def prepare(self, article: Article, stored: bytes, content: bytes) -> object:
        """Give what `Writer.put` takes; it can be pickled.

        `stored` and `content` are the article's JSON and content digest, as `article.stored` gives
        them.
        """

    def retold(self, prepared: object, story: int) -> object:
        """Give what was prepared as it is where the article belongs to this story."""


class Writer(Protocol):
    """Changes the index; there is one at a time. Nothing is seen by searches before a commit."""

    def add(self, article: Article) -> None:
        """Put the article in, in place of any with the same id."""

    def put(self, article_id: str, prepared: object, *, fresh: bool = False) -> None:
        """Put in what the engine's `preparer` made of an article, as `add` does.

        `fresh` says that no article has this id, neither committed nor added since: that saves a
        look.
        """

    def delete(self, article_id: str) -> None:
        """Take the article out; unknown ids are ignored."""

    def commit(self) -> None:
        """Make all changes durable and visible, at once."""

    def rollback(self) -> None:
        """Forget everything since the last commit."""

    def close(self) -> None:
        """Release the lock, after merges are done; what was not committed is forgotten."""


class Engine(Protocol):
    """Answers requests over the last commit, and opens the one writer."""

    def writer(self) -> Writer:
        """Open the writer; raises `IndexLocked` where another process has it."""

    def preparer(self) -> Preparer:
        """Give what prepares articles for this index; it can be pickled, and holds no file."""

    def refresh(self) -> None:
        """See the newest commit from now on."""

    def search(self, request: SearchRequest) -> Results:
        """Find the page of hits, the exact total, and the facets asked for.

        `notes` and `took_ms` are the façade's to fill in.
        """

    def count(self, request: SearchRequest) -> int:
        """Count the articles that match; page, sort and facets are ignored."""

    def frozen(self) -> "Engine":
        """Give an engine that stays with the commit that is seen now; it is only asked."""

    def scan(self, request: SearchRequest, *, order: ScanOrder = "id") -> Iterator[Article]:
        """Walk all matching articles in constant memory; limit, offset and sort are ignored.

        In order of `id` equal corpora give equal sequences.
        """

    def walk(
        self, request: SearchRequest, *, order: WalkOrder = "id", depth: Depth = "record"
    ) -> Iterator[Sequence[Stored]]:
        """Walk all matching articles in batches of some megabytes; `depth` is how much of each.

        As `scan`; but in the order `sort` the request's own sort, offset and limit hold, and the
        places of all hits are held in memory: some 200 bytes each.
        """

    def marker(self, request: SearchRequest) -> Callable[[Article], Snippet]:
        """Give what finds the passage of an article that answers the request."""

    def marks(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds the words of the request in all of an article."""

    def occurrences(self, request: SearchRequest) -> Callable[[Article], Marks]:
        """Give what finds every occurrence in an article of what the request's words mean.

        A phrase is one occurrence, from its first word to its last; of near phrases only the
        innermost count. What several clauses find at one place is one. They may overlap.
        """

    def facet(
        self, request: SearchRequest, field: str, limit: int | None, *, like: str = ""
    ) -> Facet:
        """Count one facet over the request, its own selection ignored.

        `like`: only values that hold this text, folded, in their key; beside them what is selected.
        """

    def vocabulary(self, article: Article) -> Mapping[str, Usage]:
        """Give the words of an article by a key that all forms of a word have in its language."""

    def spread(self, key: str) -> int:
        """Say in about how many articles a word of some vocabulary stands; deleted ones may count.

        Of two neighbouring characters that are one word it is the number of the rarer one.
        """

    def over_time(self, request: SearchRequest, unit: "Unit") -> "OverTime":
        """Count the articles that match, or their stories, by the period in which they came out.

        All filters hold, those on dates too.
        """

    def timeline(
        self, request: SearchRequest, *, least: int = 1, sort: "TimelineSort" = "time"
    ) -> tuple[int, Sequence[Eldest]]:
        """Count the stories that match, and find those on the page, in the order of time.

        Only stories of which so many articles match `least`. Each stands where the oldest of these
        does: by the first day of its date, then by its instant (without one, the day's begin),
        undated ones last. By *copies* those of the most articles that match come first, of as many
        in that order. Offset and limit count stories; the request's sort and what it counts are
        ignored.
        """

    def completions(self, prefix: str, *, limit: int, field: str | None = None) -> Sequence[str]:
        """List words that begin so, as they are indexed, the most frequent first.

        Those of one text field, or of all. The beginning is folded as words are.
        """

    def candidates(self, node: Worded) -> tuple[Sequence[str], bool]:
        """List words, as they are indexed, that a node may find, the most frequent first.

        And say whether these are all, or only those among the most frequent words. Some may be
        in deleted articles only, or be told from it by the node's field.
        """

    def names(self, field: str, start: str, *, limit: int) -> Sequence[FacetCount]:
        """List values of a keyword facet in which a word begins with this folded text.

        The most frequent first, then by key; their counts are those of the whole corpus.
        """

    def values(self, field: str) -> Sequence[FacetCount]:
        """List every value of a keyword facet in the whole corpus with its count, by key."""

    def get(self, article_id: str) -> Article | None:
        """Read one article by its id."""

    def held_stories(self, numbers: Sequence[int]) -> list[bool]:
        """Say quickly to which of these stories an article may belong; deleted ones may count."""

    def ids_with_prefix(self, prefix: str, *, limit: int) -> Sequence[str]:
        """List ids that begin with the hex digits, in order."""

    def state(self) -> CorpusState:
        """Name the corpus: digest and number of articles."""

    def commit_stamp(self) -> str | None:
        """Name the last commit; cheap, and different after every commit; None before any."""

    def close(self) -> None:
        """Let go of files."""
