"""What do copies share? Numbers made of an article's text, equal where texts are nearly the same.

The text is a set of *shingles*, five words in a row. MinHash (Broder, 1997) draws from it 96
numbers, each equal for two texts with the probability of their resemblance: the share of shingles
that both have. Four together make a *band*; of 24 bands one at least is equal, with a probability
of 0.96 at a resemblance of 0.6 and of 0.9999 at 0.75, of 0.04 at 0.2 and hardly ever where there is
none. Copies that were cut share only their first words, and short texts only the whole: both have a
number of their own.

Made with numpy, which language detection needs anyway: some 100 µs for 400 words.
"""

import hashlib
import re
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from searcher.article import SHORT_TEXT_WORDS, Article

Hashes = NDArray[np.uint64]

SHINGLE: Final = 5  # words
BANDS: Final = 24
_ROWS: Final = 4  # numbers in a band
LEAST_WORDS: Final = 50  # of shorter texts a few shingles would decide
_LEAD: Final = 40  # words
# The bands, the lead, the whole.
KEYS: Final = BANDS + 2
NO_KEY: Final = 0
BYTES: Final = KEYS * 8

_BLOCK: Final = 1 << 16  # bytes of text that are looked at together
# Shingles that are looked at together: their 96 numbers stay below the 128 KiB from which the
# system gives memory anew each time, which takes five times as long.
_TOGETHER: Final = 320
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
_COLUMNS: Final = np.array(
    [0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], np.uint64
)
_LARGEST: Final = np.uint64((1 << 63) - 1)  # what an SQLite integer holds

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


def words(text: str) -> Hashes:
    """Give a number for each word; case and punctuation do not count."""
    text = text.lower()
    if not text.isascii():
        text = _UNPARTED.sub(r" \1 ", text.translate(_SPACES))
    data = text.encode("utf-8", "replace")
    parts = []
    start = 0
    while start < len(data):
        end = start + _BLOCK
        if end < len(data):
            # To the end of a word, if there is one.
            gap = data.rfind(b" ", start, end)
            end = gap + 1 if gap >= start else end
        parts.append(_word_hashes(data[start:end]))
        start = end
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def shingles(found: Hashes) -> Hashes:
    """Give the shingles of these words in order, each once; none for few words."""
    if len(found) < LEAST_WORDS:
        return found[:0]
    found = np.sort(_shingles(found))  # `np.unique` takes eight times as long
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


def keys(text: str) -> bytes:
    """Give the `KEYS` numbers of a text, in 8 bytes each (little endian); 0 stands for none."""
    found = words(text)
    made = np.zeros(KEYS, np.uint64)
    if len(found) >= LEAST_WORDS:
        made[:BANDS] = _bands(_shingles(found))
        made[BANDS] = _sequence(found[:_LEAD], b"lead")
    if len(found) >= SHORT_TEXT_WORDS:
        made[BANDS + 1] = _sequence(found, b"whole")
    return made.astype("<u8").tobytes()


def resemblance(one: Hashes, other: Hashes) -> float:
    """Give the share of all shingles of two texts that both have."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    every = len(one) + len(other) - common
    return common / every if every else 0.0


def containment(one: Hashes, other: Hashes) -> float:
    """Give the share of the shorter text's shingles that the longer one has."""
    least = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / least if least else 0.0


def _word_hashes(data: bytes) -> Hashes:
    codes = np.frombuffer(data, np.uint8)
    inside = np.zeros(len(codes) + 2, np.bool_)
    inside[1:-1] = _IN_WORD[codes]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers()
    # A polynomial of each word's bytes, as a difference of two sums over all that stands before.
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum((codes + np.uint64(1)) * powers[: len(codes)], out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts]


@cache
def _powers() -> tuple[Hashes, Hashes]:
    base = 0x2545F4914F6CDD1D
    inverse = pow(base, -1, 1 << 64)
    size = _BLOCK + 1
    return tuple(  # type: ignore[return-value]
        np.multiply.accumulate(
            np.concatenate(([np.uint64(1)], np.full(size - 1, factor, np.uint64)))
        )
        for factor in (base, inverse)
    )


def _mixed(values: Hashes) -> Hashes:
    values = (values ^ (values >> _HALF)) * _MIX
    return values ^ (values >> _HALF)


def _shingles(words: Hashes) -> Hashes:
    size = len(words) - SHINGLE + 1
    total = words[:size].copy()
    for at in range(1, SHINGLE):
        total *= _ODD
        total += words[at : at + size]
    return _mixed(total)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    # From a digest, since numpy does not promise the same random numbers in later versions.
    size = BANDS * _ROWS
    drawn = np.frombuffer(hashlib.shake_128(b"searcher").digest(8 * size), "<u4")
    drawn = drawn.astype(np.uint32).reshape(2, size, 1)
    return drawn[0] | np.uint32(1), drawn[1]


def _bands(found: Hashes) -> Hashes:
    factors, offsets = _permutations()
    values = (found >> _HALF).astype(np.uint32)
    least = _least(values[:_TOGETHER], factors, offsets)
    for start in range(_TOGETHER, len(values), _TOGETHER):
        np.minimum(least, _least(values[start : start + _TOGETHER], factors, offsets), out=least)
    return _folded(least.astype(np.uint64).reshape(BANDS, _ROWS))


def _least(values: NDArray[np.uint32], factors: Any, offsets: Any) -> NDArray[np.uint32]:
    return np.min(values * factors + offsets, axis=1)  # type: ignore[no-any-return]


def _folded(rows: Hashes) -> Hashes:
    """Give one number for each row, another for equal rows at other places."""
    places = np.arange(1, len(rows) + 1, dtype=np.uint64)
    total = _mixed(np.sum(rows * _COLUMNS, axis=1, dtype=np.uint64) + places * _ODD)
    found: Hashes = np.maximum(total & _LARGEST, np.uint64(1))
    return found


def _sequence(words: Hashes, salt: bytes) -> int:
    """Give one number for words in this order."""
    digest = hashlib.blake2b(words.tobytes(), digest_size=8, salt=salt).digest()
    return max(int.from_bytes(digest, "little") >> 1, 1)
