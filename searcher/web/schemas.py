"""Which shape do the API's answers have? JSON schemas of the contracts, for its OpenAPI document.

They are closed: a key that is not named here fails the tests, so none can be forgotten.
"""

from typing import Any, get_args

from searcher.article import Kind, Role
from searcher.corpus.report import OUTCOMES
from searcher.corpus.runs import RunState
from searcher.dates.model import Confidence, Method, Precision
from searcher.dates.periods import UNITS
from searcher.index.trending import SERIES_FIELDS
from searcher.query.fields import FACETS, FIELDS
from searcher.query.params import COUNTED, SORTS
from searcher.results import KwicSort, Part
from searcher.trends import TIMELINE_UNITS, SeriesKind, ShareOf
from searcher.web.problems import KINDS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "number"}
_PLACE = "#/components/schemas/"


def named(name: str) -> Schema:
    """Refer to one of `schemas`."""
    return {"$ref": f"{_PLACE}{name}"}


def one_of(values: object) -> Schema:
    """Give the schema of a text that is one of a literal type's, or of a list's."""
    return {"type": "string", "enum": list(get_args(values) or values)}  # type: ignore[call-overload]


def listed(items: Schema) -> Schema:
    """Give the schema of a list."""
    return {"type": "array", "items": items}


def schemas() -> dict[str, Schema]:
    """Give the schemas of all answers and of what they share, by name."""
    return {
        "Results": _object(**_results(named("Hit"))),
        "Request": _request(),
        "Hit": _object(**_hit()),
        "Count": _object(
            value=_or_null(TEXT) | {"description": "To show; null: without a value."},
            key=_or_null(TEXT) | {"description": "To filter by."},
            count=COUNT,
            selected=FLAG,
        ),
        "Facets": {"type": "object", "additionalProperties": listed(named("Count"))},
        "Facet": _object(
            facet=one_of([name for name in FACETS if name != "date"]),
            values=listed(named("Count")),
            more=FLAG | {"description": "There are further values."},
        ),
        "Concordance": _concordance(),
        "KwicLine": _object(
            id=TEXT,
            date=_or_null(TEXT) | {"description": "As precise as it is known."},
            source=_or_null(TEXT),
            part=one_of(Part),
            start=COUNT | {"description": "In characters of the part."},
            end=COUNT,
            left=TEXT,
            node=TEXT,
            right=TEXT,
        ),
        "Similar": _similar(),
        "Trend": _trend(),
        "Series": _series(),
        "Tally": _object(**_TALLY),
        "Timeline": _timeline(),
        "Told": _told(),
        "Suggestions": _object(suggestions=listed(named("Suggestion"))),
        "Suggestion": _object(
            kind=one_of(["word", *(f.name for f in FIELDS if f.facet and f.kind == "keyword")]),
            text=TEXT,
            count=COUNT,
            query=TEXT | {"description": "The words as they would stand then."},
            key=_or_null(TEXT) | {"description": "To filter by; null: a word."},
        ),
        "Article": _article(),
        "Published": _published(),
        "Topic": _object(
            path=TEXT,
            inferred=FLAG,
            score=_or_null(_NUMBER),
            origin=_or_null(TEXT),
            code=_or_null(TEXT),
        ),
        "Corpus": _corpus(),
        "Run": _run(),
        "Indexes": _object(indexes=listed(TEXT)),
        "Problem": _problem(),
    }


def _results(hit: Schema) -> dict[str, Schema]:
    return {
        "query": named("Request"),
        "total": COUNT | {"description": "Exact, whatever the limit."},
        "took_ms": _NUMBER,
        "notes": listed(TEXT),
        "hits": listed(hit),
        "facets": named("Facets"),
        "corpus": _object(digest=TEXT, articles=COUNT),
    }


def _similar() -> Schema:
    shared = listed(TEXT) | {"description": "Of the telling words, those that it has too."}
    return _object(
        id=TEXT,
        title=TEXT,
        words=listed(_object(text=TEXT, count=COUNT, articles=COUNT))
        | {"description": "The most telling first: how often it has each, and how many articles."},
        **_results(_object(**_hit(), shared=shared)),
    )


