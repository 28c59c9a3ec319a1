"""The keys of samples, on disk: all that was added is found, whatever the order and the merges."""

import random
import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.corpus.copies import bands
from searcher.corpus.copies.bands import MOST_STORIES, Bands
from searcher.corpus.copies.sketch import LARGEST
from searcher.corpus.copies.tables import BANDS_TABLE, SAMPLES_TABLE
from searcher.errors import IndexDamaged


def opened() -> tuple[sqlite3.Connection, Bands]:
    """Make an empty table."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(BANDS_TABLE)
    db.execute(SAMPLES_TABLE)
    return db, Bands(db)


@pytest.fixture
def kept() -> Iterator[Bands]:
    """Give an empty table, in pieces of four pairs."""
    db, made = opened()
    yield made
    db.close()


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "_PIECE", 4)


def pairs(*found: tuple[int, int]) -> bands.Pairs:
    """Give pairs as the table takes them."""
    return np.array([*zip(*found, strict=True)] or [(), ()], np.uint64).reshape(2, -1)


def found_in(kept: Bands, *keys: int) -> set[tuple[int, int]]:
    """Look keys up."""
    found = kept.find(np.array(sorted(set(keys)), np.uint64))
    return {(int(key), int(story)) for key, story in found.T}


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 9)), max_size=40), max_size=8),
    st.sets(st.integers(1, 70), max_size=30),
)
def test_what_was_added_is_found(batches: list[list[tuple[int, int]]], asked: set[int]) -> None:
    """However many runs there were, and however they were merged."""
    db, kept = opened()
    for batch in batches:
        kept.add(pairs(*batch))
    every = {pair for batch in batches for pair in batch if pair[0] in asked}
    assert every == found_in(kept, *asked)
    db.close()


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9)), max_size=40), max_size=8),
    st.sets(st.integers(1, 30)),
    st.sets(st.integers(1, 9)),
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9)), max_size=40),
)
def test_what_was_forgotten_is_not_found(
    batches: list[list[tuple[int, int]]],
    asked: set[int],
    dead: set[int],
    later: list[tuple[int, int]],
) -> None:
    """In none of the runs; what is added afterwards is."""
    db, kept = opened()
    for batch in batches:
        kept.add(pairs(*batch))
    gone = {pair for pair in found_in(kept, *asked) if pair[1] in dead}
    kept.forget(pairs(*gone))
    left = {pair for batch in batches for pair in batch} - gone
    assert left == found_in(kept, *range(31))
    kept.add(pairs(*later))
    assert left | set(later) == found_in(kept, *range(31))
    db.close()


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 30)), max_size=150))
def test_the_first_stories_of_each_key_stay(given: list[tuple[int, int]]) -> None:
    """Each once, in order of the keys."""
    kept: dict[int, list[int]] = {}
    for key, story in given:
        stories = kept.setdefault(key, [])
        if story not in stories and len(stories) < MOST_STORIES:
            stories.append(story)
    expected = [(key, story) for key in sorted(kept) for story in kept[key]]
    assert expected == [tuple(pair) for pair in bands._ordered(pairs(*given)).T.tolist()]


def test_few_keys_read_few_pieces(kept: Bands) -> None:
    """Looking up one key of many gives the same as reading all."""
    every = [(key, key * 7) for key in random.Random(3).sample(range(1, 10_000), 900)]
    kept.add(pairs(*every))
    for key, story in every[:50]:
        assert {(key, story)} == found_in(kept, key)
    assert set(every) == found_in(kept, *range(1, 10_000))
    assert set() == found_in(kept, 10_001)


def test_runs_are_merged_and_few(kept: Bands) -> None:
    """A hundred batches leave a handful of runs, and no pair twice."""
    for number in range(100):
        kept.add(pairs(*((number * 10 + n, 1) for n in range(1, 9)), (5, 1)))
    assert len(kept._runs()) <= 5
    assert {(5, 1)} == found_in(kept, 5)


def test_a_key_of_many_samples_keeps_the_oldest(kept: Bands) -> None:
    """Pages that share their frame do not make each other's look-up longer and longer."""
    for story in range(1, 100):
        kept.add(pairs((7, story)))
    kept.add(pairs(*((7, story) for story in range(100, 200))))
    found = sorted(story for _, story in found_in(kept, 7))
    assert set(range(1, MOST_STORIES + 1)) <= set(found)
    assert len(found) <= 3 * MOST_STORIES


def test_nothing_is_added_or_asked(kept: Bands) -> None:
    """Empty batches and questions are no matter."""
    kept.add(pairs())
    assert set() == found_in(kept)
    kept.add(pairs((1, 1)))
    assert set() == found_in(kept)
    kept.clear()
    assert set() == found_in(kept, 1)


