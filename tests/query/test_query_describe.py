"""The request as understood, for people and for programs."""

import datetime as dt
import json

import pytest

from searcher.query.describe import describe, request_record
from searcher.query.params import build

TODAY = dt.date(2026, 2, 1)


def test_lines_show_what_was_resolved() -> None:
    """Intervals are days, with the words that were typed; missing values are named."""
    request = build(
        "treasury OR bank title:x",
        author=["Jo Roe", "none"],
        not_date="yesterday",
        since="2025",
        sort="newest",
        offset=20,
        facet=["author", "date"],
        today=TODAY,
    )
    assert [
        "words: treasury OR (bank AND title:x)",
        "author: “jo roe” or none",
        "not date: 2026-01-31 (yesterday)",
        "since and until: 2025-01-01..",
        "order: newest, 10 hits after the first 20",
        "facets: author, month",
    ] == describe(request)


def test_lines_of_an_empty_request() -> None:
    """All articles are said to be all."""
    assert ["words: all articles", "order: relevance, all hits"] == describe(build(limit=0))


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ('"sea wall" OR (barrage AND -council)', '"sea wall" OR barrage -council'),
        ("-(a OR (-b AND c))", "-(a OR -b c)"),
        ("(-author:* AND a) OR author:*", "author:none a OR author:*"),
        ("a AND (b OR (c AND -d))", "a (b OR c -d)"),
    ],
)
def test_and_within_or_is_in_parentheses(expected: str, words: str) -> None:
    """Nobody need know which binds more; the text still means the same."""
    request = build(words)
    assert f"words: {expected}" == describe(request)[0]
    assert request.query == build(expected).query


def test_one_hit_is_one_hit() -> None:
    """The singular is said."""
    assert ["words: all articles", "order: relevance, 1 hit"] == describe(build(limit=1))


def test_the_record_is_plain_json() -> None:
    """Every part has its place, with nulls for what is missing or open."""
    request = build(
        "a b",
        author="none",
        not_topic="Sport",
        date="2026-01",
        until="2026",
        date_confidence="medium",
        limit=0,
        today=TODAY,
    )
    record = request_record(request)
    assert {
        "words": "a b",
        "any": False,
        "query": "a AND b",
        "filters": [
            {"field": "author", "values": [None], "exclude": False},
            {"field": "date", "values": ["2026-01-01..2026-01-31"], "exclude": False},
            {"field": "topic", "values": ["sport"], "exclude": True},
        ],
        "since": None,
        "until": "2026-12-31",
        "count": "articles",
        "date_confidence": "medium",
        "inferred": True,
        "sort": "relevance",
        "expand": False,
        "half_life": None,
        "limit": None,
        "offset": 0,
        "snippets": 1,
        "facets": [],
        "authority": None,
    } == record
    assert record == json.loads(json.dumps(record))


def test_what_was_inferred_and_does_not_count_is_said() -> None:
    """Both forms of the request tell it."""
    request = build("a", no_inferred=True)
    assert "topics and subjects: declared ones only" in describe(request)
    assert request_record(request)["inferred"] is False
