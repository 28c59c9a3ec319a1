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

Made with numpy, which language detection needs anyway: some 40 µs for 450 words, of many together.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Final, TypeVar

import numpy as np
import orjson
from numpy.typing import NDArray

from searcher.article import Article
from searcher.identity import SHORT_TEXT_WORDS

Hashes = NDArray[np.uint64]
T = TypeVar("T")

SHINGLE: Final = 5  # words
BANDS: Final = 24
_ROWS: Final = 4  # numbers in a band
_NUMBERS: Final = BANDS * _ROWS
LEAST_WORDS: Final = 50  # of shorter texts a few shingles would decide
_LEAD_WORDS: Final = 40  # words
# From so many shingles on one permutation is used, and up to so many 96 of them.
_MANY: Final = 128
_FEW: Final = 256

# What the last two bits of a key say that it was made of.
KIND: Final = np.uint64(3)
BAND, LEAD, WHOLE = range(3)
BYTES: Final = 8  # of a key

_BATCH: Final = 64  # texts that are held to be sketched together
_BLOCK: Final = 1 << 16  # bytes of text that are looked at together
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_ODD_SQUARED: Final = np.uint64(0x9E3779B97F4A7C15**2 % (1 << 64))
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
_COLUMNS: Final = np.array(
    [0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3], np.uint64
)
# A key has 40 bits, kind and all. Of a million articles one in 300 shares one by chance, of fifty
# million one in six: then a text is read for nothing. Longer keys would take more of the disk.
LARGEST: Final = np.uint64((1 << 40) - 4)
_LOW: Final = np.uint64((1 << 32) - 1)

# Letters and digits of ASCII, and every byte of other characters.
_IN_WORD: Final = bytes([chr(b).isalnum() or b >= 0x80 for b in range(256)])  # noqa: PLR2004
_SIGNS = "’‘“”„«»–—…‑\u00a0\u200b\u3000、。，！？「」『』・：；（）।،؛؟۔"
# Scripts that do not part words: each of their characters stands for a word.
_UNPARTED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff])"
)


def text_of(article: Article) -> str:
    """Give the text by which copies are known: titles differ from outlet to outlet."""
    return article.body or article.summary


def text_in(stored: bytes) -> str:
    """Give the same of an article's JSON, without the rest of it."""
    found = orjson.loads(stored)
    text: str = found["body"] or found["summary"]
    return text


def _bytes_of(text: str) -> bytes:
    """Give the bytes in which words are looked for; case and punctuation do not count."""
    if text.isascii():
        return text.encode().lower()  # in two thirds of the time
    text = text.lower()
    if not text.isascii():
        # Most signs are not in it: one after the other takes a seventh of a translation.
        for sign in _SIGNS:
            text = text.replace(sign, " ")
        if not text.isascii():
            # What it splits at is given too; a substitution takes seven times as long.
            text = " ".join(_UNPARTED.split(text))
    return text.encode("utf-8", "replace")


def words(text: str) -> Hashes:
    """Give a number for each word."""
    return _words(_bytes_of(text))


def _words(data: bytes) -> Hashes:
    parts = []
    start = 0
    while start < len(data):
        end = start + _BLOCK
        if end < len(data):
            # To the end of a word, if there is one.
            gap = data.rfind(b" ", start, end)
            end = gap + 1 if gap >= start else end
        parts.append(_word_hashes(data[start:end])[0])
        start = end
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def shingles(found: Hashes) -> Hashes:
    """Give the shingles of these words in order, each once; none for few words."""
    return shingles_of([found])[0]


def keys(text: str) -> bytes:
    """Give the numbers by which copies of a text are found, in 8 bytes each (little endian)."""
    return keys_of([text])[0]


def keys_of(texts: Sequence[str]) -> list[bytes]:
    """Give the keys of each text: of many together in half the time.

    What numpy is asked to do for one article takes less time than the asking.
    """
    found = words_of(texts)
    made: list[list[bytes]] = [[] for _ in texts]
    long = [row for row, one in enumerate(found) if len(one) >= LEAST_WORDS]
    for row, bands in zip(long, _bands([found[row] for row in long]), strict=True):
        made[row] += bands
    for parts, one in zip(made, found, strict=True):
        if len(one) >= LEAST_WORDS:
            parts.append(_sequence(one[:_LEAD_WORDS], LEAD))
        if len(one) >= SHORT_TEXT_WORDS:
            parts.append(_sequence(one, WHOLE))
    return [b"".join(parts) for parts in made]


