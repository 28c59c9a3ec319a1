"""Ordering hits by what the best of them have in common."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine, paging
from searcher.engines.tantivy.places import WEIGHTS
from searcher.query.params import build
from searcher.testing import article
from tantivy_index import built

TOPICS = (
    "harbour ferry quay boat tide pilot anchor crew",
    "ledger bank bond yield loan credit audit coin",
    "orchard apple pear cider press barrel graft bee",
)


def corpus(count: int = 160) -> list[Article]:
    """Give articles of words drawn from three topics, each with a few of the others."""
    drawn = random.Random(5)
    made = []
    for number in range(count):
        own = TOPICS[number % 3].split()
        words = drawn.choices(own, k=12) + drawn.choices(" ".join(TOPICS).split(), k=3)
        made.append(
            article(
                id=hashlib.sha256(str(number).encode()).hexdigest()[:32],
                title=" ".join(words[:2]),
                body=" ".join(words[2:]) + f" n{number}",
                language="en" if number % 5 else None,
            )
        )
    return made


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Index them in three segments."""
    made = corpus()
    opened = built(tmp_path_factory.mktemp("feedback"), made[:50], made[50:90], made[90:])
    yield opened
    opened.close()


def places(engine: TantivyEngine, words: str, **options: Any) -> list[tuple[str, float]]:
    """Give ids and scores of the hits asked for."""
    found = engine.search(build(words, **options))
    return [(hit.article.id, hit.score or 0.0) for hit in found.hits]


def test_what_shares_words_with_the_best_moves_up(tmp_path: Path) -> None:
    """Of two articles with the same words asked for, the one that also has the others' words."""
    common = [
        article(id=f"{n:032x}", title=f"ferry harbour {n}", body="the pilot took the ebb")
        for n in range(1, 5)
    ]
    apart = article(id=f"{8:032x}", title="apart", body="ferry and nothing else of note at all")
    alike = article(id=f"{9:032x}", title="alike", body="ferry whose pilot took an ebb once again")
    others = [article(id=f"{n:032x}", title="ledger", body=f"bond {n}") for n in range(20, 60)]
    engine = built(tmp_path, [*common, apart, alike, *others])
    order = [hit.article.title for hit in engine.search(build("ferry harbour", any_word=True)).hits]
    assert ["alike", "apart"] == order[4:]
    engine.close()


@pytest.mark.parametrize(
    "options",
    [
        {"any_word": True},
        {"any_word": True, "expand": True},
        {"expand": True},
        {"any_word": True, "half_life": "30d@2026-02-01"},
        {"any_word": True, "count": "stories"},
    ],
)
def test_pages_follow_each_other(engine: TantivyEngine, options: dict[str, Any]) -> None:
    """Across the border of what is ordered anew: nothing twice, nothing left out, scores fall."""
    words = "ferry bank" if options.get("any_word") else "ferry"
    whole = places(engine, words, limit=None, **options)
    total = engine.search(build(words, **options)).total
    assert (total, total) == (len(whole), len({one for one, _ in whole}))
    assert [score for _, score in whole] == sorted((s for _, s in whole), reverse=True)
    assert len(whole) > paging.WINDOW or not options.get("any_word")
    for size in (7, 49, 50, 51):
        paged = []
        for offset in range(0, len(whole), size):
            paged += places(engine, words, limit=size, offset=offset, **options)
        assert whole == paged


def test_only_the_order_changes(engine: TantivyEngine) -> None:
    """The same articles, with feedback or without."""
    requests = [build("ferry bank", any_word=True, limit=None, expand=one) for one in (False, True)]
    found = [{hit.article.id for hit in engine.search(one).hits} for one in requests]
    matching = {one.id for one in engine.scan(requests[0])}
    assert [matching, matching] == found


def test_equal_scores_go_by_id(tmp_path: Path) -> None:
    """Articles of one text stay in the order of ids."""
    made = [
        article(id=hashlib.sha256(bytes([n])).hexdigest()[:32], title="ferry bank", body="tide")
        for n in range(70)
    ]
    engine = built(tmp_path, made[:30], made[30:])
    for expand in (False, True):
        found = places(engine, "ferry bank", any_word=True, limit=None, expand=expand)
        assert sorted(one.id for one in made) == [one for one, _ in found]
    engine.close()


@pytest.mark.parametrize("words", ["ferry", "the ferry", "what is the ferry", "ferry FERRY"])
def test_a_single_telling_word_is_no_topic(engine: TantivyEngine, words: str) -> None:
    """One word says too little of what is meant for its hits to be taken as right."""
    first = engine.search(build(words, any_word=True, limit=None))
    plain = TantivyEngine.open(engine._path, ("en", "de"))
    plain.weights = replace(WEIGHTS, feedback=0.0)
    second = plain.search(build(words, any_word=True, limit=None))
    assert [(hit.article.id, hit.score) for hit in second.hits] == [
        (hit.article.id, hit.score) for hit in first.hits
    ]
    plain.close()


@pytest.mark.parametrize("words", ["nothere norhere", "the of", "“ferry quay” ba*", "-ferry -bank"])
def test_questions_without_much_to_go_by(engine: TantivyEngine, words: str) -> None:
    """No hits, function words only, phrases, patterns, negation: an answer, and the same set."""
    for expand in (False, True):
        request = build(words, any_word=True, expand=expand, limit=None)
        found = engine.search(request)
        assert found.total == len(found.hits) == sum(1 for _ in engine.scan(request))


def test_an_empty_index_expands_nothing(tmp_path: Path) -> None:
    """No hits, no mistake."""
    engine = TantivyEngine.create(tmp_path / "i", ("en",))
    assert 0 == engine.search(build("ferry bank", any_word=True, expand=True)).total
    engine.close()


def test_copies_count_once(tmp_path: Path) -> None:
    """A text that is printed often does not decide alone what the others are held against."""
    copies = [
        article(id=f"{n:032x}", title="ferry bank", body="orchard cider orchard cider", story=77)
        for n in range(1, 9)
    ]
    single = article(id=f"{9:032x}", title="ferry bank", body="pilot tide pilot tide here", story=9)
    by_copies = article(id=f"{10:032x}", title="x", body="ferry orchard cider then more", story=10)
    by_single = article(id=f"{11:032x}", title="y", body="ferry pilot tide then more", story=11)
    others = [
        article(id=f"{n:032x}", title="ledger", body=f"bond {n}", story=n) for n in range(20, 90)
    ]
    engine = built(tmp_path, [*copies, single, by_copies, by_single, *others])
    found = {
        hit.article.title: hit.score or 0
        for hit in engine.search(build("ferry bank", any_word=True, limit=None)).hits
    }
    assert found["y"] > 0.5 * found["x"]
    engine.close()


def test_hits_of_function_words_alone_tell_nothing(tmp_path: Path) -> None:
    """They are found, and nothing is divided by their length."""
    made = [article(id=f"{n:032x}", title="the", body="of") for n in range(1, 4)]
    engine = built(tmp_path, made)
    assert 3 == engine.search(build("the of", any_word=True, expand=True)).total
    engine.close()
