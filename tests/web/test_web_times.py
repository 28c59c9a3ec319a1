"""Trends and timelines over HTTP: what Python answers, in every format, or a problem."""

import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from searcher import Index
from searcher.render.timeline_data import timeline_record
from searcher.render.trend_data import trend_record

pytest_plugins = ["export_fixtures", "web_fixtures"]


def without_time(record: dict[str, Any]) -> dict[str, Any]:
    """Give an answer without what differs each time."""
    return {name: value for name, value in record.items() if name != "took_ms"}


@pytest.mark.parametrize(
    ("query", "words", "options"),
    [
        ("", "", {}),
        ("?q=treasury&by=year&share=1", "treasury", {"by": "year", "share": True}),
        (
            "?by=week&since=2025-12&count=stories",
            "",
            {"by": "week", "since": "2025-12", "count": "stories"},
        ),
        ("?series=source&top=2&by=quarter", "", {"series": "source", "top": 2, "by": "quarter"}),
        (
            "?query=bank&query=river&query=&source=The+Reed",
            "",
            {"queries": ["bank", "river"], "source": "The Reed"},
        ),
    ],
)
def test_a_trend_is_that_of_python(
    client: TestClient, hay_path: Path, query: str, words: str, options: dict[str, Any]
) -> None:
    """Under the same names."""
    answer = client.get(f"/api/trend{query}").json()
    with Index.open(hay_path) as index:
        expected = trend_record(index.trend(words, **options))
    assert without_time(expected) == without_time(answer)


def test_a_timeline_is_that_of_python(client: TestClient, hay_path: Path) -> None:
    """And its pages follow by the header Link, to the last."""
    with Index.open(hay_path) as index:
        every = timeline_record(index.timeline("treasury OR bank", by="month", limit=None))
    address: str | None = "/api/timeline?q=treasury+OR+bank&by=month&limit=3"
    told: list[Any] = []
    while address:
        answer = client.get(address)
        told += answer.json()["stories"]
        assert every["total"] == answer.json()["total"]
        link = answer.headers.get("link", "")
        address = link.partition(">")[0].removeprefix("<") or None
    assert every["stories"] == told
    assert 3 < len(told)


def test_data_is_sent_as_files(client: TestClient) -> None:
    """With the type of each."""
    answer = client.get("/api/trend?by=year&format=csv")
    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert 'attachment; filename="trend.csv"' == answer.headers["content-disposition"]
    assert 24 == sum(int(row["count"]) for row in csv.DictReader(io.StringIO(answer.text)))
    drawn = client.get("/api/trend?by=year&format=svg")
    assert "image/svg+xml" == drawn.headers["content-type"]
    assert ET.fromstring(drawn.text).tag.endswith("svg")  # noqa: S314 - our own
    listed = client.get("/api/timeline?format=markdown")
    assert 'attachment; filename="timeline.md"' == listed.headers["content-disposition"]
    assert listed.text.startswith("## ")
    assert "\t" in client.get("/api/timeline?format=tsv").text


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/api/trend?by=moth", "value"),
        ("/api/trend?series=year", "value"),
        ("/api/trend?format=table", "value"),
        ("/api/trend?top=99", "usage"),
        ("/api/trend?top=99999999999", "usage"),
        ("/api/trend?top=x", "usage"),
        ("/api/trend?by=day&since=1200&until=2026", "usage"),
        ("/api/trend?share=perhaps", "usage"),
        ("/api/trend?" + "&".join(f"query=w{n}" for n in range(30)), "usage"),
        ("/api/trend?q=autor:x&strict=1", "query"),
        ("/api/trend?nosuch=1", "value"),
        ("/api/trend?index=nosuch", "value"),
        ("/api/timeline?limit=0", "usage"),
        ("/api/timeline?limit=1001", "usage"),
        ("/api/timeline?offset=999999", "usage"),
        ("/api/timeline?min-copies=-1", "usage"),
        ("/api/timeline?format=svg", "value"),
        ("/api/timeline?by=year", "value"),
        ("/api/timeline?sort=newest", "value"),
    ],
)
def test_mistakes_are_problems(client: TestClient, address: str, kind: str) -> None:
    """Of the type that fits."""
    answer = client.get(address)
    assert 400 == answer.status_code
    assert f"urn:searcher:problem:{kind}" == answer.json()["type"]