def sketched(texts: Iterable[tuple[T, str]]) -> Iterator[tuple[T, str, bytes]]:
    """Walk texts, each with what it is of and its keys."""
    walk = iter(texts)
    while batch := list(islice(walk, _BATCH)):
        for (of, text), made in zip(batch, keys_of([text for _, text in batch]), strict=True):
            yield of, text, made


def resemblance(one: Hashes, other: Hashes) -> float:
    """Give the share of all shingles of two texts that both have."""
    return shares(one, other)[0]


def containment(one: Hashes, other: Hashes) -> float:
    """Give the share of the shorter text's shingles that the longer one has."""
    return shares(one, other)[1]


def shares(one: Hashes, other: Hashes) -> tuple[float, float]:
    """Give resemblance and containment of two texts, by their shingles."""
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # merges what is in order: a seventh of the time of a sort
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    least = min(len(one), len(other))
    return (
        common / (len(both) - common) if len(both) else 0.0,
        common / least if least else 0.0,
    )


def words_of(texts: Sequence[str]) -> list[Hashes]:
    """Give the words of each text; those that have room in one block are looked at together."""
    found: list[Hashes] = []
    waiting: list[bytes] = []
    size = 0
    for text in texts:
        data = _bytes_of(text)
        if size + len(data) + 1 > _BLOCK:
            found += _apart(waiting)
            waiting, size = [], 0
        if len(data) >= _BLOCK:
            found.append(_words(data))
            continue
        waiting.append(data)
        size += len(data) + 1
    return found + _apart(waiting)


def _apart(datas: list[bytes]) -> list[Hashes]:
    hashes, starts = _word_hashes(b" ".join(datas))
    ends = np.searchsorted(starts, np.cumsum([len(data) + 1 for data in datas]))
    return [hashes[start:end] for start, end in pairwise((0, *ends.tolist()))]


def _word_hashes(data: bytes) -> tuple[Hashes, NDArray[np.int64]]:
    """Give a number for each word of at most `_BLOCK` bytes, and where it begins."""
    codes = np.frombuffer(data, np.uint8)
    inside = np.zeros(len(codes) + 2, np.bool_)
    inside[1:-1] = np.frombuffer(data.translate(_IN_WORD), np.bool_)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    powers, inverses = _powers()
    # A polynomial of each word's bytes, as a difference of two sums over all that stands before.
    terms = codes.astype(np.uint64)
    terms += np.uint64(1)
    terms *= powers[: len(codes)]
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(terms, out=sums[1:])
    at = sums[edges]
    starts = edges[::2]
    return (at[1::2] - at[::2]) * inverses[starts], starts


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
    mixed = values >> _HALF
    mixed ^= values
    mixed *= _MIX
    mixed ^= mixed >> _HALF
    return mixed


def _shingles_at(words: Hashes) -> Hashes:
    """Give the shingle that begins at each word, but for the last four."""
    # A polynomial of five words, by way of those of two and of four.
    two = words[:-1] * _ODD
    two += words[1:]
    total = two[:-2] * _ODD_SQUARED
    total += two[2:]
    total = total[:-1]
    total *= _ODD
    total += words[SHINGLE - 1 :]
    return _mixed(total)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    # From a digest, since numpy does not promise the same random numbers in later versions.
    drawn = np.frombuffer(hashlib.shake_128(b"searcher").digest(8 * _NUMBERS), "<u4")
    factors, offsets = drawn.astype(np.uint32).reshape(2, _NUMBERS, 1)
    return factors | np.uint32(1), offsets


def shingles_of(texts: Sequence[Hashes]) -> list[Hashes]:
    """Give the shingles of each text, by its words, as `shingles` does."""
    long = [one for one in texts if len(one) >= LEAST_WORDS]
    found = iter(_shingles_of(long) if long else ())
    return [next(found) if len(one) >= LEAST_WORDS else one[:0] for one in texts]


