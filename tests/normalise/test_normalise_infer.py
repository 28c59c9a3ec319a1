"""Inferred topics: sensible on clear texts, silent on others."""

import json
import tarfile
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.normalise.infer import infer_topic, weighed
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


def guessed(title: str, text: str) -> tuple[str, float] | None:
    """Weigh the words one by one, as the definition has it."""
    strengths = {
        (path, form): strength
        for path, keywords in KEYWORDS.items()
        for words, strength in ((keywords.weak, 0.75), (keywords.strong, 2.0))
        for word in words.split()
        for form in (word, f"{word}s")
    }
    heads, body = title.split(), text.split()
    evidence: dict[str, float] = {}
    for word in dict.fromkeys([*heads, *body]):
        for path in KEYWORDS:
            repeated = sqrt(2.5 * heads.count(word) + body.count(word))
            strength = strengths.get((path, word), 0.0)
            evidence[path] = evidence.get(path, 0.0) + repeated * strength
    (most, second), best = (
        sorted(evidence.values())[:-3:-1],
        max(evidence, key=evidence.__getitem__),
    )
    different = sum((best, word) in strengths for word in {*heads, *body})
    share = most / (most + second) if most else 0.0
    if most < 4 or share < 0.6 or different < 2:
        return None
    return best, round(share * most / (most + 2), 2)


SPOKEN = sorted({w for keywords in KEYWORDS.values() for w in keywords.strong.split()} - {"-"})
SOME = st.lists(st.sampled_from([*(w for w in SPOKEN if w.isascii()), "the", "lake"]), max_size=9)


@given(SOME, SOME, st.sampled_from(SPOKEN))
def test_the_words_are_weighed(title: list[str], text: list[str], often: str) -> None:
    """What is counted quickly is what the words weigh one by one."""
    one, other = " ".join(title), " ".join([*text, often, often, "lake"])
    topic = weighed(one, other)
    assert guessed(one, other) == (topic and (topic.path, topic.score))


@pytest.mark.corpora
def test_sections_of_a_broadcaster(shared_data: Path) -> None:
    """Nine of ten inferred topics are the section, and nearly four of five articles have one."""
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
    assert silent / (right + wrong + silent) <= 0.22


@pytest.mark.corpora
def test_the_seed_has_topics(shared_data: Path) -> None:
    """Every card of the seed is about the economy, but one about technology."""
    seed = json.loads((shared_data / "expected" / "seed.json").read_text("utf-8"))
    topics = [infer_topic(a["title"], a.get("summary") or "") for a in seed["articles"]]
    assert ["economy", "economy", "science", "economy", "economy", "economy"] == [
        t and t.path for t in topics
    ]
