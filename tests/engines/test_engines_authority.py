"""Names of one author as one: what is asked, what is counted, what is offered."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory_index import LANGUAGES, remembered
from searcher.article import Article, Author, fold
from searcher.engines.authority import AuthorityEngine
from searcher.engines.memory import MemoryEngine
from searcher.index.trending import plan_of, trend_of
from searcher.query.authority import Authority, Group
from searcher.query.model import (
    And,
    AuthorityRef,
    Boosted,
    FacetRequest,
    Filter,
    Not,
    Or,
    SearchRequest,
    Term,
    Word,
)
from searcher.results import Facet
from searcher.testing import article
from searcher.trends import TIMELINE_SORTS, Tally, Trend
from strategies import articles, requests
from tantivy_index import built

REF = AuthorityRef("authors.yaml", "0" * 64)


def authority(**groups: tuple[str, ...]) -> Authority:
    """Make one from names with underscores for spaces."""
    return Authority(
        REF,
        tuple(
            Group(
                name.replace("_", " "),
                fold(name.replace("_", " ")),
                tuple(dict.fromkeys(map(fold, (name.replace("_", " "), *others)))),
            )
            for name, others in groups.items()
        ),
    )


JOINED = authority(Ada_Roe=("Jo Roe", "Ada Smith"), José_Roe=("Northwire",), Nobody=("no one",))


def rewritten(one: Article, known: Authority) -> Article:
    """Give the article as if it had been signed with the names to show, each once."""
    signed: dict[str, Author] = {}
    for author in one.authors:
        group = known.by_key.get(author.key)
        name, key = (group.name, group.key) if group else (author.name, author.key)
        signed.setdefault(key, Author(name, key, author.role))
    return replace(one, authors=(*signed.values(),))


def canonical(request: SearchRequest, known: Authority) -> SearchRequest:
    """Ask for authors by the names to show."""

    def node(found: object) -> object:
        match found:
            case Term("author", key):
                return Term("author", known.key(key))
            case And(children) | Or(children):
                return type(found)(tuple(map(node, children)))  # type: ignore[arg-type]
            case Not(child):
                return Not(node(child))  # type: ignore[arg-type]
            case Boosted(child, weight):
                return Boosted(node(child), weight)  # type: ignore[arg-type]
        return found

    filters = tuple(
        replace(
            chosen,
            values=tuple(
                dict.fromkeys(known.key(v) if isinstance(v, str) else v for v in chosen.values)
            ),
        )
        if chosen.field == "author"
        else chosen
        for chosen in request.filters
    )
    return replace(request, filters=filters, query=node(request.query))  # type: ignore[arg-type]


@settings(max_examples=25)
@given(
    corpus=articles(),
    asked=st.lists(requests(), min_size=1, max_size=4),
    like=st.sampled_from(("", "", "ro", "ada", "jo", "north")),
)
def test_it_is_as_if_articles_were_signed_so(
    corpus: list[Article], asked: list[SearchRequest], like: str
) -> None:
    """Totals, facets, lists and suggestions over both engines equal those of rewritten articles."""
    oracle = remembered([rewritten(one, JOINED) for one in corpus])
    with tempfile.TemporaryDirectory() as folder:
        quick = built(Path(folder), corpus[::2], corpus[1::2], languages=LANGUAGES)
        for inner in cast(tuple[Any, ...], (remembered(corpus), quick)):
            engine = AuthorityEngine(inner, JOINED)
            for request in asked:
                check(oracle, engine, request, like)
            assert list(oracle.values("author")) == list(engine.values("author"))
            for start in ("j", "ro", "ada", "smith", "north"):
                for limit in (1, 2, 9):
                    by_any_name = engine.names("author", start, limit=limit)
                    by_own_name = oracle.names("author", start, limit=limit)
                    assert len(by_any_name) >= len(by_own_name)
                    if limit > len(corpus):
                        assert set(by_own_name) <= set(by_any_name)
            engine.close()


def counted(trend: Trend) -> list[tuple[str | None, Tally, Tally | None]]:
    """Give what was counted, without how it was asked."""
    return [(one.key, one.found, one.base) for one in trend.series]


def check(oracle: MemoryEngine, engine: AuthorityEngine, request: SearchRequest, like: str) -> None:
    """Compare the answers to one request."""
    request = replace(
        request,
        sort="newest",
        facets=(*(f for f in request.facets if f.field != "author"), FacetRequest("author", 2)),
    )
    plain = canonical(request, JOINED)
    expected, found = oracle.search(plain), engine.search(request)
    assert expected.total == found.total == engine.count(request)
    assert [hit.article.id for hit in expected.hits] == [hit.article.id for hit in found.hits]
    assert shown(expected.facets["author"]) == shown(found.facets["author"])
    assert [*expected.facets] == [*found.facets]
    assert REF == found.request.authority
    assert [one.id for one in oracle.scan(plain)] == [one.id for one in engine.scan(request)]
    for limit in (None, 1, 3):
        wanted = shown(oracle.facet(plain, "author", limit))
        assert wanted == shown(engine.facet(request, "author", limit))
    for unit in ("month", "year"):
        plan = plan_of([request], unit, share=True, series="author", top=2)
        joined = plan_of([plain], unit, share=True, series="author", top=2)
        assert counted(trend_of(oracle, joined)) == counted(trend_of(engine, plan))
    for order in TIMELINE_SORTS:
        told, stories = oracle.timeline(plain, sort=order)
        total, found_stories = engine.timeline(request, sort=order)
        assert told == total
        assert [(one.article.id, one.articles) for one in stories] == [
            (one.article.id, one.articles) for one in found_stories
        ]
    if like:
        # Names that are not shown are looked into as well.
        some = {c.key for c in oracle.facet(plain, "author", None, like=like).counts}
        assert some <= {c.key for c in engine.facet(request, "author", None, like=like).counts}


def shown(facet: Facet) -> tuple[list[tuple[str | None, int, bool]], bool]:
    """Give the counts by key: which of several printed forms is shown may differ."""
    counts = [(count.key, count.count, count.selected) for count in facet.counts]
    return counts, facet.more


def test_an_article_signed_with_two_names_counts_once(tmp_path: Path) -> None:
    """Beyond the first values too, and the name to show is the file's."""
    corpus = [article(title=f"a{n}", authors=["J. Roe", "Jane Roe"]) for n in range(3)]
    corpus += [article(title=f"b{n}", authors=["Jane Roe"]) for n in range(2)]
    corpus += [article(title=f"c{n}", authors=[f"Person {n % 4}"]) for n in range(24)]
    inner = built(tmp_path, corpus[:10], corpus[10:])
    engine = AuthorityEngine(inner, authority(Jane_Roe=("J. Roe", "Roe, Jane")))
    for limit in (1, 4, 5, None):
        facet = engine.facet(SearchRequest(), "author", limit)
        listed = {count.value: count.count for count in facet.counts}
        assert listed.get("Jane Roe") == (5 if limit in (5, None) else None)
        assert facet.more == (limit in (1, 4))
    assert 5 == engine.count(SearchRequest(filters=(Filter("author", ("roe, jane",)),)))
    engine.close()


