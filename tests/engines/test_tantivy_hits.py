"""Hits show an article, its passages and its copies, and are not made anew when shown again."""

from dataclasses import replace
from pathlib import Path

import pytest

from searcher.article import Article
from searcher.engines.tantivy.snippets import Highlighter
from searcher.query.model import SearchRequest, Word
from searcher.results import Snippet
from searcher.testing import article
from tantivy_index import built


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