def _concordance() -> Schema:
    return _object(
        query=named("Request"),
        width=COUNT,
        sort=one_of(KwicSort),
        parts=listed(one_of(Part)),
        sampled=_or_null(COUNT) | {"description": "Lines drawn; null: all are there."},
        seed=_or_null(COUNT),
        total=COUNT | {"description": "Lines, exact, whatever the limit."},
        articles=COUNT | {"description": "That have a line."},
        matching=COUNT | {"description": "That fit the request, with a line or without."},
        took_ms=_NUMBER,
        notes=listed(TEXT),
        lines=listed(named("KwicLine")),
        corpus=_object(digest=TEXT, articles=COUNT),
    )


def _request() -> Schema:
    filters = [field.name for field in FIELDS if field.filter]
    return _object(
        words=TEXT,
        any=FLAG,
        query=TEXT | {"description": "As it was understood."},
        filters=listed(_object(field=one_of(filters), values=listed(_or_null(TEXT)), exclude=FLAG)),
        since=_or_null(TEXT),
        until=_or_null(TEXT),
        count=one_of(COUNTED),
        date_confidence=_or_null(one_of(Confidence)),
        inferred=FLAG,
        sort=one_of(SORTS),
        expand=FLAG,
        half_life=_or_null(TEXT)
        | {"description": "As in 30d@2026-01-31, with the day that it counts from."},
        limit=_or_null(COUNT),
        offset=COUNT,
        facets=listed(TEXT),
        authority=_or_null(_object(name=TEXT, digest=TEXT))
        | {"description": "The file by which names of one author were joined."},
    )


def _hit() -> dict[str, Schema]:
    span = listed(COUNT) | {"minItems": 2, "maxItems": 2}
    return {
        "rank": {"type": "integer", "minimum": 1},
        "id": TEXT,
        "score": _or_null(_NUMBER) | {"description": "null where order is by date."},
        "title": TEXT,
        "authors": listed(TEXT),
        "source": _or_null(TEXT),
        "published": _or_null(named("Published")),
        "topics": listed(named("Topic")),
        "language": _or_null(TEXT),
        "kind": one_of(Kind),
        "url": _or_null(TEXT),
        "story": _or_null({"type": "integer"}),
        "copies": COUNT | {"description": "The other articles of its story, in the whole corpus."},
        "outlets": COUNT | {"description": "The sources that these name."},
        "snippet": _object(
            text=TEXT,
            spans=listed(span) | {"description": "What to mark: [start, end) in characters."},
        ),
    }


_TALLY: dict[str, Schema] = {
    "counts": listed(COUNT) | {"description": "In the order of the periods."},
    "undated": COUNT,
    "rough": COUNT | {"description": "Dated too roughly to lie in one period."},
    "total": COUNT,
}


def _trend() -> Schema:
    return _object(
        query=named("Request"),
        by=one_of(UNITS),
        field=_or_null(one_of(SERIES_FIELDS)),
        periods=listed(_object(label=TEXT, first=TEXT, last=TEXT)),
        series=listed(named("Series")),
        notes=listed(TEXT),
        corpus=_object(digest=TEXT, articles=COUNT),
        took_ms=_NUMBER,
    )


def _series() -> Schema:
    return _object(
        name=TEXT,
        kind=one_of(SeriesKind),
        key=_or_null(TEXT),
        query=named("Request"),
        **_TALLY,
        share_of=_or_null(one_of(ShareOf)) | {"description": "Which articles are the base."},
        base=_or_null(named("Tally")),
        shares=_or_null(listed(_or_null(_NUMBER)))
        | {"description": "null where there is nothing to be a share of."},
    )


def _timeline() -> Schema:
    return _object(
        query=named("Request"),
        by=one_of(TIMELINE_UNITS),
        min_copies=COUNT,
        total=COUNT | {"description": "All stories, whatever the limit."},
        stories=listed(named("Told")),
        notes=listed(TEXT),
        corpus=_object(digest=TEXT, articles=COUNT),
        took_ms=_NUMBER,
    )


