"""Opening, searching, walking, naming the corpus."""

import datetime as dt
import hashlib
import json
import pickle
import random
from pathlib import Path
from typing import Any

import pytest

from searcher.article import Article
from searcher.engines.tantivy import TantivyEngine, engine_version, files, ranking, state
from searcher.engines.tantivy import walk as walking
from searcher.engines.tantivy.files import BLOCK, META_FILE
from searcher.errors import (
    IndexDamaged,
    IndexExists,
    IndexIncompatible,
    IndexNotFound,
    IndexProblem,
    ValueNotKnown,
)
from searcher.identity import content_digest
from searcher.query.model import (
    Everything,
    Fuzzy,
    Node,
    Not,
    Or,
    Pattern,
    SearchRequest,
    Sort,
    Word,
)
from searcher.query.params import build
from searcher.results import CorpusState
from searcher.testing import article, haystack
from tantivy_index import built


def numbered(count: int, *, word: str = "bank") -> list[Article]:
    """Give articles with ids as random as real ones."""
    return [
        article(
            title=f"{word} {number}",
            body=f"{word} number{number}",
            id=hashlib.sha256(str(number).encode()).hexdigest()[:32],
        )
        for number in range(count)
    ]


def test_an_article_comes_back_whole(tmp_path: Path) -> None:
    """What is stored is the whole article, with everything found."""
    engine = built(tmp_path, haystack())
    for kept in haystack():
        assert kept == engine.get(kept.id)
    assert engine.get("0" * 32) is None


def test_an_empty_index_answers(tmp_path: Path) -> None:
    """No articles: no hits, no facets, no mistakes."""
    engine = TantivyEngine.create(tmp_path / "i", ("en",))
    request = SearchRequest(query=Word("bank"), limit=None)
    found = engine.search(request)
    assert (0, ()) == (found.total, found.hits)
    assert [] == list(engine.scan(request))
    assert () == engine.facet(request, "author", 10).counts
    assert engine.get("0" * 32) is None
    assert [] == list(engine.ids_with_prefix("", limit=5))
    assert ("0" * 64, 0) == (engine.state().digest, engine.state().articles)


def test_all_articles_are_counted_without_the_deleted(tmp_path: Path) -> None:
    """These stay in their segment; who filters does not ask for all."""
    engine = built(tmp_path, haystack())
    size = engine.count(SearchRequest())
    writer = engine.writer()
    writer.delete(haystack()[0].id)
    writer.commit()
    writer.close()
    engine.refresh()
    assert size - 1 == engine.count(SearchRequest()) == len([*engine.scan(SearchRequest())])
    for one in (build(since="2026-01-15"), build(date_confidence="high"), build(source="none")):
        assert engine.count(one) == len([*engine.scan(one)]) < size - 1
    engine.close()


def test_pages_and_totals(tmp_path: Path) -> None:
    """Pages follow without gaps; beyond the end there is nothing, and the total stays."""
    engine = built(tmp_path, numbered(25), numbered(40)[25:])
    every = engine.search(SearchRequest(query=Word("bank"), limit=None))
    assert 40 == every.total == len(every.hits)
    assert list(range(1, 41)) == [hit.rank for hit in every.hits]
    paged = [
        hit.article.id
        for offset in range(0, 45, 7)
        for hit in engine.search(SearchRequest(query=Word("bank"), limit=7, offset=offset)).hits
    ]
    assert [hit.article.id for hit in every.hits] == paged
    for offset in (40, 10**6, 2**63, 10**30):
        beyond = engine.search(SearchRequest(query=Word("bank"), offset=offset))
        assert (40, ()) == (beyond.total, beyond.hits)
    assert 40 == len(engine.search(SearchRequest(limit=10**15)).hits)
    none = engine.search(SearchRequest(limit=0))
    assert (40, ()) == (none.total, none.hits)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_order_by_date(tmp_path: Path, sort: Sort) -> None:
    """By day, then instant, undated last either way; equals by id, whatever their segment."""
    whens = [
        None, "Jan 30, Fri", "2026-01-30", "2026-01-30T23:30:00-05:00", "2026-01-30T01:00:00+00:00",
        "2025", "2026-01", "2026-01-01", "0001-01-01", "9999-12-31",
        "2026-01-30T00:10:00+14:00", "2026-01-30", "2026-01-30", None,
    ]  # fmt: skip
    rng = random.Random(3)
    corpus = [
        article(body=f"{number}", published=when, id=f"{rng.getrandbits(128):032x}")
        for number, when in enumerate(whens)
    ]
    engine = built(tmp_path, corpus[:5], corpus[5:])

    def key(found: Article) -> tuple[int, float, float, str]:
        when = found.published
        if when is None or when.date is None:
            return (1, 0, 0, found.id)
        day = when.date.toordinal() * 86_400.0
        instant = when.instant
        moment = (
            (instant.replace(tzinfo=None) - dt.datetime(1, 1, 1)).total_seconds() + 86_400  # noqa: DTZ001
            if instant
            else day
        )
        sign = -1 if sort == "newest" else 1
        return (0, sign * day, sign * moment, found.id)

    expected = [found.id for found in sorted(corpus, key=key)]
    found = engine.search(SearchRequest(sort=sort, limit=None))
    assert expected == [hit.article.id for hit in found.hits]
    assert {None} == {hit.score for hit in found.hits}


