"""How many of these articles have each value?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from searcher.article import Article, fold, story_of, with_ancestors
from searcher.dates import DateRange, Published
from searcher.dates.periods import Period, Unit, period_of
from searcher.engines.memory.matching import declared_only
from searcher.query.model import FACET_FILTER, Counted, SearchRequest
from searcher.results import Facet, FacetCount
from searcher.subjects.vocabulary import subject
from searcher.trends import OverTime

DATE_FACETS = ("year", "month", "day")
# How much of an ISO date names the bucket; less precise dates have no bucket of this size.
_LENGTH = {"year": 4, "month": 7, "day": 10}


def printed(article: Article, field: str) -> set[tuple[str, str]]:
    """Give the article's values in a facet: keys, each with a form to show."""
    match field:
        case "author":
            return {(author.key, author.name) for author in article.authors}
        case "topic":
            return {
                (fold(path), path)
                for topic in article.topics
                for path in with_ancestors(topic.path)
            }
        case "subject":
            return {
                (fold(path), path)
                for topic in article.topics
                if (meant := subject(topic.code or ""))
                for path in with_ancestors(meant.path)
            }
        case "source":
            return {(fold(article.source), article.source)} if article.source else set()
        case "language":
            return {(tag, tag)} if (tag := (article.language or "").lower()) else set()
        case "kind":
            return {(article.kind, article.kind)}
        case _:
            bucket = _bucket(article.published, _LENGTH[field])
            return {(bucket, bucket)} if bucket else set()


def _bucket(when: Published | None, length: int) -> str | None:
    text = when.text if when else None
    return text[:length] if text and len(text) >= length else None


def forms(articles: Iterable[Article], field: str) -> dict[str, str]:
    """Give the form to show of every key: the most frequent one, then the first in order."""
    seen: dict[str, Counter[str]] = {}
    for article in articles:
        for key, form in printed(article, field):
            seen.setdefault(key, Counter())[form] += 1
    return {
        key: min(counter, key=lambda form: (-counter[form], form)) for key, counter in seen.items()
    }


def count(
    articles: Sequence[Article],
    field: str,
    limit: int | None,
    *,
    request: SearchRequest,
    every: Iterable[Article],
    like: str = "",
) -> Facet:
    """Count the values among the articles; `every` are those of the corpus, for names.

    `like`: only values whose key holds it.
    """
    counter: Counter[str | None] = Counter()
    counted: set[tuple[str | None, object]] = set()
    for article in articles:
        one = story_of(article) if request.count == "stories" else article.id
        seen = article if request.inferred else declared_only(article)
        keys: set[str | None] = {key for key, _ in printed(seen, field)}
        counted.update((key, one) for key in keys or {None})
    counter.update(key for key, _ in counted)
    whole = counter
    if like:
        counter = Counter({k: n for k, n in counter.items() if k is not None and like in k})
    chosen = {
        bucket_key(value) if isinstance(value, DateRange) else value
        for selection in request.filters
        if selection.field == FACET_FILTER[field] and not selection.exclude
        for value in selection.values
    }

    def place(item: tuple[str | None, int]) -> tuple[Any, ...]:
        key, number = item
        by_key = (key is None, key or "")
        return by_key if field in DATE_FACETS else (-number, *by_key)

    found = sorted(counter.items(), key=place)
    kept = dict(found if limit is None else found[:limit])
    # A selected value never vanishes, not even where nothing has it.
    for key in chosen:
        if key is None or field not in DATE_FACETS or _is_bucket(key, field):
            kept[key] = whole[key]
    names = forms(every, field) | forms(articles, field)
    counts = [
        FacetCount(names.get(key, key) if key is not None else None, key, number, key in chosen)
        for key, number in sorted(kept.items(), key=place)
    ]
    return Facet(field, tuple(counts), more=any(key not in kept for key in counter))


def over_time(articles: Iterable[Article], unit: Unit, what: Counted) -> OverTime:
    """Count the articles of each period, or the stories that have one in it."""
    by_period: dict[Period, set[object]] = {}
    undated: set[object] = set()
    rough: set[object] = set()
    every: set[object] = set()
    for article in articles:
        one = story_of(article) if what == "stories" else article.id
        every.add(one)
        when = article.published
        if when is None or when.date is None:
            undated.add(one)
        elif not _lies_within(when, unit):
            rough.add(one)
        else:
            by_period.setdefault(period_of(unit, when.date), set()).add(one)
    counts = {period.first: len(found) for period, found in by_period.items()}
    return OverTime(counts, len(undated), len(rough), len(every))


def _lies_within(when: Published, unit: Unit) -> bool:
    """Say whether the whole interval of a date lies in one period."""
    return (
        when.last is not None
        and when.date is not None
        and (when.last <= period_of(unit, when.date).last)
    )


def _is_bucket(key: str, field: str) -> bool:
    return len(key) == _LENGTH[field] and key.replace("-", "").isdecimal()


def bucket_key(days: DateRange) -> str:
    """Give the bucket that is exactly this range of days; otherwise text that names none."""
    if days.first is None or days.last is None:
        return str(days)
    for text in (f"{days.first:%Y-%m-%d}"[:length] for length in _LENGTH.values()):
        precision = {4: "year", 7: "month", 10: "day"}[len(text)]
        bucket = Published(text, days.first, precision)  # type: ignore[arg-type]
        starts = text + "-01-01"[len(text) - 4 :] == days.first.isoformat()
        if starts and bucket.last == days.last:
            return text
    return str(days)
