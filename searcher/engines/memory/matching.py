"""Does this article match this clause? One function for each kind of clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from searcher.article import Article, fold, story_of
from searcher.dates import DateRange
from searcher.engines.memory.analysis import edits, exact, fits, stem, stemmed_language, tokenise
from searcher.query.automaton import Automaton
from searcher.query.model import (
    And,
    Between,
    Boosted,
    Dated,
    Everything,
    Filter,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    SearchRequest,
    Term,
    TextField,
    Word,
    Worded,
    at_least,
)
from searcher.query.nearness import check_near
from searcher.query.regex import folded, read
from searcher.subjects.vocabulary import subject

# Kurdish: what a zero-width non-joiner stands between is one word.
_JOINING = ("ku", "ckb", "sdh")
# The tokens of one part of an article by position; None matches nothing.
Tokens = list[str | None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its texts cut into tokens.

    `body` is the running text: summary, one empty position, body, so that no phrase without slop
    crosses from one to the other.
    """

    article: Article
    parts: dict[str, Tokens]
    language: str | None

    @classmethod
    def of(cls, article: Article, languages: tuple[str, ...]) -> "Prepared":
        """Cut the article's texts; `languages` are those that are stemmed."""
        title, summary, body = article.title, article.summary, article.body
        if is_joining(article.language):
            title, summary, body = (text.replace("\u200c", "") for text in (title, summary, body))
        short = tokenise(summary)
        while short and short[-1] is None:
            short.pop()
        parts = {
            "title": tokenise(title),
            "summary": short,
            "body": [*short, None, *tokenise(body)],
        }
        return cls(article, parts, stemmed_language(article.language, languages))

    def searched(self, field: TextField | None) -> Iterator[Tokens]:
        """Give the parts that a clause on a field looks at, each on its own."""
        for part in (field,) if field else ("title", "body"):
            yield self.parts[part]


def is_joining(language: str | None) -> bool:
    """Say whether a language joins what a zero-width non-joiner stands between."""
    return bool(language) and str(language).split("-")[0] in _JOINING


def declared_only(article: Article) -> Article:
    """Give the article without the topics that were inferred."""
    return replace(article, topics=tuple(topic for topic in article.topics if not topic.inferred))


def matches(found: Prepared, request: SearchRequest, *, ignoring: str | None = None) -> bool:
    """Say whether the article is an answer; `ignoring` leaves out the filters of one field."""
    if not request.inferred:
        found = replace(found, article=declared_only(found.article))
    return (
        (request.within is None or dated(found.article, request.within))
        and (
            request.date_confidence is None
            or _confidence(found.article) in at_least(request.date_confidence)
        )
        and all(
            selected(found.article, chosen)
            for chosen in request.filters
            if chosen.field != ignoring
        )
        and holds(found, request.query)
    )


def selected(article: Article, chosen: Filter) -> bool:
    """Say whether the article passes a filter."""
    return chosen.exclude != any(
        is_missing(article, chosen.field)
        if value is None
        else dated(article, value)
        if isinstance(value, DateRange)
        else has_term(article, chosen.field, value)
        for value in chosen.values
    )


def holds(found: Prepared, node: Node) -> bool:
    """Say whether the clause is true of the article."""
    match node:
        case Everything():
            return True
        case And(children):
            return all(holds(found, child) for child in children)
        case Or(children):
            return any(holds(found, child) for child in children)
        case Not(child):
            return not holds(found, child)
        case Word(text, field, only_exact):
            return _has_phrase(found, text, field, 0, only_exact=only_exact)
        case Phrase(text, slop, field, only_exact):
            return _has_phrase(found, text, field, slop, only_exact=only_exact)
        case Pattern(text, field):
            folded = "".join(map(exact, re.split(r"([*?])", text)))
            return any(fits(folded, form) for form in _forms(found, field))
        case Regex(text, field):
            fitting = automaton_of(text).fits
            return any(fitting(form) for form in _forms(found, field))
        case Boosted(child):
            return holds(found, child)
        case Between(_, first, last):
            words = max(found.article.words, 0)
            return (first is None or words >= first) and (last is None or words <= last)
        case Fuzzy(text, distance, field):
            return _has_similar(found, text, field, distance)
        case Term(field, key):
            return has_term(found.article, field, key)
        case Dated(days, overlap):
            return dated(found.article, days, overlap=overlap)
        case Missing(field):
            return is_missing(found.article, field)


