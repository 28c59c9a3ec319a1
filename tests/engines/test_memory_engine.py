"""The naive engine as an engine: facets, order, pages, and its writer."""

from typing import Any

import pytest

from searcher.engines.memory import MemoryEngine
from searcher.errors import IndexLocked
from searcher.identity import content_digest
from searcher.query.params import build
from searcher.results import FacetCount
from searcher.testing import article, haystack


@pytest.fixture
def whole() -> MemoryEngine:
    """Give the haystack, searchable."""
    engine = MemoryEngine(("en", "de"))
    writer = engine.writer()
    for one in haystack():
        writer.add(one)
    writer.commit()
    writer.close()
    return engine


def counts(found: MemoryEngine, field: str, **options: Any) -> list[tuple[str | None, int]]:
    """Give keys and counts of a facet."""
    facet = found.facet(build(**options), field, None)
    return [(count.key, count.count) for count in facet.counts]


def test_keyword_facets_are_ordered_by_count_then_key(whole: MemoryEngine) -> None:
    """The missing bucket is last among equals."""
    assert [
        ("harbour ledger", 5),
        ("evening quay", 4),
        ("the reed", 3),
        ("bits & pieces", 2),
        ("la orilla", 2),
        ("seeblatt", 2),
        (None, 2),
    ] == counts(whole, "source")[:7]


def test_date_facets_are_ordered_by_time(whole: MemoryEngine) -> None:
    """Dates known less precisely than the bucket count as missing, which is last."""
    assert [("2023", 1), ("2024", 4), ("2025", 9), ("2026", 7), (None, 3)] == counts(whole, "year")
    months = counts(whole, "month")
    assert [("2023-10", 1), ("2024-02", 1)] == months[:2]
    assert [("2026-01", 7), (None, 4)] == months[-2:]


def test_a_topic_counts_for_all_above_it_once(whole: MemoryEngine) -> None:
    """Ancestors count each article once, however many of its topics lie below."""
    topics = dict(counts(whole, "topic"))
    assert topics["economy"] == 9
    assert topics["economy/markets"] == 6
    assert topics[None] == 2


def test_a_limit_cuts_and_says_so(whole: MemoryEngine) -> None:
    """`more` tells that there are further values."""
    facet = whole.facet(build(), "kind", 1)
    assert [("article", 22)] == [(count.key, count.count) for count in facet.counts]
    assert facet.more
    assert not whole.facet(build(), "kind", 2).more


def test_a_facet_ignores_its_own_selection(whole: MemoryEngine) -> None:
    """Other filters, exclusions and bounds hold."""
    assert [("article", 3), ("teaser", 1)] == counts(
        whole, "kind", kind="teaser", author=["mara lindqvist"]
    )
    assert [("2025", 1), ("2026", 2)] == counts(
        whole, "year", date="2025", author="mara lindqvist", since="2025-12"
    )
    assert ("teaser", 2) in counts(whole, "kind", not_kind="teaser")


@pytest.mark.parametrize(
    ("field", "options", "selected"),
    [
        ("author", {"author": ["Jon Roe", "none"]}, {"jon roe", None}),
        ("author", {"not_author": "Jon Roe"}, set()),
        ("year", {"date": "2025"}, {"2025"}),
        ("month", {"date": ["2025-06", "2024"]}, {"2025-06"}),
        ("day", {"date": ["2025-06-02", "undated"]}, {"2025-06-02", None}),
        ("topic", {"topic": "Economy"}, {"economy"}),
    ],
)
def test_what_is_chosen_is_marked(
    whole: MemoryEngine, field: str, options: dict[str, Any], selected: set[str | None]
) -> None:
    """A value is selected where a filter names just it."""
    facet = whole.facet(build(**options), field, None)
    assert selected == {count.key for count in facet.counts if count.selected}


def test_values_are_shown_in_their_most_frequent_form(whole: MemoryEngine) -> None:
    """Keys are folded; of equally frequent forms the first in order is shown."""
    listed = {count.key: count for count in whole.values("author")}
    assert FacetCount("Jon Roe", "jon roe", 3) == listed["jon roe"]
    assert listed["jose alvarez"].value == "José Álvarez"
    assert sorted(listed, key=str) == [count.key for count in whole.values("author")]
    assert None not in listed


