"""What do copies share? Numbers made of an article's text, equal where texts are nearly the same.

The text is a set of *shingles*, five words in a row. MinHash (Broder, 1997) draws from it 96
numbers, each equal for two texts with the probability of their resemblance: the share of shingles
that both have. Four together make a *band*; of 24 bands one at least is equal, with a probability
of 0.96 at a resemblance of 0.6 and of 0.9999 at 0.75, of 0.04 at 0.2 and hardly ever where there is
none. Copies that were cut share only their first words, and short texts only the whole: both have a
number of their own.

Of few shingles the numbers are drawn by 96 permutations; of many by one, cut into 96 parts (Li,
Owen and Zhang, 2012), which takes a tenth of the time and would be rough for few. Texts in between
have both bands, so that copies of which one is up to twice as long always share a way.

Made with numpy, which language detection needs anyway: some 60 µs for 400 words.
"""

import hashlib
import re
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from searcher.article import SHORT_TEXT_WORDS, Article

Hashes = NDArray[np.uint64]

SHINGLE: Final = 5  # words
BANDS: Final = 24
_ROWS: Final = 4  # numbers in a band
NUMBERS: Final = BANDS * _ROWS
LEAST_WORDS: Final = 50  # of shorter texts a few shingles would decide
LEAD_WORDS: Final = 40  # words
# From so many shingles on one permutation is used, and up to so many 96 of them.
MANY: Final = 128
FEW: Final = 256

# What the last two bits of a key say that it was made of.
KIND: Final = np.uint64(3)
BAND, LEAD, WHOLE = range(3)
BYTES: Final = 8  # of a key

BLOCK: Final = 1 << 16  # bytes of text that are looked at together
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
_COLUMNS: Final = np.array(
    [0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], np.uint64
)
LARGEST: Final = np.uint64((1 << 63) - 4)  # what an SQLite integer holds, but for the kind
# Where each part of the one permutation begins.
PARTS: Final = np.array([(at << 64) // NUMBERS for at in range(NUMBERS)], np.uint64)

# Letters and digits of ASCII, and every byte of other characters.
_IN_WORD: Final = np.array([chr(b).isalnum() or b >= 0x80 for b in range(256)])  # noqa: PLR2004
_SIGNS = "’‘“”„«»–—…‑\u00a0\u200b\u3000、。，！？「」『』・：；（）।،؛؟۔"
_SPACES = dict.fromkeys(map(ord, _SIGNS), " ")
# Scripts that do not part words: each of their characters stands for a word.
_UNPARTED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff])"
)


def text_of(article: Article) -> str:
    """Give the text by which copies are known: titles differ from outlet to outlet."""
    return article.body or article.summary


def bytes_of(text: str) -> bytes:
    """Give the bytes in which words are looked for; case and punctuation do not count."""
    text = text.lower()
    if not text.isascii():
        # What it splits at is given too; a substitution takes seven times as long.
        text = " ".join(_UNPARTED.split(text.translate(_SPACES)))
    return text.encode("utf-8", "replace")


def words(text: str) -> Hashes:
    """Give a number for each word."""
    data = bytes_of(text)
    parts = []
    start = 0
    while start < len(data):
        end = start + BLOCK
        if end < len(data):
            # To the end of a word, if there is one.
            gap = data.rfind(b" ", start, end)
            end = gap + 1 if gap >= start else end
        parts.append(word_hashes(data[start:end])[0])
        start = end
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def shingles(found: Hashes) -> Hashes:
    """Give the shingles of these words in order, each once; none for few words."""
    if len(found) < LEAST_WORDS:
        return found[:0]
    found = np.sort(shingles_at(found))  # `np.unique` takes eight times as long
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


def keys(text: str) -> bytes:
    """Give the numbers by which copies of a text are found, in 8 bytes each (little endian)."""
    found = words(text)
    made: list[Hashes] = []
    if len(found) >= LEAST_WORDS:
        several = shingles(found)
        if len(several) < FEW:
            made.append(by_permutations(several))
        if len(several) >= MANY:
            made.append(by_parts(several))
        made.append(_sequence(found[:LEAD_WORDS], LEAD))
    if len(found) >= SHORT_TEXT_WORDS:
        made.append(_sequence(found, WHOLE))
    return np.concatenate(made).astype("<u8").tobytes() if made else b""


