"""Which articles are copies of one another? Decided once for all that a commit brings.

An article joins the story of what resembles it most, or founds one that bears the head of its own
id. It is held against *samples*: the founders, and those that joined although they differ from what
they joined by. So that no chain of them leads from a text to one that has nothing to do with it,
each that joins must resemble the founder too, if less.

Until a commit each article counts as a founder. Then all that came are looked at together, so that
the keys of the samples are read once and in order, and those that join another's story are put in
again: the longest first, since a part is found by the whole, and two parts may have nothing in
common. Of two stories that an article belongs to, one that this very commit founded goes into the
other; what is committed is never merged. `searcher stories rebuild` decides all of them anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from searcher.article import MOST_STORIES as NUMBERS
from searcher.article import own_story
from searcher.corpus.copies import sketch
from searcher.corpus.copies.bands import MOST_STORIES, Bands, Pairs, among
from searcher.corpus.copies.samples import Ahead, Borne, Kept, Sample, sampled
from searcher.corpus.copies.sketch import BYTES, KIND, LARGEST, LEAD, WHOLE, Hashes

Rows = NDArray[np.int64]

# Texts are copies from this resemblance on; 3 % of words changed leave 0.7, a quarter cut 0.75.
ALIKE: Final = 0.55
# A text that was cut is a copy where so much of it is in the whole, and both begin alike.
WITHIN: Final = 0.8
# So much of an article that joins the founder has too, or so much of the shorter the longer.
_RELATED: Final = 0.3
_RELATED_WITHIN: Final = 0.6
# What resembles the sample less by which it joined is a sample too.
_VARIANT: Final = 0.8
# Of many samples that share a key, those that share most: held against the text itself.
_COMPARED: Final = 8
_AT_ONCE: Final = 10_000
# Beside a key of 40 bits there is room for 16 million rows: a commit brings some 200,000, and more
# only where so many hidden articles come up at once.
_ROW_BITS: Final = np.uint64(64 - int(LARGEST).bit_length())
_ROW: Final = (np.uint64(1) << _ROW_BITS) - np.uint64(1)
_MOST_ROWS: Final = 1 << int(_ROW_BITS)
_KIND: Final = int(KIND)


class Told(NamedTuple):
    """An article, the story that it belongs to, and whether that is news to who put it in."""

    id: bytes
    story: int
    is_news: bool


class Articles(Protocol):
    """The articles of the index, with what was added since its last commit."""

    def text(self, one: bytes) -> str | None:
        """Give the text by which copies of an article are known, as it will stand."""

    def bearing(self, number: int) -> Iterator[Borne]:
        """Walk the committed articles whose own number it is, then those whose story it is."""

    def held_stories(self, stories: Sequence[int]) -> list[bool]:
        """Say quickly to which of these a committed article may belong."""

    def has_story(self, story: int, besides: bytes) -> bool:
        """Say quickly whether a committed article besides this one may belong to it."""


class Stories:
    """Gathers what a commit brings, and settles it."""

    def __init__(
        self, bands: Bands, articles: Articles, gone: AbstractSet[bytes] = frozenset()
    ) -> None:
        """Nothing is read before something is settled; `gone` are articles that were taken out."""
        self._bands = bands
        self._articles = articles
        # Of each article the place of its first key, their number, and its length downwards.
        self._places: dict[bytes, tuple[int, int, int]] = {}
        self._keys = bytearray()
        self._gone = gone

    def add(self, one: bytes, keys: bytes, length: int) -> None:
        """Note an article that was put in, with the keys and the length of its text."""
        self._places.pop(one, None)  # it comes last now
        self._places[one] = len(self._keys) // BYTES, len(keys) // BYTES, -length
        self._keys += keys

    def drop(self, one: bytes) -> None:
        """Forget an article that was taken out again."""
        self._places.pop(one, None)

    def clear(self) -> None:
        """Forget what was noted: it has been committed."""
        self._places.clear()
        self._keys.clear()

    def settle(self) -> Iterator[Told]:
        """Decide, and in the end remember the new samples; walk the articles to be told.

        Those are the ones that share something with others, each as soon as it is decided: they can
        be put in meanwhile. It is no news where the story is the number that the article brings
        with it. What comes again, since two stories became one, is in the story told last.
        """
        if not self._places:
            return
        yield from _Settlement(
            self._bands, self._articles, {*self._gone, *self._places}, self._noted()
        ).settled()

    def _noted(self) -> "_Noted":
        places = chain.from_iterable(self._places.values())
        begins, counts, lengths = np.fromiter(places, np.int64).reshape(-1, 3).T
        order = np.argsort(lengths, kind="stable")
        begins, counts = begins[order], counts[order]
        every = list(self._places)
        ids = [every[at] for at in order.tolist()]
        rows = np.repeat(np.arange(len(ids), dtype=np.int64), counts)
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        keys = np.frombuffer(self._keys, "<u8")[np.repeat(begins, counts) + within]
        return _Noted(ids, *_in_order(keys, rows, len(ids)))

    def remember(self, articles: Iterable[tuple[bytes, str]]) -> None:
        """Note ids and texts that the index holds and nothing here knows of."""
        walk = sketch.sketched(articles)
        while batch := list(islice(walk, _AT_ONCE)):
            counts = [len(keys) // BYTES for _, _, keys in batch]
            self._bands.add_of(
                np.frombuffer(b"".join(keys for _, _, keys in batch), "<u8"),
                np.repeat(np.arange(len(batch)), counts),
                _numbers([one for one, _, _ in batch]),
            )


class _Noted(NamedTuple):
    """The ids, the longest first, and all keys in order, each with the row of its id."""

    ids: list[bytes]
    keys: Hashes
    rows: Rows


class _Settlement:
    """One decision about all that was `noted`.

    What the index holds of those that are `absent` does not count.
    """

    def __init__(self, bands: Bands, articles: Articles, absent: set[bytes], noted: _Noted) -> None:
        self._bands = bands
        self._articles = articles
        self._absent = absent
        self._ids, self._keys, self._key_rows = noted
        self._own = _numbers(self._ids)
        self._stories = self._own.copy()
        self._is_sample = np.ones(len(self._ids), np.bool_)
        self._rows: dict[int, int] = {}  # of the new samples that others may join by
        self._founded: set[int] = set()  # stories that nobody has seen
        self._merged: dict[int, int] = {}  # which of these went into which
        self._committed = Kept()
        self._coming = frozenset(self._own.tolist())
        self._dead: set[int] = set()  # numbers of samples of which nothing is left

    def settled(self) -> Iterator[Told]:
        known, shared = self._shared()
        self._number()
        buckets: dict[int, list[int]] = {}
        for key, sample in zip(known[0].tolist(), known[1].tolist(), strict=True):
            buckets.setdefault(key, []).append(sample)
        rows = self._key_rows[shared]
        order = np.argsort(rows, kind="stable")
        rows, keys = rows[order], self._keys[shared][order].tolist()
        starts = np.flatnonzero(np.diff(rows, prepend=-1)).tolist()
        decided = rows[starts].tolist()
        self._new = Ahead(decided, self._read)
        said = self._own.copy()
        for row, (start, end) in zip(decided, pairwise((*starts, len(keys))), strict=True):
            self._decide(row, keys[start:end], buckets)
            story, number = int(self._stories[row]), int(said[row])
            said[row] = story
            yield Told(self._ids[row], story, story != number)
        del self._new  # before arrays of all keys are made
        if self._dead:
            dead = np.array(sorted(self._dead), np.uint64)
            self._bands.forget(known[:, among(known[1], dead)])
        self._remember(known)
        if self._merged:
            gone = among(self._stories, np.array(sorted(self._merged), np.uint64))
            for row in np.flatnonzero(gone).tolist():
                self._stories[row] = self._now(int(self._stories[row]))
        for row in np.flatnonzero(said != self._stories).tolist():
            yield Told(self._ids[row], int(self._stories[row]), True)

    def _shared(self) -> tuple[Pairs, NDArray[np.bool_]]:
        """Give the pairs that are known of these keys, and which keys several bear."""
        every = self._keys
        again = every[1:] == every[:-1]
        first = np.ones(len(every), np.bool_)
        first[1:] = ~again
        shared = ~first
        shared[:-1] |= again
        known = self._bands.find(every[first])
        if known.shape[1]:
            shared |= among(every, np.unique(known[0]))
        return known, shared

    def _number(self) -> None:
        """See that the number of each article, should it found a story, is no other story's."""
        numbers = np.sort(self._own)
        twice = set(numbers[1:][numbers[1:] == numbers[:-1]].tolist())
        taken: set[int] = set()
        every = self._own.tolist()
        held = self._articles.held_stories(every)
        for row, (number, may_be_held) in enumerate(zip(every, held, strict=True)):
            one = self._ids[row]
            if number not in twice and not (may_be_held and self._articles.has_story(number, one)):
                continue
            free = number
            while (
                free in taken
                or (free != number and free in self._coming)
                or self._is_anothers(free, one)
            ):
                free = free % (NUMBERS - 1) + 1
            taken.add(free)
            self._stories[row] = free

    def _is_anothers(self, number: int, one: bytes) -> bool:
        return self._articles.has_story(number, one) and any(
            other.story == number and other.id not in self._absent
            for other in self._articles.bearing(number)
        )

    def _decide(self, row: int, keys: list[int], buckets: dict[int, list[int]]) -> None:
        """Find the story of an article that shares these of its keys with others."""
        shared = {key: buckets.get(key, ()) for key in keys}
        votes = Counter(sample for samples in shared.values() for sample in samples)
        matches = self._matches(row, votes, shared) if votes else []
        if matches:
            story, alike = matches[0]
            for other, as_much in matches[1:]:
                if as_much >= ALIKE:
                    story = self._merge(story, other)
            self._stories[row] = story
            self._is_sample[row] = ALIKE <= alike < _VARIANT
        else:
            self._founded.add(int(self._stories[row]))
        if self._is_sample[row]:
            own = int(self._own[row])
            self._rows[own] = row
            self._committed.forget(own)  # as it was before, or nothing
            for key in keys:
                bucket = buckets.setdefault(key, [])
                if len(bucket) >= MOST_STORIES and not self._dead.isdisjoint(bucket):
                    bucket[:] = [number for number in bucket if number not in self._dead]
                if len(bucket) < MOST_STORIES and own not in bucket:
                    bucket.append(own)

    def _matches(
        self, row: int, votes: Counter[int], shared: Mapping[int, Sequence[int]]
    ) -> list[tuple[int, float]]:
        """List the stories that an article may join, with its resemblance, the best first."""
        mine: Sample | None = None
        matches: dict[int, float] = {}
        begun, same = (
            {number for key, found in shared.items() if key & _KIND == kind for number in found}
            for kind in (LEAD, WHOLE)
        )
        for number, sample in self._most_voted(votes):
            if sample.id == self._ids[row]:
                continue
            mine = mine or self._new.get(row)
            if number in same and np.array_equal(mine.words, sample.words):
                alike = 1.0
            else:
                alike, within = sketch.shares(mine.shingles, sample.shingles)
                if alike < ALIKE:
                    if within < WITHIN or number not in begun:
                        continue
                    alike = within * ALIKE  # any that is alike as a whole goes before
            story = self._now(sample.story)
            if alike > matches.get(story, 0.0):
                founder = self._founder(story)
                # What is like the founder is related to it.
                if (founder and founder.id == sample.id) or self._is_related(mine, founder):
                    matches[story] = alike
        return sorted(matches.items(), key=lambda match: (-match[1], match[0]))

    def _most_voted(self, votes: Counter[int]) -> Iterator[tuple[int, Sample]]:
        """Walk the samples that share most, each with its number; what is gone takes no place."""
        left = _COMPARED
        for number in sorted(votes.keys() - self._dead, key=lambda n: (-votes[n], n)):
            samples = self._bearing(number)
            yield from ((number, sample) for sample in samples)
            left -= bool(samples)
            if not left:
                break

    def _now(self, story: int) -> int:
        """Give the story that a story has become."""
        while story in self._merged:
            story = self._merged[story]
        return story

    def _merge(self, story: int, other: int) -> int:
        """Make one of two stories, if nobody has seen one of them; give the first as it is now."""
        new = next((one for one in (other, story) if one in self._founded), None)
        founder, of_other = self._founder(story), self._founder(other)
        if new is None or founder is None or not self._is_related(founder, of_other):
            return story
        kept = story if new == other else other
        self._merged[new] = kept
        return kept

    def _founder(self, story: int) -> Sample | None:
        """Give the founder of a story, if it is left."""
        bearing = self._bearing(story)
        return next((one for one in bearing if self._now(one.story) == story), None)

    def _is_related(self, mine: Sample, founder: Sample | None) -> bool:
        """Say whether an article is like a founder too, though less than what it joins by."""
        if founder is None or not len(mine.shingles):
            return True
        alike, within = sketch.shares(mine.shingles, founder.shingles)
        return alike >= _RELATED or within >= _RELATED_WITHIN

    def _bearing(self, number: int) -> tuple[Sample, ...]:
        """Read the article of a number; where it left its story, one that it left behind too."""
        if (row := self._rows.get(number)) is not None:
            return (self._new.get(row)._replace(story=int(self._stories[row])),)
        if (kept := self._committed.get(number)) is not None:
            return kept
        found: list[Borne] = []
        for borne in self._articles.bearing(number):
            if borne.id not in self._absent and (borne.story == number or not found):
                found.append(borne)
                if borne.story == number:
                    break
        if not found and number not in self._coming:
            self._dead.add(number)
        samples = tuple(sampled(found))
        self._committed.keep(number, samples)
        return samples

    def _read(self, row: int) -> Borne:
        one = self._ids[row]
        return Borne(one, int(self._stories[row]), self._articles.text(one) or "")

    def _remember(self, known: Pairs) -> None:
        """Remember the keys of the new samples, but for what is known."""
        of_samples = self._is_sample[self._key_rows]
        rows, keys = self._key_rows[of_samples], self._keys[of_samples]
        if known.shape[1]:
            there = set(zip(known[0].tolist(), known[1].tolist(), strict=True))
            fresh = np.ones(len(keys), np.bool_)
            for at in np.flatnonzero(among(keys, np.unique(known[0]))).tolist():
                fresh[at] = (int(keys[at]), int(self._own[rows[at]])) not in there
            rows, keys = rows[fresh], keys[fresh]
        self._bands.add_of(keys, rows, self._own)


def _in_order(keys: Hashes, rows: Rows, count: int) -> tuple[Hashes, Rows]:
    """Sort keys, and equal ones by their rows, in whose order they come; there are so many rows.

    A key in the high bits of a number and its row in the low ones are sorted in a seventh of the
    time that an order of the keys takes.
    """
    if count > _MOST_ROWS:
        order = np.argsort(keys, kind="stable")
        return keys[order], rows[order]
    borne = keys << _ROW_BITS | rows.view(np.uint64)
    borne.sort()
    return borne >> _ROW_BITS, (borne & _ROW).view(np.int64)


def _numbers(ids: Sequence[bytes]) -> Hashes:
    return np.array([own_story(one.hex()) for one in ids], np.uint64)