def test_order_by_date_has_the_undated_last(whole: MemoryEngine) -> None:
    """In both directions; instants order the articles of one day."""
    newest = [hit.article for hit in whole.search(build(sort="newest", limit=0)).hits]
    oldest = [hit.article for hit in whole.search(build(sort="oldest", limit=0)).hits]
    assert newest[0].title == "Record treasury holdings, again"
    assert oldest[0].title == "C++ turns forty"
    for found in (newest, oldest):
        undated = found[-3:]
        assert 3 == len(undated) < len(found)
        assert all(one.published is None or one.published.date is None for one in undated)
        assert sorted(one.id for one in undated) == [one.id for one in undated]
    day = [one.title for one in newest if one.published and one.published.text == "2026-01-30"]
    assert day[0] == "Treasury holdings reach a record"
    assert len(day) == 3


def test_pages(whole: MemoryEngine) -> None:
    """Ranks count over all pages, and the total is of all."""
    everything = whole.search(build("bank", limit=0))
    page = whole.search(build("bank", limit=2, offset=1))
    assert everything.total == page.total == len(everything.hits)
    assert everything.hits[1:3] == page.hits
    assert [2, 3] == [hit.rank for hit in page.hits]
    assert () == whole.search(build(offset=99)).hits


def test_more_mentions_come_first(whole: MemoryEngine) -> None:
    """By relevance there are scores, by date none."""
    hits = whole.search(build("bora", limit=0)).hits
    assert hits[0].score == 5.0
    assert whole.search(build("bora", sort="newest")).hits[0].score is None


def test_a_snippet_marks_what_was_asked_for(whole: MemoryEngine) -> None:
    """Spans count characters; negated words are not marked."""
    snippet = whole.search(build("patience OR bank -zebra")).hits[0].snippet
    marked = {snippet.text[start:end].lower() for start, end in snippet.spans}
    assert marked <= {"bank", "patience"}
    assert marked


def test_scan_is_in_order_of_id(whole: MemoryEngine) -> None:
    """Page and order of a request do not matter to it."""
    ids = [one.id for one in whole.scan(build(limit=1, sort="newest"))]
    assert sorted(one.id for one in haystack()) == ids
    assert set(ids) == {one.id for one in whole.scan(build(), order="stored")}


def test_articles_are_found_by_id(whole: MemoryEngine) -> None:
    """Whole ids, and beginnings of them."""
    first = min(haystack(), key=lambda one: one.id)
    assert first == whole.get(first.id)
    assert whole.get("f" * 32) is None
    assert [first.id] == list(whole.ids_with_prefix(first.id[:8], limit=5))
    assert len(whole.ids_with_prefix("", limit=5)) == 5


def test_the_digest_is_the_sum_of_the_articles(whole: MemoryEngine) -> None:
    """Modulo 2**256, whatever the order."""
    total = sum(int.from_bytes(content_digest(one), "big") for one in haystack())
    assert (f"{total % 2**256:064x}", 24) == (whole.state().digest, whole.state().articles)
    assert MemoryEngine().state().digest == "0" * 64


def test_nothing_is_seen_before_a_commit() -> None:
    """Additions, replacements and deletions become visible together; a rollback forgets them."""
    engine = MemoryEngine()
    writer = engine.writer()
    writer.add(article(id="a" * 32, title="old"))
    writer.add(article(id="b" * 32, title="other"))
    assert engine.count(build()) == 0
    writer.commit()
    writer.add(article(id="a" * 32, title="new"))
    writer.delete("b" * 32)
    writer.delete("c" * 32)
    assert engine.count(build("old")) == 1
    writer.commit()
    assert [one.title for one in engine.scan(build())] == ["new"]
    writer.delete("a" * 32)
    writer.rollback()
    writer.commit()
    assert engine.count(build()) == 1
    writer.delete("a" * 32)
    writer.close()
    assert engine.count(build()) == 1


def test_there_is_one_writer_at_a_time() -> None:
    """A second one is refused until the first is closed."""
    engine = MemoryEngine()
    writer = engine.writer()
    with pytest.raises(IndexLocked):
        engine.writer()
    writer.close()
    engine.writer().close()


def test_a_running_scan_does_not_see_later_commits(whole: MemoryEngine) -> None:
    """It walks what there was when it began."""
    walk = whole.scan(build())
    next(walk)
    writer = whole.writer()
    for one in haystack():
        writer.delete(one.id)
    writer.commit()
    assert len(list(walk)) == 23
    assert whole.count(build()) == 0
