"""Which words and names are in the index, beginning as somebody has begun to type?"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

import tantivy

# Words of the running text, and of titles, for those that stand in titles only.
_TEXTS = ("body", "title")


def words(
    searcher: tantivy.Searcher, prefix: str, limit: int, field: str | None = None
) -> list[str]:
    """List words of the texts, or of one, that begin so, as indexed, the most frequent first.

    Deleted articles are counted until their segment is merged: the order is for guessing only.
    """
    counts: dict[str, int] = {}
    for one in _TEXTS if field is None else (field,):
        for word, count in searcher.terms_with_prefix(one, prefix, None, limit):
            counts[word] = max(count, counts.get(word, 0))
    return sorted(counts, key=lambda word: (-counts[word], word))[:limit]


class Names:
    """All values of a keyword field, to look into: one text, some 20 bytes a value."""

    def __init__(self, searcher: tantivy.Searcher, field: str) -> None:
        """List them: 0.6 µs each."""
        # With a query deleted articles are left out.
        listed = searcher.terms_with_prefix(field, "", tantivy.Query.all_query())
        listed = sorted(listed, key=lambda pair: (-pair[1], pair[0]))
        self._counts = array("Q", (count for _, count in listed))
        # Where each begins in the text, and where one more would.
        self._starts = array("Q", [1])
        for key, _ in listed:
            self._starts.append(self._starts[-1] + len(key) + 1)
        self._text = "\0" + "".join(f"{key}\0" for key, _ in listed)

    def beginning(self, start: str, limit: int) -> Iterator[tuple[str, int]]:
        """Walk the keys in which a word begins so, with their counts, the most frequent first."""
        return islice(self._beginning(start), limit)

    def _beginning(self, start: str) -> Iterator[tuple[str, int]]:
        text, at = self._text, 0
        if not start or "\0" in start:
            return
        while (at := text.find(start, at)) >= 0:
            if text[at - 1].isalnum():
                at += 1
                continue
            place = bisect_right(self._starts, at) - 1
            end = self._starts[place + 1] - 1
            yield text[self._starts[place] : end], self._counts[place]
            at = end
