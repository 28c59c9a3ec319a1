"""What is compared: systems that are built from articles and answer the same queries.

A query is prepared once, outside of what is timed: text for those that take text, an engine's own
tree for bare engines. What is timed ends with ten titles and the exact total in Python's hands.
"""

import importlib.util
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple

PAGE = 10  # titles that an answer shows
VALUES = 10  # values that a facet shows
FACETS = ("author", "topic", "year")
Analysis = Literal["exact", "stemmed"]
Clause = Literal["all", "any", "phrase", "prefix", "fuzzy"]


class Query(NamedTuple):
    """One query of a row; days are numbers such as 20260130, both included."""

    row: str
    clause: Clause
    words: tuple[str, ...]
    author: str | None = None
    topic: str | None = None
    since: int | None = None
    until: int | None = None
    facets: bool = False
    newest: bool = False
    offset: int = 0
    snippets: bool = False  # only `searcher` knows them

    @property
    def said(self) -> str:
        """The query in one line."""
        joined = {"any": " OR ", "all": " AND "}.get(self.clause, " ").join(self.words)
        joined = {"phrase": f'"{joined}"', "prefix": f"{joined}*", "fuzzy": f"{joined}~1"}.get(
            self.clause, joined
        )
        asked = (("author", self.author), ("topic", self.topic))
        filters = [f"{name}={value}" for name, value in asked if value]
        if self.since:
            filters.append(f"days={self.since}..{self.until}")
        return " ".join([joined, *filters])


class Answer(NamedTuple):
    """The exact number of articles that match, and the titles of the first ten.

    `total` is None where the system does not count. `seconds` is given by systems that take the
    time themselves, in a process of their own.
    """

    total: int | None
    titles: tuple[str, ...]
    seconds: float | None = None


class Corpus(NamedTuple):
    """Where the articles lie: `lines` as they came, `entries` as all others get them."""

    lines: Path
    entries: Path
    articles: int
    raw: int  # bytes of titles and bodies


class System(ABC):
    """One system with its index in a folder; `build` it once, `open` it, ask it, `close` it."""

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()  # modules
    # What it looks at: systems with the same analysis have the same totals.
    analysis: ClassVar[Analysis] = "exact"
    borrowed: ClassVar[bool] = False  # the index is that of `searcher`
    warming: ClassVar[int] = 1  # times that each query is asked before it is timed

    def __init__(self, folder: Path) -> None:
        """Keep where the index is, or will be."""
        self.folder = folder

    @classmethod
    def missing(cls) -> str | None:
        """Say what keeps the system from running here; None if nothing does."""
        for module in cls.needs:
            if importlib.util.find_spec(module) is None:
                return f"the Python package {module} is not installed"
        return None

    @abstractmethod
    def version(self) -> str:
        """Name the version of the software; asked when the system is open."""

    def ready(self, _corpus: Corpus) -> None:
        """Do what comes before indexing, and is not timed."""
        return

    @abstractmethod
    def build(self, corpus: Corpus) -> None:
        """Index all articles; all is on disk, and merges are over, when it returns."""

    @abstractmethod
    def open(self) -> None:
        """Open what was built, to ask."""

    @abstractmethod
    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Give what answers a query; None where the system has no such kind of query."""

    def total(self, _query: Query) -> int | None:
        """Count what an answer without a total finds, outside of what is timed."""
        return None

    @abstractmethod
    def export(self) -> int:
        """Read ids and titles of all articles into Python; give their number."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    def size(self) -> int:
        """Give the bytes of the index on disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