@pytest.mark.parametrize("size", [1, 3, 10, 1_000])
def test_a_scan_goes_in_order_of_id(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every window size gives the same sequence, also where ids share their beginning."""
    monkeypatch.setattr(walking.windows, "__kwdefaults__", {"size": size, "field": "id64"})
    crowd = [article(body="bank", id=f"{'a' * 16}{number:016x}") for number in range(20)]
    corpus = [*numbered(50), *crowd]
    engine = built(tmp_path, corpus[::2], corpus[1::2])
    expected = sorted(kept.id for kept in corpus)
    assert expected == [found.id for found in engine.scan(SearchRequest(query=Word("bank")))]
    stored = engine.scan(SearchRequest(), order="stored")
    assert expected == sorted(found.id for found in stored)


def test_a_scan_sees_one_commit(tmp_path: Path) -> None:
    """Changes while walking are not seen."""
    engine = built(tmp_path, numbered(10))
    walk = engine.scan(SearchRequest())
    first = next(walk)
    writer = engine.writer(heap=15_000_000, threads=1)
    for kept in numbered(10):
        writer.delete(kept.id)
    writer.commit()
    writer.close()
    engine.refresh()
    assert 9 == len(list(walk))
    assert [] == list(engine.scan(SearchRequest()))
    assert engine.get(first.id) is None


def test_the_digest_is_the_sum_of_the_articles(tmp_path: Path) -> None:
    """Order, segments and deletions leave no trace in it."""
    corpus = numbered(30)
    kept = corpus[5:]
    expected = sum(int.from_bytes(content_digest(a), "big") for a in kept) % 2**256
    one = built(tmp_path / "a", corpus[:7], corpus[7:], deleted=[a.id for a in corpus[:5]])
    other = built(tmp_path / "b", reversed(kept))
    assert f"{expected:064x}" == one.state().digest == other.state().digest
    assert 25 == one.state().articles == other.state().articles


def test_the_state_is_remembered_for_its_commit(tmp_path: Path) -> None:
    """The small file is believed for its own commit only, and mended when it is broken."""
    cache = tmp_path / "state.json"
    built(tmp_path, numbered(5)).close()
    true = TantivyEngine.open(tmp_path / "index", ("en", "de"), state_cache=cache).state()
    held = json.loads(cache.read_text())
    assert {"digest": true.digest, "articles": 5} == {k: held[k] for k in ("digest", "articles")}

    def reopened() -> str:
        engine = TantivyEngine.open(tmp_path / "index", ("en", "de"), state_cache=cache)
        return engine.state().digest

    cache.write_text(json.dumps({**held, "digest": "1" * 64}))
    assert "1" * 64 == reopened()
    for broken in ("", "[]", "{", json.dumps({**held, "stamp": "0-5"}), '{"stamp": null}'):
        cache.write_text(broken)
        assert true.digest == reopened()
    assert held == json.loads(cache.read_text())
    cache.unlink()
    gone = TantivyEngine.open(
        tmp_path / "index", ("en", "de"), state_cache=tmp_path / "no" / "state.json"
    )
    assert true == gone.state()


def test_the_stamp_changes_with_a_commit(tmp_path: Path) -> None:
    """Every commit that changes articles has another stamp; a new opening has the same."""
    engine = built(tmp_path, numbered(3))
    stamps = [engine.commit_stamp()]
    writer = engine.writer(heap=15_000_000, threads=1)
    writer.add(article(body="new"))
    writer.commit()
    writer.close()
    engine.refresh()
    stamps.append(engine.commit_stamp())
    assert stamps[0] != stamps[1]
    assert stamps[1] == TantivyEngine.open(tmp_path / "index", ("en", "de")).commit_stamp()


def test_ids_by_their_beginning(tmp_path: Path) -> None:
    """In order, no deleted ones, no more than asked for."""
    corpus = [article(body=str(n), id=f"abc{n:029x}") for n in range(5)]
    engine = built(tmp_path, corpus, deleted=[corpus[0].id])
    assert [a.id for a in corpus[1:3]] == list(engine.ids_with_prefix("ABC", limit=2))
    assert [] == list(engine.ids_with_prefix("f", limit=2))


def test_articles_are_stored_in_blocks_of_our_size(tmp_path: Path) -> None:
    """Also after commits, which write the description anew."""
    built(tmp_path, numbered(3)).close()
    meta = json.loads((tmp_path / "index" / META_FILE).read_bytes())
    assert BLOCK == meta["index_settings"]["docstore_blocksize"]
    sizes = []
    for name, size in (("ours", BLOCK), ("small", 4 << 10)):
        (tmp_path / name).mkdir()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(files, "BLOCK", size)
            built(tmp_path / name, numbered(200)).close()
        sizes.append(sum(path.stat().st_size for path in (tmp_path / name).rglob("*.store")))
    assert sizes[0] < sizes[1]


def test_create_never_wipes(tmp_path: Path) -> None:
    """A folder with something in it is left as it is."""
    built(tmp_path, numbered(3)).close()
    with pytest.raises(IndexExists):
        TantivyEngine.create(tmp_path / "index", ("en", "de"))
    assert 3 == TantivyEngine.open(tmp_path / "index", ("en", "de")).count(SearchRequest())


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    """No folder, no files, other fields: three different errors."""
    with pytest.raises(IndexNotFound, match="nowhere"):
        TantivyEngine.open(tmp_path / "nowhere", ("en",))
    (tmp_path / "hollow").mkdir()
    with pytest.raises(IndexDamaged, match=r"meta\.json"):
        TantivyEngine.open(tmp_path / "hollow", ("en",))
    TantivyEngine.create(tmp_path / "i", ("en",)).close()
    with pytest.raises(IndexIncompatible):
        TantivyEngine.open(tmp_path / "i", ("en", "de"))
    with pytest.raises(ValueNotKnown):
        TantivyEngine.create(tmp_path / "j", ("xx",))


def test_a_folder_without_write_permission(tmp_path: Path) -> None:
    """Where no lock can be made the index opens all the same, for reading."""
    built(tmp_path, numbered(3)).close()
    folder = tmp_path / "index"
    for lock in folder.glob("*.lock"):
        lock.unlink()
    # A folder in the lock's place fails for every user, root included.
    (folder / ".tantivy-meta.lock").mkdir()
    engine = TantivyEngine.open(folder, ("en", "de"))
    assert 3 == engine.search(SearchRequest(query=Word("bank"))).total
    engine.refresh()
    assert 3 == engine.state().articles
    engine.close()


def test_a_reader_without_write_permission_follows_commits(tmp_path: Path) -> None:
    """Files of later commits are linked when they are looked for, and old links go."""
    built(tmp_path, numbered(3)).close()
    folder = tmp_path / "index"
    lock = folder / ".tantivy-meta.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    reader = TantivyEngine.open(folder, ("en", "de"))
    lock.rmdir()
    writing = TantivyEngine.open(folder, ("en", "de"))
    for count in (5, 8):
        writer = writing.writer(heap=15_000_000, threads=1)
        for kept in numbered(count):
            writer.add(kept)
        writer.commit()
        writer.close()
        reader.refresh()
        assert count == reader.search(SearchRequest(query=Word("bank"))).total
        assert count == reader.state().articles
    reader.close()
    writing.close()


def test_an_index_opened_for_reading_has_no_writer(tmp_path: Path) -> None:
    """It says so before anything is written."""
    built(tmp_path, numbered(3)).close()
    folder = tmp_path / "index"
    (folder / ".tantivy-meta.lock").unlink(missing_ok=True)
    (folder / ".tantivy-meta.lock").mkdir()
    reader = TantivyEngine.open(folder, ("en", "de"))
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    with pytest.raises(IndexProblem, match="can only be read"):
        reader.writer()
    assert before == {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    reader.close()


def test_a_search_does_not_add_up_the_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only reading the digest does, once, and it is the one of the snapshot that was searched."""
    engine = built(tmp_path, numbered(3))
    passes = []
    add_up = state.compute

    def counted(*given: Any) -> CorpusState:
        passes.append(1)
        return add_up(*given)

    monkeypatch.setattr(state, "compute", counted)
    before = engine.search(SearchRequest()).corpus
    assert (3, []) == (before.articles, passes)
    writer = engine.writer(heap=15_000_000, threads=1)
    writer.add(article(body="new"))
    writer.commit()
    writer.close()
    engine.refresh()
    after = engine.search(SearchRequest()).corpus
    expected = sum(int.from_bytes(content_digest(a), "big") for a in numbered(3)) % 2**256
    assert CorpusState(f"{expected:064x}", 3) == before
    assert before.digest == f"{expected:064x}" != after.digest
    assert [1, 1] == passes
    assert before == pickle.loads(pickle.dumps(before)) == CorpusState(before.digest, 3)  # noqa: S301
    assert hash(before) == hash(CorpusState(before.digest, 3))
    engine.close()


TIED = (
    Everything(),
    Not(Word("zebra")),
    Word("bank", field="title"),
    Pattern("ba*"),
    Fuzzy("bakn"),
    Or((Word("bank", field="title"), Word("rare"))),
)


@pytest.mark.parametrize("query", TIED)
@pytest.mark.parametrize("beside", [1, 7, 100])
def test_equal_scores_go_by_id(
    tmp_path: Path, query: Node, beside: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On every page, whatever the order of ingest and the segments."""
    monkeypatch.setattr(ranking, "BESIDE", beside)
    monkeypatch.setattr(ranking, "DEEP", beside)
    monkeypatch.setattr(ranking, "OFTEN", beside)
    monkeypatch.setattr(ranking, "CROWD", 2 * beside)
    corpus = [
        article(title="bank", body="rare" if number % 50 == 7 else "text", id=kept.id)
        for number, kept in enumerate(numbered(300))
    ]
    other = random.Random(9).sample(corpus, len(corpus))
    engines = (
        built(tmp_path / "a", corpus[:100], corpus[100:]),
        built(tmp_path / "b", other[:20], other[20:200], other[200:]),
    )
    rare = [a.id for a in corpus if a.body == "rare"] if isinstance(query, Or) else []
    expected = sorted(rare) + sorted(a.id for a in corpus if a.id not in rare)
    for engine in engines:
        for offset, limit in ((0, 10), (3, 2), (5, 10), (90, 20), (200, 7), (295, 10), (0, None)):
            found = engine.search(SearchRequest(query=query, offset=offset, limit=limit))
            end = None if limit is None else offset + limit
            assert expected[offset:end] == [hit.article.id for hit in found.hits]
            assert 300 == found.total
            scores = [hit.score or 0 for hit in found.hits]
            assert sorted(scores, reverse=True) == scores
        engine.close()


def test_relevance_prefers_what_is_asked_for(tmp_path: Path) -> None:
    """The text that is about it before the passing, in whatever form."""
    corpus = [
        article(title="Weather", body="rain " * 60 + "bank", url="https://e.org/passing"),
        article(title="Bank", body="bank bank opens", url="https://e.org/about"),
        article(title="Banks", body="banks banks open", url="https://e.org/plural"),
        article(title="Rain", body="rain " * 10, url="https://e.org/other"),
    ]
    engine = built(tmp_path, corpus)
    found = engine.search(SearchRequest(query=Word("bank")))
    order = [(hit.article.url or "").rpartition("/")[2] for hit in found.hits]
    assert ("passing", {"about", "plural"}) == (order.pop(), {*order})
    scores = [hit.score for hit in found.hits]
    assert all(score is not None and score > 0 for score in scores)


def test_without_words_there_are_no_languages_to_look_in(tmp_path: Path) -> None:
    """An article in a language that is not enabled is found by its exact words."""
    engine = built(tmp_path, [article(body="banki banky", language="cs")])
    assert 1 == engine.count(SearchRequest(query=Word("banky")))
    assert 0 == engine.count(SearchRequest(query=Word("bank")))
    assert 1 == engine.count(SearchRequest(query=Everything()))


def test_the_version_names_engine_and_format() -> None:
    """What an index records about its maker."""
    assert engine_version().startswith("tantivy v0.27.")
