"""`searcher similar`: articles like one, in every format."""

import json

import pytest

from commands import Run
from searcher.testing import haystack

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")
SOME = next(one.id for one in haystack() if one.title == "River bank restored")


def test_words_and_hits_are_printed(searcher: Run) -> None:
    """With what each hit shares."""
    ran = searcher("similar", SOME[:8], "--limit", 1)
    assert (0, "") == (ran.code, ran.err)
    assert "like: River bank restored" == ran.lines[0]
    assert "willows" in ran.lines[1]
    assert "Willows along the river" in ran.lines[3]
    assert [line for line in ran.lines if "shares: " in line and "willows" in line]


def test_all_formats_have_the_same_hits(searcher: Run) -> None:
    """For programs with words and shared ones."""
    asked = ("similar", SOME, "--words", 4, "--limit", 3)
    whole = json.loads(searcher(*asked, "--json").out)
    assert (SOME, 4, 3) == (whole["id"], len(whole["words"]), len(whole["hits"]))
    assert all(hit["shared"] for hit in whole["hits"])
    lines = [json.loads(line) for line in searcher(*asked, "--format", "jsonl").lines]
    assert whole["hits"] == lines
    assert [hit["id"] for hit in lines] == searcher(*asked, "--format", "ids").lines


def test_filters_choose(searcher: Run) -> None:
    """None left is an exit code of its own."""
    ran = searcher("similar", SOME, "--language", "de", "--format", "jsonl")
    assert (1, "") == (ran.code, ran.out)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("ffff0000",), 1, "no article"),
        ((SOME, "--words", 0), 2, "1 to 100"),
        ((SOME, "--since", "never"), 2, "never"),
        ((SOME, "--json", "--format", "ids"), 2, "exclude each other"),
    ],
)
def test_mistakes_are_errors(
    searcher: Run, options: tuple[object, ...], code: int, said: str
) -> None:
    """With what to do."""
    ran = searcher("similar", *options)
    assert code == ran.code
    assert said in ran.err
