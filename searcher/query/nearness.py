"""How many words may stand near each other? As many as can be looked for as exact phrases.

An engine that knows only exact phrases of three and more words looks for every way in which they
can be shifted: (N + 1)^words - N^words of them. A pair needs one look, whatever the distance.
"""

from searcher.errors import QueryError

# Each opens every word's places once per field: at the limit some 50 ms.
MOST_PLACEMENTS = 1_024
_PAIR = 2


def nearest(count: int, slop: int) -> int:
    """Give the greatest distance up to `slop` that so many words can have."""
    if count <= _PAIR:
        return slop
    while slop and (slop + 1) ** count - slop**count > MOST_PLACEMENTS:
        slop -= 1
    return slop


def check_near(text: str, count: int, slop: int) -> None:
    """Raise `QueryError` where the near phrase has too many words for its distance."""
    fitting = nearest(count, slop)
    if fitting < slop:
        cure = f'"{text}"~{fitting}' if fitting else f'"{text}"'
        raise QueryError(f'"{text}"~{slop} is a near phrase of too many words', suggestion=cure)
