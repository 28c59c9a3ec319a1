"""What articles are held against one another by: their words and shingles, as long as needed.

Those of the articles that are being settled are made some ahead, since of many together they take
half the time; those of committed ones when they are met.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from searcher.corpus.copies import sketch
from searcher.corpus.copies.sketch import Hashes

# Numbers that words and shingles are made of and that are kept, of each kind of articles: 64 MB.
REMEMBERED: Final = 8_000_000
# What each entry takes beside, in such numbers.
_BESIDE: Final = 64
# Articles that are made ready together, and characters of their texts.
_AHEAD: Final = 32
_CHARACTERS: Final = 1 << 16


class Borne(NamedTuple):
    """An article, its story, and the text by which copies of it are known."""

    id: bytes
    story: int
    text: str


class Sample(NamedTuple):
    """An article, its story, and what its text is made of."""

    id: bytes
    story: int
    words: Hashes
    shingles: Hashes


class Kept:
    """Samples by number; of too many those go that nobody has asked for longest."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: OrderedDict[int, tuple[Sample, ...]] = OrderedDict()
        self._numbers = 0

    def get(self, number: int) -> tuple[Sample, ...] | None:
        """Give what is kept under a number."""
        if (found := self._kept.get(number)) is not None:
            self._kept.move_to_end(number)
        return found

    def keep(self, number: int, samples: tuple[Sample, ...]) -> None:
        """Keep samples under a number that nothing is kept under."""
        self._kept[number] = samples
        self._numbers += _size(samples)
        while len(self._kept) > 1 and self._numbers > REMEMBERED:
            self.forget(next(iter(self._kept)))

    def forget(self, number: int) -> None:
        """Forget what is kept under a number, if anything is."""
        if (found := self._kept.pop(number, None)) is not None:
            self._numbers -= _size(found)


class Ahead:
    """Samples of rows that are asked for in an order, and some of them later again."""

    def __init__(self, order: Sequence[int], read: Callable[[int], Borne]) -> None:
        """`order` is that in which rows are asked for first; `read` reads one."""
        self._order = order
        self._places = {row: place for place, row in enumerate(order)}
        self._read = read
        self._made = 0  # rows of the order that have been made
        self._kept = Kept()

    def get(self, row: int) -> Sample:
        """Give a row's sample; all before it in the order may be made too."""
        place = self._places[row]
        while place >= self._made:
            self._make()
        found = self._kept.get(row)
        if found is None:
            found = tuple(sampled([self._read(row)]))
            self._kept.keep(row, found)
        return found[0]

    def _make(self) -> None:
        rows: list[int] = []
        characters = 0
        bornes: list[Borne] = []
        while self._made < len(self._order) and len(rows) < _AHEAD and characters < _CHARACTERS:
            rows.append(self._order[self._made])
            bornes.append(self._read(rows[-1]))
            characters += len(bornes[-1].text)
            self._made += 1
        for row, sample in zip(rows, sampled(bornes), strict=True):
            self._kept.keep(row, (sample,))


def sampled(bornes: Sequence[Borne]) -> Iterator[Sample]:
    """Walk the samples of articles, made together."""
    made = sketch.words_of([one.text for one in bornes])
    for borne, words, shingles in zip(bornes, made, sketch.shingles_of(made), strict=True):
        # Copies, since all of them are parts of one.
        yield Sample(borne.id, borne.story, words.copy(), shingles.copy())


def _size(samples: tuple[Sample, ...]) -> int:
    return _BESIDE + sum(len(one.words) + len(one.shingles) for one in samples)
