"""What do several fields of the index derive from one article? Computed once, with its keys."""

from functools import lru_cache

from searcher.article import Article, fold, with_ancestors

# Stands between a key and a printed form in the `*_form` fields; no key holds it.
FORM_SEPARATOR = "\x1f"
# A longer keyword (a byline gone wrong) is cut and closed with its digest; tantivy drops terms
# above 65,530 bytes without a word.
LONGEST_KEYWORD = 1_000

_NO_TOPICS: tuple[dict[str, None], ...] = ({}, {}, {}, {}, {})


def keyword(text: str) -> str:
    """Give the form under which a keyword is indexed: itself, unless it is very long."""
    if len(text) <= LONGEST_KEYWORD:
        return text
    import hashlib  # for ingest only: it costs a search 3 ms

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{text[: LONGEST_KEYWORD - 33]}…{digest}"


class Source:
    """An article with what several fields derive from it, computed once."""

    __slots__ = (
        *("article", "date", "declared", "digest", "first", "id64", "last", "precision", "stored"),
        *("declared_subjects", "forms", "subjects", "time", "topics"),
    )

    def __init__(self, article: Article, stored: bytes, content: bytes) -> None:
        """Settle the dates and the topics' ancestors."""
        from struct import unpack  # for ingest only, as below

        self.article = article
        self.stored = stored
        self.digest: tuple[int, ...] = unpack(">4Q", content)  # most significant first
        self.id64 = int(article.id[:16], 16)
        published = article.published
        self.date = published.date if published else None
        self.precision = published.precision if published and published.date else None
        last = published.last if published else None
        self.first = self.date.toordinal() if self.date else None
        self.last = last.toordinal() if last else None
        self.time = self._time()
        self.topics, self.forms, self.declared, self.subjects, self.declared_subjects = (
            _keys(topics_of(article)) if article.topics else _NO_TOPICS
        )

    def _time(self) -> int:
        """Give a number that grows with the time of publication; 40 bits.

        The day's ordinal, then 18 bits of seconds from 14 hours before its midnight UTC, so that
        an instant in any time zone stays within them. Without an instant: the midnight.
        """
        if self.date is None or self.first is None:
            return 0
        seconds = 14 * 3600
        instant = self.article.published.instant if self.article.published else None
        if instant is not None:
            days = instant.date().toordinal() - self.first
            within = instant.hour * 3600 + instant.minute * 60 + instant.second
            seconds += days * 86_400 + within
        return self.first << 18 | max(0, min(seconds, (1 << 18) - 1))


def topics_of(article: Article) -> tuple[tuple[str, str | None, bool], ...]:
    """Give what the keys of an article's topics follow from: path, code, whether it is inferred."""
    return tuple([(topic.path, topic.code, topic.inferred) for topic in article.topics])


@lru_cache(maxsize=4096)
def _keys(topics: tuple[tuple[str, str | None, bool], ...]) -> tuple[dict[str, None], ...]:
    """Give keys in order, each once, and the forms of each; those of declared topics apart.

    Topics, forms, declared topics, subjects, declared subjects.
    """
    every, shown, declared, subjects, declared_subjects = (dict[str, None]() for _ in _NO_TOPICS)
    for path, code, inferred in topics:
        keys, forms = _levels(path)
        meant = _subjects(code) if code else {}
        every |= keys
        shown |= forms
        subjects |= meant
        if not inferred:
            declared |= keys
            declared_subjects |= meant
    return every, shown, declared, subjects, declared_subjects


@lru_cache(maxsize=4096)
def _levels(path: str) -> tuple[dict[str, None], dict[str, None]]:
    """Give the keys of a topic and of those above it, and the forms in which they are shown."""
    keys = {level: keyword(fold(level)) for level in with_ancestors(path)}
    forms = (form_of(key, level) for level, key in keys.items())
    return dict.fromkeys(keys.values()), dict.fromkeys(forms)


@lru_cache(maxsize=2048)
def _subjects(code: str) -> dict[str, None]:
    """Give the keys of a Media Topic and of those above it; none of an unknown one."""
    from searcher.subjects.vocabulary import subject

    meant = subject(code)
    return dict.fromkeys(with_ancestors(meant.key) if meant else ())


def form_of(key: str, name: str) -> str:
    """Give the value of a `*_form` field: a key and a form in which it is printed."""
    return f"{key}{FORM_SEPARATOR}{keyword(name)}"
