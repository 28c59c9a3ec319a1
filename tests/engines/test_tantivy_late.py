"""Articles of a page are read as far as they are looked at, and are whole all the same."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from searcher.article import Article, attribute, from_record, to_record
from searcher.engines.tantivy import TantivyEngine, late
from searcher.engines.tantivy.metadata import METADATA_FILE
from searcher.errors import IndexDamaged
from searcher.query.model import SearchRequest
from searcher.testing import article, haystack
from tantivy_index import built


def found(engine: TantivyEngine, snippets: int = 0) -> dict[str, Article]:
    """Give all articles as hits, by id."""
    results = engine.search(SearchRequest(limit=None, snippets=snippets))
    return {hit.article.id: hit.article for hit in results.hits}


def hay() -> dict[str, Article]:
    """Give the articles that are indexed, by id."""
    return {one.id: one for one in haystack()}


@pytest.mark.parametrize("name", Article.__slots__)
@pytest.mark.parametrize("snippets", [0, 1])
def test_each_attribute_is_what_was_stored(tmp_path: Path, name: str, snippets: int) -> None:
    """Whichever is looked at first, whether texts were read for passages or not."""
    articles = found(built(tmp_path, haystack()), snippets)
    for expected in haystack():
        assert getattr(expected, name) == getattr(articles[expected.id], name)
        assert expected == articles[expected.id]


@pytest.mark.parametrize(
    "told",
    [
        repr,
        hash,
        asdict,
        to_record,
        copy.copy,
        copy.deepcopy,
        lambda one: pickle.loads(pickle.dumps(one)),  # noqa: S301 - our own
        lambda one: replace(one, story=7),
        lambda one: from_record(to_record(one)),
    ],
)
def test_it_is_told_as_the_article_that_it_stands_for(
    tmp_path: Path, told: Callable[[Article], object]
) -> None:
    """Shown, hashed, copied, changed and sent to another process."""
    articles = found(built(tmp_path, haystack()))
    for expected in haystack():
        assert told(expected) == told(articles[expected.id])


def test_a_copy_is_a_plain_article(tmp_path: Path) -> None:
    """What goes elsewhere holds no index."""
    for one in found(built(tmp_path, haystack())).values():
        assert Article is type(copy.copy(one))
        assert Article is type(pickle.loads(pickle.dumps(one)))  # noqa: S301 - our own


def test_it_differs_from_what_is_not_equal(tmp_path: Path) -> None:
    """In either order, from other articles and from other things."""
    for one in found(built(tmp_path, haystack())).values():
        other = replace(one, title="Another")
        assert one != other
        assert other != one
        assert one != one.id


def test_it_cannot_be_changed_and_has_no_other_attributes(tmp_path: Path) -> None:
    """As any record."""
    one, *_ = found(built(tmp_path, haystack())).values()
    with pytest.raises(AttributeError, match="title"):
        one.title = "Another"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="headline"):
        _ = one.headline  # type: ignore[attr-defined]


@pytest.mark.parametrize("snippets", [0, 1])
def test_an_article_stays_that_of_its_snapshot(tmp_path: Path, snippets: int) -> None:
    """What is first looked at after the article was replaced, or its index closed, is of old."""
    engine = built(tmp_path, haystack())
    articles = found(engine, snippets)
    writer = engine.writer(heap=15_000_000, threads=1)
    for one in haystack():
        writer.add(replace(one, title="Another", body="Other words."))
    writer.commit()
    writer.close()
    engine.refresh()
    assert {"Another"} == {one.title for one in found(engine).values()}
    engine.close()
    assert hay() == articles


def test_what_cannot_be_read_has_our_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is found out when an attribute is looked at."""
    one, *_ = found(built(tmp_path, haystack())).values()

    def broken(*_: object) -> bytes:
        return b"{"

    monkeypatch.setattr(late, "record_at", broken)
    with pytest.raises(IndexDamaged):
        _ = one.body


def test_damaged_metadata_is_refused(tmp_path: Path) -> None:
    """With the cure, where it is read; with passages the whole record is."""
    engine = built(tmp_path, haystack())
    file = tmp_path / "index" / METADATA_FILE
    file.write_bytes(b"?" * file.stat().st_size)
    with pytest.raises(IndexDamaged, match="searcher reindex"):
        found(engine)
    assert hay() == found(engine, 1)


def test_few_articles_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the last pages, and no more of a long one."""
    monkeypatch.setattr(late, "KEPT", 4)
    engine = built(tmp_path, [article(title=f"Bank {number}") for number in range(10)])
    first, again = (engine.search(SearchRequest(limit=4)).hits for _ in range(2))
    assert [id(hit.article) for hit in first] == [id(hit.article) for hit in again]
    assert 10 == len(engine.search(SearchRequest(limit=10)).hits)
    assert 4 == len(engine._now.articles._kept)


def test_one_attribute_of_a_record() -> None:
    """Read alone it is as in the whole."""
    for one in haystack():
        record = to_record(one)
        for name in record:
            assert getattr(one, name) == attribute(record, name)
