"""Which hits stand on a page, by relevance? Equal scores go by id, whatever their segments.

tantivy orders equal scores by the place of their documents, which is another after every ingest
and merge. So a few more hits are fetched, on both sides of the page. Where the tie is larger, its
hits with the first ids are looked for.
"""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import tantivy
from tantivy import DocAddress, Occur

from searcher.engines.tantivy.plan import Planner, unscored
from searcher.engines.tantivy.walk import total

if TYPE_CHECKING:
    from searcher.engines.tantivy.tiers import Tiers

# Hits fetched on each side of a page, for those that tie with its first and last: of whole articles
# hardly any do, of headlines many, and far down, where every third page of common words has more
# than 20, and to fetch more costs nothing that can be measured. Then where the tie is larger,
# unless the last was larger still; and at last before it is a crowd.
BEHIND_FIRST, DEEP, OFTEN = 8, 64, 100
CROWD = 500
BESIDE = 20  # where `tiers` give the hits of a larger tie
# To fetch `OFTEN` takes a fifth longer, and saves a second search where that holds the tie: it is
# worth while for one search of six. So each such tie counts for so many searches, and two within
# these, all together for no more than so many.
_TIE, _MOST = 6, 24
# Those by time, or by a number made of the id, tie by chance only.
_BY_KEY = 4
# Numbers that ids may begin with.
IDS = 1 << 64

Scored = tuple[float, DocAddress]


def by_id(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, offset: int
) -> tuple[int, list[Scored]]:
    """Give the total and the page of a query whose matches are all alike: score 1, by id."""
    found = first_by_id(searcher, query, limit, offset=offset, count=True)
    return total(found), [(1.0, address) for _, address in found.hits]


def first_by_id(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    limit: int,
    *,
    offset: int = 0,
    count: bool = False,
) -> tantivy.SearchResult:
    """Give the first matches by id, which is what they are sorted by."""
    return searcher.search(
        query, limit, offset=offset, count=count, order_by_field="id64", order=tantivy.Order.Asc
    )


def by_score(
    searcher: tantivy.Searcher,
    planner: Planner,
    query: tantivy.Query,
    limit: int,
    offset: int,
    *,
    tiers: "Tiers | None" = None,
    behind: int | None = None,
) -> tuple[int, list[Scored]]:
    """Give the total and the page by score downwards, then id; `limit` is at least 1.

    `tiers` give the matches of a score, where most have one of a few. `behind` is the
    id64 of the last hit before the page, where it is known: then no other of a crowd is read.
    """
    few = DEEP if offset else BEHIND_FIRST
    for beside in (BESIDE,) if tiers else _steps(planner, few):
        start = max(offset - beside, 0)
        found = searcher.search(query, offset + limit + beside - start, offset=start, count=True)
        count, hits = total(found), found.hits
        if len(hits) <= offset - start:
            return count, []
        end = min(offset + limit - start, len(hits))
        head, foot = rounded(hits[offset - start][0]), rounded(hits[end - 1][0])
        held = _Held(hits, offset - start, end, head, foot, start > 0, start + len(hits) < count)
        goes_back, goes_on = held.ties_beyond(beside)
        if not (goes_back or goes_on):
            break
    met = False
    # Of a pattern nearly all tie, and no more is fetched.
    if beside > few and not tiers and any(held.ties_beyond(few)):
        planner.ties_are_large = any(held.ties_beyond(OFTEN))
        met = not planner.ties_are_large
    planner.ties_met = min(planner.ties_met + _TIE, _MOST) if met else max(planner.ties_met - 1, 0)
    if goes_back and behind is not None:
        crowd = _first_of_crowd(
            searcher, planner, query, head, limit, count=count, first=behind + 1, tiers=tiers
        )
        rest, others = limit - len(crowd), list[Scored]()
        if rest:
            _, others = by_score(searcher, planner, query, rest, offset + len(crowd), tiers=tiers)
        if not others or others[0][0] < head:  # unless scores came out otherwise within a window
            return count, [*crowd, *others]
    if goes_back:
        start, end = 0, end + start
        hits = searcher.search(query, offset + limit + CROWD, count=False).hits
    # Scores fall: where those of the page begin and end, if not with it, is found by halving.
    first, last = offset - start, end
    if first and rounded(hits[first - 1][0]) == head:
        first = bisect_left(hits, -head, hi=first, key=_falling)
    if last < len(hits) and rounded(hits[last][0]) == foot:
        last = bisect_right(hits, -foot, lo=last, key=_falling)
    tied = [(rounded(hit[0]), hit[1]) for hit in hits[first:last]]
    if goes_on:
        above = [hit for hit in tied if hit[0] != foot]
        wanted = end - first - len(above)
        crowd = _first_of_crowd(searcher, planner, query, foot, wanted, count=count, tiers=tiers)
        if len(crowd) == wanted:  # unless scores came out otherwise within a window
            tied = [*_sorted(searcher, above), *crowd]
    else:
        tied = _sorted(searcher, tied)
    return count, tied[offset - start - first : end - first]


