"""What do flags, links and Python arguments ask for? All become one `SearchRequest` here.

`build` takes arguments; `to_params` and `from_params` are the flat form for links and saved
searches. Dates are resolved to days, so a saved search means the same tomorrow.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, cast

from searcher.dates import DateRange
from searcher.errors import UsageError
from searcher.query.fields import (
    FIELDS,
    KINDS,
    MISSING_WORDS,
    facet_name,
    lookup,
    not_known,
    says_missing,
)
from searcher.query.model import FacetRequest, Filter, FilterValue, SearchRequest, Sort
from searcher.query.parser import parse
from searcher.query.values import value_key

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
DEFAULT_LIMIT = 10
# Values shown of a keyword facet; dates are shown whole, for a chart must have no holes.
FACET_LIMIT = 10
FILTERS = tuple(entry.name for entry in FIELDS if entry.filter)
_DATE_FACETS = ("year", "month", "day")

Values = str | Sequence[str]


class Options(TypedDict, total=False):
    """The keyword arguments of `build`."""

    any_word: bool
    author: Values
    source: Values
    topic: Values
    language: Values
    kind: Values
    date: Values
    since: str | None
    until: str | None
    not_author: Values
    not_source: Values
    not_topic: Values
    not_language: Values
    not_kind: Values
    not_date: Values
    sort: str
    limit: int
    offset: int
    facet: Values
    strict: bool
    today: dt.date | None


def build(
    words: str = "",
    *,
    any_word: bool = False,
    author: Values = (),
    source: Values = (),
    topic: Values = (),
    language: Values = (),
    kind: Values = (),
    date: Values = (),
    since: str | None = None,
    until: str | None = None,
    not_author: Values = (),
    not_source: Values = (),
    not_topic: Values = (),
    not_language: Values = (),
    not_kind: Values = (),
    not_date: Values = (),
    sort: str = "relevance",
    limit: int = DEFAULT_LIMIT,
    offset: int = 0,
    facet: Values = (),
    strict: bool = False,
    today: dt.date | None = None,
) -> SearchRequest:
    """Understand a whole request.

    Values of one filter are alternatives, filters are all required. `none` (for authors also
    `unsigned`, for dates `undated`) asks for articles without a value; in quotation marks it is the
    value of that name. `since` counts from the first day of what it names, `until` to the last.
    `limit` 0 is all hits. `today` is what relative dates are relative to.

    Raises `QueryError`, `DateError`, `ValueNotKnown` and `UsageError`.
    """
    if limit < 0 or offset < 0:
        name, value = ("limit", limit) if limit < 0 else ("offset", offset)
        hint = " 0 is all hits." if name == "limit" else ""
        raise UsageError(f"--{name} cannot be negative, as {value} is.{hint}")
    if sort not in SORTS:
        raise not_known("sort order", sort, SORTS)
    parsed = parse(words, any_word=any_word, strict=strict, today=today)
    chosen = (author, source, topic, language, kind, date)
    left_out = (not_author, not_source, not_topic, not_language, not_kind, not_date)
    filters = [
        Filter(field, _values(field, values, today, exclude=exclude), exclude)
        for exclude, given in ((False, chosen), (True, left_out))
        for field, values in zip(FILTERS, given, strict=True)
        if values
    ]
    return SearchRequest(
        words=words,
        any=any_word,
        query=parsed.query,
        filters=tuple(filters),
        within=_within(since, until, today),
        sort=sort,
        limit=limit or None,
        offset=offset,
        facets=_facets(facet),
        notes=parsed.notes,
    )


def _listed(values: Values) -> Iterable[str]:
    return (values,) if isinstance(values, str) else values


def _values(
    field: str, values: Values, today: dt.date | None, *, exclude: bool
) -> tuple[FilterValue, ...]:
    flag = f"--not-{field}" if exclude else f"--{field}"
    found = [_value(field, text, flag, today) for text in _listed(values)]
    return tuple(dict.fromkeys(found))


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


def _facets(names: Values) -> tuple[FacetRequest, ...]:
    fields = dict.fromkeys(facet_name(name.strip()) for name in _listed(names))
    return tuple(
        FacetRequest(field, None if field in _DATE_FACETS else FACET_LIMIT) for field in fields
    )


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
    if request.sort != SORTS[0]:
        params["sort"] = [request.sort]
    if request.limit != DEFAULT_LIMIT:
        params["limit"] = [str(request.limit or 0)]
    if request.offset:
        params["offset"] = [str(request.offset)]
    if request.facets:
        params["facet"] = [facet.field for facet in request.facets]
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
        values = list(_listed(value))
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
        elif name not in _SINGLE:
            raise not_known("parameter", given, _PARAMETERS)
        elif values:
            options[_SINGLE[name]] = _single(name, values[-1])
    options |= {"strict": strict, "today": today}
    return build(words, **cast(Options, options))


_SINGLE = {
    "any": "any_word",
    "since": "since",
    "until": "until",
    "sort": "sort",
    "limit": "limit",
    "offset": "offset",
}
_PARAMETERS = ("q", *_SINGLE, *FILTERS, *(f"not-{name}" for name in FILTERS), "facet")
_NO = ("", "0", "false", "no")
# More digits are no number of hits on any machine.
_DIGITS = 9


def _single(name: str, text: str) -> str | int | bool:
    if name == "any":
        return text.lower() not in _NO
    if name not in ("limit", "offset"):
        return text
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        raise UsageError(f"{name} needs a whole number from 0, not “{text}”.")
    return int(text)
