"""Stored articles that are damaged are refused by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy.preparing import Prepared
from searcher.errors import IndexDamaged
from searcher.identity import stored
from searcher.query.model import SearchRequest, Word
from searcher.testing import article, haystack
from tantivy_index import built

ONE = article(title="Willows", body="Willows along the river bank.")


def kept_as(engine: TantivyEngine, kept: bytes) -> TantivyEngine:
    """Put the article in with these bytes for its record."""
    prepared = engine.preparer().prepare(ONE, *stored(ONE))
    writer = engine.writer(heap=15_000_000, threads=1)
    writer.put(
        ONE.id, Prepared(prepared.values | {"article": kept}, prepared.marked, prepared.metadata)
    )
    writer.commit()
    writer.close()
    engine.refresh()
    return engine


READS: list[Callable[[TantivyEngine], object]] = [
    lambda engine: engine.get(ONE.id),
    lambda engine: list(engine.scan(SearchRequest(limit=None), order="stored")),
    lambda engine: engine.search(SearchRequest(query=Word("willows"))).hits[0].article.body,
    lambda engine: (
        engine.search(SearchRequest(query=Word("willows"), snippets=0)).hits[0].article.body
    ),
]


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(
    "kept",
    [stored(ONE)[0][:-9], b"\xff" * 40, b"?", b"", b"[" * 100_000, b"[1]", b'{"id":"1"}'],
    ids=["cut off", "no text", "no JSON", "empty", "nested", "a list", "a part"],
)
def test_damaged_records_are_refused_by_name(
    tmp_path: Path, read: Callable[[TantivyEngine], object], kept: bytes
) -> None:
    """Where all of an article is read; what needs no more than its metadata is answered."""
    engine = kept_as(built(tmp_path, haystack()), kept)
    with pytest.raises(IndexDamaged, match="Restore a copy"):
        read(engine)
    titles = engine.search(SearchRequest(query=Word("willows"), snippets=0)).hits
    assert "Willows" in {hit.article.title for hit in titles}
