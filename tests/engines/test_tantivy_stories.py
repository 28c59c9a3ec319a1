"""Exact counts of stories, however many values, windows and segments there are."""

import random
from collections.abc import Iterator

import pytest

from searcher.article import Article
from searcher.engines.memory import MemoryEngine
from searcher.engines.tantivy import TantivyEngine, stories, walk
from searcher.query.model import FacetRequest, Filter, SearchRequest, Word
from searcher.testing import article
from tantivy_index import built

Engines = tuple[TantivyEngine, MemoryEngine]


def corpus() -> list[Article]:
    """Make 900 articles: a few outlets print everything several times, many print once."""
    rng = random.Random(7)
    made = []
    for number in range(900):
        source = f"outlet {rng.randrange(12)}" if number % 3 else f"paper {rng.randrange(90)}"
        story = rng.randrange(1, 40) if number % 3 else (number << 43) + 1
        made.append(
            article(
                body="bank" if number % 5 else "market",
                source=source if number % 11 else None,
                published=f"{2000 + number % 20}-{number % 12 + 1:02d}",
                topics=[f"economy/markets/{number % 7}"] if number % 2 else ["economy"],
                id=f"{rng.getrandbits(128):032x}",
                story=story,
            )
        )
    return made


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Give both engines, the quick one with three segments and deletions."""
    every = corpus()
    gone = every[::9]
    left = [one for one in every if one not in gone]
    quick = built(
        tmp_path_factory.mktemp("index"),
        every[:300],
        every[300:500],
        every[500:],
        deleted=[one.id for one in gone],
    )
    oracle = MemoryEngine(("en",))
    writer = oracle.writer()
    for one in left:
        writer.add(one)
    writer.commit()
    oracle.refresh()
    yield quick, oracle
    quick.close()


@pytest.mark.parametrize("limit", [0, 1, 3, 10, 40, None])
@pytest.mark.parametrize("chosen", [(), ("paper 3",), (None,), ("nobody",)])
@pytest.mark.parametrize("first", [1, 50])
def test_values_are_counted_exactly(
    engines: Engines,
    monkeypatch: pytest.MonkeyPatch,
    limit: int | None,
    chosen: tuple[str | None, ...],
    first: int,
) -> None:
    """Also beside one that is chosen and rare, and where the first round is too short."""
    monkeypatch.setattr(stories, "_FIRST", first)
    monkeypatch.setattr(stories, "_MORE", 1)
    quick, oracle = engines
    filters = (Filter("source", chosen),) if chosen else ()
    names = ("source", "topic", "year", "month")
    request = SearchRequest(
        query=Word("bank"),
        filters=filters,
        count="stories",
        facets=tuple(FacetRequest(name, limit) for name in names),
    )
    assert oracle.search(request).facets == quick.search(request).facets


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_windows_of_any_size_count_the_same(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """A story is counted once, however many windows the numbers are cut into."""
    quick, oracle = engines
    monkeypatch.setattr(walk.windows, "__kwdefaults__", {"size": size, "field": "id64"})
    for words in ("bank", "market", "nothing"):
        request = SearchRequest(query=Word(words), count="stories")
        assert oracle.count(request) == quick.count(request)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 10, None])
def test_pages_of_stories_join_to_the_whole(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, sort: str, limit: int | None
) -> None:
    """One after another they hold each story once, and none comes beyond the last."""
    monkeypatch.setattr(stories, "_FIRST", 1)
    quick, oracle = engines
    whole = SearchRequest(query=Word("bank"), count="stories", sort=sort, limit=None)  # type: ignore[arg-type]
    expected = [hit.article.id for hit in oracle.search(whole).hits]
    listed: list[str] = []
    while page := quick.search(
        SearchRequest(
            query=whole.query, count="stories", sort=whole.sort, limit=limit, offset=len(listed)
        )
    ).hits:
        listed += [hit.article.id for hit in page]
    assert expected == listed
    beyond = SearchRequest(query=whole.query, count="stories", limit=10, offset=len(listed) + 400)
    assert (len(expected), ()) == (quick.search(beyond).total, quick.search(beyond).hits)
