"""New articles sooner: scores with a reward for age."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest

from searcher.engines.tantivy import TantivyEngine
from searcher.query.params import build
from searcher.testing import article, published
from tantivy_index import built

AT = dt.date(2026, 2, 1)


def dated(number: int, when: str | None, body: str = "ferry quay") -> Any:
    """Give an article with an id as random as real ones."""
    return article(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:32],
        title=f"n{number}",
        body=body,
        published=published(when) if when else None,
    )


def scores(engine: TantivyEngine, **options: Any) -> dict[str, float]:
    """Give the scores by title, in order."""
    request = build("ferry", today=AT, limit=None, **options)
    return {hit.article.title: hit.score or 0.0 for hit in engine.search(request).hits}


def test_the_reward_halves(tmp_path: Path) -> None:
    """Twice the score today, half of that gain after one half-life, none for old and undated."""
    engine = built(
        tmp_path,
        [
            dated(1, "2026-02-01"),
            dated(2, "2026-01-02"),
            dated(3, None),
            dated(4, "1926-01-01"),
            dated(5, "2027-01-01"),
            dated(6, "2026"),
        ],
    )
    plain, found = scores(engine), scores(engine, half_life="30d")
    gains = {title: round(found[title] / plain[title], 3) for title in found}
    expected = {"n1": 2.0, "n2": 1.5, "n3": 1.0, "n4": 1.0, "n5": 2.0}
    assert expected == {title: gains[title] for title in expected}
    # Known to the year: as old as it can be.
    assert 1.48 < gains["n6"] < 1.5
    assert list(found.values()) == sorted(found.values(), reverse=True)
    engine.close()


def test_a_page_is_that_of_all_hits(tmp_path: Path) -> None:
    """However deep the newest stand among the hits by words: each page is a part of the whole."""
    made = [
        dated(
            number,
            f"{1990 + number % 36}-0{1 + number % 9}-11" if number % 4 else None,
            "ferry " * (1 + number % 3) + "tide " * (number % 11),
        )
        for number in range(700)
    ]
    engine = built(tmp_path, made[:300], made[300:])
    whole = list(scores(engine, half_life="2y").items())
    assert 700 == len(whole)
    for offset, limit in ((0, 1), (0, 10), (10, 10), (333, 100), (690, 50)):
        request = build("ferry", today=AT, half_life="2y", offset=offset, limit=limit)
        page = [(hit.article.title, hit.score) for hit in engine.search(request).hits]
        assert whole[offset : offset + limit] == page
    engine.close()


@pytest.mark.parametrize("words", ["", "*", "author:nobody OR *"])
def test_without_words_the_newest_come_first(tmp_path: Path, words: str) -> None:
    """All scores are 1 then, and the reward alone decides; undated come last."""
    engine = built(tmp_path, [dated(1, "2025-06-01"), dated(2, None), dated(3, "2026-01-30")])
    request = build(words, today=AT, half_life="1y")
    assert ["n3", "n1", "n2"] == [hit.article.title for hit in engine.search(request).hits]
    engine.close()


def test_nothing_found_is_no_mistake(tmp_path: Path) -> None:
    """An empty page, and an empty index."""
    engine = TantivyEngine.create(tmp_path / "i", ("en",))
    assert 0 == engine.search(build("ferry", half_life="1d")).total
    engine.close()
