"""Which of many names is nearly this one? By mistakes made in typing: rapidfuzz counts them.

It compares 100,000 names in the time in which Python compares a thousand. It is loaded where more
than one mistake is looked for: that takes 6 ms, and a question for a rare word needs only one.
"""

from collections.abc import Sequence


def edits(first: str, second: str, most: int) -> int:
    """Count insertions, deletions, changes and swaps of neighbours, up to one more than `most`."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    if most <= 1:
        return min(_edits(first, second), most + 1)
    from rapidfuzz.distance import OSA

    return OSA.distance(first, second, score_cutoff=most)


def _edits(first: str, second: str) -> int:
    """Count mistakes up to two: one leaves at most a letter, or two swapped, between equal ends."""
    for step in (1, -1):  # the equal beginnings, then the equal ends
        same = _in_common(first[::step], second[::step])
        first, second = first[::step][same:][::step], second[::step][same:][::step]
    if first == second:
        return 0
    swapped = len(first) == 2 and first == second[::-1]  # noqa: PLR2004 - letters
    return 1 if swapped or max(len(first), len(second)) == 1 else 2


def _in_common(first: str, second: str) -> int:
    """Count the letters with which both begin."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def allowed(text: str) -> int:
    """Say how many mistakes a name of this length may have."""
    return 1 if len(text) < 5 else 2 if len(text) < 12 else 3  # noqa: PLR2004 - letters


def nearest(text: str, names: Sequence[str], limit: int) -> list[str]:
    """List other names within the mistakes allowed, the nearest first, else in their order."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        text, names, scorer=OSA.distance, score_cutoff=allowed(text), limit=limit + 1
    )
    return [name for name, count, _ in found if count][:limit]