def matching_words(found: Prepared, node: Worded) -> set[str]:
    """Give the folded forms of the article's words that the clause would find alone."""
    return {
        exact(token)
        for part in found.searched(node.field)
        for token in part
        if token is not None
        and holds(replace(found, parts={name: [token] for name in found.parts}), node)
    }


@lru_cache(maxsize=256)
def automaton_of(text: str) -> Automaton:
    return Automaton(folded(read(text), exact))


def _forms(found: Prepared, field: TextField | None) -> set[str]:
    return {exact(token) for part in found.searched(field) for token in part if token is not None}


def _has_similar(found: Prepared, text: str, field: TextField | None, distance: int) -> bool:
    words = tokenise(text)
    if len(words) != 1:
        return _has_phrase(found, text, field, 0, only_exact=True)
    return words[0] is not None and any(
        edits(exact(words[0]), form) <= distance for form in _forms(found, field)
    )


def _has_phrase(
    found: Prepared, text: str, field: TextField | None, slop: int, *, only_exact: bool
) -> bool:
    """Look for the words with all exact forms or, in the article's language, with all stems."""
    if "\u200c" in text and _has_phrase(
        found, text.replace("\u200c", ""), field, slop, only_exact=only_exact
    ):
        return True
    words = [word for word in tokenise(text) if word is not None]
    if not words or len(words) != len(tokenise(text)):
        return False
    if slop:
        check_near(text, len(words), slop)
    for part in found.searched(field):
        if near([exact(w) for w in words], [t and exact(t) for t in part], slop):
            return True
        tongue = found.language
        if tongue is None or only_exact:
            continue
        if near([stem(w, tongue) for w in words], [t and stem(t, tongue) for t in part], slop):
            return True
    return False


def near(words: list[str], tokens: Tokens, slop: int) -> bool:
    """Say whether the words stand in the tokens, at most `slop` moves out of place.

    With word i at position p(i), all different, the largest p(i) - i may exceed the smallest by
    `slop`: Lucene's sloppy phrase.
    """
    places = {word: [at for at, token in enumerate(tokens) if token == word] for word in words}
    starts = sorted({at - i for i, word in enumerate(words) for at in places[word]})
    return any(_fit_from(start, words, places, slop) for start in starts)


def _fit_from(start: int, words: list[str], places: dict[str, list[int]], slop: int) -> bool:
    """Give each word the first free place within `slop` of its own, from `start` on."""
    taken: set[int] = set()
    for i, word in enumerate(words):
        own = start + i
        free = [at for at in places[word] if own <= at <= own + slop and at not in taken]
        if not free:
            return False
        taken.add(free[0])
    return True


def dated(article: Article, days: DateRange, *, overlap: bool = False) -> bool:
    """Say whether all that is known of the date lies in the range (or any of it: `overlap`)."""
    when = article.published
    if when is None or when.date is None or when.last is None:
        return False
    return (days.touches if overlap else days.holds)(when.date, when.last)


def _confidence(article: Article) -> str | None:
    return article.published.confidence if article.published else None


def has_term(article: Article, field: str, key: str) -> bool:
    """Say whether the article has a value; a topic has its ancestors', a language its region's."""
    if field in ("topic", "subject"):
        return any(path == key or path.startswith(f"{key}/") for path in values(article, field))
    if field == "language":
        return any(tag == key or tag.startswith(f"{key}-") for tag in values(article, field))
    return key in values(article, field)


def values(article: Article, field: str) -> list[str]:
    """Give the keys of the article's own values in a keyword field."""
    single = {
        "source": article.source and fold(article.source),
        "language": article.language and article.language.lower(),
        "kind": article.kind,
        "id": article.id,
        "url": article.url,
        "story": str(story_of(article)),
    }
    if field == "author":
        return [author.key for author in article.authors]
    if field == "topic":
        return [fold(topic.path) for topic in article.topics]
    if field == "subject":
        return [meant.key for topic in article.topics if (meant := subject(topic.code or ""))]
    value = single[field]
    return [value] if value else []


def is_missing(article: Article, field: str) -> bool:
    """Say whether the article has nothing there."""
    if field == "date":
        return article.published is None or article.published.date is None
    if field in {"month", "day"}:
        # Known to the year is not known to the month.
        coarse = ("year",) if field == "month" else ("year", "month")
        return is_missing(article, "date") or (
            article.published is not None and article.published.precision in coarse
        )
    texts = {
        "title": article.title,
        "summary": article.summary,
        "body": article.summary + article.body,
    }
    if field in texts:
        return not texts[field].strip()
    return not values(article, field)
