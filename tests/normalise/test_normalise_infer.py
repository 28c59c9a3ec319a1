"""Inferred topics: sensible on clear texts, silent on others."""

import json
import tarfile
from pathlib import Path

import pytest

from searcher.normalise.infer import infer_topic
from searcher.normalise.keywords import KEYWORDS


@pytest.mark.parametrize(
    ("title", "text", "path"),
    [
        (
            "Phone maker's quarterly revenue climbs by a tenth",
            "Profit rose to 31 billion dollars. Analysts had expected less, and shares gained.",
            "economy",
        ),
        (
            "Chip stock drops 12%",
            "Shares fell, wiping billions off the company's value.",
            "economy",
        ),
        ("EUR/CHF price forecast: bears gain", "The euro drifts lower against the yen.", "economy"),
        ("Lab retires its older AI model", "The chatbot's users move to new software.", "science"),
        (
            "Norway may sell its Treasury bonds",
            "The finance minister named the holdings a card in trade talks. Yields rose.",
            "economy",
        ),
        (
            "Late goal decides the cup final",
            "The striker scored in front of a full stadium.",
            "sport",
        ),
        ("Hospital opens a new clinic", "Patients with diabetes see a doctor sooner.", "health"),
        (
            "Parliament votes on the bill",
            "The opposition senator asked for an election.",
            "politics",
        ),
        (
            "Die Börse gibt nach",
            "Aktien fielen, die Zinsen stiegen. Die Wirtschaft klagt.",
            "economy",
        ),
    ],
)
def test_clear_texts_have_a_topic(title: str, text: str, path: str) -> None:
    """Finance, technology and the other large sections are told by their words."""
    topic = infer_topic(title, text)
    assert topic is not None
    assert path == topic.path
    assert topic.inferred
    assert topic.score is not None
    assert 0 < topic.score <= 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("A walk by the lake", "We sat down and looked at the water for a while."),
        ("Stocks", ""),
        ("A senator's film", "The senator talked with the actor about the ballot and the movie."),
    ],
)
def test_doubt_is_silent(title: str, text: str) -> None:
    """Few words, or two topics of like weight, give none."""
    assert infer_topic(title, text) is None


def test_there_are_seventeen_topics_with_their_codes() -> None:
    """The IPTC's top levels, each once."""
    assert 17 == len(KEYWORDS)
    assert 17 == len({keywords.code for keywords in KEYWORDS.values()})


def test_no_word_is_strong_for_two_topics() -> None:
    """A word that settles two topics settles none."""
    strong = [word for keywords in KEYWORDS.values() for word in keywords.strong.split()]
    assert sorted(set(strong)) == sorted(strong)


@pytest.mark.corpora
def test_sections_of_a_broadcaster(shared_data: Path) -> None:
    """Nine of ten inferred topics are the section, and four of five articles have one."""
    sections = {
        "business": "economy",
        "entertainment": "arts",
        "politics": "politics",
        "sport": "sport",
        "tech": "science",
    }
    right = wrong = silent = 0
    with tarfile.open(shared_data / "articles" / "bbc_fulltext.tar.xz") as archive:
        for member in archive:
            section = sections.get(Path(member.name).parent.name)
            file = archive.extractfile(member)
            if section is None or file is None:
                continue
            title, _, text = file.read().decode("utf-8", "replace").partition("\n")
            topic = infer_topic(title, text)
            right += topic is not None and topic.path == section
            wrong += topic is not None and topic.path != section
            silent += topic is None
    assert right / (right + wrong) >= 0.93
    assert silent / (right + wrong + silent) <= 0.18


@pytest.mark.corpora
def test_the_seed_has_topics(shared_data: Path) -> None:
    """Every card of the seed is about the economy, but one about technology."""
    seed = json.loads((shared_data / "expected" / "seed.json").read_text("utf-8"))
    topics = [infer_topic(a["title"], a.get("summary") or "") for a in seed["articles"]]
    assert ["economy", "economy", "science", "economy", "economy", "economy"] == [
        t and t.path for t in topics
    ]
