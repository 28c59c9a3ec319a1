"""Exact counts, however many values and segments there are."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher.article import Article, Author
from searcher.dates import DateRange
from searcher.engines.tantivy import TantivyEngine, facets
from searcher.errors import ValueNotKnown
from searcher.query.model import FacetRequest, Filter, SearchRequest, Word
from searcher.results import FacetCount
from searcher.testing import article, published
from tantivy_index import built


@pytest.fixture
def many(tmp_path: Path) -> Iterator[tuple[TantivyEngine, list[Article]]]:
    """Give 1,500 articles by some 400 authors in four segments, a sixth of them deleted."""
    rng = random.Random(5)
    corpus = []
    for number in range(1_500):
        name = min(int(rng.paretovariate(0.8)) if rng.random() < 0.5 else rng.randrange(400), 399)
        corpus.append(
            article(
                body="bank" if number % 3 else "market",
                authors=[f"Author {name}"] if rng.random() < 0.95 else [],
                source=f"Source {number % 7}",
                published=f"{1900 + number % 120}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                id=f"{rng.getrandbits(128):032x}",
            )
        )
    gone = rng.sample(corpus, 250)
    engine = built(
        tmp_path,
        *(corpus[start : start + 375] for start in range(0, 1_500, 375)),
        deleted=[a.id for a in gone],
    )
    taken = {a.id for a in gone}
    yield engine, [a for a in corpus if a.id not in taken]
    engine.close()


def counted(corpus: list[Article], limit: int | None) -> list[tuple[str | None, int]]:
    """Count authors the plain way: by count, then key, the unsigned last among equals."""
    counter: Counter[str | None] = Counter()
    for found in corpus:
        keys: list[str | None] = [author.key for author in found.authors]
        counter.update(keys or [None])
    ordered = sorted(counter.items(), key=lambda kv: (-kv[1], kv[0] is None, kv[0] or ""))
    return ordered if limit is None else ordered[:limit]


@pytest.mark.parametrize("limit", [None, 1, 3, 10, 50, 200, 2_000])
@pytest.mark.parametrize(("first", "last"), [(256, 16_384), (4, 64), (4, 16_384), (1, 1)])
def test_top_values_are_exact(
    many: tuple[TantivyEngine, list[Article]],
    limit: int | None,
    first: int,
    last: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Small first rounds and long tails change the way, not the answer."""
    engine, corpus = many
    monkeypatch.setattr(facets, "FIRST_ROUND", first)
    monkeypatch.setattr(facets, "LAST_ROUND", last)
    monkeypatch.setattr(facets, "_first_size", lambda limit, _: max(first, limit + 1))
    for request, among in (
        (SearchRequest(), corpus),
        (SearchRequest(query=Word("market")), [a for a in corpus if a.body == "market"]),
    ):
        found = engine.facet(request, "author", limit)
        assert counted(among, limit) == [(count.key, count.count) for count in found.counts]
        assert found.more == (limit is not None and limit < len(counted(among, None)))


