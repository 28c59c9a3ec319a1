"""`searcher trend` and `searcher timeline`."""

import csv
import io
import json
from pathlib import Path

import pytest

from commands import Run

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")


def test_a_trend_is_counted(searcher: Run) -> None:
    """By month unless told, with a line for each; notes say what lies in none."""
    ran = searcher("trend", "--since", "2025-11", "--until", "2026-01")
    assert 0 == ran.code
    assert "all: articles by month" == ran.lines[0]
    assert ["2025-11", "2025-12", "2026-01"] == [line.split()[0] for line in ran.lines[1:4]]
    assert "undated articles were left out" in ran.err


def test_every_unit_counts_all_articles(searcher: Run) -> None:
    """In periods, or outside of them."""
    for by in ("day", "week", "month", "quarter", "year"):
        ran = searcher("trend", "--by", by, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        assert 24 == sum(int(row["count"]) for row in rows)


def test_several_queries_share_their_filters(searcher: Run) -> None:
    """Words are one of them."""
    args = ("treasury", "--query", "river bank", "--query", "-bank", "--source", "The Reed")
    record = json.loads(searcher("trend", *args, "--by", "year", "--json").out)
    assert ["treasury", "river bank", "-bank"] == [one["name"] for one in record["series"]]
    filters = [one["query"]["filters"] for one in record["series"]]
    assert [filters[0]] * 3 == filters
    assert ["the reed"] == filters[0][0]["values"]


def test_a_trend_of_nothing_says_so_in_its_exit_code(searcher: Run) -> None:
    """As a search does."""
    assert 1 == searcher("trend", "nosuchword").code
    assert 1 == searcher("timeline", "nosuchword").code


def test_a_drawing_is_written(searcher: Run, tmp_path: Path) -> None:
    """Beside what is printed; a file of another kind is not touched."""
    file = tmp_path / "trend.svg"
    ran = searcher("trend", "--by", "year", "--plot", file)
    assert 0 == ran.code
    assert f"drawn in {file}" in ran.err
    assert file.read_text("utf-8").startswith("<?xml")
    assert ran.out
    assert searcher("trend", "--by", "year", "--format", "svg").out == file.read_text("utf-8")
    other = tmp_path / "notes.txt"
    other.write_text("mine")
    refused = searcher("trend", "--plot", other)
    assert (2, "mine") == (refused.code, other.read_text())
    assert "Name a file that ends in .svg" in refused.err
    nowhere = searcher("trend", "--plot", tmp_path / "no" / "where.svg")
    assert 2 == nowhere.code
    assert "--plot" in nowhere.err


def test_a_drawing_replaces_nothing_unasked(searcher: Run, tmp_path: Path) -> None:
    """As an export does: an earlier one may be cited, and is told before anything is counted."""
    file = tmp_path / "trend.svg"
    file.write_text("mine")
    refused = searcher("trend", "--plot", file)
    assert (2, "", "mine") == (refused.code, refused.out, file.read_text("utf-8"))
    assert "or replace it by --force" in refused.err
    assert 0 == searcher("trend", "--plot", file, "--force").code
    assert file.read_text("utf-8").startswith("<?xml")


def test_centuries_by_day_are_an_error_with_a_cure(searcher: Run) -> None:
    """It names the unit that has room."""
    ran = searcher("trend", "--by", "day", "--since", "1800")
    assert (2, "") == (ran.code, ran.out)
    assert "Count by week (--by week)" in ran.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--by", "moth"), "Did you mean month"),
        (("--series", "yaer"), "There is no facet"),
        (("--series", "year"), "There is no field of series"),
        (("--series", "author", "--query", "a", "--query", "b"), "exclude each other"),
        (("--top", "0"), "--top is 1 to 20"),
        (("--json", "--format", "csv"), "exclude each other"),
    ],
)
def test_mistakes_are_told(searcher: Run, args: tuple[str, ...], message: str) -> None:
    """With what would work."""
    ran = searcher("trend", *args)
    assert (2, "") == (ran.code, ran.out)
    assert message in ran.err


def test_a_timeline_is_told(searcher: Run) -> None:
    """Pages follow one another, and their total is of all."""
    ran = searcher("timeline", "--limit", "3", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert ["1", "2", "3"] == [row["rank"] for row in rows]
    following = searcher("timeline", "--limit", "3", "--offset", "3", "--json")
    record = json.loads(following.out)
    assert [4, 5, 6] == [story["rank"] for story in record["stories"]]
    every = json.loads(searcher("timeline", "--limit", "0", "--json").out)
    assert record["total"] == every["total"] == len(every["stories"])
    assert 2 == searcher("timeline", "--by", "year").code


def test_the_most_copied_stories_are_told_first(searcher: Run) -> None:
    """Without headings, each with its own date."""
    record = json.loads(searcher("timeline", "--sort", "copies", "--json").out)
    copies = [story["copies"] for story in record["stories"]]
    assert "copies" == record["sort"]
    assert sorted(copies, reverse=True) == copies
    lines = searcher("timeline", "--sort", "copies", "-n", "2").out.splitlines()
    first = record["stories"][0]
    assert lines[0].startswith("1  ")
    assert first["published"]["date"] in lines[1]
    assert 2 == searcher("timeline", "--sort", "newest").code
