"""What copies share: words, shingles, keys."""

import numpy as np
import pytest

from searcher.corpus import sketch
from texts import edited, text_of

# Of `text_of(60)`: the first and last band, the lead, the whole.
KNOWN = [
    2_058_763_074_536_271_687,
    1_955_247_450_125_749_717,
    2_028_696_751_310_189_952,
    2_532_649_998_136_154_853,
]


def alike(one: str, other: str) -> float:
    """Give the resemblance of two texts."""
    return sketch.resemblance(*(sketch.shingles(sketch.words(text)) for text in (one, other)))


def shared(one: str, other: str) -> list[int]:
    """Give the places of the keys that two texts share."""
    first, second = (np.frombuffer(sketch.keys(text), "<u8") for text in (one, other))
    return np.flatnonzero((first == second) & (first != sketch.NO_KEY)).tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harbour opens.", "the harbour opens"),
        ("“Open,” she said — at last…", '"Open", she said - at last...'),
        ("two\n\nparagraphs", "two paragraphs"),
        ("a\u00a0non-breaking space", "a non-breaking space"),
        ("ÉCOLE ouverte", "école ouverte"),
    ],
)
def test_case_and_punctuation_do_not_count(one: str, other: str) -> None:
    """Texts of the same words have the same numbers."""
    assert sketch.words(one).tolist() == sketch.words(other).tolist()


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("...", 0), ("one", 1), ("one two", 2), ("漢字です", 4), ("สวัสดี", 6), ("a1 b2", 2)],
)
def test_words_are_parted_at_all_else_and_in_some_scripts_everywhere(text: str, words: int) -> None:
    """Where a script does not part words, each character is one."""
    assert words == len(sketch.words(text))


def test_long_texts_are_read_in_blocks_without_a_seam() -> None:
    """No word and no shingle is lost or cut where one block ends and the next begins."""
    parts = text_of(40_000).split()
    whole = sketch.words(" ".join(parts))
    assert [int(n) for word in parts for n in sketch.words(word)] == whole.tolist()
    assert len(set(zip(parts, parts[1:], parts[2:], parts[3:], parts[4:], strict=False))) == len(
        sketch.shingles(whole)
    )


def test_a_word_longer_than_a_block_is_read() -> None:
    """Not as one word, but wholly, and in the same way each time."""
    text = "x" * 200_000
    assert sketch.words(text).tolist() == sketch.words(text).tolist()
    assert 4 == len(sketch.words(text))


def test_resemblance_is_the_share_of_common_shingles() -> None:
    """Half of a text beside a foreign half: a third of all shingles, less those at the seam."""
    one, foreign = text_of(1_000), text_of(500, seed=2)
    half = " ".join(one.split()[:500])
    assert 1.0 == alike(one, one)
    assert 0.0 == alike(one, foreign)
    assert alike(one, f"{half} {foreign}") == pytest.approx(1 / 3, abs=0.01)
    found = (sketch.shingles(sketch.words(text)) for text in (half, one))
    assert 1.0 == sketch.containment(*found)


def test_bands_are_shared_as_often_as_the_resemblance_says() -> None:
    """The chance of sharing one of 24 bands of four follows the formula of MinHash."""
    for share, least, most in ((0.03, 0.99, 1.0), (0.5, 0.0, 0.02)):
        found = 0
        for seed in range(300):
            text = text_of(150, seed=seed)
            found += any(at < sketch.BANDS for at in shared(text, edited(text, share, seed=seed)))
        assert least <= found / 300 <= most


def test_unrelated_texts_share_no_key() -> None:
    """Among 1,000 texts no key is borne by two."""
    every = np.concatenate(
        [np.frombuffer(sketch.keys(text_of(120, seed=seed)), "<u8") for seed in range(1_000)]
    )
    assert len(every) == len(np.unique(every))


def test_texts_that_begin_alike_share_the_lead() -> None:
    """A copy that was cut after 60 of 1,000 words is found by its first 40."""
    text = text_of(1_000)
    assert sketch.BANDS in shared(text, " ".join(text.split()[:60]))
    assert sketch.BANDS not in shared(text, f"Dateline {text}")


@pytest.mark.parametrize(("words", "keys"), [(0, 0), (19, 0), (20, 1), (49, 1), (50, sketch.KEYS)])
def test_short_texts_are_known_by_the_whole_alone(words: int, keys: int) -> None:
    """Of fewer than 50 words only equal texts are copies, and of fewer than 20 none."""
    found = np.frombuffer(sketch.keys(text_of(words)), "<u8")
    assert keys == np.count_nonzero(found)
    assert bool(keys) == (0 <= np.flatnonzero(found)[-1:].sum() - sketch.BANDS)


def test_keys_never_change() -> None:
    """They are kept in indexes: other numbers would find no copy of what is there."""
    found = np.frombuffer(sketch.keys(text_of(60)), "<u8")
    assert KNOWN == [int(found[0]), int(found[23]), int(found[24]), int(found[25])]
