"""Two requests together find what both find, and can be said in words and parameters."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import Article
from searcher.engines.memory import MemoryEngine
from searcher.query.model import FACET_FILTER, SearchRequest
from searcher.query.narrow import narrowed, spoken_out
from searcher.query.params import build, from_params, to_params
from searcher.testing import haystack
from strategies import articles, requests

TODAY = dt.date(2026, 2, 1)


def engine_of(corpus: list[Article]) -> MemoryEngine:
    """Put articles into the naive engine."""
    engine = MemoryEngine(("en",))
    writer = engine.writer()
    for one in corpus:
        writer.add(one)
    writer.commit()
    return engine


HAYSTACK = engine_of(list(haystack()))


def found(engine: MemoryEngine, request: SearchRequest) -> set[str]:
    """Give the ids of all articles that match."""
    return {one.id for one in engine.scan(request)}


def values_of(request: SearchRequest, field: str) -> dict[str | None, int]:
    """Count the values of a facet that articles have."""
    counts = HAYSTACK.facet(request, field, None).counts
    return {one.key: one.count for one in counts if one.count}


@given(articles(), requests(), requests())
def test_what_both_find_is_found(
    corpus: list[Article], first: SearchRequest, further: SearchRequest
) -> None:
    """Whatever they ask for."""
    engine = engine_of(corpus)
    # Whether inferred topics count is said once for a request.
    further = replace(further, inferred=first.inferred)
    both = found(engine, first) & found(engine, further)
    assert both == found(engine, narrowed(first, further))


OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "author": st.lists(st.sampled_from(["Jon Roe", "Mara Lindqvist", "none"]), max_size=2),
        "not_author": st.lists(st.sampled_from(["Jon Roe", "none"]), max_size=1),
        "source": st.sampled_from(["The Reed", "none", "Harbour Ledger"]),
        "not_source": st.sampled_from(["The Reed", "Harbour Ledger"]),
        "topic": st.sampled_from(["economy", "none"]),
        "language": st.sampled_from(["en", "de"]),
        "not_kind": st.just("teaser"),
        "date": st.sampled_from(["2025", "2026-01..2026-02", "undated"]),
        "since": st.sampled_from(["2025", "2026-01"]),
        "until": st.sampled_from(["2026", "2026-01-20"]),
        "date_confidence": st.sampled_from(["high", "low"]),
        "any_word": st.booleans(),
        "no_inferred": st.booleans(),
    },
)
WORDS = st.sampled_from(
    ["", "bank", "treasury holdings", "bank OR chess", "-bank", '"the bank" river*', "date:2026"]
)


@given(WORDS, OPTIONS, WORDS, OPTIONS)
def test_it_can_be_said_as_parameters(
    words: str, first: dict[str, object], more: str, further: dict[str, object]
) -> None:
    """And means the same then; each part's words are kept where the other has none."""
    one = build(words, today=TODAY, **first)  # type: ignore[arg-type]
    other = build(more, today=TODAY, **further)  # type: ignore[arg-type]
    both = narrowed(one, other)
    again = from_params(to_params(both), today=TODAY)
    assert both.query == again.query
    assert found(HAYSTACK, both) == found(HAYSTACK, again)
    if one.inferred == other.inferred:
        assert found(HAYSTACK, both) == found(HAYSTACK, one) & found(HAYSTACK, other)


def test_order_and_page_are_the_further_ones() -> None:
    """So are the facets: what is saved is a question."""
    first = build("bank", sort="oldest", limit=3, facet="year")
    further = build("river", sort="newest", limit=7, offset=2, facet="author")
    both = narrowed(first, further)
    assert replace(both, words="", query=further.query) == replace(further, words="")
    assert "bank AND river" == both.words


@pytest.mark.parametrize(("first", "further"), [("a  b", ""), ("", "a  b")])
def test_words_stay_as_typed_where_one_has_none(first: str, further: str) -> None:
    """So that a mistake in them has its column."""
    both = narrowed(build(first, any_word=True), build(further, any_word=True))
    assert ("a  b", True) == (both.words, both.any)


@pytest.mark.parametrize("field", ["month", "year", "author", "language", "kind"])
def test_a_facet_ignores_nothing_of_the_first(field: str) -> None:
    """It counts what the first finds, though it ignores what is chosen further in its own field."""
    first = build("", date="2026-01", not_author="Jon Roe", language="en", not_kind="teaser")
    whole = values_of(spoken_out(first), field)
    assert whole
    assert whole != values_of(first, field)
    own = FACET_FILTER[field]
    chosen = from_params({own: "none" if own != "kind" else "teaser"})
    for asked in (
        narrowed(first, build(facet=field)),
        narrowed(first, build(), counted=[field]),
        narrowed(first, chosen, counted=[field]),
    ):
        assert whole == values_of(asked, field)
    assert found(HAYSTACK, first) == found(HAYSTACK, narrowed(first, build(facet=field)))


@given(articles(), requests())
def test_what_is_spoken_out_finds_the_same(corpus: list[Article], asked: SearchRequest) -> None:
    """Filters are clauses then, and no facet ignores them: the values of its hits are counted."""
    engine = engine_of(corpus)
    asked = replace(asked, count="articles")  # the stories of some hits are fewer
    spoken = spoken_out(asked)
    assert () == spoken.filters
    assert found(engine, asked) == found(engine, spoken)
    years = engine.facet(spoken, "year", None).counts
    assert len(found(engine, asked)) == sum(one.count for one in years)
