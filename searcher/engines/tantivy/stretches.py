"""Where in a text does a phrase stand? The first and the last token of each place.

A near phrase stands where its tokens do, token i at p(i), all places different, with
max(p(i) - i) - min(p(i) - i) no more than its slop; of places one of which holds another only the
inner counts. `nearness` builds the query that says the same.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

Stretch = tuple[int, int]  # numbers of the first and the last token


def stretches(found: Sequence[str | None], wanted: Sequence[str], slop: int) -> list[Stretch]:
    """Give every place of the tokens wanted, by its beginning; None among those found is a gap."""
    if slop == 0 or len(wanted) == 1:
        return list(_runs(found, wanted))
    places = [at for at, token in enumerate(found) if token in wanted]
    if len(wanted) == 2:  # noqa: PLR2004 - a pair
        near = _pairs(found, places, wanted, slop)
    else:
        near = _near(found, places, wanted, slop)
    return innermost(near)


def innermost(found: Sequence[Stretch]) -> list[Stretch]:
    """Leave out stretches that hold another one, and repetitions; by their beginning."""
    kept: list[Stretch] = []
    for first, last in sorted(set(found), key=lambda stretch: (-stretch[0], stretch[1])):
        if not kept or last < kept[-1][1]:
            kept.append((first, last))
    return kept[::-1]


def _runs(found: Sequence[str | None], wanted: Sequence[str]) -> Iterator[Stretch]:
    count, whole = len(wanted), list(wanted)
    start = -1
    with suppress(ValueError):  # there is no further one
        while True:
            start = found.index(whole[0], start + 1)
            if count == 1 or list(found[start : start + count]) == whole:
                yield start, start + count - 1


def _pairs(
    found: Sequence[str | None], places: Sequence[int], wanted: Sequence[str], slop: int
) -> list[Stretch]:
    """Place two tokens: what lies nearest is near, or nothing is."""
    kept = []
    first, second = wanted
    for at, after in pairwise(places):
        if first != second and found[at] == found[after]:
            continue
        # Out of order each of the two is out of place by one more.
        apart = after - at - 1 if found[at] == first else after - at + 1
        if apart <= slop:
            kept.append((at, after))
    return kept


def _near(
    found: Sequence[str | None], places: Sequence[int], wanted: Sequence[str], slop: int
) -> list[Stretch]:
    reach = len(wanted) + slop
    kept = []
    for number, at in enumerate(places):
        within = [place for place in places[number : number + reach] if place < at + reach]
        if len(within) < len(wanted):
            continue
        # The first token of a stretch is token i, at most `slop` after its own place.
        starts = {
            at - i - moved
            for i, token in enumerate(wanted)
            if token == found[at]
            for moved in range(slop + 1)
        }
        ends = [end for start in starts if (end := _end(found, within, wanted, slop, start)) >= 0]
        if ends:
            kept.append((at, min(ends)))
    return kept


def _end(
    found: Sequence[str | None],
    within: Sequence[int],
    wanted: Sequence[str],
    slop: int,
    start: int,
) -> int:
    """Give each token the first free place within `slop` of its own; the last taken, or -1."""
    taken: set[int] = set()
    for i, token in enumerate(wanted):
        own = start + i
        for place in within:
            if own <= place <= own + slop and found[place] == token and place not in taken:
                taken.add(place)
                break
        else:
            return -1
    return max(taken)
