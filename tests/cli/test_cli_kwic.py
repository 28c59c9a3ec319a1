"""`searcher kwic`: the lines of a concordance, in every format."""

import csv
import io
import json

import pytest

from commands import Run

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")


def test_lines_and_numbers_are_printed(searcher: Run) -> None:
    """The words found in one column; the last line counts."""
    ran = searcher("kwic", "bank", "--sort", "left", "--source", "The Reed", "--width", 20)
    assert (0, "") == (ran.code, ran.err)
    *lines, last = ran.lines
    assert 3 == len(lines)
    assert 1 == len({line.lower().index("bank") for line in lines})
    assert last.startswith("3 lines in 2 articles, ")


def test_no_line_is_told_by_the_exit_code(searcher: Run) -> None:
    """And in words."""
    ran = searcher("kwic", "zebra")
    assert 1 == ran.code
    assert ran.out.startswith("no lines in 0 articles")


def test_all_formats_have_the_same_lines(searcher: Run) -> None:
    """The table is for the eye, all others for programs."""
    asked = ("kwic", "river OR bank", "--sample", 6, "--seed", 3, "--limit", 5)
    whole = json.loads(searcher(*asked, "--json").out)
    assert (6, 3, 5) == (whole["sampled"], whole["seed"], len(whole["lines"]))
    lines = [json.loads(line) for line in searcher(*asked, "--format", "jsonl").lines]
    assert whole["lines"] == lines
    for form, between in (("csv", ","), ("tsv", "\t")):
        read = csv.DictReader(
            io.StringIO(searcher(*asked, "--format", form).out), delimiter=between
        )
        shown = [
            {name: "" if value is None else str(value) for name, value in line.items()}
            for line in lines
        ]
        assert shown == [*read]
    table = searcher(*asked).lines
    assert [line["id"][:8] for line in lines] == [line[:8] for line in table[:-1]]
    assert table[-1].startswith("5 of sample of 6 of ")


def test_an_empty_answer_is_an_object_too(searcher: Run) -> None:
    """With no lines in it."""
    assert [] == json.loads(searcher("kwic", "zebra", "--json").out)["lines"]


def test_parts_are_chosen(searcher: Run) -> None:
    """One or several."""
    ran = searcher("kwic", "bank", "--in", "title", "--in", "summary", "--format", "jsonl")
    assert {"title", "summary"} == {json.loads(line)["part"] for line in ran.lines}


def test_repairs_are_told(searcher: Run) -> None:
    """As by a search; --strict makes them mistakes."""
    assert "closed" in searcher("kwic", '"river bank').err
    assert 2 == searcher("kwic", '"river bank', "--strict").code


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--author", "roe"), "needs a word"),
        (("bank", "--width", 5_000), "0 to 1,000"),
        (("bank", "--sort", "middle"), "left, right, date, id"),
        (("bank", "--in", "footer"), "title, summary, body"),
        (("bank", "--sample", 0), "at least one"),
        (("bank", "--json", "--format", "csv"), "exclude each other"),
    ],
)
def test_mistakes_are_errors(searcher: Run, options: tuple[object, ...], said: str) -> None:
    """With what there is to choose from."""
    ran = searcher("kwic", *options)
    assert 2 == ran.code
    assert said in ran.err
