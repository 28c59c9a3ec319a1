"""`searcher save`, `searcher saved`, `--saved`: a question is asked again, and narrowed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Run
from searcher.index.folder.home import SEARCHES_FILE, SEARCHES_LOCK

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")


@pytest.fixture(autouse=True)
def _none_left(hay_home: Path) -> Iterator[None]:
    yield
    for name in (SEARCHES_FILE, SEARCHES_LOCK):
        (hay_home / "default" / name).unlink(missing_ok=True)


def test_what_is_saved_is_asked_again(searcher: Run, search: Run) -> None:
    """As if it were typed; and within it, further words and filters."""
    ran = searcher("save", "Holdings", "treasury", "holdings", "--language", "en")
    assert (0, "") == (ran.code, ran.out)
    assert "search --saved Holdings" in ran.err
    typed = search("treasury", "holdings", "--language", "en", "--format", "ids")
    assert typed.lines
    assert typed.out == search("--saved", "holdings", "--format", "ids").out
    narrowed = search("--saved", "holdings", "--author", "Jon Roe", "--format", "ids")
    assert set(narrowed.lines) <= set(typed.lines)
    both = search("treasury holdings", "--language=en", "--author", "Jon Roe", "--format", "ids")
    assert both.out == narrowed.out


def test_what_is_saved_is_told_as_json(searcher: Run) -> None:
    """As `saved --json` lists it."""
    ran = searcher("save", "reefs", "reef", "--language", "en", "--json")
    assert (0, "") == (ran.code, ran.err)
    assert [json.loads(ran.out)] == json.loads(searcher("saved", "--json").out)


def test_they_are_listed_as_they_are_typed(searcher: Run) -> None:
    """Each with what a shell would take; in JSON with its parameters."""
    assert 1 == searcher("saved").code
    searcher("save", "In the news", "bank OR river", "--date", "last week", "--not-kind", "teaser")
    searcher("save", "No rivers", "--", "-river")
    ran = searcher("saved")
    assert [
        "In the news  'bank OR river' '--date=last week' --not-kind=teaser",
        "No rivers    -- -river",
    ] == sorted(ran.lines)
    first, _ = json.loads(searcher("saved", "--json").out)
    assert {"q": ["bank OR river"], "not-kind": ["teaser"], "date": ["last week"]} == first[
        "params"
    ]


def test_one_is_removed(searcher: Run, search: Run) -> None:
    """And unknown then, with exit code 2."""
    searcher("save", "x", "bank")
    assert 0 == searcher("saved", "--remove", "X").code
    ran = search("--saved", "x")
    assert 2 == ran.code
    assert "There is no saved search “x”" in ran.err


def test_a_name_is_replaced_only_by_force(searcher: Run) -> None:
    """It may be somebody's work."""
    searcher("save", "x", "bank")
    assert 2 == searcher("save", "x", "river").code
    assert 0 == searcher("save", "x", "river", "--force").code
    assert ["x  river"] == searcher("saved").lines


def test_a_mistake_is_not_saved(searcher: Run) -> None:
    """It is told with its column."""
    ran = searcher("save", "x", "autor:smith")
    assert 2 == ran.code
    assert "column 1" in ran.err
    assert 1 == searcher("saved").code


def test_facets_and_exports_take_it_too(searcher: Run, search: Run, tmp_path: Path) -> None:
    """The export's manifest says what was meant, so that it can be repeated without it."""
    searcher("save", "banks", "bank")
    one = searcher("facets", "author", "--saved", "banks", "--json")
    assert one.out == searcher("facets", "author", "bank", "--json").out
    target = tmp_path / "banks.ids"
    ran = searcher(
        "export", "--saved", "banks", "--kind", "article", "--format", "ids", "-o", target
    )
    assert 0 == ran.code, ran.err
    typed = search("bank", "--kind", "article", "--limit", "0", "--format", "ids")
    assert sorted(typed.lines) == target.read_text().split()
    manifest = json.loads(target.with_name(f"{target.name}.manifest.json").read_text())
    assert "--saved" not in json.dumps(manifest)
    assert 0 == searcher("verify", target).code


def test_facets_count_within_it(searcher: Run, search: Run) -> None:
    """Also of the field that it chooses in: alone, and beside hits."""
    searcher("save", "january", "--date", "2026-01", "--not-kind", "teaser")
    whole = json.loads(searcher("facets", "month", "--json").out)["values"]
    hits = json.loads(search("--saved", "january", "--facet", "month", "--json").out)
    for values in (
        json.loads(searcher("facets", "published", "--saved", "january", "--json").out)["values"],
        hits["facets"]["month"],
    ):
        assert ["2026-01"] == [one["value"] for one in values]
        assert hits["total"] == values[0]["count"]
    assert 1 < len(whole)


@pytest.mark.parametrize("command", ["kwic", "trend", "timeline"])
def test_views_take_it_too(searcher: Run, command: str) -> None:
    """As if it were typed."""
    searcher("save", "banks", "bank", "--language", "en")
    ran = searcher(command, "--saved", "banks", "--format", "csv")
    assert ran.lines
    assert ran.out == searcher(command, "bank", "--language", "en", "--format", "csv").out


def test_a_saved_search_and_a_file_of_queries_exclude_each_other(
    searcher: Run, tmp_path: Path
) -> None:
    """One of them would be lost."""
    (tmp_path / "q.txt").write_text("bank\n")
    ran = searcher("export", "--saved", "x", "--queries", tmp_path / "q.txt", "-o", tmp_path / "o/")
    assert 2 == ran.code
    assert "--saved and --queries exclude each other" in ran.err


def test_a_missing_index_is_told(searcher: Run) -> None:
    """As everywhere."""
    for args in (("saved",), ("save", "x", "bank"), ("search", "--saved", "x")):
        assert 3 == searcher(*args, "--index", "nowhere").code
