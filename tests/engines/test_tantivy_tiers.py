"""Matches of a pattern on pages: by the parts that it stands in, then by id."""

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.tiers import tiers_of
from searcher.query.params import build
from searcher.testing import article
from tantivy_index import built, indexed

WORDS = ("harbour", "harbours", "harvest", "ledger", "ledgers", "quay")


def corpus(count: int = 400) -> list[Article]:
    """Give articles that have each word in the title, the text, both or neither."""
    drawn = random.Random(3)

    def some() -> str:
        return " ".join(word for word in WORDS if drawn.random() < 0.3)

    return [
        article(
            id=hashlib.sha256(str(number).encode()).hexdigest()[:32],
            title=some(),
            body=f"{some()} n{number}",
            authors=("Ada Roe",) if number % 2 else ("Jo Hill",),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Index them in three segments."""
    made = corpus()
    opened = built(tmp_path_factory.mktemp("tiers"), made[:150], made[150:300], made[300:])
    yield opened
    opened.close()


def in_parts(one: Article, test: Any, parts: tuple[str, ...] = ("title", "body")) -> int:
    """Count the parts in which a word fits."""
    return sum(any(map(test, getattr(one, part).split())) for part in parts)


def starts(word: str) -> bool:
    """Say whether `har*` finds a word."""
    return word.startswith("har")


# A query, the words that it means, the parts that it looks at, and what each counts.
QUERIES = [
    ("har*", starts, ("title", "body"), 1.0),
    ("h*s", lambda word: word[0] == "h" and word[-1] == "s", ("title", "body"), 1.0),
    ("title:har*", starts, ("title",), 1.0),
    ("ledger~1", lambda word: word in ("ledger", "ledgers"), ("title", "body"), 1.0),
    ("/ledgers?/", lambda word: word in ("ledger", "ledgers"), ("title", "body"), 1.0),
    ("har*^1.3", starts, ("title", "body"), 1.3),
    ("body:qua*^0.1", lambda word: word == "quay", ("body",), 0.1),
]


@pytest.mark.parametrize("author", [None, "Ada Roe"])
@pytest.mark.parametrize("asked", QUERIES, ids=[query for query, *_ in QUERIES])
def test_pages_of_a_pattern(engine: TantivyEngine, asked: Any, author: str | None) -> None:
    """Whatever the page, all of them in one order; scores say in how many parts."""
    query, test, parts, weight = asked
    scored = [
        (in_parts(one, test, parts), one.id)
        for one in corpus()
        if author in (None, one.authors[0].name)
    ]
    expected: list[tuple[Any, str]] = [
        (pytest.approx(weight * count), one)
        for count, one in sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        if count
    ]
    assert len(expected) > 50
    for limit in (1, 10, 33, 400):
        for offset in (0, 1, 9, 40, len(expected) // 2, len(expected) - 5, len(expected)):
            request = build(query, limit=limit, offset=offset, author=author or ())
            found = engine.search(request)
            assert found.total == len(expected)
            page = [(hit.score, hit.article.id) for hit in found.hits]
            assert page == expected[offset : offset + limit]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_pages_that_follow_each_other(tmp_path: Path, size: int) -> None:
    """By `Results.next`, as many as there are: each hit once, in the order of one long page."""
    with indexed(tmp_path / "index", corpus(120), languages=("en",)) as index:
        expected = [hit.article.id for hit in index.search("har*", limit=None).hits]
        found: list[str] = []
        page = index.search("har*", limit=size)
        while page.hits:
            found += [hit.article.id for hit in page.hits]
            if page.next is None:
                break
            page = index.search("har*", limit=size, after=page.next)
    assert len(expected) > 30
    assert found == expected


def test_what_means_only_one_word_is_scored_as_one(engine: TantivyEngine) -> None:
    """And what is no pattern, or weighs nothing, has no tiers."""
    planner = engine._now.plan()
    for words in ("ledger", "ledger quay*", "har*^0", "two.words~1", "NOT har*"):
        assert tiers_of(planner, build(words)) is None
    tiers = tiers_of(planner, build("har*^2"))
    assert tiers
    assert [tiers.exactly(score) is None for score in (1.0, 2.0, 4.0)] == [True, False, False]


def test_a_pattern_whose_hits_are_ordered_by_the_best_of_them(engine: TantivyEngine) -> None:
    """Scores of their own: no hit is lost or comes twice."""
    pages = [
        [hit.article.id for hit in engine.search(request).hits]
        for request in (
            build("har*", expand=True, limit=limit, offset=offset)
            for limit, offset in ((400, 0), (30, 0), (30, 30))
        )
    ]
    assert len(pages[0]) == len({*pages[0]}) > 60
    assert pages[0][:60] == pages[1] + pages[2]