def resemblance(one: Hashes, other: Hashes) -> float:
    """Give the share of all shingles of two texts that both have."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    every = len(one) + len(other) - common
    return common / every if every else 0.0


def containment(one: Hashes, other: Hashes) -> float:
    """Give the share of the shorter text's shingles that the longer one has."""
    least = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / least if least else 0.0


def word_hashes(data: bytes) -> tuple[Hashes, NDArray[np.int64]]:
    """Give a number for each word of at most `BLOCK` bytes, and where it begins."""
    codes = np.frombuffer(data, np.uint8)
    inside = np.zeros(len(codes) + 2, np.bool_)
    inside[1:-1] = _IN_WORD[codes]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers()
    # A polynomial of each word's bytes, as a difference of two sums over all that stands before.
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts], starts


@cache
def _powers() -> tuple[Hashes, Hashes]:
    base = 0x2545F4914F6CDD1D
    inverse = pow(base, -1, 1 << 64)
    size = BLOCK + 1
    return tuple(  # type: ignore[return-value]
        np.multiply.accumulate(
            np.concatenate(([np.uint64(1)], np.full(size - 1, factor, np.uint64)))
        )
        for factor in (base, inverse)
    )


def _mixed(values: Hashes) -> Hashes:
    values = (values ^ (values >> _HALF)) * MIX
    return values ^ (values >> _HALF)


def shingles_at(words: Hashes) -> Hashes:
    """Give the shingle that begins at each word, but for the last four."""
    size = len(words) - SHINGLE + 1
    total = words[:size].copy()
    for at in range(1, SHINGLE):
        total *= _ODD
        total += words[at : at + size]
    return _mixed(total)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    # From a digest, since numpy does not promise the same random numbers in later versions.
    drawn = np.frombuffer(hashlib.shake_128(b"searcher").digest(8 * NUMBERS), "<u4")
    drawn = drawn.astype(np.uint32).reshape(2, NUMBERS, 1)
    return drawn[0] | np.uint32(1), drawn[1]


def by_permutations(found: Hashes) -> Hashes:
    """Give the bands of few shingles."""
    factors, offsets = _permutations()
    values = (found >> _HALF).astype(np.uint32)
    least = np.min(values * factors + offsets, axis=1)
    return folded(least.astype(np.uint64), 0)


def by_parts(found: Hashes) -> Hashes:
    """Take the least number of each part; an empty one has that of the next, altered."""
    begins = np.searchsorted(found, PARTS)
    empty = begins == np.append(begins[1:], len(found))
    # Those of the last parts begin behind the end, where the first stands again.
    least = np.append(found, found[0])[begins]
    if empty.any():
        places = np.arange(NUMBERS)
        filled = places[~empty]
        nearest = np.searchsorted(filled, places)
        distance = np.append(filled, filled[0] + NUMBERS)[nearest] - places
        least = least + distance.astype(np.uint64) * MIX
    return folded(least, BANDS)


def folded(numbers: Hashes, place: int) -> Hashes:
    """Give one key for each band, another for equal bands at other places; of any rows."""
    places = np.arange(place + 1, place + BANDS + 1, dtype=np.uint64)
    shape = (*numbers.shape[:-1], BANDS, _ROWS)
    sums = np.sum(numbers.reshape(shape) * _COLUMNS, axis=-1, dtype=np.uint64)
    return _mixed(sums + places * _ODD) & LARGEST


def _sequence(words: Hashes, kind: int) -> Hashes:
    """Give one key for words in this order."""
    digest = hashlib.blake2b(words.astype("<u8", copy=False).tobytes(), digest_size=8).digest()
    return np.frombuffer(digest, "<u8") & LARGEST | np.uint64(kind)