def _steps(planner: Planner, few: int) -> tuple[int, ...]:
    """Say how many hits are fetched beside a page, and then, where they all tie with it."""
    if planner.ties_met > _TIE:
        return OFTEN, CROWD
    return (few, CROWD) if planner.ties_are_large else (few, OFTEN, CROWD)


class _Held(NamedTuple):
    """Hits around a page, which is those from `first` to `end`, and whether there are others.

    `head` and `foot` are the scores that it begins and ends with.
    """

    hits: list[Scored]
    first: int
    end: int
    head: float
    foot: float
    before: bool
    behind: bool

    def ties_beyond(self, beside: int) -> tuple[bool, bool]:
        """Say whether what ties with the page goes on beyond so many hits before, and behind it."""
        low, high = self.first - beside, self.end + beside - 1
        hits, last = self.hits, len(self.hits) - 1
        return (
            (low > 0 or (low == 0 and self.before)) and rounded(hits[low][0]) == self.head,
            (high < last or (high == last and self.behind)) and rounded(hits[high][0]) == self.foot,
        )


def by_time(
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    sort: str,
    limit: int,
    offset: int,
) -> tuple[int, list[tuple[Any, DocAddress]]]:
    """Give the total and the page by time, then id; `sort` is newest or oldest.

    A sort key has room for 23 bits of the id only. What ties with the page's first and last hit is
    fetched too, all of it: a million undated articles leave some tenth of a chance of one such tie.
    """
    order = tantivy.Order.Desc if sort == "newest" else tantivy.Order.Asc
    return by_key(searcher, query, limit, offset, order_by_field=sort, order=order)


def by_key(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, offset: int, **how: Any
) -> tuple[int, list[tuple[Any, DocAddress]]]:
    """Give the total and the page by a key, then id; `how` tells tantivy what the key is."""
    beside = _BY_KEY
    while True:
        start = max(offset - beside, 0)
        room = min(offset + limit + beside, searcher.num_docs) - start
        if room <= 0:
            return total(searcher.search(query, limit=1, count=True)), []
        found = searcher.search(query, room, offset=start, count=True, **how)
        count, hits = total(found), found.hits
        first, last = offset - start, min(offset + limit - start, len(hits))
        if first >= last:
            return count, []
        goes_back = start > 0 and hits[0][0] == hits[first][0]
        goes_on = start + len(hits) < count and hits[-1][0] == hits[last - 1][0]
        if not (goes_back or goes_on):
            return count, _settled(searcher, hits)[first:last]
        beside *= 8


def _settled(searcher: tantivy.Searcher, hits: list[tuple[Any, DocAddress]]) -> list[Any]:
    """Put hits of one key in the order of ids."""
    keys = [key for key, _ in hits]
    if len(set(keys)) == len(keys):
        return hits
    ids = searcher.fast_field_values("id64", [address for _, address in hits])
    order, begin = list(range(len(hits))), 0
    for end in range(1, len(hits) + 1):
        if end == len(hits) or keys[end] != keys[begin]:
            order[begin:end] = sorted(order[begin:end], key=lambda at: ids[at] or 0)
            begin = end
    return [hits[at] for at in order]


def rounded(score: float) -> float:
    """Round a score to 6 digits: sums of the same 32-bit numbers differ in the seventh."""
    return float(f"{score:.6g}")


def _falling(hit: tuple[Any, DocAddress]) -> float:
    return -rounded(hit[0])


def _sorted(searcher: tantivy.Searcher, hits: list[Scored]) -> list[Scored]:
    """Order by score downwards, then id."""
    if len({score for score, _ in hits}) == len(hits):
        return hits
    ids = searcher.fast_field_values("id64", [address for _, address in hits])
    order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], ids[at] or 0))
    return [hits[at] for at in order]


def _first_of_crowd(
    searcher: tantivy.Searcher,
    planner: Planner,
    query: tantivy.Query,
    score: float,
    wanted: int,
    *,
    count: int,
    first: int = 0,
    tiers: "Tiers | None" = None,
) -> list[Scored]:
    """Give the `wanted` hits of this score with the first ids from `first` on.

    In windows of ids, where `tiers` do not give them; `count` is the number of all hits.
    """
    if tiers and (exactly := tiers.exactly(score)) is not None:
        if first:
            rest = unscored(planner.ids(first, IDS - 1))
            exactly = tantivy.Query.boolean_query([(Occur.Must, exactly), (Occur.Must, rest)])
        return [(score, address) for _, address in first_by_id(searcher, exactly, wanted).hits]
    found: list[Scored] = []
    expected = 4 * wanted + 64
    while len(found) < wanted and first < IDS:
        last = min(first + IDS * expected // max(count, 1), IDS) - 1
        within = tantivy.Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, unscored(planner.ids(first, last)))]
        )
        room = 2 * expected
        part = searcher.search(within, room, count=True)
        if total(part) > room:
            part = searcher.search(within, total(part), count=False)
        # By id from window to window already.
        alike = [(score, hit[1]) for hit in part.hits if rounded(hit[0]) == score]
        found += _sorted(searcher, alike)
        first, expected = last + 1, 4 * expected
    return found[:wanted]
