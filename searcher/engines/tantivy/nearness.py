"""Which words stand near each other?

Tokens t0..tn-1 are near with slop s when n different positions hold them, token i at p(i), with
max(p(i) - i) - min(p(i) - i) <= s. tantivy's own slop says this for two different tokens only: for
equal ones it uses one position twice, and for three and more its answer depends on how frequent
the tokens are in a segment. Those become exact phrases, one per placement of the tokens.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import tantivy

Query = tantivy.Query
Occur = tantivy.Occur


def placements(tokens: Sequence[str], slop: int) -> set[tuple[tuple[int, str], ...]]:
    """Give the distinct layouts of the tokens, as (offset from the first, token), by offset."""
    found: set[tuple[tuple[int, str], ...]] = set()
    for shifts in _shifts(len(tokens), slop):
        offsets = [number + shift for number, shift in enumerate(shifts)]
        if len(set(offsets)) == len(offsets):
            first = min(offsets)
            found.add(
                tuple(
                    sorted(
                        (offset - first, token)
                        for offset, token in zip(offsets, tokens, strict=True)
                    )
                )
            )
    return found


def _shifts(length: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Walk all shifts in 0..slop of which the least is 0."""

    def longer(shifts: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(shifts) == length:
            if 0 in shifts:
                yield shifts
            return
        for shift in range(slop + 1):
            yield from longer((*shifts, shift))

    return longer(())


def side_by_side(
    schema: tantivy.Schema, field: str, tokens: Sequence[str], slop: int, text: str
) -> tantivy.Query:
    """Build the query for one token, or several side by side and in order, or near each other."""
    if len(tokens) == 1:
        return Query.term_query(schema, field, tokens[0], "freq")
    if slop == 0:
        return Query.phrase_query(schema, field, list(tokens))
    return near_query(schema, field, tokens, slop, text)


def near_query(
    schema: tantivy.Schema, field: str, tokens: Sequence[str], slop: int, text: str
) -> tantivy.Query:
    """Build the query for two or more tokens near each other, slop at least 1.

    Raises `QueryError` where that takes too many layouts.
    """
    count = len(tokens)
    if count == 2 and tokens[0] != tokens[1]:  # noqa: PLR2004 - a pair
        return Query.phrase_query(schema, field, list(tokens), slop)
    from searcher.query.nearness import check_near

    check_near(text, count, slop)
    phrases = [
        Query.phrase_query(schema, field, [(offset, token) for offset, token in layout])
        for layout in sorted(placements(tokens, slop))
    ]
    # What every layout needs is cheap to test, and leaves few articles to try the layouts on.
    needed = [
        (Occur.Must, Query.const_score_query(pair, 0.0))
        for pair in _pairs(schema, field, tokens, slop)
    ]
    either = Query.boolean_query([(Occur.Should, phrase) for phrase in phrases])
    return Query.boolean_query([*needed, (Occur.Must, either)])


def _pairs(
    schema: tantivy.Schema, field: str, tokens: Sequence[str], slop: int
) -> Iterator[tantivy.Query]:
    """Walk what neighbouring tokens must fulfil on their own."""
    if len(set(tokens)) == 1:
        yield Query.term_query(schema, field, tokens[0], "freq")
    for first, second in pairwise(tokens):
        if first != second:
            yield Query.phrase_query(schema, field, [first, second], slop)
