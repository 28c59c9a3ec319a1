"""The tables of formats, and every renderer against hostile text and its golden."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answers import answer, counted, hostile
from searcher.errors import ValueNotKnown
from searcher.render import (
    ARTICLE_FORMATS,
    FACET_FORMATS,
    FORMATS,
    TIMELINE_FORMATS,
    TREND_FORMATS,
    Format,
    Look,
    format_named,
)
from searcher.render.safety import safe_data
from searcher.results import Results
from times import one_series, several, shares, told

GOLDEN = Path(__file__).parent / "golden"
MADE: dict[str, Callable[[], Any]] = {
    "trend": one_series,
    "shares": shares,
    "series": several,
    "timeline": told,
}
LOOK = Look(72, index="haystack")
CASES = [
    *((f"results.{row.name}", row) for row in FORMATS),
    *((f"facet.{row.name}", row) for row in FACET_FORMATS),
    *((f"article.{row.name}", row) for row in ARTICLE_FORMATS),
    *((f"trend.{row.name}", row) for row in TREND_FORMATS),
    *((f"shares.{row.name}", row) for row in TREND_FORMATS),
    *((f"series.{row.name}", row) for row in TREND_FORMATS),
    *((f"timeline.{row.name}", row) for row in TIMELINE_FORMATS),
]


def _record(name: str, results: Results) -> Any:
    kind = name.partition(".")[0]
    if kind in MADE:
        return MADE[kind]()
    if kind == "results":
        return results
    return counted("author") if kind == "facet" else results.hits[0].article


@pytest.mark.parametrize(("name", "form"), CASES, ids=[name for name, _ in CASES])
def test_golden(name: str, form: Format) -> None:
    """The output is as committed; SEARCHER_WRITE_GOLDEN=1 in the environment commits anew."""
    text = "".join(f"{line}\n" for line in form.render(_record(name, answer()), LOOK))
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("SEARCHER_WRITE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("form", FORMATS, ids=[row.name for row in FORMATS])
def test_hostile_text_breaks_no_renderer(form: Format) -> None:
    """Every format prints every hit; for people nothing dangerous is left in it."""
    lines = list(form.render(hostile(), LOOK))
    assert len(lines) >= len(hostile().hits)
    if not form.data or form.name == "markdown":
        assert [] == [line for line in lines if line != safe_data(line) or "\n" in line]


def test_an_unknown_format_names_those_there_are() -> None:
    """The message is the cure."""
    with pytest.raises(ValueNotKnown, match="Known: table, json, jsonl"):
        format_named("xml")