def test_the_score_is_that_of_the_words(tmp_path: Path) -> None:
    """An author of several names beside words weighs no more than one of a single name."""
    corpus = [article(title="Bank", body="bank " * n, authors=["Jo Roe"]) for n in range(1, 6)]
    inner = built(tmp_path, corpus)
    one = SearchRequest(query=And((Word("bank"), Term("author", "jo roe"))))
    engine = AuthorityEngine(inner, authority(Jo_Roe=("J. Roe", "Joe Roe")))
    expected = [hit.score for hit in inner.search(one).hits]
    assert expected == [hit.score for hit in engine.search(one).hits]
    engine.close()


@pytest.mark.parametrize("start", ["jane", "j", "roe", "quill"])
def test_names_are_offered_as_one(tmp_path: Path, start: str) -> None:
    """By any of the names, also by one that no article is signed with."""
    corpus = [article(title="a", authors=["J. Roe"]), article(title="b", authors=["Quill"])]
    inner = built(tmp_path, corpus)
    engine = AuthorityEngine(inner, authority(Jane_Roe=("J. Roe", "Quill"), Jonas=("Jo Quillon",)))
    names = engine.names("author", start, limit=3)
    assert [("Jane Roe", "jane roe", 2)] == [(n.value, n.key, n.count) for n in names]
    engine.close()
