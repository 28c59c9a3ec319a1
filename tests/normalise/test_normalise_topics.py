"""Declared topics become hierarchical paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawTopic, Topic
from searcher.normalise.topics import LONGEST_LEVEL, MOST_LEVELS, declared_topics


@pytest.mark.parametrize(
    ("found", "paths"),
    [
        (("Business > Markets",), ["business/markets"]),
        (("Sport/Football; U.S. News|World",), ["sport/football", "u.s. news", "world"]),
        (("bonds, yields,  Central  banks",), ["bonds", "yields", "central banks"]),
        (("Arts, Culture and Entertainment",), ["arts, culture and entertainment"]),
        (("Doe, Jane", "#Politics", "real_estate"), ["doe, jane", "politics", "real estate"]),
        (("Économie » Bourse",), ["économie/bourse"]),
        (("News", "Home", "Uncategorized", "2024", "🎉", "", " "), []),
        (("News > Business", "Business"), ["business"]),
        (("Sport/Sport",), ["sport"]),
        (("AC/DC", "A/B testing"), ["ac-dc", "a-b testing"]),
        (("https://example.org/t/1", "medtop:99999999"), []),
        (("medtop:04000000, medtop:20001065",), ["economy", "sport/competition discipline/soccer"]),
        (('["economy", "trade"]',), ["economy", "trade"]),
        (("Bath (England)", "(Quay)"), ["bath (england)", "quay"]),
        (("['Quay', 'Bath (England)']",), ["quay", "bath (england)"]),
        (("x" * (LONGEST_LEVEL + 1),), []),
    ],
)
def test_declared_topics(found: tuple[str, ...], paths: list[str]) -> None:
    """Lists are split, levels joined by a slash, and what is no topic is left out."""
    assert paths == [topic.path for topic in declared_topics(found)]


def test_a_topic_keeps_its_origin_and_gets_its_code() -> None:
    """Of equal paths the first counts; a code of the record's own comes before the table's."""
    assert (
        Topic("sport/cup", origin="section", code="medtop:15000000"),
        Topic("culture", origin="tag"),
        Topic("leeds", origin="tag"),
        Topic("footie", code="medtop:20001065"),
        Topic("thames"),
        Topic("tides"),
    ) == declared_topics(
        (
            RawTopic("Sport > Cup", "section"),
            RawTopic("culture; leeds", "tag"),
            RawTopic("sport/cup", "keyword"),
            RawTopic("Footie", code="medtop:20001065"),
            "thames",
            RawTopic("tides", code="medtop:99999999"),
        )
    )


def test_depth_is_bounded() -> None:
    """Levels beyond the deepest are cut, the path above them stays."""
    (topic,) = declared_topics(("/".join(f"level{n}" for n in range(20)),))
    assert MOST_LEVELS == len(topic.path.split("/"))


@given(st.lists(st.text(max_size=60), max_size=5))
def test_paths_are_stable(found: list[str]) -> None:
    """Any text gives paths that read back as themselves, each once, none marked as inferred."""
    topics = declared_topics(tuple(found))
    paths = [t.path for t in topics]
    assert len(set(paths)) == len(paths)
    assert not any(t.inferred or t.score is not None for t in topics)
    assert all(p and not p.startswith("/") and not p.endswith("/") and "//" not in p for p in paths)
