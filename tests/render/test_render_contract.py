"""The JSON contract."""

import json
from dataclasses import replace

import pytest

from answers import answer, counted
from searcher.query.model import SearchRequest
from searcher.render import Look
from searcher.render.contract import (
    facet_record,
    json_lines,
    results_json,
    results_jsonl,
    results_record,
)
from searcher.results import CorpusState, Results

LOOK = Look()


def test_the_keys_are_exactly_those_of_the_contract() -> None:
    """No key is missing, and none came by accident."""
    record = results_record(answer())
    assert ["query", "total", "took_ms", "notes", "hits", "next", "facets", "corpus"] == list(
        record
    )
    assert [
        *("rank", "id", "score", "title", "authors", "source", "published", "topics"),
        *("language", "kind", "url", "story", "copies", "outlets", "snippet"),
    ] == list(record["hits"][0])
    assert [
        *("date", "instant", "precision", "method", "confidence", "flags", "raw"),
    ] == list(record["hits"][0]["published"])
    assert ["path", "inferred", "score", "origin", "code"] == list(record["hits"][0]["topics"][0])
    assert ["text", "spans"] == list(record["hits"][0]["snippet"])
    assert ["value", "key", "count", "selected"] == list(record["facets"]["author"][0])
    assert ["digest", "articles"] == list(record["corpus"])


def test_published_is_null_where_no_date_was_printed() -> None:
    """Nothing printed is null; a printed date without certainty keeps its raw string."""
    hits = results_record(answer())["hits"]
    assert None is hits[2]["published"]
    assert ("Jan 30, Fri", "2026-01-30", "medium") == tuple(
        hits[3]["published"][key] for key in ("raw", "date", "confidence")
    )


def test_the_missing_bucket_is_null() -> None:
    """Unsigned and undated are values like any other."""
    missing = results_record(answer())["facets"]["author"][-1]
    assert {"value": None, "key": None, "count": 2, "selected": False} == missing


def test_spans_count_characters() -> None:
    """A span cuts the marked words out of the snippet's text."""
    snippet = results_record(answer())["hits"][0]["snippet"]
    assert ["Treasury", "holdings"] == [
        snippet["text"][start:end] for start, end in snippet["spans"]
    ]


def test_json_is_one_object() -> None:
    """What is printed reads back as the record."""
    assert results_record(answer()) == json.loads("\n".join(results_json(answer(), LOOK)))


@pytest.mark.parametrize("hits", range(4))
def test_json_is_written_hit_by_hit(hits: int) -> None:
    """As it would be at once, whatever the texts look like."""
    hit = answer().hits[0]
    odd = replace(hit, article=replace(hit.article, title='  "hits": [],\n  "hits": [],'))
    results = replace(answer(), hits=(odd,) * hits)
    assert "\n".join(json_lines(results_record(results))) == "\n".join(results_json(results, LOOK))


def test_jsonl_is_one_hit_a_line() -> None:
    """Each line is one hit, as in the contract."""
    lines = list(results_jsonl(answer(), LOOK))
    assert results_record(answer())["hits"] == [json.loads(line) for line in lines]
    assert [] == [line for line in lines if "\n" in line]


def test_no_hits_is_valid_json() -> None:
    """An empty answer has all keys too."""
    nothing = Results(SearchRequest(), 0, (), CorpusState("0" * 64, 0))
    assert [] == json.loads("\n".join(results_json(nothing, LOOK)))["hits"]
    assert [] == list(results_jsonl(nothing, LOOK))


def test_a_lone_surrogate_is_escaped() -> None:
    """orjson refuses it; it still comes out as valid JSON."""
    text = "".join(json_lines({"title": "lone \ud800"}))
    assert {"title": "lone \ud800"} == json.loads(text)
    assert text.isascii()


def test_a_facet_says_whether_there_are_more() -> None:
    """`searcher facets --json` names the facet and says if values were left out."""
    record = facet_record(counted("author"))
    assert ("author", True, 3) == (record["facet"], record["more"], len(record["values"]))
