"""What does the API offer? Its OpenAPI document, from the same tables as the command line."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from searcher._version import __version__
from searcher.dates.periods import UNITS
from searcher.exports.formats import FORMATS
from searcher.index.trending import MOST_SERIES, SERIES_FIELDS, USUAL_SERIES
from searcher.query.fields import FACETS, FIELDS, KINDS
from searcher.query.model import CONFIDENCES
from searcher.query.params import COUNTED, DEFAULT_LIMIT, MOST_SNIPPETS, SORTS
from searcher.render import TIMELINE_FORMATS, TREND_FORMATS, Format
from searcher.results import PARTS, KwicSort
from searcher.trends import TIMELINE_SORTS, TIMELINE_UNITS
from searcher.web import problems
from searcher.web.citing import MEDIA_TYPES
from searcher.web.schemas import schemas
from searcher.web.shapes import COUNT, FLAG, TEXT, Schema, listed, named, one_of

# Hits of one answer; whoever wants more exports them. And how far offsets reach.
MOST_HITS = 1_000
FARTHEST = 100_000
# Values of a facet and suggestions of a kind: unless told, and at most.
VALUES, MOST_VALUES = 20, 10_000
SUGGESTIONS, MOST_SUGGESTIONS = 5, 100
# Lines of a concordance: unless told, and at most.
LINES, MOST_LINES = 100, 10_000
# Stories of a timeline, unless told.
STORIES = 20
_PROBLEM = {"application/problem+json": {"schema": named("Problem")}}


def _parameter(name: str, about: str, schema: Schema) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _limit(about: str, least: int, usual: int, most: int | None = None) -> dict[str, Any]:
    return _number("limit", about, least, usual, most)


def _number(
    name: str, about: str, least: int, usual: int, most: int | None = None
) -> dict[str, Any]:
    bounds = {"minimum": least, "default": usual} | ({"maximum": most} if most else {})
    return _parameter(name, about, {"type": "integer", **bounds})


def _several(name: str, about: str) -> dict[str, Any]:
    facet = {"type": "string", "pattern": f"^({'|'.join(FACETS)})(:([1-9][0-9]{{0,3}}|10000))?$"}
    known = {"kind": one_of(KINDS), "facet": facet, "in": one_of(PARTS)}
    values = known.get(name.removeprefix("not-"), TEXT)
    return _parameter(name, about, listed(values)) | {"explode": True}


@cache
def document() -> dict[str, Any]:
    """Give the document."""
    index = _parameter("index", "The index; else the first that is served.", TEXT)
    asked = [
        _parameter("q", "The words, in the query language.", TEXT),
        _parameter("saved", "Within what this saved search finds; all else narrows it.", TEXT),
        _parameter("any", "One of the words is enough.", FLAG),
        _parameter("no-inferred", "Only declared topics and subjects count.", FLAG),
        _parameter("strict", "A query with a mistake in it is refused.", FLAG),
        _parameter("since", "Not before this day.", TEXT),
        _parameter("until", "Not after this day.", TEXT),
        _parameter("date-confidence", "Only dates known at least so well.", one_of(CONFIDENCES)),
        *(_several(field.name, f"With this {field.name}.") for field in FIELDS if field.filter),
        *(
            _several(f"not-{field.name}", f"Without this {field.name}.")
            for field in FIELDS
            if field.filter
        ),
        index,
    ]
    count = _parameter("count", "What totals and facets count.", one_of(COUNTED))
    sort = _parameter("sort", "The order of hits.", one_of(SORTS))
    ranked = [
        _parameter("expand", "Hits are ordered by the words of the best of them too.", FLAG),
        _parameter("half-life", "New articles come sooner; as in 30d, 6w, 3m, 1y.", TEXT),
    ]
    formats = [row.name for row in FORMATS]
    like = _parameter("like", "Only values that hold this text.", TEXT)
    streams = [row.name for row in FORMATS if row.of_one]
    paths = {
        "/api/search": _get(
            "Find articles, as `search --json` does.",
            [
                *asked,
                count,
                sort,
                *ranked,
                _limit("How many at most.", 1, DEFAULT_LIMIT, MOST_HITS),
                _parameter(
                    "offset",
                    "Hits to pass over.",
                    COUNT | {"default": 0, "maximum": FARTHEST - 1},
                ),
                _number("snippets", "Passages of each hit at most.", 0, 1, MOST_SNIPPETS),
                _several("facet", "Count the values of a field too: author, or 20 as author:20."),
                _parameter("explain", "Say why it finds what it finds.", FLAG),
                _parameter("after", "Where the page before ended: its `next`.", TEXT),
            ],
            answer=named("Results"),
            more={"304": {"description": "As the ETag says."}},
        ),
        "/api/facets/{field}": _get(
            "Count the values of one field.",
            [
                _path("field", "Whose values.", one_of(FACETS)),
                *asked,
                count,
                _limit("How many at most; of dates all, if not said.", 0, VALUES, MOST_VALUES),
                like,
            ],
            answer=named("Facet"),
        ),
        "/api/kwic": _get(
            "Line up every occurrence of the words, as `searcher kwic` does.",
            [
                *asked,
                _number("width", "Characters of context on either side.", 0, 40, 1_000),
                _parameter("sort", "The order of lines.", one_of(KwicSort)),
                _parameter("sample", "Only so many lines, drawn from all.", COUNT),
                _parameter("seed", "What decides the sample.", COUNT | {"default": 0}),
                _several("in", "Only lines from this part of an article."),
                _limit("How many at most.", 1, LINES, MOST_LINES),
                _parameter(
                    "offset",
                    "Lines to pass over.",
                    COUNT | {"default": 0, "maximum": FARTHEST - 1},
                ),
            ],
            answer=named("Concordance"),
        ),
        "/api/similar/{id}": _get(
            "Find articles like one, as `searcher similar` does.",
            [
                _path("id", "Its id, or as much of it as no other begins with.", TEXT),
                *(one for one in asked if one["name"] not in ("q", "saved", "any", "strict")),
                _number("words", "By so many of its most telling words.", 1, 25, 100),
                _parameter("copies", "Its own copies too.", FLAG),
                count,
                _limit("How many at most.", 1, DEFAULT_LIMIT, MOST_HITS),
            ],
            answer=named("Similar"),
        ),
        "/api/trend": _get(
            "Count what matches by the time at which it came out, as `searcher trend` does.",
            [
                *asked,
                count,
                _parameter("by", "Of which periods each is counted.", one_of(UNITS)),
                _parameter("share", "Counts are held against all articles of a period.", FLAG),
                _parameter("query", "Further words, counted apart.", listed(TEXT))
                | {"explode": True},
                _parameter("series", "Whose top values are counted apart.", one_of(SERIES_FIELDS)),
                _parameter(
                    "top",
                    "How many values at most.",
                    {
                        "type": "integer",
                        "minimum": 1,
                        "default": USUAL_SERIES,
                        "maximum": MOST_SERIES,
                    },
                ),
                _parameter("format", "What is sent.", one_of(_data(TREND_FORMATS))),
            ],
            answer=named("Trend"),
            files=("text/csv", "text/tab-separated-values", "image/svg+xml"),
        ),
        "/api/timeline": _get(
            "Tell the stories that match in the order of time, as `searcher timeline` does.",
            [
                *asked,
                _parameter("by", "Under which headings stories are put.", one_of(TIMELINE_UNITS)),
                _parameter(
                    "sort",
                    "By time, or the most copied first.",
                    one_of(TIMELINE_SORTS) | {"default": TIMELINE_SORTS[0]},
                ),
                _parameter("min-copies", "Only stories of so many copies.", COUNT | {"default": 0}),
                _limit("How many at most.", 1, STORIES, MOST_HITS),
                _parameter(
                    "offset",
                    "Stories to pass over.",
                    COUNT | {"default": 0, "maximum": FARTHEST - 1},
                ),
                _parameter("format", "What is sent.", one_of(_data(TIMELINE_FORMATS))),
            ],
            answer=named("Timeline"),
            files=("text/csv", "text/tab-separated-values", "text/markdown"),
        ),
        "/api/suggest": _get(
            "Say what may be meant by words that are still typed.",
            [
                asked[0],
                index,
                _limit("How many of a kind at most.", 0, SUGGESTIONS, MOST_SUGGESTIONS),
            ],
            answer=named("Suggestions"),
        ),
        "/api/articles/{id}": _get(
            "Read one article, or cite it.",
            [
                _path("id", "Its id, or as much of it as no other begins with.", TEXT),
                index,
                _parameter(
                    "format",
                    "As an export of it alone, to be saved: ris, bibtex and csl are citations.",
                    one_of(streams),
                ),
            ],
            answer=named("Article"),
            files=(*MEDIA_TYPES.values(), "application/octet-stream"),
        ),
        "/api/corpus": _get("What the index holds.", [index], answer=named("Corpus")),
        "/api/saved": _get(
            "Which searches are saved, each with the parameters that ask it.",
            [index],
            answer=named("Searches"),
        ),
        "/api/indexes": _get("Which indexes are served.", [], answer=named("Indexes")),
        "/api/export": _get(
            "Write all hits, as `searcher export` does.",
            [
                *asked,
                sort,
                _limit("How many at most; 0 is all.", 0, 0),
                _parameter("format", "What is written.", one_of(formats)),
                _parameter("fields", "Columns, with commas between.", TEXT),
                _parameter("lenient", "A mistake in the query is repaired.", FLAG),
                _parameter(
                    "zip",
                    "All files that the command writes, with manifest and digests, as one zip; "
                    "needed for formats that are folders.",
                    FLAG,
                ),
            ],
            content="application/octet-stream",
        ),
        "/feed.atom": _get(
            "The newest hits as an Atom feed.", asked, content="application/atom+xml"
        ),
        "/opensearch.xml": _get(
            "How browsers search from their address bar.",
            [index],
            content="application/opensearchdescription+xml",
        ),
        "/openapi.json": _get("This document.", [], answer={"type": "object"}),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Searcher", "version": __version__},
        # Relative to the document: wherever the app is mounted.
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {"schemas": schemas()},
    }


def _data(formats: Iterable[Format]) -> list[str]:
    """Name the formats for programs."""
    return [row.name for row in formats if row.data]


def _path(name: str, about: str, schema: Schema) -> dict[str, Any]:
    return _parameter(name, about, schema) | {"in": "path", "required": True}


def _get(
    about: str,
    parameters: list[dict[str, Any]],
    *,
    answer: Schema | None = None,
    content: str = "application/json",
    files: Iterable[str] = (),
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    statuses = sorted({kind.status for kind in problems.KINDS} | {401, 405, 414})
    refusals = {
        str(status): {"description": "See `type` and `detail`.", "content": _PROBLEM}
        for status in statuses
    }
    shape = {} if answer is None else {"schema": answer}
    kinds = {content: shape} | {kind: {} for kind in files}
    answers = {"200": {"description": "The answer.", "content": kinds}}
    return {
        "get": {
            "summary": about,
            "parameters": parameters,
            "responses": answers | refusals | (more or {}),
        }
    }
