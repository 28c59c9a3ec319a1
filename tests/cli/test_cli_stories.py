"""Stories on the command line: counted, listed, rebuilt."""

import json
from pathlib import Path

import pytest

from commands import Run
from searcher.article import own_story
from searcher.testing import article
from tantivy_index import indexed

pytest_plugins = ("command_fixtures",)
pytestmark = pytest.mark.usefixtures("hay")

FIRST = "a" * 32
STORY = own_story(FIRST)


@pytest.fixture
def wire(tmp_path: Path) -> str:
    """Make an index of three copies of one text and another text; give its path."""
    path = tmp_path / "wire"
    copies = [
        article(
            title=f"Barrage {number}",
            body="The barrage held.",
            source=source,
            published=date,
            story=STORY,
            id=one * 32,
        )
        for number, (one, source, date) in enumerate(
            (("a", "Quay", "2026-01-02"), ("b", "Ledger", "2026-01-01"), ("c", None, None)), 1
        )
    ]
    alone = article(title="Barrage alone", body="Another barrage.", source="Quay", id="d" * 32)
    indexed(path, [*copies, alone], languages=("en",)).close()
    return str(path)


def test_a_hit_names_its_copies(search: Run, wire: str) -> None:
    """How many, and in how many outlets; an article alone says nothing of it."""
    ran = search("barrage", "--index", wire)
    assert "Quay · + 2 copies in 1 outlet · aaaaaaaa" in ran.out
    assert "+ 2 copies in 2 outlets · cccccccc" in ran.out
    assert 3 == ran.out.count("copies")
    hits = json.loads(search("barrage", "--json", "--index", wire).out)["hits"]
    found = {hit["id"][0]: (hit["story"], hit["copies"], hit["outlets"]) for hit in hits}
    assert {"a": (STORY, 2, 1), "b": (STORY, 2, 1), "c": (STORY, 2, 2)}.items() <= found.items()
    assert (0, 0) == found["d"][1:]


def test_stories_are_counted(search: Run, searcher: Run, wire: str) -> None:
    """One hit each, in totals and facets; pages count them too."""
    ran = search("barrage", "--count", "stories", "--facet", "source", "--json", "--index", wire)
    answer = json.loads(ran.out)
    assert (2, 2) == (answer["total"], len(answer["hits"]))
    assert "stories" == answer["query"]["count"]
    sources = {value["value"]: value["count"] for value in answer["facets"]["source"]}
    assert {"Quay": 2, "Ledger": 1, None: 1} == sources
    assert "2 stories" in search("barrage", "--count", "stories", "--index", wire).out
    page = search("barrage", "--count", "stories", "--offset", "1", "--index", wire)
    assert "2-2 of 2 stories" in page.out
    ran = searcher("facets", "source", "--count", "stories", "--json", "--index", wire)
    assert {"Quay": 2, "Ledger": 1, None: 1} == {
        value["value"]: value["count"] for value in json.loads(ran.out)["values"]
    }


def test_what_is_counted_must_be_known(search: Run) -> None:
    """The near one is offered."""
    ran = search("bank", "--count", "storys")
    assert 2 == ran.code
    assert "Did you mean stories?" in ran.err


def test_a_story_is_listed_in_order_of_time(searcher: Run, wire: str) -> None:
    """By the id of any of its articles, the undated ones last; in every format of hits."""
    for one in "abc":
        ran = searcher("story", one * 4, "--format", "ids", "--index", wire)
        assert (0, ["b" * 32, "a" * 32, "c" * 32]) == (ran.code, ran.out.split())
    assert ["d" * 32] == searcher("story", "dddd", "-f", "ids", "--index", wire).out.split()
    ran = searcher("story", "eeee", "--index", wire)
    assert (1, True) == (ran.code, "no article eeee" in ran.err)


def test_a_story_is_found_by_its_number(search: Run, wire: str) -> None:
    """The field `story`; what is no number is a mistake with its column."""
    assert 3 == len(search(f"story:{STORY}", "-f", "ids", "--index", wire).out.split())
    assert 1 == search("story:7", "--index", wire).code
    assert 1 == search("story:9999999999999999", "--index", wire).code
    ran = search("barrage story:first", "--index", wire)
    assert (2, True) == (ran.code, "“first” is no number of a story (column 15)" in ran.err)


def test_stories_are_rebuilt(searcher: Run, wire: str) -> None:
    """These texts are too short to be copies: each gets a story of its own."""
    ran = searcher("stories", "rebuild", "--index", wire)
    assert (0, "") == (ran.code, ran.out)
    assert "4 articles in 4 stories; 2 articles in another than before" in ran.err
    assert 2 == searcher("stories").code
    ran = searcher("stories", "rebuild", "--index", wire, "--json")
    assert ran.err == ""
    told = {"index": Path(wire).name, "articles": 4, "stories": 4, "changed": 0}
    assert told == json.loads(ran.out)


def test_an_optimized_index_is_told_as_json(searcher: Run, wire: str) -> None:
    """With what it took before and after."""
    ran = searcher("optimize", "--index", wire, "--json")
    told = json.loads(ran.out)
    assert (0, "", Path(wire).name, 4) == (ran.code, ran.err, told["index"], told["articles"])
    assert {"index", "articles", "segments", "before", "after"} == set(told)


def test_ingest_can_leave_stories_alone(searcher: Run, tmp_path: Path) -> None:
    """And `info` says so until they are rebuilt."""
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"title": "One", "text": "A text of some words. " * 20}))
    own = str(tmp_path / "own")
    assert 0 == searcher("ingest", str(file), "--no-stories", "--index", own).code
    assert "ungrouped" in searcher("info", "--index", own).out
    asked = ("--count", "stories", "--index", own)
    assert "searcher stories rebuild" in searcher("search", *asked).err
    assert "searcher stories rebuild" in searcher("facets", "author", *asked).err
    assert "rebuild" not in searcher("search", "--index", own).err
    assert 0 == searcher("stories", "rebuild", "--index", own).code
    assert "ungrouped" not in searcher("info", "--index", own).out
    assert "rebuild" not in searcher("search", *asked).err


def test_an_export_is_of_articles(searcher: Run, wire: str, tmp_path: Path) -> None:
    """A story as a whole; there is no option that would leave copies out."""
    out = tmp_path / "story.csv"
    assert 0 == searcher("export", f"story:{STORY}", "--output", str(out), "--index", wire).code
    assert 4 == len(out.read_text().splitlines())
    assert 2 == searcher("export", "barrage", "--count", "stories", "--index", wire).code
