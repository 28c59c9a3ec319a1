"""Which queries are asked? Drawn from the corpus by how many articles a word stands in.

The same corpus and seed give the same queries. Words are *common* (in 5 to 20 of 100 articles) or
*middle* (in 0.5 to 5), estimated on at most 20,000 articles that lie evenly apart; phrases are two
words that stand side by side in some article. Only words of four plain letters or more are taken,
since systems differ in how they split all others.
"""

import datetime as dt
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from compare.article import Entry, plain
from compare.system import Query

SEED = 20_261_129
SAMPLED = 20_000
COMMON, MIDDLE = (0.05, 0.20), (0.005, 0.05)
DEEP = 1_000
_WORD = re.compile(r"[a-z]{4,20}")


class Sample(NamedTuple):
    """What queries are drawn from."""

    common: list[str]
    middle: list[str]
    phrases: list[tuple[str, str]]  # of articles, so frequent ones are there more than once
    authors: list[str]
    topics: list[str]
    days: list[int]


def sampled(entries: Iterator[Entry], articles: int, *, seed: int = SEED) -> Sample:
    """Count words, keywords and days in articles that lie evenly apart."""
    step = max(1, articles // SAMPLED)
    rng = random.Random(seed)
    words: Counter[str] = Counter()
    authors: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    days: list[int] = []
    count = 0
    for number, one in enumerate(entries):
        if number % step:
            continue
        count += 1
        tokens = plain(one.body).split()
        words.update({token for token in tokens if _WORD.fullmatch(token)})
        authors.update(one.authors)
        topics.update(one.topics)
        if one.day is not None:
            days.append(one.day)
        beside = [pair for pair in pairwise(tokens) if all(map(_WORD.fullmatch, pair))]
        pairs += rng.sample(beside, min(8, len(beside)))
    least = MIDDLE[0] * count
    frequent = {word for word, number in words.items() if least <= number <= COMMON[1] * count}
    return Sample(
        _band(words, count, COMMON),
        _band(words, count, MIDDLE),
        _again([pair for pair in pairs if frequent.issuperset(pair)]),
        _many(authors, count),
        _many(topics, count),
        sorted(days),
    )


def _band(words: Counter[str], count: int, band: tuple[float, float]) -> list[str]:
    lower, upper = band
    found = sorted(word for word, number in words.items() if lower <= number / count < upper)
    if not found:
        raise SystemExit(
            f"No word stands in {lower:.1%} to {upper:.1%} of the articles: too few, or too alike."
        )
    return found


def _again(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the pairs that were met again, if there are any: what people search for recurs."""
    met = Counter(pairs)
    return [pair for pair in pairs if met[pair] > 1] or pairs


def _many(values: Counter[str], count: int) -> list[str]:
    """Give the values that at least one in 500 articles has, or the most frequent ones."""
    frequent = sorted(value for value, number in values.items() if number >= count / 500)
    return frequent or [value for value, _ in values.most_common(20)]


class Row(NamedTuple):
    """One kind of query; `make` draws one. `alone`: only our own API is asked."""

    key: str
    title: str
    make: Callable[["Drawer"], Query | None]
    alone: bool = False


class Drawer:
    """Draws queries, the same for the same sample and seed."""

    def __init__(self, sample: Sample, seed: int) -> None:
        """Begin."""
        self.sample = sample
        self.rng = random.Random(seed)

    def common(self, count: int = 1) -> tuple[str, ...]:
        """Draw different common words."""
        return tuple(self.rng.sample(self.sample.common, min(count, len(self.sample.common))))

    def middle(self, count: int = 1) -> tuple[str, ...]:
        """Draw different words of the middle."""
        return tuple(self.rng.sample(self.sample.middle, min(count, len(self.sample.middle))))

    def one(self, values: Sequence[str]) -> str | None:
        """Draw a value; None where there is none."""
        return self.rng.choice(values) if values else None

    def days(self) -> tuple[int, int] | None:
        """Draw days: a year, three months, or any thirty to 365 days, as people ask for them."""
        if not self.sample.days:
            return None
        start = dt.date(*_parts(self.rng.choice(self.sample.days)))
        kind = self.rng.randrange(3)
        if kind == 0:
            first, last = start.replace(month=1, day=1), start.replace(month=12, day=31)
        elif kind == 1:
            first = start.replace(day=1)
            later = first + dt.timedelta(days=95)
            last = later.replace(day=1) - dt.timedelta(days=1)
        else:
            first, last = start, start + dt.timedelta(days=self.rng.randint(30, 365))
        return _number(first), _number(last)

    def misspelt(self) -> str:
        """Draw a common word and change two neighbouring letters of it."""
        word = self.common()[0]
        at = self.rng.randrange(1, len(word) - 1)
        changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return changed if changed != word else word[:at] + "q" + word[at + 1 :]


def _parts(day: int) -> tuple[int, int, int]:
    return day // 10_000, day // 100 % 100, day % 100


def _number(day: dt.date) -> int:
    return int(day.strftime("%Y%m%d"))


def _author(drawn: Drawer) -> Query | None:
    author = drawn.one(drawn.sample.authors)
    return Query("author", "all", drawn.common(), author=author) if author else None


def _topic(drawn: Drawer) -> Query | None:
    topic = drawn.one(drawn.sample.topics)
    return Query("topic", "all", drawn.common(), topic=topic) if topic else None


def _dated(drawn: Drawer) -> Query | None:
    days = drawn.days()
    if days is None:
        return None
    return Query("date", "all", drawn.common(), since=days[0], until=days[1])


def _phrase(drawn: Drawer) -> Query | None:
    if not drawn.sample.phrases:
        return None
    return Query("phrase", "phrase", drawn.rng.choice(drawn.sample.phrases))


ROWS = (
    Row("word", "one common word", lambda d: Query("word", "all", d.common())),
    Row("or", "OR of three", lambda d: Query("or", "any", d.common() + d.middle(2))),
    Row("and", "AND of two", lambda d: Query("and", "all", d.common() + d.middle())),
    Row("phrase", "phrase", _phrase),
    Row("author", "word + author", _author),
    Row("date", "word + date range", _dated),
    Row("topic", "word + topic", _topic),
    Row("facets", "word + facets on author, topic, year",
        lambda d: Query("facets", "all", d.common(), facets=True)),
    Row("newest", "newest first", lambda d: Query("newest", "all", d.common(), newest=True)),
    Row("prefix", "prefix", lambda d: Query("prefix", "prefix", (d.middle()[0][:4],))),
    Row("fuzzy", "fuzzy, one edit", lambda d: Query("fuzzy", "fuzzy", d.middle())),
    Row("shown", "one common word, snippets",
        lambda d: Query("shown", "all", d.common(), snippets=True), alone=True),
    Row("snippets", "three words, snippets and three facets",
        lambda d: Query("snippets", "any", d.common() + d.middle(2), facets=True, snippets=True),
        alone=True),
    Row("misspelt", "a misspelt word, did you mean",
        lambda d: Query("misspelt", "all", (d.misspelt(),)), alone=True),
    Row("deep", f"page at {DEEP:,}",
        lambda d: Query("deep", "any", d.common(3), offset=DEEP), alone=True),
    Row("scan", "all matches of a middle word, scan",
        lambda d: Query("scan", "all", d.middle()), alone=True),
)  # fmt: skip


def drawn(sample: Sample, count: int, *, seed: int = SEED) -> dict[str, list[Query]]:
    """Draw up to `count` different queries for each row; rows that cannot be asked are left out."""
    found: dict[str, list[Query]] = {}
    for number, row in enumerate(ROWS):
        drawer = Drawer(sample, seed + number)
        queries: dict[Query, None] = {}
        for _ in range(count * 4):
            query = row.make(drawer)
            if query is not None:
                queries[query] = None
            if len(queries) == count:
                break
        if queries:
            found[row.key] = list(queries)
    return found
