"""Which shape do the API's answers have? JSON schemas of the contracts, for its OpenAPI document.

They are closed: a key that is not named here fails the tests, so none can be forgotten.
"""

from searcher.article import Kind, Role
from searcher.corpus.accounts.report import OUTCOMES
from searcher.corpus.accounts.runs import RunState
from searcher.dates.model import Confidence, Method, Precision
from searcher.dates.periods import UNITS
from searcher.index.trending import SERIES_FIELDS
from searcher.query.fields import FACETS, FIELDS
from searcher.query.params import COUNTED, SORTS
from searcher.results import KwicSort, Part
from searcher.trends import TIMELINE_SORTS, TIMELINE_UNITS, SeriesKind, ShareOf
from searcher.web.explained import explanation
from searcher.web.problems import KINDS
from searcher.web.shapes import (
    COUNT,
    FLAG,
    NUMBER,
    PARAMS,
    TEXT,
    Schema,
    closed,
    listed,
    named,
    one_of,
    or_null,
)


def schemas() -> dict[str, Schema]:
    """Give the schemas of all answers and of what they share, by name."""
    return {
        "Results": closed(
            ("explanation",),
            **_results(named("Hit")),
            next=or_null(TEXT) | {"description": "Give it as `after`; null: there is no more."},
            explanation=named("Explanation") | {"description": "Where it was asked for."},
        ),
        "Explanation": explanation(),
        "Request": _request(),
        "Hit": closed(("snippets",), **_hit()),
        "Snippet": closed(
            text=TEXT,
            spans=listed(listed(COUNT) | {"minItems": 2, "maxItems": 2})
            | {"description": "What to mark: [start, end) in characters."},
        ),
        "Count": closed(
            value=or_null(TEXT) | {"description": "To show; null: without a value."},
            key=or_null(TEXT) | {"description": "To filter by."},
            count=COUNT,
            selected=FLAG,
        ),
        "Facets": {"type": "object", "additionalProperties": listed(named("Count"))},
        "Facet": closed(
            query=named("Request"),
            facet=one_of([name for name in FACETS if name != "date"]),
            values=listed(named("Count")),
            more=FLAG | {"description": "There are further values."},
            notes=listed(TEXT),
            corpus=closed(digest=TEXT, articles=COUNT),
        ),
        "Concordance": _concordance(),
        "KwicLine": closed(
            id=TEXT,
            date=or_null(TEXT) | {"description": "As precise as it is known."},
            source=or_null(TEXT),
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
        "Tally": closed(**_TALLY),
        "Timeline": _timeline(),
        "Told": _told(),
        "Suggestions": closed(suggestions=listed(named("Suggestion"))),
        "Suggestion": closed(
            kind=one_of(["word", *(f.name for f in FIELDS if f.facet and f.kind == "keyword")]),
            text=TEXT,
            count=COUNT,
            query=TEXT | {"description": "The words as they would stand then."},
            key=or_null(TEXT) | {"description": "To filter by; null: a word."},
        ),
        "Article": _article(),
        "Published": _published(),
        "Topic": closed(
            path=TEXT,
            inferred=FLAG,
            score=or_null(NUMBER),
            origin=or_null(TEXT),
            code=or_null(TEXT),
        ),
        "Corpus": _corpus(),
        "Run": _run(),
        "Indexes": closed(indexes=listed(TEXT)),
        "Searches": closed(
            searches=listed(closed(name=TEXT, params=PARAMS, saved=TEXT)),
        ),
        "Problem": _problem(),
    }


def _results(hit: Schema) -> dict[str, Schema]:
    return {
        "query": named("Request"),
        "total": COUNT | {"description": "Exact, whatever the limit."},
        "took_ms": NUMBER,
        "notes": listed(TEXT),
        "hits": listed(hit),
        "facets": named("Facets"),
        "corpus": closed(digest=TEXT, articles=COUNT),
    }


def _similar() -> Schema:
    shared = listed(TEXT) | {"description": "Of the telling words, those that it has too."}
    return closed(
        id=TEXT,
        title=TEXT,
        words=listed(closed(text=TEXT, count=COUNT, articles=COUNT))
        | {"description": "The most telling first: how often it has each, and how many articles."},
        **_results(closed(("snippets",), **_hit(), shared=shared)),
    )


def _concordance() -> Schema:
    return closed(
        query=named("Request"),
        width=COUNT,
        sort=one_of(KwicSort),
        parts=listed(one_of(Part)),
        sampled=or_null(COUNT) | {"description": "Lines drawn; null: all are there."},
        seed=or_null(COUNT),
        offset=COUNT | {"description": "Lines passed over."},
        total=COUNT | {"description": "Lines, exact, whatever the limit."},
        articles=COUNT | {"description": "That have a line."},
        matching=COUNT | {"description": "That fit the request, with a line or without."},
        took_ms=NUMBER,
        notes=listed(TEXT),
        lines=listed(named("KwicLine")),
        corpus=closed(digest=TEXT, articles=COUNT),
    )


def _request() -> Schema:
    filters = [field.name for field in FIELDS if field.filter]
    return closed(
        words=TEXT,
        any=FLAG,
        query=TEXT | {"description": "As it was understood."},
        filters=listed(closed(field=one_of(filters), values=listed(or_null(TEXT)), exclude=FLAG)),
        since=or_null(TEXT),
        until=or_null(TEXT),
        count=one_of(COUNTED),
        date_confidence=or_null(one_of(Confidence)),
        inferred=FLAG,
        sort=one_of(SORTS),
        expand=FLAG,
        half_life=or_null(TEXT)
        | {"description": "As in 30d@2026-01-31, with the day that it counts from."},
        limit=or_null(COUNT),
        offset=COUNT,
        snippets=COUNT,
        facets=listed(TEXT),
        authority=or_null(closed(name=TEXT, digest=TEXT))
        | {"description": "The file by which names of one author were joined."},
    )


def _hit() -> dict[str, Schema]:
    return {
        "rank": {"type": "integer", "minimum": 1},
        "id": TEXT,
        "score": or_null(NUMBER) | {"description": "null where order is by date."},
        "title": TEXT,
        "authors": listed(TEXT),
        "source": or_null(TEXT),
        "published": or_null(named("Published")),
        "topics": listed(named("Topic")),
        "language": or_null(TEXT),
        "kind": one_of(Kind),
        "url": or_null(TEXT),
        "story": or_null({"type": "integer"}),
        "copies": COUNT | {"description": "The other articles of its story, in the whole corpus."},
        "outlets": COUNT | {"description": "The sources that these name."},
        "snippet": named("Snippet"),
        "snippets": listed(named("Snippet"))
        | {"description": "Where several were asked for, in order of reading."},
    }


_TALLY: dict[str, Schema] = {
    "counts": listed(COUNT) | {"description": "In the order of the periods."},
    "undated": COUNT,
    "rough": COUNT | {"description": "Dated too roughly to lie in one period."},
    "total": COUNT,
}


def _trend() -> Schema:
    return closed(
        query=named("Request"),
        by=one_of(UNITS),
        field=or_null(one_of(SERIES_FIELDS)),
        periods=listed(closed(label=TEXT, first=TEXT, last=TEXT)),
        series=listed(named("Series")),
        notes=listed(TEXT),
        corpus=closed(digest=TEXT, articles=COUNT),
        took_ms=NUMBER,
    )


def _series() -> Schema:
    return closed(
        name=TEXT,
        kind=one_of(SeriesKind),
        key=or_null(TEXT),
        query=named("Request"),
        **_TALLY,
        share_of=or_null(one_of(ShareOf)) | {"description": "Which articles are the base."},
        base=or_null(named("Tally")),
        shares=or_null(listed(or_null(NUMBER)))
        | {"description": "null where there is nothing to be a share of."},
    )


def _timeline() -> Schema:
    return closed(
        query=named("Request"),
        by=one_of(TIMELINE_UNITS),
        sort=one_of(TIMELINE_SORTS),
        min_copies=COUNT,
        total=COUNT | {"description": "All stories, whatever the limit."},
        stories=listed(named("Told")),
        notes=listed(TEXT),
        corpus=closed(digest=TEXT, articles=COUNT),
        took_ms=NUMBER,
    )


def _told() -> Schema:
    soon = {name: or_null(COUNT) for name in ("within_day", "within_week", "within_month")}
    return closed(
        rank={"type": "integer", "minimum": 1},
        period=or_null(TEXT) | {"description": "The day or month under which it stands."},
        story={"type": "integer"},
        id=TEXT,
        title=TEXT,
        authors=listed(TEXT),
        source=or_null(TEXT),
        published=or_null(named("Published")),
        language=or_null(TEXT),
        url=or_null(TEXT),
        articles=COUNT | {"description": "Of the story, those that match."},
        copies=COUNT | {"description": "One fewer."},
        outlets=COUNT,
        sources=listed(closed(source=or_null(TEXT), articles=COUNT)),
        days=listed(closed(date=TEXT, articles=COUNT)),
        growth=closed(**soon) | {"description": "Articles so soon; null: no day is known."},
    )


def _article() -> Schema:
    return closed(
        id=TEXT,
        kind=one_of(Kind),
        title=TEXT,
        summary=TEXT,
        body=TEXT,
        words=COUNT,
        authors=listed(closed(name=TEXT, key=TEXT, role=one_of(Role))),
        source=or_null(TEXT),
        published=or_null(named("Published")),
        topics=listed(named("Topic")),
        language=or_null(TEXT),
        url=or_null(TEXT),
        story=or_null({"type": "integer"}),
        provenance=closed(
            file=TEXT,
            reader=TEXT,
            record={"type": "integer", "minimum": 1},
            start=or_null(COUNT),
            end=or_null(COUNT),
            digest=TEXT,
            reference=or_null(TEXT),
        ),
        raw=_found(),
    )


def _found() -> Schema:
    """Give the schema of what was found; `hinted` and `id_from` only where there is one."""
    return closed(
        ("hinted", "id_from"),
        title=or_null(TEXT),
        authors=listed(TEXT),
        source=or_null(TEXT),
        dates=listed(closed(text=TEXT, origin=TEXT)),
        topics=listed(TEXT),
        language=or_null(TEXT),
        url=or_null(TEXT),
        hinted=listed(TEXT),
        id_from=listed(TEXT),
    )


def _published() -> Schema:
    return closed(
        date=or_null(TEXT) | {"description": "Year, month or day: 2026, 2026-01, 2026-01-30."},
        instant=or_null(TEXT),
        precision=or_null(one_of(Precision)),
        method=or_null(one_of(Method)),
        confidence=or_null(one_of(Confidence)),
        flags=listed(TEXT),
        raw=TEXT,
    )


def _corpus() -> Schema:
    texts = dict.fromkeys(("name", "digest", "engine", "created"), TEXT)
    counts = dict.fromkeys(
        ("articles", "schema", "bytes", "undated", "unsigned", "sources", "authors"), COUNT
    )
    known = or_null(COUNT) | {"description": "Null: no ledger can be read that knows."}
    more = dict.fromkeys(("files", "stale", "outdated", "deleted", "ingests"), known)
    return closed(
        **texts,
        **counts,
        **more,
        languages=listed(TEXT),
        first=or_null(TEXT),
        last=or_null(TEXT),
        runs=listed(named("Run")) | {"description": "The last ingests, the newest first."},
        unstemmed={"type": "object", "additionalProperties": COUNT}
        | {"description": "Articles in languages that could be enabled, and are not."},
        ungrouped=FLAG | {"description": "Some copies may be in no story."},
        problem=or_null(TEXT),
    )


def _run() -> Schema:
    return closed(
        number=COUNT,
        begun=TEXT,
        ended=or_null(TEXT),
        state=one_of(RunState),
        tool=TEXT,
        names=listed(TEXT),
        places=COUNT,
        **dict.fromkeys(OUTCOMES, COUNT),
    )


def _problem() -> Schema:
    return closed(
        ("column", "suggestion"),
        type=one_of([f"urn:searcher:problem:{kind.type}" for kind in KINDS]),
        title=TEXT,
        status={"type": "integer"},
        detail=TEXT,
        column=or_null({"type": "integer"}),
        suggestion=or_null(TEXT),
        suggestions=listed(TEXT),
    )