def _shingles_of(texts: list[Hashes]) -> list[Hashes]:
    """Give the shingles of texts of at least `LEAST_WORDS`."""
    every = _shingles_at(np.concatenate(texts))
    ends = np.cumsum([len(one) for one in texts]).tolist()
    several = [
        every[end - len(one) : end - SHINGLE + 1] for one, end in zip(texts, ends, strict=True)
    ]
    together = np.concatenate(several)
    counts = np.array([len(one) for one in several])
    begins = np.cumsum(counts) - counts
    for start, end in zip(begins.tolist(), (begins + counts).tolist(), strict=True):
        together[start:end].sort()
    # Each shingle of a text once.
    first = np.ones(len(together), np.bool_)
    first[1:] = together[1:] != together[:-1]
    first[begins] = True
    counts = np.add.reduceat(first, begins, dtype=np.int64)
    together = together[first]
    ends_of = np.cumsum(counts).tolist()
    return [together[start:end] for start, end in pairwise((0, *ends_of))]


def _bands(texts: list[Hashes]) -> Iterator[list[bytes]]:
    """Walk the bands of texts, given by their words, each of at least `LEAST_WORDS`."""
    if not texts:
        return
    found = _shingles_of(texts)
    few = [one for one in found if len(one) < _FEW]
    many = [one for one in found if len(one) >= _MANY]
    by_permutations = iter(_by_permutations(few)) if few else iter(())
    by_parts = iter(_by_parts(many)) if many else iter(())
    for one in found:
        made = []
        if len(one) < _FEW:
            made.append(next(by_permutations).tobytes())
        if len(one) >= _MANY:
            made.append(next(by_parts).tobytes())
        yield made


def _by_permutations(found: list[Hashes]) -> Hashes:
    """Give a row of bands for each text, of few shingles."""
    factors, offsets = _permutations()
    least = np.empty((len(found), _NUMBERS), np.uint32)
    for row, one in zip(least, found, strict=True):
        drawn = (one >> _HALF).astype(np.uint32) * factors
        drawn += offsets
        np.minimum.reduce(drawn, axis=1, out=row)
    return _folded(least.astype(np.uint64), 0).astype("<u8", copy=False)


def _by_parts(found: list[Hashes]) -> Hashes:
    """Give a row of bands for each text, of the least number of each part."""
    least = _least_of_parts()
    at = np.empty((len(found), _NUMBERS), np.int64)
    for row, one in zip(at, found, strict=True):
        row[:] = one.searchsorted(least)
    sizes = np.array([len(one) for one in found])
    # Behind the last one the first comes again.
    at[at == sizes[:, None]] = 0
    at += (np.cumsum(sizes) - sizes)[:, None]
    numbers = np.concatenate(found)[at]
    # An empty part has the number of the next, altered by how far that is.
    distance = _parts_of(numbers) - np.arange(_NUMBERS)
    distance[distance < 0] += _NUMBERS
    numbers += distance.astype(np.uint64) * _MIX
    return _folded(numbers, BANDS).astype("<u8", copy=False)


@cache
def _least_of_parts() -> Hashes:
    """Give the least value that lies in each part."""
    return np.array([(part << 64) // _NUMBERS for part in range(_NUMBERS)], np.uint64)


def _parts_of(values: Hashes) -> NDArray[np.int64]:
    """Give the part in which each value lies: the whole of (96 · value + 95) / 2⁶⁴.

    In two halves, since the product has more than 64 bits.
    """
    count = np.uint64(_NUMBERS)
    low = (values & _LOW) * count + np.uint64(_NUMBERS - 1)
    return (((values >> _HALF) * count + (low >> _HALF)) >> _HALF).astype(np.int64)


def _folded(numbers: Hashes, place: int) -> Hashes:
    """Give one key for each band, another for equal bands at other places; of any rows."""
    places = np.arange(place + 1, place + BANDS + 1, dtype=np.uint64)
    shape = (*numbers.shape[:-1], BANDS, _ROWS)
    sums = np.einsum("...bc,c->...b", numbers.reshape(shape), _COLUMNS)
    sums += places * _ODD
    mixed = _mixed(sums)
    mixed &= LARGEST
    return mixed


def _sequence(words: Hashes, kind: int) -> bytes:
    """Give one key for words in this order."""
    digest = hashlib.blake2b(words.astype("<u8", copy=False).data, digest_size=8).digest()
    return (int.from_bytes(digest, "little") & int(LARGEST) | kind).to_bytes(8, "little")
