"""Pages behind a cursor: every hit once, in the order of all, however deep."""

import datetime as dt
import hashlib
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory_index import LANGUAGES, remembered
from searcher.article import Article
from searcher.engines.base import Engine
from searcher.engines.tantivy import paging, ranking
from searcher.engines.tantivy.plan import is_constant
from searcher.errors import QueryError
from searcher.query.cursor import cursor_behind
from searcher.query.model import Filter, Node, Or, Pattern, Recency, SearchRequest, Sort, Word
from searcher.results import Results
from searcher.testing import article
from strategies import articles, requests
from tantivy_index import built


def pages(engine: Engine, request: SearchRequest, size: int) -> Iterator[Results]:
    """Walk the pages of a request, each behind the last hit of the one before."""
    request = replace(request, limit=size, offset=0)
    while (found := engine.search(request)).hits:
        yield found
        last = found.hits[-1]
        cursor = cursor_behind(last.rank, last.article.id, found.corpus.digest, request)
        request = replace(request, after=cursor, offset=cursor.rank)


def ids(found: Results) -> list[str]:
    """Name the hits."""
    return [hit.article.id for hit in found.hits]


@settings(max_examples=40)
@given(
    corpus=articles(),
    asked=st.lists(requests(), min_size=1, max_size=6),
    cut=st.integers(0, 12),
    gone=st.integers(0, 3),
    size=st.integers(1, 5),
)
def test_pages_of_random_requests(
    corpus: list[Article], asked: list[SearchRequest], cut: int, gone: int, size: int
) -> None:
    """They are those of the naive engine, over several segments and after deletions."""
    with tempfile.TemporaryDirectory() as folder:
        engine = built(
            Path(folder),
            corpus[:cut],
            corpus[cut:],
            languages=LANGUAGES,
            deleted=[one.id for one in corpus[:gone]],
        )
        oracle = remembered(corpus[gone:])
        for request in asked:
            every = replace(request, limit=None, offset=0)
            try:
                whole = engine.search(every)
            except QueryError:
                continue
            paged = [*pages(engine, request, size)]
            assert ids(whole) == [one for page in paged for one in ids(page)]
            assert all(page.total == whole.total for page in paged)
            assert all(page.facets == whole.facets for page in paged)
            ranks = [hit.rank for page in paged for hit in page.hits]
            assert [*range(1, whole.total + 1)] == ranks
            if request.sort != "relevance" or is_constant(request.query):
                assert ids(oracle.search(every)) == [one for page in paged for one in ids(page)]
        engine.close()


def corpus_of(count: int) -> list[Article]:
    """Give articles of which many are undated or of one day, many alike, and some are copies."""
    drawn = random.Random(5)
    days = (None, None, "2025", "2026-01", "2026-01-30", "2026-01-30T10:00:00+00:00")
    made = []
    for number in range(count):
        digest = hashlib.sha256(str(number).encode()).hexdigest()[:32]
        word = drawn.choice(("bank", "banks", "banking market", "bank " * drawn.randrange(1, 9)))
        one = article(
            title=f"{word} {number % 7}",
            body=f"{word} tide",
            # The sort keys hold no more of an id than is the same here.
            id="0" * 6 + digest[6:] if number % 3 else digest,
            published=drawn.choice(days),
            language=drawn.choice(("en", "de", None)),
        )
        made.append(replace(one, story=drawn.randrange(1, count // 3)) if number % 2 else one)
    return made


QUERIES: tuple[Node, ...] = (
    Word("bank"),
    Word("tide"),
    Pattern("ban*"),
    Or((Word("market"), Word("tide"))),
)


@pytest.fixture(scope="module")
def corpus() -> list[Article]:
    """Give 900 articles."""
    return corpus_of(900)


@pytest.mark.parametrize("count", ["articles", "stories"])
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_of_many(
    corpus: list[Article],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sort: Sort,
    count: str,
) -> None:
    """With crowds of equal scores, equal times and copies; pages of any size."""
    monkeypatch.setattr(ranking, "BESIDE", 5)
    monkeypatch.setattr(ranking, "DEEP", 5)
    monkeypatch.setattr(ranking, "OFTEN", 5)
    monkeypatch.setattr(ranking, "CROWD", 20)
    gone = corpus[::11]
    engine = built(tmp_path, corpus[:300], corpus[300:750], corpus[750:],
                   deleted=[one.id for one in gone])  # fmt: skip
    oracle = remembered([one for one in corpus if one not in gone])
    asked = [SearchRequest(), SearchRequest(filters=(Filter("language", ("en", None)),))]
    asked += [SearchRequest(query=query, any=isinstance(query, Or)) for query in QUERIES]
    if sort == "relevance":
        day = Recency(30, dt.date(2026, 2, 1))
        asked += [SearchRequest(query=Word("bank"), expand=True), SearchRequest(recency=day)]
    for one in asked:
        request = replace(one, sort=sort, count=count)  # type: ignore[arg-type]
        every = engine.search(replace(request, limit=None))
        for size in (17, 60, 250):
            paged = [*pages(engine, request, size)]
            assert ids(every) == [found for page in paged for found in ids(page)]
            assert {every.total} == {page.total for page in paged}
        if sort != "relevance" or is_constant(request.query):
            assert ids(oracle.search(replace(request, limit=None))) == ids(every)


def test_a_crowd_is_not_read_again(
    corpus: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of equal scores those behind the cursor are read, and no page is found by its offset."""
    engine = built(tmp_path, corpus[:400], corpus[400:])
    request = SearchRequest(query=Pattern("tid*"))
    first = next(pages(engine, request, 700))
    read: list[int] = []
    looked = ranking._first_of_crowd

    def noted(*asked: object, first: int = 0, **more: object) -> list[ranking.Scored]:
        read.append(first)
        return looked(*asked, first=first, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ranking, "_first_of_crowd", noted)
    last = first.hits[-1]
    cursor = cursor_behind(700, last.article.id, first.corpus.digest, request)
    following = engine.search(replace(request, after=cursor, offset=700))
    assert [cursor.id64 + 1] == read
    assert sorted(one.id for one in corpus)[700:710] == ids(following)
    monkeypatch.setattr(paging, "_by_relevance", None)
    everything = replace(SearchRequest(), after=cursor, offset=700)
    assert ids(following) == ids(engine.search(everything))


def test_a_cursor_of_an_article_that_is_gone(corpus: list[Article], tmp_path: Path) -> None:
    """It stands for its rank; whether the corpus is the same is not the engine's to ask."""
    engine = built(tmp_path, corpus)
    request = SearchRequest(sort="newest", offset=5)
    cursor = cursor_behind(5, "f" * 32, "", request)
    assert ids(engine.search(request)) == ids(engine.search(replace(request, after=cursor)))


def test_a_cursor_of_the_last_id_there_can_be(corpus: list[Article], tmp_path: Path) -> None:
    """Nothing lies behind it; of a pattern it stands for its rank. Whoever asks may write it."""
    engine = built(tmp_path, corpus)
    pattern, everything = SearchRequest(query=Pattern("tid*"), offset=50), SearchRequest(offset=50)
    cursor = cursor_behind(50, "f" * 32, "", pattern)
    assert ids(engine.search(pattern)) == ids(engine.search(replace(pattern, after=cursor)))
    assert [] == ids(engine.search(replace(everything, after=cursor)))