def test_more_days_than_buckets(
    many: tuple[TantivyEngine, list[Article]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the days do not fit into one answer they are counted year by year."""
    engine, corpus = many
    expected = Counter(a.published.text for a in corpus if a.published)
    monkeypatch.setattr(facets, "MOST_DATES", 130)
    found = engine.facet(SearchRequest(), "day", None)
    assert sorted(expected.items()) == [(count.key, count.count) for count in found.counts]


def test_several_facets_share_one_pass_without_mixing(
    many: tuple[TantivyEngine, list[Article]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each facet ignores its own selection, and sees those of the others.

    So does one that is counted by itself, since it took a second pass before.
    """
    engine, corpus = many
    monkeypatch.setattr(facets, "_first_size", lambda limit, _: limit + 1)
    request = SearchRequest(
        filters=(
            Filter("source", ("source 1", "source 2")),
            Filter("date", (DateRange(None, published("1950").last),)),
        ),
        facets=(
            FacetRequest("source", None),
            FacetRequest("author", 5),
            FacetRequest("kind", 5),
            FacetRequest("year", None),
        ),
    )

    def in_sources(found: Article) -> bool:
        return found.source in {"Source 1", "Source 2"}

    def in_dates(found: Article) -> bool:
        return found.published is not None and (found.published.text or "") < "1951"

    answers = [engine.search(request).facets for _ in range(3)]
    assert engine._counter()._long == {"author"}
    answer = answers[0]
    assert answers == [answer] * 3
    sources = Counter(a.source for a in corpus if in_dates(a))
    years = Counter((a.published.text or "")[:4] for a in corpus if a.published and in_sources(a))
    both = [a for a in corpus if in_sources(a) and in_dates(a)]
    assert dict(sources) == {count.value: count.count for count in answer["source"].counts}
    assert {"Source 1", "Source 2"} == {
        count.value for count in answer["source"].counts if count.selected
    }
    assert sorted(years.items()) == [(c.key, c.count) for c in answer["year"].counts]
    assert counted(both, 5) == [(c.key, c.count) for c in answer["author"].counts]
    assert (FacetCount("article", "article", len(both)),) == answer["kind"].counts
    assert ["source", "author", "kind", "year"] == list(answer)


def test_the_most_frequent_printed_form_is_shown(tmp_path: Path) -> None:
    """Among the articles that match; of equals the first; deleted ones do not count."""
    names = ["José Roe", "JO ROE", "Jo Roe", "Jo Roe", "jose roe", "José Roe"]
    corpus = [
        article(
            body=f"text {number}",
            authors=[Author(name, "jose roe" if "os" in name else "jo roe")],
            url=f"https://e.org/{number}",
        )
        for number, name in enumerate(names)
    ]
    engine = built(tmp_path, corpus[:3], corpus[3:], deleted=[corpus[0].id])
    shown = engine.facet(SearchRequest(), "author", 10).counts
    assert [("Jo Roe", "jo roe", 3), ("José Roe", "jose roe", 2)] == [
        (count.value, count.key, count.count) for count in shown
    ]
    only = engine.facet(SearchRequest(query=Word("1")), "author", 10).counts
    assert [("JO ROE", 1)] == [(count.value, count.count) for count in only]
    assert shown[0].value == engine.values("author")[0].value


def test_many_forms_at_once(
    many: tuple[TantivyEngine, list[Article]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long lists read all forms in one pass, short ones form by form: the same names."""
    engine, _ = many
    one_by_one = engine.facet(SearchRequest(), "author", None)
    monkeypatch.setattr(facets, "_FEW", 3)
    assert one_by_one == engine.facet(SearchRequest(), "author", None)
    every = {count.key: count.value for count in one_by_one.counts}
    few = engine.facet(SearchRequest(), "author", 5).counts
    assert (5, True) == (len(few), len(every) > 100)
    assert all(every[count.key] == count.value for count in few)
    assert all(key is None or value == key.replace("a", "A", 1) for key, value in every.items())


def test_topics_count_their_ancestors_once(tmp_path: Path) -> None:
    """Two topics under one root are one article of the root."""
    engine = built(
        tmp_path, [article(body="a", topics=["economy/markets", "economy/banks", "Sport"])]
    )
    found = engine.facet(SearchRequest(), "topic", None).counts
    assert [("economy", 1), ("economy/banks", 1), ("economy/markets", 1), ("Sport", 1)] == [
        (count.value, count.count) for count in found
    ]


def test_a_long_byline_is_cut_and_counted(tmp_path: Path) -> None:
    """A name that is no name neither loses its article nor stops the count."""
    corpus = [article(body=str(n), authors=["x" * 70_000 + str(n)]) for n in range(2)]
    engine = built(tmp_path, corpus)
    found = engine.facet(SearchRequest(), "author", None).counts
    assert [1, 1] == [count.count for count in found]
    key = found[0].key
    assert key is not None
    assert 1 == engine.count(SearchRequest(filters=(Filter("author", (key,)),)))
    whole = corpus[0].authors[0].key
    assert 1 == engine.count(SearchRequest(filters=(Filter("author", (whole,)),)))


def test_the_ends_of_the_calendar(tmp_path: Path) -> None:
    """The first and the last year have months and days like any other."""
    engine = built(
        tmp_path, [article(body="a", published="0001-01-01"), article(published="9999-12-31")]
    )
    for field, values in (
        ("year", ["0001", "9999"]),
        ("month", ["0001-01", "9999-12"]),
        ("day", ["0001-01-01", "9999-12-31"]),
    ):
        found = engine.facet(SearchRequest(), field, None).counts
        assert values == [count.value for count in found]


def test_a_facet_that_does_not_exist(tmp_path: Path) -> None:
    """Its name is an error, never an empty list."""
    engine = built(tmp_path, [article(body="a")])
    with pytest.raises(ValueNotKnown, match=r"'colour'.*author"):
        engine.facet(SearchRequest(), "colour", 3)
    with pytest.raises(ValueNotKnown, match="colour"):
        engine.values("colour")


def test_a_selected_value_stays_beyond_the_limit(
    many: tuple[TantivyEngine, list[Article]],
) -> None:
    """With its own count, also where that is 0; `more` counts only what is not listed."""
    engine, corpus = many
    every = counted(corpus, None)
    rare = every[-1][0]
    assert rare is not None
    request = SearchRequest(filters=(Filter("author", (rare, "nobody")),))
    found = engine.facet(request, "author", 2)
    assert [*every[:2], every[-1], ("nobody", 0)] == [(c.key, c.count) for c in found.counts]
    assert [False, False, True, True] == [c.selected for c in found.counts]
    assert found.counts[2].value == rare.replace("a", "A", 1)
    assert found.more
    whole = engine.facet(request, "author", len(every) - 1)
    assert ([*every, ("nobody", 0)], False) == (
        [(c.key, c.count) for c in whole.counts],
        whole.more,
    )
    elsewhere = SearchRequest(query=Word("zebra"), filters=request.filters)
    none = engine.facet(elsewhere, "author", 5).counts
    assert {(rare.replace("a", "A", 1), 0), ("nobody", 0)} == {(c.value, c.count) for c in none}


@pytest.mark.parametrize("field", ["year", "month", "day"])
def test_a_selected_date_stays_beyond_the_limit(
    many: tuple[TantivyEngine, list[Article]], field: str
) -> None:
    """A late year, month or day that was ticked is listed after the first ones."""
    engine, corpus = many
    length = {"year": 4, "month": 7, "day": 10}[field]
    every = sorted(
        Counter((a.published.text or "")[:length] for a in corpus if a.published).items()
    )
    last = every[-1]
    chosen = published(last[0])
    assert chosen.date is not None
    request = SearchRequest(filters=(Filter("date", (DateRange(chosen.date, chosen.last),)),))
    found = engine.facet(request, field, 2)
    assert [*every[:2], last] == [(c.key, c.count) for c in found.counts]
    assert [False, False, True] == [c.selected for c in found.counts]
    assert found.more
    assert not engine.facet(request, field, len(every) - 1).more


def test_a_selected_value_of_deleted_articles_has_no_form(tmp_path: Path) -> None:
    """It is shown by its key, as if it had never been there."""
    gone = article(title="a", authors=["Ada Smith"], id="a" * 32)
    kept = article(title="b", authors=["Jo Roe"], id="b" * 32)
    engine = built(tmp_path, [gone, kept], deleted=[gone.id])
    asked = SearchRequest(filters=(Filter("author", ("ada smith",)),))
    names = [one.value for one in engine.facet(asked, "author", 5).counts]
    assert ["Jo Roe", "ada smith"] == names
    engine.close()
