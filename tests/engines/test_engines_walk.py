"""Stored articles are walked in batches, by id, as stored, or sorted; both engines agree."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from searcher.article import from_record
from searcher.engines.base import Stored, WalkOrder
from searcher.engines.depth import DEPTHS, Depth, cut
from searcher.engines.memory import MemoryEngine
from searcher.engines.tantivy import TantivyEngine
from searcher.engines.tantivy import stored as reading
from searcher.identity import content_digest
from searcher.query.params import build
from searcher.testing import article, haystack
from tantivy_index import built

Engines = tuple[TantivyEngine, MemoryEngine]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    """Give both engines with the haystack, on disk in three segments."""
    hay = haystack()
    memory = MemoryEngine(("en", "de"))
    writer = memory.writer()
    for one in hay:
        writer.add(one)
    writer.commit()
    disk = built(tmp_path_factory.mktemp("walk"), hay[:9], hay[9:15], hay[15:])
    return disk, memory


def walked(
    engine: TantivyEngine | MemoryEngine,
    words: str,
    order: WalkOrder = "id",
    depth: Depth = "record",
    **options: object,
) -> list[Stored]:
    """Walk a request to its end."""
    request = build(words, **options)  # type: ignore[arg-type]
    return [one for batch in engine.walk(request, order=order, depth=depth) for one in batch]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("words", ["", "bank*", "treasury", "zeppelin"])
def test_engines_walk_the_same_records(engines: Engines, words: str, depth: Depth) -> None:
    """Record, digest and order are equal, however much is read of each."""
    disk, memory = engines
    expected = walked(memory, words, depth=depth)
    assert expected == walked(disk, words, depth=depth)
    assert expected == sorted(walked(disk, words, "stored", depth), key=lambda one: one.id)


@pytest.mark.parametrize("depth", DEPTHS)
def test_how_much_is_read_changes_no_order(engines: Engines, depth: Depth) -> None:
    """Neither that of relevance, with its scores, nor as it is stored."""
    orders: tuple[WalkOrder, ...] = ("sort", "stored")
    for order in orders:
        whole = walked(engines[0], "treasury OR bank", order, limit=0)
        expected = [one._replace(record=cut(one.record, depth)) for one in whole]
        assert expected == walked(engines[0], "treasury OR bank", order, depth, limit=0)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_engines_sort_alike_by_date(engines: Engines, sort: str) -> None:
    """Equal days come in the order of ids, and the page is that of the request."""
    disk, memory = engines
    for limit, offset in ((0, 0), (5, 0), (5, 3)):
        expected = walked(memory, "", "sort", sort=sort, limit=limit, offset=offset)
        assert expected == walked(disk, "", "sort", sort=sort, limit=limit, offset=offset)


def test_a_stored_record_is_the_article(engines: Engines) -> None:
    """It reads back whole, its digest is that of the content, its id stands first."""
    by_id = {one.id: one for one in haystack()}
    for found in walked(engines[0], ""):
        one = by_id[found.id]
        assert one == from_record(orjson.loads(found.record))
        assert content_digest(one) == found.content


def test_scores_come_with_relevance_only(engines: Engines) -> None:
    """They are those of the search."""
    disk, _ = engines
    hits = disk.search(build("treasury", limit=0)).hits
    expected = [(hit.article.id, hit.score) for hit in hits]
    assert expected == [(one.id, one.score) for one in walked(disk, "treasury", "sort", limit=0)]
    assert {None} == {one.score for one in walked(disk, "treasury")}


def test_a_walk_stays_with_its_commit(tmp_path: Path) -> None:
    """What is committed meanwhile is for the next one."""
    engine = built(tmp_path, haystack())
    walk = engine.walk(build(""))
    writer = engine.writer()
    for one in haystack()[:20]:
        writer.delete(one.id)
    writer.commit()
    writer.close()
    engine.refresh()
    assert 24 == sum(map(len, walk))
    assert 4 == sum(map(len, engine.walk(build(""))))


def test_batches_are_bounded_by_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long articles come in small batches, one by one if need be; none is lost."""
    monkeypatch.setattr(reading, "_ROOM", 20_000)
    articles = [
        article(title=f"Number {n}", body="salt " * (4_000 if n % 7 == 0 else 10))
        for n in range(90)
    ]
    engine = built(tmp_path, articles)
    batches = [*engine.walk(build(""))]
    assert sorted(one.id for one in articles) == [one.id for batch in batches for one in batch]
    large = [batch for batch in batches if sum(len(one.record) for one in batch) > 20_000]
    assert large
    assert {1} == {len(batch) for batch in large}


def test_ids_that_begin_alike_are_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen bytes order them, not the eight that the index knows."""
    monkeypatch.setattr(reading, "_FIRST", 2)
    monkeypatch.setattr(reading, "_ROOM", 1_000)
    ids = [f"{'ab' * 8}{n:016x}" for n in range(9, -1, -1)] + [f"{n:032x}" for n in range(5)]
    articles = [replace(article(title=f"Number {n}"), id=one) for n, one in enumerate(ids)]
    engine = built(tmp_path, articles)
    for depth in DEPTHS:
        assert sorted(ids) == [one.id for one in walked(engine, "", depth=depth)]
