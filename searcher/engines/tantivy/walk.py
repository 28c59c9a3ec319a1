"""How are all matching articles walked in constant memory?

In windows of `id64`, an indexed number, each holding about as many hits as fit in memory. A search
that pages by offset would hold all pages before it.
"""

from collections.abc import Iterator

import tantivy
from tantivy import DocAddress, Occur, Order, SearchResult

from searcher.article import MOST_STORIES
from searcher.engines.tantivy.plan import Planner, unscored

# Addresses held at once: some 200 bytes each.
WINDOW = 50_000
_LAST = {"id64": (1 << 64) - 1, "story": MOST_STORIES - 1}


def total(found: SearchResult) -> int:
    """Give the number of all matches; the published types leave it out."""
    return int(getattr(found, "count", None) or 0)


def windows(
    searcher: tantivy.Searcher,
    planner: Planner,
    query: tantivy.Query,
    *,
    size: int = WINDOW,
    field: str = "id64",
) -> Iterator[list[tuple[int, DocAddress]]]:
    """Walk the hits as lists of (number, address), rising within and across the lists.

    `field` holds the number: id64 or story. Articles of one number never fall into two lists, which
    are at most twice `size` long, unless more articles than that share it.
    """
    ends = _LAST[field]
    left = total(searcher.search(query, limit=1, count=True)) if searcher.num_docs else 0
    first = 0
    width = max(1, (ends + 1) * size // max(left, 1))
    while left > 0 and first <= ends:
        last = min(first + width - 1, ends)
        most = min(2 * size, searcher.num_docs) if width > 1 else searcher.num_docs
        within = tantivy.Query.boolean_query(
            [
                (Occur.Must, unscored(query)),
                (Occur.Must, unscored(planner.numbers(field, first, last))),
            ]
        )
        hits = searcher.search(
            within, limit=most, count=True, order_by_field=field, order=Order.Asc
        )
        count = total(hits)
        if count > most:
            width = max(1, width // 2 ** (count // most).bit_length())
            continue
        left -= count
        if count:
            yield hits.hits
        first = last + 1
        if count <= size // 2:
            width *= 2
