"""How are many stored articles read quickly, and given in the order wanted?

The store keeps neighbours in one compressed block. Read in the order of their places, and put into
the order of ids afterwards, articles come in two thirds of the time; how many at once is bounded by
their bytes, since some are a thousand times longer than others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

import tantivy
from tantivy import DocAddress

from searcher.article import Article, from_record
from searcher.engines.depth import ID, Depth
from searcher.engines.tantivy.metadata import MetadataFile, ids
from searcher.engines.tantivy.seam import Seam
from searcher.json_text import read_json

if TYPE_CHECKING:
    from searcher.engines.base import Stored, WalkOrder

# Bytes of records held at once, beyond one record; and how many are tried at first and at most.
_ROOM = 8 << 20
_FIRST, _MOST = 256, 1_024

Place = tuple[Any, DocAddress]
ATTRIBUTES: Final[frozenset[str]] = frozenset(Article.__slots__)
_Batch = TypeVar("_Batch")
_Read = TypeVar("_Read")
# Reads records by their addresses; None where they exceed the room (bytes).
Read = Callable[[tantivy.Searcher, list[DocAddress], int | None], list[bytes] | None]


def reading(depth: Depth, metadata: MetadataFile) -> Read:
    """Give what reads so much of articles."""
    return {"id": _ids, "metadata": metadata.read, "record": _records}[depth]


def in_order(
    searcher: tantivy.Searcher, hits: Sequence[Place], *, order: "WalkOrder", read: Read
) -> Iterator[list["Stored"]]:
    """Read the hits in batches: by id, as they are stored, or in the order given.

    `hits` rise by their keys for the order of ids, which are those that windows give; in the order
    `sort` keys that are floats are scores.
    """
    if order == "stored":
        hits = sorted(hits, key=lambda hit: _at(hit[1]))
    at, size = 0, _FIRST
    while at < len(hits):
        end = min(at + size, len(hits))
        # Articles whose ids begin alike stay together: the rest of the id orders them.
        while order == "id" and end < len(hits) and hits[end][0] == hits[end - 1][0]:
            end += 1
        batch = hits[at:end]
        addresses = [address for _, address in batch]
        records = read(searcher, addresses, _ROOM)
        if records is None:
            size = max(1, len(batch) // 2)
            if len(batch) > 1 and (order != "id" or batch[0][0] != batch[-1][0]):
                continue
            records = read(searcher, addresses, None)
        mean = sum(map(len, records or [])) // len(batch)
        yield _batch(searcher, batch, records or [], order)
        at, size = end, min(2 * size, _MOST, max(1, _ROOM // (2 * mean + 1)))


def within(
    seam: Seam, batches: Iterable[_Batch], read: Callable[[_Batch], Iterable[_Read]]
) -> Iterator[_Read]:
    """Read batch after batch; what fails has our names."""
    with seam:
        for batch in batches:
            yield from read(batch)


def articles(batch: Iterable["Stored"]) -> Iterator[Article]:
    """Make articles of the records of a batch."""
    return (from_record(parsed(one.record)) for one in batch)


def _ids(
    searcher: tantivy.Searcher, addresses: list[DocAddress], room: int | None
) -> list[bytes] | None:
    del room  # they are small
    return [b'{"id":"%b"}' % one for one in ids(searcher, addresses)]


def _records(
    searcher: tantivy.Searcher, addresses: list[DocAddress], room: int | None
) -> list[bytes] | None:
    """Read records in the order of their places, and give them back in the order given."""
    records = [b""] * len(addresses)
    held = 0
    for number in sorted(range(len(addresses)), key=lambda n: _at(addresses[n])):
        record = records[number] = record_at(searcher, addresses[number])
        held += len(record)
        if room is not None and held > room:
            return None
    return records


def _batch(
    searcher: tantivy.Searcher, batch: Sequence[Place], records: list[bytes], order: "WalkOrder"
) -> list["Stored"]:
    addresses = [address for _, address in batch]
    parts = [searcher.fast_field_values(f"digest{part}", addresses) for part in range(4)]
    values = [value or 0 for digest in zip(*parts, strict=True) for value in digest]
    import struct  # walks are for more than one question

    from searcher.engines.base import Stored

    packed = struct.pack(f">{len(values)}Q", *values)
    contents = [packed[at : at + 32] for at in range(0, len(packed), 32)]
    scores = [key if order == "sort" and isinstance(key, float) else None for key, _ in batch]
    found = [*map(Stored, records, contents, scores)]
    if order == "id" and len({key for key, _ in batch}) < len(batch):
        found.sort(key=lambda one: one.record[ID])
    return found


def _at(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def record_at(searcher: tantivy.Searcher, address: DocAddress) -> bytes:
    """Read the record of one article, which is JSON, by its place."""
    return searcher.doc(address).get_first("article") or b""


def parsed(record: bytes) -> Mapping[str, Any]:
    """Read a record's JSON; raises `ValueError` where that is no whole article."""
    values = read_json(record)
    if not isinstance(values, dict) or not values.keys() >= ATTRIBUTES:
        raise ValueError("a stored article is not whole")
    return values


def article_at(searcher: tantivy.Searcher, address: DocAddress) -> Article:
    """Read one article by its place."""
    return from_record(parsed(record_at(searcher, address)))
