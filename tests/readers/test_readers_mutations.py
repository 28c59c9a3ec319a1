"""Damaged files: nothing raises, and what the damage did not touch is still read."""

import io
from pathlib import Path
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from searcher.article import RawArticle
from searcher.readers import html, jsonl, page_dump
from searcher.readers.base import ReadOptions, Record, Source

GOLDEN = Path(__file__).parent / "golden"
DUMP = (GOLDEN / "dump.txt").read_bytes()
PAGE = (GOLDEN / "page.html").read_bytes()
LINES = (GOLDEN / "lines.jsonl").read_bytes()

Damage = list[tuple[int, int]]


def damages(data: bytes, most: int = 3) -> st.SearchStrategy[Damage]:
    """Give places and new bytes."""
    one = st.tuples(st.integers(0, len(data) - 1), st.integers(0, 255))
    return st.lists(one, min_size=1, max_size=most)


def damaged(data: bytes, damage: Damage) -> bytes:
    """Change the bytes."""
    changed = bytearray(data)
    for place, byte in damage:
        changed[place] = byte
    return bytes(changed)


def read(module: ModuleType, data: bytes) -> list[Record]:
    """Read with one reader."""
    return list(module.read(Source("f", lambda: io.BytesIO(data)), ReadOptions()))


def said(record: RawArticle) -> tuple[object, ...]:
    """Give what a record says, without its place."""
    return (record.kind, record.title, record.summary, record.body, record.authors, record.dates)


def whole(module: ModuleType, data: bytes, kind: str = "article") -> list[RawArticle]:
    """Read the articles of one kind from undamaged bytes; there are several."""
    found = [r for r in read(module, data) if isinstance(r, RawArticle) and r.kind == kind]
    assert len(found) > 1
    return found


@given(damages(LINES))
def test_untouched_lines_are_still_read(damage: Damage) -> None:
    """A line is lost only if one of its own bytes, or its line break, was changed."""
    places = {place for place, _ in damage}
    found = {said(r) for r in read(jsonl, damaged(LINES, damage)) if isinstance(r, RawArticle)}
    for record in whole(jsonl, LINES):
        where = record.provenance
        touched = range((where.start or 1) - 1, (where.end or 0) + 1)
        assert places & set(touched) or said(record) in found


@given(damages(DUMP, most=1))
def test_untouched_cards_are_still_read(damage: Damage) -> None:
    """A card is lost only if one of its own bytes, or the line break before it, was changed."""
    ((place, _),) = damage
    found = {said(r) for r in read(page_dump, damaged(DUMP, damage)) if isinstance(r, RawArticle)}
    for record in whole(page_dump, DUMP, "teaser"):
        where = record.provenance
        touched = range((where.start or 1) - 1, (where.end or 0) + 1)
        assert place in touched or said(record) in found


@given(damages(DUMP, most=20))
def test_damaged_dump_is_read(damage: Damage) -> None:
    """Some records come out, each in its own bytes and in order."""
    data = damaged(DUMP, damage)
    places = [r.provenance for r in read(page_dump, data) if isinstance(r, RawArticle)]
    assert places
    ends = [0, *(place.end or 0 for place in places)]
    assert all(end <= (place.start or 0) for end, place in zip(ends, places, strict=False))


@given(damages(PAGE, most=20))
def test_damaged_page_is_one_record(damage: Damage) -> None:
    """The page is an article, skipped, or rejected."""
    assert 1 == len(read(html, damaged(PAGE, damage)))


@given(st.integers(0, len(DUMP)))
def test_cut_off_dump_keeps_its_whole_cards(length: int) -> None:
    """Where the file ends early, the cards before that are all there."""
    found = {said(r) for r in read(page_dump, DUMP[:length]) if isinstance(r, RawArticle)}
    for record in whole(page_dump, DUMP, "teaser"):
        assert (record.provenance.end or 0) > length or said(record) in found