def test_numbers_up_to_the_largest_are_kept(kept: Bands) -> None:
    """Keys of 63 bits and numbers of 53."""
    kept.add(pairs((2**63 - 1, 2**53 - 1), (1, 1)))
    assert {(2**63 - 1, 2**53 - 1)} == found_in(kept, 2**63 - 1)


def test_a_pair_takes_five_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of few samples as of many, with the keys that texts have."""
    monkeypatch.setattr(bands, "_PIECE", 800)
    for samples in (300, 30_000):
        db, kept = opened()
        keys = np.random.default_rng(5).integers(0, int(LARGEST), 30 * samples, np.uint64)
        kept.add(
            np.stack((keys, np.repeat(np.arange(samples, dtype=np.uint64) << np.uint64(30), 30)))
        )
        size = db.execute("SELECT sum(length(pairs)) FROM bands").fetchone()[0]
        assert size < 5.1 * len(keys)
        db.close()


@pytest.mark.parametrize("samples", [1 << 10, 1 << 40, (1 << 62) - 1])
def test_keys_far_apart_are_kept_whatever_the_samples(samples: int) -> None:
    """Where a key's distance and an ordinal have no room together there are more pieces."""
    db, kept = opened()
    db.execute("INSERT INTO samples VALUES (?, 1)", (samples,))
    keys = [1, 2, 1 << 20, 1 << 39, (1 << 39) + 1, (1 << 40) - 1]
    every = {(key, 7 + key % 3) for key in keys} | {(1 << 39, 1)}
    kept.add(pairs(*every))
    assert every == found_in(kept, *keys)
    kept.forget(pairs((1 << 39, 1), (1 << 20, 8)))
    assert every - {(1 << 39, 1), (1 << 20, 8)} == found_in(kept, *keys)
    db.close()


def test_a_sample_that_comes_again_is_not_numbered_anew(kept: Bands) -> None:
    """So that what is read again and again does not make the table longer."""
    for _ in range(5):
        found_in(kept, 1, 2, 3)
        kept.add(pairs((1, 50), (2, 50), (3, 60)))
    assert {(1, 50), (2, 50), (3, 60)} == found_in(kept, 1, 2, 3)
    assert [(2,)] == kept._db.execute("SELECT count(*) FROM samples").fetchall()


def test_runs_of_before_are_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of 16 bytes, with keys of 63 bits of which the last forty are looked for today."""
    monkeypatch.setattr(bands, "_UPGRADED", 3)
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute(BANDS_TABLE)
    db.execute(SAMPLES_TABLE)
    drawn = random.Random(4)
    every = sorted((drawn.randrange(1 << 63), drawn.randrange(1, 1 << 53)) for _ in range(90))
    for run, start in enumerate(range(0, 90, 6)):
        piece = pairs(*every[start : start + 6])
        row = run % 4, int(piece[0, 0]), piece.astype("<u8").tobytes()
        db.execute("INSERT INTO bands VALUES (?, ?, ?)", row)
    assert bands.upgrade(db)
    expected = {(key & (1 << 40) - 1, number) for key, number in every}
    assert expected == found_in(Bands(db), *(key for key, _ in expected))
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'wide_bands'").fetchall()
    db.close()


@pytest.mark.parametrize("wrong", ["'text'", "x''", "x'01020304'"])
def test_damaged_runs_of_before_are_forgotten(wrong: str) -> None:
    """What was in them is found again by a rebuild."""
    db, kept = opened()
    whole = np.array([[5], [7]], "<u8").tobytes()
    db.execute(f"INSERT INTO bands VALUES (1, 1, ?), (1, 9, {wrong})", (whole,))  # noqa: S608
    assert not bands.upgrade(db)
    assert set() == found_in(kept, 5)
    db.close()


@pytest.mark.parametrize(
    "wrong", ["'text'", "x''", "x'05'", "x'0505'", "x'050001'", "x'0509010203040506070809'"]
)
def test_damaged_runs_are_said_to_be_so(wrong: str) -> None:
    """With the cure, whoever reads them."""
    db, kept = opened()
    db.execute(f"INSERT INTO bands VALUES (1, 1, {wrong})")  # noqa: S608
    with pytest.raises(IndexDamaged, match="stories rebuild"):
        kept.find(np.array([1], np.uint64))
    kept.clear()
    kept.add(pairs((1, 2)))
    db.execute("DELETE FROM samples")
    with pytest.raises(IndexDamaged, match="stories rebuild"):
        kept.find(np.array([1], np.uint64))
    db.close()