def _told() -> Schema:
    soon = {name: _or_null(COUNT) for name in ("within_day", "within_week", "within_month")}
    return _object(
        rank={"type": "integer", "minimum": 1},
        period=_or_null(TEXT) | {"description": "The day or month under which it stands."},
        story={"type": "integer"},
        id=TEXT,
        title=TEXT,
        authors=listed(TEXT),
        source=_or_null(TEXT),
        published=_or_null(named("Published")),
        language=_or_null(TEXT),
        url=_or_null(TEXT),
        articles=COUNT | {"description": "Of the story, those that match."},
        copies=COUNT | {"description": "One fewer."},
        outlets=COUNT,
        sources=listed(_object(source=_or_null(TEXT), articles=COUNT)),
        days=listed(_object(date=TEXT, articles=COUNT)),
        growth=_object(**soon) | {"description": "Articles so soon; null: no day is known."},
    )


def _article() -> Schema:
    return _object(
        id=TEXT,
        kind=one_of(Kind),
        title=TEXT,
        summary=TEXT,
        body=TEXT,
        words=COUNT,
        authors=listed(_object(name=TEXT, key=TEXT, role=one_of(Role))),
        source=_or_null(TEXT),
        published=_or_null(named("Published")),
        topics=listed(named("Topic")),
        language=_or_null(TEXT),
        url=_or_null(TEXT),
        story=_or_null({"type": "integer"}),
        provenance=_object(
            file=TEXT,
            reader=TEXT,
            record={"type": "integer", "minimum": 1},
            start=_or_null(COUNT),
            end=_or_null(COUNT),
            digest=TEXT,
            reference=_or_null(TEXT),
        ),
        raw=_found(),
    )


def _found() -> Schema:
    """Give the schema of what was found; `hinted` is there only where something was."""
    return _object(
        ("hinted",),
        title=_or_null(TEXT),
        authors=listed(TEXT),
        source=_or_null(TEXT),
        dates=listed(_object(text=TEXT, origin=TEXT)),
        topics=listed(TEXT),
        language=_or_null(TEXT),
        url=_or_null(TEXT),
        hinted=listed(TEXT),
    )


def _published() -> Schema:
    return _object(
        date=_or_null(TEXT) | {"description": "Year, month or day: 2026, 2026-01, 2026-01-30."},
        instant=_or_null(TEXT),
        precision=_or_null(one_of(Precision)),
        method=_or_null(one_of(Method)),
        confidence=_or_null(one_of(Confidence)),
        flags=listed(TEXT),
        raw=TEXT,
    )


def _corpus() -> Schema:
    texts = dict.fromkeys(("name", "digest", "engine", "created"), TEXT)
    counts = dict.fromkeys(
        ("articles", "schema", "bytes", "files", "undated", "unsigned", "sources", "authors"), COUNT
    )
    more = dict.fromkeys(("stale", "outdated", "deleted", "ingests"), COUNT)
    return _object(
        **texts,
        **counts,
        **more,
        languages=listed(TEXT),
        first=_or_null(TEXT),
        last=_or_null(TEXT),
        runs=listed(named("Run")) | {"description": "The last ingests, the newest first."},
        unstemmed={"type": "object", "additionalProperties": COUNT}
        | {"description": "Articles in languages that could be enabled, and are not."},
        ungrouped=FLAG | {"description": "Some copies may be in no story."},
        problem=_or_null(TEXT),
    )


def _run() -> Schema:
    return _object(
        number=COUNT,
        begun=TEXT,
        ended=_or_null(TEXT),
        state=one_of(RunState),
        tool=TEXT,
        names=listed(TEXT),
        places=COUNT,
        **dict.fromkeys(OUTCOMES, COUNT),
    )


def _problem() -> Schema:
    return _object(
        ("column", "suggestion"),
        type=one_of([f"urn:searcher:problem:{kind.type}" for kind in KINDS]),
        title=TEXT,
        status={"type": "integer"},
        detail=TEXT,
        column=_or_null({"type": "integer"}),
        suggestion=_or_null(TEXT),
        suggestions=listed(TEXT),
    )


def _object(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Give the schema of an object that has these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
