"""What do flags, links and Python arguments ask for? All become one `SearchRequest` here.

`build` takes arguments; `to_params` and `from_params` are the flat form for links and saved
searches. Dates are resolved to days, so a saved search means the same tomorrow.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from searcher.dates import Confidence, DateRange
from searcher.errors import UsageError
from searcher.query.facets import facet_text, facets
from searcher.query.fields import (
    FIELDS,
    KINDS,
    MISSING_WORDS,
    lookup,
    not_known,
    says_missing,
)
from searcher.query.kinds import count_of, day_of, of_kind
from searcher.query.lexer import clean
from searcher.query.model import (
    CONFIDENCES,
    Counted,
    Cursor,
    Filter,
    FilterValue,
    SearchRequest,
    Sort,
)
from searcher.query.parser import parse
from searcher.query.recency import by_relevance, recency, typed_recency
from searcher.query.typed_values import ON_OFF, ONE_VALUED, is_on, only, whole
from searcher.query.values import value_key

if TYPE_CHECKING:
    from searcher.query.arguments import Dates, Options, Values, When

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
COUNTED: tuple[Counted, ...] = ("articles", "stories")
DEFAULT_LIMIT = 10
# Passages of one hit.
MOST_SNIPPETS = 10
FILTERS = tuple(entry.name for entry in FIELDS if entry.filter)


def build(
    words: str = "",
    *,
    any_word: bool = False,
    author: "Values" = (),
    source: "Values" = (),
    topic: "Values" = (),
    subject: "Values" = (),
    language: "Values" = (),
    kind: "Values" = (),
    date: "Dates" = (),
    since: "When | None" = None,
    until: "When | None" = None,
    date_confidence: str | None = None,
    not_author: "Values" = (),
    not_source: "Values" = (),
    not_topic: "Values" = (),
    not_subject: "Values" = (),
    not_language: "Values" = (),
    not_kind: "Values" = (),
    not_date: "Dates" = (),
    no_inferred: bool = False,
    count: str = "articles",
    sort: str = "relevance",
    expand: bool = False,
    half_life: str | None = None,
    limit: int | None = DEFAULT_LIMIT,
    offset: int = 0,
    after: str | None = None,
    snippets: int = 1,
    facet: "Values" = (),
    strict: bool = False,
    today: dt.date | None = None,
) -> SearchRequest:
    """Understand a whole request.

    Values of one filter are alternatives, filters are all required. `none` (for authors also
    `unsigned`, for dates `undated`) asks for articles without a value; in quotation marks it is the
    value of that name. `since` counts from the first day of what it names, `until` to the last.
    `date_confidence` (high, medium, low) leaves out dates that are less sure, and the undated. Days
    may be `datetime.date`. With `no_inferred` only declared topics and subjects count. With `count`
    of `stories` copies are one hit, and count once. `expand` orders hits by the words of the best
    of them too; with `half_life`, as in `30d`, new ones come sooner. A facet of `author:20` counts
    20 values, of `author:0` all. `limit` 0 or None is all hits. `after` is a page's `Results.next`,
    behind which this one begins. Up to `snippets` passages of each are shown (1, at most 10;
    without any a search takes half the time). `today` is what relative dates are relative to.

    Raises `QueryError`, `DateError`, `ValueNotKnown` and `UsageError`.
    """
    limit = count_of("limit", 0 if limit is None else limit, " 0 is all hits.")
    offset = count_of("offset", offset)
    cursor = None if after is None else _cursor(_text("after", after), offset)
    if count_of("snippets", snippets) > MOST_SNIPPETS:
        raise UsageError(
            f"--snippets {snippets}: 0 to {MOST_SNIPPETS} passages of a hit are shown."
        )
    _all_of(str, "a text", words=words, sort=sort, count=count)
    flags = {"any_word": any_word, "no_inferred": no_inferred, "strict": strict, "expand": expand}
    _all_of(bool, "True or False", **flags)
    today = None if today is None else day_of("today", today)
    if sort not in SORTS:
        raise not_known("sort order", sort, SORTS)
    if count not in COUNTED:
        raise not_known("thing to count", count, COUNTED)
    parsed = parse(words, any_word=any_word, strict=strict, today=today)
    since, until = (
        None if day is None else _text(name, day, days=True)
        for name, day in (("since", since), ("until", until))
    )
    chosen = (author, source, topic, subject, language, kind, date)
    left_out = (
        *(not_author, not_source, not_topic, not_subject),
        *(not_language, not_kind, not_date),
    )
    filters = [
        Filter(field, values, exclude)
        for exclude, given in ((False, chosen), (True, left_out))
        for field, typed in zip(FILTERS, given, strict=True)
        if not (isinstance(typed, tuple) and not typed)  # as most are
        and (values := _values(field, typed, today, exclude=exclude))
    ]
    return SearchRequest(
        words=words,
        any=any_word,
        count=count,
        query=parsed.query,
        filters=tuple(filters),
        within=_within(since, until, today),
        date_confidence=_confidence(date_confidence),
        inferred=not no_inferred,
        sort=sort,
        expand=by_relevance("expand", expand, sort),
        recency=by_relevance("half-life", recency(half_life, today), sort),
        limit=limit or None,
        offset=cursor.rank if cursor else offset,
        after=cursor,
        snippets=snippets,
        facets=facets(_listed("facet", facet)),
        notes=parsed.notes,
    )


def _all_of(kind: type, wanted: str, **given: object) -> None:
    for name, value in given.items():
        if type(value) is not kind:
            of_kind(kind, name, value, wanted)


def _several(values: object) -> list[Any]:
    """Give one or several values as a list, empty where nothing was given."""
    if values is None:
        return []
    one = isinstance(values, str | bytes | dt.date) or not isinstance(values, Iterable)
    return [values] if one else list(cast(Iterable[Any], values))


def _listed(name: str, values: object, *, days: bool = False) -> list[str]:
    return [_text(name, value, days=days) for value in _several(values)]


def _text(name: str, value: object, *, days: bool = False) -> str:
    """Give a value as clean text; with `days` it may be a `datetime.date`."""
    if days and isinstance(value, dt.date):
        return value.isoformat()[: len("2026-01-30")]
    text = of_kind(str, name, value, "a text or a datetime.date" if days else "a text")
    if not text.isprintable() and re.search("[\ud800-\udfff]", text):
        shown = clean(re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text))
        raise UsageError(f"--{name} “{shown}” is not UTF-8. Check the encoding of the terminal.")
    return clean(text)


def _values(
    field: str, values: object, today: dt.date | None, *, exclude: bool
) -> tuple[FilterValue, ...]:
    name = f"not-{field}" if exclude else field
    texts = _listed(name, values, days=field == "date")
    return tuple(dict.fromkeys(_value(field, text, f"--{name}", today) for text in texts))


def _value(field: str, text: str, flag: str, today: dt.date | None) -> FilterValue:
    text = text.strip()
    if says_missing(field, text):
        return None
    if field == "date":
        return _when(text, today)
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    key = value_key(field, text)
    if not key:
        words = " or ".join(MISSING_WORDS.get(field, ("none",)))
        raise UsageError(f"{flag} needs a value; {words} finds articles without one.")
    if field == "kind" and key not in KINDS:
        raise not_known("kind", text, KINDS)
    return key


def _when(text: str, today: dt.date | None) -> DateRange:
    from searcher.dates import parse_when

    return parse_when(text, today=today)


def _within(since: str | None, until: str | None, today: dt.date | None) -> DateRange | None:
    if since is None and until is None:
        return None
    first = _when(since, today).first if since is not None else None
    last = _when(until, today).last if until is not None else None
    if (since is not None and first is None) or (until is not None and last is None):
        flag, text = (
            ("--since", since) if since is not None and first is None else ("--until", until)
        )
        raise UsageError(f"{flag} {text} is open at that end. Try {flag} 2026-01-30.")
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}.")
    return DateRange(first, last, " ".join(filter(None, (since, until))))


def _cursor(text: str, offset: int) -> Cursor:
    from searcher.query.cursor import read

    if offset:
        raise UsageError("--after and --offset exclude each other: leave one out.")
    return read(text)


def _confidence(given: object) -> Confidence | None:
    if given is None:
        return None
    text = _text("date-confidence", given).strip().lower()
    for known in CONFIDENCES:
        if text == known:
            return known
    raise not_known("confidence of a date", text, CONFIDENCES)


def to_params(request: SearchRequest) -> dict[str, list[str]]:
    """Give the request as names and values for a link; what is at its default is left out.

    The names are the flags' without dashes, `q` for the words. Requests that `build` gives come
    back from `from_params` as they were.
    """
    params: dict[str, list[str]] = {}
    if request.words:
        params["q"] = [request.words]
    if request.any:
        params["any"] = ["1"]
    for chosen in request.filters:
        name = f"not-{chosen.field}" if chosen.exclude else chosen.field
        params.setdefault(name, []).extend(_typed(chosen.field, v) for v in chosen.values)
    if request.within and request.within.first:
        params["since"] = [request.within.first.isoformat()]
    if request.within and request.within.last:
        params["until"] = [request.within.last.isoformat()]
    if request.date_confidence:
        params["date-confidence"] = [request.date_confidence]
    if request.count != COUNTED[0]:
        params["count"] = [request.count]
    if not request.inferred:
        params["no-inferred"] = ["1"]
    if request.sort != SORTS[0]:
        params["sort"] = [request.sort]
    if request.expand:
        params["expand"] = ["1"]
    if request.recency:
        params["half-life"] = [typed_recency(request.recency)]
    if request.limit != DEFAULT_LIMIT:
        params["limit"] = [str(request.limit or 0)]
    if request.cursor:
        from searcher.query.cursor import written

        params["after"] = [written(request.cursor)]
    elif request.offset:
        params["offset"] = [str(request.offset)]
    if request.snippets != 1:
        params["snippets"] = [str(request.snippets)]
    if request.facets:
        params["facet"] = [facet_text(facet) for facet in request.facets]
    return params


def _typed(field: str, value: FilterValue) -> str:
    if value is None:
        return "none"
    text = str(value)
    quoted = field != "date" and (says_missing(field, text) or '"' in (text[0], text[-1]))
    return f'"{text}"' if quoted else text


def from_params(
    params: Mapping[str, str | Sequence[str]],
    *,
    strict: bool = False,
    today: dt.date | None = None,
) -> SearchRequest:
    """Read what `to_params` wrote, or what a person put into a link; unknown names are refused.

    Raises as `build` does.
    """
    options: dict[str, object] = {}
    words = ""
    for given, value in params.items():
        values = _several(value)
        name = given.replace("-", "_")
        prefix = "not_" if name.startswith("not_") else ""
        entry = lookup(name.removeprefix("not_"))
        if name == "q":
            words = " ".join(values)
        elif entry and entry.filter:
            options.setdefault(prefix + entry.name, [])
            cast(list[str], options[prefix + entry.name]).extend(values)
        elif name == "facet":
            options["facet"] = values
        elif (name := name.replace("_", "-")) not in _SINGLE:
            raise not_known("parameter", given, _PARAMETERS)
        elif values:
            one = only(name, values) if name in ONE_VALUED else values[-1]
            options[_SINGLE[name]] = _single(name, one)
    options |= {"strict": strict, "today": today}
    return build(words, **cast("Options", options))


_SINGLE = {
    "any": "any_word",
    "since": "since",
    "until": "until",
    "date-confidence": "date_confidence",
    "count": "count",
    "no-inferred": "no_inferred",
    "sort": "sort",
    "expand": "expand",
    "half-life": "half_life",
    "limit": "limit",
    "offset": "offset",
    "after": "after",
    "snippets": "snippets",
}
_PARAMETERS = (
    "q",
    *_SINGLE,
    *FILTERS,
    *(f"not-{name}" for name in FILTERS),
    "facet",
)


def _single(name: str, text: str) -> str | int | bool:
    if name in ON_OFF:
        return is_on(name, text)
    if name not in ("limit", "offset", "snippets"):
        return text
    return whole(name, text)
