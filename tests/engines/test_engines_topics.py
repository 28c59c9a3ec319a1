"""Subjects are hierarchical, and inferred topics can be left out, in both engines."""

from collections.abc import Iterator
from typing import Any

import pytest

from searcher.article import Topic
from searcher.engines.base import Engine
from searcher.engines.memory import MemoryEngine
from searcher.engines.tantivy import TantivyEngine
from searcher.query.params import build
from searcher.testing import article

SOCCER, SPORT, RETIRED = "medtop:20001065", "medtop:15000000", "medtop:20000030"
BELOW = "sport/competition discipline"
CORPUS = [
    article(title="Said", topics=[Topic("sport/cup", code=SOCCER), Topic("leeds")], id="1" * 32),
    article(title="Guessed", topics=[Topic("sport", inferred=True, code=SPORT)], id="2" * 32),
    article(
        title="Both",
        topics=[Topic("cup"), Topic("sport", inferred=True, score=0.9, code=SPORT)],
        id="3" * 32,
    ),
    article(title="Retired", topics=[Topic("operetta", code=RETIRED)], id="4" * 32),
    article(title="Nothing", id="5" * 32),
]


@pytest.fixture(scope="module", params=["memory", "tantivy"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MemoryEngine | TantivyEngine]:
    folder = tmp_path_factory.mktemp("ix")
    made: MemoryEngine | TantivyEngine = (
        MemoryEngine(("en",))
        if request.param == "memory"
        else TantivyEngine.create(folder, ("en",))
    )
    writer = made.writer()
    for one in CORPUS:
        writer.add(one)
    writer.commit()
    writer.close()
    made.refresh()
    yield made
    made.close()


def titles(engine: Engine, words: str = "", **asked: Any) -> list[str]:
    request = build(words, limit=0, **asked)
    assert engine.count(request) == engine.search(request).total
    return sorted(found.title for found in engine.scan(request))


def counts(engine: Engine, field: str, **asked: Any) -> dict[str | None, int]:
    found = engine.facet(build("", **asked), field, None)
    return {count.value: count.count for count in found.counts}


@pytest.mark.parametrize("name", ["sport", "Sport", SPORT, "subject"])
def test_a_subject_has_those_below_it(engine: Engine, name: str) -> None:
    """By path or code, as filter or in the words; an unknown name has nothing."""
    expected = [] if name == "subject" else ["Both", "Guessed", "Said"]
    assert expected == titles(engine, subject=name)
    assert expected == titles(engine, f"subject:{name}")


def test_a_deeper_subject_is_narrower(engine: Engine) -> None:
    """Soccer is sport, and sport need not be soccer."""
    assert ["Said"] == titles(engine, subject="soccer")
    assert ["Said"] == titles(engine, subject=BELOW)
    assert ["Both", "Guessed", "Nothing", "Retired"] == titles(engine, not_subject="soccer")


def test_what_has_no_known_code_has_no_subject(engine: Engine) -> None:
    """A retired code and none at all are the missing value."""
    assert ["Nothing", "Retired"] == titles(engine, subject="none")
    assert {"sport": 3, BELOW: 1, f"{BELOW}/soccer": 1, None: 2} == counts(engine, "subject")


def test_without_what_was_inferred(engine: Engine) -> None:
    """Filters, clauses, exclusions and missing values look at declared topics alone."""
    only: dict[str, Any] = {"no_inferred": True}
    assert ["Said"] == titles(engine, subject="sport", **only)
    assert ["Said"] == titles(engine, "subject:sport", **only)
    assert ["Said"] == titles(engine, topic="sport", **only)
    assert ["Both"] == titles(engine, topic="cup", **only)
    assert ["Guessed", "Nothing"] == titles(engine, topic="none", **only)
    assert ["Both", "Guessed", "Nothing", "Retired"] == titles(engine, "-subject:*", **only)
    assert ["Both", "Guessed", "Nothing", "Retired"] == titles(engine, not_topic="sport", **only)
    assert len(CORPUS) == len(titles(engine, **only))


def test_facets_without_what_was_inferred(engine: Engine) -> None:
    """An article whose topics are all inferred counts as having none."""
    assert {"sport": 3, "sport/cup": 1, "cup": 1, "leeds": 1, "operetta": 1, None: 1} == counts(
        engine, "topic"
    )
    assert {"sport": 1, "sport/cup": 1, "cup": 1, "leeds": 1, "operetta": 1, None: 2} == counts(
        engine, "topic", no_inferred=True
    )
    assert {"sport": 1, BELOW: 1, f"{BELOW}/soccer": 1, None: 4} == counts(
        engine, "subject", no_inferred=True
    )


def test_a_selection_in_a_facet_of_declared_topics(engine: Engine) -> None:
    """The facet ignores its own selection and lists it, also where nothing has it."""
    found = engine.facet(build("", topic="weather", no_inferred=True), "topic", 1)
    assert [(None, 2, False), ("weather", 0, True)] == [
        (count.value, count.count, count.selected) for count in found.counts
    ]
    assert found.more
