"""Sketched together, texts have the keys that each has alone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.corpus.copies import sketch
from searcher.corpus.copies.sketch import keys_of
from texts import text_of


@pytest.mark.parametrize("seed", range(5))
def test_of_any_length(seed: int) -> None:
    """Empty, short, in between, long, and longer than a block."""
    drawn = random.Random(seed)
    lengths = [0, 1, 19, 20, 49, 50, 51, 127, 128, 132, 133, 255, 260, 400, 3_000, 9_000, 20_000]
    drawn.shuffle(lengths)
    texts = [text_of(words, seed=at) for at, words in enumerate(lengths)]
    assert [sketch.keys(text) for text in texts] == keys_of(texts)


def test_with_words_that_recur_and_other_scripts() -> None:
    """Shingles that recur count once, also where texts meet."""
    texts = ["one two three four five " * 40, "one " * 300, "x", "漢字を書く。" * 60, "é" * 70_000]
    texts += [f"{texts[0]}end", "", "สวัสดี " * 30, "A “quoted” word — " * 30, "five one " * 100]
    assert [sketch.keys(text) for text in texts] == keys_of(texts)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30)), max_size=12))
def test_of_few_different_words(drawn: list[tuple[int, int]]) -> None:
    """Whatever stands beside them."""
    texts = []
    for words, different in drawn:
        rng = random.Random(words * 31 + different)
        texts.append(" ".join(f"w{rng.randint(0, different)}" for _ in range(words)))
    assert [sketch.keys(text) for text in texts] == keys_of(texts)


def test_of_none() -> None:
    """No texts, no keys."""
    assert [] == keys_of([])
