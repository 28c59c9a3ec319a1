"""What copies share: words, shingles, keys."""

from dataclasses import replace

import numpy as np
import pytest

from searcher.corpus.copies import sketch
from searcher.identity import stored
from searcher.testing import haystack
from texts import edited, text_of

# Of `text_of(200)`: the first and last band of either way, the lead, the whole.
KNOWN = [
    8_181_878_311_019_593_748,
    5_015_822_039_391_079_268,
    5_884_168_918_254_188_196,
    3_109_430_423_071_794_396,
    5_799_637_963_729_947_185,
    6_472_213_484_297_897_462,
]


def alike(one: str, other: str) -> float:
    """Give the resemblance of two texts."""
    return sketch.resemblance(*(sketch.shingles(sketch.words(text)) for text in (one, other)))


def keys(text: str) -> list[int]:
    """Give the keys of a text."""
    return [int(key) for key in np.frombuffer(sketch.keys(text), "<u8")]


def shared(one: str, other: str) -> set[int]:
    """Give the kinds of the keys that two texts share."""
    return {key & int(sketch.KIND) for key in {*keys(one)} & {*keys(other)}}


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


@pytest.mark.parametrize("words", [100, 150, 250, 400, 2_000])
@pytest.mark.parametrize(("share", "least", "most"), [(0.03, 0.98, 1.0), (0.5, 0.0, 0.02)])
def test_bands_are_shared_by_what_resembles(
    words: int, share: float, least: float, most: float
) -> None:
    """Hardly a copy is missed and hardly anything else proposed, whatever the length."""
    found = 0
    for seed in range(200):
        text = text_of(words, seed=seed)
        found += sketch.BAND in shared(text, edited(text, share, seed=seed))
    assert least <= found / 200 <= most


@pytest.mark.parametrize("words", [70, 130, 200, 260])
def test_copies_half_as_long_again_share_a_way(words: int) -> None:
    """Texts of few and of many shingles are found by different bands, those between by both."""
    for seed in range(50):
        text = text_of(words, seed=seed)
        assert sketch.BAND in shared(text, f"{text} {text_of(words // 3, seed=1_000 + seed)}")


def test_unrelated_texts_share_no_key() -> None:
    """Among 1,000 texts no key is borne by two."""
    every = np.concatenate(
        [np.frombuffer(sketch.keys(text_of(120, seed=seed)), "<u8") for seed in range(1_000)]
    )
    assert len(every) == len(np.unique(every))


def test_texts_that_begin_alike_share_the_lead() -> None:
    """A copy that was cut after 60 of 1,000 words is found by its first 40."""
    text = text_of(1_000)
    assert sketch.LEAD in shared(text, " ".join(text.split()[:60]))
    assert sketch.LEAD not in shared(text, f"Dateline {text}")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (0, []),
        (19, []),
        (20, [sketch.WHOLE]),
        (49, [sketch.WHOLE]),
        (50, [*[sketch.BAND] * 24, sketch.LEAD, sketch.WHOLE]),
        (200, [*[sketch.BAND] * 48, sketch.LEAD, sketch.WHOLE]),
        (400, [*[sketch.BAND] * 24, sketch.LEAD, sketch.WHOLE]),
    ],
)
def test_short_texts_are_known_by_the_whole_alone(words: int, kinds: list[int]) -> None:
    """Of fewer than 50 words only equal texts are copies, and of fewer than 20 none."""
    assert kinds == [key & int(sketch.KIND) for key in keys(text_of(words))]


def test_keys_never_change() -> None:
    """They are kept in indexes: other numbers would find no copy of what is there.

    Ledgers up to version 5 kept 63 bits of them.
    """
    found = keys(text_of(200))
    assert [key & 0xFF_FFFF_FFFF for key in KNOWN] == [found[at] for at in (0, 23, 24, 47, 48, 49)]


def test_machines_of_either_byte_order_agree() -> None:
    """An index may be copied from one to the other."""
    found = sketch.words(text_of(60))
    turned = found.astype(found.dtype.newbyteorder(">"))
    assert sketch._sequence(found, sketch.LEAD) == sketch._sequence(turned, sketch.LEAD)


def test_a_value_lies_in_the_part_that_begins_at_or_before_it() -> None:
    """Of 96 parts of all 64-bit numbers, also at their ends."""
    begins = [(part << 64) // 96 for part in range(96)]
    near = {one for begin in begins for one in (begin - 1, begin, begin + 1) if one >= 0}
    drawn = np.random.default_rng(1).integers(0, 1 << 64, 10_000, np.uint64)
    values = np.concatenate((np.array([*sorted(near), (1 << 64) - 1], np.uint64), drawn))
    expected = np.searchsorted(np.array(begins, np.uint64), values, side="right") - 1
    assert expected.tolist() == sketch._parts_of(values).tolist()


@pytest.mark.parametrize("bits", [64, 63, 57, 40])
def test_an_empty_part_has_the_number_of_the_next(bits: int) -> None:
    """Altered by how far that is, and behind the last part comes the first."""
    rng = np.random.default_rng(bits)
    texts = [np.unique(rng.integers(0, 1 << bits, size, np.uint64)) for size in (1, 40, 200, 900)]
    expected = []
    for text in texts:
        least: dict[int, int] = {}
        for value, part in zip(text.tolist(), sketch._parts_of(text).tolist(), strict=True):
            least.setdefault(part, value)
        numbers = []
        for part in range(96):
            away = next(away for away in range(96) if (part + away) % 96 in least)
            altered = least[(part + away) % 96] + away * int(sketch._MIX)
            numbers.append(altered % (1 << 64))
        expected.append(sketch._folded(np.array(numbers, np.uint64), sketch.BANDS).tolist())
    assert expected == sketch._by_parts(texts).tolist()


@pytest.mark.parametrize("body", ["A text.", ""])
def test_the_text_of_a_stored_article_is_that_of_the_article(body: str) -> None:
    """Its summary, where it has no body."""
    article = haystack()[0]
    article = replace(article, body=body, summary="A summary.")
    assert sketch.text_of(article) == sketch.text_in(stored(article)[0])


def test_texts_made_together_are_as_each_alone() -> None:
    """Words, shingles and what two share, as sets say it."""
    texts = [text_of(words, seed=words) for words in (0, 1, 49, 50, 51, 300, 4_000, 60)]
    texts += [f"{texts[5]} {texts[5]}", edited(texts[5], 0.05, seed=1), "中文" * 40]
    together = sketch.words_of(texts)
    for text, words, found in zip(texts, together, sketch.shingles_of(together), strict=True):
        assert sketch.words(text).tolist() == words.tolist()
        every = sketch._shingles_at(words).tolist() if len(words) >= sketch.LEAST_WORDS else []
        assert sorted(set(every)) == found.tolist()
    one, other = (set(found.tolist()) for found in sketch.shingles_of(together[-3:-1]))
    common = len(one & other)
    assert sketch.shares(*sketch.shingles_of(together[-3:-1])) == (
        common / len(one | other),
        common / min(len(one), len(other)),
    )
