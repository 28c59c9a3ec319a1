"""Which fields can be asked, and by which names? One table, in display order.

It drives the grammar, the flags, the facets and the help.
"""

from typing import Literal

from searcher.errors import ValueNotKnown
from searcher.query.model import FACET_FILTER
from searcher.record import Record, record


@record
class QueryField(Record):
    """A field that can be named before a colon.

    `text` is searched by words, `keyword` by whole values, `date` and `number` by intervals. A
    *filter* has a flag and an exclusion of its own, a *facet* can be counted.
    """

    name: str
    kind: Literal["text", "keyword", "date", "number"]
    help: str
    synonyms: tuple[str, ...] = ()
    filter: bool = False
    facet: bool = False


FIELDS = (
    QueryField("title", "text", "words in the title"),
    QueryField("summary", "text", "words in the summary"),
    QueryField("body", "text", "words in summary and body", ("text", "content")),
    QueryField("author", "keyword", "who signed, whole name", filter=True, facet=True),
    QueryField("source", "keyword", "outlet, whole name", filter=True, facet=True),
    QueryField(
        "topic", "keyword", "path such as economy/markets, with all below", filter=True, facet=True
    ),
    QueryField("subject", "keyword", "Media Topic: label, path or code", filter=True, facet=True),
    QueryField(
        "language", "keyword", "tag such as en, with all its regions", ("lang",), True, True
    ),
    QueryField("kind", "keyword", "article or teaser", filter=True, facet=True),
    QueryField(
        "date", "date", "2026, 2026-01..2026-03, >2025, yesterday", ("published",), True, True
    ),
    QueryField("words", "number", "length of summary and body: >800, 100..300"),
    QueryField("id", "keyword", "an article's id, 32 hex digits"),
    QueryField("url", "keyword", "an article's address"),
    QueryField("story", "keyword", "the number of a story: an article and its copies"),
)

# What can be counted, in display order; `date` means `month`.
FACETS = (
    *("author", "source", "topic", "subject", "date", "language", "year", "month", "day", "kind"),
)

KINDS = ("article", "teaser")

# Names offered at most where one is not known.
_OFFERED = 3

# No value at all, as a filter's value or unquoted in a query; every article has a kind and an id.
MISSING_WORDS = {
    "author": ("none", "unsigned"),
    "date": ("none", "undated"),
    "kind": (),
    "id": (),
    "story": (),
    "words": (),
}

# What other engines and data sets call them, in small letters, and what stands in their place.
ELSEWHERE = {
    **dict.fromkeys(("headline", "allintitle"), "title:"),
    **dict.fromkeys(("byline", "writer", "creator"), "author:"),
    **dict.fromkeys(("outlet", "publisher", "publication", "newspaper", "site"), "source:"),
    **dict.fromkeys(("category", "keyword", "section", "tag"), "topic:"),
    **dict.fromkeys(("year", "month", "day"), "date:"),
    "before": "date:<",
    "after": "date:>",
    "since": "date:>=",
    "until": "date:<=",
}

_BY_NAME = {name: entry for entry in FIELDS for name in (entry.name, *entry.synonyms)}


def lookup(name: str) -> QueryField | None:
    """Find a field by its name or a synonym, in any case."""
    return _BY_NAME.get(name.lower())


def near(name: str, known: "tuple[str, ...] | None" = None) -> str | None:
    """Find the one name that was probably meant; without `known`, a field's."""
    return next(iter(alike(name, tuple(_BY_NAME) if known is None else known)), None)


def alike(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Find the names that may have been meant, most likely first."""
    import difflib

    return tuple(difflib.get_close_matches(name.lower(), known, n=_OFFERED, cutoff=0.75))


def facet_name(name: str) -> str:
    """Give the facet behind a name or synonym; raises `ValueNotKnown` with the list."""
    entry = lookup(name)
    wanted = entry.name if entry else name.lower()
    if wanted == "date":
        return "month"
    if wanted in FACET_FILTER:
        return wanted
    raise not_known("facet", name, FACETS)


def not_known(what: str, value: object, known: tuple[str, ...]) -> ValueNotKnown:
    """Say that a named choice does not exist, which ones do, and which one was meant."""
    meant = alike(value, known) if isinstance(value, str) else ()
    hint = f" Did you mean {' or '.join(meant)}?" if meant else ""
    those = f"Known: {', '.join(known)}." if known else "There are none yet."
    return ValueNotKnown(
        f"There is no {what} “{value}”.{hint} {those}",
        what=what,
        value=str(value),
        suggestions=meant,
    )


def says_missing(field: str, value: str) -> bool:
    """Say whether an unquoted value asks for articles without any."""
    return value.lower() in MISSING_WORDS.get(field, ("none",))
