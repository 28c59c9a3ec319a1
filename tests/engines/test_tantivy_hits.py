"""Hits show an article, its passages and its copies, and are not made anew when shown again."""

import copy
import pickle
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine, hits
from searcher.engines.tantivy.hits import LateHit, ManyHits
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import SearchRequest, Word
from searcher.results import Hit, Snippet
from searcher.testing import article
from tantivy_index import built


def found(engine: TantivyEngine) -> Sequence[Hit]:
    """Give the hits of a word."""
    return engine.search(SearchRequest(query=Word("bank"))).hits


def test_a_hit_without_passages_has_an_empty_one(tmp_path: Path) -> None:
    """And none of several."""
    engine = built(tmp_path, [article(title="Bank", body="A bank.")])
    (hit,) = engine.search(SearchRequest(query=Word("bank"), snippets=0)).hits
    assert (Snippet(""), ()) == (hit.snippet, hit.snippets)


def test_copies_and_outlets_are_those_of_the_story(tmp_path: Path) -> None:
    """Also of hits beside articles that have none."""
    story = [
        article(title=f"Bank {number}", body="A bank.", source=f"Paper {number % 2}")
        for number in range(3)
    ]
    story = [replace(one, story=7) for one in story]
    engine = built(
        tmp_path, [*story, article(title="Other bank", body="A bank.", source="Paper 0")]
    )
    hits = engine.search(SearchRequest(query=Word("bank"))).hits
    assert [(0, 0), (2, 1), (2, 2), (2, 2)] == sorted((hit.copies, hit.outlets) for hit in hits)


@pytest.mark.parametrize("told", [repr, hash, asdict, copy.copy, copy.deepcopy, replace])
def test_a_hit_is_told_as_what_it_stands_for(tmp_path: Path, told: Callable[[Hit], object]) -> None:
    """Shown, hashed and copied, before its copies were counted or after."""
    hay = [replace(article(title=f"Bank {number}"), story=7) for number in range(2)]
    engine = built(tmp_path, hay)
    expected = [Hit(hit.rank, hit.score, hit.article, hit.snippet, 1, 0) for hit in found(engine)]
    for _ in range(2):
        hits = found(engine)
        assert [told(hit) for hit in expected] == [told(hit) for hit in hits]
        assert expected == list(hits)
        assert list(hits) == expected
    assert hits[0] != hits[1]
    assert hits[0] != hits[0].article


def test_a_copied_hit_is_a_plain_one(tmp_path: Path) -> None:
    """What goes elsewhere holds no index."""
    (hit,) = found(built(tmp_path, [article(title="Bank")]))
    for copied in (copy.copy(hit), pickle.loads(pickle.dumps(hit))):  # noqa: S301 - our own
        assert hit == copied
        assert (Hit, Article) == (type(copied), type(copy.copy(copied.article)))
    with pytest.raises(AttributeError, match="title"):
        _ = hit.title  # type: ignore[attr-defined]


def test_copies_are_those_of_the_snapshot(tmp_path: Path) -> None:
    """Of a hit that was found before more came, and looked at after the index was closed."""
    engine = built(tmp_path, [replace(article(title="Bank"), story=7)])
    before = found(engine)
    writer = engine.writer(heap=15_000_000, threads=1)
    writer.add(replace(article(title="Bank again"), story=7))
    writer.commit()
    writer.close()
    engine.refresh()
    after = found(engine)
    engine.close()
    assert [0] == [hit.copies for hit in before]
    assert [1, 1] == [hit.copies for hit in after]


def test_the_passages_of_the_last_words_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until other words are asked for."""
    engine = built(tmp_path, [article(title="Bank", body="A bank by the river.")])
    marked: list[str] = []
    snippet = Highlighter.snippet

    def counted(self: Highlighter, one: Article) -> Snippet:
        marked.append(one.id)
        return snippet(self, one)

    monkeypatch.setattr(Highlighter, "snippet", counted)
    bank, river = (SearchRequest(query=Word(word)) for word in ("bank", "river"))
    assert engine.search(bank).hits == engine.search(bank).hits
    assert 1 == len(marked)
    engine.search(river)
    engine.search(bank)
    assert 3 == len(marked)


def many(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Sequence[Hit], tuple[Hit, ...]]:
    """Give hits of one page as they are looked at, some at a time, and as they are made at once."""
    engine = built(path, [article(title=f"Bank {number}", body="A bank.") for number in range(9)])
    request = SearchRequest(query=Word("bank"), offset=1, limit=None)
    at_once = engine.search(request).hits
    assert isinstance(at_once, tuple)
    monkeypatch.setattr(hits, "TOGETHER", 7)
    monkeypatch.setattr(hits, "KEPT", 3)
    return engine.search(request).hits, at_once


def test_many_hits_are_as_a_tuple_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each one, slices, compared, shown, hashed, copied."""
    late, at_once = many(tmp_path, monkeypatch)
    assert isinstance(late, ManyHits)
    assert [*range(2, 10)] == [hit.rank for hit in late]
    assert at_once == late
    assert late == at_once
    assert late != at_once[:-1]
    assert late != (*at_once[:-1], at_once[0])
    assert late != list(at_once)
    for told in (len, repr, hash, list, copy.copy, lambda it: [*reversed(it)]):
        assert told(at_once) == told(late)
    assert at_once == pickle.loads(pickle.dumps(late))  # noqa: S301 - our own
    for number in range(-8, 8):
        assert at_once[number] == late[number]
    for part in (slice(2, 7), slice(5), slice(-3, None), slice(None, None, -2), slice(9, 20)):
        assert at_once[part] == late[part]
    for number in (8, -9):
        with pytest.raises(IndexError):
            _ = late[number]


def test_many_hits_are_added_as_a_tuple_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of two answers together: few or many, from either side; and to nothing but hits."""
    late, at_once = many(tmp_path, monkeypatch)
    assert isinstance(late, ManyHits)
    for both in (late + at_once, at_once + late, late + late):
        assert isinstance(both, tuple)
        assert at_once + at_once == both
    for other in ([*at_once], "bank", None):
        with pytest.raises(TypeError):
            _ = late + other
        with pytest.raises(TypeError):
            _ = other + late


def test_many_hits_are_made_as_they_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None before, and no more than some neighbours; of the commit that was searched."""
    late, at_once = many(tmp_path, monkeypatch)
    made: list[int] = []
    make = LateHit.of

    def noted(rank: int, *given: Any) -> LateHit:
        made.append(rank)
        return make(rank, *given)

    monkeypatch.setattr(LateHit, "of", noted)
    assert (8, []) == (len(late), made)
    walk = iter(late)
    assert (at_once[0], [2, 3, 4]) == (next(walk), made)
    assert at_once[1:] == tuple(walk)
    assert [*range(2, 10)] == made
    assert at_once[-1] == late[-1]
    assert 9 == len(made)


def test_many_hits_stay_with_their_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever becomes of the index meanwhile."""
    late, at_once = many(tmp_path, monkeypatch)
    engine = TantivyEngine.open(tmp_path / "index", ("en", "de"))
    writer = engine.writer(heap=15_000_000, threads=1)
    for hit in at_once:
        writer.delete(hit.article.id)
    writer.commit()
    writer.close()
    engine.close()
    assert at_once == late
    assert {"A bank."} == {hit.article.body for hit in late}
